//! What it all comes to a year, and what each item adds to that.

use super::{CostSheetInput, DisclosureError};
use crate::annualised::{self, AnnualisedMethod};
use crate::disclosure::{AnnualisedCost, BorneBy, CostCode, CostItem};
use crate::language::Label;
use crate::rate::AnnualRate;
use crate::schedule::{Schedule, Terms};

/// All-in cost a year, the leading method first.
pub(super) fn annualised(
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

/// Fills in what each item adds a year, by the leading method: interest alone first, then each fee
/// on top of those before it. The parts add up to the all-in cost exactly; what nobody pays adds
/// nothing.
///
/// # Source
/// 《企业贷款综合融资成本年化率的计算规则及示例》: each fee annualised and summed, what the bank
/// bears left out (未核实原文).
pub(super) fn add_parts(
    input: &CostSheetInput<'_>,
    items: &mut [CostItem],
) -> Result<(), DisclosureError> {
    let mut counted = Terms { fees: Vec::new(), ..input.terms.clone() };
    let mut before = AnnualRate::ZERO;
    let mut fees = input.fees.iter();
    for item in items {
        match item.code {
            CostCode::Interest => {}
            CostCode::Fee => {
                let fee = fees.next().filter(|_| item.borne_by == BorneBy::Borrower);
                let charged = input.terms.fees.iter();
                counted.fees.extend(
                    charged.filter(|known| fee.is_some_and(|fee| fee.code == known.code)).cloned(),
                );
            }
            _ => {
                item.annual_rate = (item.borne_by == BorneBy::Nobody).then_some(AnnualRate::ZERO);
                continue;
            }
        }
        let schedule = Schedule::build(&counted, input.calendar)?;
        let rate = annualised::of_schedule(&counted, &schedule, input.leading)?.annual_rate;
        item.annual_rate = AnnualRate::from_units(rate.units().saturating_sub(before.units())).ok();
        before = rate;
    }
    Ok(())
}
