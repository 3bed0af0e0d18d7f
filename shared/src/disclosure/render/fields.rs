//! The fields the industry exchanges, from the lines of the sheet.

use super::CostSheetInput;
use crate::disclosure::{
    AnnualisedCost, BorneBy, ChargeField, CostCode, CostFields, CostItem, FeeField,
};
use crate::language::Label;
use crate::rate::AnnualRate;

/// The fields; every one is filled, also where there is no such charge.
pub(super) fn fields(
    input: &CostSheetInput<'_>,
    annualised: &[AnnualisedCost],
    items: &[CostItem],
    default_costs: &[CostItem],
) -> CostFields {
    let leading = annualised.first();
    let line = |code| items.iter().chain(default_costs).find(move |item| item.code == code);
    let others = items.iter().filter(|item| matches!(item.code, CostCode::Fee | CostCode::Other));
    CostFields {
        cost_rate: leading.map_or(AnnualRate::ZERO, |cost| cost.annual_rate),
        cost_method: leading.map_or(input.leading, |cost| cost.method),
        interest: fee(line(CostCode::Interest), input.terms.annual_rate),
        interest_rate_type: input.rate_type,
        guarantee: fee(line(CostCode::Guarantee), AnnualRate::ZERO),
        prepayment: charge(line(CostCode::Prepayment)),
        overdue: charge(line(CostCode::OverduePenalty)),
        misuse: charge(line(CostCode::MisusePenalty)),
        others: others.map(|item| charge(Some(item))).collect(),
        capped: true,
        cap: Label::new(
            "除本表列明外不收取任何费用，正常履约的综合融资成本不超过本表所列年化率",
            "Nothing beyond this sheet is charged: performing as agreed, the cost cannot exceed the rate shown",
        ),
    }
}

fn fee(item: Option<&CostItem>, rate: AnnualRate) -> FeeField {
    FeeField {
        rate,
        charge: text(item, |item| &item.charge),
        repay_mode: text(item, |item| &item.when),
        payee: text(item, |item| &item.payee),
        borne_by: item.map_or(BorneBy::Nobody, |item| item.borne_by),
    }
}

fn charge(item: Option<&CostItem>) -> ChargeField {
    ChargeField {
        name: text(item, |item| &item.name),
        charge: text(item, |item| &item.charge),
        when: text(item, |item| &item.when),
        payee: text(item, |item| &item.payee),
        borne_by: item.map_or(BorneBy::Nobody, |item| item.borne_by),
    }
}

fn text(item: Option<&CostItem>, of: fn(&CostItem) -> &Label) -> Label {
    item.map_or_else(|| Label::new("无", "none"), |item| of(item).clone())
}
