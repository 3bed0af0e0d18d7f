//! Which papers stand behind a draw.

use crate::money::Money;
use serde::{Deserialize, Serialize};

/// A paper that can stand behind a draw, and what can be lent on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Names the paper.
    pub id: String,
    /// What can be lent on it.
    pub lends: Money,
}

/// What can be lent on all of these papers together.
pub fn lendable(papers: &[Cover]) -> Money {
    let lends = papers.iter().map(|paper| paper.lends.max(Money::ZERO));
    // More than fits an amount is more than any facility has left.
    Money::checked_sum(lends).unwrap_or(Money::MAX)
}

/// What can be drawn: what the facility has left, and no more than its papers lend.
pub fn drawable(available: Money, papers: &[Cover]) -> Money {
    available.min(lendable(papers))
}

/// The fewest papers that cover an amount, and among those the ones that leave the least unused:
/// a paper is taken whole. `None` when all of them together do not.
///
/// The rule is ours: while something is left to cover, the smallest paper that covers it alone, or
/// else the largest there is. Papers that lend the same are taken in the order given.
pub fn choose(papers: &[Cover], amount: Money) -> Option<Vec<&Cover>> {
    let mut free: Vec<&Cover> = papers.iter().filter(|paper| paper.lends.is_positive()).collect();
    let mut chosen = Vec::new();
    let mut left = amount;
    while left.is_positive() {
        let covers = |paper: &&&Cover| paper.lends >= left;
        let next = free.iter().filter(covers).min_by_key(|paper| paper.lends);
        let next = next.or_else(|| free.iter().rev().max_by_key(|paper| paper.lends));
        let next = *next?;
        left = left.checked_sub(next.lends)?;
        free.retain(|paper| paper.id != next.id);
        chosen.push(next);
    }
    Some(chosen)
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test that overflows fails loudly")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn papers(lends: &[i64]) -> Vec<Cover> {
        let paper = |(index, fen): (usize, &i64)| Cover {
            id: index.to_string(),
            lends: Money::from_fen(*fen),
        };
        lends.iter().enumerate().map(paper).collect()
    }

    fn chosen(lends: &[i64], amount: i64) -> Option<Vec<String>> {
        let papers = papers(lends);
        let chosen = choose(&papers, Money::from_fen(amount))?;
        Some(chosen.iter().map(|paper| paper.id.clone()).collect())
    }

    #[test]
    fn one_paper_that_covers_alone_is_taken_and_the_smallest_of_those() {
        assert_eq!(chosen(&[50, 30, 20], 25), Some(vec!["1".to_owned()]));
        assert_eq!(chosen(&[50, 50], 50), Some(vec!["0".to_owned()]));
    }

    #[test]
    fn otherwise_the_largest_first() {
        assert_eq!(chosen(&[20, 50, 30], 60), Some(vec!["1".to_owned(), "0".to_owned()]));
        assert_eq!(chosen(&[20, 50, 30], 101), None);
        assert_eq!(chosen(&[0, -5], 1), None);
    }

    #[test]
    fn nothing_is_drawn_beyond_what_is_available() {
        let (ten, papers) = (Money::from_fen(10), papers(&[20, 50]));
        assert_eq!(drawable(ten, &papers), ten);
        assert_eq!(drawable(Money::from_fen(100), &papers), Money::from_fen(70));
    }

    proptest! {
        #[test]
        fn papers_cover_an_amount_exactly_when_all_together_do(
            lends in prop::collection::vec(0..1_000_i64, 0..12),
            amount in 1..6_000_i64,
        ) {
            let papers = papers(&lends);
            let amount = Money::from_fen(amount);
            let chosen = choose(&papers, amount);
            prop_assert_eq!(chosen.is_some(), lendable(&papers) >= amount);
            if let Some(chosen) = chosen {
                let sum: i64 = chosen.iter().map(|paper| paper.lends.fen()).sum();
                prop_assert!(sum >= amount.fen());
                // None of them could be left out.
                for paper in &chosen {
                    prop_assert!(sum - paper.lends.fen() < amount.fen());
                }
            }
        }
    }
}
