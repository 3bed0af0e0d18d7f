//! How many tests passed and failed, read from what test programs print.

use std::{fmt, ops::AddAssign};

/// A count of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Those that passed.
    pub(crate) passed: u64,
    /// Those that did not.
    pub(crate) failed: u64,
}

impl Tally {
    /// One check, passed or not.
    pub(crate) const fn one(passed: bool) -> Self {
        if passed { Self { passed: 1, failed: 0 } } else { Self { passed: 0, failed: 1 } }
    }

    /// Adds what `line` says, when it is the closing line of a test program.
    ///
    /// Rust writes `test result: ok. 5 passed; 1 failed; …`, Node `ℹ pass 5` or `# pass 5`, and our
    /// published figures, one line a file, `… 5 passed, 1 failed, 2 not applicable`.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim();
        if line.starts_with("test result: ") || line.contains(" not applicable") {
            self.passed += number_before(line, " passed");
            self.failed += number_before(line, " failed");
        } else if let Some(result) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            self.passed += number_after(result, "pass ");
            self.failed += number_after(result, "fail ");
            self.failed += number_after(result, "cancelled ");
        }
    }

    /// The same, where a program that failed has at least one failure.
    pub(crate) const fn or_failed(self, succeeded: bool) -> Self {
        if succeeded || self.failed > 0 { self } else { Self { failed: 1, ..self } }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    text.split_once(word)
        .and_then(|(before, _)| before.rsplit(' ').next()?.parse().ok())
        .unwrap_or(0)
}

fn number_after(text: &str, word: &str) -> u64 {
    text.strip_prefix(word).and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_every_test_program_are_counted() {
        let mut tally = Tally::default();
        for line in [
            "running 7 tests",
            "test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            "test result: FAILED. 11 passed; 2 failed; 0 ignored",
            "ℹ tests 4",
            "ℹ pass 3",
            "ℹ fail 1",
            "# pass 20",
            "# cancelled 1",
            "vectors/rounding.json    41 passed,   2 failed,   3 not applicable (no such key)",
        ] {
            tally.read(line);
        }
        assert_eq!(tally, Tally { passed: 80, failed: 6 });
        assert_eq!(tally.to_string(), "80 passed, 6 failed");
    }

    #[test]
    fn a_program_that_failed_without_saying_so_counts_as_a_failure() {
        assert_eq!(Tally::default().or_failed(false), Tally { passed: 0, failed: 1 });
        assert_eq!(Tally::one(false).or_failed(false), Tally { passed: 0, failed: 1 });
        assert_eq!(Tally::one(true).or_failed(true), Tally { passed: 1, failed: 0 });
    }
}
