//! What can be deleted when somebody asks, and what the law keeps until when.
//!
//! [`plan`] looks at what is held and says the fate of each kind: gone now, or kept for a named
//! reason to a named day. It knows nothing of tables.
//!
//! # Source
//! PIPL art. 47 (deletion; where a statute's retention period has not ended, only storage and
//! protection go on). Periods: 反洗钱法（2024修订）第三十四条, ten years after the relation ends;
//! 民法典第一百八十八条, three years to sue. Both 未核实原文; read them before going live.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::language::Label;

/// Years that identity and transactions are kept after the relation has ended.
const YEARS_OF_CUSTOMERS: u32 = 10;

/// Years that proof of a permitted question is kept after the last one.
const YEARS_OF_PROOF: u32 = 3;

/// A kind of thing that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Category {
    /// Applications that were never signed: what was typed, fetched and decided.
    UnsignedApplications,
    /// Quotes made while signed in.
    Quotes,
    /// Authorisations and the record of what was asked under them, without the answers.
    Authorisations,
    /// Signed applications: identity, facts, agreement, evidence.
    Agreements,
    /// Loans, payments and the account they use.
    Loans,
    /// Number, passkeys, sessions.
    Account,
}

/// What is held of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Which kind.
    pub category: Category,
    /// How many; kinds with none are left out of the plan.
    pub count: u32,
    /// The day it came to its end: a question was asked, a loan settled; `None` while it lasts.
    pub ended_on: Option<NaiveDate>,
}

/// What becomes of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Fate {
    /// It is deleted at once.
    Deleted,
    /// It is kept, and used for nothing else.
    Kept {
        /// Why.
        reason: Label,
        /// Where that is written; 未核实 where it was not verified at the source.
        source: String,
        /// To what day; `None` while the relation lasts that the period counts from.
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        #[serde(with = "crate::date_text::optional")]
        until: Option<NaiveDate>,
    },
}

/// One line of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    /// Which kind.
    pub category: Category,
    /// How many.
    pub count: u32,
    /// What becomes of them.
    pub fate: Fate,
}

/// What becomes of everything that is held, kinds in their order; kinds with nothing left out.
///
/// The account stays as long as an agreement lasts, because its owner must be able to sign in.
/// What a period that has ended kept is deleted.
pub fn plan(holdings: &[Holding], on: NaiveDate) -> Vec<Line> {
    let agreement_lasts =
        holdings.iter().any(|held| held.category == Category::Agreements && held.count > 0);
    let mut lines: Vec<Line> = holdings
        .iter()
        .filter(|held| held.count > 0)
        .map(|held| Line {
            category: held.category,
            count: held.count,
            fate: fate(*held, agreement_lasts, on),
        })
        .collect();
    lines.sort_by_key(|line| line.category);
    lines
}

fn fate(held: Holding, agreement_lasts: bool, on: NaiveDate) -> Fate {
    let (years, reason, source) = match held.category {
        Category::Account if agreement_lasts => (0, lasting(), LASTING_SOURCE),
        Category::Account | Category::UnsignedApplications | Category::Quotes => {
            return Fate::Deleted;
        }
        Category::Authorisations => (YEARS_OF_PROOF, proof(), PROOF_SOURCE),
        Category::Agreements | Category::Loans if held.ended_on.is_none() => {
            (YEARS_OF_CUSTOMERS, under_way(), UNDER_WAY_SOURCE)
        }
        Category::Agreements => (YEARS_OF_CUSTOMERS, evidence(), EVIDENCE_SOURCE),
        Category::Loans => (YEARS_OF_CUSTOMERS, customers(), CUSTOMER_SOURCE),
    };
    let until = held.ended_on.filter(|_| years > 0).and_then(|ended| years_after(ended, years));
    match until {
        Some(until) if until < on => Fate::Deleted,
        until => Fate::Kept { reason, source: source.to_owned(), until },
    }
}

fn years_after(day: NaiveDate, years: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(years.saturating_mul(12)))
}

const LASTING_SOURCE: &str = "民法典第五百五十八条；借款合同";
const PROOF_SOURCE: &str = "民法典第一百八十八条；征信业管理条例第十八条（保存期限未核实原文）";
const CUSTOMER_SOURCE: &str = "反洗钱法（2024修订）第三十四条（未核实原文）";
const UNDER_WAY_SOURCE: &str = "借款合同；反洗钱法（2024修订）第三十四条（未核实原文）";
const EVIDENCE_SOURCE: &str =
    "反洗钱法（2024修订）第三十四条；电子签名法第六条；民法典第一百八十八条（未核实原文）";

fn lasting() -> Label {
    Label::new(
        "合同存续期间，您需要登录办理用款和还款，手机号和登录方式予以保留。",
        "While an agreement lasts you need to sign in to draw and repay; number and sign-in stay.",
    )
}

fn proof() -> Label {
    Label::new(
        "证明银行在您授权范围内查询的记录，自最后一次查询起保留三年；查询到的内容不再保留。",
        "Proof that the bank asked only what you allowed, three years from the last question; what was answered goes.",
    )
}

fn under_way() -> Label {
    Label::new(
        "额度或借款尚未结束，履行合同需要这些资料；结束后依法再保存十年，其间不作他用。",
        "A facility or a loan is still open and cannot be kept without them; ten years after it ends the law lets them go.",
    )
}

fn evidence() -> Label {
    Label::new(
        "客户身份资料依法自业务关系结束起保存十年；合同、电子签名和存证是双方的证据，一并保存，不作他用。",
        "The law has identities kept ten years after the relation ends; agreement, signature and evidence are proof for both sides and stay with them, for nothing else.",
    )
}

fn customers() -> Label {
    Label::new(
        "法律要求自业务关系结束起保存客户身份资料和交易记录十年，其间不作他用。",
        "The law has identity and transactions kept ten years after the relation ends, for nothing else.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn held(category: Category, count: u32, ended_on: Option<&str>) -> Holding {
        Holding { category, count, ended_on: ended_on.map(day) }
    }

    fn fate_of(lines: &[Line], category: Category) -> Option<&Fate> {
        lines.iter().find(|line| line.category == category).map(|line| &line.fate)
    }

    #[test]
    fn whoever_never_signed_is_forgotten_but_for_the_proof_of_what_they_allowed() {
        let lines = plan(
            &[
                held(Category::Account, 1, None),
                held(Category::UnsignedApplications, 2, None),
                held(Category::Quotes, 3, None),
                held(Category::Authorisations, 3, Some("2026-11-23")),
                held(Category::Loans, 0, None),
            ],
            day("2026-11-24"),
        );
        for category in [Category::Account, Category::UnsignedApplications, Category::Quotes] {
            assert_eq!(fate_of(&lines, category), Some(&Fate::Deleted), "{category:?}");
        }
        assert!(matches!(
            fate_of(&lines, Category::Authorisations),
            Some(Fate::Kept { until: Some(until), .. }) if *until == day("2029-11-23")
        ));
        assert_eq!(fate_of(&lines, Category::Loans), None, "nothing is said of what is not held");
    }

    #[test]
    fn an_agreement_keeps_the_account_and_has_no_last_day_while_it_lasts() {
        let lines = plan(
            &[held(Category::Agreements, 1, None), held(Category::Account, 1, None)],
            day("2026-11-24"),
        );
        for category in [Category::Agreements, Category::Account] {
            assert!(
                matches!(fate_of(&lines, category), Some(Fate::Kept { until: None, .. })),
                "{category:?}"
            );
        }
    }

    #[test]
    fn a_period_counts_from_the_end_and_what_it_kept_goes_the_day_after() {
        let settled = held(Category::Loans, 1, Some("2026-02-28"));
        let fate = |on: &str| plan(&[settled], day(on)).remove(0).fate;
        assert!(matches!(fate("2036-02-28"), Fate::Kept { .. }));
        assert_eq!(fate("2036-02-29"), Fate::Deleted);
    }

    #[test]
    fn what_is_open_what_has_ended_and_what_is_proof_are_kept_for_reasons_of_their_own() {
        let reason = |category, ended_on| {
            let line = plan(&[held(category, 1, ended_on)], day("2026-11-24")).remove(0);
            match line.fate {
                Fate::Kept { reason, source, .. } => (reason.zh, source),
                Fate::Deleted => panic!("it is kept"),
            }
        };
        let open = reason(Category::Loans, None);
        let settled = reason(Category::Loans, Some("2026-11-01"));
        let agreement = reason(Category::Agreements, Some("2026-11-01"));
        assert!(open.0.contains("尚未结束") && open.1.contains("借款合同"));
        assert!(settled.0.contains("十年") && settled.1.contains("反洗钱法"));
        assert!(agreement.0.contains("存证") && agreement.1.contains("电子签名法"));
    }

    #[test]
    fn a_plan_survives_json() {
        let lines = plan(
            &[
                held(Category::Authorisations, 1, Some("2026-11-23")),
                held(Category::Agreements, 1, None),
            ],
            day("2026-11-24"),
        );
        let json = serde_json::to_string(&lines).unwrap();
        assert!(json.contains("\"until\":\"2029-11-23\"") && json.contains("\"until\":null"));
        assert_eq!(serde_json::from_str::<Vec<Line>>(&json).unwrap(), lines);
    }
}
