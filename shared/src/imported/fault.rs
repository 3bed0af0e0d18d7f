//! What is wrong with a line of a file, and what to write instead.

use chrono::NaiveDate;

use crate::date_text;
use crate::language::{Language, Say};
use crate::money::Money;

/// Faults told at once: enough to see a pattern, few enough to read.
pub const FAULTS_MAX: usize = 20;

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its number in the file, counted from one; the headings stand on the first.
    pub line: u32,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The file has headings only, or nothing at all.
    NoLines,
    /// More lines than are read.
    TooManyLines,
    /// It is not a table: a line has another number of cells than the headings.
    NotATable,
    /// A column that is needed is not there.
    ColumnMissing {
        /// What it should be called, in Chinese and English.
        column: (&'static str, &'static str),
        /// The headings as they should be, in Chinese and English.
        headings: (&'static str, &'static str),
    },
    /// A heading says 万元.
    InTenThousands {
        /// The heading.
        heading: String,
    },
    /// A cell that is not a day.
    NotADay {
        /// What stands there.
        text: String,
    },
    /// A day that has not come.
    AheadOfToday {
        /// The day.
        day: NaiveDate,
    },
    /// Days that run back after they ran forward, or the other way round.
    OutOfOrder,
    /// A cell that is not an amount.
    NotAnAmount {
        /// What stands there.
        text: String,
    },
    /// A balance that does not follow from the line before.
    BalanceBroken {
        /// What it should be.
        expected: Money,
    },
    /// The lines come to more than any small business has.
    TooMuch,
}

impl Fault {
    pub(super) const fn at(line: u32, kind: FaultKind) -> Self {
        Self { line, kind }
    }
}

impl Say for Fault {
    fn code(&self) -> &'static str {
        match self.kind {
            FaultKind::NoLines => "file_without_lines",
            FaultKind::TooManyLines => "file_too_long",
            FaultKind::NotATable => "line_not_of_the_table",
            FaultKind::ColumnMissing { .. } => "column_missing",
            FaultKind::InTenThousands { .. } => "column_in_ten_thousands",
            FaultKind::NotADay { .. } => "line_without_a_day",
            FaultKind::AheadOfToday { .. } => "line_ahead_of_today",
            FaultKind::OutOfOrder => "line_out_of_order",
            FaultKind::NotAnAmount { .. } => "line_without_an_amount",
            FaultKind::BalanceBroken { .. } => "balance_broken",
            FaultKind::TooMuch => "file_comes_to_too_much",
        }
    }

    fn say(&self, language: Language) -> String {
        let line = self.line.to_string();
        match language {
            Language::Zh => ["第", &line, "行：", &self.kind.zh()].concat(),
            Language::En => ["Line ", &line, ": ", &self.kind.en()].concat(),
        }
    }
}

impl FaultKind {
    fn zh(&self) -> String {
        match self {
            Self::NoLines => "没有流水，请导入带有表头和流水的文件。".to_owned(),
            Self::TooManyLines => "超过2万行，请只导出最近24个月。".to_owned(),
            Self::NotATable => {
                "列数与表头不同；金额里的千分位逗号请去掉，或把该格加上双引号。".to_owned()
            }
            Self::ColumnMissing { column, headings } => {
                ["缺少“", column.0, "”一列，表头请写成：", headings.0, "。"].concat()
            }
            Self::InTenThousands { heading } => {
                ["“", heading, "”以万元为单位，请改成以元为单位的金额。"].concat()
            }
            Self::NotADay { text } => ["“", text, "”不是日期，请写成2026-03-15这样。"].concat(),
            Self::AheadOfToday { day } => {
                [&date_text::format(*day), "还没有到，请核对日期。"].concat()
            }
            Self::OutOfOrder => "日期与前后行的顺序不一致，请按时间先后排列。".to_owned(),
            Self::NotAnAmount { text } => {
                ["“", text, "”不是金额，请写成以元为单位、不带负号的数字，如1234.50。"].concat()
            }
            Self::BalanceBroken { expected } => {
                ["余额与上一行接不上，应为", &expected.to_string(), "；请一个文件只导一个账户。"]
                    .concat()
            }
            Self::TooMuch => "合计金额过大，请核对单位是不是元。".to_owned(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::NoLines => "there are no lines; import a file with headings and lines.".to_owned(),
            Self::TooManyLines => {
                "more than 20,000 lines; export the last 24 months only.".to_owned()
            }
            Self::NotATable => "another number of cells than the headings; leave thousands separators out of amounts, or quote the cell."
                .to_owned(),
            Self::ColumnMissing { column, headings } => {
                ["there is no column “", column.1, "”; write the headings as: ", headings.1, "."]
                    .concat()
            }
            Self::InTenThousands { heading } => {
                ["“", heading, "” is in ten thousands of yuan; write amounts in yuan."].concat()
            }
            Self::NotADay { text } => {
                ["“", text, "” is not a day; write it like 2026-03-15."].concat()
            }
            Self::AheadOfToday { day } => {
                [&date_text::format(*day), " has not come; check the day."].concat()
            }
            Self::OutOfOrder => {
                "the day is out of order with the lines around it; sort them by time.".to_owned()
            }
            Self::NotAnAmount { text } => {
                ["“", text, "” is not an amount; write yuan without a minus sign, such as 1234.50."]
                    .concat()
            }
            Self::BalanceBroken { expected } => [
                "the balance does not follow from the line before, it should be ",
                &expected.to_string(),
                "; import one account per file.",
            ]
            .concat(),
            Self::TooMuch => "this comes to too much; check that amounts are in yuan.".to_owned(),
        }
    }
}
