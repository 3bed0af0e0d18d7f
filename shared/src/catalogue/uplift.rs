//! Lending more on the same property to those who meet conditions: the +10-point mortgage uplift.

use super::Condition;
use crate::facts::Facts;
use serde::{Deserialize, Serialize};

/// How "raised by ten" is meant. The brief says points; an institution may read it as a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UpliftReading {
    /// Percentage points: 60 % becomes 70 %.
    Points,
    /// A share of what it was: 60 % becomes 66 %.
    Share,
}

/// A higher multiple for those who meet every condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Uplift {
    /// All must hold; one that is not known does not.
    pub when: Vec<Condition>,
    /// By how much, in per cent.
    pub percent: u16,
    /// How the per cent are meant.
    pub reading: UpliftReading,
}

impl Uplift {
    /// Whether these facts meet every condition.
    pub fn is_met(&self, facts: &Facts) -> bool {
        self.when.iter().all(|condition| {
            facts.value(condition.metric).is_some_and(|value| condition.holds(value))
        })
    }

    /// A multiple in ten-thousandths, raised; one that takes away is left alone.
    pub fn raise(&self, times: i64) -> i64 {
        if times <= 0 {
            return times;
        }
        let percent = i64::from(self.percent);
        match self.reading {
            UpliftReading::Points => times.saturating_add(percent.saturating_mul(100)),
            UpliftReading::Share => {
                times.saturating_mul(percent.saturating_add(100)).div_euclid(100)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_points_and_ten_per_cent_are_not_the_same() {
        let uplift = |reading| Uplift { when: Vec::new(), percent: 10, reading };
        assert_eq!(uplift(UpliftReading::Points).raise(6_000), 7_000);
        assert_eq!(uplift(UpliftReading::Share).raise(6_000), 6_600);
        assert_eq!(uplift(UpliftReading::Points).raise(-10_000), -10_000);
    }
}
