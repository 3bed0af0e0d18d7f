//! The outside parties, each asked over HTTP and answered in types.
//!
//! Who they are is one list, [`Party`]. Whether one is the built-in simulator or a real service is only
//! an address. An answer that cannot be used is an error like any other: whoever needs it waits, and
//! nothing is lost. One question is put up to [`TRIES`] times when that can help; a party that keeps
//! failing is left alone for a while ([`circuit`]).

mod answer;
mod certification;
pub mod circuit;
mod error;
mod face;
mod line;
mod party;
mod payment;
mod timestamping;
mod tries;
mod vouching;

pub use answer::FactsAnswer;
pub use certification::{Certified, Subject};
pub use error::AdapterError;
pub use face::{FaceCompared, Photo};
pub use line::ANSWER_BYTES_MAX;
pub use party::{Party, UnknownParty};
pub use payment::{CarriedOut, PaymentOrder, RailState};
pub use timestamping::Stamped;
pub use tries::TRIES;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::consent::ConsentKind;
use shared::reconciliation::Movement;
use shared::signatory::NamedPerson;
use shared::timestamp::Timestamp;

use crate::clock::Clock;
use crate::config::Services;
use crate::simulator::Simulator;
use circuit::{Circuit, CircuitState};
use line::Line;

/// How long an outside party may take to answer one try.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// The adapters to every outside party.
#[derive(Debug)]
pub struct Outside {
    client: Client,
    clock: Arc<dyn Clock>,
    lines: BTreeMap<Party, Line>,
    trust: Trust,
}

/// A question about a borrower.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FactsQuestion<'a> {
    /// Whom it is about: a registration code or a resident ID.
    pub identity: &'a str,
    /// The authorisation it is asked under.
    pub authorisation: &'a str,
    /// Who is to sign for the business, by name and digest; the business registry alone is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signatory: Option<&'a NamedPerson>,
}

/// How one party is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PartyHealth {
    /// Which.
    pub party: Party,
    /// Whether a simulator stands in for it.
    pub simulated: bool,
    /// Whether it is asked.
    pub circuit: CircuitState,
}

/// What signatures and time-stamps must follow from: root certificates, in DER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    /// The certification authority's root.
    pub certification: Vec<u8>,
    /// The time-stamping authority's root.
    pub timestamp: Vec<u8>,
}

impl Outside {
    /// Adapters to the configured services, the simulator standing in where none is.
    ///
    /// # Errors
    /// [`AdapterError::Client`].
    pub fn new(
        services: &Services,
        simulator: Option<&Simulator>,
        trust: Trust,
        patience: Duration,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, AdapterError> {
        // A second installation in the same process finds the provider already there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(patience)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(AdapterError::Client)?;
        let line = |party: Party| {
            let configured = services.address(party).unwrap_or_default();
            let (base_url, simulated) = match simulator {
                Some(simulator) if configured.is_empty() => (simulator.base_url(party), true),
                _ => (configured.to_owned(), configured.contains("/simulator/")),
            };
            (party, Line { base_url, simulated, circuit: Circuit::default() })
        };
        let lines = Party::ALL.iter().copied().map(line).collect();
        Ok(Self { client, clock, lines, trust })
    }

    /// Whether a simulator stands in for `party`.
    pub fn is_simulated(&self, party: Party) -> bool {
        self.lines.get(&party).is_some_and(|line| line.simulated)
    }

    /// Whether `party` would be asked now, and not left alone for having failed too often.
    pub fn would_ask(&self, party: Party) -> bool {
        self.lines.get(&party).is_some_and(|line| line.circuit.would_admit(self.clock.now()))
    }

    /// How every party is doing.
    pub fn health(&self) -> Vec<PartyHealth> {
        let now = self.clock.now();
        let health = |(party, line): (&Party, &Line)| PartyHealth {
            party: *party,
            simulated: line.simulated,
            circuit: line.circuit.state(now),
        };
        self.lines.iter().map(health).collect()
    }

    /// Asks the party of `kind` what it knows, up to [`TRIES`] times.
    ///
    /// # Errors
    /// [`AdapterError`]; [`AdapterError::Nonsense`] also where nobody is asked under `kind`.
    pub async fn facts(
        &self,
        kind: ConsentKind,
        question: FactsQuestion<'_>,
    ) -> Result<FactsAnswer, AdapterError> {
        let party = Party::asked_for(kind).ok_or(AdapterError::Nonsense)?;
        let called = format!("{party} {}", question.identity);
        let answer: FactsAnswer = self.ask(party, "facts", &question, &called).await?;
        answer.about(kind.source(), question.identity)
    }

    /// Asks a party something, up to [`TRIES`] times where that can help; `called` spreads the pauses.
    async fn ask<Q: Serialize + Sync, A: DeserializeOwned>(
        &self,
        party: Party,
        what: &str,
        question: &Q,
        called: &str,
    ) -> Result<A, AdapterError> {
        let line = self.admitted(party)?;
        let mut number = 1;
        let outcome = loop {
            match line.ask(&self.client, what, question).await {
                Err(error) if error.may_pass() && number < TRIES => {
                    number += 1;
                    self.clock.pause(tries::pause_before(number, called)).await;
                }
                outcome => break outcome,
            }
        };
        line.note(&outcome, self.clock.now());
        outcome
    }

    /// Sends a text message: once, for nobody wants it twice.
    ///
    /// # Errors
    /// [`AdapterError`].
    pub async fn send_message(&self, mobile: &str, text: &str) -> Result<(), AdapterError> {
        #[derive(Serialize)]
        struct Message<'a> {
            mobile: &'a str,
            text: &'a str,
        }
        #[derive(Deserialize)]
        struct Accepted {
            accepted: bool,
        }
        let message = Message { mobile, text };
        let answer: Accepted = self.tell(Party::Sms, "messages", &message).await?;
        if answer.accepted { Ok(()) } else { Err(AdapterError::Nonsense) }
    }

    /// Has the payment rail carry out an order; the same order is carried out at most once.
    ///
    /// # Errors
    /// [`AdapterError`]; the order may or may not have been carried out, ask again.
    pub async fn carry_out(&self, order: &PaymentOrder) -> Result<CarriedOut, AdapterError> {
        let carried_out: CarriedOut = self.tell(Party::Payment, "orders", order).await?;
        if carried_out.order == order.order { Ok(carried_out) } else { Err(AdapterError::Nonsense) }
    }

    /// What the payment rail moved on a day, by its own file.
    ///
    /// # Errors
    /// [`AdapterError`].
    pub async fn payment_file(&self, day: NaiveDate) -> Result<Vec<Movement>, AdapterError> {
        #[derive(Serialize)]
        struct Question {
            #[serde(with = "shared::date_text")]
            day: NaiveDate,
        }
        #[derive(Deserialize)]
        struct File {
            movements: Vec<Movement>,
        }
        let file: File = self.tell(Party::Payment, "files", &Question { day }).await?;
        Ok(file.movements)
    }

    /// Tells a party something, once: whoever tells it decides when to tell it again.
    async fn tell<Q: Serialize + Sync, A: DeserializeOwned>(
        &self,
        party: Party,
        what: &str,
        question: &Q,
    ) -> Result<A, AdapterError> {
        let bytes =
            self.once(party, |client, base| client.post(format!("{base}/{what}")).json(question));
        serde_json::from_slice(&bytes.await?).map_err(|_| AdapterError::Nonsense)
    }

    /// Puts one request to a party, once, and reads its answer.
    async fn once(
        &self,
        party: Party,
        request: impl FnOnce(&Client, &str) -> RequestBuilder + Send,
    ) -> Result<Vec<u8>, AdapterError> {
        let line = self.admitted(party)?;
        let outcome = line::answer(request(&self.client, &line.base_url)).await;
        line.note(&outcome, self.clock.now());
        outcome
    }

    fn admitted(&self, party: Party) -> Result<&Line, AdapterError> {
        let now: Timestamp = self.clock.now();
        let line = self.lines.get(&party).ok_or(AdapterError::Resting)?;
        if line.circuit.admit(now) { Ok(line) } else { Err(AdapterError::Resting) }
    }
}
