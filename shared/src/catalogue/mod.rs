//! What is offered: products as data, versioned and hashed.
//!
//! A [`Catalogue`] that exists is valid: [`Catalogue::try_from`] a [`CatalogueDraft`] refuses
//! anything the engine could trip over and says what to write instead. The rule language is
//! [`Condition`] (`metric op threshold`), [`LimitCandidate`] (sums of multiples, the smallest
//! counts) and [`Pricing`] (LPR, scorecard, grades, adjustments): small enough to read aloud.

mod check;
mod condition;
#[cfg(feature = "every-product")]
mod draw_conditions;
#[cfg(feature = "catalogue-files")]
pub mod files;
mod limit;
#[cfg(feature = "every-product")]
mod mechanism;
mod pricing;
mod product;
#[cfg(feature = "every-product")]
mod score;
#[cfg(feature = "every-product")]
mod servicing;
#[cfg(feature = "every-product")]
mod soundness;
#[cfg(feature = "every-product")]
mod uplift;

pub use check::CatalogueProblem;
pub use condition::{Condition, Op};
#[cfg(feature = "every-product")]
pub use draw_conditions::{Advance, DrawConditions, Paper};
pub use limit::{ByMetric, LimitCandidate, Multiple, Part};
#[cfg(feature = "every-product")]
pub use mechanism::{
    Announced, CrossCheck, GreenLane, OnMismatch, OnUncovered, RiskPoolTerms, Scene,
};
pub use pricing::{Adjustment, Grade, LprPublication, LprTenor, Pricing, ScoreBin, ScoreLine};
pub use product::{FacilityKind, FacilityTerms, OnFailure, Product, ProductFee, Rule, Security};
#[cfg(feature = "every-product")]
pub use score::{FactorPoints, LimitScore, ScoreBand, ScoreFactor, ScoreShown};
#[cfg(feature = "every-product")]
pub use servicing::{
    AdverseRule, DeferralRule, DiscountRule, ExtensionRule, LimitIncreaseRule, MethodChangeRule,
    PayoutDays, RenewalRule, ServicingRules, Signal, SignalCondition, WarningLevel, WarningRule,
};
#[cfg(feature = "every-product")]
pub use uplift::{Uplift, UpliftReading};

pub use crate::language::Label;

use crate::canonical::{self, Digest};
#[cfg(feature = "every-product")]
use crate::facts::Segment;
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
    /// Products that are announced and not yet defined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg(feature = "every-product")]
    pub announced: Vec<Announced>,
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

#[cfg(feature = "every-product")]
impl Catalogue {
    /// The part of this catalogue that the quote screen quotes from: products whose limit rests on
    /// what [`asked_of`](crate::quote::asked_of) their kind of borrower, in the order published.
    ///
    /// Published under the digest of the whole ([`Catalogue::published`]): a quote on what the
    /// screen asks is the same from both, and a property test holds that.
    pub fn for_quote(&self) -> CatalogueDraft {
        let rests_on_answers = |product: &&Product| {
            let asked =
                |metric, segment: &Segment| crate::quote::asked_of(*segment).contains(&metric);
            product.segments.iter().any(|segment| {
                product
                    .limits
                    .first()
                    .is_some_and(|basis| basis.metrics().all(|metric| asked(metric, segment)))
            })
        };
        CatalogueDraft {
            version: self.draft.version.clone(),
            institution: self.draft.institution.clone(),
            effective: self.draft.effective,
            lpr: self.draft.lpr.clone(),
            products: self
                .draft
                .products
                .iter()
                .filter(rests_on_answers)
                // What follows the draw is no part of a quote.
                .map(|product| Product { servicing: None, ..product.clone() })
                .collect(),
            announced: Vec::new(),
        }
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
