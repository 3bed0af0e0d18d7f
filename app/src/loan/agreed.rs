//! What was agreed with the draw: what the money is for, whom it was paid to, what stands behind it.

use leptos::prelude::*;
use shared::{api::LoanView, entrusted_payment::PaymentRoute};

use crate::{
    components::{FactRow, card, facts_list},
    dom::{View, nothing},
    facility::payee_text,
    format,
    language::Voice,
    text::{papers, terms},
};

/// The card.
pub(super) fn agreed_card(latest: RwSignal<LoanView>) -> View {
    let voice = Voice::expect();
    let rows = move || agreed(&latest.read(), voice);
    card(papers::DRAW_AGREED, nothing()).with(facts_list(rows)).into()
}

/// Its rows.
fn agreed(loan: &LoanView, voice: Voice) -> Vec<FactRow> {
    let language = voice.language();
    let mut rows = vec![FactRow::new(voice.say(terms::PURPOSE), loan.purpose.text(language))];
    if !loan.draw.description.is_empty() {
        rows.push(FactRow::new(voice.say(papers::OWN_WORDS), loan.draw.description.clone()));
    }
    let to = match &loan.draw.payee {
        Some(payee) => payee_text(payee, language),
        None => voice.say(papers::TO_YOURSELF).to_owned(),
    };
    rows.push(FactRow::new(voice.say(papers::TO_SELLER), to).with_note(why(loan, voice)));
    if !loan.draw.papers.is_empty() {
        let numbers = loan.draw.papers.join(language.pick("、", ", "));
        rows.push(FactRow::new(voice.say(papers::RESTS_ON), numbers));
    }
    rows
}

/// Why the seller was paid; nothing where the borrower was.
fn why(loan: &LoanView, voice: Voice) -> String {
    let language = voice.language();
    match loan.draw.route {
        PaymentRoute::ByAggregation { together } => {
            papers::was_aggregated(&format::exact(together, language), language)
        }
        PaymentRoute::ByAmount => voice.say(papers::WAS_LARGE).to_owned(),
        PaymentRoute::ByScene => voice.say(papers::WAS_SCENE).to_owned(),
        PaymentRoute::Own => String::new(),
    }
}
