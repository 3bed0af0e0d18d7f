//! Applications, and what goes with each of their steps.

use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::{BorrowerId, Command, DeskStep, NewJob};
use crate::keys::Column;
use crate::store::at_rest::{
    AtRest, Inward, Outward, Personal, Sealed, Text as _, at_rest, column, is_public_paper, opened,
};
use crate::store::{Document, StoreError};

/// Opens an application.
#[derive(Clone, Debug)]
pub struct OpenApplication {
    /// The command that asks for it.
    pub command: Command,
    /// The application's identifier.
    pub application: String,
    /// Name of its stage.
    pub stage: String,
    /// The application itself.
    pub document: Document,
    /// The first events of its evidence chain.
    pub evidence: Vec<EvidenceBody>,
}

/// Moves an application on by one version, with everything that goes with the step.
#[derive(Clone, Debug)]
pub struct AdvanceApplication {
    /// Whose application.
    pub borrower: BorrowerId,
    /// Which one.
    pub application: String,
    /// The version the step was decided on.
    pub expected_version: i64,
    /// Name of the stage it reaches.
    pub stage: String,
    /// The application after the step.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
    /// The command that asks for it; `None` when a job does.
    pub command: Option<Command>,
    /// Events to append to the evidence chain, in order.
    pub evidence: Vec<EvidenceBody>,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
    /// What else the step does.
    pub with: Vec<With>,
}

/// What a step may do besides moving the application on.
#[derive(Clone, Debug)]
pub enum With {
    /// A consent is given.
    Consent {
        /// Its identifier.
        consent: String,
        /// What it allows.
        purpose: String,
        /// Digest of the exact text agreed to.
        text_hash: Digest,
        /// The last moment it allows a query.
        valid_until: Timestamp,
    },
    /// The live consent to a purpose is withdrawn; queries under it stop.
    Withdrawal {
        /// What it allowed.
        purpose: String,
    },
    /// A document is kept as it was shown.
    Paper {
        /// What it is.
        kind: &'static str,
        /// Its digest.
        digest: Digest,
        /// The document.
        document: Document,
    },
    /// A binary file is kept.
    File {
        /// What it is.
        kind: FileKind,
        /// Its digest.
        digest: Digest,
        /// The file.
        content: Vec<u8>,
    },
    /// A decision is recorded beside earlier ones.
    Decision {
        /// 1 for the first.
        version: i64,
        /// The decision.
        document: Document,
    },
    /// A facility opens.
    Facility {
        /// Its identifier.
        facility: String,
        /// The most that may be drawn at once, in fen.
        limit_fen: i64,
        /// The facility.
        document: Document,
    },
    /// A wish for a higher limit is decided again; refused as changed when it stands otherwise than it was read.
    Increase {
        /// Which.
        increase: String,
        /// The state it was read in.
        from_state: String,
        /// Where it then stands.
        state: String,
        /// The wish and what was decided.
        document: Document,
    },
    /// A verification is used up.
    StepUp {
        /// Which.
        step_up: String,
    },
    /// The job that led to the step is done.
    JobDone {
        /// Which job.
        job: String,
    },
    /// Something at the desk of the bank's people.
    Desk(DeskStep),
}

/// What a binary file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A signer's certificate.
    Certificate,
    /// A certificate above a signer's or an authority's.
    Issuer,
    /// The agreement as PDF, with room for the signature.
    PreparedPdf,
    /// A time-stamp token.
    Token,
    /// What a borrower handed in to show a figure.
    Shown,
}

impl FileKind {
    /// The word in the store.
    pub(in crate::store) const fn word(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Issuer => "issuer",
            Self::PreparedPdf => "prepared_pdf",
            Self::Token => "token",
            Self::Shown => "shown",
        }
    }
}

/// A binary file as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Its digest.
    pub digest: Digest,
    /// The file.
    pub content: Vec<u8>,
}

/// Finds the binary files of an application that are of one kind.
#[derive(Clone, Debug)]
pub struct FindFiles {
    /// Whose application.
    pub borrower: BorrowerId,
    /// Which one.
    pub application: String,
    /// What kind of files.
    pub kind: FileKind,
}

/// Names one application of a borrower.
#[derive(Clone, Debug)]
pub struct FindApplication {
    /// Whose application.
    pub borrower: BorrowerId,
    /// Which one.
    pub application: String,
}

/// An application as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredApplication {
    /// Its identifier.
    pub application: String,
    /// Increases with every step.
    pub version: i64,
    /// The application itself.
    pub document: Document,
}

/// Finds a document as it was shown.
#[derive(Clone, Debug)]
pub struct FindPaper {
    /// Whose application.
    pub borrower: BorrowerId,
    /// Which one.
    pub application: String,
    /// The document's digest.
    pub digest: Digest,
}

at_rest! {
    OpenApplication of command.borrower { document in APPLICATION, command }
    AdvanceApplication of borrower { document in APPLICATION, command, with }
    FindApplication of borrower {}
    FindFiles of borrower {}
    FindPaper of borrower {}
}

opened! {
    StoredApplication { document }
}

impl Sealed for KeptFile {
    fn opened(mut self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        self.content = from.bytes(column, &self.content)?;
        Ok(self)
    }
}

impl Personal for AdvanceApplication {
    fn sealed(self, to: &Inward<'_>) -> Result<Self, StoreError> {
        AtRest::sealed(self, to.sealer)
    }
}

impl Personal for With {
    fn sealed(self, to: &Inward<'_>) -> Result<Self, StoreError> {
        Ok(match self {
            Self::Paper { kind, digest, document } if !is_public_paper(kind) => {
                let document = document.sealed_in(to, column::PAPER)?;
                Self::Paper { kind, digest, document }
            }
            Self::File { kind, digest, content } => {
                let content = to.bytes(column::KEPT_FILE, &content)?;
                Self::File { kind, digest, content }
            }
            Self::Decision { version, document } => {
                Self::Decision { version, document: document.sealed_in(to, column::DECISION)? }
            }
            Self::Facility { facility, limit_fen, document } => {
                let document = document.sealed_in(to, column::FACILITY)?;
                Self::Facility { facility, limit_fen, document }
            }
            Self::Increase { increase, from_state, state, document } => {
                let document = document.sealed_in(to, column::LIMIT_INCREASE)?;
                Self::Increase { increase, from_state, state, document }
            }
            Self::Desk(step) => Self::Desk(step.sealed(to)?),
            nothing_personal @ (Self::Paper { .. }
            | Self::Consent { .. }
            | Self::Withdrawal { .. }
            | Self::StepUp { .. }
            | Self::JobDone { .. }) => nothing_personal,
        })
    }
}

acts! {
    /// Opens an application.
    open_application(OpenApplication) -> ();
    /// Moves an application on, with everything that goes with the step.
    advance_application(AdvanceApplication) -> ();
    /// One application.
    find_application(FindApplication) -> Option<StoredApplication>, sealed in APPLICATION;
    /// A borrower's applications, newest first.
    list_applications(BorrowerId) -> Vec<StoredApplication>, sealed in APPLICATION;
    /// A document as it was shown.
    paper(FindPaper) -> Option<Document>, sealed in PAPER;
    /// Every document of an application, by digest.
    papers(FindApplication) -> Vec<Document>, sealed in PAPER;
    /// Binary files of one kind, oldest first.
    files(FindFiles) -> Vec<KeptFile>, sealed in KEPT_FILE;
    /// Every decision on an application, oldest first.
    decisions(FindApplication) -> Vec<Document>, sealed in DECISION;
    /// The evidence chain of an application, oldest first.
    evidence(FindApplication) -> Vec<Document>;
}
