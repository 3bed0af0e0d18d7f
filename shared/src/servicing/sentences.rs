//! What changes for the borrower, as sentences.

use super::{Outlook, ServicingAction, ServicingPreview};
use crate::language::Label;
use crate::legal::{amount, day, method_name, months, percent};
use crate::money::Money;

/// What changes for the borrower, a sentence each, the most telling first.
pub(super) fn changes(action: &ServicingAction, preview: &ServicingPreview) -> Vec<Label> {
    let ServicingPreview { before, after, .. } = preview;
    let mut said = vec![what_it_is(action, preview)];
    said.extend(next_payment(before, after));
    if before.matures_on != after.matures_on
        && let (Some(from), Some(to)) = (before.matures_on, after.matures_on)
    {
        let (from, to) = (day(from), day(to));
        said.push(Label::new(
            format!("到期日由{}改为{}。", from.zh, to.zh),
            format!("It matures on {} instead of {}.", to.en, from.en),
        ));
    }
    said.extend(cost(preview.cost_difference));
    if let ServicingAction::Renew { .. } = action {
        said.push(Label::new(
            "续贷本身不会使贷款的风险分类下调。",
            "Renewing by itself does not lower the loan's risk class.",
        ));
    }
    said
}

fn what_it_is(action: &ServicingAction, preview: &ServicingPreview) -> Label {
    match action {
        ServicingAction::DeferPrincipal { instalments } => Label::new(
            format!("接下来{instalments}期只还利息，本金由其后各期归还。"),
            format!(
                "The next {instalments} instalments ask for interest only; later ones repay the principal."
            ),
        ),
        ServicingAction::Extend { months: added } => {
            let added = months(*added);
            Label::new(
                format!("借款延长{}。", added.zh),
                format!("The loan runs {} longer.", added.en),
            )
        }
        ServicingAction::Renew { term_months, .. } => {
            let (term, interest) = (months(*term_months), amount(preview.due_at_once));
            Label::new(
                format!(
                    "新借据结清旧借据的本金，期限{}；旧借据的利息{}今天支付。",
                    term.zh, interest.zh
                ),
                format!(
                    "A new loan of {} settles the principal; the old loan's interest of {} is paid today.",
                    term.en, interest.en
                ),
            )
        }
        ServicingAction::ChangeMethod { method } => {
            let method = method_name(*method);
            Label::new(
                format!("余下部分改为{}。", method.zh),
                format!("What is left is repaid by another method: {}.", method.en),
            )
        }
        ServicingAction::DiscountRate => {
            let from = percent(preview.before.annual_rate);
            let to = percent(preview.after.annual_rate);
            Label::new(
                format!("年利率由{from}降到{to}。"),
                format!("The annual rate falls from {from} to {to}."),
            )
        }
        ServicingAction::ChangeAccount { number } => {
            let masked = number.masked();
            Label::new(
                format!("今后从账户{masked}扣款。"),
                format!("Repayments are collected from account {masked}."),
            )
        }
    }
}

fn next_payment(before: &Outlook, after: &Outlook) -> Option<Label> {
    let (was, is) = (before.next?, after.next?);
    let (day_before, before) = (day(was.due_date), amount(was.owed.total));
    let (day_after, after) = (day(is.due_date), amount(is.owed.total));
    (was != is).then(|| {
        Label::new(
            format!(
                "下一次还款：{}还{}（原为{}还{}）。",
                day_after.zh, after.zh, day_before.zh, before.zh
            ),
            format!(
                "Next payment: {} on {} (before: {} on {}).",
                after.en, day_after.en, before.en, day_before.en
            ),
        )
    })
}

fn cost(difference: Money) -> Option<Label> {
    let dearer = difference.is_positive();
    let distance = if dearer { difference } else { difference.checked_neg()? };
    if distance.is_zero() {
        return None;
    }
    let (zh, en) = if dearer { ("增加", "more") } else { ("减少", "less") };
    let distance = amount(distance);
    Some(Label::new(
        format!("按计划还款，利息费用合计{zh}{}。", distance.zh),
        format!("Repaid as planned, interest and fees come to {} {en}.", distance.en),
    ))
}
