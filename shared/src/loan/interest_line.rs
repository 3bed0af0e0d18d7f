//! The interest book line by line, for anyone to recompute to the fen.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::arrear::PenaltyStretch;
use super::book::Book;
use super::due::FallenDue;
use super::error::LoanError;
use super::event::{LoanEvent, LoanEventKind};
use super::interest_book::stretches;
use super::receipt::{PaidBy, Receipt};
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::rounding::Rounding;
use crate::schedule::period::Period;
use crate::schedule::{GraceKind, RepaymentMethod};

/// One line of the interest book. A day begins with what falls due on it; then what happened
/// follows in its order; then what the night earned.
///
/// Interest of a night is `balance × annual_rate × part_of_year`, exact; the nights since interest
/// was last settled are added up exactly and rounded once, where an instalment falls due or
/// principal is repaid early. `interest` shows one night to ten decimals of a yuan, half up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InterestLine {
    /// The money was drawn.
    Drawn {
        /// The day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// What began to bear interest: the amount drawn and fees added to it.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Money,
    },
    /// Something fell due.
    Due {
        /// The day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// Which instalment; none for what falls due beside the plan.
        number: Option<u16>,
        /// Principal asked for; from now on it bears no interest.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        principal: Money,
        /// Interest asked for, what was paid ahead included.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        interest: Money,
        /// Fees asked for.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        fee: Money,
    },
    /// Money was repaid.
    Paid {
        /// The day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// Whose money it was.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        by: PaidBy,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Money,
        /// Part that met fees.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        fee: Money,
        /// Part that met penalty interest.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        penalty: Money,
        /// Part that met interest.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        interest: Money,
        /// Part that repaid principal.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        principal: Money,
        /// Part beyond what was owed.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        surplus: Money,
        /// Principal owed afterwards, due or not.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        principal_after: Money,
    },
    /// Something else was agreed.
    Changed {
        /// The day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// What.
        change: Change,
    },
    /// What a night earned at the contract rate.
    Night {
        /// The day before the night.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// Principal not yet due.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        balance: Money,
        /// The contract rate.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        annual_rate: AnnualRate,
        /// The part of a year the night counts as, such as `1/360`; `0` while interest is free.
        part_of_year: String,
        /// Yuan, ten decimals.
        interest: String,
    },
    /// What a night cost on something overdue.
    Penalty {
        /// The day before the night.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// When it was due.
        #[serde(with = "crate::date_text")]
        due_date: NaiveDate,
        /// What bears penalty.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        base: Money,
        /// The penalty rate, a decimal fraction with every decimal it has.
        penalty_rate: String,
        /// Yuan, ten decimals.
        penalty: String,
    },
}

/// Something that was agreed and moves no money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A new contract rate.
    Rate {
        /// The new rate.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        annual_rate: AnnualRate,
    },
    /// A discount for a while.
    Discount {
        /// Taken off the rate.
        basis_points: u32,
        /// The first day without it.
        #[serde(with = "crate::date_text")]
        until: NaiveDate,
    },
    /// Easier instalments.
    Deferral {
        /// How many.
        instalments: u16,
        /// What they do not ask for.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        kind: GraceKind,
    },
    /// A later maturity.
    Extension {
        /// So many months later.
        months: u16,
    },
    /// Another method.
    Method {
        /// Which.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        method: RepaymentMethod,
    },
}

impl InterestLine {
    /// The day it belongs to.
    pub const fn on(&self) -> NaiveDate {
        match self {
            Self::Drawn { on, .. }
            | Self::Due { on, .. }
            | Self::Paid { on, .. }
            | Self::Changed { on, .. }
            | Self::Night { on, .. }
            | Self::Penalty { on, .. } => *on,
        }
    }
}

/// The lines of every day from `from` up to, not including, `to`, and of what happened on the day
/// the book stands at.
pub(super) fn lines(
    book: &Book,
    events: &[LoanEvent],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<InterestLine>, LoanError> {
    let mut lines = happened(book, events, from, to)?;
    let stretches = stretches(book);
    let mut on = from.max(book.terms.start);
    while on < to.min(book.on) {
        let next = on.succ_opt().ok_or(LoanError::Overflow)?;
        let stretch = stretches.iter().find(|(period, _)| period.from <= on && on < period.to);
        if let Some((period, balance)) = stretch {
            lines.push((on, LATE, night(book, period, *balance, on, next)?));
        }
        for arrear in &book.arrears {
            if let Some(stretch) = arrear.penalty_on(on) {
                lines.push((on, LATE, penalty(book, arrear.due_date, stretch, on, next)?));
            }
        }
        on = next;
    }
    // The sort is stable: what happened on a day keeps its order.
    lines.sort_by_key(|(on, place, _)| (*on, *place));
    Ok(lines.into_iter().map(|(_, _, line)| line).collect())
}

/// What falls due opens a day, what its night earns closes it; events stand between, by sequence.
const EARLY: u64 = 0;
const LATE: u64 = u64::MAX;

/// The place of an event within its day, with room for what falls due beside it.
fn place_of(sequence: u32) -> u64 {
    u64::from(sequence).saturating_add(1).saturating_mul(2)
}

/// The place of something that falls due beside the plan: what ending the loan costs just before the payment
/// that ends it, a fee of the draw just after the draw.
fn place_beside_the_plan(book: &Book, due: &FallenDue) -> u64 {
    let ends = |receipt: &&Receipt| receipt.on == due.due_date && receipt.principal_after.is_zero();
    match book.receipts.iter().find(ends) {
        Some(receipt) => place_of(receipt.sequence).saturating_sub(1),
        None if due.due_date == book.terms.start => place_of(0).saturating_add(1),
        None => LATE.saturating_sub(1),
    }
}

type Placed = (NaiveDate, u64, InterestLine);

fn happened(
    book: &Book,
    events: &[LoanEvent],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Placed>, LoanError> {
    let within = |on: NaiveDate| on >= from && on <= book.on && (on < to || on == book.on);
    let mut lines = Vec::new();
    let dues = book.dues.iter().filter(|due| within(due.due_date));
    lines.extend(dues.map(|due| {
        let (number, principal, interest, fee) = (due.number, due.principal, due.interest, due.fee);
        let place = if number.is_some() { EARLY } else { place_beside_the_plan(book, due) };
        let on = due.due_date;
        (on, place, InterestLine::Due { on, number, principal, interest, fee })
    }));
    for event in events.iter().filter(|event| within(event.on)) {
        let place = place_of(event.sequence);
        let line = match change(&event.kind) {
            Some(change) => InterestLine::Changed { on: event.on, change },
            None => match &event.kind {
                LoanEventKind::Drawn(drawn) => InterestLine::Drawn {
                    on: event.on,
                    amount: Money::checked_sum([drawn.terms.principal, book.financed_fee])
                        .ok_or(LoanError::Overflow)?,
                },
                _ => match paid(book, event) {
                    Some(paid) => paid,
                    None => continue,
                },
            },
        };
        lines.push((event.on, place, line));
    }
    Ok(lines)
}

const fn change(kind: &LoanEventKind) -> Option<Change> {
    Some(match kind {
        LoanEventKind::RateChanged { annual_rate } => Change::Rate { annual_rate: *annual_rate },
        LoanEventKind::Discounted { basis_points, until } => {
            Change::Discount { basis_points: *basis_points, until: *until }
        }
        LoanEventKind::Deferred { instalments, kind } => {
            Change::Deferral { instalments: *instalments, kind: *kind }
        }
        LoanEventKind::Extended { months } => Change::Extension { months: *months },
        LoanEventKind::MethodChanged { method } => Change::Method { method: *method },
        LoanEventKind::Drawn(_) | LoanEventKind::Paid { .. } | LoanEventKind::Renewed { .. } => {
            return None;
        }
    })
}

fn paid(book: &Book, event: &LoanEvent) -> Option<InterestLine> {
    let receipt = book
        .receipts
        .iter()
        .find(|receipt| receipt.on == event.on && receipt.sequence == event.sequence)?;
    Some(InterestLine::Paid {
        on: receipt.on,
        by: receipt.by,
        amount: receipt.amount,
        fee: receipt.fee,
        penalty: receipt.penalty,
        interest: receipt.interest,
        principal: receipt.principal,
        surplus: receipt.surplus,
        principal_after: receipt.principal_after,
    })
}

fn night(
    book: &Book,
    period: &Period,
    balance: Money,
    on: NaiveDate,
    next: NaiveDate,
) -> Result<InterestLine, LoanError> {
    let annual_rate = book.rates.on(on);
    let (part, year) = if book.is_free_of_interest(period.number) {
        (0, 1)
    } else {
        book.rates.part_between(period, on, next).ok_or(LoanError::Overflow)?
    };
    // Fen × 1e-10 × part, in units of 1e-10 yuan (1e-8 fen).
    let exact = i128::from(balance.fen())
        .checked_mul(i128::from(annual_rate.units()))
        .and_then(|product| product.checked_mul(part))
        .zip(year.checked_mul(100));
    let shown = exact.and_then(|(numerator, year)| Rounding::HalfUp.div(numerator, year));
    let interest = decimal(shown.ok_or(LoanError::Overflow)?, 10);
    let part_of_year = if part == 0 { "0".to_owned() } else { format!("{part}/{year}") };
    Ok(InterestLine::Night { on, balance, annual_rate, part_of_year, interest })
}

fn penalty(
    book: &Book,
    due_date: NaiveDate,
    stretch: PenaltyStretch,
    on: NaiveDate,
    next: NaiveDate,
) -> Result<InterestLine, LoanError> {
    let night = PenaltyStretch { from: on, to: next, ..stretch };
    let shown = book.charge().shown(&night, next).ok_or(LoanError::Overflow)?;
    Ok(InterestLine::Penalty {
        on,
        due_date,
        base: stretch.base,
        penalty_rate: stretch.rate.text(),
        penalty: decimal(shown, 10),
    })
}

/// `units` of 10^-`decimals` as decimal text without trailing zeros; never negative.
pub(super) fn decimal(units: i128, decimals: usize) -> String {
    let mut digits = units.unsigned_abs().to_string();
    while digits.len() <= decimals {
        digits.insert(0, '0');
    }
    digits.insert(digits.len().saturating_sub(decimals), '.');
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{LoanBook, Servicing};
    use super::*;
    use crate::calendar::{BusinessDayConvention, Calendar};
    use crate::schedule::{TermMonths, Terms};

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    #[test]
    fn a_day_reads_as_it_was_lived() {
        let mut terms = Terms::new(
            Money::from_yuan(30_000).unwrap(),
            AnnualRate::from_basis_points(385).unwrap(),
            date("2026-01-15"),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::EqualPrincipal,
        );
        terms.business_day = BusinessDayConvention::Unadjusted;
        let events = [
            LoanEvent::drawn(terms, Servicing::default()),
            LoanEvent::paid(date("2026-02-16"), 0, Money::from_yuan(5_000).unwrap()),
        ];
        let as_of = date("2026-02-17");
        let book = LoanBook::rebuild(&events, as_of, &Calendar::china()).unwrap();
        let lines = book.interest_lines(&events, date("2026-02-14"), as_of).unwrap();
        let kinds: Vec<String> = lines
            .iter()
            .map(|line| {
                let json = serde_json::to_value(line).unwrap();
                let (kind, line) = json.as_object().unwrap().iter().next().unwrap();
                format!("{} {kind}", line["on"].as_str().unwrap())
            })
            .collect();
        assert_eq!(
            kinds,
            [
                "2026-02-14 night",
                "2026-02-15 due",
                "2026-02-15 night",
                "2026-02-15 penalty",
                "2026-02-16 paid",
                "2026-02-16 night",
            ]
        );
        let InterestLine::Night { part_of_year, interest, .. } = &lines[0] else { panic!() };
        // 30,000 × 3.85 % ÷ 360 = 3.20833…
        assert_eq!((part_of_year.as_str(), interest.as_str()), ("1/360", "3.2083333333"));
        let InterestLine::Penalty { penalty_rate, penalty, .. } = &lines[3] else { panic!() };
        // 2,500 × 5.775 % ÷ 360 = 0.4010416666…
        assert_eq!((penalty_rate.as_str(), penalty.as_str()), ("0.05775", "0.4010416667"));
    }
}
