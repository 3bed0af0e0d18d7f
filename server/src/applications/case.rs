//! One application on the desk: read, changed, recorded.

use shared::api::ProblemCode;
use shared::application::Application;
use shared::canonical::{self, Digest};

use crate::failure::Failure;
use crate::installation::Installation;
use crate::randomness::is_identifier;
use crate::store::Document;
use crate::store::acts::{AdvanceApplication, FindApplication, StoredApplication, With};

/// One application as read, with the version that a step must still find.
#[derive(Clone, Debug)]
pub struct Case {
    /// Whose it is.
    pub borrower: String,
    /// Increases with every step.
    pub version: i64,
    /// The application, its stage as of today.
    pub application: Application,
}

impl Case {
    /// Opens one of the borrower's applications.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`], for somebody else's as well.
    pub async fn open(here: &Installation, borrower: &str, id: &str) -> Result<Self, Failure> {
        if !is_identifier(id) {
            return Err(Failure::of(ProblemCode::NotFound));
        }
        let find = FindApplication { borrower: borrower.to_owned(), application: id.to_owned() };
        let stored = here.store.find_application(find).await?;
        Self::read(here, borrower, &stored.ok_or(Failure::of(ProblemCode::NotFound))?)
    }

    /// The borrower's applications, newest first.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be read.
    pub async fn all(here: &Installation, borrower: &str) -> Result<Vec<Self>, Failure> {
        let stored = here.store.list_applications(borrower.to_owned()).await?;
        stored.iter().map(|stored| Self::read(here, borrower, stored)).collect()
    }

    fn read(
        here: &Installation,
        borrower: &str,
        stored: &StoredApplication,
    ) -> Result<Self, Failure> {
        let mut application: Application = stored.document.read("application")?;
        application.stage = application.stage.as_of(here.today());
        Ok(Self { borrower: borrower.to_owned(), version: stored.version, application })
    }

    /// What names this application in the store.
    pub fn name(&self) -> FindApplication {
        FindApplication {
            borrower: self.borrower.clone(),
            application: self.application.id.clone(),
        }
    }

    /// The step that records the application as it now is, on the version it was read at.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be written.
    pub fn step(&self, here: &Installation) -> Result<AdvanceApplication, Failure> {
        Ok(AdvanceApplication {
            borrower: self.borrower.clone(),
            application: self.application.id.clone(),
            expected_version: self.version,
            stage: self.application.stage.name().key().to_owned(),
            document: Document::of(&self.application)?,
            at: here.now(),
            command: None,
            evidence: Vec::new(),
            jobs: Vec::new(),
            with: Vec::new(),
        })
    }
}

/// A document to keep as shown, and its digest.
///
/// # Errors
/// [`Failure`] when it has no canonical form.
pub fn paper<T: serde::Serialize>(
    kind: &'static str,
    shown: &T,
) -> Result<(Digest, With), Failure> {
    let digest = canonical::digest(shown)?;
    Ok((digest, With::Paper { kind, digest, document: Document::of(shown)? }))
}
