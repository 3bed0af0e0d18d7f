//! A repayment schedule as shapes: plain arithmetic, no pictures.
//!
//! The plot is a box [`HEIGHT`] high and [`COLUMN`] wide per instalment, y pointing down; it is
//! stretched to its place on the screen. Shapes only: the words around it are HTML.

use shared::{money::Money, schedule::Schedule};

use super::path::{self, SCALE, horizontal, point, vertical};

/// Height of the box.
pub const HEIGHT: i64 = 100;
/// Width of one instalment's column.
pub const COLUMN: i64 = 10;
/// Free space on both sides of a bar.
const GAP: i64 = 2;

/// The series of a schedule as SVG path data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plot {
    /// Columns of the box.
    pub columns: i64,
    /// Lines at the top, the middle and the bottom.
    pub grid: String,
    /// Principal of each instalment: bars from the bottom.
    pub principal: String,
    /// Interest of each instalment: bars on top of those.
    pub interest: String,
    /// Balance from the drawdown to zero: a line of steps.
    pub balance: String,
}

impl Plot {
    /// Draws `schedule`; at most [`Plot::MOST_COLUMNS`] bars, longer ones summed in groups.
    pub fn of(schedule: &Schedule) -> Self {
        let together = schedule.instalments.len().div_ceil(Self::MOST_COLUMNS).max(1);
        let columns: Vec<Column> = schedule.instalments.chunks(together).map(Column::of).collect();
        let tallest = columns.iter().map(|column| column.principal + column.interest).max();
        let tallest = tallest.unwrap_or(0).max(1);
        let largest = schedule.principal.fen().max(1);
        let mut plot =
            Self { columns: i64::try_from(columns.len()).unwrap_or(0), ..Self::default() };
        for height in [0, HEIGHT / 2, HEIGHT] {
            point(&mut plot.grid, 'M', 0, height * SCALE);
            horizontal(&mut plot.grid, plot.columns * COLUMN * SCALE);
        }
        point(&mut plot.balance, 'M', 0, 0);
        for (position, column) in (0_i64..).zip(&columns) {
            let left = (position * COLUMN + GAP) * SCALE;
            let principal = path::scaled(column.principal, tallest, HEIGHT);
            let interest = path::scaled(column.interest, tallest, HEIGHT);
            bar(&mut plot.principal, left, HEIGHT * SCALE - principal, principal);
            bar(&mut plot.interest, left, HEIGHT * SCALE - principal - interest, interest);
            let right = (position + 1) * COLUMN * SCALE;
            let below = HEIGHT * SCALE - path::scaled(column.balance_after, largest, HEIGHT);
            horizontal(&mut plot.balance, right);
            vertical(&mut plot.balance, below);
        }
        plot
    }

    /// The most bars a phone's width can show apart.
    pub const MOST_COLUMNS: usize = 60;
}

struct Column {
    principal: i64,
    interest: i64,
    balance_after: i64,
}

impl Column {
    fn of(instalments: &[shared::schedule::Instalment]) -> Self {
        let sum = |amount: fn(&shared::schedule::Instalment) -> Money| {
            instalments.iter().map(|instalment| amount(instalment).fen()).sum()
        };
        Self {
            principal: sum(|instalment| instalment.principal),
            interest: sum(|instalment| instalment.interest),
            balance_after: instalments.last().map_or(0, |last| last.balance_after.fen()),
        }
    }
}

fn bar(path: &mut String, left: i64, top: i64, height: i64) {
    let width = (COLUMN - 2 * GAP) * SCALE;
    point(path, 'M', left, top);
    path.push('h');
    path::number(path, width);
    path.push('v');
    path::number(path, height);
    path.push('h');
    path::number(path, -width);
    path.push('z');
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use shared::{
        calendar::Calendar,
        rate::AnnualRate,
        schedule::{RepaymentMethod, TermMonths, Terms},
    };

    use super::*;

    fn schedule(months: u16) -> Schedule {
        let terms = Terms::new(
            Money::from_fen(30_000_000),
            AnnualRate::from_basis_points(385).expect("a rate"),
            NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"),
            TermMonths::new(months).expect("a term"),
            RepaymentMethod::EqualPrincipal,
        );
        Schedule::build(&terms, &Calendar::china()).expect("a schedule")
    }

    #[test]
    fn there_is_one_bar_per_instalment_and_the_line_ends_at_zero() {
        let plot = Plot::of(&schedule(12));
        assert_eq!(plot.columns, 12);
        assert_eq!(plot.principal.matches('M').count(), 12);
        assert!(plot.balance.starts_with("M0 0H10V"));
        assert!(plot.balance.ends_with("H120V100"));
    }

    #[test]
    fn a_long_loan_is_drawn_in_groups() {
        let plot = Plot::of(&schedule(360));
        assert_eq!(plot.columns, 60);
    }
}
