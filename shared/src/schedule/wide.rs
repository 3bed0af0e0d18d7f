//! Whole numbers of any size, with only what deciding a rounding needs.

use core::cmp::Ordering;

/// A non-negative whole number; limbs of 64 bits, lowest first, no leading zero limb.
#[derive(Clone, Debug)]
pub(crate) struct Wide(Vec<u64>);

impl From<u64> for Wide {
    fn from(value: u64) -> Self {
        if value == 0 { Self(Vec::new()) } else { Self(vec![value]) }
    }
}

impl Wide {
    /// Multiplies by a small number.
    pub(crate) fn multiply(&mut self, by: u64) {
        if by == 0 {
            self.0.clear();
            return;
        }
        let mut carry = 0_u64;
        for limb in &mut self.0 {
            // A 64 × 64 product plus 64 bits of carry fits 128 bits exactly.
            let product =
                u128::from(*limb).wrapping_mul(u128::from(by)).wrapping_add(u128::from(carry));
            (*limb, carry) = split(product);
        }
        if carry > 0 {
            self.0.push(carry);
        }
    }

    /// Adds another number.
    pub(crate) fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut carry = 0_u64;
        let addends = other.0.iter().copied().chain(core::iter::repeat(0));
        for (limb, addend) in self.0.iter_mut().zip(addends) {
            let sum =
                u128::from(*limb).wrapping_add(u128::from(addend)).wrapping_add(u128::from(carry));
            (*limb, carry) = split(sum);
        }
        if carry > 0 {
            self.0.push(carry);
        }
    }

    /// Which number is larger.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "splitting 128 bits into its two halves loses nothing"
)]
const fn split(value: u128) -> (u64, u64) {
    (value as u64, (value >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_sums_carry() {
        let mut big = Wide::from(u64::MAX);
        big.multiply(u64::MAX);
        let mut other = big.clone();
        other.add(&Wide::from(1));
        assert_eq!(big.compare(&other), Ordering::Less);
        assert_eq!(big.0, vec![1, u64::MAX - 1]);
        other.multiply(0);
        assert_eq!(other.compare(&Wide::from(0)), Ordering::Equal);
    }
}
