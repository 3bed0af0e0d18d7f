//! One bank account: what came in, what it held, and for how long there are statements.

use chrono::NaiveDate;

use super::columns::{BALANCE, DAY, FileTable, OTHER_PARTY, PAID_IN, PAID_OUT, Row, in_order};
use super::fault::{FAULTS_MAX, Fault, FaultKind};
use super::{Figures, FileKind, Reading, figures as figures_of, months_without_gap};
use crate::calendar::add_months;
use crate::facts::Metric;
use crate::money::Money;
use crate::rounding::Rounding;

/// Months whose balances are averaged.
const AVERAGED_MONTHS: i32 = 6;

/// Months whose inflow counts.
const INFLOW_MONTHS: i32 = 12;

/// One line of an account.
struct Line {
    day: NaiveDate,
    paid_in: Money,
    paid_out: Money,
    balance: Money,
    is_own_transfer: bool,
}

/// Where the columns are.
struct Columns {
    day: usize,
    paid_in: usize,
    paid_out: usize,
    balance: usize,
    other_party: Option<usize>,
}

impl Columns {
    fn of(table: &FileTable) -> Result<Self, Fault> {
        let need = |names| table.need(FileKind::Bank, names);
        Ok(Self {
            day: need(DAY)?,
            paid_in: need(PAID_IN)?,
            paid_out: need(PAID_OUT)?,
            balance: need(BALANCE)?,
            other_party: table.find(OTHER_PARTY)?,
        })
    }

    fn line(&self, reading: Reading<'_>, row: &Row) -> Result<Line, Fault> {
        let other_party = row.text(self.other_party);
        Ok(Line {
            day: row.day(reading, self.day)?,
            paid_in: row.amount(Some(self.paid_in))?,
            paid_out: row.amount(Some(self.paid_out))?,
            balance: row.amount(Some(self.balance))?,
            is_own_transfer: reading.own_names.contains(&other_party),
        })
    }
}

/// Inflow of twelve months without own transfers, average balance of six, months of statements.
pub(super) fn figures(reading: Reading<'_>, table: &FileTable) -> Result<Figures, Vec<Fault>> {
    let columns = Columns::of(table).map_err(|fault| vec![fault])?;
    let mut lines = Vec::with_capacity(table.rows().len());
    let mut faults = Vec::new();
    for row in table.rows() {
        match columns.line(reading, row) {
            Ok(line) => lines.push((row.line, line)),
            Err(fault) if faults.len() < FAULTS_MAX => faults.push(fault),
            Err(_) => break,
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let lines = in_order(lines, |line| line.day).map_err(|fault| vec![fault])?;
    follows(&lines).map_err(|fault| vec![fault])?;
    let lines: Vec<Line> = lines.into_iter().map(|(_, line)| line).collect();
    let days: Vec<NaiveDate> = lines.iter().map(|line| line.day).collect();
    let too_much = || vec![table.fault(FaultKind::TooMuch)];
    let inflow = inflow(&lines).ok_or_else(too_much)?;
    let average = average_balance(&lines).ok_or_else(too_much)?;
    let values = [
        (Metric::BankInflow12Months, inflow.fen()),
        (Metric::AverageBalance, average.fen()),
        (Metric::MonthsOfStatements, months_without_gap(&days)),
    ];
    figures_of(reading, table, &days, &values)
}

/// Whether each balance is the one before, plus what came in, less what went out.
fn follows(lines: &[(u32, Line)]) -> Result<(), Fault> {
    for pair in lines.windows(2) {
        let [(_, before), (number, line)] = pair else { continue };
        let expected = before
            .balance
            .checked_add(line.paid_in)
            .and_then(|sum| sum.checked_sub(line.paid_out))
            .unwrap_or(Money::ZERO);
        if expected != line.balance {
            return Err(Fault::at(*number, FaultKind::BalanceBroken { expected }));
        }
    }
    Ok(())
}

fn inflow(lines: &[Line]) -> Option<Money> {
    let after = add_months(lines.last()?.day, INFLOW_MONTHS.checked_neg()?)?;
    let counted = lines.iter().filter(|line| line.day > after && !line.is_own_transfer);
    Money::checked_sum(counted.map(|line| line.paid_in))
}

/// The mean of the balances at the end of each day, from six months before the latest line or, in a
/// shorter file, from its first.
fn average_balance(lines: &[Line]) -> Option<Money> {
    let (first, last) = (lines.first()?.day, lines.last()?.day);
    let after = add_months(last, AVERAGED_MONTHS.checked_neg()?)?;
    let from = after.succ_opt()?.max(first);
    let end = last.succ_opt()?;
    let mut sum = 0_i128;
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at.checked_add(1)?).map_or(end, |next| next.day);
        let held = next.signed_duration_since(line.day.max(from)).num_days().max(0);
        sum = sum.checked_add(i128::from(line.balance.fen()).checked_mul(i128::from(held))?)?;
    }
    let days = i128::from(end.signed_duration_since(from).num_days());
    let fen = Rounding::HalfUp.div(sum, days)?;
    i64::try_from(fen).ok().map(Money::from_fen)
}
