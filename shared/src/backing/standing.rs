//! What a paper means for a draw on a day, and what to do about it.

use super::{Backing, Claim, Confirmation, share};
use crate::catalogue::Advance;
use crate::date_text;
use crate::facts::{Source, say_money};
use crate::language::{Language, Say};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a paper stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody was asked to confirm it yet.
    ToBeAsked,
    /// Somebody was asked and has time until this day, that day included.
    Awaited {
        /// The last day.
        #[serde(with = "crate::date_text")]
        until: NaiveDate,
    },
    /// The time passed without an answer; they can be asked again.
    Lapsed {
        /// The day it passed.
        #[serde(with = "crate::date_text")]
        until: NaiveDate,
    },
    /// It was disputed, and nothing is lent on it.
    Disputed {
        /// The day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
    },
    /// It is due already, and nothing is lent on it any more.
    Due {
        /// Since this day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
    },
    /// The delivery it came with is too old.
    OutOfDate {
        /// The day of the delivery.
        #[serde(with = "crate::date_text")]
        as_of: NaiveDate,
    },
    /// The buyer prepaid too little of the order.
    PrepaidTooLittle {
        /// The least share, in per cent.
        least_percent: u16,
    },
    /// This much can be lent on it.
    Lends {
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Money,
    },
    /// It stands behind a loan of its owner.
    Financed {
        /// The loan.
        loan_id: String,
        /// Since this day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
    },
    /// It stands behind somebody else's financing, whose it is nobody says.
    FinancedElsewhere {
        /// Since this day.
        #[serde(with = "crate::date_text")]
        on: NaiveDate,
    },
}

/// What a register says about a paper that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Since this day.
    pub on: NaiveDate,
    /// By what.
    pub by: Holder,
}

/// What holds a paper, as one of its presenters may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A loan of theirs.
    Loan(String),
    /// The facility it is presented under, as a whole.
    Facility,
    /// Another borrower, or another facility of theirs.
    Elsewhere,
}

pub(super) fn of(
    backing: &Backing,
    advance: Option<&Advance>,
    held: Option<&Held>,
    drawn: Money,
    on: NaiveDate,
) -> Standing {
    match held.map(|held| (&held.by, held.on)) {
        Some((Holder::Loan(loan_id), on)) => {
            return Standing::Financed { loan_id: loan_id.clone(), on };
        }
        Some((Holder::Elsewhere, on)) => return Standing::FinancedElsewhere { on },
        Some((Holder::Facility, _)) | None => {}
    }
    let confirmed = match backing.confirmation {
        Confirmation::NotAsked => return Standing::ToBeAsked,
        Confirmation::Asked { until, .. } if on <= until => return Standing::Awaited { until },
        Confirmation::Asked { until, .. } => return Standing::Lapsed { until },
        Confirmation::Disputed { on } => return Standing::Disputed { on },
        Confirmation::Confirmed { amount, .. } => amount,
    };
    if let Some(due) = backing.claim.due().filter(|due| on >= *due) {
        return Standing::Due { on: due };
    }
    if let Some(as_of) = backing.claim.as_of().filter(|as_of| is_out_of_date(*as_of, on)) {
        return Standing::OutOfDate { as_of };
    }
    let percent = advance.map_or(100, |advance| advance.percent);
    let amount = match &backing.claim {
        Claim::Order(order) => {
            let least = advance.and_then(|advance| advance.prepaid_percent);
            if let Some(least_percent) = least.filter(|least| !order.is_prepaid(*least)) {
                return Standing::PrepaidTooLittle { least_percent };
            }
            order.lends(confirmed, percent)
        }
        Claim::Property(_) => confirmed.checked_sub(drawn).unwrap_or(Money::ZERO).max(Money::ZERO),
        _ => share(confirmed, percent),
    };
    Standing::Lends { amount }
}

/// Whether a delivery of the chain company is older than its figures may be.
fn is_out_of_date(as_of: NaiveDate, on: NaiveDate) -> bool {
    let days = Source::Platform.fresh_days().map_or(i64::MAX, i64::from);
    on.signed_duration_since(as_of).num_days() > days
}

impl Standing {
    /// What can be lent on the paper now.
    pub const fn lends(&self) -> Money {
        match self {
            Self::Lends { amount } => *amount,
            _ => Money::ZERO,
        }
    }
}

impl Say for Standing {
    fn code(&self) -> &'static str {
        match self {
            Self::ToBeAsked => "to_be_asked",
            Self::Awaited { .. } => "awaited",
            Self::Lapsed { .. } => "lapsed",
            Self::Disputed { .. } => "disputed",
            Self::Due { .. } => "due",
            Self::OutOfDate { .. } => "out_of_date",
            Self::PrepaidTooLittle { .. } => "prepaid_too_little",
            Self::Lends { .. } => "lends",
            Self::Financed { .. } => "financed",
            Self::FinancedElsewhere { .. } => "financed_elsewhere",
        }
    }

    fn say(&self, language: Language) -> String {
        let named = match self {
            Self::ToBeAsked => String::new(),
            Self::Awaited { until } | Self::Lapsed { until } => date_text::format(*until),
            Self::OutOfDate { as_of } => date_text::format(*as_of),
            Self::Disputed { on }
            | Self::Due { on }
            | Self::Financed { on, .. }
            | Self::FinancedElsewhere { on } => date_text::format(*on),
            Self::PrepaidTooLittle { least_percent } => least_percent.to_string(),
            Self::Lends { amount } => say_money(*amount, language),
        };
        let [before, after] = match language {
            Language::Zh => self.in_chinese(),
            Language::En => self.in_english(),
        };
        [before, &named, after].concat()
    }
}

/// Sentences, cut where a day, an amount or a share is named.
impl Standing {
    const fn in_chinese(&self) -> [&'static str; 2] {
        match self {
            Self::ToBeAsked => ["正在请对方确认。", ""],
            Self::Awaited { .. } => ["已请对方确认，对方最晚 ", " 答复。您不用做什么。"],
            Self::Lapsed { .. } => ["对方到 ", " 没有答复，可以再请一次。"],
            Self::Disputed { .. } => ["对方 ", " 不认可，请与对方核对，或换一份单据。"],
            Self::Due { .. } => ["已于 ", " 到期，不能再融资。请换一份单据。"],
            Self::OutOfDate { .. } => ["清单是 ", " 的，太旧了，请重新获取。"],
            Self::PrepaidTooLittle { .. } => ["买方预付不到订单的", "%，不能凭它用款。"],
            Self::Lends { .. } => ["可以凭它用款 ", "。"],
            Self::Financed { .. } => ["已于 ", " 用于您的一笔借款，还清后可以再用。"],
            Self::FinancedElsewhere { .. } => ["已于 ", " 用于另一笔融资，不能重复使用。"],
        }
    }

    const fn in_english(&self) -> [&'static str; 2] {
        match self {
            Self::ToBeAsked => ["The other side is being asked.", ""],
            Self::Awaited { .. } => {
                ["The other side was asked and has until ", ". Nothing for you to do."]
            }
            Self::Lapsed { .. } => ["No answer came by ", ". Ask again."],
            Self::Disputed { .. } => {
                ["Disputed on ", ". Settle it with the other side, or present another."]
            }
            Self::Due { .. } => {
                ["Due since ", "; nothing is lent on it any more. Present another."]
            }
            Self::OutOfDate { .. } => {
                ["The delivery is of ", ", which is too old. Fetch it again."]
            }
            Self::PrepaidTooLittle { .. } => {
                ["The buyer prepaid less than ", "% of the order; nothing is lent on it."]
            }
            Self::Lends { .. } => ["You can draw ", " on it."],
            Self::Financed { .. } => {
                ["Behind a loan of yours since ", "; free again once that is repaid."]
            }
            Self::FinancedElsewhere { .. } => {
                ["Behind another financing since ", "; it cannot be used twice."]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, Receivable};
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn yuan(amount: i64) -> Money {
        Money::from_yuan(amount).unwrap()
    }

    fn receivable() -> Backing {
        Backing::presented(Claim::Receivable(Receivable {
            creditor: "91510500MA6PH0001D".parse().unwrap(),
            debtor: "91330100799655058B".parse().unwrap(),
            amount: "100000.01".parse().unwrap(),
            due: day(12, 31),
            invoices: vec!["25512000000012345678".parse().unwrap()],
        }))
    }

    fn four_fifths() -> Advance {
        Advance { percent: 80, prepaid_percent: None, source: String::new() }
    }

    fn on(backing: &Backing, day: NaiveDate) -> Standing {
        backing.standing(Some(&four_fifths()), None, Money::ZERO, day)
    }

    #[test]
    fn nothing_is_lent_before_the_debtor_confirmed_nor_once_it_is_due() {
        assert_eq!(on(&receivable(), day(8, 1)), Standing::ToBeAsked);
        let asked = receivable().ask(day(8, 1)).unwrap();
        assert_eq!(on(&asked, day(8, 31)), Standing::Awaited { until: day(8, 31) });
        assert_eq!(on(&asked, day(9, 1)), Standing::Lapsed { until: day(8, 31) });
        let yes = Answer::Confirmed { amount: "100000.01".parse().unwrap(), prepaid: None };
        let confirmed = asked.clone().hear(&yes, day(8, 5)).unwrap();
        assert_eq!(on(&confirmed, day(12, 30)), Standing::Lends { amount: yuan(80_000) });
        assert_eq!(on(&confirmed, day(12, 31)), Standing::Due { on: day(12, 31) });
        let disputed = asked.hear(&Answer::Disputed, day(8, 2)).unwrap();
        assert_eq!(on(&disputed, day(8, 3)), Standing::Disputed { on: day(8, 2) });
    }

    #[test]
    fn what_stands_behind_a_loan_lends_nothing_more_and_names_no_stranger() {
        let yes = Answer::Confirmed { amount: yuan(50_000), prepaid: None };
        let paper = receivable().ask(day(8, 1)).unwrap().hear(&yes, day(8, 2)).unwrap();
        let held = |by| Held { on: day(8, 3), by };
        let with =
            |held: &Held| paper.standing(Some(&four_fifths()), Some(held), Money::ZERO, day(8, 4));
        let mine = with(&held(Holder::Loan("L".to_owned())));
        assert_eq!(mine, Standing::Financed { loan_id: "L".to_owned(), on: day(8, 3) });
        let theirs = with(&held(Holder::Elsewhere));
        assert_eq!(theirs, Standing::FinancedElsewhere { on: day(8, 3) });
        assert_eq!(theirs.lends(), Money::ZERO);
    }

    #[test]
    fn a_property_stands_behind_everything_its_facility_draws() {
        let claim = Claim::Property(super::super::Property {
            certificate: "川（2024）泸州市不动产权第0012345号".parse().unwrap(),
            amount: yuan(700_000),
        });
        let yes = Answer::Confirmed { amount: yuan(700_000), prepaid: None };
        let property = Backing::presented(claim).ask(day(8, 1)).unwrap();
        let property = property.hear(&yes, day(8, 1)).unwrap();
        let held = Held { on: day(8, 2), by: Holder::Facility };
        let standing = property.standing(None, Some(&held), yuan(200_000), day(8, 3));
        assert_eq!(standing, Standing::Lends { amount: yuan(500_000) });
    }

    #[test]
    fn every_standing_says_what_to_do_in_both_languages() {
        for standing in [
            Standing::ToBeAsked,
            Standing::Awaited { until: day(8, 1) },
            Standing::Lapsed { until: day(8, 1) },
            Standing::Disputed { on: day(8, 1) },
            Standing::Due { on: day(8, 1) },
            Standing::OutOfDate { as_of: day(8, 1) },
            Standing::PrepaidTooLittle { least_percent: 10 },
            Standing::Lends { amount: yuan(1) },
            Standing::Financed { loan_id: "L".to_owned(), on: day(8, 1) },
            Standing::FinancedElsewhere { on: day(8, 1) },
        ] {
            let json = serde_json::to_value(&standing).unwrap();
            let named =
                json.as_str() == Some(standing.code()) || json.get(standing.code()).is_some();
            assert!(named, "{json}");
            assert_ne!(standing.say(Language::Zh), standing.say(Language::En));
        }
    }
}
