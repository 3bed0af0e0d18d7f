//! The cash-flow form of 融e贷: what a visitor writes down, and what follows from it.
//!
//! The IPC way: a small business has no books, so the visitor builds them from what is seen and said,
//! and checks them against each other before believing them.
//!
//! # Source
//! FINANCE 7.5: instalments of at most 50 to 70 % of monthly disposable cash flow, logic and equity
//! checks; no primary source was found, the form and its tolerances are ours (未核实).

use crate::facts::{FactOutOfRange, Facts, Metric, Source};
use crate::language::{Label, Language, Say};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Months of a year by how good they are; together twelve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// How many months are so.
    pub months: u8,
    /// Sales in such a month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub sales: Money,
}

/// What the visitor writes down. Amounts are a month's unless said otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CashFlowForm {
    /// Day of the visit.
    #[serde(with = "crate::date_text")]
    pub visited_on: NaiveDate,
    /// Strong, ordinary and slack months.
    pub seasons: Vec<Season>,
    /// Gross margin in per cent of sales.
    pub margin_percent: u16,
    /// Rent, wages, power, transport and the like.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub running_costs: Money,
    /// What the household has besides.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub household_income: Money,
    /// What the household spends.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub household_spending: Money,
    /// Instalments elsewhere.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub instalments_elsewhere: Money,
    /// Stock seen, at cost.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub stock: Money,
    /// How often the stock turns over in a month, in tenths.
    pub turns_tenths: u16,
    /// Takings of the last three days, as seen in the records.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub takings_3_days: Money,
    /// Equity now: everything owned less everything owed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub equity_now: Money,
    /// Equity when the business began.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub equity_at_start: Money,
    /// What was put in since, and taken out again with a minus.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub put_in_since: Money,
    /// Profit of all the time between, as told.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub profit_since: Money,
}

/// Why a form cannot be worked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormRefused {
    /// The months of the seasons do not make a year.
    #[error("the months together are {0}, write 12")]
    Months(u16),
    /// A margin above everything.
    #[error("write a margin of at most 100 per cent")]
    Margin,
    /// An amount below zero where none can be.
    #[error("write amounts of at least zero")]
    Negative,
    /// An amount does not fit.
    #[error("the amount is too large")]
    TooLarge,
}

impl Say for FormRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::Months(_) => "months_not_twelve",
            Self::Margin => "margin_above_hundred",
            Self::Negative => "amount_negative",
            Self::TooLarge => "amount_too_large",
        }
    }

    fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::Months(months), Language::Zh) => {
                ["旺季、平季、淡季的月数合计应为12，目前为", &months.to_string(), "。"].concat()
            }
            (Self::Months(months), Language::En) => {
                ["The months together must be 12, not ", &months.to_string(), "."].concat()
            }
            (Self::Margin, _) => language
                .pick("毛利率不能超过100%。", "Write a margin of at most 100 per cent.")
                .to_owned(),
            (Self::Negative, _) => language
                .pick("这里的金额不能小于零。", "Write amounts of at least zero.")
                .to_owned(),
            (Self::TooLarge, _) => language
                .pick("金额过大，请核对单位是元。", "The amount is too large; is it in yuan?")
                .to_owned(),
        }
    }
}

/// One check of the form against itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormCheck {
    /// `stock`, `takings` or `equity`.
    pub code: String,
    /// How far the two figures are apart, in per cent of the larger.
    pub apart_percent: i64,
    /// Whether that is within [`TOLERANCE_PERCENT`].
    pub passed: bool,
    /// What was compared.
    pub text: Label,
}

/// How far two ways to the same figure may be apart.
pub const TOLERANCE_PERCENT: i64 = 20;

/// What follows from a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CashFlow {
    /// Sales of an average month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub monthly_sales: Money,
    /// What is left of them after goods and running costs.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub business_surplus: Money,
    /// What is left after the household and instalments elsewhere; never below zero.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub monthly_surplus: Money,
    /// The form against itself.
    pub checks: Vec<FormCheck>,
}

impl CashFlowForm {
    /// Works the form out.
    ///
    /// # Rounding
    /// Averages and margins down to the fen: a surplus is never rounded up.
    ///
    /// # Errors
    /// [`FormRefused`].
    pub fn work_out(&self) -> Result<CashFlow, FormRefused> {
        self.check_entries()?;
        let months = self.seasons.iter().map(|season| u16::from(season.months));
        let months = months.fold(0_u16, u16::saturating_add);
        if months != 12 {
            return Err(FormRefused::Months(months));
        }
        let year = self
            .seasons
            .iter()
            .map(|season| i128::from(season.sales.fen()).saturating_mul(i128::from(season.months)));
        let year = year.fold(0_i128, i128::saturating_add);
        let monthly_sales = money(year.div_euclid(12))?;
        let margin = part(monthly_sales, i128::from(self.margin_percent), 100)?;
        let business_surplus = less(margin, self.running_costs)?;
        let household = less(self.household_income, self.household_spending)?;
        let left = business_surplus.checked_add(household).ok_or(FormRefused::TooLarge)?;
        let left = less(left, self.instalments_elsewhere)?;
        Ok(CashFlow {
            monthly_sales,
            business_surplus,
            monthly_surplus: left.max(Money::ZERO),
            checks: self.checks(monthly_sales)?,
        })
    }

    fn check_entries(&self) -> Result<(), FormRefused> {
        if self.margin_percent > 100 {
            return Err(FormRefused::Margin);
        }
        let amounts = [
            self.running_costs,
            self.household_income,
            self.household_spending,
            self.instalments_elsewhere,
            self.stock,
            self.takings_3_days,
        ];
        let sales = self.seasons.iter().map(|season| season.sales);
        if amounts.into_iter().chain(sales).any(Money::is_negative) {
            return Err(FormRefused::Negative);
        }
        Ok(())
    }

    /// Sales as told against stock and turnover, against takings seen, and equity against profit.
    fn checks(&self, monthly_sales: Money) -> Result<Vec<FormCheck>, FormRefused> {
        let cost_share = 100_i128.saturating_sub(i128::from(self.margin_percent)).max(1);
        let turned = i128::from(self.stock.fen()).saturating_mul(i128::from(self.turns_tenths));
        let by_stock = money(turned.saturating_mul(10).div_euclid(cost_share))?;
        let by_takings = part(self.takings_3_days, 10, 1)?;
        let explained = self
            .equity_at_start
            .checked_add(self.put_in_since)
            .and_then(|sum| sum.checked_add(self.profit_since))
            .ok_or(FormRefused::TooLarge)?;
        Ok(vec![
            check(
                "stock",
                monthly_sales,
                by_stock,
                "月销售额与存货周转推算",
                "monthly sales as told and by stock",
            ),
            check(
                "takings",
                monthly_sales,
                by_takings,
                "月销售额与近三日收款推算",
                "monthly sales as told and by three days' takings",
            ),
            check(
                "equity",
                self.equity_now,
                explained,
                "现有权益与投入和利润推算",
                "equity now and by what was put in and earned",
            ),
        ])
    }

    /// Writes what a decision needs into the facts, as found at the visit.
    ///
    /// # Errors
    /// [`FormRefused`] when the form cannot be worked out; an amount beyond belief counts as
    /// [`FormRefused::TooLarge`].
    pub fn record(&self, facts: &mut Facts) -> Result<CashFlow, FormRefused> {
        let worked = self.work_out()?;
        let apart = worked.checks.iter().find(|check| check.code == "equity");
        let apart = apart.map_or(0, |check| check.apart_percent);
        for (metric, value) in [
            (Metric::MonthlySurplus, worked.monthly_surplus.fen()),
            (Metric::EquityUnexplained, apart.min(Metric::EquityUnexplained.maximum())),
            (Metric::Visited, i64::from(worked.checks.iter().all(|check| check.passed))),
        ] {
            facts
                .set(metric, value, Source::FieldVisit, self.visited_on)
                .map_err(|FactOutOfRange { .. }| FormRefused::TooLarge)?;
        }
        Ok(worked)
    }
}

fn check(code: &str, one: Money, other: Money, zh: &str, en: &str) -> FormCheck {
    let (a, b) = (i128::from(one.fen()), i128::from(other.fen()));
    let larger = a.saturating_abs().max(b.saturating_abs());
    let apart = a.saturating_sub(b).saturating_abs().saturating_mul(100).checked_div(larger);
    let apart_percent = i64::try_from(apart.unwrap_or(0)).unwrap_or(i64::MAX);
    let sentence = |language: Language, what: &str| {
        let (one, other) =
            (crate::facts::say_money(one, language), crate::facts::say_money(other, language));
        [what, language.pick("：", ": "), &one, " / ", &other].concat()
    };
    FormCheck {
        code: code.to_owned(),
        apart_percent,
        passed: apart_percent <= TOLERANCE_PERCENT,
        text: Label { zh: sentence(Language::Zh, zh), en: sentence(Language::En, en) },
    }
}

fn money(fen: i128) -> Result<Money, FormRefused> {
    i64::try_from(fen).map(Money::from_fen).map_err(|_| FormRefused::TooLarge)
}

fn part(amount: Money, times: i128, of: i128) -> Result<Money, FormRefused> {
    let product = i128::from(amount.fen()).saturating_mul(times);
    money(product.checked_div_euclid(of).ok_or(FormRefused::TooLarge)?)
}

fn less(from: Money, amount: Money) -> Result<Money, FormRefused> {
    from.checked_sub(amount).ok_or(FormRefused::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Segment;

    fn yuan(amount: i64) -> Money {
        Money::from_yuan(amount).unwrap()
    }

    /// A noodle shop: 40,000 in a strong month, 30,000 in an ordinary one, 15,000 in a slack one.
    fn form() -> CashFlowForm {
        CashFlowForm {
            visited_on: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            seasons: [(4, 40_000), (6, 30_000), (2, 15_000)]
                .map(|(months, sales)| Season { months, sales: yuan(sales) })
                .to_vec(),
            margin_percent: 50,
            running_costs: yuan(6_000),
            household_income: yuan(3_000),
            household_spending: yuan(4_000),
            instalments_elsewhere: yuan(1_000),
            stock: yuan(5_000),
            turns_tenths: 30,
            takings_3_days: yuan(3_100),
            equity_now: yuan(180_000),
            equity_at_start: yuan(60_000),
            put_in_since: yuan(-20_000),
            profit_since: yuan(130_000),
        }
    }

    #[test]
    fn what_is_left_each_month_follows_line_by_line() {
        let worked = form().work_out().unwrap();
        // (4 × 40,000 + 6 × 30,000 + 2 × 15,000) ÷ 12 = 30,833.33
        assert_eq!(worked.monthly_sales.to_string(), "30833.33");
        // Half of it less 6,000 of running costs.
        assert_eq!(worked.business_surplus.to_string(), "9416.66");
        // Plus 3,000, less 4,000, less 1,000.
        assert_eq!(worked.monthly_surplus.to_string(), "7416.66");
        assert!(worked.checks.iter().all(|check| check.passed), "{:?}", worked.checks);
    }

    #[test]
    fn sales_that_stock_and_takings_do_not_bear_out_fail_their_checks() {
        let mut form = form();
        form.stock = yuan(1_000);
        let worked = form.work_out().unwrap();
        let failed: Vec<&str> = worked
            .checks
            .iter()
            .filter(|check| !check.passed)
            .map(|check| check.code.as_str())
            .collect();
        assert_eq!(failed, ["stock"]);
        let mut facts = Facts::new(Segment::SoleTrader);
        form.record(&mut facts).unwrap();
        assert_eq!(facts.value(Metric::Visited), Some(0));
    }

    #[test]
    fn a_form_fills_the_facts_its_product_decides_on() {
        let mut facts = Facts::new(Segment::SoleTrader);
        form().record(&mut facts).unwrap();
        assert_eq!(facts.value(Metric::MonthlySurplus), Some(741_666));
        assert_eq!(facts.value(Metric::EquityUnexplained), Some(5));
        assert_eq!(facts.value(Metric::Visited), Some(1));
        assert_eq!(facts.datum(Metric::Visited).unwrap().source, Source::FieldVisit);
    }

    #[test]
    fn a_year_has_twelve_months_and_a_margin_at_most_everything() {
        let mut form = form();
        form.seasons[0].months = 5;
        assert_eq!(form.work_out(), Err(FormRefused::Months(13)));
        form.seasons[0].months = 4;
        form.margin_percent = 101;
        assert_eq!(form.work_out(), Err(FormRefused::Margin));
    }

    #[test]
    fn a_household_that_spends_more_than_it_has_leaves_nothing_not_less() {
        let mut form = form();
        form.household_spending = yuan(90_000);
        assert_eq!(form.work_out().unwrap().monthly_surplus, Money::ZERO);
    }
}
