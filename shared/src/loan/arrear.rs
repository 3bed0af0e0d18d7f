//! What fell due and is not paid yet.

use chrono::{Days, NaiveDate};

use super::error::LoanError;
use super::servicing::{Component, Servicing};
use crate::day_count::DayCount;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::rounding::Rounding;
use crate::schedule::rates::Rates;

/// One due date's unpaid parts.
#[derive(Clone, Debug)]
pub(super) struct Arrear {
    /// Where it stands among everything that fell due.
    pub(super) due: usize,
    pub(super) due_date: NaiveDate,
    pub(super) principal: Money,
    pub(super) interest: Money,
    pub(super) fee: Money,
    penalty: Penalty,
}

/// Penalty interest of one arrear: exact, rounded only when asked for.
#[derive(Clone, Debug)]
struct Penalty {
    /// Over [`Charge::denominator`].
    exact: i128,
    counted_to: NaiveDate,
    paid: Money,
    /// How `exact` came about, for the interest book.
    stretches: Vec<PenaltyStretch>,
}

/// Days over which one base bore one penalty rate.
#[derive(Clone, Copy, Debug)]
pub(super) struct PenaltyStretch {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) base: Money,
    pub(super) rate: PenaltyRate,
}

/// A penalty rate in units of 1e-12 a year: exact for whole percents of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PenaltyRate(i64);

#[cfg(feature = "every-product")]
impl PenaltyRate {
    /// The rate as a decimal fraction with every decimal it has, such as `0.054`.
    pub(super) fn text(self) -> String {
        super::interest_line::decimal(i128::from(self.0), 12)
    }
}

/// The penalty rate: `multiplier_percent` of the contract rate, at most `cap`.
///
/// # Rounding
/// Half-up to the ten decimals of a rate, for showing; accrual uses the exact product.
///
/// # Errors
/// `None` above 10,000 % a year.
pub fn penalty_rate(
    contract: AnnualRate,
    multiplier_percent: u16,
    cap: Option<AnnualRate>,
) -> Option<AnnualRate> {
    let product = i128::from(contract.units()).checked_mul(i128::from(multiplier_percent))?;
    let units = Rounding::HalfUp.div(product, 100)?;
    let raised = AnnualRate::from_units(i64::try_from(units).ok()?).ok()?;
    Some(cap.map_or(raised, |cap| raised.min(cap)))
}

/// How penalty interest is charged on a loan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charge<'a> {
    pub(super) rates: &'a Rates,
    pub(super) servicing: &'a Servicing,
    pub(super) day_count: DayCount,
    pub(super) rounding: Rounding,
}

impl Charge<'_> {
    fn rate_on(&self, day: NaiveDate) -> PenaltyRate {
        let multiplier = i64::from(self.servicing.penalty_multiplier_percent);
        let raised = self.rates.on(day).units().saturating_mul(multiplier);
        let cap = self.servicing.penalty_rate_cap.map(|cap| cap.units().saturating_mul(100));
        PenaltyRate(cap.map_or(raised, |cap| raised.min(cap)))
    }

    fn denominator(&self) -> i128 {
        i128::from(AnnualRate::SCALE)
            .saturating_mul(100)
            .saturating_mul(i128::from(self.day_count.denominator()))
    }

    /// Penalty of a stretch from `from` to `to`, in units of 1e-10 yuan, half up.
    #[cfg(feature = "every-product")]
    pub(super) fn shown(&self, stretch: &PenaltyStretch, to: NaiveDate) -> Option<i128> {
        let exact = self.exact(stretch, to)?.checked_mul(100_000_000)?;
        Rounding::HalfUp.div(exact, self.denominator())
    }

    fn exact(&self, stretch: &PenaltyStretch, to: NaiveDate) -> Option<i128> {
        let time = self.day_count.fraction(stretch.from, to.min(stretch.to)).numerator().max(0);
        i128::from(stretch.base.fen())
            .checked_mul(i128::from(stretch.rate.0))?
            .checked_mul(i128::from(time))
    }

    fn posted(&self, exact: i128) -> Option<Money> {
        let fen = self.rounding.div(exact, self.denominator())?;
        i64::try_from(fen).ok().map(Money::from_fen)
    }
}

impl Arrear {
    pub(super) fn new(
        due: usize,
        due_date: NaiveDate,
        principal: Money,
        interest: Money,
        fee: Money,
    ) -> Self {
        let penalty =
            Penalty { exact: 0, counted_to: due_date, paid: Money::ZERO, stretches: Vec::new() };
        Self { due, due_date, principal, interest, fee, penalty }
    }

    /// Penalty interest counted so far, paid or not.
    pub(super) fn penalty_counted(&self, charge: Charge<'_>) -> Option<Money> {
        charge.posted(self.penalty.exact)
    }

    /// What bears penalty in the night of `on`, and at which rate; none when nothing does.
    #[cfg(feature = "every-product")]
    pub(super) fn penalty_on(&self, on: NaiveDate) -> Option<PenaltyStretch> {
        let covers = |stretch: &&PenaltyStretch| stretch.from <= on && on < stretch.to;
        self.penalty.stretches.iter().find(covers).copied()
    }

    /// Counts penalty interest up to `day`, unless still within the days of grace.
    pub(super) fn count_to(&mut self, day: NaiveDate, charge: Charge<'_>) -> Result<(), LoanError> {
        let grace = Days::new(u64::from(charge.servicing.grace_days));
        let grace_ends = self.due_date.checked_add_days(grace).unwrap_or(self.due_date);
        if day <= grace_ends || day <= self.penalty.counted_to {
            return Ok(());
        }
        let base = if charge.servicing.compound_overdue_interest {
            self.principal.checked_add(self.interest).ok_or(LoanError::Overflow)?
        } else {
            self.principal
        };
        let from = core::mem::replace(&mut self.penalty.counted_to, day);
        if !base.is_positive() {
            return Ok(());
        }
        let changes = charge.rates.changes_within(from, day);
        let mut begin = from;
        for end in changes.chain([day]) {
            let stretch =
                PenaltyStretch { from: begin, to: end, base, rate: charge.rate_on(begin) };
            let exact = charge.exact(&stretch, end).ok_or(LoanError::Overflow)?;
            self.penalty.exact =
                self.penalty.exact.checked_add(exact).ok_or(LoanError::Overflow)?;
            self.penalty.stretches.push(stretch);
            begin = end;
        }
        Ok(())
    }

    /// Penalty interest counted and not paid.
    pub(super) fn penalty_owed(&self, charge: Charge<'_>) -> Result<Money, LoanError> {
        charge
            .posted(self.penalty.exact)
            .and_then(|posted| posted.checked_sub(self.penalty.paid))
            .ok_or(LoanError::Overflow)
    }

    /// Penalty interest of all days before `day`, paid or not.
    pub(super) fn penalty_before(&self, day: NaiveDate, charge: Charge<'_>) -> Option<Money> {
        let exact = self
            .penalty
            .stretches
            .iter()
            .filter(|stretch| stretch.from < day)
            .try_fold(0_i128, |sum, stretch| sum.checked_add(charge.exact(stretch, day)?))?;
        charge.posted(exact)
    }

    /// The base that bears penalty on `day`.
    pub(super) fn base_on(&self, day: NaiveDate) -> Money {
        self.penalty
            .stretches
            .iter()
            .find(|stretch| stretch.from <= day && day < stretch.to)
            .map_or(Money::ZERO, |stretch| stretch.base)
    }

    /// Takes from `left` what meets one component; returns what it met.
    pub(super) fn pay(
        &mut self,
        component: Component,
        left: Money,
        charge: Charge<'_>,
    ) -> Result<Money, LoanError> {
        let owed = match component {
            Component::Fee => self.fee,
            Component::Penalty => self.penalty_owed(charge)?,
            Component::Interest => self.interest,
            Component::Principal => self.principal,
        };
        let met = owed.min(left).max(Money::ZERO);
        let rest = owed.checked_sub(met).ok_or(LoanError::Overflow)?;
        match component {
            Component::Fee => self.fee = rest,
            Component::Interest => self.interest = rest,
            Component::Principal => self.principal = rest,
            Component::Penalty => {
                self.penalty.paid =
                    self.penalty.paid.checked_add(met).ok_or(LoanError::Overflow)?;
            }
        }
        Ok(met)
    }

    /// Whether everything is paid.
    pub(super) fn is_met(&self, charge: Charge<'_>) -> Result<bool, LoanError> {
        Ok(self.principal.is_zero()
            && self.interest.is_zero()
            && self.fee.is_zero()
            && self.penalty_owed(charge)?.is_zero())
    }
}
