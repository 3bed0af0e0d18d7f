//! One datum: what it is, its value, and what the person said instead.

use chrono::NaiveDate;
use shared::{api::HeldDatum, facts::Unit, language::Language};

use crate::{
    dom::{El, el},
    format,
    language::Voice,
    text::profile,
};

/// One row. Its day stands in it where it is not the `day` of the others around it. What a person can do
/// about one datum of the group's source has its place at the end of the row.
pub(super) fn datum(held: &HeldDatum, day: Option<NaiveDate>) -> El {
    let language = Voice::expect().language();
    let unit = held.metric.unit();
    let mut row = el("div")
        .class("facts__row")
        .with(el("dt").class("facts__name").text(held.metric.label(language)))
        .with(el("dd").class("facts__value").text(&said(unit, &held.value, language)));
    if day != Some(held.as_of) {
        let day = profile::as_of(&format::date(held.as_of, language), language);
        row = row.with(el("dd").class("facts__note").text(&day));
    }
    if let Some(declared) = &held.declared {
        let declared = profile::declared(&said(unit, declared, language), language);
        row = row.with(el("dd").class("facts__note").set("data-tone", "warn").text(&declared));
    }
    row
}

/// A canonical text as people say it.
fn said(unit: Unit, text: &str, language: Language) -> String {
    unit.parse(text).map_or_else(|_| text.to_owned(), |value| unit.say(value, language))
}
