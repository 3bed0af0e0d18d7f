//! Amounts finer than a fen: a night's interest to ten decimals of a yuan.

use shared::loan::InterestLine;

/// Decimals of the book's own texts.
const DECIMALS: usize = 10;

/// An amount in units of 10⁻¹⁰ yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fine(i128);

impl Fine {
    /// Reads a decimal text of at most ten decimals; none when it is no such text.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if part.len() > DECIMALS || whole.is_empty() {
            return None;
        }
        let mut units = [whole, part].concat();
        units.push_str(&"0".repeat(DECIMALS - part.len()));
        if !units.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        units.parse::<i128>().ok().map(|units| Self(sign * units))
    }

    /// All of them together, exact.
    pub fn sum(amounts: &[Self]) -> Self {
        Self(amounts.iter().map(|amount| amount.0).sum())
    }

    /// The amount with so many decimals, at most ten, half up.
    pub fn text(self, decimals: usize) -> String {
        let decimals = decimals.min(DECIMALS);
        let step = 10_i128.pow(u32::try_from(DECIMALS - decimals).unwrap_or(0));
        let rounded = (self.0.abs() + step / 2) / step;
        let digits = rounded.to_string();
        let digits = ["0".repeat((decimals + 1).saturating_sub(digits.len())), digits].concat();
        let (whole, part) = digits.split_at(digits.len() - decimals);
        let sign = if self.0 < 0 && rounded != 0 { "-" } else { "" };
        let point = if decimals == 0 { "" } else { "." };
        [sign, whole, point, part].concat()
    }
}

/// What a line of the book adds to the interest: of a night, what it earned or cost.
pub fn earned(line: &InterestLine) -> Option<Fine> {
    match line {
        InterestLine::Night { interest, .. } => Fine::parse(interest),
        InterestLine::Penalty { penalty, .. } => Fine::parse(penalty),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fine(text: &str) -> Fine {
        Fine::parse(text).expect("a decimal")
    }

    #[test]
    fn decimals_are_rounded_half_up_once() {
        assert_eq!(fine("8.2777777778").text(4), "8.2778");
        assert_eq!(fine("0.0000500000").text(4), "0.0001");
        assert_eq!(fine("0.0000499999").text(4), "0.0000");
        assert_eq!(fine("-1.5").text(0), "-2");
        assert_eq!(fine("12").text(2), "12.00");
        assert_eq!(Fine::default().text(2), "0.00");
    }

    #[test]
    fn a_sum_is_of_the_exact_amounts() {
        let nights = vec![fine("0.3333333333"); 3];
        assert_eq!(Fine::sum(&nights).text(10), "0.9999999999");
    }

    #[test]
    fn what_is_no_decimal_is_none() {
        for text in ["", ".5", "1.23456789012", "1,5", "٣", "--1", "1.-5"] {
            assert_eq!(Fine::parse(text), None, "{text}");
        }
    }
}
