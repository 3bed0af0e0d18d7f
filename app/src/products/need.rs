//! Who asks, and for how much: what every figure beside the products is worked out for.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    catalogue::Catalogue,
    facts::{Segment, say_money},
};

use super::{Visit, filter};
use crate::{
    components::{Choice, ChoiceOption, Reading, chips, choice, fold, read},
    dom::{View, el, words},
    format,
    language::Voice,
    quote::{amount, draft::QuoteDraft},
    rates::Rates,
    shelf::Shelf,
    text::{products, quote, terms},
};

/// Kinds of borrower to choose from, behind "all".
const SEGMENTS: [Segment; 3] = [Segment::MicroEnterprise, Segment::SoleTrader, Segment::Farmer];

/// The kind of borrower, which also narrows the list.
pub(super) fn segment_choice(visit: Visit) -> View {
    let voice = Voice::expect();
    let asked = Choice {
        name: "segment",
        legend: quote::WHO,
        options: read(move || {
            let kinds = SEGMENTS.map(|segment| voice.say(terms::of_segment(segment)));
            [voice.say(products::ALL)].into_iter().chain(kinds).map(ChoiceOption::plain).collect()
        }),
        chosen: read(move || {
            let segment = visit.filter.read().segment;
            let at = SEGMENTS.iter().position(|kind| Some(*kind) == segment);
            at.map_or(0, |at| at + 1)
        }),
        layout: Some("few"),
    };
    choice(asked, move |position| {
        let segment = position.checked_sub(1).and_then(|at| SEGMENTS.get(at)).copied();
        visit.filter.update(|filter| filter.segment = segment);
        if let Some(segment) = segment {
            visit.draft.update(|draft| draft.segment = segment);
        }
    })
}

/// The need in one line, which unfolds to be changed.
pub(super) fn need_fold(draft: RwSignal<QuoteDraft>, catalogue: &Arc<Catalogue>) -> View {
    let line = need_line(draft);
    let catalogue = Arc::clone(catalogue);
    fold(line, move || {
        let rates = Rates::of(Arc::clone(&catalogue), untrack(|| Shelf::expect().today()));
        el("div")
            .class("stack")
            .with(amount(draft, rates))
            .with(term_chips(draft, &catalogue))
            .into()
    })
}

/// The need in one line.
pub(super) fn need_line(draft: RwSignal<QuoteDraft>) -> View {
    let voice = Voice::expect();
    words(move || {
        let language = voice.language();
        let draft = draft.read();
        match draft.wanted() {
            Ok(wanted) => {
                let term = format::months(draft.term_months, language);
                quote::need(&say_money(wanted, language), &term, language)
            }
            Err(why) => voice.say(why).to_owned(),
        }
    })
}

/// The terms that products of this kind of borrower have.
fn term_chips(draft: RwSignal<QuoteDraft>, catalogue: &Arc<Catalogue>) -> View {
    let voice = Voice::expect();
    let catalogue = Arc::clone(catalogue);
    let terms = move || filter::terms(&catalogue, draft.read().segment);
    let (said, pressed, offered) = (terms.clone(), terms.clone(), terms);
    let labels: Reading<Vec<String>> = read(move || {
        let language = voice.language();
        said().into_iter().map(|months| format::months(months, language)).collect()
    });
    let pressed = read(move || {
        let months = draft.read().term_months;
        pressed().iter().position(|term| *term == months).unwrap_or(usize::MAX)
    });
    let offered = StoredValue::new_local(offered);
    let press = move |position: usize| {
        let terms = untrack(|| offered.with_value(|offered| offered()));
        if let Some(months) = terms.get(position) {
            draft.update(|draft| draft.term_months = *months);
        }
    };
    el("div")
        .class("stack")
        .set("data-gap", "small")
        .with(el("p").class("field__label").say(quote::HOW_LONG))
        .with(chips(labels, pressed, press))
        .into()
}
