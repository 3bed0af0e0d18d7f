//! What terms must satisfy before a schedule is laid out.

use super::compatibility::InstalmentRule;
use super::error::ScheduleError;
use super::fee::{Fee, FeeAmount, FeeWhen, charged};
use super::level::Charged;
use super::period::Period;
use super::rates::Rates;
use super::terms::{Frequency, RepaymentMethod, Terms};
use crate::money::Money;

/// Ten million million yuan.
const LARGEST_PRINCIPAL: Money = Money::from_fen(1_000_000_000_000_000);

pub(super) fn validate(terms: &Terms) -> Result<(), ScheduleError> {
    if !terms.principal.is_positive() {
        return Err(ScheduleError::PrincipalNotPositive);
    }
    if terms.principal > LARGEST_PRINCIPAL {
        return Err(ScheduleError::PrincipalTooLarge);
    }
    let possible = match terms.frequency {
        Frequency::Days(days) => (1..=366).contains(&days),
        Frequency::Months(months) => (1..=12).contains(&months),
        _ => true,
    };
    if !possible || terms.instalment_count == Some(0) {
        return Err(ScheduleError::Frequency);
    }
    let step = match terms.compatibility.instalment_rule {
        InstalmentRule::Multiple { step, .. } => step.is_positive(),
        _ => true,
    };
    let graduation = terms.compatibility.graduation;
    if !step || graduation.is_some_and(|g| g.every == 0 || g.factor_per_million == 0) {
        return Err(ScheduleError::Compatibility);
    }
    let level = terms.method == RepaymentMethod::LevelInstalment;
    if terms.instalment.is_some_and(|instalment| !instalment.is_positive() || !level) {
        return Err(ScheduleError::InstalmentNotPositive);
    }
    let mut previous = terms.start;
    for change in &terms.rate_changes {
        if change.from <= previous {
            return Err(ScheduleError::RateChanges);
        }
        previous = change.from;
    }
    fees(terms)
}

fn fees(terms: &Terms) -> Result<(), ScheduleError> {
    let negative = terms.fees.iter().any(|fee| match fee.amount {
        FeeAmount::Fixed(amount) => amount.is_negative(),
        FeeAmount::OfPrincipal { per_million } | FeeAmount::OfBalance { per_million } => {
            per_million >= 1_000_000
        }
    });
    let of_something_else = |fee: &Fee| {
        fee.when == FeeWhen::Prepayment
            && (fee.financed || !matches!(fee.amount, FeeAmount::OfBalance { .. }))
    };
    if negative || terms.fees.iter().any(of_something_else) {
        return Err(ScheduleError::Fees);
    }
    for when in [FeeWhen::Upfront, FeeWhen::EachInstalment, FeeWhen::AtEnd, FeeWhen::Prepayment] {
        let sum = charged(&terms.fees, when, terms.principal, terms.principal, terms.rounding);
        if sum.is_none_or(|sum| sum >= terms.principal && !sum.is_zero()) {
            return Err(ScheduleError::Fees);
        }
    }
    Ok(())
}

/// Grace spells against the number of instalments there are.
pub(super) fn grace(terms: &Terms, instalments: usize) -> Result<(), ScheduleError> {
    let mut next_free = 1_u32;
    for grace in &terms.grace {
        let first = u32::from(grace.from_number);
        let after = first.saturating_add(u32::from(grace.instalments));
        let leaves_last = usize::try_from(after).is_ok_and(|after| after <= instalments);
        if first < next_free || grace.instalments == 0 || !leaves_last {
            return Err(ScheduleError::Grace);
        }
        next_free = after;
    }
    Ok(())
}

/// An agreed instalment against what is owed at the first due date.
pub(super) fn instalment(
    terms: &Terms,
    rates: &Rates,
    first: Option<&Period>,
    owed: Money,
) -> Result<(), ScheduleError> {
    let (Some(agreed), Some(first)) = (terms.instalment, first) else { return Ok(()) };
    let interest = Charged::by(rates.factor(first)).on(owed, terms.rounding);
    let debt = interest.and_then(|interest| owed.checked_add(interest));
    // In a grace spell the debt may still grow.
    if terms.grace.is_empty() && agreed > debt.ok_or(ScheduleError::Overflow)? {
        return Err(ScheduleError::InstalmentAboveDebt);
    }
    Ok(())
}
