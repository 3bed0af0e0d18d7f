//! Data that came together: how it came, and each datum.

use shared::api::{HeldDatum, HeldGroup, HowItCame};

use super::datum::datum;
use crate::{
    components::{Tone, badge, note},
    disputes::{Chosen, Held, dispute_place},
    dom::{View, all, el, nothing, words},
    format,
    language::Voice,
    text::profile,
};

/// How sure a group is, and whether a simulator stands in for its source.
pub(super) fn standing_badge(came: &HowItCame) -> View {
    let tone = match came {
        HowItCame::Declared { .. } => Tone::Info,
        HowItCame::Imported { .. } => Tone::Warn,
        HowItCame::Derived {} | HowItCame::Recorded { .. } | HowItCame::Fetched { .. } => {
            Tone::Good
        }
    };
    let simulated = matches!(came, HowItCame::Fetched { simulated: true, .. })
        .then(|| badge(Tone::Warn, profile::SIMULATED));
    el("span")
        .class("cluster")
        .with(badge(tone, profile::standing(came)))
        .with(simulated.unwrap_or_else(nothing))
        .into()
}

/// One group: whom it is about, how and when it came, its data; with `disputes`, each has a way to say that
/// it is wrong.
pub(super) fn group_block(group: HeldGroup, disputes: Option<Chosen>) -> View {
    let voice = Voice::expect();
    let (subject, came) = (group.subject.clone(), group.came.clone());
    let day = group.data.first().map(|first| first.as_of);
    let origin = move || {
        let language = voice.language();
        let day = day.map(|day| profile::as_of(&format::date(day, language), language));
        let parts = [subject.clone(), day.unwrap_or_default()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let how = words(move || profile::came(&came, voice.language()));
    let source = group.source;
    let row = |held: HeldDatum| {
        let about = Held { metric: held.metric, source };
        datum(held, day, disputes.map(|chosen| dispute_place(about, chosen)))
    };
    let rows = group.data.into_iter().map(row).collect::<Vec<_>>();
    let list = el("dl").class("facts").with(rows).into();
    all([note(words(origin)), note(how), list])
}
