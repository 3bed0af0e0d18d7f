//! One amount for several loans.

use crate::loan::LoanBook;
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How one amount is shared among loans. `Σ parts + left = amount`, always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Allocation {
    /// What each loan is paid, each loan once, in the order they are paid.
    pub parts: Vec<Part>,
    /// What no loan needs any more.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub left: Money,
}

/// What one loan is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Part {
    /// Which loan.
    pub loan_id: String,
    /// How much, above zero.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// Why it comes where it comes.
    pub reason: PartReason,
}

/// Why a loan is paid before others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartReason {
    /// Something has fallen due.
    Due {
        /// On this day.
        #[serde(with = "crate::date_text")]
        since: NaiveDate,
    },
    /// Nothing is due; of what is left it has the highest rate.
    Dearest,
}

/// Shares `amount` among loans: **what is due first, then the dearest**.
///
/// First everything that has fallen due, the earliest due date first. What then is left repays
/// early: the loan with the highest rate first, for there a yuan saves most; of equal rates the one
/// drawn first. No loan gets more than settles it, and nothing is repaid early while anything is due.
///
/// # Source
/// Ours: what costs penalty interest comes first, then what costs most.
pub fn allocate(loans: &[(String, LoanBook)], amount: Money) -> Allocation {
    let mut left = amount.max(Money::ZERO);
    let mut parts: Vec<Part> = Vec::new();
    let mut due: Vec<(NaiveDate, &str, Money)> = loans
        .iter()
        .filter_map(|(id, book)| {
            let next = book.next_due().filter(|_| book.due().total.is_positive())?;
            Some((next.due_date, id.as_str(), book.due().total))
        })
        .collect();
    due.sort();
    for (since, id, owed) in due {
        give(&mut parts, &mut left, id, owed, PartReason::Due { since });
    }
    let mut dearest: Vec<&(String, LoanBook)> = loans.iter().collect();
    dearest.sort_by(|(a, one), (b, other)| {
        let by_rate = other.annual_rate().cmp(&one.annual_rate());
        by_rate.then(one.terms().start.cmp(&other.terms().start)).then(a.cmp(b))
    });
    for (id, book) in dearest {
        let early = book.payoff().total.checked_sub(book.due().total).unwrap_or(Money::ZERO);
        give(&mut parts, &mut left, id, early, PartReason::Dearest);
    }
    Allocation { parts, left }
}

fn give(parts: &mut Vec<Part>, left: &mut Money, id: &str, owed: Money, reason: PartReason) {
    let gets = owed.min(*left);
    let Some(rest) = left.checked_sub(gets).filter(|_| gets.is_positive()) else { return };
    *left = rest;
    match parts.iter_mut().find(|part| part.loan_id == id) {
        Some(part) => part.amount = part.amount.checked_add(gets).unwrap_or(part.amount),
        None => parts.push(Part { loan_id: id.to_owned(), amount: gets, reason }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::loan::{LoanEvent, Servicing};
    use crate::rate::AnnualRate;
    use crate::schedule::{RepaymentMethod, TermMonths, Terms};

    fn yuan(amount: i64) -> Money {
        Money::from_yuan(amount).unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    fn loan(id: &str, basis_points: i64, drawn_on: &str, on: &str) -> (String, LoanBook) {
        let terms = Terms::new(
            yuan(10_000),
            AnnualRate::from_basis_points(basis_points).unwrap(),
            date(drawn_on),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::InterestOnly,
        );
        let events = [LoanEvent::drawn(terms, Servicing::default())];
        let book = LoanBook::rebuild(&events, date(on), &Calendar::china()).unwrap();
        (id.to_owned(), book)
    }

    #[test]
    fn what_is_due_comes_first_then_the_dearest() {
        let on = "2026-03-20";
        let loans = [
            loan("cheap and overdue", 360, "2026-01-15", on),
            loan("dear", 720, "2026-03-10", on),
            loan("middling", 540, "2026-03-02", on),
        ];
        let due = loans[0].1.due().total;
        assert!(due.is_positive());
        let shared = allocate(&loans, due.checked_add(yuan(12_000)).unwrap());
        let order: Vec<&str> = shared.parts.iter().map(|part| part.loan_id.as_str()).collect();
        assert_eq!(order, ["cheap and overdue", "dear", "middling"]);
        assert_eq!(shared.parts[0].reason, PartReason::Due { since: date("2026-02-24") });
        assert_eq!((shared.parts[0].amount, shared.left), (due, Money::ZERO));
        // 10 days at 2.00 with the dear loan's principal.
        assert_eq!(shared.parts[1].amount, yuan(10_020));
    }

    #[test]
    fn every_fen_is_shared_or_left() {
        let on = "2026-03-20";
        let loans = [loan("a", 360, "2026-01-15", on), loan("b", 360, "2026-01-15", on)];
        for fen in [0, 1, 99, 6_000, 1_000_000, 2_013_200, 2_100_000, -5] {
            let amount = Money::from_fen(fen);
            let Allocation { parts, left } = allocate(&loans, amount);
            let given = Money::checked_sum(parts.iter().map(|part| part.amount)).unwrap();
            assert_eq!(given.checked_add(left), Some(amount.max(Money::ZERO)));
            for part in &parts {
                let (_, book) = loans.iter().find(|(id, _)| *id == part.loan_id).unwrap();
                assert!(part.amount <= book.payoff().total);
            }
        }
    }
}
