//! What was agreed: everything a schedule is computed from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::compatibility::{
    Compatibility, FirstStub, InstalmentRule, LastInstalment, MissingDay, SolvedOn,
};
use super::fee::Fee;
use super::plan::{Grace, PrincipalPlan, RateChange};
use crate::calendar::BusinessDayConvention;
use crate::day_count::DayCount;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::rounding::Rounding;

/// How principal and interest come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepaymentMethod {
    /// 随借随还: any amount any day; as planned, interest each period and principal at maturity.
    AnyTime,
    /// 等额本息: equal instalments of principal and interest.
    LevelInstalment,
    /// 等额本金: equal principal, interest on what remains.
    EqualPrincipal,
    /// 先息后本: interest each period, principal at maturity.
    InterestOnly,
    /// 一次性还本付息: everything at maturity.
    Bullet,
    /// 按季节还款: principal by [`PrincipalPlan`]: harvests, herd cycles or agreed dates.
    Seasonal,
    /// 等本等息: equal principal and a constant charge on the original principal. Only to
    /// disclose and compare competitors' prices; the rate it shows is not the cost.
    Flat,
}

/// How often an instalment falls due.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Every 7 days.
    Weekly,
    /// Every 14 days.
    Fortnightly,
    /// Every month.
    #[default]
    Monthly,
    /// Every 3 months.
    Quarterly,
    /// Every 6 months.
    HalfYearly,
    /// Every 12 months.
    Yearly,
    /// Every so many days, 1 to 366; of a year of 360 days where periods are equal.
    Days(u16),
    /// Every so many months, 1 to 12.
    Months(u8),
}

impl Frequency {
    /// The part of a year a regular period is, as numerator and denominator.
    #[inline]
    pub fn part_of_year(self) -> (u16, u16) {
        match self {
            Self::Weekly => (1, 52),
            Self::Fortnightly => (1, 26),
            Self::Monthly => (1, 12),
            Self::Quarterly => (1, 4),
            Self::HalfYearly => (1, 2),
            Self::Yearly => (1, 1),
            Self::Days(days) => (days, 360),
            Self::Months(months) => (u16::from(months), 12),
        }
    }

    /// The step from one due date to the next, in months or in days.
    #[inline]
    pub(crate) fn step(self) -> Step {
        match self {
            Self::Weekly => Step::Days(7),
            Self::Fortnightly => Step::Days(14),
            Self::Monthly => Step::Months(1),
            Self::Quarterly => Step::Months(3),
            Self::HalfYearly => Step::Months(6),
            Self::Yearly => Step::Months(12),
            Self::Days(days) => Step::Days(days),
            Self::Months(months) => Step::Months(u16::from(months)),
        }
    }
}

/// The step from one due date to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// So many days.
    Days(u16),
    /// So many months.
    Months(u16),
}

/// A loan term of 1 to 360 months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct TermMonths(u16);

/// Why a number of months is not a term.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("choose a term of 1 to 360 months, not {months}")]
pub struct TermMonthsError {
    /// The refused number.
    pub months: u16,
}

impl TermMonths {
    /// The longest term, thirty years.
    pub const MAX: Self = Self(360);

    /// A term of `months`.
    ///
    /// # Errors
    /// [`TermMonthsError`] outside 1 to 360.
    pub const fn new(months: u16) -> Result<Self, TermMonthsError> {
        if months == 0 || months > Self::MAX.0 {
            return Err(TermMonthsError { months });
        }
        Ok(Self(months))
    }

    /// The number of months.
    pub const fn months(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for TermMonths {
    type Error = TermMonthsError;

    fn try_from(months: u16) -> Result<Self, Self::Error> {
        Self::new(months)
    }
}

impl From<TermMonths> for u16 {
    fn from(term: TermMonths) -> Self {
        term.0
    }
}

/// Whether interest of a whole period follows its days or is the same for each.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum PeriodInterest {
    /// Balance × rate × days by the day count (按日计息).
    #[default]
    ByDays,
    /// A whole period is an equal part of the year, 1/12 for a month (按月计息); odd days of
    /// a first or last stub follow the day count.
    ByPeriod,
}

/// Up to which day interest runs when a holiday moves the due date.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum InterestRuns {
    /// To the day the payment is due after moving.
    #[default]
    ToPaymentDate,
    /// To the date before moving.
    ToNominalDate,
}

/// When interest falls due under [`RepaymentMethod::Seasonal`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum InterestDue {
    /// At the end of every period.
    #[default]
    EachPeriod,
    /// Only on days on which principal falls due (利随本清).
    WithPrincipal,
}

/// What was agreed. [`Terms::new`] fills in China's usual conventions; change a field
/// where the product differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The amount drawn.
    pub principal: Money,
    /// The contract rate at the start.
    pub annual_rate: AnnualRate,
    /// The day the money is drawn; interest runs from this day.
    #[serde(with = "crate::date_text")]
    pub start: NaiveDate,
    /// The last instalment is due this long after the start.
    pub term: TermMonths,
    /// How principal and interest come back.
    pub method: RepaymentMethod,
    /// How often an instalment falls due.
    #[serde(default)]
    pub frequency: Frequency,
    /// Which fraction of a year lies between two dates.
    #[serde(default)]
    pub day_count: DayCount,
    /// Whether whole periods are equal.
    #[serde(default)]
    pub period_interest: PeriodInterest,
    /// How interest and instalments are rounded to the fen.
    #[serde(default)]
    pub rounding: Rounding,
    /// How a due date on a holiday moves.
    #[serde(default)]
    pub business_day: BusinessDayConvention,
    /// Up to which day interest runs when it moves.
    #[serde(default)]
    pub interest_runs: InterestRuns,
    /// How many instalments there are, when that was agreed and not the months: then the
    /// last regular due date is maturity, whatever the term says.
    #[serde(default)]
    pub instalment_count: Option<u16>,
    /// The first due date, when it is not one period after the start (a first stub).
    #[serde(default, with = "crate::date_text::optional")]
    pub first_due: Option<NaiveDate>,
    /// The day of the month instalments fall due, such as 21; the first is the next such
    /// day after the start. Only with frequencies of whole months.
    #[serde(default)]
    pub repayment_day: Option<u8>,
    /// The instalment, when it was agreed and is not to be solved.
    #[serde(default)]
    pub instalment: Option<Money>,
    /// Spells without principal or without any payment.
    #[serde(default)]
    pub grace: Vec<Grace>,
    /// Later rates, ascending by date.
    #[serde(default)]
    pub rate_changes: Vec<RateChange>,
    /// When principal falls due under [`RepaymentMethod::Seasonal`].
    #[serde(default)]
    pub plan: Option<PrincipalPlan>,
    /// When interest falls due under [`RepaymentMethod::Seasonal`].
    #[serde(default)]
    pub interest_due: InterestDue,
    /// Every charge besides interest, waived ones included.
    #[serde(default)]
    pub fees: Vec<Fee>,
    /// Conventions that are not ours.
    #[serde(default, skip_serializing_if = "Compatibility::is_default")]
    pub compatibility: Compatibility,
}

impl Terms {
    /// Terms with China's usual conventions: monthly, actual days over 360, half-up to
    /// the fen, a holiday moves the due date to the next working day, no fees.
    pub const fn new(
        principal: Money,
        annual_rate: AnnualRate,
        start: NaiveDate,
        term: TermMonths,
        method: RepaymentMethod,
    ) -> Self {
        Self {
            principal,
            annual_rate,
            start,
            term,
            method,
            frequency: Frequency::Monthly,
            day_count: DayCount::Act360,
            period_interest: PeriodInterest::ByDays,
            rounding: Rounding::HalfUp,
            business_day: BusinessDayConvention::Following,
            interest_runs: InterestRuns::ToPaymentDate,
            instalment_count: None,
            first_due: None,
            repayment_day: None,
            instalment: None,
            grace: Vec::new(),
            rate_changes: Vec::new(),
            plan: None,
            interest_due: InterestDue::EachPeriod,
            fees: Vec::new(),
            compatibility: Compatibility {
                missing_day: MissingDay::LastOfMonth,
                instalment_rule: InstalmentRule::Fen,
                solved_on: SolvedOn::ChargedInterest,
                last_instalment: LastInstalment::TakesRemainder,
                first_stub: FirstStub::CoversInterest,
                graduation: None,
            },
        }
    }
}
