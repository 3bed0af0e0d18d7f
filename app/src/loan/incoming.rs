//! Money that came from outside, and what became of it: counted, held or returned.

use leptos::prelude::*;
use shared::{api::IncomingPaymentView, repayment::Disposition};

use crate::{
    components::{Tone, badge, card},
    dom::{El, View, el, live, nothing},
    format,
    language::Voice,
    text::standing,
};

/// Every such payment, newest first; nothing while there is none.
pub(super) fn incoming_card(found: RwSignal<Vec<IncomingPaymentView>>) -> View {
    live(move || {
        let payments = found.get();
        if payments.is_empty() {
            return nothing();
        }
        let rows = untrack(|| payments.into_iter().map(row).collect::<Vec<_>>());
        card(standing::INCOMING, nothing()).with(el("ul").class("list").with(rows)).into()
    })
}

fn row(payment: IncomingPaymentView) -> El {
    let voice = Voice::expect();
    let tone = match payment.disposition {
        Disposition::Applied { .. } => Tone::Good,
        Disposition::Held { .. } => Tone::Warn,
        Disposition::Returned { .. } | Disposition::Repeated => Tone::Info,
    };
    let mark = badge(tone, standing::of_disposition(&payment.disposition));
    let (amount, on) = (payment.amount, format::day(payment.on));
    let title = move || [&on, " ", &format::exact(amount, voice.language())].concat();
    let why = move || format::said(&payment.explained, voice.language());
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").words(title))
        .with(el("span").class("list__note").words(why))
        .with(el("span").class("list__note").set("translate", "no").text(&payment.reference));
    el("li").class("list__item").with(main).with(mark)
}
