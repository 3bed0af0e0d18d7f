//! LPR as it was published: each day on which it became another.

use chrono::NaiveDate;

use crate::catalogue::LprPublication;
use crate::rate::AnnualRate;

/// Year, month and day of publication; one year and five years and over, in basis points.
type Published = (i32, u32, u32, i64, i64);

#[rustfmt::skip]
const CHANGES: [Published; 15] = [
    (2019, 8, 20, 425, 485), (2019, 9, 20, 420, 485), (2019, 11, 20, 415, 480),
    (2020, 2, 20, 405, 475), (2020, 4, 20, 385, 465), (2021, 12, 20, 380, 465),
    (2022, 1, 20, 370, 460), (2022, 5, 20, 370, 445), (2022, 8, 22, 365, 430),
    (2023, 6, 20, 355, 420), (2023, 8, 21, 345, 420), (2024, 2, 20, 345, 395),
    (2024, 7, 22, 335, 385), (2024, 10, 21, 310, 360), (2025, 5, 20, 300, 350),
];

/// Each LPR since the reform of August 2019 that differs from the one before, ascending.
///
/// LPR is published on the 20th of each month, or on the next working day; a month without a
/// line here confirmed the one before. An installation keeps its own table up to date in its
/// catalogue; this one serves loans drawn earlier.
///
/// # Source
/// National Interbank Funding Center, authorised by the PBOC. The values in force on
/// 2022-09-20, 2025-01-20 and 2026-01-20 agree with news of those days; the others are
/// 未核实.
pub fn lpr_history() -> Vec<LprPublication> {
    let publication = |(year, month, day, one_year, five_years): Published| {
        Some(LprPublication {
            published: NaiveDate::from_ymd_opt(year, month, day)?,
            one_year: AnnualRate::from_basis_points(one_year).ok()?,
            five_years: AnnualRate::from_basis_points(five_years).ok()?,
            source: "全国银行间同业拆借中心 (未核实)".to_owned(),
        })
    };
    CHANGES.into_iter().filter_map(publication).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_ascends_and_agrees_with_the_days_that_were_checked() {
        let history = lpr_history();
        assert_eq!(history.len(), CHANGES.len());
        assert!(history.is_sorted_by(|a, b| a.published < b.published));
        for (day, one_year, five_years) in
            [("2022-09-20", 365, 430), ("2025-01-20", 310, 360), ("2026-01-20", 300, 350)]
        {
            let day = crate::date_text::parse(day).unwrap();
            let last = history.iter().rev().find(|lpr| lpr.published <= day).unwrap();
            assert_eq!(last.one_year.basis_points(), Some(one_year));
            assert_eq!(last.five_years.basis_points(), Some(five_years));
        }
    }
}
