//! Something that waits for a person of the bank, with the promise made about it.

use super::{Dispute, Officer, ShownPaper};
use crate::catalogue::{LimitCandidate, Product};
use crate::decision::Reason;
use crate::face_check::WhyInPerson;
use crate::facts::{Facts, Metric, Source};
use crate::queue::ServicePromise;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// What a person is needed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// The engine could not decide: something is missing or in doubt.
    Referral,
    /// The borrower asked for a person to look again (PIPL art. 24).
    Review,
    /// The business has to be visited first.
    Visit,
    /// The borrower says a datum the bank holds is wrong.
    Dispute(Box<Dispute>),
    /// The borrower handed in a paper that shows a figure, for a higher limit.
    Paper(Box<ShownPaper>),
    /// Somebody has to see that whoever signs is the applicant.
    Signer(WhyInPerson),
}

/// A [`Matter`] without its facts: for rows, queries and storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are those of Matter, documented there")]
pub enum MatterKind {
    Referral,
    Review,
    Visit,
    Dispute,
    Paper,
    Signer,
}

impl MatterKind {
    /// The stable text used in storage.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Referral => "referral",
            Self::Review => "review",
            Self::Visit => "visit",
            Self::Dispute => "dispute",
            Self::Paper => "paper",
            Self::Signer => "signer",
        }
    }
}

impl Matter {
    /// The matter without its facts.
    pub const fn kind(&self) -> MatterKind {
        match self {
            Self::Referral => MatterKind::Referral,
            Self::Review => MatterKind::Review,
            Self::Visit => MatterKind::Visit,
            Self::Dispute(_) => MatterKind::Dispute,
            Self::Paper(_) => MatterKind::Paper,
            Self::Signer(_) => MatterKind::Signer,
        }
    }

    /// Whether it is about the application as a whole, and ends with a decision on it.
    pub const fn is_about_the_case(&self) -> bool {
        matches!(self, Self::Referral | Self::Review | Self::Visit)
    }

    /// Whether somebody says that what the bank holds is wrong.
    pub const fn is_about_errors(&self) -> bool {
        matches!(self, Self::Review | Self::Dispute(_))
    }

    /// Whether a paper was handed in to show this figure.
    pub fn is_paper_on(&self, metric: Metric) -> bool {
        matches!(self, Self::Paper(shown) if shown.metric == metric)
    }
}

/// What the engine's referral waits for: a visit while anything only a visit can tell is unknown,
/// else a decision.
pub fn waits_for(product: &Product, facts: &Facts) -> Matter {
    let by_rules = product.rules.iter().map(|rule| rule.require.metric);
    let by_limits = product.limits.iter().flat_map(LimitCandidate::metrics);
    let unvisited = by_rules
        .chain(by_limits)
        .any(|metric| metric.verifier() == Source::FieldVisit && facts.datum(metric).is_none());
    if unvisited { Matter::Visit } else { Matter::Referral }
}

/// Something that waits for a person, or has had one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What a person is needed for.
    pub matter: Matter,
    /// The application it concerns.
    pub application_id: String,
    /// What was promised when it came.
    pub promise: ServicePromise,
    /// Whether it still waits.
    pub state: TaskState,
}

/// Whether a task still waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// It waits.
    Open,
    /// It is over.
    Closed {
        /// Since when.
        at: Timestamp,
        /// How it ended.
        outcome: Outcome,
    },
}

/// How a task ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A new decision was made.
    Decided {
        /// Which version.
        version: u32,
        /// Who decided; nobody when the engine did, on new facts.
        by: Option<Officer>,
    },
    /// The datum was wrong and has been corrected.
    Upheld {
        /// Who found so.
        by: Officer,
        /// The value held now, as canonical text.
        now: String,
        /// The decision made again on it, when the application was still open.
        version: Option<u32>,
        /// What was found, in their own words.
        note: String,
    },
    /// The paper shows the figure, and the limit was decided on it.
    Confirmed {
        /// Who checked it.
        by: Officer,
        /// The figure, as canonical text.
        now: String,
        /// The decision made on it, unless the wish was settled before.
        version: Option<u32>,
        /// What was seen, in their own words.
        note: String,
    },
    /// The datum stands, or the paper does not show the figure.
    Refused {
        /// Who found so.
        by: Officer,
        /// Why.
        reasons: Vec<Reason>,
    },
    /// A person of the bank saw who signs.
    Seen {
        /// Who looked.
        by: Officer,
        /// Whether it is the applicant.
        is_the_applicant: bool,
        /// By what they saw it, in their own words.
        note: String,
    },
    /// The borrower took the application back.
    TakenBack,
    /// Another task about the same application took its place.
    Replaced,
}

/// The task is over already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the task is over already")]
pub struct TaskClosed;

impl Task {
    /// Whether it still waits.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, TaskState::Open)
    }

    /// How it ended, once it has.
    pub const fn outcome(&self) -> Option<&Outcome> {
        match &self.state {
            TaskState::Open => None,
            TaskState::Closed { outcome, .. } => Some(outcome),
        }
    }

    /// Ends it.
    ///
    /// # Errors
    /// [`TaskClosed`] when it has ended before.
    pub fn close(self, outcome: Outcome, at: Timestamp) -> Result<Self, TaskClosed> {
        match self.state {
            TaskState::Open => Ok(Self { state: TaskState::Closed { at, outcome }, ..self }),
            TaskState::Closed { .. } => Err(TaskClosed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task() -> Task {
        Task {
            matter: Matter::Referral,
            application_id: "a".to_owned(),
            promise: ServicePromise {
                referred_at: Timestamp::MIN,
                due_at: Timestamp::MAX,
                green: Vec::new(),
            },
            state: TaskState::Open,
        }
    }

    #[test]
    fn a_task_ends_once() {
        let closed = task().close(Outcome::TakenBack, Timestamp::MIN).unwrap();
        assert!(!closed.is_open());
        assert_eq!(closed.outcome(), Some(&Outcome::TakenBack));
        assert_eq!(closed.close(Outcome::Replaced, Timestamp::MIN), Err(TaskClosed));
    }

    #[test]
    fn a_task_reads_back_from_its_own_json() {
        let json = serde_json::to_string(&task()).unwrap();
        assert_eq!(serde_json::from_str::<Task>(&json).unwrap(), task());
    }
}
