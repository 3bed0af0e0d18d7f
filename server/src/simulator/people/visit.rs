//! What a visit finds in a demonstration: a noodle shop whose figures bear each other out.

use chrono::NaiveDate;
use serde::Serialize;
use shared::cash_flow_form::{CashFlowForm, Season};
use shared::money::Money;

use super::Words;

/// One entry of the form, as it is told to whoever fills it in.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// What the form calls it.
    pub name: Words,
    /// What to write.
    pub value: String,
}

/// The form of a visit made on `day`: 7,416.66 yuan are left each month.
pub fn noodle_shop(day: NaiveDate) -> CashFlowForm {
    let season = |months, sales| Season { months, sales: yuan(sales) };
    CashFlowForm {
        visited_on: day,
        seasons: vec![season(4, 40_000), season(6, 30_000), season(2, 15_000)],
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

/// The same, entry by entry in the order of the form.
pub fn entries() -> Vec<Entry> {
    let form = noodle_shop(NaiveDate::MIN);
    let seasons = form.seasons.iter().map(|season| {
        let months = Words { zh: "个月，每月销售额", en: "months, each with sales of" };
        Entry { name: months, value: format!("{} × {}", season.months, season.sales) }
    });
    let turns = format!("{}.{}", form.turns_tenths / 10, form.turns_tenths % 10);
    let rest = [
        ("毛利率（%）", "gross margin (%)", form.margin_percent.to_string()),
        ("每月经营费用", "running costs a month", form.running_costs.to_string()),
        ("每月家庭其他收入", "household's other income", form.household_income.to_string()),
        ("每月家庭支出", "household's spending", form.household_spending.to_string()),
        ("每月他行还款", "instalments elsewhere", form.instalments_elsewhere.to_string()),
        ("存货（成本价）", "stock, at cost", form.stock.to_string()),
        ("存货月周转次数", "turns of stock a month", turns),
        ("近三日收款", "takings of the last three days", form.takings_3_days.to_string()),
        ("目前权益", "equity now", form.equity_now.to_string()),
        ("开业时权益", "equity at the start", form.equity_at_start.to_string()),
        ("期间投入（取出为负）", "put in since (taken out: minus)", form.put_in_since.to_string()),
        ("期间利润", "profit since", form.profit_since.to_string()),
    ];
    let rest = rest.into_iter().map(|(zh, en, value)| Entry { name: Words { zh, en }, value });
    seasons.chain(rest).collect()
}

const fn yuan(amount: i64) -> Money {
    Money::from_fen(amount * 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_bear_each_other_out_and_every_one_is_told() {
        let form = noodle_shop(NaiveDate::MIN);
        let worked = form.work_out().unwrap();
        assert!(worked.checks.iter().all(|check| check.passed), "{:?}", worked.checks);
        assert_eq!(worked.monthly_surplus.to_string(), "7416.66");
        let figures = serde_json::to_value(&form).unwrap();
        let other_than_day_and_seasons = figures.as_object().unwrap().len() - 2;
        assert_eq!(entries().len(), other_than_day_and_seasons + form.seasons.len());
    }
}
