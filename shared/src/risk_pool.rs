//! The risk-compensation pool (风险补偿资金池): government, chain company and bank share losses.
//!
//! A fold over dated events, to the fen. The pool bears a share of each loss, up to a cap per borrower
//! and never more than it holds; what is recovered later goes back in the same share. It covers new
//! loans up to a multiple of its balance, and stops covering new ones once claims paid reach a share of
//! what was contributed (熔断). Loans covered before that stay covered.
//!
//! # Source
//! Brief: contributions, coverage, leverage, cap, claim, recovery; how they work together is ours (未核实).

use crate::catalogue::RiskPoolTerms;
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who pays into the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contributor {
    /// The local government.
    Government,
    /// The chain company.
    ChainCompany,
    /// The bank.
    Bank,
}

/// What happens to a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PoolEvent {
    /// Somebody pays in.
    Contributed {
        /// Who.
        by: Contributor,
        /// How much.
        amount: Money,
    },
    /// A loan comes under the pool's cover.
    Covered {
        /// Which loan.
        loan: String,
        /// Whose.
        borrower: String,
        /// Its principal.
        principal: Money,
    },
    /// Principal of a covered loan was repaid.
    Repaid {
        /// Which loan.
        loan: String,
        /// How much.
        amount: Money,
    },
    /// A covered loan is lost; the pool pays its share of the loss.
    Claimed {
        /// Which loan.
        loan: String,
        /// Principal lost.
        loss: Money,
    },
    /// Something of a lost loan came back after all; the pool gets its share.
    Recovered {
        /// Which loan.
        loan: String,
        /// How much came back.
        amount: Money,
    },
}

/// Why an event cannot happen. The pool is as before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PoolRefused {
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

/// A covered loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Cover {
    borrower: String,
    outstanding: Money,
    lost: Money,
    recovered: Money,
    /// What the pool paid and has not got back.
    paid: Money,
}

/// A pool and everything under its cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskPool {
    terms: RiskPoolTerms,
    contributions: BTreeMap<Contributor, Money>,
    contributed: Money,
    paid_out: Money,
    returned: Money,
    loans: BTreeMap<String, Cover>,
}

impl RiskPool {
    /// An empty pool.
    pub const fn new(terms: RiskPoolTerms) -> Self {
        Self {
            terms,
            contributions: BTreeMap::new(),
            contributed: Money::ZERO,
            paid_out: Money::ZERO,
            returned: Money::ZERO,
            loans: BTreeMap::new(),
        }
    }

    /// What the pool holds: contributed, less paid out, plus returned.
    pub fn balance(&self) -> Money {
        let left = self.contributed.checked_sub(self.paid_out);
        left.and_then(|left| left.checked_add(self.returned)).unwrap_or(Money::ZERO)
    }

    /// What each contributor paid in.
    pub const fn contributions(&self) -> &BTreeMap<Contributor, Money> {
        &self.contributions
    }

    /// Principal now under cover.
    pub fn covered(&self) -> Money {
        let outstanding = self.loans.values().map(|cover| cover.outstanding);
        Money::checked_sum(outstanding).unwrap_or(Money::from_fen(i64::MAX))
    }

    /// What more can be covered: the multiple of the balance less what is covered; nothing once broken.
    pub fn room(&self) -> Money {
        if self.is_broken() {
            return Money::ZERO;
        }
        let most = self.balance().checked_mul(i64::from(self.terms.leverage));
        let room = most.and_then(|most| most.checked_sub(self.covered()));
        room.unwrap_or(Money::ZERO).max(Money::ZERO)
    }

    /// Whether claims paid, net of what came back, have reached their share of contributions.
    pub fn is_broken(&self) -> bool {
        let net = i128::from(self.paid_out.fen()).saturating_sub(i128::from(self.returned.fen()));
        let most = i128::from(self.contributed.fen())
            .saturating_mul(i128::from(self.terms.breaker_percent));
        self.contributed.is_positive() && net.saturating_mul(100) >= most
    }

    /// Lets an event happen; answers what the pool pays for a claim or gets back of a recovery, and
    /// zero for everything else.
    ///
    /// # Errors
    /// [`PoolRefused`], with the pool as before.
    pub fn happen(&mut self, event: &PoolEvent) -> Result<Money, PoolRefused> {
        match event {
            PoolEvent::Contributed { by, amount } => self.contribute(*by, *amount),
            PoolEvent::Covered { loan, borrower, principal } => {
                self.cover(loan, borrower, *principal)
            }
            PoolEvent::Repaid { loan, amount } => self.repay(loan, *amount),
            PoolEvent::Claimed { loan, loss } => self.claim(loan, *loss),
            PoolEvent::Recovered { loan, amount } => self.recover(loan, *amount),
        }
    }

    /// A pool after a list of events.
    ///
    /// # Errors
    /// The first event that cannot happen, counted from zero, and why.
    pub fn rebuild(
        terms: RiskPoolTerms,
        events: &[PoolEvent],
    ) -> Result<Self, (usize, PoolRefused)> {
        let mut pool = Self::new(terms);
        for (index, event) in events.iter().enumerate() {
            pool.happen(event).map_err(|refused| (index, refused))?;
        }
        Ok(pool)
    }

    fn contribute(&mut self, by: Contributor, amount: Money) -> Result<Money, PoolRefused> {
        positive(amount)?;
        let of = self.contributions.get(&by).copied().unwrap_or(Money::ZERO);
        let of = of.checked_add(amount).ok_or(PoolRefused::TooLarge)?;
        self.contributed = self.contributed.checked_add(amount).ok_or(PoolRefused::TooLarge)?;
        self.contributions.insert(by, of);
        Ok(Money::ZERO)
    }

    fn cover(
        &mut self,
        loan: &str,
        borrower: &str,
        principal: Money,
    ) -> Result<Money, PoolRefused> {
        positive(principal)?;
        if self.loans.contains_key(loan) {
            return Err(PoolRefused::AlreadyCovered);
        }
        if self.is_broken() {
            return Err(PoolRefused::Broken);
        }
        let room = self.room();
        if principal > room {
            return Err(PoolRefused::Leverage { room });
        }
        let nothing = Money::ZERO;
        let borrower = borrower.to_owned();
        let cover = Cover {
            borrower,
            outstanding: principal,
            lost: nothing,
            recovered: nothing,
            paid: nothing,
        };
        self.loans.insert(loan.to_owned(), cover);
        Ok(Money::ZERO)
    }

    fn repay(&mut self, loan: &str, amount: Money) -> Result<Money, PoolRefused> {
        positive(amount)?;
        let cover = self.loans.get_mut(loan).ok_or(PoolRefused::NotCovered)?;
        cover.outstanding = less(cover.outstanding, amount)?;
        Ok(Money::ZERO)
    }

    fn claim(&mut self, loan: &str, loss: Money) -> Result<Money, PoolRefused> {
        positive(loss)?;
        let balance = self.balance();
        let cover = self.loans.get(loan).ok_or(PoolRefused::NotCovered)?;
        let left = less(cover.outstanding, loss)?;
        let lost_so_far = cover.lost.checked_add(loss).ok_or(PoolRefused::TooLarge)?;
        let of_borrower = self.loans.values().filter(|other| other.borrower == cover.borrower);
        let before = Money::checked_sum(of_borrower.map(|other| other.paid));
        let cap = self.terms.cap_per_borrower.checked_sub(before.unwrap_or(Money::ZERO));
        let due = share(loss, self.terms.coverage_percent);
        let pays = due.min(cap.unwrap_or(Money::ZERO).max(Money::ZERO)).min(balance);
        let of_loan = cover.paid.checked_add(pays).ok_or(PoolRefused::TooLarge)?;
        let paid_out = self.paid_out.checked_add(pays).ok_or(PoolRefused::TooLarge)?;
        if let Some(cover) = self.loans.get_mut(loan) {
            cover.outstanding = left;
            cover.lost = lost_so_far;
            cover.paid = of_loan;
        }
        self.paid_out = paid_out;
        Ok(pays)
    }

    /// The pool gets back the share of the loss that it bore, never more than it paid.
    fn recover(&mut self, loan: &str, amount: Money) -> Result<Money, PoolRefused> {
        positive(amount)?;
        let cover = self.loans.get(loan).ok_or(PoolRefused::NotCovered)?;
        let recovered = cover.recovered.checked_add(amount).ok_or(PoolRefused::TooLarge)?;
        if recovered > cover.lost {
            return Err(PoolRefused::TooMuch);
        }
        let all_back = recovered == cover.lost;
        let still_lost =
            i128::from(cover.lost.fen()).saturating_sub(i128::from(cover.recovered.fen()));
        let share = i128::from(amount.fen())
            .saturating_mul(i128::from(cover.paid.fen()))
            .checked_div(still_lost)
            .unwrap_or(0);
        let gets =
            if all_back { cover.paid } else { Money::from_fen(i64::try_from(share).unwrap_or(0)) };
        let returned = self.returned.checked_add(gets).ok_or(PoolRefused::TooLarge)?;
        if let Some(cover) = self.loans.get_mut(loan) {
            cover.recovered = recovered;
            cover.paid = cover.paid.checked_sub(gets).unwrap_or(Money::ZERO);
        }
        self.returned = returned;
        Ok(gets)
    }
}

const fn positive(amount: Money) -> Result<(), PoolRefused> {
    if amount.is_positive() { Ok(()) } else { Err(PoolRefused::Nothing) }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> RiskPoolTerms {
        RiskPoolTerms {
            coverage_percent: 80,
            leverage: 10,
            cap_per_borrower: yuan(50_000),
            breaker_percent: 50,
            source: "test".to_owned(),
        }
    }

    fn yuan(amount: i64) -> Money {
        Money::from_yuan(amount).unwrap()
    }

    fn paid_in(by: Contributor, amount: i64) -> PoolEvent {
        PoolEvent::Contributed { by, amount: yuan(amount) }
    }

    fn covered(loan: &str, borrower: &str, principal: i64) -> PoolEvent {
        let (loan, borrower) = (loan.to_owned(), borrower.to_owned());
        PoolEvent::Covered { loan, borrower, principal: yuan(principal) }
    }

    fn claimed(loan: &str, loss: i64) -> PoolEvent {
        PoolEvent::Claimed { loan: loan.to_owned(), loss: yuan(loss) }
    }

    fn recovered(loan: &str, amount: Money) -> PoolEvent {
        PoolEvent::Recovered { loan: loan.to_owned(), amount }
    }

    fn pool() -> RiskPool {
        let all = [
            paid_in(Contributor::Government, 60_000),
            paid_in(Contributor::ChainCompany, 30_000),
            paid_in(Contributor::Bank, 10_000),
        ];
        RiskPool::rebuild(terms(), &all).unwrap()
    }

    #[test]
    fn it_covers_up_to_the_multiple_of_its_balance() {
        let mut pool = pool();
        assert_eq!(pool.room(), yuan(1_000_000));
        pool.happen(&covered("a", "x", 999_999)).unwrap();
        assert_eq!(
            pool.happen(&covered("b", "y", 2)),
            Err(PoolRefused::Leverage { room: yuan(1) })
        );
        pool.happen(&PoolEvent::Repaid { loan: "a".to_owned(), amount: yuan(9) }).unwrap();
        assert_eq!(pool.happen(&covered("b", "y", 2)), Ok(Money::ZERO));
    }

    #[test]
    fn a_claim_is_paid_by_share_up_to_the_borrower_s_cap() {
        let mut pool = pool();
        pool.happen(&covered("a", "x", 40_000)).unwrap();
        pool.happen(&covered("b", "x", 40_000)).unwrap();
        assert_eq!(pool.happen(&claimed("a", 40_000)), Ok(yuan(32_000)));
        // 32,000 more would be due; the cap of one borrower leaves 18,000.
        assert_eq!(pool.happen(&claimed("b", 40_000)), Ok(yuan(18_000)));
        assert_eq!(pool.balance(), yuan(50_000));
    }

    #[test]
    fn half_of_contributions_paid_out_breaks_the_circuit_and_recoveries_close_it() {
        let mut pool = pool();
        for (loan, borrower) in [("a", "x"), ("b", "y")] {
            pool.happen(&covered(loan, borrower, 40_000)).unwrap();
        }
        pool.happen(&covered("c", "z", 1_000)).unwrap();
        pool.happen(&claimed("a", 40_000)).unwrap();
        assert!(!pool.is_broken());
        pool.happen(&claimed("b", 22_500)).unwrap();
        assert!(pool.is_broken());
        assert_eq!(pool.happen(&covered("d", "w", 1)), Err(PoolRefused::Broken));
        // Covered before, so still covered.
        assert_eq!(pool.happen(&claimed("c", 1_000)), Ok(yuan(800)));
        pool.happen(&recovered("a", yuan(10_000))).unwrap();
        assert!(!pool.is_broken());
    }

    #[test]
    fn what_comes_back_in_full_gives_the_pool_back_exactly_what_it_paid() {
        let mut pool = pool();
        pool.happen(&covered("a", "x", 40_000)).unwrap();
        pool.happen(&PoolEvent::Claimed { loan: "a".to_owned(), loss: Money::from_fen(3_333_333) })
            .unwrap();
        for part in [1_111_111, 1_111_111, 1_111_110] {
            pool.happen(&recovered("a", Money::from_fen(part))).unwrap();
        }
        assert_ne!(pool.balance(), yuan(100_000));
        pool.happen(&recovered("a", Money::from_fen(1))).unwrap();
        assert_eq!(pool.balance(), yuan(100_000));
        assert_eq!(pool.happen(&recovered("a", yuan(1))), Err(PoolRefused::TooMuch));
    }

    #[test]
    fn the_balance_is_always_what_went_in_less_what_went_out_and_never_below_zero() {
        let mut seed = 7_u64;
        let mut next = |bound: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((seed >> 33) % bound).unwrap()
        };
        for _ in 0..200 {
            let (mut pool, mut expected) = (RiskPool::new(terms()), 0_i64);
            for step in 0..60 {
                let loan = format!("loan {}", next(6));
                let amount = Money::from_fen(next(3_000_000) + 1);
                let event = match next(5) {
                    0 => PoolEvent::Contributed { by: Contributor::Government, amount },
                    1 => PoolEvent::Covered {
                        loan,
                        borrower: format!("b{}", step % 2),
                        principal: amount,
                    },
                    2 => PoolEvent::Repaid { loan, amount },
                    3 => PoolEvent::Claimed { loan, loss: amount },
                    _ => PoolEvent::Recovered { loan, amount },
                };
                let before = pool.clone();
                match pool.happen(&event) {
                    Ok(moved) => {
                        expected += match event {
                            PoolEvent::Contributed { amount, .. } => amount.fen(),
                            PoolEvent::Claimed { .. } => -moved.fen(),
                            PoolEvent::Recovered { .. } => moved.fen(),
                            _ => 0,
                        };
                    }
                    Err(_) => assert_eq!(pool, before, "a refused event changed the pool"),
                }
                assert_eq!(pool.balance().fen(), expected);
                assert!(expected >= 0);
            }
        }
    }
}
