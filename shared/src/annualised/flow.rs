//! Cash flows from the borrower's side.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::AnnualisedMethod;
use crate::day_count::actual_days;
use crate::money::Money;
use crate::schedule::Schedule;

/// Money the borrower receives (positive) or pays (negative) on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The day.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// Received positive, paid negative.
    pub amount: Money,
}

/// An amount a number of days after an origin, in any unit of money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatedFlow {
    /// Days after the origin.
    pub day: i32,
    /// The amount; must be finite.
    pub amount: f64,
}

/// An amount a number of unit periods after an origin, in any unit of money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnitFlow {
    /// Whole unit periods after the origin.
    pub periods: u32,
    /// The odd fraction of a unit period on top, 0 or more.
    pub odd: f64,
    /// The amount; must be finite.
    pub amount: f64,
}

/// An amount of fen as a float; exact up to 90 million million yuan.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "the solver works on floats; amounts in reach are exact"
)]
pub(super) fn float(amount: Money) -> f64 {
    amount.fen() as f64
}

/// Flows as days after the first one.
pub(super) fn dated(flows: &[Flow]) -> Vec<DatedFlow> {
    let origin = flows.iter().map(|flow| flow.on).min();
    flows
        .iter()
        .filter_map(|flow| {
            let day = i32::try_from(actual_days(origin?, flow.on)).ok()?;
            Some(DatedFlow { day, amount: float(flow.amount) })
        })
        .collect()
}

impl Schedule {
    /// The borrower's flows on their due dates: the amount drawn, upfront fees paid in
    /// cash, and every instalment.
    pub fn flows(&self) -> Vec<Flow> {
        of_schedule(self, AnnualisedMethod::Xirr)
    }
}

/// Regular methods see due dates before holidays move them; dated ones, as moved.
pub(super) fn of_schedule(schedule: &Schedule, method: AnnualisedMethod) -> Vec<Flow> {
    let mut flows = Vec::with_capacity(schedule.instalments.len().saturating_add(2));
    flows.push(Flow { on: schedule.drawn_on, amount: schedule.principal });
    let paid = |on, amount: Money| Flow { on, amount: amount.checked_neg().unwrap_or(Money::ZERO) };
    if !schedule.upfront_fee.is_zero() {
        flows.push(paid(schedule.drawn_on, schedule.upfront_fee));
    }
    flows.extend(schedule.instalments.iter().map(|instalment| {
        let on = if method == AnnualisedMethod::Xirr {
            instalment.due_date
        } else {
            instalment.nominal_date
        };
        paid(on, instalment.total)
    }));
    flows
}
