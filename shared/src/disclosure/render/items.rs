//! What normal performance costs, item by item.

use super::{CostSheetInput, DisclosedFee};
use crate::disclosure::{BorneBy, CostCode, CostItem, RateType};
use crate::language::Label;
use crate::legal::{amount, day, percent, spread};
use crate::money::Money;
use crate::schedule::{FeeWhen, Schedule, Terms};

/// Every item, interest first; what each adds a year is not known yet.
pub(super) fn items(input: &CostSheetInput<'_>, schedule: &Schedule) -> Vec<CostItem> {
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
    let (type_zh, type_en) = match input.rate_type {
        RateType::Fixed => ("合同期内固定不变", "fixed for the agreement"),
        RateType::Floating => ("按约定的重定价日随LPR调整", "following LPR at the agreed dates"),
    };
    let charge = Label::new(
        format!(
            "年利率{figure}（{}公布的{}{level}{}），{type_zh}",
            published.zh, benchmark.name.zh, apart.zh
        ),
        format!(
            "{figure} a year ({} of {}, {level}, {}), {type_en}",
            benchmark.name.en, published.en, apart.en
        ),
    );
    CostItem {
        annual_rate: None,
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
        annual_rate: None,
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
pub(super) fn absent(code: CostCode, name: Label, charge: Label) -> CostItem {
    CostItem {
        annual_rate: None,
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
