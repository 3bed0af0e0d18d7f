//! Everything a handler may use: the running installation of one institution.

use std::sync::Arc;

use chrono::NaiveDate;
use shared::catalogue::{Catalogue, Label};
use shared::contract::Lender;
use shared::timestamp::Timestamp;
use tokio::sync::Notify;

use crate::adapters::Outside;
use crate::assets::Site;
use crate::clock::{BusinessClock, Clock as _};
use crate::config::{Institution, Mode};
use crate::data_folder::Secret;
use crate::failure::Failure;
use crate::log::Notary;
use crate::passkeys::Verifier;
use crate::randomness::Randomness;
use crate::rate_limit::RateLimit;
use crate::signing::bank::BankSigner;
use crate::simulator::Simulator;
use crate::store::Store;

/// The running installation. Cheap to clone; handlers take it as axum state.
#[derive(Clone, Debug)]
pub struct Installation(Arc<Parts>);

/// What an installation is made of.
#[derive(Debug)]
pub struct Parts {
    /// The only reader of time, which a demonstration can set ahead.
    pub clock: Arc<BusinessClock>,
    /// The only source of identifiers and tokens.
    pub randomness: Randomness,
    /// Hashes identifying numbers.
    pub secret: Secret,
    /// What the server remembers.
    pub store: Store,
    /// Who runs this installation.
    pub institution: Institution,
    /// The catalogue in force.
    pub catalogue: Catalogue,
    /// Verifies passkeys.
    pub passkeys: Verifier,
    /// Signs for the evidence log.
    pub notary: Notary,
    /// Signs what the bank certifies.
    pub bank: BankSigner,
    /// The app that is served.
    pub site: Site,
    /// The adapters to outside parties.
    pub outside: Outside,
    /// The built-in simulator, when it stands in for anybody.
    pub simulator: Option<Simulator>,
    /// How often one caller may do what.
    pub limits: Limits,
    /// Wakes whoever does the jobs.
    pub work: Notify,
}

/// How often one caller may do what.
#[derive(Debug)]
pub struct Limits {
    /// Codes sent to one number.
    pub codes: RateLimit,
    /// Sign-in attempts from one address.
    pub sign_ins: RateLimit,
    /// Quotes recorded from one address.
    pub quotes: RateLimit,
}

impl std::ops::Deref for Installation {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Installation {
    /// An installation of these parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The current moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today at the bank: the civil date in China.
    pub fn today(&self) -> NaiveDate {
        self.clock.business_date()
    }

    /// A new identifier.
    ///
    /// # Errors
    /// [`Failure`] when there is no randomness.
    pub fn identifier(&self) -> Result<String, Failure> {
        Ok(self.randomness.identifier(self.now())?)
    }

    /// The institution's name, as the catalogue says.
    pub fn name(&self) -> &Label {
        &self.catalogue.document().institution
    }

    /// The lender as the agreement names it.
    pub fn lender(&self) -> Lender {
        let contact = &self.institution.lender;
        Lender {
            name: self.name().clone(),
            address: Label::new(&contact.address_zh, &contact.address_en),
            hotline: contact.hotline.clone(),
        }
    }

    /// What the payment rail signs a notice with: HMAC-SHA-256 of the reference, a line break and the
    /// body, in lower-case hexadecimal.
    pub fn notice_signature(&self, reference: &str, body: &[u8]) -> String {
        let key = &self.institution.payment_notice_key;
        let key = if key.is_empty() { self.secret.text("payment notices") } else { key.clone() };
        let message = [reference.as_bytes(), b"\n", body].concat();
        Secret::hmac(key.as_bytes(), &message)
    }

    /// Whether cookies require HTTPS.
    pub fn is_production(&self) -> bool {
        self.institution.mode == Mode::Production
    }
}
