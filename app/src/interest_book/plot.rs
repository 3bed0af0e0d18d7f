//! The course of a balance as shapes: plain arithmetic, no pictures.

use chrono::NaiveDate;
use shared::{loan::InterestLine, money::Money};

/// Height of the box.
const HEIGHT: i64 = 100;
/// Most steps drawn: a phone's width shows no more apart.
const MOST_STEPS: usize = 240;

/// The balance of each night, and where something changed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// How many nights.
    pub nights: usize,
    /// The highest balance.
    pub most: Money,
    /// The first night.
    pub first: Option<NaiveDate>,
    /// The last night.
    pub last: Option<NaiveDate>,
    balances: Vec<i64>,
    changes: Vec<usize>,
}

impl Course {
    /// The course of a book.
    pub fn of(lines: &[InterestLine]) -> Self {
        let mut course = Self::default();
        for line in lines {
            match line {
                InterestLine::Night { on, balance, .. } => {
                    course.balances.push(balance.fen());
                    course.most = course.most.max(*balance);
                    course.first = course.first.or(Some(*on));
                    course.last = Some(*on);
                }
                InterestLine::Paid { .. } | InterestLine::Changed { .. } => {
                    course.changes.push(course.balances.len());
                }
                InterestLine::Drawn { .. }
                | InterestLine::Due { .. }
                | InterestLine::Penalty { .. } => {}
            }
        }
        course.nights = course.balances.len();
        course
    }

    /// Width and height of the box the paths are drawn in.
    pub fn size(&self) -> (i64, i64) {
        (i64::try_from(self.nights.max(1)).unwrap_or(i64::MAX), HEIGHT)
    }

    /// The area under the balance, its line, and an upright dash where something changed.
    pub fn paths(&self) -> [String; 3] {
        let most = i128::from(self.most.fen().max(1));
        let step = self.nights.div_ceil(MOST_STEPS).max(1);
        let mut line = String::new();
        for (position, fen) in self.balances.iter().enumerate().step_by(step) {
            let y = i128::from(HEIGHT) * 100 - i128::from(*fen) * i128::from(HEIGHT) * 100 / most;
            let y = [(y / 100).to_string(), ".".to_owned(), two(y % 100)].concat();
            let command = if position == 0 { "M" } else { "H" };
            line.push_str(command);
            line.push_str(&position.to_string());
            line.push_str(if position == 0 { " " } else { "V" });
            line.push_str(&y);
        }
        if self.nights > 0 {
            line.push('H');
            line.push_str(&self.nights.to_string());
        }
        let area = [&line, "V", &HEIGHT.to_string(), "H0z"].concat();
        let dash = |at: &usize| ["M", &at.to_string(), " 0V", &HEIGHT.to_string()].concat();
        let mut changes = self.changes.clone();
        changes.dedup();
        [area, line, changes.iter().map(dash).collect()]
    }
}

fn two(hundredths: i128) -> String {
    let text = hundredths.to_string();
    if text.len() < 2 { ["0", &text].concat() } else { text }
}

#[cfg(test)]
mod tests {
    use shared::rate::AnnualRate;

    use super::*;

    fn night(day: u32, yuan: i64) -> InterestLine {
        InterestLine::Night {
            on: NaiveDate::from_ymd_opt(2026, 1, day).expect("a day"),
            balance: Money::from_yuan(yuan).expect("an amount"),
            annual_rate: AnnualRate::ZERO,
            part_of_year: "1/360".to_owned(),
            interest: "0.0000000000".to_owned(),
        }
    }

    #[test]
    fn a_balance_that_halves_steps_down_half_way() {
        let course = Course::of(&[night(1, 100), night(2, 50)]);
        let [area, line, changes] = course.paths();
        assert_eq!(line, "M0 0.00H1V50.00H2");
        assert_eq!(area, "M0 0.00H1V50.00H2V100H0z");
        assert_eq!((changes.as_str(), course.size()), ("", (2, 100)));
    }

    #[test]
    fn a_book_without_nights_has_an_empty_course() {
        let course = Course::of(&[]);
        assert_eq!((course.nights, course.paths()[1].as_str()), (0, ""));
    }
}
