//! What stands behind a draw: papers that a borrower presents or a chain company delivers, whether
//! whoever can vouch for them has done so, and what can be lent on them.
//!
//! A [`Backing`] is one paper: its [`Claim`] says what is on it, its [`Confirmation`] where the answer
//! of the debtor, buyer, tax bureau or registry stands, [`Backing::standing`] what that means for a draw
//! on a day. [`choose`] takes papers for an amount. The [`PaperKey`]s of a paper name it across all
//! borrowers: a store keeps them unique, so that no paper stands behind two loans.

mod claim;
mod confirmation;
mod cover;
mod entry;
mod key;
mod order;
mod payables;
mod purchase;
mod receivable;
mod standing;

pub use claim::{Bill, Claim, Invoice, Property};
pub use confirmation::{Answer, CONFIRMATION_DAYS, Confirmation, ConfirmationRefused};
pub use cover::{Cover, choose, drawable, lendable};
pub use entry::{Claimant, EntryProblem, EntryRefused, PaperEntry};
pub use key::PaperKey;
pub use order::Order;
pub use payables::{ListRefused, ListedPayable, Payable, PayablesList};
pub use purchase::Purchase;
pub use receivable::Receivable;
pub use standing::{Held, Holder, Standing};

use crate::catalogue::{Advance, Paper};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One paper presented for draws under a facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backing {
    /// What is on it.
    pub claim: Claim,
    /// Where the answer of whoever can vouch for it stands.
    pub confirmation: Confirmation,
}

impl Backing {
    /// A paper as its owner presents it; nobody has vouched for it.
    pub const fn presented(claim: Claim) -> Self {
        Self { claim, confirmation: Confirmation::NotAsked }
    }

    /// A paper that comes from whoever can vouch for it.
    pub const fn delivered(claim: Claim, on: NaiveDate) -> Self {
        let amount = claim.amount();
        Self { claim, confirmation: Confirmation::Confirmed { on, amount } }
    }

    /// Which kind of paper it is.
    pub const fn paper(&self) -> Paper {
        self.claim.paper()
    }

    /// Asks whoever can vouch for it; see [`Confirmation::ask`].
    ///
    /// # Errors
    /// [`ConfirmationRefused::NotNow`] while an answer is awaited or given.
    pub fn ask(mut self, on: NaiveDate) -> Result<Self, ConfirmationRefused> {
        self.confirmation = self.confirmation.ask(on)?;
        Ok(self)
    }

    /// Hears the answer. A buyer who names another prepayment than was claimed is believed.
    ///
    /// # Errors
    /// [`ConfirmationRefused`]: not asked, too late, or for more than was claimed.
    pub fn hear(mut self, answer: &Answer, on: NaiveDate) -> Result<Self, ConfirmationRefused> {
        match answer {
            Answer::Awaited => {}
            Answer::Disputed => self.confirmation = self.confirmation.dispute(on)?,
            Answer::Confirmed { amount, prepaid } => {
                self.confirmation = self.confirmation.confirm(*amount, self.claim.amount(), on)?;
                if let (Claim::Order(order), Some(prepaid)) = (&mut self.claim, prepaid) {
                    order.prepaid = *prepaid;
                }
            }
        }
        Ok(self)
    }

    /// What it means for a draw on a day; `drawn` is what the facility has drawn already, which a paper
    /// that secures the whole facility stands behind too.
    pub fn standing(
        &self,
        advance: Option<&Advance>,
        held: Option<&Held>,
        drawn: Money,
        on: NaiveDate,
    ) -> Standing {
        standing::of(self, advance, held, drawn, on)
    }
}

/// A share of an amount in per cent, rounded down to the fen; nothing below zero.
fn share(amount: Money, percent: u16) -> Money {
    let fen = i128::from(amount.fen()).saturating_mul(i128::from(percent)).div_euclid(100);
    Money::from_fen(i64::try_from(fen.max(0)).unwrap_or(i64::MAX))
}
