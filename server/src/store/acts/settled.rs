//! Certificates that a loan is settled.

use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::{BorrowerId, NewJob};
use crate::keys::Column;
use crate::store::at_rest::{Outward, Sealed, at_rest, column};
use crate::store::{Document, StoreError};

/// Keeps a certificate as it was signed, and the event that names it; the same is kept once.
#[derive(Clone, Debug)]
pub struct KeepCertificate {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
    /// Digest of what is certified.
    pub digest: Digest,
    /// The PDF with room for the signature.
    pub prepared: Vec<u8>,
    /// What goes into it.
    pub document: Document,
    /// What is certified, which the evidence names.
    pub certificate: Document,
    /// The application whose evidence chain records it.
    pub application: String,
    /// The event of the evidence chain.
    pub evidence: EvidenceBody,
    /// Work that follows, such as having it time-stamped.
    pub jobs: Vec<NewJob>,
    /// Now.
    pub at: Timestamp,
}

/// Names one certificate.
#[derive(Clone, Debug)]
pub struct FindCertificate {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
    /// Digest of what is certified.
    pub digest: Digest,
}

/// A certificate as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCertificate {
    /// The PDF with room for the signature.
    pub prepared: Vec<u8>,
    /// What goes into it.
    pub document: Document,
}

/// A certificate's signature was time-stamped.
#[derive(Clone, Debug)]
pub struct StampCertificate {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
    /// Digest of what is certified.
    pub digest: Digest,
    /// What goes into the PDF, the token among it.
    pub document: Document,
}

at_rest! {
    KeepCertificate of borrower {
        prepared in SETTLEMENT_PDF, document in SETTLEMENT_SIGNATURE, certificate in PAPER
    }
    FindCertificate of borrower {}
    StampCertificate of borrower { document in SETTLEMENT_SIGNATURE }
}

impl Sealed for StoredCertificate {
    fn opened(mut self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        self.prepared = from.bytes(column, &self.prepared)?;
        self.document = self.document.opened(from, column::SETTLEMENT_SIGNATURE)?;
        Ok(self)
    }
}

acts! {
    /// Keeps a certificate as it was signed.
    keep_certificate(KeepCertificate) -> ();
    /// One certificate.
    find_certificate(FindCertificate) -> Option<StoredCertificate>, sealed in SETTLEMENT_PDF;
    /// A certificate's signature was time-stamped.
    stamp_certificate(StampCertificate) -> ();
}
