//! Puts an installation together: for service from a data folder, for tests from memory.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use shared::catalogue::Catalogue;
use shared::catalogue::files::{self, FileProblem};
use shared::evidence::certificate::Certificate;
use shared::timestamp::Timestamp;
use tokio::sync::Notify;

use crate::adapters::{AdapterError, Outside, PATIENCE, Trust};
use crate::assets::{Site, no_app};
use crate::catalogue::CatalogueError;
use crate::clock::{BusinessClock, Clock, SystemClock};
use crate::config::{ConfigError, Institution, Mode, TrustFiles};
use crate::data_folder::{DataFolder, DataFolderError};
use crate::desk::tasks::adopt;
use crate::failure::Failure;
use crate::installation::{Installation, Limits, Parts};
use crate::keys::{KeyError, KeyFolder, KeyRing, KeysError, LockKind, Opener, Sealer};
use crate::log::{Notary, NotaryError};
use crate::passkeys::{Verifier, VerifierError};
use crate::randomness::Randomness;
use crate::rate_limit::RateLimit;
use crate::signing::bank::BankSigner;
use crate::simulator::{Authorities, AuthorityError, Simulator};
use crate::store::acts::KeepEdition;
use crate::store::{Document, Store, StoreError};

/// A private database that lives as long as the installation.
pub const IN_MEMORY: &str = "sqlite::memory:";

/// Codes to one number: three at once, then one a minute.
const CODES: (u32, u32) = (3, 180);

/// Sign-in attempts from one address: thirty at once, then one every two seconds.
const SIGN_INS: (u32, u32) = (30, 60);

/// Why an installation cannot open.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    /// The data folder cannot be used.
    #[error("the data folder cannot be used")]
    DataFolder(#[from] DataFolderError),
    /// New keys cannot be made.
    #[error("the keys cannot be made")]
    Keys(#[from] KeysError),
    /// A production installation whose keys anybody who reads the disk would have.
    #[error(
        "in production mode the keys must be locked: give PUHUI_PASSPHRASE_FILE or PUHUI_KEY_FILE \
         (see `puhui keys --help`)"
    )]
    KeysOpen,
    /// The institution's settings cannot be used.
    #[error("the settings cannot be used")]
    Config(#[from] ConfigError),
    /// The catalogue cannot be used.
    #[error("the catalogue cannot be used")]
    Catalogue(#[from] CatalogueError),
    /// The sample catalogue does not pass its own checks.
    #[error("the sample catalogue is wrong: {0:?}")]
    Sample(Vec<FileProblem>),
    /// The store cannot be opened.
    #[error("the store cannot be opened")]
    Store(#[from] StoreError),
    /// The simulator's port cannot be bound.
    #[error("the simulator cannot start")]
    Simulator(#[source] std::io::Error),
    /// Passkeys cannot be offered.
    #[error("passkeys cannot be offered")]
    Passkeys(#[from] VerifierError),
    /// The adapters cannot be set up.
    #[error("the adapters cannot be set up")]
    Adapters(#[from] AdapterError),
    /// A private key cannot be used.
    #[error("a private key cannot be used")]
    Key(#[from] KeyError),
    /// The evidence log cannot be signed.
    #[error("the evidence log cannot be signed")]
    Notary(#[from] NotaryError),
    /// The demonstration authorities cannot be set up.
    #[error("the demonstration authorities cannot be set up")]
    Authorities(#[from] AuthorityError),
    /// A root certificate cannot be used.
    #[error("{path} is not a certificate, PEM or DER")]
    Root {
        /// Which file.
        path: PathBuf,
    },
    /// Referred cases without a task cannot be given one.
    #[error("referred cases cannot be put on the desk: {0:?}")]
    Adopting(Failure),
}

/// What an installation is opened with; every field may be changed before [`Opening::open`].
#[derive(Debug)]
pub struct Opening {
    /// The only reader of time.
    pub clock: Arc<dyn Clock>,
    /// The only source of identifiers and tokens.
    pub randomness: Randomness,
    /// Hash identifying numbers and seal what is kept about people.
    pub ring: KeyRing,
    /// Who runs this installation.
    pub institution: Institution,
    /// `sqlite:…` or `postgres:…`.
    pub store_url: String,
    /// The catalogue in force.
    pub catalogue: Catalogue,
    /// How long an outside party may take to answer.
    pub patience: Duration,
    /// Where private keys are kept.
    pub keys: KeyFolder,
    /// Root certificates of real authorities; none where the simulator stands in.
    pub roots: Roots,
    /// The app that is served.
    pub site: Site,
}

/// Root certificates of real authorities, in DER.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roots {
    /// The certification authority's.
    pub certification: Option<Vec<u8>>,
    /// The time-stamping authority's.
    pub timestamp: Option<Vec<u8>>,
}

impl Roots {
    fn load(folder: &Path, files: &TrustFiles) -> Result<Self, OpeningError> {
        let load = |name: &str| {
            if name.is_empty() {
                return Ok(None);
            }
            let path = folder.join(name);
            let bytes = std::fs::read(&path).ok();
            let root = bytes.and_then(|bytes| match str::from_utf8(&bytes) {
                Ok(text) => Some(der::Document::from_pem(text).ok()?.1.as_bytes().to_vec()),
                Err(_) => Some(bytes),
            });
            let root = root.filter(|root| Certificate::read(root).is_ok());
            root.map(Some).ok_or(OpeningError::Root { path })
        };
        Ok(Self { certification: load(&files.certification)?, timestamp: load(&files.timestamp)? })
    }
}

impl Opening {
    /// For service: everything from `folder`, made there on first start; the keys unlocked by
    /// `opener`; the store from `store_url` when given; without an app.
    ///
    /// # Errors
    /// [`OpeningError`] when something in the folder cannot be used, or the keys of a
    /// production installation are not locked.
    pub fn from_folder(
        folder: &DataFolder,
        store_url: Option<String>,
        opener: &Opener,
    ) -> Result<Self, OpeningError> {
        let (randomness, clock) = (Randomness::System, SystemClock);
        let institution = Institution::load(folder.path())?;
        let ring = folder.keys(opener, &randomness, clock.now())?;
        let (lock, _) = folder.key_file().list()?;
        if institution.mode == Mode::Production && lock.kind() == LockKind::Open {
            return Err(OpeningError::KeysOpen);
        }
        Ok(Self {
            keys: folder.signing_keys(&ring)?,
            roots: Roots::load(folder.path(), &institution.trust)?,
            ring,
            institution,
            store_url: store_url.unwrap_or_else(|| folder.database_url()),
            catalogue: crate::catalogue::load(folder.path())?,
            clock: Arc::new(clock),
            randomness,
            patience: PATIENCE,
            site: no_app,
        })
    }

    /// For tests: a demonstration institution with the sample catalogue, an in-memory
    /// store, reproducible identifiers and the given clock; without an app.
    ///
    /// # Errors
    /// [`OpeningError::Sample`] when the sample catalogue is wrong, [`OpeningError::Keys`].
    pub fn in_memory(clock: Arc<dyn Clock>) -> Result<Self, OpeningError> {
        let ring = KeyRing::make(&Randomness::seeded(7), clock.now())?;
        Ok(Self {
            clock,
            randomness: Randomness::seeded(1),
            ring,
            institution: Institution::demonstration(),
            store_url: IN_MEMORY.to_owned(),
            catalogue: files::sample().map_err(OpeningError::Sample)?,
            patience: PATIENCE,
            keys: KeyFolder::in_memory(),
            roots: Roots::default(),
            site: no_app,
        })
    }

    /// Opens the store, starts the simulator where it stands in for somebody, and sets up
    /// the adapters. Must be called inside a tokio runtime.
    ///
    /// # Errors
    /// [`OpeningError`].
    pub async fn open(self) -> Result<Installation, OpeningError> {
        let secret = self.ring.secret();
        let store = Store::open(&self.store_url, self.clock.now(), Sealer::new(self.ring)).await?;
        let demonstration = self.institution.mode == Mode::Demonstration;
        let clock = business_clock(self.clock, &store, demonstration).await?;
        let edition = KeepEdition {
            digest: self.catalogue.digest(),
            document: Document::of(self.catalogue.document())?,
            at: clock.now(),
        };
        store.keep_edition(edition).await?;
        let stands_in = self.institution.services.first_missing(|_| true).is_some();
        let simulator = if demonstration && stands_in {
            let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            let now = clock.now();
            let authorities = Authorities::open(&self.keys, self.randomness.apart(), now)?;
            let started = Simulator::start(any_port, clock.clone(), authorities).await;
            Some(started.map_err(OpeningError::Simulator)?)
        } else {
            None
        };
        let name = &self.catalogue.document().institution.zh;
        let passkeys = Verifier::new(&self.institution, name)?;
        let simulated =
            simulator.as_ref().map(|simulator| simulator.authorities().root()).transpose()?;
        let simulated = simulated.unwrap_or_default();
        let trust = Trust {
            certification: self.roots.certification.unwrap_or_else(|| simulated.clone()),
            timestamp: self.roots.timestamp.unwrap_or(simulated),
        };
        let services = &self.institution.services;
        let outside =
            Outside::new(services, simulator.as_ref(), trust, self.patience, clock.clone())?;
        let keys = Arc::new(self.keys);
        let bank = BankSigner::open(Arc::clone(&keys), &self.randomness.apart())?;
        let notary = Notary::open(keys, &store, &self.randomness).await?;
        let limits = Limits {
            codes: RateLimit::new(CODES.0, CODES.1),
            sign_ins: RateLimit::new(SIGN_INS.0, SIGN_INS.1),
            quotes: RateLimit::new(self.institution.quotes_per_minute, 60),
        };
        let here = Installation::new(Parts {
            clock,
            randomness: self.randomness,
            secret,
            store,
            institution: self.institution,
            catalogue: self.catalogue,
            passkeys,
            notary,
            bank,
            site: self.site,
            outside,
            simulator,
            limits,
            work: Notify::new(),
        });
        adopt(&here).await.map_err(OpeningError::Adopting)?;
        Ok(here)
    }
}

/// The bank's clock: in a demonstration as far ahead as it was set, and never in a day that is closed.
async fn business_clock(
    real: Arc<dyn Clock>,
    store: &Store,
    demonstration: bool,
) -> Result<Arc<BusinessClock>, OpeningError> {
    let clock = Arc::new(BusinessClock::on(real));
    if demonstration {
        clock.set_ahead(store.clock_ahead(()).await?);
    }
    if let Some(closed) = store.last_closed_day(()).await? {
        let next = Timestamp::start_of_day_in_china(closed).plus_days(1);
        if clock.now() < next {
            tracing::error!(%closed, "the machine's clock is behind the books; the bank's waits for it");
        }
        clock.not_before(next);
    }
    Ok(clock)
}
