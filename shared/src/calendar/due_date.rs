//! Month arithmetic on civil dates.

use chrono::{Datelike as _, Months, NaiveDate};

/// `anchor` moved by `months`, clamped to the end of a shorter month.
///
/// `None` when the date leaves the calendar's range.
pub fn add_months(anchor: NaiveDate, months: i32) -> Option<NaiveDate> {
    let magnitude = Months::new(months.unsigned_abs());
    if months < 0 {
        anchor.checked_sub_months(magnitude)
    } else {
        anchor.checked_add_months(magnitude)
    }
}

/// The day numbered `day` in the month of `month_of`, or its last day when the month is
/// shorter. `None` for day 0.
pub fn day_in_month(month_of: NaiveDate, day: u32) -> Option<NaiveDate> {
    month_of.with_day(day).or_else(|| if day >= 28 { month_end(month_of) } else { None })
}

/// The last day of the month of `date`.
pub fn month_end(date: NaiveDate) -> Option<NaiveDate> {
    date.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// Whether `date` is the last day of its month.
pub fn is_month_end(date: NaiveDate) -> bool {
    date.succ_opt().is_none_or(|next| next.day() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    #[test]
    fn months_clamp_from_the_anchor() {
        for (months, expected) in [
            (0, "2026-01-31"),
            (1, "2026-02-28"),
            (2, "2026-03-31"),
            (25, "2028-02-29"),
            (-2, "2025-11-30"),
        ] {
            assert_eq!(add_months(date("2026-01-31"), months), Some(date(expected)));
        }
    }

    #[test]
    fn a_missing_day_is_the_last_of_the_month() {
        assert_eq!(day_in_month(date("2026-02-03"), 30), Some(date("2026-02-28")));
        assert_eq!(day_in_month(date("2026-02-03"), 21), Some(date("2026-02-21")));
        assert_eq!(day_in_month(date("2026-02-03"), 0), None);
        assert!(is_month_end(date("2024-02-29")) && !is_month_end(date("2024-02-28")));
    }
}
