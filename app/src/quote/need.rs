//! Who asks, and for how much.

use leptos::prelude::*;
use shared::{
    facts::{Segment, say_money},
    money::{Money, capitals},
};

use super::{draft::QuoteDraft, model::QuoteModel};
use crate::{
    components::{
        Choice, ChoiceOption, MoneyField, Reading, Slider, chips, choice, money_field, read, slider,
    },
    dom::{View, all, el},
    language::Voice,
    rates::Rates,
    text::{quote, terms},
};

const SEGMENTS: [Segment; 3] = [Segment::MicroEnterprise, Segment::SoleTrader, Segment::Farmer];
/// Quick amounts, in ten thousands of yuan.
const QUICK_AMOUNTS: [i64; 5] = [5, 10, 20, 30, 50];
const YUAN_PER_WAN: i64 = 10_000;

/// Segment and amount.
pub(super) fn need_card(model: QuoteModel) -> View {
    let voice = Voice::expect();
    let segment = Choice {
        name: "segment",
        legend: quote::WHO,
        options: read(move || {
            let option = |segment| ChoiceOption::plain(voice.say(terms::of_segment(segment)));
            SEGMENTS.map(option).to_vec()
        }),
        chosen: read(move || {
            let chosen = model.draft.read().segment;
            SEGMENTS.iter().position(|segment| *segment == chosen).unwrap_or(SEGMENTS.len())
        }),
        layout: None,
    };
    let choose = move |position: usize| {
        if let Some(segment) = SEGMENTS.get(position) {
            model.draft.update(|draft| draft.segment = *segment);
        }
    };
    let amount = amount(model.draft, model.rates);
    el("section").class("card").with(choice(segment, choose)).with(amount).into()
}

/// The amount wanted: typed, slid or tapped, at most what any product of `rates` lends.
pub fn amount(draft: RwSignal<QuoteDraft>, rates: Rates) -> View {
    let voice = Voice::expect();
    let set = move |text: String| draft.update(|draft| draft.amount = text);
    let wanted = move || draft.read().wanted();
    let yuan = move || wanted().unwrap_or_default().fen() / 100;
    let spoken = move || {
        let amount = wanted().unwrap_or_default();
        if amount.is_zero() { String::new() } else { say_money(amount, voice.language()) }
    };
    let field = MoneyField {
        id: "wanted",
        label: quote::WANTED,
        text: read(move || draft.read().amount.clone()),
        echo: read(move || (spoken(), wanted().map(capitals).unwrap_or_default())),
        error: Signal::derive(move || wanted().err().map(|why| voice.say(why).to_owned())),
    };
    let sliding = Slider {
        label: quote::WANTED_SLIDER,
        ends: highest(draft, rates),
        step: YUAN_PER_WAN,
        value: read(yuan),
        spoken: read(spoken),
    };
    let quick = read(move || {
        let said = |wan: i64| {
            let amount = Money::from_yuan(wan * YUAN_PER_WAN).unwrap_or_default();
            say_money(amount, voice.language())
        };
        QUICK_AMOUNTS.map(said).to_vec()
    });
    let pressed = read(move || {
        let is_this = |wan: &i64| wan * YUAN_PER_WAN == yuan();
        QUICK_AMOUNTS.iter().position(is_this).unwrap_or(QUICK_AMOUNTS.len())
    });
    let press = move |position: usize| {
        if let Some(wan) = QUICK_AMOUNTS.get(position) {
            set((wan * YUAN_PER_WAN).to_string());
        }
    };
    all([
        money_field(field, set),
        slider(sliding, move |yuan| set(yuan.to_string())),
        chips(quick, pressed, press),
    ])
}

/// From ten thousand yuan to the most any product of the segment lends.
fn highest(draft: RwSignal<QuoteDraft>, rates: Rates) -> Reading<(i64, i64)> {
    read(move || {
        let segment = draft.read().segment;
        let catalogue = rates.catalogue();
        let products = catalogue.iter().flat_map(|catalogue| catalogue.products());
        let of_segment = products.filter(|product| product.segments.contains(&segment));
        let most = of_segment.map(|product| product.facility.maximum.fen() / 100).max();
        (YUAN_PER_WAN, most.unwrap_or(YUAN_PER_WAN))
    })
}
