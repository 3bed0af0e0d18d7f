//! A receivable and its confirmation by the debtor.
//!
//! # Source
//! FINANCE R-34: 保障中小企业款项支付条例 (2025) art. 16: state bodies and large enterprises confirm
//! within 30 days of the request; 民法典 763: a confirmed receivable binds the debtor who made it up.

use super::{PaperKey, share};
use crate::identifier::{InvoiceNumber, Uscc};
use crate::money::Money;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days a debtor has to confirm.
pub const CONFIRMATION_DAYS: u64 = 30;

/// Where the confirmation stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// The debtor was not asked yet.
    NotAsked,
    /// Asked; the debtor has until the day named, that day included.
    Asked {
        /// The day of the request.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// Last day to answer.
        #[serde(with = "crate::date_text")]
        until: NaiveDate,
    },
    /// The debtor says it owes this.
    Confirmed {
        /// The day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
        /// What the debtor says it owes; never more than claimed.
        amount: Money,
    },
    /// The debtor says it does not.
    Disputed {
        /// The day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
    },
}

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceivableRefused {
    /// A debtor of oneself.
    #[error("the debtor is the creditor")]
    OwesItself,
    /// Nothing or less.
    #[error("a receivable is more than nothing")]
    Nothing,
    /// Invoices are what proves it.
    #[error("name the invoices behind it, each once")]
    Invoices,
    /// Already due.
    #[error("it is due already")]
    Due,
    /// Not at this point.
    #[error("not while its confirmation stands as it does")]
    NotNow,
    /// The debtor's answer came too late or for more than was claimed.
    #[error("confirm what was claimed, within the time given")]
    Answer,
}

/// What a buyer owes a supplier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receivable {
    /// Who is owed.
    pub creditor: Uscc,
    /// Who owes.
    pub debtor: Uscc,
    /// How much, as claimed.
    pub amount: Money,
    /// When it is due.
    #[serde(with = "crate::date_text")]
    pub due: NaiveDate,
    /// The invoices behind it, ascending.
    pub invoices: Vec<InvoiceNumber>,
    /// Where its confirmation stands.
    pub confirmation: Confirmation,
}

impl Receivable {
    /// A receivable as claimed on a day.
    ///
    /// # Errors
    /// [`ReceivableRefused`] for one that cannot be.
    pub fn claim(
        creditor: Uscc,
        debtor: Uscc,
        amount: Money,
        due: NaiveDate,
        mut invoices: Vec<InvoiceNumber>,
        on: NaiveDate,
    ) -> Result<Self, ReceivableRefused> {
        if creditor.as_str() == debtor.as_str() {
            return Err(ReceivableRefused::OwesItself);
        }
        if !amount.is_positive() {
            return Err(ReceivableRefused::Nothing);
        }
        if due <= on {
            return Err(ReceivableRefused::Due);
        }
        invoices.sort();
        if invoices.is_empty() || !invoices.is_sorted_by(|one, other| one < other) {
            return Err(ReceivableRefused::Invoices);
        }
        let confirmation = Confirmation::NotAsked;
        Ok(Self { creditor, debtor, amount, due, invoices, confirmation })
    }

    /// Asks the debtor; the timer of thirty days starts. A debtor who let it pass can be asked again.
    ///
    /// # Errors
    /// [`ReceivableRefused::NotNow`] while an answer is awaited or given.
    pub fn ask(mut self, on: NaiveDate) -> Result<Self, ReceivableRefused> {
        let may_ask = match &self.confirmation {
            Confirmation::NotAsked => true,
            Confirmation::Asked { until, .. } => on > *until,
            Confirmation::Confirmed { .. } | Confirmation::Disputed { .. } => false,
        };
        if !may_ask {
            return Err(ReceivableRefused::NotNow);
        }
        let until = on.checked_add_days(Days::new(CONFIRMATION_DAYS)).unwrap_or(NaiveDate::MAX);
        self.confirmation = Confirmation::Asked { on, until };
        Ok(self)
    }

    /// The debtor confirms an amount.
    ///
    /// # Errors
    /// [`ReceivableRefused::NotNow`] when not asked; [`ReceivableRefused::Answer`] after the last
    /// day or for another amount than up to what is claimed.
    pub fn confirm(mut self, amount: Money, on: NaiveDate) -> Result<Self, ReceivableRefused> {
        let Confirmation::Asked { until, .. } = self.confirmation else {
            return Err(ReceivableRefused::NotNow);
        };
        if on > until || !amount.is_positive() || amount > self.amount {
            return Err(ReceivableRefused::Answer);
        }
        self.confirmation = Confirmation::Confirmed { on, amount };
        Ok(self)
    }

    /// The debtor disputes it.
    ///
    /// # Errors
    /// [`ReceivableRefused::NotNow`] when not asked.
    pub fn dispute(mut self, on: NaiveDate) -> Result<Self, ReceivableRefused> {
        if !matches!(self.confirmation, Confirmation::Asked { .. }) {
            return Err(ReceivableRefused::NotNow);
        }
        self.confirmation = Confirmation::Disputed { on };
        Ok(self)
    }

    /// Days the debtor has left on a day; `None` when no answer is awaited any more.
    pub fn days_left(&self, on: NaiveDate) -> Option<i64> {
        let Confirmation::Asked { until, .. } = self.confirmation else { return None };
        let left = until.signed_duration_since(on).num_days();
        (left >= 0).then_some(left)
    }

    /// What can be lent on it: a share of what the debtor confirmed, nothing before that or once due.
    pub fn fundable(&self, percent: u16, on: NaiveDate) -> Money {
        match self.confirmation {
            Confirmation::Confirmed { amount, .. } if on < self.due => share(amount, percent),
            _ => Money::ZERO,
        }
    }

    /// What it occupies in the register of financed papers: each of its invoices.
    pub fn keys(&self) -> Vec<PaperKey> {
        self.invoices.iter().map(PaperKey::invoice).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn receivable() -> Receivable {
        Receivable::claim(
            "91510500MA6PH0001D".parse().unwrap(),
            "91330100799655058B".parse().unwrap(),
            "100000.01".parse().unwrap(),
            day(12, 31),
            vec!["25512000000012345678".parse().unwrap()],
            day(8, 1),
        )
        .unwrap()
    }

    #[test]
    fn nothing_is_lent_before_the_debtor_confirmed() {
        let asked = receivable().ask(day(8, 1)).unwrap();
        assert_eq!(asked.fundable(80, day(8, 2)), Money::ZERO);
        let confirmed = asked.confirm("100000.01".parse().unwrap(), day(8, 5)).unwrap();
        assert_eq!(confirmed.fundable(80, day(8, 6)).to_string(), "80000.00");
        assert_eq!(confirmed.fundable(80, day(12, 31)), Money::ZERO);
    }

    #[test]
    fn the_debtor_has_thirty_days_the_last_included_and_can_be_asked_again() {
        let asked = receivable().ask(day(8, 1)).unwrap();
        assert_eq!(asked.days_left(day(8, 31)), Some(0));
        assert_eq!(asked.days_left(day(9, 1)), None);
        let amount = asked.amount;
        assert!(asked.clone().confirm(amount, day(8, 31)).is_ok());
        assert_eq!(asked.clone().confirm(amount, day(9, 1)), Err(ReceivableRefused::Answer));
        assert_eq!(asked.clone().ask(day(8, 31)), Err(ReceivableRefused::NotNow));
        assert_eq!(asked.ask(day(9, 1)).unwrap().days_left(day(9, 1)), Some(30));
    }

    #[test]
    fn a_disputed_one_stays_disputed_and_more_than_claimed_is_not_confirmed() {
        let asked = receivable().ask(day(8, 1)).unwrap();
        let more = "100000.02".parse().unwrap();
        assert_eq!(asked.clone().confirm(more, day(8, 2)), Err(ReceivableRefused::Answer));
        let disputed = asked.dispute(day(8, 2)).unwrap();
        assert_eq!(disputed.clone().ask(day(8, 3)), Err(ReceivableRefused::NotNow));
        assert_eq!(disputed.fundable(80, day(8, 3)), Money::ZERO);
    }
}
