//! Who asks, and for how much.

use leptos::prelude::*;
use shared::{
    facts::{Segment, say_money},
    money::{Money, capitals},
};

use super::model::QuoteModel;
use crate::{
    components::{Chips, Choice, ChoiceOption, MoneyField, Slider, SliderRange},
    language::Voice,
    rates::Rates,
    text::{quote, terms},
};

const SEGMENTS: [Segment; 3] = [Segment::MicroEnterprise, Segment::SoleTrader, Segment::Farmer];
/// Quick amounts, in ten thousands of yuan.
const QUICK_AMOUNTS: [i64; 5] = [5, 10, 20, 30, 50];
const YUAN_PER_WAN: i64 = 10_000;

/// Segment and amount.
#[component]
pub fn NeedCard(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let voice = Voice::expect();
    let segments = move || {
        let option = |segment| ChoiceOption::plain(voice.say(terms::of_segment(segment)));
        SEGMENTS.map(option).to_vec()
    };
    let segment = move || {
        let chosen = model.draft.read().segment;
        SEGMENTS.iter().position(|segment| *segment == chosen).unwrap_or(SEGMENTS.len())
    };
    let choose_segment = move |position: usize| {
        if let Some(segment) = SEGMENTS.get(position) {
            model.draft.update(|draft| draft.segment = *segment);
        }
    };
    view! {
        <section class="card">
            <Choice
                name="segment"
                legend=quote::WHO
                options=Signal::derive(segments)
                chosen=Signal::derive(segment)
                on_choose=choose_segment
            />
            <Amount model />
        </section>
    }
}

#[component]
fn Amount(model: QuoteModel) -> impl IntoView {
    let voice = Voice::expect();
    let rates = Rates::expect();
    let set = move |text: String| model.draft.update(|draft| draft.amount = text);
    let set_yuan = move |yuan: i64| set(yuan.to_string());
    let wanted = Memo::new(move |_| model.draft.read().wanted());
    let yuan = Signal::derive(move || wanted.get().unwrap_or_default().fen() / 100);
    let spoken = Signal::derive(move || {
        let amount = wanted.get().unwrap_or_default();
        if amount.is_zero() { String::new() } else { say_money(amount, voice.language()) }
    });
    let echo = move || {
        let in_capitals = wanted.get().map(capitals).unwrap_or_default();
        (spoken.get(), in_capitals)
    };
    let error = move || wanted.get().err().map(|why| voice.say(why).to_owned());
    let most = move || {
        let segment = model.draft.read().segment;
        let catalogue = rates.catalogue();
        let products = catalogue.iter().flat_map(|catalogue| catalogue.products());
        let of_segment = products.filter(|product| product.segments.contains(&segment));
        of_segment.map(|product| product.facility.maximum.fen() / 100).max().unwrap_or(YUAN_PER_WAN)
    };
    let range = move || SliderRange { least: YUAN_PER_WAN, most: most(), step: YUAN_PER_WAN };
    let quick = move || {
        let label = |wan: i64| Money::from_yuan(wan * YUAN_PER_WAN).unwrap_or_default();
        QUICK_AMOUNTS.map(|wan| say_money(label(wan), voice.language())).to_vec()
    };
    let pressed = move || {
        let is_this = |wan: &i64| wan * YUAN_PER_WAN == yuan.get();
        QUICK_AMOUNTS.iter().position(is_this).unwrap_or(QUICK_AMOUNTS.len())
    };
    let press = move |position: usize| {
        if let Some(wan) = QUICK_AMOUNTS.get(position) {
            set_yuan(wan * YUAN_PER_WAN);
        }
    };
    view! {
        <MoneyField
            id="wanted"
            label=quote::WANTED
            text=Signal::derive(move || model.draft.read().amount.clone())
            on_type=set
            echo=Signal::derive(echo)
            error=Signal::derive(error)
        />
        <Slider
            label=quote::WANTED_SLIDER
            range=Signal::derive(range)
            value=yuan
            spoken
            on_slide=set_yuan
        />
        <Chips
            labels=Signal::derive(quick)
            pressed=Signal::derive(pressed)
            on_press=press
        />
    }
}
