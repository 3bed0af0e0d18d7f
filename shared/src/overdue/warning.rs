//! Early warnings: signals held against a product's rules.

use crate::catalogue::{Label, Signal, WarningLevel, WarningRule};
use crate::day_count::actual_days;
use crate::loan::{LoanBook, LoanStatus};
use crate::money::Money;
use chrono::Months;
use serde::{Deserialize, Serialize};

/// What the loan's own book cannot know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The facility's limit.
    pub limit: Money,
    /// What is drawn on it.
    pub drawn: Money,
    /// Automatic debits refused in the last 30 days.
    pub refused_debits: u32,
}

/// A rule that holds for a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Warning {
    /// The rule's id inside the product.
    pub id: String,
    /// How urgent it is.
    pub level: WarningLevel,
    /// What is the matter and what can be done.
    pub text: Label,
    /// Each signal the rule looked at, and its value.
    pub signals: Vec<(Signal, i64)>,
}

/// The rules that hold for a loan on the day its book stands at, the most urgent first.
pub fn warnings(rules: &[WarningRule], book: &LoanBook, observed: Observed) -> Vec<Warning> {
    let mut holding: Vec<Warning> = rules
        .iter()
        .filter_map(|rule| {
            let signals: Option<Vec<(Signal, i64)>> = rule
                .all_of
                .iter()
                .map(|condition| {
                    let value = value(condition.signal, book, observed)?;
                    condition.holds(value).then_some((condition.signal, value))
                })
                .collect();
            let WarningRule { id, level, text, .. } = rule.clone();
            Some(Warning { id, level, text, signals: signals? })
        })
        .collect();
    holding.sort_by_key(|warning| core::cmp::Reverse(warning.level));
    holding
}

/// The value of a signal; none where it is not known.
fn value(signal: Signal, book: &LoanBook, observed: Observed) -> Option<i64> {
    if let LoanStatus::Settled { .. } = book.status() {
        return None;
    }
    let today = book.as_of();
    match signal {
        Signal::DaysPastDue => Some(i64::from(book.days_past_due())),
        Signal::LatePayments12Months => {
            let since = today.checked_sub_months(Months::new(12))?;
            let grace = u32::from(book.servicing().grace_days);
            let late = book.fallen_due().iter().filter(|due| {
                due.number.is_some() && due.due_date >= since && due.days_late(today) > grace
            });
            i64::try_from(late.count()).ok()
        }
        Signal::RefusedDebits30Days => Some(i64::from(observed.refused_debits)),
        Signal::LimitUsedPercent => {
            observed.drawn.fen().checked_mul(100)?.checked_div(observed.limit.fen())
        }
        Signal::DaysToMaturity => {
            let last = book.upcoming().last()?;
            Some(actual_days(today, last.due_date))
        }
        Signal::NextPrincipalYuan => {
            let next = book.next_due()?;
            Some(next.owed.principal.fen().div_euclid(100))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::catalogue::{Op, SignalCondition};
    use crate::loan::{LoanEvent, Servicing};
    use crate::rate::AnnualRate;
    use crate::schedule::{RepaymentMethod, TermMonths, Terms};
    use chrono::NaiveDate;

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    fn rule(id: &str, level: WarningLevel, all_of: &[(Signal, Op, i64)]) -> WarningRule {
        let condition = |(signal, op, threshold): &(Signal, Op, i64)| SignalCondition {
            signal: *signal,
            op: *op,
            threshold: *threshold,
        };
        WarningRule {
            id: id.to_owned(),
            all_of: all_of.iter().map(condition).collect(),
            level,
            text: Label::same(id),
            source: String::new(),
        }
    }

    fn book(on: &str) -> LoanBook {
        let terms = Terms::new(
            Money::from_yuan(100_000).unwrap(),
            AnnualRate::from_basis_points(360).unwrap(),
            date("2026-01-15"),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::InterestOnly,
        );
        let events = [LoanEvent::drawn(terms, Servicing::default())];
        LoanBook::rebuild(&events, date(on), &Calendar::china()).unwrap()
    }

    #[test]
    fn rules_hold_where_every_signal_meets_its_threshold_and_the_urgent_come_first() {
        let rules = [
            rule("used", WarningLevel::Notice, &[(Signal::LimitUsedPercent, Op::AtLeast, 90)]),
            rule("late", WarningLevel::Act, &[(Signal::DaysPastDue, Op::AtLeast, 1)]),
            rule(
                "maturing",
                WarningLevel::Watch,
                &[
                    (Signal::DaysToMaturity, Op::AtMost, 30),
                    (Signal::NextPrincipalYuan, Op::AtLeast, 1),
                ],
            ),
        ];
        let yuan = |amount| Money::from_yuan(amount).unwrap();
        let observed = Observed { limit: yuan(111_000), drawn: yuan(100_000), refused_debits: 0 };
        let ids = |on: &str| -> Vec<String> {
            warnings(&rules, &book(on), observed).into_iter().map(|warning| warning.id).collect()
        };
        assert_eq!(ids("2026-01-20"), ["used"]);
        assert_eq!(ids("2026-03-20"), ["late", "used"]);
        let found = warnings(&rules, &book("2026-03-20"), observed);
        assert_eq!(found[0].signals, [(Signal::DaysPastDue, 24)]);
        let none = Observed { limit: Money::ZERO, ..observed };
        assert_eq!(warnings(&rules, &book("2026-01-20"), none), [], "no limit, no share of it");
    }
}
