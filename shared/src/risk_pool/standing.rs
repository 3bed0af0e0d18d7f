//! One event after another: what the pool holds, and the one loan concerned.

use super::PoolEvent;
use crate::catalogue::RiskPoolTerms;
use crate::money::Money;

/// Why an event cannot happen. The pool is as before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PoolRefused {
    /// The first event does not set the pool's terms.
    #[error("a pool begins with its terms")]
    WithoutTerms,
    /// Nothing or less.
    #[error("an amount above zero")]
    Nothing,
    /// Claims reached their share of contributions.
    #[error("the pool covers no new loans: claims have reached their limit")]
    Broken,
    /// More than the multiple of the balance.
    #[error("the pool can cover {room} more")]
    Leverage {
        /// What it can still cover.
        room: Money,
    },
    /// A loan under cover already.
    #[error("the loan is covered already")]
    AlreadyCovered,
    /// No such loan.
    #[error("the pool does not cover this loan")]
    NotCovered,
    /// More than is left of the loan.
    #[error("more than is left of the loan")]
    TooMuch,
    /// An amount does not fit.
    #[error("the amount is too large")]
    TooLarge,
}

/// What a pool holds and stands behind, without its loans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Paid in.
    pub contributed: Money,
    /// Paid out on claims.
    pub paid_out: Money,
    /// Come back of claims paid.
    pub returned: Money,
    /// Principal now under cover.
    pub covered: Money,
}

/// A loan under cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Principal neither repaid nor claimed as lost.
    pub outstanding: Money,
    /// Principal claimed as lost.
    pub lost: Money,
    /// What came back of that.
    pub recovered: Money,
    /// What the pool paid and has not got back.
    pub paid: Money,
}

impl Cover {
    /// What was claimed as lost and has not come back.
    pub fn still_lost(&self) -> Money {
        self.lost.checked_sub(self.recovered).unwrap_or(Money::ZERO)
    }
}

/// What a step needs to know about the loan it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfLoan {
    /// Its cover, if the pool covers it.
    pub cover: Option<Cover>,
    /// What the pool paid for all loans of its borrower and has not got back.
    pub paid_for_borrower: Money,
}

impl Default for OfLoan {
    fn default() -> Self {
        Self { cover: None, paid_for_borrower: Money::ZERO }
    }
}

/// Where an event leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the pool then holds and stands behind.
    pub standing: Standing,
    /// The cover of the loan concerned; empty when none is.
    pub cover: Cover,
    /// What the pool pays for a claim, or gets back of a recovery.
    pub moved: Money,
}

impl Standing {
    /// What the pool holds: contributed, less paid out, plus returned.
    pub fn balance(&self) -> Money {
        let left = self.contributed.checked_sub(self.paid_out);
        left.and_then(|left| left.checked_add(self.returned)).unwrap_or(Money::ZERO)
    }

    /// What more can be covered: the multiple of the balance less what is covered; nothing once broken.
    pub fn room(&self, terms: &RiskPoolTerms) -> Money {
        if self.is_broken(terms) {
            return Money::ZERO;
        }
        let most = self.balance().checked_mul(i64::from(terms.leverage));
        let room = most.and_then(|most| most.checked_sub(self.covered));
        room.unwrap_or(Money::ZERO).max(Money::ZERO)
    }

    /// Whether claims paid, net of what came back, have reached their share of contributions.
    pub fn is_broken(&self, terms: &RiskPoolTerms) -> bool {
        let net = i128::from(self.paid_out.fen()).saturating_sub(i128::from(self.returned.fen()));
        let most =
            i128::from(self.contributed.fen()).saturating_mul(i128::from(terms.breaker_percent));
        self.contributed.is_positive() && net.saturating_mul(100) >= most
    }

    /// Where `event` leads from here.
    ///
    /// # Errors
    /// [`PoolRefused`].
    pub fn after(
        self,
        event: &PoolEvent,
        terms: &RiskPoolTerms,
        of_loan: OfLoan,
    ) -> Result<Step, PoolRefused> {
        let covered = of_loan.cover.ok_or(PoolRefused::NotCovered);
        match event {
            PoolEvent::TermsSet { .. } => {
                Ok(Step { standing: self, cover: Cover::default(), moved: Money::ZERO })
            }
            PoolEvent::Contributed { amount, .. } => self.contribute(*amount),
            PoolEvent::Covered { principal, .. } => self.cover(terms, of_loan, *principal),
            PoolEvent::Repaid { amount, .. } => self.repay(covered?, *amount),
            PoolEvent::Claimed { loss, .. } => {
                self.claim(terms, covered?, of_loan.paid_for_borrower, *loss)
            }
            PoolEvent::Recovered { amount, .. } => self.recover(covered?, *amount),
        }
    }

    fn contribute(mut self, amount: Money) -> Result<Step, PoolRefused> {
        positive(amount)?;
        self.contributed = plus(self.contributed, amount)?;
        Ok(Step { standing: self, cover: Cover::default(), moved: Money::ZERO })
    }

    fn cover(
        mut self,
        terms: &RiskPoolTerms,
        of_loan: OfLoan,
        principal: Money,
    ) -> Result<Step, PoolRefused> {
        positive(principal)?;
        if of_loan.cover.is_some() {
            return Err(PoolRefused::AlreadyCovered);
        }
        if self.is_broken(terms) {
            return Err(PoolRefused::Broken);
        }
        let room = self.room(terms);
        if principal > room {
            return Err(PoolRefused::Leverage { room });
        }
        self.covered = plus(self.covered, principal)?;
        let cover = Cover { outstanding: principal, ..Cover::default() };
        Ok(Step { standing: self, cover, moved: Money::ZERO })
    }

    fn repay(mut self, mut cover: Cover, amount: Money) -> Result<Step, PoolRefused> {
        positive(amount)?;
        cover.outstanding = less(cover.outstanding, amount)?;
        self.covered = less(self.covered, amount)?;
        Ok(Step { standing: self, cover, moved: Money::ZERO })
    }

    /// The pool pays its share of the loss, as far as the borrower's cap and its own balance reach.
    fn claim(
        mut self,
        terms: &RiskPoolTerms,
        mut cover: Cover,
        paid_for_borrower: Money,
        loss: Money,
    ) -> Result<Step, PoolRefused> {
        positive(loss)?;
        cover.outstanding = less(cover.outstanding, loss)?;
        cover.lost = plus(cover.lost, loss)?;
        self.covered = less(self.covered, loss)?;
        let cap = terms.cap_per_borrower.checked_sub(paid_for_borrower).unwrap_or(Money::ZERO);
        let due = share(loss, terms.coverage_percent);
        let pays = due.min(cap.max(Money::ZERO)).min(self.balance());
        cover.paid = plus(cover.paid, pays)?;
        self.paid_out = plus(self.paid_out, pays)?;
        Ok(Step { standing: self, cover, moved: pays })
    }

    /// The pool gets back the share of the loss that it bore, never more than it paid.
    fn recover(mut self, mut cover: Cover, amount: Money) -> Result<Step, PoolRefused> {
        positive(amount)?;
        let still_lost = cover.still_lost();
        if amount > still_lost {
            return Err(PoolRefused::TooMuch);
        }
        let share = i128::from(amount.fen())
            .saturating_mul(i128::from(cover.paid.fen()))
            .checked_div(i128::from(still_lost.fen()))
            .unwrap_or(0);
        let all_back = amount == still_lost;
        let gets =
            if all_back { cover.paid } else { Money::from_fen(i64::try_from(share).unwrap_or(0)) };
        cover.recovered = plus(cover.recovered, amount)?;
        cover.paid = less(cover.paid, gets)?;
        self.returned = plus(self.returned, gets)?;
        Ok(Step { standing: self, cover, moved: gets })
    }
}

const fn positive(amount: Money) -> Result<(), PoolRefused> {
    if amount.is_positive() { Ok(()) } else { Err(PoolRefused::Nothing) }
}

fn plus(amount: Money, more: Money) -> Result<Money, PoolRefused> {
    amount.checked_add(more).ok_or(PoolRefused::TooLarge)
}

fn less(from: Money, amount: Money) -> Result<Money, PoolRefused> {
    let left = from.checked_sub(amount).ok_or(PoolRefused::TooLarge)?;
    if left.is_negative() { Err(PoolRefused::TooMuch) } else { Ok(left) }
}

/// A share in per cent, rounded down to the fen.
fn share(amount: Money, percent: u16) -> Money {
    let fen = i128::from(amount.fen()).saturating_mul(i128::from(percent)).div_euclid(100);
    Money::from_fen(i64::try_from(fen).unwrap_or(i64::MAX))
}
