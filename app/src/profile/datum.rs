//! One datum: what it is, its value, and what the person said instead.

use chrono::NaiveDate;
use shared::{api::HeldDatum, facts::Unit, language::Language};

use crate::{
    dom::{El, View, el, nothing},
    format,
    language::Voice,
    text::profile,
};

/// One row. Its day stands in it where it is not the `day` of the others around it; `doing`, what a
/// person can do about it, comes last.
pub(super) fn datum(held: HeldDatum, day: Option<NaiveDate>, doing: Option<View>) -> El {
    let voice = Voice::expect();
    let HeldDatum { metric, value, as_of, declared } = held;
    let unit = metric.unit();
    let name = move || metric.label(voice.language()).to_owned();
    let value = move || said(unit, &value, voice.language());
    let mut row = el("div")
        .class("facts__row")
        .with(el("dt").class("facts__name").words(name))
        .with(el("dd").class("facts__value").words(value));
    if day != Some(as_of) {
        let day = move || {
            let language = voice.language();
            profile::as_of(&format::date(as_of, language), language)
        };
        row = row.with(el("dd").class("facts__note").words(day));
    }
    if let Some(declared) = declared {
        let declared = move || {
            let language = voice.language();
            profile::declared(&said(unit, &declared, language), language)
        };
        row = row.with(el("dd").class("facts__note").set("data-tone", "warn").words(declared));
    }
    row.with(doing.map_or_else(nothing, |doing| el("dd").class("facts__doing").with(doing).into()))
}

/// A canonical text as people say it.
fn said(unit: Unit, text: &str, language: Language) -> String {
    unit.parse(text).map_or_else(|_| text.to_owned(), |value| unit.say(value, language))
}
