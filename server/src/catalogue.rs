//! The catalogue in force: TOML files in the data folder, published as one document.

use std::fs;
use std::path::{Path, PathBuf};

use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use shared::api::PublishedCatalogue;
use shared::catalogue::files::{self, FileProblem, SAMPLE};
use shared::catalogue::{Catalogue, CatalogueDraft};
use shared::timestamp::Timestamp;

use crate::as_of::AsOf;
use crate::clock::from_micros;
use crate::failure::Failure;
use crate::installation::Installation;

/// Why the catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file could not be read or written.
    #[error("cannot use {path}")]
    File {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// What is wrong, file by file.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Problems(Vec<FileProblem>),
}

/// Reads `catalogue/*.toml` in `folder`, writing the sample catalogue on first start.
///
/// # Errors
/// [`CatalogueError`] naming every file that must be mended.
pub fn load(folder: &Path) -> Result<Catalogue, CatalogueError> {
    let folder = folder.join("catalogue");
    if !folder.exists() {
        write_sample(&folder)?;
    }
    read(&folder)
}

/// Reads the catalogue files in `folder`.
///
/// # Errors
/// [`CatalogueError`] naming every file that must be mended.
pub fn read(folder: &Path) -> Result<Catalogue, CatalogueError> {
    let unusable = |source| CatalogueError::File { path: folder.to_owned(), source };
    let mut named = Vec::new();
    for entry in fs::read_dir(folder).map_err(unusable)? {
        let path = entry.map_err(unusable)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path)
                .map_err(|source| CatalogueError::File { path: path.clone(), source })?;
            named.push((name, text));
        }
    }
    // Folders list their files in any order; the catalogue's digest must not depend on it.
    named.sort_by(|one, other| order(&one.0).cmp(&order(&other.0)));
    let borrowed: Vec<(&str, &str)> =
        named.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files::parse(&borrowed).map_err(CatalogueError::Problems)
}

/// The sample's files keep the sample's order, others follow by name.
fn order(name: &str) -> (usize, &str) {
    (SAMPLE.iter().position(|(sample, _)| *sample == name).unwrap_or(SAMPLE.len()), name)
}

fn write_sample(folder: &Path) -> Result<(), CatalogueError> {
    let unusable = |source| CatalogueError::File { path: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(unusable)?;
    for (name, text) in SAMPLE {
        fs::write(folder.join(name), text).map_err(unusable)?;
    }
    Ok(())
}

/// What the quote screen quotes from, and today's date at the bank.
///
/// # Errors
/// [`Failure`] when the tag cannot be a header, which it always can.
pub async fn published(
    State(here): State<Installation>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    publish(&here, &headers, Catalogue::for_quote)
}

/// Every product of the catalogue in force, or of the one in force on a past day.
///
/// # Errors
/// [`Failure`] for a day before this installation had a catalogue.
pub async fn products(
    State(here): State<Installation>,
    headers: HeaderMap,
    as_of: AsOf,
) -> Result<Response, Failure> {
    let Some(day) = as_of.0 else {
        return publish(&here, &headers, |catalogue| catalogue.document().clone());
    };
    let night = Timestamp::start_of_day_in_china(day).plus_days(1);
    let last = from_micros(night.as_micros() - 1);
    let edition = here.store.edition_at(last).await?;
    let (digest, document) = edition.ok_or_else(AsOf::before_it_began)?;
    let catalogue: CatalogueDraft = document.read("catalogue")?;
    Ok(Json(PublishedCatalogue { digest, today: day, catalogue }).into_response())
}

fn publish(
    here: &Installation,
    headers: &HeaderMap,
    part: impl FnOnce(&Catalogue) -> CatalogueDraft,
) -> Result<Response, Failure> {
    let today = here.today();
    let digest = here.catalogue.digest();
    let tag = HeaderValue::try_from(format!("\"{digest}\"")).map_err(Failure::internal)?;
    let fresh = headers.get(IF_NONE_MATCH) == Some(&tag);
    let cached = [(ETAG, tag), (CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    if fresh {
        return Ok((StatusCode::NOT_MODIFIED, cached).into_response());
    }
    let catalogue = part(&here.catalogue);
    Ok((cached, Json(PublishedCatalogue { digest, today, catalogue })).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_written_on_first_start_is_the_sample_byte_for_byte() {
        let folder = std::env::temp_dir().join(format!("puhui-catalogue-{}", std::process::id()));
        let first = load(&folder).unwrap();
        let second = load(&folder).unwrap();
        let sample = files::sample().unwrap();
        assert_eq!([first.digest(), second.digest()], [sample.digest(), sample.digest()]);
        fs::remove_dir_all(folder).unwrap();
    }
}
