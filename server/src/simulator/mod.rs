//! Stand-ins for the outside parties of a demonstration, reached over real HTTP.
//!
//! Every answer says `"simulator": true`. Facts are fixed per identity: a few listed in
//! [`people`], everybody else derived from a digest of the identity. Tests script one
//! party's behaviour toward one identity: other facts, a delay, an error, nonsense.
//! Nothing here is part of the lending system; it only plays those outside it.

mod authorities;
mod http;
pub mod papers;
pub mod people;
mod script;

pub use authorities::{Authorities, AuthorityError};
pub use script::{Behaviour, FileChanges, Script};

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use shared::timestamp::Timestamp;

use crate::clock::Clock;

/// Messages kept for one number at most.
const MESSAGES_MAX: usize = 20;

/// A running simulator. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Simulator(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    address: SocketAddr,
    clock: Arc<dyn Clock>,
    authorities: Authorities,
    state: Mutex<State>,
}

/// What the outside world remembers.
#[derive(Debug, Default)]
struct State {
    scripts: Vec<Script>,
    messages: BTreeMap<String, Vec<Message>>,
    orders: BTreeMap<String, RailOrder>,
    /// Serial numbers of certificates taken back, and when.
    revoked: Vec<(Vec<u8>, Timestamp)>,
    /// How often each party was asked about each identity.
    asked: BTreeMap<(String, String), u64>,
}

/// A text message as the recipient would see it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Message {
    /// When it was sent.
    pub sent_at: Timestamp,
    /// What it says.
    pub text: String,
}

/// An order as the payment rail carried it out: at most once per identifier.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RailOrder {
    /// The order's identifier.
    pub order: String,
    /// `disburse`, `collect`, `return`, or `receive` for money that came in by itself.
    pub direction: String,
    /// Yuan, canonical text.
    pub amount: String,
    /// The account that was paid, or charged.
    pub account: String,
    /// Whose account it is, where it is not the borrower's own.
    pub payee: Option<String>,
    /// `done` or `refused`.
    pub state: String,
    /// When it was carried out.
    pub at: Timestamp,
}

impl Simulator {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// Starts the simulator on `address`; port 0 takes any free port.
    ///
    /// # Errors
    /// The operating system's, when the address cannot be bound.
    pub async fn start(
        address: SocketAddr,
        clock: Arc<dyn Clock>,
        authorities: Authorities,
    ) -> Result<Self, std::io::Error> {
        let listener = tokio::net::TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let parts = Parts { address, clock, authorities, state: Mutex::default() };
        let simulator = Self(Arc::new(parts));
        let router = http::router(simulator.clone());
        tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "the simulator stopped");
            }
        });
        Ok(simulator)
    }

    /// Where one of the simulated parties is reached.
    pub fn base_url(&self, party: &str) -> String {
        format!("http://{}/simulator/{party}", self.0.address)
    }

    /// Makes one party behave in a certain way toward one identity.
    pub fn script(&self, script: Script) {
        self.state().scripts.push(script);
    }

    /// The messages a number has received, newest first.
    pub fn messages(&self, mobile: &str) -> Vec<Message> {
        self.state().messages.get(mobile).into_iter().flatten().rev().cloned().collect()
    }

    /// Every order the payment rail carried out or refused.
    pub fn orders(&self) -> Vec<RailOrder> {
        self.state().orders.values().cloned().collect()
    }

    /// The demonstration authorities.
    pub fn authorities(&self) -> &Authorities {
        &self.0.authorities
    }

    /// Takes the certificate with this serial number back.
    pub fn revoke(&self, serial: &[u8]) {
        let at = self.now();
        self.state().revoked.push((serial.to_vec(), at));
    }

    /// Money comes in by itself, under a reference of the rail's own.
    pub fn deposit(&self, reference: &str, amount: &str) {
        let deposit = RailOrder {
            order: reference.to_owned(),
            direction: "receive".to_owned(),
            amount: amount.to_owned(),
            account: String::new(),
            payee: None,
            state: "done".to_owned(),
            at: self.now(),
        };
        self.carry_out(deposit);
    }

    /// What the payment rail lists for a day.
    fn file(&self, day: chrono::NaiveDate) -> Vec<RailOrder> {
        let changes = match self.behaviour("payment_file", "*") {
            Some(Behaviour::File(changes)) => changes,
            _ => FileChanges::default(),
        };
        let state = self.state();
        let of_day = state.orders.values().filter(|order| order.at.date_in_china() == day);
        let mut listed = Vec::new();
        for order in of_day.filter(|order| !changes.omit.contains(&order.order)) {
            let mut order = order.clone();
            if let Some(amount) = changes.amounts.get(&order.order) {
                order.amount.clone_from(amount);
            }
            let twice = changes.twice.contains(&order.order);
            listed.extend(twice.then(|| order.clone()));
            listed.push(order);
        }
        listed.extend(changes.add);
        listed
    }

    /// How often a party was asked about an identity.
    pub fn times_asked(&self, party: &str, identity: &str) -> u64 {
        self.state().asked.get(&(party.to_owned(), identity.to_owned())).copied().unwrap_or(0)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The scripted behaviour for this question, used up once.
    fn behaviour(&self, party: &str, identity: &str) -> Option<Behaviour> {
        let mut state = self.state();
        *state.asked.entry((party.to_owned(), identity.to_owned())).or_default() += 1;
        script::take(&mut state.scripts, party, identity)
    }

    fn deliver(&self, mobile: &str, text: &str) {
        let message = Message { sent_at: self.now(), text: text.to_owned() };
        let mut state = self.state();
        let messages = state.messages.entry(mobile.to_owned()).or_default();
        messages.push(message);
        if messages.len() > MESSAGES_MAX {
            messages.remove(0);
        }
    }

    /// Carries an order out, or tells how it went the first time.
    fn carry_out(&self, order: RailOrder) -> RailOrder {
        self.state().orders.entry(order.order.clone()).or_insert(order).clone()
    }
}
