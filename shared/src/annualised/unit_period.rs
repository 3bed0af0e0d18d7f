//! Unit periods: how dates become whole periods and odd fractions.

use chrono::NaiveDate;

use super::flow::{Flow, UnitFlow, float};
use crate::calendar::add_months;
use crate::day_count::actual_days;
use crate::schedule::Frequency;

/// The period whose rate is solved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitPeriod {
    /// So many weeks, 1 or 2.
    Weeks(u16),
    /// So many months, 1 to 12.
    Months(u16),
}

impl UnitPeriod {
    /// The unit period of a regular schedule.
    pub fn of(frequency: Frequency) -> Self {
        match frequency {
            Frequency::Weekly => Self::Weeks(1),
            Frequency::Fortnightly => Self::Weeks(2),
            // Days have no whole number of steps a year: months place them, with odd days.
            Frequency::Monthly | Frequency::Days(_) => Self::Months(1),
            Frequency::Quarterly => Self::Months(3),
            Frequency::HalfYearly => Self::Months(6),
            Frequency::Yearly => Self::Months(12),
            Frequency::Months(months) => Self::Months(u16::from(months)),
        }
    }

    /// The week or fortnight when every interval is one or two weeks, else the month.
    pub fn most_common(flows: &[Flow]) -> Self {
        let mut dates: Vec<NaiveDate> = flows.iter().map(|flow| flow.on).collect();
        crate::short_list::sort_by(&mut dates, Ord::cmp);
        dates.dedup();
        let mut intervals =
            dates.iter().zip(dates.iter().skip(1)).map(|(a, b)| actual_days(*a, *b));
        if dates.len() < 3 {
            return Self::Months(1);
        }
        let weekly = |days: i64| days == 7;
        let fortnightly = |days: i64| days == 14;
        if intervals.clone().all(weekly) {
            Self::Weeks(1)
        } else if intervals.all(fortnightly) {
            Self::Weeks(2)
        } else {
            Self::Months(1)
        }
    }

    /// This unit, or the month or week where a year is no whole number of them.
    #[must_use]
    pub const fn dividing_the_year(self) -> Self {
        match self {
            Self::Weeks(1 | 2 | 4 | 13 | 26 | 52) | Self::Months(1 | 2 | 3 | 4 | 6 | 12) => self,
            Self::Weeks(_) => Self::Weeks(1),
            Self::Months(_) => Self::Months(1),
        }
    }

    /// How many unit periods a year has, as a fraction: months over 12, weeks over 52.
    pub const fn per_year(self) -> (u16, u16) {
        match self {
            Self::Weeks(weeks) => (52, weeks),
            Self::Months(months) => (12, months),
        }
    }
}

/// When a flow falls, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    /// Whole unit periods after the first flow.
    pub(super) periods: u32,
    /// The odd fraction on top: numerator.
    pub(super) odd: u32,
    /// And denominator, above 0.
    pub(super) of: u32,
}

/// Flows as unit periods after the first one.
#[expect(clippy::float_arithmetic, reason = "the solver works on floats")]
pub(super) fn placed(flows: &[Flow], unit: UnitPeriod) -> Vec<UnitFlow> {
    let Some(origin) = flows.iter().map(|flow| flow.on).min() else { return Vec::new() };
    flows
        .iter()
        .map(|flow| {
            let Placement { periods, odd, of } = place(origin, flow.on, unit);
            UnitFlow { periods, odd: f64::from(odd) / f64::from(of), amount: float(flow.amount) }
        })
        .collect()
}

/// Where `date` lies after `origin`.
pub(super) fn place(origin: NaiveDate, date: NaiveDate, unit: UnitPeriod) -> Placement {
    match unit {
        UnitPeriod::Weeks(weeks) => in_weeks(origin, date, weeks),
        UnitPeriod::Months(months) => in_months(origin, date, months),
    }
}

fn in_weeks(origin: NaiveDate, date: NaiveDate, weeks: u16) -> Placement {
    let unit = u32::from(weeks.max(1)).saturating_mul(7);
    let days = u32::try_from(actual_days(origin, date)).unwrap_or(0);
    let periods = days.checked_div(unit).unwrap_or(0);
    Placement { periods, odd: days.saturating_sub(periods.saturating_mul(unit)), of: unit }
}

/// Whole months are counted back from the date, odd days are thirtieths of a month
/// (Regulation Z Appendix J (b)(5)); a date on the origin's grid is always whole.
fn in_months(origin: NaiveDate, date: NaiveDate, months: u16) -> Placement {
    let (count, days) = months_and_days(origin, date);
    let unit = u32::from(months.max(1));
    let periods = count.checked_div(unit).unwrap_or(0);
    let rest = count.saturating_sub(periods.saturating_mul(unit));
    let odd = rest.saturating_mul(30).saturating_add(days);
    Placement { periods, odd, of: unit.saturating_mul(30) }
}

/// Whole months and odd days from `origin` to a later `date`.
fn months_and_days(origin: NaiveDate, date: NaiveDate) -> (u32, u32) {
    let days = u32::try_from(actual_days(origin, date)).unwrap_or(0);
    // Never too few: a year of months is at most 366 days.
    let at_most = days.saturating_mul(12).saturating_div(365).saturating_add(1);
    let mut months = i32::try_from(at_most).unwrap_or(0);
    while months > 0 {
        if add_months(origin, months) == Some(date) {
            return (months.unsigned_abs(), 0);
        }
        match add_months(date, months.saturating_neg()) {
            Some(back) if back >= origin => {
                let odd = u32::try_from(actual_days(origin, back)).unwrap_or(0);
                return (months.unsigned_abs(), odd);
            }
            _ => months = months.saturating_sub(1),
        }
    }
    (0, days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_back_from_the_later_date() {
        let date = |text| crate::date_text::parse(text).unwrap();
        for (origin, later, expected) in [
            ("1978-02-10", "1978-04-01", (1, 19)),
            ("2026-01-31", "2026-02-28", (1, 0)),
            ("2026-01-31", "2026-03-31", (2, 0)),
            ("2026-01-15", "2026-01-20", (0, 5)),
            ("2026-01-15", "2027-01-15", (12, 0)),
            ("2026-01-15", "2026-01-15", (0, 0)),
        ] {
            assert_eq!(months_and_days(date(origin), date(later)), expected, "{origin} {later}");
        }
    }
}
