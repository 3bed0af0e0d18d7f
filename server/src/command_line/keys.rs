//! `puhui keys`: how the keys are locked, a new lock, a new key to seal or to sign with, everything
//! sealed again.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::clock::{Clock as _, SystemClock};
use crate::data_folder::{DataFolder, DataFolderError, write_for_owner_only};
use crate::keys::{KEY_BYTES, KeyError, KeyFile, KeysError, LockKind, Opener, Purpose, Sealer};
use crate::log::{Notary, NotaryError};
use crate::randomness::{Randomness, RandomnessError};
use crate::simulator::{Authorities, AuthorityError, Rotated};
use crate::store::{Store, StoreError};

/// What unlocks the keys, on the command line or in the environment.
#[derive(Clone, Debug, Default, Args)]
pub struct Unlock {
    /// A file that holds the passphrase; asked for at the terminal when it is needed and not given.
    #[arg(long, env = "PUHUI_PASSPHRASE_FILE")]
    passphrase_file: Option<PathBuf>,
    /// The key file that unlocks the keys, kept elsewhere than the data folder.
    #[arg(long, env = "PUHUI_KEY_FILE", conflicts_with = "passphrase_file")]
    key_file: Option<PathBuf>,
}

impl Unlock {
    /// What was given; a passphrase that is needed and was not given is asked for.
    ///
    /// # Errors
    /// [`KeysError::File`] when something given cannot be read.
    pub fn opener(&self, file: &KeyFile) -> Result<Opener, KeysError> {
        let given = Opener::from_files(self.passphrase_file.as_deref(), self.key_file.as_deref())?;
        let asks = given.kind() == LockKind::Open
            && file.exists()
            && file.list()?.0.kind() == LockKind::Passphrase;
        if asks && io::stdin().is_terminal() { typed("Passphrase: ") } else { Ok(given) }
    }
}

/// A passphrase typed at the terminal, not shown.
fn typed(prompt: &str) -> Result<Opener, KeysError> {
    let text = rpassword::prompt_password(prompt)
        .map_err(|source| KeysError::File { path: PathBuf::from("the terminal"), source })?;
    Ok(Opener::passphrase(&text))
}

/// What `puhui keys` can be told.
#[derive(Clone, Debug, Args)]
pub struct Keys {
    /// The folder that holds everything.
    #[arg(long, env = "PUHUI_DATA", default_value = "./data", global = true)]
    data: PathBuf,
    /// PostgreSQL instead of the embedded database.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    database_url: Option<String>,
    #[command(flatten)]
    unlock: Unlock,
    #[command(subcommand)]
    act: KeysAct,
}

/// What is done with the keys.
#[derive(Clone, Debug, Subcommand)]
enum KeysAct {
    /// How the keys are locked and which there are; shows no key.
    Status,
    /// Locks the keys with a passphrase, typed or in a file; data need not be touched.
    SetPassphrase {
        /// A file that holds the new passphrase; asked for at the terminal when left out.
        #[arg(long)]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Locks the keys with a file, made when it does not exist; keep it elsewhere.
    UseKeyFile {
        /// Where the key file is.
        path: PathBuf,
    },
    /// Takes the lock away: whoever reads the data folder has the keys.
    RemoveLock,
    /// Lists the evidence log's keys, oldest first, each with the size of the log it is in force from.
    List,
    /// Replaces a key. What the old one sealed stays readable, what it signed still verifies.
    Rotate {
        /// Which.
        #[command(subcommand)]
        which: Which,
    },
    /// Seals everything again under the key in use. Restart servers after `rotate data` first.
    Reseal,
}

/// A key that can be replaced.
#[derive(Clone, Copy, Debug, Subcommand)]
enum Which {
    /// The one that seals what is kept about people: in use from the next start.
    Data,
    /// The evidence log's: in force as soon as the log grows. With several servers, copy keys/ to each first.
    Log,
    /// The demonstration certification authority's, with a new root: in use from the next start. Real
    /// authorities replace their own; name their new root under [trust].
    Certification,
    /// The demonstration time-stamping authority's, under the root there is: in use from the next start.
    TimeStamping,
}

/// Why the keys were not changed.
#[derive(Debug, thiserror::Error)]
pub enum KeysActError {
    /// The data folder cannot be used.
    #[error("the data folder cannot be used")]
    Folder(#[from] DataFolderError),
    /// The keys cannot be used.
    #[error("the keys cannot be used")]
    Keys(#[from] KeysError),
    /// No randomness for a key file.
    #[error("cannot make a key file")]
    Randomness(#[from] RandomnessError),
    /// The database cannot be used.
    #[error("the database cannot be used")]
    Store(#[from] StoreError),
    /// The keys that sign cannot be used.
    #[error("the keys that sign cannot be used")]
    Signing(#[from] KeyError),
    /// The log's keys cannot be used.
    #[error("the log's keys cannot be used")]
    Notary(#[from] NotaryError),
    /// A demonstration authority's key cannot be replaced.
    #[error("the demonstration authorities cannot be used")]
    Authorities(#[from] AuthorityError),
    /// No runtime for the database.
    #[error("cannot start")]
    Runtime(#[source] io::Error),
    /// There are no keys yet.
    #[error("there are no keys in {0}; they are made when the server first starts")]
    NoKeys(PathBuf),
}

impl Keys {
    /// Does what was told and says what was done.
    ///
    /// # Errors
    /// [`KeysActError`]; the key file is then as it was.
    pub fn run(&self) -> Result<(), KeysActError> {
        let folder = DataFolder::open(&self.data)?;
        let file = folder.key_file();
        if !file.exists() {
            return Err(KeysActError::NoKeys(self.data.clone()));
        }
        match &self.act {
            KeysAct::Status => status(&file),
            KeysAct::SetPassphrase { new_passphrase_file: Some(path) } => {
                self.lock(&file, &Opener::from_files(Some(path), None)?)
            }
            KeysAct::SetPassphrase { new_passphrase_file: None } => {
                self.lock(&file, &typed_twice()?)
            }
            KeysAct::UseKeyFile { path } => {
                if !path.exists() {
                    let key = Randomness::System.bytes::<KEY_BYTES>()?;
                    write_for_owner_only(path, &key)
                        .map_err(|source| KeysError::File { path: path.clone(), source })?;
                    say(&format!("made {}; keep a copy elsewhere", path.display()));
                }
                self.lock(&file, &Opener::KeyFile(path.clone()))
            }
            KeysAct::RemoveLock => self.lock(&file, &Opener::Nothing),
            KeysAct::Rotate { which: Which::Data } => self.rotate(&file),
            KeysAct::Rotate { which: Which::Log } => self.log_keys(&folder, true),
            KeysAct::Rotate { which: Which::Certification } => {
                self.succeed(&folder, Rotated::Certification)
            }
            KeysAct::Rotate { which: Which::TimeStamping } => {
                self.succeed(&folder, Rotated::TimeStamping)
            }
            KeysAct::List => self.log_keys(&folder, false),
            KeysAct::Reseal => self.reseal(&folder),
        }
    }

    fn url(&self, folder: &DataFolder) -> String {
        let url = self.database_url.clone().filter(|url| !url.is_empty());
        url.unwrap_or_else(|| folder.database_url())
    }

    /// Lists the log's keys, after replacing the newest when told to.
    fn log_keys(&self, folder: &DataFolder, rotates: bool) -> Result<(), KeysActError> {
        let file = folder.key_file();
        let ring = file.unlock(&self.unlock.opener(&file)?)?;
        let signing = folder.signing_keys(&ring)?;
        let runtime = tokio::runtime::Runtime::new().map_err(KeysActError::Runtime)?;
        let keys = runtime.block_on(async {
            let sealer = Sealer::new(ring);
            let store = Store::open(&self.url(folder), SystemClock.now(), sealer).await?;
            let notary = Notary::open(signing, &store, &Randomness::System).await?;
            if rotates {
                notary.rotate(&store, &Randomness::System).await?;
            }
            Ok::<_, KeysActError>(store.log_keys(()).await?)
        })?;
        for key in keys {
            say(&format!("{}\t{}", key.from_size, key.verifier));
        }
        Ok(())
    }

    /// Makes a demonstration authority's successor.
    fn succeed(&self, folder: &DataFolder, which: Rotated) -> Result<(), KeysActError> {
        let file = folder.key_file();
        let signing = folder.signing_keys(&file.unlock(&self.unlock.opener(&file)?)?)?;
        let now = SystemClock.now();
        let name = Authorities::rotate(&signing, which, &Randomness::System, now)?;
        say(&format!("{name}: in use from the next start"));
        say("what was signed and stamped before still verifies: evidence holds its certificates");
        Ok(())
    }

    fn lock(&self, file: &KeyFile, opener: &Opener) -> Result<(), KeysActError> {
        let ring = file.unlock(&self.unlock.opener(file)?)?;
        file.write(&ring, opener, &Randomness::System)?;
        say(&format!("the keys are locked by {}", opener.kind()));
        Ok(())
    }

    fn rotate(&self, file: &KeyFile) -> Result<(), KeysActError> {
        let opener = self.unlock.opener(file)?;
        let mut ring = file.unlock(&opener)?;
        let key = ring.rotate(Purpose::Data, &Randomness::System, SystemClock.now())?;
        let id = key.id.clone();
        file.write(&ring, &opener, &Randomness::System)?;
        say(&format!("key {id} is in use from the next start; then run `puhui keys reseal`"));
        Ok(())
    }

    fn reseal(&self, folder: &DataFolder) -> Result<(), KeysActError> {
        let file = folder.key_file();
        let ring = file.unlock(&self.unlock.opener(&file)?)?;
        let id = ring.current(Purpose::Data).id.clone();
        let runtime = tokio::runtime::Runtime::new().map_err(KeysActError::Runtime)?;
        let sealed = runtime.block_on(async {
            let store =
                Store::open(&self.url(folder), SystemClock.now(), Sealer::new(ring)).await?;
            store.seal_again().await
        })?;
        say(&format!("sealed {sealed} values again under key {id}"));
        Ok(())
    }
}

fn typed_twice() -> Result<Opener, KeysError> {
    let (first, second) = (typed("New passphrase: ")?, typed("The same again: ")?);
    match (&first, &second) {
        (Opener::Passphrase(one), Opener::Passphrase(other)) if **one == **other => Ok(first),
        _ => Err(KeysError::PassphrasesDiffer),
    }
}

fn status(file: &KeyFile) -> Result<(), KeysActError> {
    let (lock, keys) = file.list()?;
    say(&format!("{} is locked by {}", file.path().display(), lock.kind()));
    for (at, key) in keys.iter().enumerate() {
        let is_newest = !keys.iter().skip(at + 1).any(|later| later.purpose == key.purpose);
        let state = if is_newest { "in use" } else { "reads what it sealed" };
        say(&format!("{}  {:<6} made {}  {state}", key.id, key.purpose, key.made_at));
    }
    Ok(())
}

/// Says something to whoever typed the command; a closed pipe changes nothing that was done.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}
