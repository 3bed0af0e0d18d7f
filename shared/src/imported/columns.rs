//! A file as a table, and the cells of its lines as days and amounts.

use chrono::NaiveDate;

use super::fault::{FAULTS_MAX, Fault, FaultKind};
use super::{FileKind, Reading};
use crate::language::Language;
use crate::money::Money;

/// A file as it stands: headings, and the lines under them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileTable {
    headings: Row,
    rows: Vec<Row>,
}

/// One line of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, counted from one.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Headings are looked for in so many lines: banks write name and account above them.
const LINES_ABOVE_MAX: usize = 20;

/// What a column is called: first as we call it, then as banks' exports do.
pub(super) type Names = [&'static str];

pub(super) const DAY: &Names = &["日期", "date", "交易日期", "记账日期", "交易时间", "入账日期"];
pub(super) const PAID_IN: &Names =
    &["收入", "in", "收入金额", "贷方", "贷方发生额", "转入", "转入金额", "credit"];
pub(super) const PAID_OUT: &Names =
    &["支出", "out", "支出金额", "借方", "借方发生额", "转出", "转出金额", "debit"];
pub(super) const BALANCE: &Names = &["余额", "balance", "账户余额", "本次余额"];
pub(super) const OTHER_PARTY: &Names =
    &["对方", "counterparty", "对方户名", "对方名称", "对方账户名称"];
pub(super) const TAKEN: &Names = &["收款", "taken", "收款金额", "交易金额", "金额", "amount"];
pub(super) const REFUNDED: &Names = &["退款", "refunded", "退款金额", "refund"];

impl FileTable {
    /// The table in `rows`, which begins with the first line that names a column of days; what stands
    /// above it, and empty lines, are passed over.
    pub fn of(rows: Vec<Row>) -> Self {
        let mut rows: Vec<Row> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        let names_days = |row: &Row| {
            row.cells.iter().any(|cell| DAY.iter().any(|day| day.eq_ignore_ascii_case(cell.trim())))
        };
        let at = rows.iter().take(LINES_ABOVE_MAX).position(names_days).unwrap_or(0);
        let mut table = rows.split_off(at.min(rows.len()));
        let under = table.split_off(table.len().min(1));
        let headings = table.pop().unwrap_or(Row { line: 1, cells: Vec::new() });
        Self { headings, rows: under }
    }

    /// How many lines stand under the headings.
    pub const fn lines(&self) -> usize {
        self.rows.len()
    }

    /// The lines under the headings.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// A fault of the file as a whole, told where its headings stand.
    pub(super) const fn fault(&self, kind: FaultKind) -> Fault {
        Fault::at(self.headings.line, kind)
    }

    /// Every line that is not of the table: it has cells where the headings have none, or none where
    /// they have.
    pub(super) fn out_of_shape(&self) -> Vec<Fault> {
        let width = self.headings.width();
        let out = self.rows.iter().filter(|row| row.cells.len() < width || row.width() > width);
        out.take(FAULTS_MAX).map(|row| Fault::at(row.line, FaultKind::NotATable)).collect()
    }

    /// Where the column called one of `names` is.
    ///
    /// # Errors
    /// [`FaultKind::InTenThousands`] when its heading says 万元.
    pub(super) fn find(&self, names: &Names) -> Result<Option<usize>, Fault> {
        for (at, heading) in self.headings.cells.iter().enumerate() {
            let (name, unit) = name_and_unit(heading);
            if names.iter().any(|own| own.eq_ignore_ascii_case(name)) {
                if unit.contains('万') {
                    let heading = heading.clone();
                    return Err(self.fault(FaultKind::InTenThousands { heading }));
                }
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// The same for a column that must be there.
    ///
    /// # Errors
    /// [`FaultKind::ColumnMissing`], or that it is in 万元.
    pub(super) fn need(&self, kind: FileKind, names: &'static Names) -> Result<usize, Fault> {
        let pair = |names: &'static Names| {
            (names.first().copied().unwrap_or(""), names.get(1).copied().unwrap_or(""))
        };
        let headings = (kind.headings(Language::Zh), kind.headings(Language::En));
        let missing = FaultKind::ColumnMissing { column: pair(names), headings };
        self.find(names)?.ok_or_else(|| self.fault(missing))
    }
}

/// `收入(万元)` as `收入` and `万元`.
fn name_and_unit(heading: &str) -> (&str, &str) {
    let heading = heading.trim();
    match heading.split_once(['(', '（']) {
        Some((name, unit)) => (name.trim(), unit.trim_end_matches([')', '）'])),
        None => (heading, ""),
    }
}

impl Row {
    fn is_empty(&self) -> bool {
        self.width() == 0
    }

    /// How many cells there are up to the last one that is not empty.
    fn width(&self) -> usize {
        let last = self.cells.iter().rposition(|cell| !cell.trim().is_empty());
        last.map_or(0, |last| last.saturating_add(1))
    }

    /// The text in a column; empty when there is none.
    pub(super) fn text(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", |cell| cell.trim())
    }

    /// The day in a column, however banks write it; a time of day after it is passed over.
    pub(super) fn day(&self, reading: Reading<'_>, column: usize) -> Result<NaiveDate, Fault> {
        let text = self.text(Some(column));
        let not_a_day = || Fault::at(self.line, FaultKind::NotADay { text: text.to_owned() });
        let day = parse_day(text).ok_or_else(not_a_day)?;
        if day > reading.today {
            return Err(Fault::at(self.line, FaultKind::AheadOfToday { day }));
        }
        Ok(day)
    }

    /// The amount in a column; an empty cell is nothing.
    pub(super) fn amount(&self, column: Option<usize>) -> Result<Money, Fault> {
        let text = self.text(column);
        if text.is_empty() || text == "-" {
            return Ok(Money::ZERO);
        }
        Money::parse_typed(text)
            .map_err(|_| Fault::at(self.line, FaultKind::NotAnAmount { text: text.to_owned() }))
    }
}

/// `2026-03-15`, `2026/3/15`, `2026.3.15`, `2026年3月15日` or `20260315`, with or without a time of day.
fn parse_day(text: &str) -> Option<NaiveDate> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let first = numbers.next()?;
    let (year, month, day) = if first.len() == 8 {
        (first.get(..4)?, first.get(4..6)?, first.get(6..)?)
    } else {
        (first, numbers.next()?, numbers.next()?)
    };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `rows` in the order of time; a file may run either way.
///
/// # Errors
/// [`FaultKind::OutOfOrder`] for the first line that turns back.
pub(super) fn in_order<T>(
    mut rows: Vec<(u32, T)>,
    day_of: impl Fn(&T) -> NaiveDate,
) -> Result<Vec<(u32, T)>, Fault> {
    let backward = match (rows.first(), rows.last()) {
        (Some((_, first)), Some((_, last))) => day_of(first) > day_of(last),
        _ => false,
    };
    if backward {
        rows.reverse();
    }
    let turned = rows.windows(2).find_map(|pair| match pair {
        [(_, one), (line, other)] if day_of(one) > day_of(other) => Some(*line),
        _ => None,
    });
    match turned {
        Some(line) => Err(Fault::at(line, FaultKind::OutOfOrder)),
        None => Ok(rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_however_banks_write_them() {
        let march = NaiveDate::from_ymd_opt(2026, 3, 15);
        for text in [
            "2026-03-15",
            "2026/3/15",
            "2026.3.15",
            "2026年3月15日",
            "20260315",
            "2026-03-15 09:30:00",
        ] {
            assert_eq!(parse_day(text), march, "{text}");
        }
        for text in ["", "15/03/2026", "2026-13-01", "2026-02-30", "yesterday", "2026"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_says_its_unit_behind_its_name() {
        assert_eq!(name_and_unit(" 收入（万元） "), ("收入", "万元"));
        assert_eq!(name_and_unit("余额"), ("余额", ""));
    }
}
