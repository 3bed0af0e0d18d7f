//! Card and QR takings: what customers paid, and for how long.

use chrono::NaiveDate;

use super::columns::{DAY, FileTable, REFUNDED, TAKEN, in_order};
use super::fault::{FAULTS_MAX, Fault, FaultKind};
use super::{Figures, FileKind, Reading, figures as figures_of, months_without_gap};
use crate::calendar::add_months;
use crate::facts::Metric;
use crate::money::Money;

/// Months whose takings count.
const TAKINGS_MONTHS: i32 = 12;

/// One line of takings.
struct Line {
    day: NaiveDate,
    taken: Money,
    refunded: Money,
}

/// Takings of twelve months less refunds, and months with takings.
pub(super) fn figures(reading: Reading<'_>, table: &FileTable) -> Result<Figures, Vec<Fault>> {
    let one = |fault| vec![fault];
    let day = table.need(FileKind::Takings, DAY).map_err(one)?;
    let taken = table.need(FileKind::Takings, TAKEN).map_err(one)?;
    let refunded = table.find(REFUNDED).map_err(one)?;
    let mut lines = Vec::with_capacity(table.rows().len());
    let mut faults = Vec::new();
    for row in table.rows() {
        let line = row.day(reading, day).and_then(|day| {
            let (taken, refunded) = (row.amount(Some(taken))?, row.amount(refunded)?);
            Ok(Line { day, taken, refunded })
        });
        match line {
            Ok(line) => lines.push((row.line, line)),
            Err(fault) if faults.len() < FAULTS_MAX => faults.push(fault),
            Err(_) => break,
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let lines = in_order(lines, |line| line.day).map_err(one)?;
    let lines: Vec<Line> = lines.into_iter().map(|(_, line)| line).collect();
    let days: Vec<NaiveDate> = lines.iter().map(|line| line.day).collect();
    let sum = takings(&lines).ok_or_else(|| one(table.fault(FaultKind::TooMuch)))?;
    let values = [
        (Metric::Takings12Months, sum.fen()),
        (Metric::MonthsOfTakings, months_without_gap(&days)),
    ];
    figures_of(reading, table, &days, &values)
}

/// What was taken less what was refunded, not below nothing.
fn takings(lines: &[Line]) -> Option<Money> {
    let after = add_months(lines.last()?.day, TAKINGS_MONTHS.checked_neg()?)?;
    let counted = || lines.iter().filter(|line| line.day > after);
    let taken = Money::checked_sum(counted().map(|line| line.taken))?;
    let refunded = Money::checked_sum(counted().map(|line| line.refunded))?;
    taken.checked_sub(refunded).map(|sum| sum.max(Money::ZERO))
}
