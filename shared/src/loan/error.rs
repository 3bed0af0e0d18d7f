//! Why events are no loan.

use chrono::NaiveDate;

use crate::schedule::ScheduleError;

/// Why events are no loan, or a question about one has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoanError {
    /// There is no draw, or the day asked about lies before it.
    #[error("nothing was drawn by that day")]
    NotDrawn,
    /// A second draw: each draw is a loan of its own.
    #[error("a loan is drawn once; a further draw is a further loan")]
    DrawnTwice,
    /// The draw is dated otherwise than its terms.
    #[error("the draw must be dated as its terms: {start}")]
    DrawDate {
        /// The start the terms name.
        start: NaiveDate,
    },
    /// An event dated before the draw.
    #[error("an event on {on} lies before the draw")]
    BeforeDraw {
        /// Its date.
        on: NaiveDate,
    },
    /// Two events with the same sequence on one day.
    #[error("two events on {on} have sequence {sequence}")]
    DuplicateSequence {
        /// Their date.
        on: NaiveDate,
        /// Their sequence.
        sequence: u32,
    },
    /// A payment that is not above zero.
    #[error("a payment must be above zero")]
    PaymentNotPositive,
    /// More than is owed.
    #[error("the payment is above the payoff of {payoff}")]
    PaymentAbovePayoff {
        /// What settles the loan that day.
        payoff: crate::money::Money,
    },
    /// Flat-fee plans are compared and disclosed, never lent.
    #[error("a flat-fee plan is not serviced")]
    FlatNotServiced,
    /// An order of allocation that does not name each component once.
    #[error("the order of allocation must name fee, penalty, interest and principal once each")]
    Allocation,
    /// A deferral of more instalments than remain before the last.
    #[error("a deferral must leave at least the last instalment")]
    DeferralTooLong,
    /// An extension after maturity, of no months, or past 360 months in all.
    #[error("an extension is agreed before maturity, for a term of at most 360 months")]
    ExtensionImpossible,
    /// A method that cannot take over, nothing left to fall due, or a deferral that would then
    /// cover the last instalment.
    #[error("what is left of the loan cannot be repaid by that method")]
    MethodImpossible,
    /// A discount that ends before it begins, takes nothing off or more than the rate.
    #[error("a discount takes off less than the rate and ends after it begins")]
    DiscountImpossible,
    /// A renewal of another amount than the principal, or of principal that is overdue.
    #[error("a new loan settles exactly the principal not yet due; {principal} is owed")]
    RenewalAmount {
        /// The principal owed.
        principal: crate::money::Money,
    },
    /// The day asked about lies before the day the book stands at.
    #[error("the book stands at {as_of}; rebuild it to look further back")]
    BeforeBook {
        /// The day it stands at.
        as_of: NaiveDate,
    },
    /// Terms without a schedule.
    #[error("the terms have no schedule")]
    Terms(#[source] ScheduleError),
    /// An intermediate result that does not fit.
    #[error("the amounts are too large to compute")]
    Overflow,
}

impl LoanError {
    /// The field to change: of an event, of the agreed loan, or the day asked about.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NotDrawn | Self::DrawnTwice => "events",
            Self::DrawDate { .. } | Self::BeforeDraw { .. } | Self::BeforeBook { .. } => "on",
            Self::DuplicateSequence { .. } => "sequence",
            Self::PaymentNotPositive | Self::PaymentAbovePayoff { .. } | Self::Overflow => "amount",
            Self::FlatNotServiced | Self::MethodImpossible => "method",
            Self::DiscountImpossible => "basis_points",
            Self::RenewalAmount { .. } => "principal",
            Self::Allocation => "allocation",
            Self::DeferralTooLong => "instalments",
            Self::ExtensionImpossible => "months",
            Self::Terms(error) => error.field(),
        }
    }
}

impl From<ScheduleError> for LoanError {
    fn from(error: ScheduleError) -> Self {
        Self::Terms(error)
    }
}
