//! What a payment would settle: plain arithmetic on what the server last said is owed.

use shared::{
    api::{LoanStatusView, LoanView, RepayAmount, RepayRequest},
    loan::Receipt,
    money::Money,
};

use crate::text::{Message, loan};

/// What a payment goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// To interest, which comes first.
    pub interest: Money,
    /// To principal; this much of the limit comes back.
    pub principal: Money,
    /// Principal owed afterwards.
    pub left: Money,
}

/// The amount to repay, as typed.
///
/// # Errors
/// The sentence that says what to write instead.
pub fn amount(text: &str, payoff: Money) -> Result<Money, Message> {
    match Money::parse_typed(text) {
        Ok(amount) if amount > payoff => Err(loan::ABOVE_OWED),
        Ok(amount) if amount.is_positive() => Ok(amount),
        Ok(_) => Err(loan::AMOUNT_MISSING),
        Err(_) if text.trim().is_empty() => Err(loan::AMOUNT_MISSING),
        Err(_) => Err(loan::AMOUNT_UNREADABLE),
    }
}

/// What `amount` would settle today. Nothing for part of an overdue loan: what is overdue comes
/// first there, and only the book knows what that is.
pub fn split(amount: Money, loan: &LoanView) -> Option<Split> {
    let is_overdue = matches!(loan.status, LoanStatusView::Overdue { .. });
    if is_overdue && amount < loan.payoff {
        return None;
    }
    let interest = amount.min(loan.interest);
    let principal = amount.checked_sub(interest)?;
    Some(Split { interest, principal, left: loan.principal.checked_sub(principal)? })
}

/// The same as the book says it: penalty and fees stand with the interest.
pub fn booked(receipt: &Receipt) -> Option<Split> {
    let interest = Money::checked_sum([receipt.interest, receipt.penalty, receipt.fee])?;
    Some(Split { interest, principal: receipt.principal, left: receipt.principal_after })
}

/// The command that repays `amount`; the whole of what is owed is asked for by name, so that it is
/// right on whatever day it arrives.
pub fn request(amount: Money, payoff: Money) -> RepayRequest {
    let everything = amount == payoff;
    RepayRequest {
        pay: if everything { RepayAmount::Everything } else { RepayAmount::Amount(amount) },
    }
}

/// Amounts in one tap: the interest, if any; half; everything. While the loan is overdue its interest is not
/// offered, since principal that is overdue comes before the interest of the current period.
pub fn quick_amounts(loan: &LoanView) -> Vec<(Message, Money)> {
    let half = Money::from_fen(loan.payoff.fen() / 2);
    let mut quick = vec![(loan::HALF, half), (loan::EVERYTHING, loan.payoff)];
    let is_overdue = matches!(loan.status, LoanStatusView::Overdue { .. });
    if !is_overdue && loan.interest.is_positive() && loan.interest < loan.payoff {
        quick.insert(0, (loan::INTEREST_ONLY, loan.interest));
    }
    quick
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use shared::{
        api::DrawView,
        catalogue::Label,
        rate::AnnualRate,
        schedule::{RepaymentMethod, Schedule},
    };

    use super::*;

    fn money(text: &str) -> Money {
        text.parse().expect("an amount")
    }

    fn loan(principal: &str, interest: &str, status: LoanStatusView) -> LoanView {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let (principal, interest) = (money(principal), money(interest));
        LoanView {
            loan_id: "L".to_owned(),
            facility_id: "F".to_owned(),
            product_name: Label::same("P"),
            drawn: principal,
            drawn_on: day,
            arrived_at: None,
            simulated: true,
            purpose: Label::same("goods"),
            draw: DrawView::default(),
            annual_rate: AnnualRate::ZERO,
            method: RepaymentMethod::AnyTime,
            status,
            today: day,
            principal,
            interest,
            payoff: principal.checked_add(interest).expect("a sum"),
            interest_per_day: Money::ZERO,
            schedule: Schedule {
                drawn_on: day,
                principal,
                upfront_fee: Money::ZERO,
                financed_fee: Money::ZERO,
                instalments: Vec::new(),
            },
            movements: Vec::new(),
            interest_days: Vec::new(),
            available: Some(Money::ZERO),
        }
    }

    #[test]
    fn interest_is_settled_before_principal() {
        let loan = loan("80000.00", "49.19", LoanStatusView::Performing);
        let split = split(money("20000.00"), &loan).expect("a split");
        assert_eq!(split.interest, money("49.19"));
        assert_eq!(split.principal, money("19950.81"));
        assert_eq!(split.left, money("60049.19"));
    }

    #[test]
    fn a_payment_below_the_interest_leaves_the_principal() {
        let loan = loan("80000.00", "49.19", LoanStatusView::Performing);
        let split = split(money("10.00"), &loan).expect("a split");
        assert_eq!((split.interest, split.principal), (money("10.00"), Money::ZERO));
        assert_eq!(split.left, money("80000.00"));
    }

    #[test]
    fn part_of_an_overdue_loan_is_not_guessed_at() {
        let since = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
        let loan = loan("80000.00", "49.19", LoanStatusView::Overdue { since });
        assert_eq!(split(money("20000.00"), &loan), None);
        assert_eq!(split(money("80049.19"), &loan).map(|split| split.left), Some(Money::ZERO));
    }

    #[test]
    fn everything_is_asked_for_by_name() {
        let payoff = money("80049.19");
        assert_eq!(request(payoff, payoff).pay, RepayAmount::Everything);
        assert_eq!(request(money("1.00"), payoff).pay, RepayAmount::Amount(money("1.00")));
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let payoff = money("80049.19");
        assert_eq!(amount("２万", payoff), Ok(money("20000.00")));
        assert_eq!(amount("80,049.19", payoff), Ok(payoff));
        assert_eq!(amount("80049.20", payoff), Err(loan::ABOVE_OWED));
        assert_eq!(amount("", payoff), Err(loan::AMOUNT_MISSING));
        assert_eq!(amount("0", payoff), Err(loan::AMOUNT_MISSING));
        assert_eq!(amount("-5", payoff), Err(loan::AMOUNT_UNREADABLE));
    }

    #[test]
    fn interest_alone_is_offered_only_when_there_is_some() {
        let fresh = loan("80000.00", "0.00", LoanStatusView::Performing);
        let names = |loan: &LoanView| quick_amounts(loan).len();
        assert_eq!(names(&fresh), 2);
        assert_eq!(names(&loan("80000.00", "49.19", LoanStatusView::Performing)), 3);
        let since = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
        assert_eq!(names(&loan("80000.00", "49.19", LoanStatusView::Overdue { since })), 2);
    }
}
