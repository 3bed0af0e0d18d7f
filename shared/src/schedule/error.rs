//! Why terms have no schedule.

use chrono::NaiveDate;

/// Why terms have no schedule; [`ScheduleError::field`] names the field to change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Zero or negative principal.
    #[error("the amount must be above zero")]
    PrincipalNotPositive,
    /// More than 10,000,000,000,000 yuan.
    #[error("the amount is too large")]
    PrincipalTooLarge,
    /// A start or due date outside the years 1900 to 2200.
    #[error("the date is outside the years 1900 to 2200")]
    DateOutOfRange,
    /// The first due date is not after the start, or after maturity.
    #[error("the first due date {first_due} must lie after the start and not after maturity")]
    FirstDueOutside {
        /// The refused date.
        first_due: NaiveDate,
    },
    /// A frequency of no days or months or of more than a year, or a count of no
    /// instalments.
    #[error("the frequency must be 1 to 366 days or 1 to 12 months, for at least one instalment")]
    Frequency,
    /// An instalment rule with a step that is not above zero, or a graduation of no steps.
    #[error("the step of instalments must be above zero")]
    Compatibility,
    /// A repayment day outside 1 to 31, or with a frequency that is not whole months.
    #[error("the repayment day must be 1 to 31, with a frequency of whole months")]
    RepaymentDay,
    /// A seasonal loan without a plan.
    #[error("a seasonal loan needs a plan of when principal falls due")]
    PlanMissing,
    /// A harvest month outside 1 to 12, a zero weight or a zero cycle.
    #[error("the plan has an impossible month, weight or cycle")]
    PlanImpossible,
    /// Plan dates not strictly ascending after the start and up to maturity.
    #[error("plan dates must ascend, after the start and not after maturity")]
    PlanDates,
    /// A plan amount that is not positive, or a plan that repays more than was drawn.
    #[error("the plan must repay positive amounts, together not more than the principal")]
    PlanAmounts,
    /// A grace spell that begins before the first instalment, is empty, overlaps another
    /// or leaves no instalment to repay.
    #[error("grace must lie within the instalments and leave at least the last")]
    Grace,
    /// Rate changes not strictly ascending, or not after the start.
    #[error("rate changes must ascend and lie after the start")]
    RateChanges,
    /// An agreed instalment that is not positive, or agreed for a method without one.
    #[error("the instalment must be above zero, and only a level loan has one")]
    InstalmentNotPositive,
    /// An agreed instalment that never repays the loan.
    #[error("the instalment does not cover the interest of instalment {number}")]
    InstalmentBelowInterest {
        /// The first instalment it does not cover.
        number: u16,
    },
    /// An agreed instalment above all that is owed at the first due date.
    #[error("the instalment is larger than the debt")]
    InstalmentAboveDebt,
    /// A negative fee, fees that reach the principal, or a prepayment fee that is financed or
    /// no part of what is repaid early.
    #[error(
        "fees must not be negative, must be less than the principal, and a prepayment fee is a part of what is repaid early"
    )]
    Fees,
    /// An intermediate result that does not fit; only absurd terms reach it.
    #[error("the amounts are too large to compute")]
    Overflow,
}

impl ScheduleError {
    /// The field of [`super::Terms`] to change.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::PrincipalNotPositive | Self::PrincipalTooLarge | Self::Overflow => "principal",
            Self::DateOutOfRange => "start",
            Self::FirstDueOutside { .. } => "first_due",
            Self::Frequency => "frequency",
            Self::Compatibility => "compatibility",
            Self::RepaymentDay => "repayment_day",
            Self::PlanMissing | Self::PlanImpossible | Self::PlanDates | Self::PlanAmounts => {
                "plan"
            }
            Self::Grace => "grace",
            Self::RateChanges => "rate_changes",
            Self::InstalmentNotPositive
            | Self::InstalmentBelowInterest { .. }
            | Self::InstalmentAboveDebt => "instalment",
            Self::Fees => "fees",
        }
    }
}
