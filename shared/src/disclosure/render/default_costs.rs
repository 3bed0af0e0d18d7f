//! What default would cost.

use super::items::absent;
use super::{CostSheetInput, DisclosureError};
use crate::disclosure::{BorneBy, CostCode, CostItem};
use crate::language::Label;
use crate::legal::{percent, times_percent};

/// Overdue interest, interest on interest, interest on misused money.
pub(super) fn default_costs(input: &CostSheetInput<'_>) -> Result<Vec<CostItem>, DisclosureError> {
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
        annual_rate: None,
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
