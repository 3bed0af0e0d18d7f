//! The interest book: every day's interest with what changed it, as a picture, as a table, as a file.

pub mod fine;
mod line;
pub mod plot;

use leptos::prelude::*;
use shared::{
    api::{GetInterestBook, GetInterestBookCsv, path},
    loan::InterestLine,
    statement::{InterestBookFile, Month},
};
use wasm_bindgen::JsValue;

use self::{fine::Fine, line::row, plot::Course};
use crate::{
    api::ApiClient,
    components::{FactRow, Series, TableRow, card, chart, facts_grid, field, note, read, table},
    dom::{El, View, el, live, nothing, words},
    format,
    frame::page,
    language::Voice,
    remote::Remote,
    routes::Reference,
    text::{interest_book, loan, terms},
};

/// The interest book of the loan `reference`.
pub fn interest_book_screen(reference: Reference) -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move { api.get::<GetInterestBook>(&[reference.as_str()]).await }
    });
    asked.screen(book)
}

fn book(file: InterestBookFile) -> View {
    let voice = Voice::expect();
    let exports = exports(&file.loan_id);
    let file = StoredValue::new(file);
    page(
        move || voice.say(interest_book::TITLE).to_owned(),
        move || voice.say(loan::BOOK_FORMULA).to_owned(),
    )
    .with(file.with_value(course_card))
    .with(days_card(file))
    .with(exports)
    .into()
}

/// How the balance went, and what all of it came to.
fn course_card(file: &InterestBookFile) -> View {
    let voice = Voice::expect();
    let course = Course::of(&file.lines);
    if course.nights == 0 {
        return card(interest_book::COURSE, nothing()).with(note(loan::BOOK_EMPTY)).into();
    }
    let nights: Vec<Fine> = file.lines.iter().filter_map(fine::earned).collect();
    let sum = Fine::sum(&nights);
    let (count, most) = (course.nights, course.most);
    let ends = [course.first, course.last].map(|day| day.map(format::day).unwrap_or_default());
    let rows = move || {
        let whole = interest_book::nights(count, voice.language());
        vec![
            FactRow::new(voice.say(interest_book::EARNED), sum.text(2)).with_note(whole),
            FactRow::new(voice.say(interest_book::HIGHEST), format::exact(most, voice.language())),
        ]
    };
    let (size, [area, line, changes]) = (course.size(), course.paths());
    let series = |class, path: String| Series { class, path: read(move || path.clone()) };
    let picture = chart(
        read(move || size),
        vec![
            series("chart__area", area),
            series("chart__balance", line),
            series("chart__now", changes),
        ],
        read(move || {
            let most = format::exact(most, voice.language());
            interest_book::sentence(count, &most, voice.language())
        }),
        vec![words(move || {
            [voice.say(terms::BALANCE), " ", &format::exact(most, voice.language())].concat()
        })],
        ends.map(Into::into).to_vec(),
        &[("balance", terms::BALANCE)],
    );
    card(interest_book::COURSE, nothing())
        .with(facts_grid(rows))
        .with(picture)
        .with(note(interest_book::DASHES))
        .into()
}

/// One month, line by line.
fn days_card(file: StoredValue<InterestBookFile>) -> View {
    let mut months: Vec<Month> =
        file.with_value(|file| file.lines.iter().map(|line| Month::of(line.on())).collect());
    months.dedup();
    months.reverse();
    let Some(newest) = months.first().copied() else { return nothing() };
    let chosen = RwSignal::new(newest);
    let lines = live(move || {
        let month = chosen.get();
        file.with_value(|file| month_table(&file.lines, month))
    });
    card(interest_book::DAYS, nothing())
        .with(month_field(months, chosen))
        .with(lines)
        .with(note(interest_book::FOUR_DECIMALS))
        .into()
}

fn month_field(months: Vec<Month>, chosen: RwSignal<Month>) -> View {
    const ID: &str = "month";
    let option = |month: Month| -> El {
        let is_chosen = move || JsValue::from_bool(chosen.get() == month);
        let name = month.to_string();
        el("option").set("value", &name).property("selected", is_chosen).text(&name)
    };
    let select = el("select")
        .class("field__input")
        .set("id", ID)
        .with(months.into_iter().map(option).collect::<Vec<_>>())
        .on_input(move |month| {
            if let Ok(month) = month.parse() {
                chosen.set(month);
            }
        });
    let control = el("div").class("field__control").with(select);
    field(ID, interest_book::MONTH, None, Signal::stored(None), control)
}

fn month_table(lines: &[InterestLine], month: Month) -> View {
    let voice = Voice::expect();
    let of_month: Vec<_> =
        lines.iter().filter(|line| Month::of(line.on()) == month).cloned().collect();
    live(move || {
        let language = voice.language();
        let rows: Vec<TableRow> = of_month.iter().map(|line| row(line, language)).collect();
        let nights: Vec<Fine> = of_month.iter().filter_map(fine::earned).collect();
        let sums = TableRow {
            heading: voice.say(terms::TOTAL).to_owned(),
            cells: vec![String::new(), String::new(), Fine::sum(&nights).text(4)],
            ..TableRow::default()
        };
        let columns = [loan::DAY, loan::BALANCE, loan::RATE, loan::DAY_INTEREST];
        table("days-caption", interest_book::DAYS, &columns, &rows, Some(sums))
    })
}

/// The same lines to keep: for a spreadsheet, and with everything a program needs to recompute them.
fn exports(loan: &str) -> View {
    let file = |address: String, extension: &str, label| {
        el("a")
            .class("button")
            .set("data-kind", "secondary")
            .set("href", &address)
            .set("download", &["puhui-interest-", loan, ".", extension].concat())
            .say(label)
    };
    let both = el("div")
        .class("cluster")
        .with(file(path::<GetInterestBookCsv>(&[loan]), "csv", interest_book::CSV))
        .with(file(path::<GetInterestBook>(&[loan]), "json", interest_book::JSON));
    card(interest_book::EXPORT, nothing()).with(note(interest_book::EXPORT_NOTE)).with(both).into()
}
