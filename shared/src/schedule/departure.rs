//! When life departs from the terms while the plan goes on.

use chrono::NaiveDate;

use super::error::ScheduleError;
use super::period::Period;
use super::terms::Terms;
use crate::money::Money;

/// How life departed from the terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Departure {
    /// Draws after the first, ascending by date. A level instalment is solved again from
    /// the period of the draw, the interest so far included.
    pub draws: Vec<FurtherDraw>,
    /// Instalments left unpaid.
    pub unpaid: Option<Unpaid>,
}

/// A draw after the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FurtherDraw {
    /// After the start and before maturity.
    pub on: NaiveDate,
    /// Above zero.
    pub amount: Money,
}

/// Instalments left unpaid until a day. Until then their principal keeps bearing the
/// contract rate; the instalments themselves stay as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpaid {
    /// How many instalments were paid on time.
    pub paid: u16,
    /// The day up to which nothing more was paid.
    pub as_of: NaiveDate,
}

impl Departure {
    pub(super) fn validate(&self, terms: &Terms, periods: &[Period]) -> Result<(), ScheduleError> {
        let mut previous = terms.start;
        let end = periods.last().map_or(terms.start, |period| period.to);
        for draw in &self.draws {
            if draw.on < previous || draw.on >= end {
                return Err(ScheduleError::DateOutOfRange);
            }
            if !draw.amount.is_positive() {
                return Err(ScheduleError::PrincipalNotPositive);
            }
            previous = draw.on;
        }
        Ok(())
    }

    pub(super) fn drawn(&self, first: Money) -> Option<Money> {
        Money::checked_sum(self.draws.iter().map(|draw| draw.amount))?.checked_add(first)
    }
}
