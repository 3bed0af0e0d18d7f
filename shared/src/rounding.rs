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

#[cfg(test)]
mod tests {
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
    fn an_impossible_quotient_is_none() {
        assert_eq!(HalfUp.div(1, 0), None);
        assert_eq!(HalfUp.div(i128::MIN, -1), None);
        assert_eq!(HalfUp.div(i128::MAX, 2), Some((i128::MAX / 2) + 1));
    }
}
