//! One fact as somebody types it: a figure in the unit people use, or one of a few names.

use leptos::prelude::*;
use shared::{
    facts::{Metric, Unit},
    language::Language,
};
use wasm_bindgen::JsValue;

use crate::{
    components::{described_by, field, figure_input},
    dom::{El, View, el, words},
    language::Voice,
    question,
    text::{Message, desk},
};

/// A field for one fact.
#[derive(Clone, Copy, Debug)]
pub struct MetricField {
    /// Unique on the screen.
    pub id: &'static str,
    /// Which fact.
    pub metric: Metric,
    /// The text, kept exactly as typed; empty for nothing.
    pub text: RwSignal<String>,
    /// What is wrong, when something is.
    pub error: Signal<Option<String>>,
}

/// Reads what was typed into the canonical text of the metric's unit; nothing typed is nothing said.
///
/// # Errors
/// The sentence that says what to write instead.
pub fn canonical(metric: Metric, typed: &str) -> Result<Option<String>, Message> {
    let unit = metric.unit();
    Ok(question::read(metric, typed)?.map(|value| unit.text(value)))
}

/// What a canonical text is in words.
pub fn said(metric: Metric, canonical: &str, language: Language) -> String {
    let unit = metric.unit();
    unit.parse(canonical).map_or_else(|_| canonical.to_owned(), |value| unit.say(value, language))
}

/// The field, named by the fact.
pub fn metric_field(of: MetricField) -> View {
    let voice = Voice::expect();
    labelled(of, words(move || of.metric.label(voice.language()).to_owned()))
}

/// The field, named otherwise.
pub fn labelled(of: MetricField, label: impl Into<View>) -> View {
    let control = match of.metric.unit() {
        Unit::Flag => select(of, &["true", "false"]),
        Unit::Level(names) | Unit::Category(names) => select(of, names),
        _ => figure(of),
    };
    field(of.id, label, None, of.error, control)
}

fn figure(of: MetricField) -> El {
    let voice = Voice::expect();
    let MetricField { id, metric, text, error } = of;
    let input = figure_input(id, error)
        .property("value", move || JsValue::from_str(&text.read()))
        .on_input(move |typed| text.set(typed));
    // What was typed is read back in words, so that a slip of the unit is seen at once.
    let echo = move || match canonical(metric, &text.read()) {
        Ok(Some(canonical)) => ["= ", &said(metric, &canonical, voice.language())].concat(),
        Ok(None) | Err(_) => question::unit(metric).map_or("", |unit| voice.say(unit)).to_owned(),
    };
    let unit = el("span").class("field__unit").set("aria-live", "polite").words(echo);
    el("div").class("field__control").with(input).with(unit)
}

fn select(of: MetricField, names: &'static [&'static str]) -> El {
    let voice = Voice::expect();
    let MetricField { id, metric, text, error } = of;
    let option = |name: &&'static str| {
        let name: &'static str = name;
        let is_chosen = move || JsValue::from_bool(text.read().as_str() == name);
        el("option")
            .set("value", name)
            .property("selected", is_chosen)
            .words(move || said(metric, name, voice.language()))
    };
    let select = el("select")
        .class("field__input")
        .set("id", id)
        .set("name", id)
        .set("aria-describedby", &described_by(id, false))
        .state("aria-invalid", move || error.read().is_some())
        .with(el("option").set("value", "").say(desk::LEFT_OUT))
        .with(names.iter().map(option).collect::<Vec<_>>())
        .on("change", move |event| text.set(event_target_value(&event)));
    el("div").class("field__control").with(select)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_typed_as_people_say_them_and_sent_as_the_wire_writes_them() {
        let read = |metric, typed| canonical(metric, typed).map(Option::unwrap_or_default);
        assert_eq!(read(Metric::AnnualSales, "300"), Ok("3000000.00".to_owned()));
        assert_eq!(read(Metric::TaxArrears, "0"), Ok("0.00".to_owned()));
        assert_eq!(read(Metric::MonthsInBusiness, "2.5"), Ok("30".to_owned()));
        assert_eq!(read(Metric::MonthsSinceTaxPayment, "2"), Ok("2".to_owned()));
        assert_eq!(read(Metric::TaxGrade, "B"), Ok("B".to_owned()));
        assert_eq!(read(Metric::RegistryActive, "true"), Ok("true".to_owned()));
        assert_eq!(read(Metric::RegistryActive, ""), Ok(String::new()));
        assert!(canonical(Metric::AnnualSales, "many").is_err());
    }

    #[test]
    fn what_is_held_is_said_in_words() {
        assert_eq!(said(Metric::TaxArrears, "12600.00", Language::Zh), "1.26万元");
        assert_eq!(said(Metric::TaxArrears, "?", Language::Zh), "?");
    }
}
