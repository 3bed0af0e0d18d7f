//! What is asked about a business and how an answer is read: the same words, units and reading
//! wherever somebody is asked.

mod control;

#[cfg(feature = "every-product")]
pub use control::unit;
pub use control::{control, label};
pub use shared::quote::asked_of;
use shared::{
    facts::{Metric, Unit},
    money::Money,
};

use crate::text::{Message, quote};

/// Whatever is asked of anybody, in an order that is each kind of borrower's own: a question two
/// kinds share keeps its place on the screen.
pub const ASKED: [Metric; 9] = [
    Metric::MonthsInBusiness,
    Metric::AnnualSales,
    Metric::TaxPaid12Months,
    Metric::FarmActivity,
    Metric::FarmScale,
    Metric::AnnualSubsidy,
    Metric::AnnualInputCost,
    Metric::ExistingDebt,
    Metric::TaxGrade,
];

/// An answer nobody has given yet, to start from: an ordinary business of its kind.
pub const fn example(metric: Metric) -> &'static str {
    match metric {
        Metric::MonthsInBusiness => "4",
        Metric::AnnualSales => "190",
        Metric::TaxPaid12Months => "6.2",
        Metric::ExistingDebt => "5",
        Metric::TaxGrade => "B",
        Metric::FarmActivity => "rice",
        Metric::FarmScale => "120",
        Metric::AnnualSubsidy => "1.2",
        Metric::AnnualInputCost => "15",
        _ => "",
    }
}

/// Whether a metric is too small for the usual units: it is then asked in yuan instead of ten
/// thousands of them, in months instead of years.
#[cfg(feature = "every-product")]
pub(crate) const fn is_small(metric: Metric) -> bool {
    matches!(metric, Metric::FeedCostPerHead | Metric::MonthsSinceTaxPayment)
}

/// Nothing the quote asks is that small.
#[cfg(not(feature = "every-product"))]
pub(crate) const fn is_small(_: Metric) -> bool {
    false
}

/// Reads an answer into the metric's base unit: years for months, ten thousands of yuan for money
/// unless the person writes another unit; names for levels, kinds, yes and no. Nothing typed is
/// nothing known.
///
/// # Errors
/// The sentence that says what to write instead.
pub fn read(metric: Metric, text: &str) -> Result<Option<i64>, Message> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let value = match metric.unit() {
        Unit::Money if is_small(metric) => {
            Money::parse_typed(text).map_err(|_| quote::WANTED_UNREADABLE)?.fen()
        }
        Unit::Money => money(text).ok_or(quote::AMOUNT_UNREADABLE)?.fen(),
        Unit::Months if !is_small(metric) => years(text).ok_or(quote::YEARS_UNREADABLE)?,
        Unit::Months | Unit::Years | Unit::Days | Unit::Count | Unit::Percent => {
            whole(text).ok_or(quote::NUMBER_UNREADABLE)?
        }
        Unit::Region | Unit::Flag | Unit::Level(_) | Unit::Category(_) => {
            metric.unit().parse(text).map_err(|_| quote::NUMBER_UNREADABLE)?
        }
    };
    if metric.admits(value) { Ok(Some(value)) } else { Err(quote::BEYOND_BELIEF) }
}

/// An amount in ten thousands of yuan, unless a unit is written.
fn money(text: &str) -> Option<Money> {
    if text.contains(['元', '万', '萬', '亿', '億', '圆']) {
        Money::parse_typed(text).ok()
    } else {
        Money::parse_typed(&[text, "万"].concat()).ok()
    }
}

/// Years, in halves at the finest, as months.
fn years(text: &str) -> Option<i64> {
    // Years read like yuan with two decimals; a year is then 100 and a month 100/12.
    let hundredths = Money::parse_typed(text).ok()?.fen();
    hundredths.checked_mul(12)?.checked_div(100)
}

fn whole(text: &str) -> Option<i64> {
    let hundredths = Money::parse_typed(text).ok()?.fen();
    (hundredths % 100 == 0).then_some(hundredths / 100)
}

#[cfg(test)]
mod tests {
    use shared::facts::Segment;

    use super::*;

    #[test]
    fn no_kind_of_borrower_is_asked_more_than_six_things() {
        for segment in [Segment::MicroEnterprise, Segment::SoleTrader, Segment::Farmer] {
            let with_the_amount = asked_of(segment).len() + 1;
            assert!(with_the_amount <= 6, "{segment:?}");
        }
    }

    #[test]
    fn the_screen_asks_each_kind_of_borrower_everything_in_its_order() {
        for segment in [Segment::MicroEnterprise, Segment::SoleTrader, Segment::Farmer] {
            let asked = asked_of(segment);
            let shown: Vec<_> = ASKED.into_iter().filter(|one| asked.contains(one)).collect();
            assert_eq!(shown, asked, "{segment:?}");
        }
    }

    #[test]
    fn every_example_can_be_read() {
        for segment in [Segment::MicroEnterprise, Segment::SoleTrader, Segment::Farmer] {
            for metric in asked_of(segment) {
                assert!(matches!(read(*metric, example(*metric)), Ok(Some(_))), "{metric:?}");
            }
        }
    }

    #[test]
    fn sales_are_in_ten_thousands_unless_another_unit_is_written() {
        let fen = |text| read(Metric::AnnualSales, text);
        assert_eq!(fen("190"), Ok(Some(190_000_000)));
        assert_eq!(fen("１，９００，０００元"), Ok(Some(190_000_000)));
        assert_eq!(fen("1.9亿"), Ok(Some(19_000_000_000)));
        assert_eq!(fen(""), Ok(None));
        assert_eq!(fen("-5"), Err(quote::AMOUNT_UNREADABLE));
        assert_eq!(fen("1e9"), Err(quote::AMOUNT_UNREADABLE));
        assert_eq!(fen("💰"), Err(quote::AMOUNT_UNREADABLE));
        assert_eq!(fen("99999999999"), Err(quote::AMOUNT_UNREADABLE));
    }

    #[test]
    fn years_become_whole_months() {
        let months = |text| read(Metric::MonthsInBusiness, text);
        assert_eq!(months("4"), Ok(Some(48)));
        assert_eq!(months("1.5"), Ok(Some(18)));
        assert_eq!(months("０．５"), Ok(Some(6)));
        assert_eq!(months("many"), Err(quote::YEARS_UNREADABLE));
        assert_eq!(months("200"), Err(quote::BEYOND_BELIEF));
    }

    #[test]
    fn heads_and_mu_are_whole() {
        assert_eq!(read(Metric::FarmScale, "120"), Ok(Some(120)));
        assert_eq!(read(Metric::FarmScale, "1.5"), Err(quote::NUMBER_UNREADABLE));
    }

    #[cfg(feature = "every-product")]
    #[test]
    fn small_things_are_asked_in_small_units() {
        assert_eq!(read(Metric::FeedCostPerHead, "600"), Ok(Some(60_000)));
        assert_eq!(read(Metric::FeedCostPerHead, "0.06万"), Ok(Some(60_000)));
        assert_eq!(read(Metric::MonthsSinceTaxPayment, "2"), Ok(Some(2)));
        assert_eq!(read(Metric::MonthsSinceTaxRegistration, "2"), Ok(Some(24)));
    }

    #[cfg(feature = "every-product")]
    #[test]
    fn yes_and_no_per_cent_and_days_are_read_as_they_are_asked() {
        assert_eq!(read(Metric::Specialised, "true"), Ok(Some(1)));
        assert_eq!(read(Metric::Specialised, "false"), Ok(Some(0)));
        assert_eq!(read(Metric::ResearchShare, "８"), Ok(Some(8)));
        assert_eq!(read(Metric::ResearchShare, "101"), Err(quote::BEYOND_BELIEF));
        assert_eq!(read(Metric::ReceivableDays, "90"), Ok(Some(90)));
        assert_eq!(read(Metric::PropertyKind, "shop"), Ok(Some(1)));
    }

    #[cfg(feature = "every-product")]
    #[test]
    fn every_answer_a_control_can_give_is_read() {
        for metric in Metric::ALL {
            let answers: Vec<String> = match metric.unit() {
                Unit::Flag => ["true", "false"].map(str::to_owned).to_vec(),
                Unit::Level(names) | Unit::Category(names) => {
                    names.iter().map(|name| (*name).to_owned()).collect()
                }
                _ => vec!["1".to_owned()],
            };
            for answer in answers {
                assert!(matches!(read(*metric, &answer), Ok(Some(_))), "{metric:?}: {answer}");
            }
        }
    }
}
