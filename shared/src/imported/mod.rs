//! Statements a borrower imports from a file: the lines of a bank account, or what customers paid.
//!
//! The figures are worked out here, from the lines, the way a bank or a payment institution works out
//! its own. The file remains the borrower's own word ([`Source::Imported`]): anybody can edit a file.
//! What it may do: stand beside the record of the bank that keeps the account, so that a difference is
//! found; show a person what to look for where no record can be had; spare the borrower typing. What it
//! may not do: verify anything, raise a limit, approve. A figure that only a file knows is missing, and
//! the case goes to a person, who sees it.
//!
//! Start at [`read`]. The file is not kept: its figures, its days and its digest are, and the digest
//! proves which file they came from.

mod bank;
mod columns;
mod fault;
mod takings;

pub use columns::{FileTable, Row};
pub use fault::{FAULTS_MAX, Fault, FaultKind};

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::canonical::Digest;
use crate::consent::ConsentKind;
use crate::facts::{FactOutOfRange, Facts, Metric, Segment, Source};
use crate::language::Language;
use crate::timestamp::Timestamp;

/// Lines a file may have: two years of a busy till.
pub const LINES_MAX: usize = 20_000;

/// What a file is a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// One bank account of the business: day, money in, money out, balance.
    Bank,
    /// Card and QR takings: day, taken, refunded.
    Takings,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Bank, Self::Takings];

    /// The kind called `key` in addresses.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The stable text used in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Takings => "takings",
        }
    }

    /// Where the borrower is asked for it: beside the authorisation to ask for the record itself.
    pub fn beside(kind: ConsentKind) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.record() == kind.source())
    }

    /// Whose record it is a copy of.
    pub const fn record(self) -> Source {
        match self {
            Self::Bank => Source::Bank,
            Self::Takings => Source::Takings,
        }
    }

    /// The first line of such a file, as it should be written.
    pub const fn headings(self, language: Language) -> &'static str {
        match self {
            Self::Bank => language.pick("日期,收入,支出,余额", "date,in,out,balance"),
            Self::Takings => language.pick("日期,收款,退款", "date,taken,refunded"),
        }
    }
}

/// A file as it was imported: what it says, of which days, and which file it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportedFile {
    /// What it is a copy of.
    pub kind: FileKind,
    /// Digest of the file's text.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub file: Digest,
    /// How many lines were read.
    pub lines: u32,
    /// Day of the earliest line.
    #[serde(with = "crate::date_text")]
    pub first_day: NaiveDate,
    /// Day of the latest line: the day its figures are of.
    #[serde(with = "crate::date_text")]
    pub last_day: NaiveDate,
    /// When it was imported.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub imported_at: Timestamp,
    /// What the lines come to.
    pub figures: Facts,
}

/// What a file is read with.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// What it is a copy of.
    pub kind: FileKind,
    /// The kind of borrower.
    pub segment: Segment,
    /// Names of the business and of its owner: money from them is a transfer of their own.
    pub own_names: &'a [&'a str],
    /// Today at the bank.
    pub today: NaiveDate,
}

/// What the lines of a file come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Day of the earliest line.
    pub first_day: NaiveDate,
    /// Day of the latest line.
    pub last_day: NaiveDate,
    /// The figures, of the latest day, from [`Source::Imported`].
    pub facts: Facts,
}

/// The figures of a file.
///
/// Lines may run forward or backward in time. The twelve and six months end with the latest line.
///
/// # Rounding
/// The average balance half up to the fen, once; everything else is exact.
///
/// # Errors
/// Every [`Fault`] with its line, at most [`FAULTS_MAX`], never empty: a column is missing or in 万元, a
/// day or an amount cannot be read, a day has not come, lines run both ways, a balance does not follow
/// from the line before, there is no line or more than [`LINES_MAX`].
pub fn read(reading: Reading<'_>, table: &FileTable) -> Result<Figures, Vec<Fault>> {
    if table.rows().is_empty() {
        return Err(vec![table.fault(FaultKind::NoLines)]);
    }
    if table.rows().len() > LINES_MAX {
        return Err(vec![table.fault(FaultKind::TooManyLines)]);
    }
    let out_of_shape = table.out_of_shape();
    if !out_of_shape.is_empty() {
        return Err(out_of_shape);
    }
    match reading.kind {
        FileKind::Bank => bank::figures(reading, table),
        FileKind::Takings => takings::figures(reading, table),
    }
}

/// Figures of the last of `days`, which are in order and not empty.
fn figures(
    reading: Reading<'_>,
    table: &FileTable,
    days: &[NaiveDate],
    values: &[(Metric, i64)],
) -> Result<Figures, Vec<Fault>> {
    let (Some(first_day), Some(last_day)) = (days.first().copied(), days.last().copied()) else {
        return Err(vec![table.fault(FaultKind::NoLines)]);
    };
    let mut facts = Facts::new(reading.segment);
    for (metric, value) in values {
        facts
            .set(*metric, *value, Source::Imported, last_day)
            .map_err(|FactOutOfRange { .. }| vec![table.fault(FaultKind::TooMuch)])?;
    }
    Ok(Figures { first_day, last_day, facts })
}

/// Months in a row with a line, counted back from the month of the latest; `days` are in order.
fn months_without_gap(days: &[NaiveDate]) -> i64 {
    let month = |day: NaiveDate| {
        i64::from(day.year()).saturating_mul(12).saturating_add(i64::from(day.month0()))
    };
    let mut months = 0_i64;
    let mut expected = None;
    for day in days.iter().rev().map(|day| month(*day)) {
        match expected {
            Some(expected) if day > expected => {}
            Some(expected) if day < expected => break,
            _ => {
                months = months.saturating_add(1);
                expected = day.checked_sub(1);
            }
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> Vec<NaiveDate> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn months_are_counted_back_to_the_first_gap() {
        for (texts, months) in [
            (&["2026-11-20"][..], 1),
            (&["2026-09-01", "2026-10-31", "2026-10-31", "2026-11-01"], 3),
            (&["2025-12-31", "2026-01-01"], 2),
            (&["2026-07-05", "2026-09-01", "2026-10-02"], 2),
        ] {
            assert_eq!(months_without_gap(&days(texts)), months, "{texts:?}");
        }
    }
}
