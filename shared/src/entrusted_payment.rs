//! Whether a draw is paid to the borrower's counterparty (受托支付), draws split to stay below the
//! threshold included.
//!
//! # Source
//! FINANCE: above a product's threshold money goes to the seller, and lenders watch for
//! splitting (未核实). The window is ours: draws of thirty days for one purpose or to one payee count
//! as one.

use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days in which draws count together.
pub const WINDOW_DAYS: i64 = 30;

/// A draw made, or asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// Day.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// Amount.
    pub amount: Money,
    /// Which of the offer's purposes.
    pub purpose: usize,
    /// Whom it is paid to, where the borrower said so.
    pub payee: Option<String>,
    /// Whether it was already paid to the counterparty.
    pub entrusted: bool,
}

/// What is asked of one draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentRoute {
    /// To the borrower's own account.
    Own,
    /// To the counterparty: this draw alone is above the threshold.
    ByAmount,
    /// To the counterparty: with earlier draws it is above the threshold.
    ByAggregation {
        /// This draw and the earlier ones counted with it.
        together: Money,
    },
}

/// Where a draw must be paid. Draws that already went to the counterparty do not count again.
pub fn route(threshold: Money, earlier: &[Draw], draw: &Draw) -> PaymentRoute {
    if draw.amount > threshold {
        return PaymentRoute::ByAmount;
    }
    let counted = earlier.iter().filter(|other| !other.entrusted && belongs(other, draw));
    let together = counted.map(|other| other.amount).chain([draw.amount]);
    // More than fits an amount is above any threshold.
    let together = Money::checked_sum(together).unwrap_or(Money::from_fen(i64::MAX));
    if together > threshold { PaymentRoute::ByAggregation { together } } else { PaymentRoute::Own }
}

/// Whether an earlier draw counts with this one: within the window, for the same purpose or payee.
fn belongs(earlier: &Draw, draw: &Draw) -> bool {
    let age = draw.on.signed_duration_since(earlier.on).num_days();
    let same_payee = earlier.payee.is_some() && earlier.payee == draw.payee;
    (0..WINDOW_DAYS).contains(&age) && (same_payee || earlier.purpose == draw.purpose)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(amount: i64) -> Money {
        Money::from_yuan(amount).unwrap()
    }

    fn draw(day: u32, amount: i64, purpose: usize, payee: Option<&str>) -> Draw {
        let on = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let payee = payee.map(str::to_owned);
        Draw { on, amount: yuan(amount), purpose, payee, entrusted: false }
    }

    #[test]
    fn the_threshold_itself_stays_with_the_borrower_and_a_fen_more_does_not() {
        let threshold = yuan(500_000);
        let mut asked = draw(20, 500_000, 0, None);
        assert_eq!(route(threshold, &[], &asked), PaymentRoute::Own);
        asked.amount = Money::from_fen(50_000_001);
        assert_eq!(route(threshold, &[], &asked), PaymentRoute::ByAmount);
    }

    #[test]
    fn three_draws_that_were_one_are_seen_as_one() {
        let earlier = [draw(3, 200_000, 0, None), draw(9, 200_000, 0, None)];
        let asked = draw(20, 200_000, 0, None);
        let together = yuan(600_000);
        assert_eq!(
            route(yuan(500_000), &earlier, &asked),
            PaymentRoute::ByAggregation { together }
        );
    }

    #[test]
    fn another_purpose_counts_only_when_it_goes_to_the_same_payee() {
        let asked = draw(20, 300_000, 0, Some("seller"));
        let other = draw(9, 300_000, 1, Some("landlord"));
        assert_eq!(route(yuan(500_000), &[other], &asked), PaymentRoute::Own);
        let same = draw(9, 300_000, 1, Some("seller"));
        assert!(matches!(
            route(yuan(500_000), &[same], &asked),
            PaymentRoute::ByAggregation { .. }
        ));
    }

    #[test]
    fn draws_outside_the_window_or_already_paid_to_the_seller_do_not_count() {
        let mut asked = draw(30, 300_000, 0, None);
        asked.on = NaiveDate::from_ymd_opt(2026, 12, 9).unwrap();
        assert_eq!(route(yuan(500_000), &[draw(9, 300_000, 0, None)], &asked), PaymentRoute::Own);
        asked.on = NaiveDate::from_ymd_opt(2026, 12, 8).unwrap();
        let mut paid = draw(9, 300_000, 0, None);
        assert_ne!(route(yuan(500_000), &[paid.clone()], &asked), PaymentRoute::Own);
        paid.entrusted = true;
        assert_eq!(route(yuan(500_000), &[paid], &asked), PaymentRoute::Own);
    }
}
