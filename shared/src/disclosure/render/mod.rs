//! Fills in the cost sheet from the terms offered: the items one pays for ([`items`]), what default
//! costs ([`default_costs`]), what it all comes to a year and what each item adds ([`yearly`]), and
//! the fields the industry exchanges ([`fields`]).

mod default_costs;
mod fields;
mod items;
mod yearly;

use chrono::NaiveDate;

use super::{BorrowerKind, CostExample, CostSheet, RateType};
use crate::annualised::{AnnualisedError, AnnualisedMethod};
use crate::calendar::Calendar;
use crate::language::Label;
use crate::legal::{amount, method_name};
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::{Schedule, ScheduleError, Terms};

/// The version of the sheet's wording.
pub const FORM_VERSION: u32 = 2;

/// The published rate a price is built on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benchmark {
    /// Its name, such as `一年期LPR`.
    pub name: Label,
    /// The day it was published.
    pub published: NaiveDate,
    /// Its value.
    pub rate: AnnualRate,
}

/// A fee as the sheet names it. A charged one must be in [`Terms::fees`] under the same
/// code, so that the annualised cost contains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosedFee {
    /// The code of the fee in the terms.
    pub code: String,
    /// Its name.
    pub name: Label,
    /// What it is, or would be if it were charged.
    pub amount: Money,
    /// Who receives it.
    pub payee: Label,
    /// Borne by the bank.
    pub waived: bool,
}

/// Everything the sheet is computed from.
#[derive(Clone, Copy, Debug)]
pub struct CostSheetInput<'a> {
    /// What the price is built on.
    pub benchmark: &'a Benchmark,
    /// Which rules to follow.
    pub borrower: BorrowerKind,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Whether interest not paid when due itself bears interest.
    pub compounds_overdue_interest: bool,
    /// Fees, charged and waived.
    pub fees: &'a [DisclosedFee],
    /// The annualised method shown first.
    pub leading: AnnualisedMethod,
    /// Who lends.
    pub lender: &'a Label,
    /// The limit offered.
    pub limit: Money,
    /// Interest on misused money over the contract rate, in per cent of it.
    pub misuse_penalty_percent: u16,
    /// Overdue interest over the contract rate, in per cent of it.
    pub overdue_penalty_percent: u16,
    /// The product.
    pub product_name: &'a Label,
    /// Whether the contract rate may change.
    pub rate_type: RateType,
    /// Seconds the sheet must be on screen.
    pub reading_seconds: u32,
    /// The draw the amounts are for.
    pub terms: &'a Terms,
}

/// Why no sheet can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureError {
    /// The terms have no schedule.
    #[error("the example cannot be scheduled")]
    Schedule(#[from] ScheduleError),
    /// The cash flows have no annualised cost.
    #[error("the cost cannot be annualised")]
    Annualised(#[from] AnnualisedError),
    /// A fee to be disclosed as charged is not in the terms.
    #[error("the fee `{0}` is charged but not in the terms")]
    FeeNotInTerms(String),
    /// A fee in the terms would not be disclosed, or would be disclosed as waived.
    #[error("the fee `{0}` is in the terms but not disclosed")]
    FeeNotDisclosed(String),
    /// A penalty rate is beyond anything real.
    #[error("the penalty rate is too high")]
    PenaltyTooHigh,
}

/// The cost sheet for an offer. Equal inputs give equal sheets.
///
/// # Errors
/// [`DisclosureError`]. A sheet whose fees differ from those in the cash flows is refused
/// rather than shown.
pub fn render(input: &CostSheetInput<'_>) -> Result<CostSheet, DisclosureError> {
    check_fees(input)?;
    let schedule = Schedule::build(input.terms, input.calendar)?;
    let annualised = yearly::annualised(input, &schedule)?;
    let default_costs = default_costs::default_costs(input)?;
    let mut items = items::items(input, &schedule);
    yearly::add_parts(input, &mut items)?;
    Ok(CostSheet {
        fields: fields::fields(input, &annualised, &items, &default_costs),
        annualised,
        borrower: input.borrower,
        default_costs,
        example: example(input.terms, &schedule),
        form_version: FORM_VERSION,
        items,
        lender: input.lender.clone(),
        limit: input.limit,
        notes: notes(input),
        product_name: input.product_name.clone(),
        reading_seconds: input.reading_seconds,
        source: source(input.borrower).to_owned(),
        title: title(input.borrower),
    })
}

fn check_fees(input: &CostSheetInput<'_>) -> Result<(), DisclosureError> {
    let charged = || input.terms.fees.iter().filter(|fee| fee.is_charged());
    for disclosed in input.fees.iter().filter(|fee| !fee.waived) {
        if !charged().any(|fee| fee.code == disclosed.code) {
            return Err(DisclosureError::FeeNotInTerms(disclosed.code.clone()));
        }
    }
    for fee in charged() {
        if !input.fees.iter().any(|disclosed| disclosed.code == fee.code && !disclosed.waived) {
            return Err(DisclosureError::FeeNotDisclosed(fee.code.clone()));
        }
    }
    Ok(())
}

fn title(borrower: BorrowerKind) -> Label {
    match borrower {
        BorrowerKind::Person => Label::new("综合融资成本明示表", "All-in financing cost sheet"),
        BorrowerKind::Enterprise => Label::new(
            "企业贷款综合融资成本清单（贷款明白纸）",
            "Enterprise loan all-in financing cost sheet",
        ),
    }
}

const fn source(borrower: BorrowerKind) -> &'static str {
    match borrower {
        BorrowerKind::Person => {
            "金规〔2026〕2号《个人贷款业务明示综合融资成本规定》；中国人民银行公告〔2021〕第3号（均未核实原文）"
        }
        BorrowerKind::Enterprise => {
            "《企业贷款综合融资成本年化率的计算规则及示例》；中国人民银行公告〔2021〕第3号（均未核实原文）"
        }
    }
}

fn example(terms: &Terms, schedule: &Schedule) -> CostExample {
    CostExample {
        amount: terms.principal,
        drawn_on: schedule.drawn_on,
        maturity: schedule.maturity(),
        method: terms.method,
        method_name: method_name(terms.method),
        term_months: terms.term.months(),
        total_fees: schedule.total_fees(),
        total_interest: schedule.total_interest(),
        total_payment: schedule.total_payment(),
    }
}

fn notes(input: &CostSheetInput<'_>) -> Vec<Label> {
    vec![
        Label::new(
            format!(
                "本表金额按一次支用{}测算；实际支用以借据为准，用多少、用几天、付多少。",
                amount(input.terms.principal).zh
            ),
            format!(
                "Amounts are for one draw of {}. You pay only for what you draw and for the days you use it.",
                amount(input.terms.principal).en
            ),
        ),
        Label::new(
            "年化率由包含全部费用的现金流计算得出。同一笔借款按单利和复利会得出不同数字，比较不同产品时请使用同一种方法。",
            "The annual costs are computed from cash flows with every fee. One loan gives different figures by the simple and the compound method; compare products by the same method.",
        ),
        Label::new(
            "利息不会预先从本金中扣除，到账金额等于支用金额。",
            "Interest is never deducted in advance: you receive the whole amount you draw.",
        ),
        Label::new(
            "违约还可能影响个人或企业征信；报送不良信息前，本行会先告知您。",
            "Default may also enter credit records; the bank tells you before it reports anything adverse.",
        ),
    ]
}

#[cfg(test)]
mod tests;
