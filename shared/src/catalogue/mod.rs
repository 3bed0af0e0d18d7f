//! What is offered: products as data, versioned and hashed.
//!
//! A [`Catalogue`] that exists is valid: [`Catalogue::try_from`] a [`CatalogueDraft`] refuses
//! anything the engine could trip over and says what to write instead. The rule language is
//! [`Condition`] (`metric op threshold`), [`LimitCandidate`] (sums of multiples, the smallest
//! counts) and [`Pricing`] (LPR, scorecard, grades, adjustments): small enough to read aloud.

mod check;
mod condition;
#[cfg(feature = "catalogue-files")]
pub mod files;
mod limit;
mod pricing;
mod product;

pub use check::CatalogueProblem;
pub use condition::{Condition, Op};
pub use limit::{ByMetric, LimitCandidate, Multiple, Part};
pub use pricing::{Adjustment, Grade, LprPublication, LprTenor, Pricing, ScoreBin, ScoreLine};
pub use product::{FacilityKind, FacilityTerms, OnFailure, Product, ProductFee, Rule, Security};

pub use crate::language::Label;

use crate::canonical::{self, Digest};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A catalogue as written, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogueDraft {
    /// Name of this edition, such as `2026-11`.
    pub version: String,
    /// The bank that publishes it.
    pub institution: Label,
    /// In force from this day.
    #[serde(with = "crate::date_text")]
    pub effective: NaiveDate,
    /// LPR publications, ascending.
    pub lpr: Vec<LprPublication>,
    /// Products.
    pub products: Vec<Product>,
}

/// A checked catalogue and the digest of its canonical bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    draft: CatalogueDraft,
    digest: Digest,
}

impl Catalogue {
    /// Digest of the canonical bytes; names the catalogue in quotes and decisions.
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// The published document.
    pub const fn document(&self) -> &CatalogueDraft {
        &self.draft
    }

    /// Products in the order published.
    pub fn products(&self) -> &[Product] {
        &self.draft.products
    }

    /// One product.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.draft.products.iter().find(|product| product.id == id)
    }

    /// The LPR in force on a day; the earliest publication before that.
    pub fn lpr_on(&self, day: NaiveDate) -> Option<&LprPublication> {
        let in_force = self.draft.lpr.iter().rev().find(|publication| publication.published <= day);
        in_force.or_else(|| self.draft.lpr.first())
    }
}

impl Catalogue {
    /// The catalogue behind a document that was published under `digest`.
    ///
    /// For a phone that shows quotes. Only a catalogue that passed every check gets published, with
    /// its digest; checking again would cost each first visit some 3 kB and prove nothing: the
    /// server compares the digest with its own before it keeps a quote, and computes the quote anew.
    pub const fn published(draft: CatalogueDraft, digest: Digest) -> Self {
        Self { draft, digest }
    }
}

impl TryFrom<CatalogueDraft> for Catalogue {
    type Error = Vec<CatalogueProblem>;

    fn try_from(draft: CatalogueDraft) -> Result<Self, Self::Error> {
        let mut problems = check::problems(&draft);
        match canonical::digest(&draft) {
            Ok(digest) if problems.is_empty() => Ok(Self { draft, digest }),
            Ok(_) => Err(problems),
            Err(_) => {
                problems.push(CatalogueProblem::new(
                    "",
                    "catalogue",
                    "write whole numbers and text only",
                ));
                Err(problems)
            }
        }
    }
}
