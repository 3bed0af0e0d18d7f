//! Business days and how a date that is none of them moves.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::china;

/// How a date on a non-business day moves.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum BusinessDayConvention {
    /// It stays.
    Unadjusted,
    /// To the next business day (Civil Code 203).
    #[default]
    Following,
    /// To the next business day, unless that is in the next month: then to the previous.
    ModifiedFollowing,
    /// To the previous business day.
    Preceding,
    /// To the next business day, unless that is in another half-month (1–15, 16–end).
    ModifiedFollowingBiMonthly,
    /// To the previous business day, unless that is in the previous month: then to the next.
    ModifiedPreceding,
    /// Sunday and Monday to the next business day, any other day to the previous.
    Nearest,
}

/// Which days are business days, and up to when the answer is known.
///
/// Saturdays and Sundays are closed unless listed as working; listed holidays are
/// closed. After `valid_through` only weekends are known and the answer is provisional.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    weekends_closed: bool,
    holidays: Cow<'static, [u16]>,
    working_weekends: Cow<'static, [u16]>,
    valid_through: Option<NaiveDate>,
}

/// No holiday season is longer; a search that does not end within it is abandoned.
const LONGEST_CLOSURE_DAYS: u32 = 60;

impl Calendar {
    /// China's calendar by the State Council's notices 2014–2026, with make-up working
    /// weekends 调休上班.
    ///
    /// # Source
    /// State Council holiday notices as transcribed by chinese_calendar 1.11 (MIT);
    /// holiday-cn and QuantLib's inter-bank calendar agree on every day.
    pub fn china() -> Self {
        Self {
            weekends_closed: true,
            holidays: Cow::Borrowed(china::HOLIDAYS),
            working_weekends: Cow::Borrowed(china::WORKING_WEEKENDS),
            valid_through: NaiveDate::from_ymd_opt(china::LAST_NOTICE_YEAR, 12, 31),
        }
    }

    /// Only Saturdays and Sundays are closed; never provisional.
    pub const fn weekends_only() -> Self {
        Self {
            weekends_closed: true,
            holidays: Cow::Borrowed(&[]),
            working_weekends: Cow::Borrowed(&[]),
            valid_through: None,
        }
    }

    /// Every day is a business day; never provisional.
    pub const fn every_day() -> Self {
        Self {
            weekends_closed: false,
            holidays: Cow::Borrowed(&[]),
            working_weekends: Cow::Borrowed(&[]),
            valid_through: None,
        }
    }

    /// This calendar with a further notice: more holidays, more working weekends, and a
    /// later end. Dates before 2014 or after 2193 are ignored: no notice covers them.
    #[must_use]
    pub fn with_notice(
        mut self,
        holidays: &[NaiveDate],
        working_weekends: &[NaiveDate],
        valid_through: NaiveDate,
    ) -> Self {
        for (list, more) in
            [(&mut self.holidays, holidays), (&mut self.working_weekends, working_weekends)]
        {
            let list = list.to_mut();
            list.extend(more.iter().copied().filter_map(china::offset));
            list.sort_unstable();
            list.dedup();
        }
        self.valid_through = self.valid_through.max(Some(valid_through));
        self
    }

    /// The last day the notices cover, when the calendar has an end.
    pub const fn valid_through(&self) -> Option<NaiveDate> {
        self.valid_through
    }

    /// Whether `date` lies after the last notice, so that a holiday may still fall on it.
    #[inline]
    pub fn is_provisional(&self, date: NaiveDate) -> bool {
        self.valid_through.is_some_and(|last| date > last)
    }

    /// Whether `date` is a working day, as far as is known.
    pub fn is_business_day(&self, date: NaiveDate) -> bool {
        let offset = china::offset(date);
        // Most dates of a long loan lie after the last notice: nothing to search for.
        let listed = |list: &[u16]| {
            offset.is_some_and(|day| {
                list.last().is_some_and(|last| day <= *last) && list.binary_search(&day).is_ok()
            })
        };
        if self.weekends_closed && matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            listed(&self.working_weekends)
        } else {
            !listed(&self.holidays)
        }
    }

    /// `date` moved by `convention`.
    ///
    /// `None` when no business day is found within two months or the date leaves the
    /// calendar's range.
    pub fn adjust(&self, date: NaiveDate, convention: BusinessDayConvention) -> Option<NaiveDate> {
        use BusinessDayConvention as Convention;
        if convention == Convention::Unadjusted || self.is_business_day(date) {
            return Some(date);
        }
        match convention {
            Convention::Unadjusted => Some(date),
            Convention::Following => self.next(date),
            Convention::Preceding => self.previous(date),
            Convention::ModifiedFollowing => {
                let next = self.next(date)?;
                if next.month() == date.month() { Some(next) } else { self.previous(date) }
            }
            Convention::ModifiedFollowingBiMonthly => {
                let next = self.next(date)?;
                let same_half =
                    next.month() == date.month() && (date.day() > 15 || next.day() <= 15);
                if same_half { Some(next) } else { self.previous(date) }
            }
            Convention::ModifiedPreceding => {
                let previous = self.previous(date)?;
                if previous.month() == date.month() { Some(previous) } else { self.next(date) }
            }
            Convention::Nearest => {
                if matches!(date.weekday(), Weekday::Sun | Weekday::Mon) {
                    self.next(date)
                } else {
                    self.previous(date)
                }
            }
        }
    }

    /// The first business day after `date`.
    pub fn next(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.search(date, NaiveDate::succ_opt)
    }

    /// The last business day before `date`.
    pub fn previous(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.search(date, NaiveDate::pred_opt)
    }

    fn search(
        &self,
        date: NaiveDate,
        step: impl Fn(&NaiveDate) -> Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let mut day = date;
        for _ in 0..LONGEST_CLOSURE_DAYS {
            day = step(&day)?;
            if self.is_business_day(day) {
                return Some(day);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    #[test]
    fn make_up_weekends_work_and_holidays_do_not() {
        let china = Calendar::china();
        assert!(china.is_business_day(date("2020-01-19")), "Sunday worked for the New Year");
        assert!(!china.is_business_day(date("2026-10-07")));
        assert!(china.is_business_day(date("2026-10-10")), "Saturday worked for the National Day");
        assert!(!china.is_business_day(date("2026-10-11")));
        assert!(!china.is_business_day(date("2014-01-01")));
    }

    #[test]
    fn after_the_last_notice_dates_are_provisional() {
        let china = Calendar::china();
        assert!(!china.is_provisional(date("2026-12-31")));
        assert!(china.is_provisional(date("2027-01-01")));
        assert!(china.is_business_day(date("2027-01-01")), "a Friday, as far as is known");
        let noticed = china.with_notice(&[date("2027-01-01")], &[], date("2027-12-31"));
        assert!(!noticed.is_business_day(date("2027-01-01")));
        assert!(!noticed.is_provisional(date("2027-06-30")));
    }

    #[test]
    fn conventions_move_as_named() {
        let china = Calendar::china();
        for (from, convention, to) in [
            ("2026-10-01", BusinessDayConvention::Following, "2026-10-08"),
            ("2026-10-01", BusinessDayConvention::Preceding, "2026-09-30"),
            ("2026-05-31", BusinessDayConvention::ModifiedFollowing, "2026-05-29"),
            ("2026-05-31", BusinessDayConvention::Following, "2026-06-01"),
            ("2026-05-31", BusinessDayConvention::Unadjusted, "2026-05-31"),
        ] {
            assert_eq!(china.adjust(date(from), convention), Some(date(to)));
        }
    }
}
