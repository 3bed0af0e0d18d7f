//! What the credit bureau is told, and the notice before it.

use super::OverduePosition;
use crate::catalogue::AdverseRule;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Where an overdue loan stands with the credit bureau.
///
/// # Source
/// 征信业管理条例 art. 15: negative information about a person is reported only after telling them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AdverseReporting {
    /// Too early even for the notice.
    Far {
        /// The day the notice will go out if nothing is paid.
        #[serde(with = "crate::date_text")]
        notice_on: NaiveDate,
    },
    /// The notice is to go out today.
    NoticeDue {
        /// The first day on which it may then be reported.
        #[serde(with = "crate::date_text")]
        report_from: NaiveDate,
    },
    /// The notice is out; paying before the day keeps the loan off the record.
    Noticed {
        /// The first day on which it may be reported.
        #[serde(with = "crate::date_text")]
        report_from: NaiveDate,
    },
    /// It may be reported.
    Reportable,
}

impl AdverseReporting {
    /// Where a loan stands today, given the day its notice went out, if it did.
    ///
    /// It is never reportable without a notice, never within the rule's days after the notice, and
    /// never before it is as long overdue as the rule says. A notice of an earlier arrear does not
    /// count.
    pub fn of(
        rule: &AdverseRule,
        overdue: &OverduePosition,
        notice_sent: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Self {
        let after = |day: NaiveDate, days: u16| {
            day.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
        };
        let long_enough = after(overdue.since, rule.after_days);
        let notice_on = after(overdue.since, rule.after_days.saturating_sub(rule.notice_days));
        match notice_sent.filter(|day| *day > overdue.since) {
            Some(day) => {
                let report_from = long_enough.max(after(day, rule.notice_days));
                if today < report_from { Self::Noticed { report_from } } else { Self::Reportable }
            }
            None if today < notice_on => Self::Far { notice_on },
            None => {
                let report_from = long_enough.max(after(today, rule.notice_days));
                Self::NoticeDue { report_from }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::Owed;
    use crate::money::Money;
    use crate::rate::AnnualRate;

    fn date(text: &str) -> NaiveDate {
        crate::date_text::parse(text).unwrap()
    }

    #[test]
    fn nothing_is_reported_before_a_notice_and_its_days() {
        let rule = AdverseRule { after_days: 30, notice_days: 10, source: String::new() };
        let overdue = OverduePosition {
            since: date("2026-03-01"),
            days: 0,
            grace_until: date("2026-03-01"),
            in_grace: false,
            penalty_rate: AnnualRate::ZERO,
            pay_today: Owed::default(),
            tomorrow_adds: Money::ZERO,
            unmet: Vec::new(),
        };
        let on = |today: &str, noticed: Option<&str>| {
            AdverseReporting::of(&rule, &overdue, noticed.map(date), date(today))
        };
        let notice_on = date("2026-03-21");
        assert_eq!(on("2026-03-20", None), AdverseReporting::Far { notice_on });
        let report_from = date("2026-03-31");
        assert_eq!(on("2026-03-21", None), AdverseReporting::NoticeDue { report_from });
        let noticed = Some("2026-03-21");
        assert_eq!(on("2026-03-30", noticed), AdverseReporting::Noticed { report_from });
        assert_eq!(on("2026-03-31", noticed), AdverseReporting::Reportable);
        // A notice that went out late puts the report off; one of last year is no notice.
        let report_from = date("2026-04-20");
        assert_eq!(on("2026-04-10", None), AdverseReporting::NoticeDue { report_from });
        assert_eq!(
            on("2026-04-10", Some("2025-12-01")),
            AdverseReporting::NoticeDue { report_from }
        );
    }
}
