//! Stand-ins for the outside parties of a demonstration, reached over real HTTP.
//!
//! Every answer says `"simulator": true`. Facts are fixed per identity: a few people and businesses are
//! listed in [`people`], with what to expect of each; everybody else is a sound business made up from a
//! digest of the identity. Each party has a file of its own, which says what it knows. Tests script one
//! party's behaviour toward one identity: other facts, a delay, an error, nonsense. Nothing here is part
//! of the lending system; it only plays those outside it.

mod agriculture;
mod authorities;
mod bank;
mod court;
mod credit;
mod customs;
mod enterprise_credit;
mod face;
mod http;
mod invoices;
mod knowledge;
pub mod papers;
mod payment;
pub mod people;
mod platform;
mod registry;
mod script;
mod sketch;
mod sms;
mod takings;
mod tax;
mod technology;
mod trust_services;
mod valuation;

pub use authorities::{Authorities, AuthorityError, Rotated};
pub use payment::RailOrder;
pub use script::{Behaviour, FileChanges, Script, Validity};
pub use sms::Message;
pub use trust_services::REVOCATIONS;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use shared::timestamp::Timestamp;

use crate::adapters::Party;
use crate::clock::Clock;

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
    asked: BTreeMap<(Party, String), u64>,
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
    pub fn base_url(&self, party: Party) -> String {
        format!("http://{}/simulator/{party}", self.0.address)
    }

    /// Makes one party behave in a certain way toward one identity.
    pub fn script(&self, script: Script) {
        self.state().scripts.push(script);
    }

    /// Forgets every script: all behave as usual again.
    pub fn clear_scripts(&self) {
        self.state().scripts.clear();
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

    /// How often a party was asked about an identity.
    pub fn times_asked(&self, party: Party, identity: &str) -> u64 {
        self.state().asked.get(&(party, identity.to_owned())).copied().unwrap_or(0)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The scripted behaviour for this question, used up once.
    fn behaviour(&self, party: Party, identity: &str) -> Option<Behaviour> {
        let mut state = self.state();
        *state.asked.entry((party, identity.to_owned())).or_default() += 1;
        script::take(&mut state.scripts, party, identity)
    }
}
