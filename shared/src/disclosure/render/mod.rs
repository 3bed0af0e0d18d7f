//! Fills in the cost sheet from the terms offered.

use chrono::NaiveDate;

use super::{AnnualisedCost, BorneBy, BorrowerKind, CostCode, CostExample, CostItem, CostSheet};
use crate::annualised::{self, AnnualisedError, AnnualisedMethod};
use crate::calendar::Calendar;
use crate::language::Label;
use crate::legal::{amount, day, method_name, percent, spread, times_percent};
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::{FeeWhen, Schedule, ScheduleError, Terms};

/// The version of the sheet's wording.
pub const FORM_VERSION: u32 = 1;

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
    Ok(CostSheet {
        annualised: annualised(input, &schedule)?,
        borrower: input.borrower,
        default_costs: default_costs(input)?,
        example: example(input.terms, &schedule),
        form_version: FORM_VERSION,
        items: items(input, &schedule),
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

fn annualised(
    input: &CostSheetInput<'_>,
    schedule: &Schedule,
) -> Result<Vec<AnnualisedCost>, DisclosureError> {
    let mut methods = vec![AnnualisedMethod::Irr, AnnualisedMethod::Simple];
    methods.sort_by_key(|method| *method != input.leading);
    methods
        .into_iter()
        .map(|method| {
            let cost = annualised::of_schedule(input.terms, schedule, method)?;
            let label = method_label(method);
            Ok(AnnualisedCost { annual_rate: cost.annual_rate, label, method })
        })
        .collect()
}

fn method_label(method: AnnualisedMethod) -> Label {
    match method {
        AnnualisedMethod::Simple => Label::new(
            "综合融资成本年化率（单利：每期内部收益率×每年期数）",
            "All-in annual cost (simple: periodic internal rate × periods a year)",
        ),
        AnnualisedMethod::Irr => Label::new(
            "综合融资成本年化率（复利：内部收益率法）",
            "All-in annual cost (compound: internal rate of return)",
        ),
        AnnualisedMethod::Xirr => Label::new(
            "综合融资成本年化率（复利：按实际天数的内部收益率法）",
            "All-in annual cost (compound: internal rate of return on actual days)",
        ),
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

fn items(input: &CostSheetInput<'_>, schedule: &Schedule) -> Vec<CostItem> {
    let mut items = vec![interest(input, schedule)];
    items.extend(input.fees.iter().map(|fee| fee_item(fee, input.terms)));
    items.push(absent(
        CostCode::Guarantee,
        Label::new("担保费", "Guarantee fee"),
        Label::new("无需担保，不收取", "No guarantee is needed and none is charged"),
    ));
    items.push(CostItem {
        source: "民法典第六百七十七条".to_owned(),
        ..absent(
            CostCode::Prepayment,
            Label::new("提前还款违约金", "Early repayment charge"),
            Label::new(
                "可随时提前还款，利息只计至还款当日，不收违约金",
                "Repay any day; interest stops that day, and there is no charge",
            ),
        )
    });
    items.push(absent(
        CostCode::Other,
        Label::new("其他费用（含合作机构）", "Anything else, by the bank or its partners"),
        Label::new(
            "除本表列明外，不收取任何费用",
            "Nothing beyond what this sheet lists is charged",
        ),
    ));
    items
}

fn interest(input: &CostSheetInput<'_>, schedule: &Schedule) -> CostItem {
    let (terms, benchmark) = (input.terms, input.benchmark);
    let published = day(benchmark.published);
    let apart = spread(terms.annual_rate, benchmark.rate);
    let (figure, level) = (percent(terms.annual_rate), percent(benchmark.rate));
    let charge = Label::new(
        format!(
            "年利率{figure}（{}公布的{}{level}{}），合同期内固定不变",
            published.zh, benchmark.name.zh, apart.zh
        ),
        format!(
            "{figure} a year ({} of {}, {level}, {}), fixed for the agreement",
            benchmark.name.en, published.en, apart.en
        ),
    );
    CostItem {
        amount: Some(schedule.total_interest()),
        borne_by: BorneBy::Borrower,
        charge,
        code: CostCode::Interest,
        name: Label::new("利息", "Interest"),
        payee: input.lender.clone(),
        source: "借款合同；按日计息，日利率＝年利率÷360（未核实：银发〔2003〕251号等）".to_owned(),
        when: Label::new(
            "自放款日起按实际用款天数计算，随每期还款支付",
            "From the day of payout, for the days the money is used; paid with each instalment",
        ),
    }
}

fn fee_item(fee: &DisclosedFee, terms: &Terms) -> CostItem {
    let when = terms.fees.iter().find(|known| known.code == fee.code).map(|known| known.when);
    CostItem {
        amount: Some(if fee.waived { Money::ZERO } else { fee.amount }),
        borne_by: if fee.waived { BorneBy::Lender } else { BorneBy::Borrower },
        charge: if fee.waived {
            Label::new("0元（由本行承担，不向借款人收取）", "Nothing (borne by the bank)")
        } else {
            amount(fee.amount)
        },
        code: CostCode::Fee,
        name: fee.name.clone(),
        payee: fee.payee.clone(),
        source: "产品目录".to_owned(),
        when: match when {
            _ if fee.waived => Label::new("不收取", "Not charged"),
            Some(FeeWhen::Upfront) => Label::new(
                "放款日另行支付，不从本金中扣除",
                "On the day of payout, never out of the principal",
            ),
            Some(FeeWhen::EachInstalment) => Label::new("随每期还款支付", "With each instalment"),
            Some(FeeWhen::Prepayment) => {
                Label::new("提前归还本金时支付", "With principal repaid early")
            }
            Some(FeeWhen::AtEnd) | None => Label::new("随最后一期支付", "With the last instalment"),
        },
    }
}

/// An item that is listed because it is asked for everywhere and does not exist here.
fn absent(code: CostCode, name: Label, charge: Label) -> CostItem {
    CostItem {
        amount: Some(Money::ZERO),
        borne_by: BorneBy::Nobody,
        charge,
        code,
        name,
        payee: Label::new("无", "nobody"),
        source: "借款合同".to_owned(),
        when: Label::new("不收取", "Not charged"),
    }
}

fn default_costs(input: &CostSheetInput<'_>) -> Result<Vec<CostItem>, DisclosureError> {
    let contract_rate = input.terms.annual_rate;
    let penalty = |over| times_percent(contract_rate, over).ok_or(DisclosureError::PenaltyTooHigh);
    let overdue = percent(penalty(input.overdue_penalty_percent)?);
    let misuse = percent(penalty(input.misuse_penalty_percent)?);
    let raised = |rate: &str, over: u16| {
        Label::new(
            format!("年利率{rate}（合同利率上浮{over}%）"),
            format!("{rate} a year (the contract rate and {over}% of it)"),
        )
    };
    let item = |code, name, charge, when, source: &str| CostItem {
        amount: None,
        borne_by: BorneBy::Borrower,
        charge,
        code,
        name,
        payee: input.lender.clone(),
        source: source.to_owned(),
        when,
    };
    let mut costs = vec![item(
        CostCode::OverduePenalty,
        Label::new("逾期罚息", "Overdue interest"),
        raised(&overdue, input.overdue_penalty_percent),
        Label::new(
            "仅就到期未还的本金，自逾期之日起至还清之日止按日计收，代替合同利率",
            "On overdue principal only, by the day until it is paid, in place of the contract rate",
        ),
        "银发〔2003〕251号（未核实原文）；民法典第六百七十六条",
    )];
    costs.push(if input.compounds_overdue_interest {
        item(
            CostCode::CompoundInterest,
            Label::new("复利", "Interest on overdue interest"),
            raised(&overdue, input.overdue_penalty_percent),
            Label::new(
                "仅就到期未付的正常利息按日计收；对罚息不计收复利",
                "On contract interest not paid when due, by the day; never on overdue interest itself",
            ),
            "银发〔2003〕251号（未核实原文）",
        )
    } else {
        absent(
            CostCode::CompoundInterest,
            Label::new("复利", "Interest on overdue interest"),
            Label::new("不计收复利", "None is charged"),
        )
    });
    costs.push(item(
        CostCode::MisusePenalty,
        Label::new("挪用罚息", "Interest on misused money"),
        raised(&misuse, input.misuse_penalty_percent),
        Label::new(
            "仅就未按约定用途使用的部分，自挪用之日起按日计收；与逾期罚息不重复计收",
            "On the part misused, by the day from that day; never together with overdue interest",
        ),
        "银发〔2003〕251号（未核实原文）",
    ));
    Ok(costs)
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
