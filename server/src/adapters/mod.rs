//! The outside parties, each asked over HTTP and answered in types.
//!
//! Whether a party is the built-in simulator or a real service is only an address. An
//! answer that cannot be understood is an error like any other: it is asked again later.

mod answer;
mod certification;
mod timestamping;
mod vouching;

pub use answer::FactsAnswer;
pub use certification::{Certified, Subject};
pub use timestamping::Stamped;

use std::time::Duration;

use chrono::NaiveDate;
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::facts::Source;
use shared::money::Money;
use shared::reconciliation::Movement;
use shared::timestamp::Timestamp;

use crate::config::Services;
use crate::simulator::Simulator;
use crate::store::acts::Direction;

/// How long an outside party may take to answer.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// The longest answer read, in bytes.
const ANSWER_BYTES_MAX: u64 = 1024 * 1024;

/// Why an outside party gave no usable answer. Every one of these may pass by itself.
#[derive(Debug, thiserror::Error)]
pub enum AdapterError {
    /// The client cannot be set up.
    #[error("the HTTP client cannot be set up")]
    Client(#[source] reqwest::Error),
    /// No connection, or it broke.
    #[error("cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// No answer in time.
    #[error("did not answer in time")]
    Slow,
    /// An HTTP error status.
    #[error("answered with status {0}")]
    Status(u16),
    /// Something that is not an answer.
    #[error("answered with something that is not an answer")]
    Nonsense,
}

impl AdapterError {
    /// A stable word for logs and the query record.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Client(_) | Self::Unreachable(_) => "unreachable",
            Self::Slow => "slow",
            Self::Status(_) => "status",
            Self::Nonsense => "nonsense",
        }
    }
}

/// One outside party.
#[derive(Clone, Debug)]
struct Party {
    base_url: String,
    simulated: bool,
}

/// Parties asked under their own name.
pub const FURTHER: [(Source, &str); 8] = [
    (Source::Invoices, "invoices"),
    (Source::Court, "court"),
    (Source::Customs, "customs"),
    (Source::Bank, "bank"),
    (Source::Takings, "takings"),
    (Source::Platform, "platform"),
    (Source::Valuation, "valuation"),
    (Source::Technology, "technology"),
];

/// The adapters to every outside party.
#[derive(Clone, Debug)]
pub struct Outside {
    client: Client,
    tax: Party,
    registry: Party,
    credit: Party,
    agriculture: Party,
    /// Parties without an address of their own yet: the simulator, where there is one.
    further: Vec<(Source, Party)>,
    sms: Party,
    payment: Party,
    certification: Party,
    timestamp: Party,
    trust: Trust,
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
    ) -> Result<Self, AdapterError> {
        // A second installation in the same process finds the provider already there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(patience)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(AdapterError::Client)?;
        let party = |name: &str, configured: &str| match simulator {
            Some(simulator) if configured.is_empty() => {
                Party { base_url: simulator.base_url(name), simulated: true }
            }
            _ => Party {
                base_url: configured.trim_end_matches('/').to_owned(),
                simulated: configured.contains("/simulator/"),
            },
        };
        let further = simulator.map(|simulator| {
            let party = |(source, name): (Source, &str)| {
                (source, Party { base_url: simulator.base_url(name), simulated: true })
            };
            FURTHER.map(party).to_vec()
        });
        Ok(Self {
            client,
            further: further.unwrap_or_default(),
            tax: party("tax", &services.tax),
            registry: party("registry", &services.registry),
            credit: party("credit", &services.credit),
            agriculture: party("agriculture", &services.agriculture),
            sms: party("sms", &services.sms),
            payment: party("payment", &services.payment),
            certification: party("certification", &services.certification),
            timestamp: party("timestamp", &services.timestamp),
            trust,
        })
    }

    /// Whether the answers of `source` come from a simulator.
    pub fn is_simulated(&self, source: Source) -> bool {
        self.party(source).is_some_and(|party| party.simulated)
    }

    /// Whether text messages go to a simulator.
    pub const fn sms_is_simulated(&self) -> bool {
        self.sms.simulated
    }

    /// Whether payments go to a simulator.
    pub const fn payment_is_simulated(&self) -> bool {
        self.payment.simulated
    }

    fn party(&self, source: Source) -> Option<&Party> {
        match source {
            Source::Tax => Some(&self.tax),
            Source::Registry => Some(&self.registry),
            Source::CreditBureau => Some(&self.credit),
            Source::Agriculture => Some(&self.agriculture),
            other => {
                let further = self.further.iter().find(|(source, _)| *source == other);
                further.map(|(_, party)| party)
            }
        }
    }

    /// Asks `source` what it knows about `identity`, under an authorisation.
    ///
    /// # Errors
    /// [`AdapterError`]; [`AdapterError::Nonsense`] also for an answer about somebody else.
    pub async fn facts(
        &self,
        source: Source,
        identity: &str,
        authorisation: &str,
    ) -> Result<FactsAnswer, AdapterError> {
        #[derive(Serialize)]
        struct Question<'a> {
            identity: &'a str,
            authorisation: &'a str,
        }
        let party = self.party(source).ok_or(AdapterError::Nonsense)?;
        let question = Question { identity, authorisation };
        let answer: FactsAnswer = self.ask(party, "facts", &question).await?;
        answer.about(source, identity)
    }

    /// Sends a text message.
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
        let answer: Accepted = self.ask(&self.sms, "messages", &message).await?;
        if answer.accepted { Ok(()) } else { Err(AdapterError::Nonsense) }
    }

    /// Has the payment rail carry out an order; the same order is carried out at most once.
    ///
    /// # Errors
    /// [`AdapterError`]; the order may or may not have been carried out, ask again.
    pub async fn carry_out(&self, order: &PaymentOrder) -> Result<CarriedOut, AdapterError> {
        let carried_out: CarriedOut = self.ask(&self.payment, "orders", order).await?;
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
        let file: File = self.ask(&self.payment, "files", &Question { day }).await?;
        Ok(file.movements)
    }

    async fn ask<Q: Serialize + Sync, A: DeserializeOwned>(
        &self,
        party: &Party,
        what: &str,
        question: &Q,
    ) -> Result<A, AdapterError> {
        let address = format!("{}/{what}", party.base_url);
        let bytes = Self::answer(self.client.post(address).json(question)).await?;
        serde_json::from_slice(&bytes).map_err(|_| AdapterError::Nonsense)
    }

    /// What a party has published.
    async fn fetch(&self, party: &Party, what: &str) -> Result<Vec<u8>, AdapterError> {
        Self::answer(self.client.get(format!("{}/{what}", party.base_url))).await
    }

    async fn answer(request: RequestBuilder) -> Result<Vec<u8>, AdapterError> {
        let response = request.send().await.map_err(unreachable)?;
        if !response.status().is_success() {
            return Err(AdapterError::Status(response.status().as_u16()));
        }
        if response.content_length().is_some_and(|length| length > ANSWER_BYTES_MAX) {
            return Err(AdapterError::Nonsense);
        }
        Ok(response.bytes().await.map_err(unreachable)?.to_vec())
    }
}

fn unreachable(error: reqwest::Error) -> AdapterError {
    if error.is_timeout() { AdapterError::Slow } else { AdapterError::Unreachable(error) }
}

/// An order as the payment rail is told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaymentOrder {
    /// The order's identifier, by which the rail carries it out at most once.
    pub order: String,
    /// `disburse`, `collect` or `return`.
    pub direction: &'static str,
    /// Yuan, canonical text.
    pub amount: Money,
    /// The account that is paid, or charged.
    pub account: String,
    /// Whose account it is, where it is not the borrower's own.
    pub payee: Option<String>,
}

impl PaymentOrder {
    /// The order the rail is told.
    pub const fn new(
        order: String,
        direction: Direction,
        amount: Money,
        account: String,
        payee: Option<String>,
    ) -> Self {
        Self { order, direction: direction.word(), amount, account, payee }
    }

    /// The order to give money back that came in by itself.
    pub const fn giving_back(order: String, amount: Money, account: String) -> Self {
        Self { order, direction: "return", amount, account, payee: None }
    }
}

/// How an order went.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CarriedOut {
    /// The order's identifier.
    pub order: String,
    /// Whether money moved.
    pub state: RailState,
    /// When.
    pub at: Timestamp,
}

/// Whether money moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RailState {
    /// It did.
    Done,
    /// It did not and will not.
    Refused,
}
