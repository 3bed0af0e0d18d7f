//! Applications, and what goes with each of their steps.

use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::{BorrowerId, Command, DeskStep, NewJob};
use crate::store::Document;

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
}

impl FileKind {
    /// The word in the store.
    pub(in crate::store) const fn word(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Issuer => "issuer",
            Self::PreparedPdf => "prepared_pdf",
            Self::Token => "token",
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

acts! {
    /// Opens an application.
    open_application(OpenApplication) -> ();
    /// Moves an application on, with everything that goes with the step.
    advance_application(AdvanceApplication) -> ();
    /// One application.
    find_application(FindApplication) -> Option<StoredApplication>;
    /// A borrower's applications, newest first.
    list_applications(BorrowerId) -> Vec<StoredApplication>;
    /// A document as it was shown.
    paper(FindPaper) -> Option<Document>;
    /// Every document of an application, by digest.
    papers(FindApplication) -> Vec<Document>;
    /// Binary files of one kind, oldest first.
    files(FindFiles) -> Vec<KeptFile>;
    /// Every decision on an application, oldest first.
    decisions(FindApplication) -> Vec<Document>;
    /// The evidence chain of an application, oldest first.
    evidence(FindApplication) -> Vec<Document>;
}
