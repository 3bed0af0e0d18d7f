//! Whom the money goes to, why, and what is promised about it.

use leptos::prelude::*;
use shared::{api::PayeeView, entrusted_payment::PaymentRoute, language::Language, money::Money};

use super::{
    agreement::digest,
    model::{DESCRIPTION, DrawModel, PAYEE_ACCOUNT, PAYEE_NAME},
};
use crate::{
    components::{Entry, TextField, Tone, card, fold, note, notice, text_field},
    dom::{View, all, el, live, live_when, nothing},
    format,
    language::Voice,
    text::{Message, account, facility, papers},
};

const WORDS: Entry = Entry { keyboard: "text", autocomplete: "off", look: "", capitals: false };
const ACCOUNT: Entry =
    Entry { keyboard: "numeric", autocomplete: "off", look: "id", capitals: false };

/// What it is for in the borrower's own words, and whom to pay where that is asked.
pub(super) fn payment_fields(model: DrawModel) -> View {
    let route = Memo::new(move |_| model.agreement.read().route);
    let route = live(move || reason(model, route.get()));
    let payee = live_when(move || model.agreement.read().names_payee(), move || payee(model));
    all([route, description(model), payee])
}

fn description(model: DrawModel) -> View {
    let field = move |label: Message| {
        let asked = TextField {
            id: DESCRIPTION,
            label,
            hint: Some(papers::DESCRIPTION_HINT),
            entry: WORDS,
            text: model.typed().description,
            error: Signal::derive(move || model.description_error()),
        };
        text_field(asked, nothing())
    };
    let named = Memo::new(move |_| model.agreement.read().names_payee());
    live(move || {
        let label = if named.get() { papers::DESCRIPTION } else { papers::DESCRIPTION_OPTIONAL };
        untrack(|| field(label))
    })
}

fn payee(model: DrawModel) -> View {
    let field = |id, label, hint, entry, text| {
        let error = Signal::derive(move || model.payee_error(id, text));
        text_field(TextField { id, label, hint, entry, text, error }, nothing())
    };
    let typed = model.typed();
    all([
        field(PAYEE_NAME, papers::PAYEE_NAME, None, WORDS, typed.payee_name),
        field(
            PAYEE_ACCOUNT,
            papers::PAYEE_ACCOUNT,
            Some(account::NUMBER_HINT),
            ACCOUNT,
            typed.payee_account,
        ),
    ])
}

/// Somebody who is paid, as people recognise them.
pub fn payee_text(payee: &PayeeView, language: Language) -> String {
    let account = facility::account_ending(&payee.account_masked, language);
    [&payee.name, " · ", &account].concat()
}

/// Why the money does not go to the borrower; nothing when it does.
fn reason(model: DrawModel, route: PaymentRoute) -> View {
    let voice = Voice::expect();
    let threshold = model.facility.read_untracked().offer.entrusted_payment_above;
    let amount = move |money: Money| format::exact(money, voice.language());
    let why = move || match route {
        PaymentRoute::Own => String::new(),
        PaymentRoute::ByAmount => papers::by_amount(&amount(threshold), voice.language()),
        PaymentRoute::ByAggregation { together } => {
            papers::by_aggregation(&amount(together), &amount(threshold), voice.language())
        }
        PaymentRoute::ByScene => {
            let facility = model.facility.read();
            let scene = facility.offer.draws.scene.as_ref();
            let seller = scene.map(|scene| scene.paid_to.text(voice.language()));
            papers::by_scene(seller.unwrap_or_default(), voice.language())
        }
    };
    if route == PaymentRoute::Own {
        return nothing();
    }
    notice(Tone::Info)
        .with(el("p").class("notice__title").say(papers::PAID_TO_SELLER))
        .with(el("p").words(why))
        .into()
}

/// The undertaking that the draw agrees to, in full, with what names it.
pub(super) fn undertaking_card(model: DrawModel) -> View {
    live_when(
        move || model.agreement.read().undertaking.is_ok(),
        move || {
            let voice = Voice::expect();
            let promise = move || {
                let agreement = model.agreement.get();
                let shown = agreement.undertaking.as_ref().ok();
                shown.map(|shown| shown.promise.text(voice.language()).to_owned())
            };
            let number = move || {
                let agreement = model.agreement.get();
                let shown = agreement.undertaking.as_ref().ok();
                shown.map(|shown| digest(shown).short()).unwrap_or_default()
            };
            card(papers::UNDERTAKING, el("span").class("card__note").words(number))
                .with(el("p").words(move || promise().unwrap_or_default()))
                .with(fold(papers::NEVER, move || never(model)))
                .with(note(papers::AGREES))
                .into()
        },
    )
}

/// What the money must never be used for.
fn never(model: DrawModel) -> View {
    let voice = Voice::expect();
    let lines = live(move || {
        let facility = model.facility.read();
        let line = |purpose: &shared::catalogue::Label| {
            el("li").class("list__item").text(purpose.text(voice.language()))
        };
        facility.offer.prohibited_purposes.iter().map(line).collect::<Vec<_>>().into()
    });
    el("ul").class("list").with(lines).into()
}
