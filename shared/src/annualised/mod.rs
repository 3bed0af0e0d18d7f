//! Annualised cost from cash flows: what a loan really costs a year.
//!
//! One equation serves every convention, the unit-period equation
//! `Σ amount ÷ ((1 + f·i)(1 + i)^t) = 0`, with `t` whole unit periods and `f` the odd
//! fraction. Conventions differ in how dates become `t` and `f` and in how the rate `i`
//! of a period becomes a rate a year:
//!
//! | method | rate a year | label |
//! |---|---|---|
//! | [`AnnualisedMethod::Simple`] | `i × periods a year` | 单利, the nominal IRR |
//! | [`AnnualisedMethod::Irr`] | `(1 + i)^periods a year − 1` | 复利 (内部收益率) |
//! | [`AnnualisedMethod::Xirr`] | `(1 + d)^365 − 1`, `d` a day | dated IRR |
//!
//! Only `+ − × ÷` on floats, so a phone and a server agree to the last bit. There is no
//! NaN, no infinity and no silent failure to converge: a rate or an [`AnnualisedError`].
//!
//! The solver's floats only propose: [`is_certain`] proves in whole numbers of any size that
//! the true rate rounds to the figure that is shown. Tests hold random loans against it.

mod certificate;
mod equation;
mod flow;
mod in_years;
mod solver;
mod unit_period;

use serde::{Deserialize, Serialize};

pub use certificate::{is_certain, is_certain_of_schedule};
pub use flow::{DatedFlow, Flow, UnitFlow};
pub use in_years::{YearFlow, rate_in_years};
pub use solver::{SolverError, all_rates, dated_rate, periodic_rate, unit_period_rate};
pub use unit_period::UnitPeriod;

use crate::rate::AnnualRate;
use crate::schedule::{RepaymentMethod, Schedule, Terms};

/// How a period's rate becomes a rate a year; always shown beside the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnualisedMethod {
    /// Compound: the effective internal rate of return (复利).
    Irr,
    /// Simple: the period's internal rate times periods a year (单利); the nominal IRR.
    Simple,
    /// Compound on exact days over 365.
    Xirr,
}

/// An annualised cost and how it was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annualised {
    /// How.
    pub method: AnnualisedMethod,
    /// The rate, rounded half-up to four decimals of a percent.
    pub annual_rate: AnnualRate,
}

/// Why flows have no annualised cost.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnnualisedError {
    /// Fewer than two flows, or all on one side.
    #[error("a rate needs money received and money paid")]
    OneSided,
    /// All flows on the same day.
    #[error("a rate needs time between the first and the last flow")]
    NoTime,
    /// The flows admit several rates; none is the answer.
    #[error("the flows have {count} rates; none of them is the cost")]
    SeveralRates {
        /// How many were found.
        count: u8,
    },
    /// No rate makes the flows equal.
    #[error("no rate makes the flows equal")]
    NoRate,
    /// The borrower pays back less than was received.
    #[error("the flows cost less than nothing")]
    NegativeRate,
    /// A rate above 10,000 % a year.
    #[error("the rate is above 10,000 % a year")]
    RateTooHigh,
}

impl AnnualisedError {
    /// The part of the flows to change: their amounts, or the days they fall on.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NoTime => "on",
            Self::OneSided
            | Self::SeveralRates { .. }
            | Self::NoRate
            | Self::NegativeRate
            | Self::RateTooHigh => "amount",
        }
    }
}

impl From<SolverError> for AnnualisedError {
    fn from(error: SolverError) -> Self {
        match error {
            SolverError::OneSided => Self::OneSided,
            SolverError::NoTime => Self::NoTime,
            SolverError::SeveralRates { count } => Self::SeveralRates { count },
            SolverError::NoRate => Self::NoRate,
        }
    }
}

/// The annualised cost of dated flows, in unit periods of a month (of a week where flows
/// are a week or two apart).
///
/// # Units
/// Amounts in fen from the borrower's side: received positive, paid negative.
///
/// # Rounding
/// Half-up to 1e-6 of the fraction, once, at the end.
///
/// # Errors
/// [`AnnualisedError`]; see its variants.
///
/// # Source
/// PBOC Announcement 2021 No. 3: all costs over principal actually occupied, compound
/// (IRR) or simple with the label 单利. Odd days as US Regulation Z Appendix J (b).
pub fn annualise(flows: &[Flow], method: AnnualisedMethod) -> Result<Annualised, AnnualisedError> {
    annualise_in(flows, UnitPeriod::most_common(flows), method)
}

/// [`annualise`] with a chosen unit period.
///
/// # Errors
/// As [`annualise`].
pub fn annualise_in(
    flows: &[Flow],
    unit: UnitPeriod,
    method: AnnualisedMethod,
) -> Result<Annualised, AnnualisedError> {
    let annual_rate = match method {
        AnnualisedMethod::Xirr => solver::rounded(dated_rate(&flow::dated(flows), 365)?)?,
        AnnualisedMethod::Simple => PeriodRate::solve(flows, unit)?.simple()?,
        // Compounding does not depend on the unit, so one that divides the year will do.
        AnnualisedMethod::Irr => PeriodRate::solve(flows, unit.dividing_the_year())?.compound()?,
    };
    Ok(Annualised { method, annual_rate })
}

/// The rate of a unit period at which flows are worth nothing.
#[derive(Clone, Copy)]
struct PeriodRate {
    rate: f64,
    unit: UnitPeriod,
}

impl PeriodRate {
    fn solve(flows: &[Flow], unit: UnitPeriod) -> Result<Self, AnnualisedError> {
        let rate = unit_period_rate(&unit_period::placed(flows, unit))?;
        Ok(Self { rate, unit })
    }

    /// Times periods a year.
    fn simple(self) -> Result<AnnualRate, AnnualisedError> {
        let (year, part) = self.unit.per_year();
        solver::rounded(solver::simple(self.rate, year, part))
    }

    /// Compounded over a year, of which the unit must be a part.
    fn compound(self) -> Result<AnnualRate, AnnualisedError> {
        let (year, part) = self.unit.per_year();
        let periods = u32::from(year.checked_div(part).unwrap_or(1));
        solver::rounded(solver::compound(self.rate, periods))
    }
}

/// The annualised cost of a schedule with every fee the borrower pays.
///
/// Regular due dates count as whole periods, holidays or not; a loan repaid at once has
/// its whole term, at most a year, as unit period.
///
/// # Rounding
/// Half-up to 1e-6 of the fraction, once, at the end.
///
/// # Errors
/// As [`annualise`].
pub fn of_schedule(
    terms: &Terms,
    schedule: &Schedule,
    method: AnnualisedMethod,
) -> Result<Annualised, AnnualisedError> {
    annualise_in(&flow::of_schedule(schedule, method), unit_of(terms), method)
}

/// What a loan costs a year, in both ways a borrower is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    /// Compound ([`AnnualisedMethod::Irr`]).
    pub irr: AnnualRate,
    /// Simple ([`AnnualisedMethod::Simple`]).
    pub simple: AnnualRate,
}

/// [`of_schedule`] by both regular methods, from one solution where the unit period divides the
/// year.
///
/// # Errors
/// As [`annualise`].
pub fn costs_of_schedule(terms: &Terms, schedule: &Schedule) -> Result<Costs, AnnualisedError> {
    let flows = flow::of_schedule(schedule, AnnualisedMethod::Irr);
    let unit = unit_of(terms);
    let rate = PeriodRate::solve(&flows, unit)?;
    let dividing = unit.dividing_the_year();
    let compounding = if dividing == unit { rate } else { PeriodRate::solve(&flows, dividing)? };
    Ok(Costs { irr: compounding.compound()?, simple: rate.simple()? })
}

/// The unit period of a loan.
fn unit_of(terms: &Terms) -> UnitPeriod {
    match terms.method {
        RepaymentMethod::Bullet => UnitPeriod::Months(terms.term.months().clamp(1, 12)),
        _ => UnitPeriod::of(terms.frequency),
    }
}

#[cfg(test)]
mod tests;
