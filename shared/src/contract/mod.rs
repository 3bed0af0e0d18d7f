//! The loan agreement a borrower signs, as a value.
//!
//! A [`Contract`] is a deterministic rendering of the offer, the product version and the
//! parties ([`render()`], on the server): equal inputs give equal bytes, so the digest that is
//! signed can be recomputed by anybody who has them. The Chinese text is the agreement;
//! English is a reading aid.

#[cfg(feature = "documents")]
mod changes;
#[cfg(feature = "documents")]
mod clauses;
#[cfg(feature = "documents")]
mod render;
#[cfg(feature = "documents")]
mod terms;

#[cfg(feature = "documents")]
pub use changes::{Change, changes};
#[cfg(feature = "documents")]
pub use render::render;
#[cfg(feature = "documents")]
pub use terms::{Borrower, ContractTerms, Lender};

use serde::{Deserialize, Serialize};

use crate::canonical::{self, CanonicalError, Digest};
use crate::language::Label;

/// The version of the agreement's wording.
pub const FORM_VERSION: u32 = 3;

/// The loan agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contract {
    /// The clauses, numbered from 1 without gaps.
    pub clauses: Vec<Clause>,
    /// Digest of the cost sheet that is part of the agreement.
    pub cost_sheet: Digest,
    /// Digest of the decision the offer came from.
    pub decision: Digest,
    /// Raised with every change of wording.
    pub form_version: u32,
    /// The public key of the evidence log when the agreement was made out, as `evidence::note` writes it: whoever
    /// holds the agreement can tell whose log a piece of evidence is from.
    pub log_key: String,
    /// What stands before the clauses.
    pub opening: Vec<Label>,
    /// The agreement's number.
    pub number: String,
    /// Who agrees: the lender first, then the borrower.
    pub parties: Vec<ContractParty>,
    /// The product.
    pub product_id: String,
    /// Its version.
    pub product_version: u32,
    /// The terms at a glance (要素表), in the order shown.
    pub summary: Vec<SummaryLine>,
    /// The agreement's title.
    pub title: Label,
}

/// One party to the agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractParty {
    /// Name, identifiers, address, telephone: label and text.
    pub details: Vec<SummaryLine>,
    /// The party's role and short name, such as `贷款人（甲方）`.
    pub role: Label,
}

/// A label and what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SummaryLine {
    /// What it is.
    pub label: Label,
    /// What it says.
    pub text: Label,
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clause {
    /// What it is about.
    pub heading: Label,
    /// What it bears on, when it bears on a major interest of the borrower: such a clause is shown so and
    /// acknowledged by itself (民法典 496).
    pub key: Option<KeyTopic>,
    /// From 1.
    pub number: u16,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Label>,
}

/// What a key clause bears on; the borrower reads and acknowledges one topic after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum KeyTopic {
    /// How much, at what price, repaid how.
    Cost,
    /// What must not be done, and what follows if it is.
    Duty,
}

impl KeyTopic {
    /// Every topic, in the order it is read.
    pub const ALL: [Self; 2] = [Self::Cost, Self::Duty];
}

impl Clause {
    /// The digest that an acknowledgement names.
    ///
    /// # Errors
    /// [`CanonicalError`], which no rendered agreement causes.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        canonical::digest(self)
    }
}

impl Contract {
    /// The clauses that must be acknowledged before signing, in order.
    pub fn key_clauses(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|clause| clause.key.is_some())
    }

    /// The digest that is signed.
    ///
    /// # Errors
    /// [`CanonicalError`], which no rendered agreement causes.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        canonical::digest(self)
    }
}
