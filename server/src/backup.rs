//! One file that holds an installation: the database as of one moment, keys, settings, catalogue, and the root
//! certificates the settings name.
//!
//! Written while the server serves: SQLite copies itself from a snapshot (`VACUUM INTO`), so
//! everything acknowledged before the backup began is in it. The file is a tar archive whose
//! first entry, `manifest.json`, names every file with its length and SHA-256; restoring
//! checks them all, and the database's own consistency, before it says it succeeded.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use shared::canonical::Digest;
use shared::timestamp::Timestamp;

use crate::config::{ConfigError, Institution};
use crate::data_folder::{DataFolder, DataFolderError, for_owner_only};
use crate::keys::{DRAFT, KeyFile, KeysError, LockKind};
use crate::store::{Store, StoreError};

/// The format this version writes.
const FORMAT: u32 = 1;

/// The first entry of the archive.
const MANIFEST: &str = "manifest.json";

/// The database's name in the folder and in the archive.
const DATABASE: &str = "puhui.db";

/// Files of the folder that go into the archive besides database and catalogue.
const FILES: [&str; 2] = ["keys.json", "institution.toml"];

/// The folders whose files are backed up: the catalogue, the keys that sign.
const FOLDERS: [&str; 2] = ["catalogue", "keys"];

/// How the files of root certificates may end.
const CERTIFICATES: [&str; 4] = ["pem", "der", "crt", "cer"];

/// The longest manifest read, in bytes.
const MANIFEST_BYTES_MAX: u64 = 1024 * 1024;

/// Why a backup was not written or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file could not be read or written.
    #[error("cannot use {path}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something is in the way.
    #[error("{0} exists already and is left as it is")]
    Exists(PathBuf),
    /// There is no embedded database in the folder.
    #[error(
        "there is no {DATABASE} in {0}: back PostgreSQL up with pg_dump, and keys.json beside it"
    )]
    NoDatabase(PathBuf),
    /// A root certificate that the settings name is elsewhere, or not named as one.
    #[error(
        "{0:?} under [trust] is not a .pem, .der, .crt or .cer file in the data folder: put it there, so that it is \
         backed up with what rests on it"
    )]
    RootElsewhere(String),
    /// The settings cannot be read.
    #[error("the settings cannot be read")]
    Settings(#[from] ConfigError),
    /// The data folder cannot be used.
    #[error("the data folder cannot be used")]
    Folder(#[from] DataFolderError),
    /// The keys cannot be read.
    #[error("the keys cannot be read")]
    Keys(#[from] KeysError),
    /// The database cannot be copied or checked.
    #[error("the database cannot be copied or is not consistent")]
    Store(#[from] StoreError),
    /// The archive is not one of ours.
    #[error("this is not a backup: {0}")]
    NotABackup(&'static str),
    /// A file in the archive is not the one that was backed up.
    #[error("{0} is not as it was backed up")]
    Damaged(String),
}

/// What a backup holds, for whoever made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// How many files.
    pub files: usize,
    /// How many bytes.
    pub bytes: u64,
    /// How the keys in it are locked.
    pub lock: LockKind,
}

/// What stands in the archive.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: u32,
    made_at: Timestamp,
    files: BTreeMap<String, Entry>,
}

/// One file of the archive.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    bytes: u64,
    sha256: Digest,
}

/// Backs the installation in `data` up to the new file `target`.
///
/// # Errors
/// [`BackupError`]; nothing is left at `target` then.
pub fn write(data: &Path, target: &Path, at: Timestamp) -> Result<Made, BackupError> {
    if target.exists() {
        return Err(BackupError::Exists(target.to_owned()));
    }
    let folder = DataFolder::open(data)?;
    if !data.join(DATABASE).exists() {
        return Err(BackupError::NoDatabase(data.to_owned()));
    }
    let lock = KeyFile::in_folder(data).list()?.0.kind();
    // Beside the archive, where there is room for one.
    let copy = target.with_extension("copying");
    let part = target.with_extension("part");
    let scratch = Scratch(vec![copy.clone(), part.clone()]);
    scratch.clear()?;
    Store::copy_embedded(&folder.database_url(), &copy)?;
    for_owner_only(&copy, 0o600).map_err(|source| file_error(&copy, source))?;
    let mut sources = BTreeMap::from([(DATABASE.to_owned(), copy)]);
    sources.extend(files_of(data)?);
    let manifest = manifest(&sources, at)?;
    let made = Made {
        files: manifest.files.len(),
        bytes: manifest.files.values().map(|entry| entry.bytes).sum(),
        lock,
    };
    pack(&part, &manifest, &sources).map_err(|source| file_error(&part, source))?;
    fs::rename(&part, target).map_err(|source| file_error(target, source))?;
    Ok(made)
}

/// Files that are not to stay, whatever happens.
struct Scratch(Vec<PathBuf>);

impl Scratch {
    fn clear(&self) -> Result<(), BackupError> {
        for path in self.0.iter().filter(|path| path.exists()) {
            fs::remove_file(path).map_err(|source| file_error(path, source))?;
        }
        Ok(())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = self.clear() {
            tracing::error!(%error, "a file of an unfinished backup stays behind");
        }
    }
}

/// Settings, keys and catalogue, by their names in the archive.
fn files_of(data: &Path) -> Result<BTreeMap<String, PathBuf>, BackupError> {
    let mut found: BTreeMap<String, PathBuf> = FILES
        .into_iter()
        .map(|name| (name.to_owned(), data.join(name)))
        .filter(|(_, path)| path.exists())
        .collect();
    for name in FOLDERS {
        found.extend(files_in(data, name)?);
    }
    let trust = Institution::load(data)?.trust;
    for name in [trust.certification, trust.timestamp].into_iter().filter(|name| !name.is_empty()) {
        if !is_root(&name) {
            return Err(BackupError::RootElsewhere(name));
        }
        let path = data.join(&name);
        found.insert(name, path);
    }
    Ok(found)
}

/// The files of one folder but those just being written; none where there is no such folder.
fn files_in(data: &Path, folder: &str) -> Result<Vec<(String, PathBuf)>, BackupError> {
    let path = data.join(folder);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(&path).map_err(|source| file_error(&path, source))? {
        let file = entry.map_err(|source| file_error(&path, source))?.path();
        let name = file.file_name().and_then(|name| name.to_str());
        let whole = name.filter(|name| !name.ends_with(DRAFT));
        if let (true, Some(name)) = (file.is_file(), whole) {
            found.push((format!("{folder}/{name}"), file.clone()));
        }
    }
    Ok(found)
}

fn manifest(
    sources: &BTreeMap<String, PathBuf>,
    made_at: Timestamp,
) -> Result<Manifest, BackupError> {
    let mut files = BTreeMap::new();
    for (name, path) in sources {
        let (bytes, sha256) = fs::File::open(path)
            .and_then(|file| digest_of(file, &mut io::sink()))
            .map_err(|source| file_error(path, source))?;
        files.insert(name.clone(), Entry { bytes, sha256 });
    }
    Ok(Manifest { format: FORMAT, made_at, files })
}

fn pack(
    path: &Path,
    manifest: &Manifest,
    sources: &BTreeMap<String, PathBuf>,
) -> Result<(), io::Error> {
    let file = fs::File::create_new(path)?;
    for_owner_only(path, 0o600)?;
    let mut archive = tar::Builder::new(file);
    let text = serde_json::to_vec_pretty(manifest)?;
    archive.append_data(&mut header(text.len() as u64), MANIFEST, text.as_slice())?;
    for (name, source) in sources {
        let source = fs::File::open(source)?;
        let length = source.metadata()?.len();
        archive.append_data(&mut header(length), name, source)?;
    }
    archive.into_inner()?.sync_all()
}

fn header(length: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(length);
    header.set_mode(0o600);
    header.set_entry_type(tar::EntryType::Regular);
    header
}

/// Makes the folder `data` from the backup at `archive`.
///
/// # Errors
/// [`BackupError`]; what was written is taken away again.
pub fn restore(archive: &Path, data: &Path) -> Result<(), BackupError> {
    if fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(BackupError::Exists(data.to_owned()));
    }
    let folder = DataFolder::open(data)?;
    let restored =
        unpack(archive, data).and_then(|()| Ok(Store::check_embedded(&folder.database_url())?));
    if restored.is_err()
        && let Err(error) = fs::remove_dir_all(data)
    {
        tracing::error!(%error, "what an unfinished restore wrote stays behind");
    }
    restored
}

fn unpack(path: &Path, data: &Path) -> Result<(), BackupError> {
    let file = fs::File::open(path).map_err(|source| file_error(path, source))?;
    let mut archive = tar::Archive::new(file);
    let broken = |_| BackupError::NotABackup("it is not a tar archive, or it was cut short");
    let mut entries = archive.entries().map_err(broken)?;
    let first = entries.next().ok_or(BackupError::NotABackup("it is empty"))?.map_err(broken)?;
    let mut manifest = read_manifest(first)?;
    for entry in entries {
        let mut entry = entry.map_err(broken)?;
        let name = entry.path().map_err(broken)?.to_string_lossy().into_owned();
        let Some(expected) =
            manifest.files.remove(&name).filter(|_| is_ours(&name) || is_root(&name))
        else {
            return Err(BackupError::NotABackup("it holds a file it does not name"));
        };
        let target = data.join(&name);
        let found = write_entry(&mut entry, &target);
        let found = found.map_err(|source| file_error(&target, source))?;
        if found != (expected.bytes, expected.sha256) {
            return Err(BackupError::Damaged(name));
        }
    }
    match manifest.files.into_keys().next() {
        Some(missing) => Err(BackupError::Damaged(missing)),
        None => Ok(()),
    }
}

fn read_manifest(entry: tar::Entry<'_, fs::File>) -> Result<Manifest, BackupError> {
    let is_first = entry.path().is_ok_and(|path| path == Path::new(MANIFEST));
    if !is_first {
        return Err(BackupError::NotABackup("it does not begin with a manifest"));
    }
    let manifest: Manifest = serde_json::from_reader(entry.take(MANIFEST_BYTES_MAX))
        .map_err(|_| BackupError::NotABackup("its manifest cannot be read"))?;
    if manifest.format == FORMAT {
        Ok(manifest)
    } else {
        Err(BackupError::NotABackup("a later version wrote it"))
    }
}

/// Whether a name stays within the folder.
fn is_plain(name: &str) -> bool {
    Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Whether a backup may hold a root certificate of this name.
fn is_root(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    is_plain(name) && ending.is_some_and(|ending| CERTIFICATES.contains(&ending))
}

/// Whether a backup may hold a file of this name; nothing else but root certificates is ever written.
fn is_ours(name: &str) -> bool {
    let in_folder = name
        .split_once('/')
        .is_some_and(|(folder, file)| FOLDERS.contains(&folder) && !file.contains('/'));
    is_plain(name) && (name == DATABASE || FILES.contains(&name) || in_folder)
}

fn write_entry(entry: &mut impl Read, target: &Path) -> Result<(u64, Digest), io::Error> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::File::create_new(target)?;
    for_owner_only(target, 0o600)?;
    let found = digest_of(entry, &mut file)?;
    file.sync_all()?;
    Ok(found)
}

/// Copies everything and returns its length and SHA-256.
fn digest_of(mut from: impl Read, to: &mut impl io::Write) -> Result<(u64, Digest), io::Error> {
    let mut hash = Sha256::new();
    let mut length = 0;
    let mut buffer = vec![0; 1024 * 1024];
    loop {
        let count = from.read(&mut buffer)?;
        if count == 0 {
            return Ok((length, Digest::from_bytes(hash.finalize().into())));
        }
        let piece = buffer.get(..count).unwrap_or_default();
        hash.update(piece);
        to.write_all(piece)?;
        length += count as u64;
    }
}

fn file_error(path: &Path, source: io::Error) -> BackupError {
    BackupError::File { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_files_are_ever_written() {
        for name in ["puhui.db", "keys.json", "keys/log.key", "catalogue/tax-e.toml"] {
            assert!(is_ours(name), "{name}");
        }
        for name in ["../puhui.db", "/etc/passwd", "keys/../keys.json", "catalogue/a/b", "x"] {
            assert!(!is_ours(name) && !is_root(name), "{name}");
        }
        for (name, is_one) in [("roots/ca.pem", true), ("ca.der", true), ("../ca.pem", false)] {
            assert_eq!(is_root(name), is_one, "{name}");
        }
    }
}
