//! Questions to outside parties, each under a live authorisation and on the record.

use serde::Serialize;
use shared::canonical::Digest;
use shared::consent::ConsentKind;

use super::Case;
use crate::adapters::AdapterError;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::{Ask, RecordAnswer};
use crate::store::{Document, StoreError};

/// The stable word for a question that was answered.
pub const ANSWERED: &str = "answered";

/// What is kept of an answer.
#[derive(Clone, Debug)]
pub struct KeptAnswer {
    /// Digest of the answer as it was given.
    pub digest: Digest,
    /// The answer itself, where it is kept.
    pub document: Option<Document>,
}

impl KeptAnswer {
    /// The whole answer.
    ///
    /// # Errors
    /// [`Failure`] when it is no JSON, which is a fault on our side.
    pub fn whole<T: Serialize>(answer: &T) -> Result<Self, Failure> {
        let document = Document::of(answer)?;
        let digest = Digest::of(document.as_str().as_bytes());
        Ok(Self { digest, document: Some(document) })
    }
}

/// Asks an outside party under a live authorisation of this kind: on the record as `service` before it is
/// asked, and with how it went and what `keep` makes of the answer afterwards.
///
/// `ask` gets the authorisation to show; none comes back where none lives, and nobody was asked.
///
/// # Errors
/// [`Failure`] on our side; what the party itself failed with is inside.
pub async fn ask_on_record<T>(
    here: &Installation,
    case: &Case,
    (kind, service): (ConsentKind, String),
    keep: impl FnOnce(&T) -> Result<KeptAnswer, Failure>,
    ask: impl AsyncFnOnce(&str) -> Result<T, AdapterError>,
) -> Result<Option<Result<T, AdapterError>>, Failure> {
    let (borrower, application) = (case.borrower.clone(), case.application.id.clone());
    let query = here.identifier()?;
    let asking = Ask {
        borrower: borrower.clone(),
        application: application.clone(),
        query: query.clone(),
        purpose: kind.key().to_owned(),
        service: service.clone(),
        at: here.now(),
    };
    let authorisation = match here.store.ask(asking).await {
        Ok(authorisation) => authorisation,
        Err(StoreError::NotAuthorised) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let answer = ask(&authorisation).await;
    if let Err(error) = &answer {
        tracing::warn!(service, reason = error.word(), "no usable answer of an outside party");
    }
    let outcome = answer.as_ref().map_or_else(AdapterError::word, |_| ANSWERED).to_owned();
    let kept = answer.as_ref().ok().map(keep).transpose()?;
    let (answer_hash, document) = kept.map(|kept| (kept.digest, kept.document)).unzip();
    let document = document.flatten();
    let at = here.now();
    let record =
        RecordAnswer { borrower, application, query, service, outcome, answer_hash, document, at };
    here.store.record_answer(record).await?;
    Ok(Some(answer))
}
