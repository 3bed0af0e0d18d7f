//! The short form of one product: how much, and the few facts its answer depends on.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{catalogue::Product, facts::Metric, facts::Segment, inquiry};

use super::trial::Trial;
use crate::{
    components::{Choice, ChoiceOption, card, choice, fold, note, read},
    dom::{View, el, live, live_when, nothing, words},
    language::Voice,
    question,
    quote::amount,
    text::{product as text, quote, terms},
};

/// Who asks, where the product is for several kinds, and for how much.
pub(super) fn need_card(trial: Trial, product: &Product) -> View {
    let card = el("section").class("card");
    let card = if product.segments.len() > 1 {
        card.with(segment_choice(trial, product.segments.clone()))
    } else {
        card
    };
    card.with(amount(trial.quote.draft, trial.quote.rates)).into()
}

fn segment_choice(trial: Trial, segments: Vec<Segment>) -> View {
    let voice = Voice::expect();
    let draft = trial.quote.draft;
    let segments = Arc::new(segments);
    let (named, of_chosen) = (Arc::clone(&segments), Arc::clone(&segments));
    let asked = Choice {
        name: "segment",
        legend: quote::WHO,
        options: read(move || {
            let option =
                |segment: &Segment| ChoiceOption::plain(voice.say(terms::of_segment(*segment)));
            named.iter().map(option).collect()
        }),
        chosen: read(move || {
            let segment = draft.read().segment;
            of_chosen.iter().position(|one| *one == segment).unwrap_or(usize::MAX)
        }),
        layout: None,
    };
    choice(asked, move |position| {
        if let Some(segment) = segments.get(position) {
            draft.update(|draft| draft.segment = *segment);
        }
    })
}

/// The form itself: what the limit rests on first, and how much of it is that.
pub(super) fn try_card(trial: Trial) -> View {
    let voice = Voice::expect();
    let examples = live_when(
        move || {
            let draft = trial.quote.draft.read();
            let is_example = |metric: &Metric| {
                !draft.is_answered(*metric) && !question::example(*metric).is_empty()
            };
            trial.form.read().iter().any(is_example)
        },
        || note(quote::EXAMPLES),
    );
    let needed = words(move || {
        let rests_on = |metric: &&Metric| {
            trial.product.with_value(|product| inquiry::rests_on(product, **metric))
        };
        let form = trial.form.read();
        let needed = form.iter().filter(rests_on).count();
        text::needed(needed, form.len(), voice.language())
    });
    let questions = live(move || {
        let form = trial.form.read();
        let controls = form.iter().map(|metric| question::control(trial.quote.draft, *metric));
        controls.collect::<Vec<_>>().into()
    });
    card(text::TRY, examples).with(note(needed)).with(questions).into()
}

/// What the quote was told already and this product reads too; there to be changed.
pub(super) fn known_card(trial: Trial) -> View {
    let voice = Voice::expect();
    live(move || {
        let known = trial.known.get();
        if known.is_empty() {
            return nothing();
        }
        let summary = text::known(known.len(), voice.language());
        let controls = move || {
            let controls = known.iter().map(|metric| question::control(trial.quote.draft, *metric));
            controls.collect::<Vec<_>>().into()
        };
        el("section").class("card").with(fold(summary, controls)).into()
    })
}
