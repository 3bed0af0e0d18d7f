//! SVG path data, written as short as it can be. Coordinates are hundredths of a unit.

/// Coordinates are written in hundredths.
pub(crate) const SCALE: i64 = 100;

/// `amount` of `whole` as hundredths of `height`.
pub(crate) fn scaled(amount: i64, whole: i64, height: i64) -> i64 {
    let scaled = i128::from(amount.max(0)) * i128::from(height * SCALE) / i128::from(whole);
    i64::try_from(scaled).unwrap_or(height * SCALE)
}

/// A point: `M` moves there.
pub(crate) fn point(path: &mut String, command: char, x: i64, y: i64) {
    path.push(command);
    number(path, x);
    path.push(' ');
    number(path, y);
}

/// A line to the right or left, to `x`.
pub(crate) fn horizontal(path: &mut String, x: i64) {
    path.push('H');
    number(path, x);
}

/// A line up or down, to `y`.
pub(crate) fn vertical(path: &mut String, y: i64) {
    path.push('V');
    number(path, y);
}

/// Hundredths as a decimal without trailing zeros.
pub(crate) fn number(path: &mut String, hundredths: i64) {
    if hundredths < 0 {
        path.push('-');
    }
    let hundredths = hundredths.unsigned_abs();
    path.push_str(&(hundredths / 100).to_string());
    match hundredths % 100 {
        0 => {}
        rest if rest.is_multiple_of(10) => {
            path.push('.');
            path.push_str(&(rest / 10).to_string());
        }
        rest => {
            path.push_str(if rest < 10 { ".0" } else { "." });
            path.push_str(&rest.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_short_as_they_can_be() {
        let write = |hundredths| {
            let mut text = String::new();
            number(&mut text, hundredths);
            text
        };
        assert_eq!(write(1000), "10");
        assert_eq!(write(-1050), "-10.5");
        assert_eq!(write(1005), "10.05");
        assert_eq!(write(0), "0");
    }
}
