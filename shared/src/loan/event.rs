//! What happens to a loan, as dated facts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::servicing::Servicing;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::{GraceKind, RepaymentMethod, Terms};

/// A dated fact about a loan. Facts are only ever added; a later-known fact with an
/// earlier date is added all the same and the book is rebuilt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanEvent {
    /// The day it takes effect.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// The order within a day, and the event's identity within the loan.
    pub sequence: u32,
    /// What happened.
    pub kind: LoanEventKind,
}

/// What can happen to a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoanEventKind {
    /// The money was drawn: always the first event, on `terms.start`.
    Drawn(Box<Drawn>),
    /// The borrower paid, on any day, any amount.
    Paid {
        /// Above zero.
        amount: Money,
    },
    /// A new contract rate holds from this day on.
    RateChanged {
        /// The new rate.
        annual_rate: AnnualRate,
    },
    /// The next instalments ask for less (延期还本).
    Deferred {
        /// How many instalments from the next one on.
        instalments: u16,
        /// What they do not ask for.
        kind: GraceKind,
    },
    /// The loan matures later (展期); agreed before maturity.
    Extended {
        /// Months after the maturity there was.
        months: u16,
    },
    /// What is still to fall due is repaid by another method (变更还款方式).
    MethodChanged {
        /// From this day on; never a flat or a bullet plan.
        method: RepaymentMethod,
    },
    /// The contract rate is lower for a while (利率优惠).
    Discounted {
        /// Taken off the rate.
        basis_points: u32,
        /// The first day without the discount.
        #[serde(with = "crate::date_text")]
        until: NaiveDate,
    },
    /// A new loan took this one's place: it settled the principal, and interest to the day
    /// falls due on it (无还本续贷).
    Renewed {
        /// All principal there was, none of it overdue.
        principal: Money,
    },
}

/// The loan as agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Amount, rate, term, method and conventions.
    pub terms: Terms,
    /// Rules for life after the draw.
    #[serde(default)]
    pub servicing: Servicing,
}

impl LoanEvent {
    /// The event that begins a loan, on the day its terms start.
    pub fn drawn(terms: Terms, servicing: Servicing) -> Self {
        Self {
            on: terms.start,
            sequence: 0,
            kind: LoanEventKind::Drawn(Box::new(Drawn { terms, servicing })),
        }
    }

    /// A payment.
    pub const fn paid(on: NaiveDate, sequence: u32, amount: Money) -> Self {
        Self { on, sequence, kind: LoanEventKind::Paid { amount } }
    }
}
