//! A day, typed as people write it: year, month, day.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::field::described_by;
use crate::{
    dom::{El, View, el, live, nothing},
    text::{Message, controls},
};

/// A day as typed, which may be no day yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayText {
    /// Four digits.
    pub year: String,
    /// One or two.
    pub month: String,
    /// One or two.
    pub day: String,
}

impl DayText {
    /// The text of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self {
            year: day.year().to_string(),
            month: day.month().to_string(),
            day: day.day().to_string(),
        }
    }

    /// The day, if the text is one. Full-width digits count as digits.
    pub fn day(&self) -> Option<NaiveDate> {
        let year = number(&self.year).filter(|year| *year >= 1000)?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&self.month)?, number(&self.day)?)
    }
}

/// At most four digits as a number.
fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 4 {
        return None;
    }
    text.chars().try_fold(0, |number: u32, character| {
        let wide = u32::from(character).checked_sub(u32::from('０')).filter(|digit| *digit < 10);
        Some(number * 10 + character.to_digit(10).or(wide)?)
    })
}

/// A labelled day.
#[derive(Clone, Copy, Debug)]
pub struct DateField {
    /// Unique on the screen; the fields are `<id>-year`, `<id>-month` and `<id>-day`.
    pub id: &'static str,
    /// Which day.
    pub label: Message,
    /// The day as typed.
    pub text: RwSignal<DayText>,
    /// What is wrong, when something is.
    pub error: Signal<Option<String>>,
}

/// Shows the three fields side by side.
pub fn date_field(field: DateField) -> View {
    let DateField { id, label, text, error } = field;
    let part = |name: &'static str, unit: Message, digits: &'static str, of: Part| {
        let input = el("input")
            .class("field__input")
            .set("id", &[id, "-", name].concat())
            .set("type", "text")
            .set("inputmode", "numeric")
            .set("autocomplete", "off")
            .set("maxlength", digits)
            .set("data-digits", digits)
            .set("aria-describedby", &described_by(id, false))
            .state("aria-invalid", move || error.read().is_some())
            .property("value", move || JsValue::from_str(&of(&mut text.get())[..]))
            .on_input(move |typed| text.update(|text| *of(text) = typed));
        part_of(input, unit)
    };
    let sentence = move || {
        error.get().map_or_else(nothing, |error| el("p").class("field__error").text(&error).into())
    };
    el("fieldset")
        .class("field")
        .with(el("legend").class("field__label").say(label))
        .with(
            el("div").set("id", &[id, "-error"].concat()).set("role", "alert").with(live(sentence)),
        )
        .with(
            el("div")
                .class("date-field")
                .with(part("year", controls::YEAR, "4", |text| &mut text.year))
                .with(part("month", controls::MONTH, "2", |text| &mut text.month))
                .with(part("day", controls::DAY, "2", |text| &mut text.day)),
        )
        .into()
}

/// One of the three texts of a day.
type Part = fn(&mut DayText) -> &mut String;

fn part_of(input: El, unit: Message) -> El {
    let control = el("span").class("field__control").with(input);
    el("label").class("date-field__part").with(control).with(el("span").say(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
        DayText { year: year.to_owned(), month: month.to_owned(), day: day.to_owned() }.day()
    }

    #[test]
    fn a_day_is_read_as_people_type_it() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 3);
        assert_eq!(typed("2026", "5", "3"), day);
        assert_eq!(typed("２０２６", "05", " 03"), day);
        assert_eq!(day.map(DayText::of).and_then(|text| text.day()), day);
    }

    #[test]
    fn what_is_no_day_is_none() {
        for (year, month, day) in [
            ("", "5", "3"),
            ("26", "5", "3"),
            ("2026", "13", "1"),
            ("2026", "2", "29"),
            ("2026", "2", ""),
            ("2026", "二", "1"),
            ("99999", "1", "1"),
        ] {
            assert_eq!(typed(year, month, day), None, "{year}-{month}-{day}");
        }
    }
}
