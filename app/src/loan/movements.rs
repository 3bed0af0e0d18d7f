//! What happened on the loan: money out, money back.

use leptos::prelude::*;
use shared::api::{LoanView, MovementView};

use crate::{
    components::card,
    dom::{El, View, el, live, nothing},
    format,
    language::Voice,
    text::loan,
};

/// Every movement, newest first.
pub(super) fn movements_card(latest: RwSignal<LoanView>) -> View {
    let voice = Voice::expect();
    let rows = live(move || {
        let movements = &latest.read().movements;
        movements.iter().map(|movement| row(movement, voice)).collect::<Vec<_>>().into()
    });
    card(loan::MOVEMENTS, nothing()).with(el("ul").class("list").with(rows)).into()
}

fn row(movement: &MovementView, voice: Voice) -> El {
    let language = voice.language();
    let amount = |money| format::exact(money, language);
    let is_paid = movement.amount.is_negative();
    let name = voice.say(if is_paid { loan::MOVEMENT_PAID } else { loan::MOVEMENT_DRAWN });
    let title = [&format::day(movement.on), " ", name].concat();
    let mut words =
        el("span").class("list__main").with(el("span").class("list__title").text(&title));
    if is_paid {
        let split = loan::split(&amount(movement.principal), &amount(movement.interest), language);
        words = words.with(el("span").class("list__note").text(&split));
    }
    let value = el("span").class("list__value").text(&amount(movement.amount));
    el("li").class("list__item").with(words).with(value)
}
