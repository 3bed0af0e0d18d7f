//! Whether whoever can vouch for a paper has done so: the debtor of a receivable, the buyer of an
//! order, the tax bureau for an invoice, the bill system for a pledge, the registry for a mortgage.
//!
//! # Source
//! FINANCE R-34: 保障中小企业款项支付条例 (2025) art. 16: state bodies and large enterprises confirm a
//! receivable within 30 days of the request; 民法典 763: a confirmed receivable binds the debtor who
//! made it up. That everybody else is given the same time is ours.

use crate::money::Money;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days there are to confirm.
pub const CONFIRMATION_DAYS: u64 = 30;

/// Where the confirmation stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Confirmation {
    /// Nobody was asked yet.
    NotAsked,
    /// Asked; there is time until the day named, that day included.
    Asked {
        /// The day of the request.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// Last day to answer.
        #[serde(with = "crate::date_text")]
        until: NaiveDate,
    },
    /// It is as claimed, for this amount.
    Confirmed {
        /// The day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// What was confirmed; never more than claimed.
        amount: Money,
    },
    /// It is not.
    Disputed {
        /// The day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
    },
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nothing yet.
    Awaited,
    /// It is as claimed.
    Confirmed {
        /// Up to what was claimed.
        amount: Money,
        /// Of an order: what the buyer prepaid.
        #[serde(default)]
        prepaid: Option<Money>,
    },
    /// It is not.
    Disputed,
}

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmationRefused {
    /// Not at this point.
    #[error("not while its confirmation stands as it does")]
    NotNow,
    /// The answer came too late or for more than was claimed.
    #[error("confirm what was claimed, within the time given")]
    Answer,
}

impl Confirmation {
    /// Asks; the time begins. Whoever let it pass can be asked again.
    ///
    /// # Errors
    /// [`ConfirmationRefused::NotNow`] while an answer is awaited or given.
    pub fn ask(self, on: NaiveDate) -> Result<Self, ConfirmationRefused> {
        let may_ask = match self {
            Self::NotAsked => true,
            Self::Asked { until, .. } => on > until,
            Self::Confirmed { .. } | Self::Disputed { .. } => false,
        };
        if !may_ask {
            return Err(ConfirmationRefused::NotNow);
        }
        let until = on.checked_add_days(Days::new(CONFIRMATION_DAYS)).unwrap_or(NaiveDate::MAX);
        Ok(Self::Asked { on, until })
    }

    /// It is confirmed for an amount of what was claimed.
    ///
    /// # Errors
    /// [`ConfirmationRefused::NotNow`] when not asked; [`ConfirmationRefused::Answer`] after the last
    /// day or for another amount than up to what is claimed.
    pub fn confirm(
        self,
        amount: Money,
        claimed: Money,
        on: NaiveDate,
    ) -> Result<Self, ConfirmationRefused> {
        let Self::Asked { until, .. } = self else { return Err(ConfirmationRefused::NotNow) };
        if on > until || !amount.is_positive() || amount > claimed {
            return Err(ConfirmationRefused::Answer);
        }
        Ok(Self::Confirmed { on, amount })
    }

    /// It is disputed.
    ///
    /// # Errors
    /// [`ConfirmationRefused::NotNow`] when not asked.
    pub const fn dispute(self, on: NaiveDate) -> Result<Self, ConfirmationRefused> {
        match self {
            Self::Asked { .. } => Ok(Self::Disputed { on }),
            _ => Err(ConfirmationRefused::NotNow),
        }
    }

    /// Whether an answer is still awaited on a day.
    pub fn is_awaited(&self, on: NaiveDate) -> bool {
        matches!(self, Self::Asked { until, .. } if on <= *until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn asked() -> Confirmation {
        Confirmation::NotAsked.ask(day(8, 1)).unwrap()
    }

    #[test]
    fn there_are_thirty_days_the_last_included_and_one_can_ask_again() {
        let amount = Money::from_fen(100);
        assert!(asked().is_awaited(day(8, 31)) && !asked().is_awaited(day(9, 1)));
        assert!(asked().confirm(amount, amount, day(8, 31)).is_ok());
        assert_eq!(asked().confirm(amount, amount, day(9, 1)), Err(ConfirmationRefused::Answer));
        assert_eq!(asked().ask(day(8, 31)), Err(ConfirmationRefused::NotNow));
        assert!(asked().ask(day(9, 1)).unwrap().is_awaited(day(9, 1)));
    }

    #[test]
    fn more_than_claimed_and_nothing_at_all_are_not_confirmed() {
        for fen in [-1, 0, 101] {
            let answered = asked().confirm(Money::from_fen(fen), Money::from_fen(100), day(8, 2));
            assert_eq!(answered, Err(ConfirmationRefused::Answer), "{fen}");
        }
    }

    #[test]
    fn what_is_disputed_stays_disputed_and_nobody_answers_unasked() {
        let amount = Money::from_fen(100);
        let disputed = asked().dispute(day(8, 2)).unwrap();
        assert_eq!(disputed.clone().ask(day(9, 3)), Err(ConfirmationRefused::NotNow));
        assert_eq!(disputed.confirm(amount, amount, day(8, 3)), Err(ConfirmationRefused::NotNow));
        assert_eq!(Confirmation::NotAsked.dispute(day(8, 2)), Err(ConfirmationRefused::NotNow));
    }
}
