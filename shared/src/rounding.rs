//! How a quotient becomes a whole number: the only place a rounding mode is named.

use serde::{Deserialize, Serialize};

/// A rounding policy for exact quotients.
///
/// Lending's default is [`Rounding::HalfUp`]; the others exist because published
/// schedules and other institutions use them, never by accident.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To nearest; a tie goes away from zero (四舍五入).
    #[default]
    HalfUp,
    /// To nearest; a tie goes to the even neighbour (banker's rounding).
    HalfEven,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
}

impl Rounding {
    /// `numerator / denominator` as a whole number.
    ///
    /// `None` when the denominator is zero or the quotient does not fit.
    ///
    /// # Rounding
    /// By `self`, exactly: the decision is made on the remainder, never on an
    /// approximation of the quotient.
    #[inline]
    pub fn div(self, numerator: i128, denominator: i128) -> Option<i128> {
        // Nearly every amount of lending fits: one machine division instead of two long ones.
        if let (Ok(small), Ok(by)) = (u64::try_from(numerator), u64::try_from(denominator)) {
            return self.div_small(small, by).map(i128::from);
        }
        self.div_long(numerator, denominator)
    }

    /// The same where both fit 64 bits and neither is negative.
    #[inline]
    fn div_small(self, numerator: u64, denominator: u64) -> Option<u64> {
        let quotient = numerator.checked_div(denominator)?;
        let rest = numerator.wrapping_sub(quotient.wrapping_mul(denominator));
        self.settle(quotient, rest, denominator)
    }

    /// A quotient and what it leaves, below `denominator`, as one whole number.
    #[inline]
    fn settle(self, quotient: u64, rest: u64, denominator: u64) -> Option<u64> {
        if rest == 0 {
            return Some(quotient);
        }
        let to_next = denominator.wrapping_sub(rest);
        let up = match self {
            Self::HalfUp => rest >= to_next,
            Self::HalfEven => rest > to_next || (rest == to_next && quotient & 1 != 0),
            Self::Up => true,
            Self::Down => false,
        };
        quotient.checked_add(u64::from(up))
    }

    fn div_long(self, numerator: i128, denominator: i128) -> Option<i128> {
        let quotient = numerator.checked_div(denominator)?;
        let remainder = numerator.checked_rem(denominator)?;
        if remainder == 0 {
            return Some(quotient);
        }
        let rest = remainder.unsigned_abs();
        let to_next = denominator.unsigned_abs().saturating_sub(rest);
        let away = match self {
            Self::HalfUp => rest >= to_next,
            Self::HalfEven => rest > to_next || (rest == to_next && quotient & 1 != 0),
            Self::Up => true,
            Self::Down => false,
        };
        if !away {
            return Some(quotient);
        }
        if (numerator < 0) == (denominator < 0) {
            quotient.checked_add(1)
        } else {
            quotient.checked_sub(1)
        }
    }
}

/// A denominator that many numerators are divided by: a multiplication finds the quotient,
/// exactly, in a third of a division's time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Divisor {
    denominator: u64,
    /// (2^64 − 1) ÷ denominator, rounded down.
    reciprocal: u64,
}

impl Divisor {
    /// `None` for zero.
    pub(crate) fn of(denominator: u64) -> Option<Self> {
        Some(Self { denominator, reciprocal: u64::MAX.checked_div(denominator)? })
    }

    /// `numerator` over this denominator, as [`Rounding::div`] gives it.
    #[inline]
    pub(crate) fn div(self, numerator: u64, rounding: Rounding) -> Option<u64> {
        let product = u128::from(numerator).wrapping_mul(u128::from(self.reciprocal));
        // The reciprocal is too small by less than 1 ÷ 2^64 of itself times the denominator,
        // so this is the quotient or one less (Granlund and Montgomery, 1994).
        let below = u64::try_from(product >> 64).ok()?;
        let rest = numerator.wrapping_sub(below.wrapping_mul(self.denominator));
        if rest >= self.denominator {
            let rest = rest.wrapping_sub(self.denominator);
            return rounding.settle(below.wrapping_add(1), rest, self.denominator);
        }
        rounding.settle(below, rest, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::Divisor;
    use super::Rounding::{Down, HalfEven, HalfUp, Up};

    #[test]
    fn each_mode_treats_ties_and_signs_as_named() {
        for (n, d, half_up, half_even, up, down) in [
            (5, 2, 3, 2, 3, 2),
            (7, 2, 4, 4, 4, 3),
            (-5, 2, -3, -2, -3, -2),
            (5, -2, -3, -2, -3, -2),
            (4, 3, 1, 1, 2, 1),
            (6, 3, 2, 2, 2, 2),
            (0, 3, 0, 0, 0, 0),
        ] {
            assert_eq!(HalfUp.div(n, d), Some(half_up), "{n}/{d}");
            assert_eq!(HalfEven.div(n, d), Some(half_even), "{n}/{d}");
            assert_eq!(Up.div(n, d), Some(up), "{n}/{d}");
            assert_eq!(Down.div(n, d), Some(down), "{n}/{d}");
        }
    }

    #[test]
    fn short_and_long_division_agree() {
        for numerator in [0_i128, 1, 2, 3, 5, 49, 50, 51, i128::from(u64::MAX)] {
            for denominator in [1_i128, 2, 3, 100, i128::from(u64::MAX)] {
                for rounding in [HalfUp, HalfEven, Up, Down] {
                    assert_eq!(
                        rounding.div(numerator, denominator),
                        rounding.div_long(numerator, denominator)
                    );
                }
            }
        }
    }

    #[test]
    fn multiplying_by_the_reciprocal_divides_exactly() {
        let near = |middle: u64| [middle.wrapping_sub(1), middle, middle.wrapping_add(1)];
        let numbers: Vec<u64> = [1, 2, 3, 7, 100, 12_000, 120_000_000_000, 3_600_000_000_000]
            .into_iter()
            .chain([1 << 31, 1 << 32, 1 << 53, 1 << 63, u64::MAX / 3, u64::MAX / 2, u64::MAX - 1])
            .flat_map(near)
            .collect();
        for &denominator in numbers.iter().filter(|denominator| **denominator > 0) {
            let divisor = Divisor::of(denominator).unwrap();
            let multiples = numbers.iter().map(|number| number.wrapping_mul(denominator));
            for numerator in numbers.iter().copied().chain(multiples).flat_map(near) {
                for rounding in [HalfUp, HalfEven, Up, Down] {
                    assert_eq!(
                        divisor.div(numerator, rounding),
                        rounding.div_small(numerator, denominator),
                        "{numerator} / {denominator}"
                    );
                }
            }
        }
        assert!(Divisor::of(0).is_none());
    }

    #[test]
    fn an_impossible_quotient_is_none() {
        assert_eq!(HalfUp.div(1, 0), None);
        assert_eq!(HalfUp.div(i128::MIN, -1), None);
        assert_eq!(HalfUp.div(i128::MAX, 2), Some((i128::MAX / 2) + 1));
    }
}
