//! The one list of everything the engine can know about a business.
//!
//! **Adding a metric is one line here.** Its key then works in catalogue files, in the wire
//! format and in the adapters' answers; its label works in reasons and guides.

use super::unit::Unit;
use crate::language::Language;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// Who can vouch for a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The person said so; nobody has checked yet.
    Declared,
    /// The tax bureau.
    Tax,
    /// The business registry.
    Registry,
    /// The credit bureau.
    CreditBureau,
    /// The agriculture registry.
    Agriculture,
    /// Derived from the resident ID.
    Identity,
}

/// Whether, and which way, a borrower can change a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// More of it is better and it can be worked on.
    Raise,
    /// Less of it is better and it can be worked on.
    Lower,
    /// Only time changes it.
    Time,
    /// It cannot be changed, or must never be advised.
    Fixed,
}

macro_rules! metrics {
    ($($(#[doc = $doc:literal])* $name:ident = $key:literal, $unit:expr, $max:expr, $source:ident, $lever:ident, $zh:literal, $en:literal;)*) => {
        /// Something measurable about a business or its owner.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Metric { $($(#[doc = $doc])* $name,)* }

        impl Metric {
            /// Every metric, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// How many metrics there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The stable name in files, JSON and SQL.
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key,)* } }
            /// What a value counts.
            pub const fn unit(self) -> Unit { match self { $(Self::$name => $unit,)* } }
            /// The largest value that can be believed, in base units.
            pub const fn maximum(self) -> i64 { match self { $(Self::$name => $max,)* } }
            /// Who verifies it.
            pub const fn verifier(self) -> Source { match self { $(Self::$name => Source::$source,)* } }
            /// Whether a borrower can change it.
            pub const fn lever(self) -> Lever { match self { $(Self::$name => Lever::$lever,)* } }
            /// What people call it.
            pub const fn label(self, language: Language) -> &'static str {
                match (self, language) { $((Self::$name, Language::Zh) => $zh, (Self::$name, Language::En) => $en,)* }
            }
        }
    };
}

/// One hundred thousand million yuan, in fen: beyond any small business.
const MONEY_MAX: i64 = 10_000_000_000_000;

metrics! {
    /// Whole months since the business was registered.
    MonthsInBusiness = "months_in_business", Unit::Months, 1_200, Registry, Time, "经营时间", "time in business";
    /// Whether the registry lists the business as active.
    RegistryActive = "registry_active", Unit::Flag, 1, Registry, Fixed, "工商登记状态正常", "registered and active";
    /// Sales of the last twelve months, as filed.
    AnnualSales = "annual_sales", Unit::Money, MONEY_MAX, Tax, Raise, "近12个月销售额", "sales in the last 12 months";
    /// Tax paid in the last twelve months.
    TaxPaid12Months = "tax_paid_12_months", Unit::Money, MONEY_MAX, Tax, Raise, "近12个月纳税额", "tax paid in the last 12 months";
    /// Tax paid in the last twenty-four months.
    TaxPaid24Months = "tax_paid_24_months", Unit::Money, MONEY_MAX, Tax, Raise, "近24个月纳税额", "tax paid in the last 24 months";
    /// The tax bureau's credit grade.
    TaxGrade = "tax_grade", Unit::Level(&["D", "C", "M", "B", "A"]), 4, Tax, Raise, "纳税信用等级", "tax credit grade";
    /// Tax owed and past due.
    TaxArrears = "tax_arrears", Unit::Money, MONEY_MAX, Tax, Lower, "欠税", "tax arrears";
    /// Whole months since registration with the tax bureau.
    MonthsSinceTaxRegistration = "months_since_tax_registration", Unit::Months, 1_200, Tax, Time, "税务登记时间", "time since tax registration";
    /// Outstanding business debt with all lenders.
    ExistingDebt = "existing_debt", Unit::Money, MONEY_MAX, CreditBureau, Lower, "现有经营负债", "existing business debt";
    /// Amount overdue today with any lender.
    CurrentOverdue = "current_overdue", Unit::Money, MONEY_MAX, CreditBureau, Lower, "当前逾期金额", "amount overdue now";
    /// Times overdue in the last twenty-four months.
    Overdues24Months = "overdues_24_months", Unit::Count, 1_000, CreditBureau, Time, "近24个月逾期次数", "times overdue in 24 months";
    /// Lenders' credit queries in the last six months.
    CreditQueries6Months = "credit_queries_6_months", Unit::Count, 1_000, CreditBureau, Time, "近6个月征信查询次数", "credit queries in 6 months";
    /// Age of the applicant in completed years.
    ApplicantAge = "applicant_age", Unit::Years, 150, Identity, Fixed, "申请人年龄", "applicant's age";
    /// What the farmer mainly grows or raises.
    FarmActivity = "farm_activity", Unit::Category(&["rice", "wheat", "maize", "vegetables", "fruit", "tea", "pig", "cattle", "sheep", "poultry"]), 9, Agriculture, Fixed, "种养品种", "crop or herd";
    /// Area in mu for crops, head for animals.
    FarmScale = "farm_scale", Unit::Count, 1_000_000, Agriculture, Raise, "种养规模（亩/头）", "farm scale (mu or head)";
    /// Subsidies received in the last year.
    AnnualSubsidy = "annual_subsidy", Unit::Money, MONEY_MAX, Agriculture, Raise, "年度补贴", "yearly subsidy";
    /// What seed, feed, fertiliser and labour cost per year.
    AnnualInputCost = "annual_input_cost", Unit::Money, MONEY_MAX, Agriculture, Fixed, "年度农资投入", "yearly input cost";
}

impl Metric {
    /// Position in [`Metric::ALL`].
    #[expect(clippy::as_conversions, reason = "the only way to read a discriminant")]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether `value`, in base units, can be a value of this metric.
    pub const fn admits(self, value: i64) -> bool {
        value >= 0 && value <= self.maximum()
    }
}

/// A key that names no metric.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no metric is called `{0}`")]
pub struct UnknownMetric(pub String);

impl FromStr for Metric {
    type Err = UnknownMetric;

    fn from_str(key: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|metric| metric.key() == key)
            .ok_or_else(|| UnknownMetric(key.to_owned()))
    }
}

impl Serialize for Metric {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Metric {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_as_its_metric_and_no_two_share_one() {
        for (index, metric) in Metric::ALL.iter().enumerate() {
            assert_eq!(metric.key().parse(), Ok(*metric));
            assert_eq!(metric.index(), index);
        }
        assert_eq!("turnover".parse::<Metric>(), Err(UnknownMetric("turnover".to_owned())));
    }
}
