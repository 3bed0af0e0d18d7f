//! A loan that needs attention: what is overdue and why, what to pay today, what to watch, and what
//! the credit bureau would be told when.

mod adverse;
mod warning;

pub use adverse::AdverseReporting;
pub use warning::{Observed, Warning, warnings};

use crate::loan::{FallenDue, LoanBook, LoanError, LoanStatus, Owed, penalty_rate};
use crate::money::Money;
use crate::rate::AnnualRate;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// What is overdue on a loan, and what it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverduePosition {
    /// The earliest unpaid due date.
    #[serde(with = "crate::date_text")]
    pub since: NaiveDate,
    /// Days past it.
    pub days: u32,
    /// The last day on which paying the earliest arrear costs no penalty.
    #[serde(with = "crate::date_text")]
    pub grace_until: NaiveDate,
    /// Whether that day has not passed.
    pub in_grace: bool,
    /// What overdue principal bears, shown to ten decimals of the fraction, half up.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub penalty_rate: AnnualRate,
    /// What is to be paid today so that nothing is overdue any more.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub pay_today: Owed,
    /// What waiting until tomorrow adds to it; 0.00 within the days of grace.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub tomorrow_adds: Money,
    /// Everything that fell due and is not met, the earliest first: why something is overdue.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub unmet: Vec<FallenDue>,
}

/// What is overdue on a loan on the day its book stands at; none when nothing is.
///
/// # Rounding
/// None of its own: every amount is one the loan's book gives.
///
/// # Errors
/// [`LoanError::Overflow`] only for absurd amounts.
pub fn position(book: &LoanBook) -> Result<Option<OverduePosition>, LoanError> {
    let LoanStatus::Overdue { since } = book.status() else { return Ok(None) };
    let today = book.as_of();
    let servicing = book.servicing();
    let grace = Days::new(u64::from(servicing.grace_days));
    let grace_until = since.checked_add_days(grace).unwrap_or(since);
    let tomorrow = today.succ_opt().ok_or(LoanError::Overflow)?;
    let due_tomorrow = book.due_by(tomorrow)?;
    let penalty_rate = penalty_rate(
        book.annual_rate(),
        servicing.penalty_multiplier_percent,
        servicing.penalty_rate_cap,
    );
    let adds = due_tomorrow.penalty.checked_sub(book.due().penalty);
    Ok(Some(OverduePosition {
        since,
        days: book.days_past_due(),
        grace_until,
        in_grace: today <= grace_until,
        penalty_rate: penalty_rate.ok_or(LoanError::Overflow)?,
        pay_today: book.due(),
        tomorrow_adds: adds.ok_or(LoanError::Overflow)?,
        unmet: book.fallen_due().iter().filter(|due| due.met_on.is_none()).copied().collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{BusinessDayConvention, Calendar};
    use crate::loan::{LoanEvent, Servicing};
    use crate::schedule::{RepaymentMethod, TermMonths, Terms};

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    fn book(on: &str) -> LoanBook {
        let mut terms = Terms::new(
            Money::from_yuan(100_000).unwrap(),
            AnnualRate::from_basis_points(360).unwrap(),
            date("2026-01-15"),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::EqualPrincipal,
        );
        terms.business_day = BusinessDayConvention::Unadjusted;
        let servicing = Servicing { grace_days: 3, ..Servicing::default() };
        LoanBook::rebuild(&[LoanEvent::drawn(terms, servicing)], date(on), &Calendar::china())
            .unwrap()
    }

    #[test]
    fn a_due_date_is_on_time_until_its_day_ends() {
        assert_eq!(position(&book("2026-02-15")).unwrap(), None);
        let late = position(&book("2026-02-16")).unwrap().unwrap();
        assert_eq!((late.since, late.days, late.in_grace), (date("2026-02-15"), 1, true));
        assert_eq!(late.pay_today.penalty, Money::ZERO);
        assert_eq!(late.tomorrow_adds, Money::ZERO, "still within the days of grace tomorrow");
    }

    #[test]
    fn after_the_days_of_grace_each_day_adds_penalty() {
        let last = position(&book("2026-02-18")).unwrap().unwrap();
        // The fourth day makes all four count: 8,333.33 × 5.40 % × 4 ÷ 360.
        assert_eq!((last.in_grace, last.tomorrow_adds.to_string().as_str()), (true, "5.00"));
        let late = position(&book("2026-02-25")).unwrap().unwrap();
        assert_eq!((late.in_grace, late.grace_until), (false, date("2026-02-18")));
        assert_eq!(late.penalty_rate.percent_text(), "5.40");
        assert_eq!(late.pay_today.penalty.to_string(), "12.50");
        assert_eq!(late.tomorrow_adds.to_string(), "1.25");
        assert_eq!(late.unmet.len(), 1);
    }
}
