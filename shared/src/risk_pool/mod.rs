//! The risk-compensation pool (风险补偿资金池): government, chain company and bank share losses.
//!
//! A fold over dated events, to the fen. The pool bears a share of each loss, up to a cap per borrower
//! and never more than it holds; what is recovered later goes back in the same share. It covers new
//! loans up to a multiple of its balance, and stops covering new ones once claims paid reach a share of
//! what was contributed (熔断). Loans covered before that stay covered. The terms are an event like the
//! others, so a product edited later never changes what an earlier claim was paid.
//!
//! Each step is a function of what the pool holds and of the one loan concerned ([`Standing::after`]),
//! so whoever keeps these beside the events need not fold them all for the next one; [`RiskPool`] is
//! the whole fold, and both come to the same.
//!
//! # Source
//! Brief: contributions, coverage, leverage, cap, claim, recovery; how they work together is ours (未核实).

mod standing;

pub use standing::{Cover, OfLoan, PoolRefused, Standing, Step};

use crate::catalogue::RiskPoolTerms;
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who pays into the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Contributor {
    /// The local government.
    Government,
    /// The chain company.
    ChainCompany,
    /// The bank.
    Bank,
}

impl Contributor {
    /// Everybody who may pay in.
    pub const ALL: [Self; 3] = [Self::Government, Self::ChainCompany, Self::Bank];
}

/// What happens to a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PoolEvent {
    /// These terms hold from here on; the first event of every pool.
    TermsSet {
        /// The terms.
        terms: RiskPoolTerms,
    },
    /// Somebody pays in.
    Contributed {
        /// Who.
        by: Contributor,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Money,
    },
    /// A loan comes under the pool's cover.
    Covered {
        /// Which loan.
        loan: String,
        /// Whose.
        borrower: String,
        /// Its principal.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        principal: Money,
    },
    /// Principal of a covered loan was repaid, or was never paid out.
    Repaid {
        /// Which loan.
        loan: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Money,
    },
    /// A covered loan is lost; the pool pays its share of the loss.
    Claimed {
        /// Which loan.
        loan: String,
        /// Principal lost.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        loss: Money,
    },
    /// Something of a lost loan came back after all; the pool gets its share.
    Recovered {
        /// Which loan.
        loan: String,
        /// How much came back.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Money,
    },
}

impl PoolEvent {
    /// The loan it concerns, if it concerns one.
    pub fn loan(&self) -> Option<&str> {
        match self {
            Self::TermsSet { .. } | Self::Contributed { .. } => None,
            Self::Covered { loan, .. }
            | Self::Repaid { loan, .. }
            | Self::Claimed { loan, .. }
            | Self::Recovered { loan, .. } => Some(loan),
        }
    }

    /// What principal that came in on a covered loan is to its pool: first what was claimed as lost,
    /// until that is back, then what is outstanding. At most two events; none for a loan without cover
    /// left.
    pub fn of_principal(loan: &str, cover: &Cover, principal: Money) -> Vec<Self> {
        let lost = cover.still_lost().min(principal);
        let repaid = principal.checked_sub(lost).unwrap_or(Money::ZERO).min(cover.outstanding);
        let loan = loan.to_owned();
        let recovered = Self::Recovered { loan: loan.clone(), amount: lost };
        let repaid = (Self::Repaid { loan, amount: repaid }, repaid);
        [(recovered, lost), repaid]
            .into_iter()
            .filter(|(_, amount)| amount.is_positive())
            .map(|(event, _)| event)
            .collect()
    }
}

/// A pool and everything under its cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskPool {
    terms: RiskPoolTerms,
    contributions: BTreeMap<Contributor, Money>,
    standing: Standing,
    loans: BTreeMap<String, Covered>,
}

/// A loan in the fold, with whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Covered {
    borrower: String,
    cover: Cover,
}

impl RiskPool {
    /// An empty pool on these terms.
    pub fn new(terms: RiskPoolTerms) -> Self {
        Self {
            terms,
            contributions: BTreeMap::new(),
            standing: Standing::default(),
            loans: BTreeMap::new(),
        }
    }

    /// What it holds and stands behind.
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// What each contributor paid in.
    pub const fn contributions(&self) -> &BTreeMap<Contributor, Money> {
        &self.contributions
    }

    /// What it stands behind of one loan, if it covers it.
    pub fn cover(&self, loan: &str) -> Option<Cover> {
        self.loans.get(loan).map(|covered| covered.cover)
    }

    /// What more can be covered.
    pub fn room(&self) -> Money {
        self.standing.room(&self.terms)
    }

    /// Whether it covers no new loans.
    pub fn is_broken(&self) -> bool {
        self.standing.is_broken(&self.terms)
    }

    /// Lets an event happen; answers what the pool pays for a claim or gets back of a recovery, and
    /// zero for everything else.
    ///
    /// # Errors
    /// [`PoolRefused`], with the pool as before.
    pub fn happen(&mut self, event: &PoolEvent) -> Result<Money, PoolRefused> {
        let of_loan = event.loan().map_or_else(OfLoan::default, |loan| self.of_loan(loan));
        let step = self.standing.after(event, &self.terms, of_loan)?;
        match event {
            PoolEvent::TermsSet { terms } => self.terms = terms.clone(),
            PoolEvent::Contributed { by, amount } => {
                let of = self.contributions.get(by).copied().unwrap_or(Money::ZERO);
                let of = of.checked_add(*amount).ok_or(PoolRefused::TooLarge)?;
                self.contributions.insert(*by, of);
            }
            PoolEvent::Covered { loan, borrower, .. } => {
                let covered = Covered { borrower: borrower.clone(), cover: step.cover };
                self.loans.insert(loan.clone(), covered);
            }
            PoolEvent::Repaid { loan, .. }
            | PoolEvent::Claimed { loan, .. }
            | PoolEvent::Recovered { loan, .. } => {
                if let Some(covered) = self.loans.get_mut(loan) {
                    covered.cover = step.cover;
                }
            }
        }
        self.standing = step.standing;
        Ok(step.moved)
    }

    /// A pool after a list of events, the first of which sets its terms.
    ///
    /// # Errors
    /// The first event that cannot happen, counted from zero, and why.
    pub fn rebuild(events: &[PoolEvent]) -> Result<Self, (usize, PoolRefused)> {
        let Some((PoolEvent::TermsSet { terms }, rest)) = events.split_first() else {
            return Err((0, PoolRefused::WithoutTerms));
        };
        let mut pool = Self::new(terms.clone());
        for (index, event) in rest.iter().enumerate() {
            pool.happen(event).map_err(|refused| (index.saturating_add(1), refused))?;
        }
        Ok(pool)
    }

    fn of_loan(&self, loan: &str) -> OfLoan {
        let Some(covered) = self.loans.get(loan) else { return OfLoan::default() };
        let of_borrower = self.loans.values().filter(|other| other.borrower == covered.borrower);
        let paid = Money::checked_sum(of_borrower.map(|other| other.cover.paid));
        OfLoan {
            cover: Some(covered.cover),
            paid_for_borrower: paid.unwrap_or(Money::from_fen(i64::MAX)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::OnUncovered;

    fn terms() -> RiskPoolTerms {
        RiskPoolTerms {
            coverage_percent: 80,
            leverage: 10,
            cap_per_borrower: yuan(50_000),
            breaker_percent: 50,
            claim_after_days: 60,
            uncovered: OnUncovered::Lend,
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
            PoolEvent::TermsSet { terms: terms() },
            paid_in(Contributor::Government, 60_000),
            paid_in(Contributor::ChainCompany, 30_000),
            paid_in(Contributor::Bank, 10_000),
        ];
        RiskPool::rebuild(&all).unwrap()
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
        assert_eq!(pool.standing().balance(), yuan(50_000));
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
        assert_ne!(pool.standing().balance(), yuan(100_000));
        pool.happen(&recovered("a", Money::from_fen(1))).unwrap();
        assert_eq!(pool.standing().balance(), yuan(100_000));
        assert_eq!(pool.happen(&recovered("a", yuan(1))), Err(PoolRefused::TooMuch));
    }

    #[test]
    fn terms_set_later_hold_for_what_comes_later_only() {
        let mut events = vec![
            PoolEvent::TermsSet { terms: terms() },
            paid_in(Contributor::Government, 100_000),
            covered("a", "x", 10_000),
            covered("b", "y", 10_000),
            claimed("a", 10_000),
        ];
        let before = RiskPool::rebuild(&events).unwrap();
        assert_eq!(before.standing().paid_out, yuan(8_000));
        events
            .push(PoolEvent::TermsSet { terms: RiskPoolTerms { coverage_percent: 50, ..terms() } });
        events.push(claimed("b", 10_000));
        assert_eq!(RiskPool::rebuild(&events).unwrap().standing().paid_out, yuan(13_000));
        let without = RiskPool::rebuild(&events[1..]);
        assert_eq!(without, Err((0, PoolRefused::WithoutTerms)));
    }

    #[test]
    fn principal_that_comes_in_first_makes_good_what_was_claimed_as_lost() {
        let mut pool = pool();
        pool.happen(&covered("a", "x", 10_000)).unwrap();
        pool.happen(&claimed("a", 4_000)).unwrap();
        let come_in = |pool: &RiskPool, amount| {
            PoolEvent::of_principal("a", &pool.cover("a").unwrap(), yuan(amount))
        };
        let repaid = |amount| PoolEvent::Repaid { loan: "a".to_owned(), amount: yuan(amount) };
        assert_eq!(come_in(&pool, 3_000), [recovered("a", yuan(3_000))]);
        assert_eq!(come_in(&pool, 7_000), [recovered("a", yuan(4_000)), repaid(3_000)]);
        for event in come_in(&pool, 10_000) {
            pool.happen(&event).unwrap();
        }
        assert_eq!(pool.standing().balance(), yuan(100_000), "everything came back");
        assert!(pool.standing().covered.is_zero());
        assert_eq!(come_in(&pool, 5_000), []);
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
                assert_eq!(pool.standing().balance().fen(), expected);
                assert!(expected >= 0);
            }
        }
    }
}
