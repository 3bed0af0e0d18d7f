//! The figures of up to three products side by side.
//!
//! On a phone each row's name stands above its values, so that three columns fit into 320 px; on a
//! wide screen it stands at their left. The roles are said expressly, for the layout is not a table's.

use shared::{
    catalogue::{GreenLane, Product},
    date_text,
    facts::say_money,
    guide::paper_name,
    language::Language,
    schedule::Instalment,
};

use super::compare::Side;
use crate::{
    components::card,
    dom::{El, View, el, nothing},
    format,
    routes::{Place, Reference},
    text::{Message, plan, products, quote, terms},
};

/// What one row says about a product, and a second line under it; empty for none.
type Cell = fn(&Side<'_>, Language) -> (String, String);

const ROWS: [(Message, Cell); 15] = [
    (products::AMOUNT, |side, language| alone(say_money(side.offer.amount, language))),
    (quote::ESTIMATED_LIMIT, |side, language| alone(say_money(side.offer.limit, language))),
    (terms::TERM, |side, language| alone(format::months(side.offer.term_months, language))),
    (terms::METHOD, |side, language| alone(format::method(side.offer.method, language))),
    (terms::ANNUAL_RATE, |side, _| alone(format::percent(side.offer.price.annual_rate))),
    (terms::ALL_IN_IRR, |side, _| alone(format::percent(side.offer.annualised_irr))),
    (terms::ALL_IN_SIMPLE, |side, _| alone(format::percent(side.offer.annualised_simple))),
    (terms::COST_OF_10000_PER_DAY, |side, language| {
        alone(format::exact(side.offer.cost_of_10000_per_day, language))
    }),
    (quote::TOTAL_COST, |side, language| alone(format::exact(side.offer.total_cost, language))),
    (plan::FIRST_PAYMENT, |side, language| {
        payment(side.offer.schedule.instalments.first(), language)
    }),
    (plan::LAST_PAYMENT, |side, language| {
        payment(side.offer.schedule.instalments.last(), language)
    }),
    (plan::TOTAL_FEES, |side, language| alone(fees(side, language))),
    (terms::SECURITY, |side, language| {
        alone(terms::of_security(side.product.security).in_language(language))
    }),
    (products::PAPERS, |side, language| alone(papers(side.product, language))),
    (products::ANSWERED_WITHIN, |side, language| {
        alone(promise(side.product.green_lane.as_ref(), language))
    }),
];

/// A cell of one line.
fn alone(text: impl Into<String>) -> (String, String) {
    (text.into(), String::new())
}

/// Every row for every product.
pub(super) fn compare_table(sides: &[Side<'_>], language: Language) -> View {
    let columns = sides.len().to_string();
    let head = el("tr")
        .set("role", "row")
        .with(el("td").set("role", "cell"))
        .with(sides.iter().map(|side| heading(side.product, language)).collect::<Vec<_>>());
    let row = |(label, cell): &(Message, Cell)| {
        let name = el("th").set("scope", "row").set("role", "rowheader").say(label);
        let cells: Vec<(String, String)> = sides.iter().map(|side| cell(side, language)).collect();
        let differs = cells.iter().any(|cell| Some(cell) != cells.first());
        let cells = cells.iter().map(|(text, small)| {
            let small = (!small.is_empty()).then(|| el("small").text(small));
            el("td").set("role", "cell").text(text).with(small)
        });
        let line = el("tr").set("role", "row").flag("data-differs", differs);
        line.with(name).with(cells.collect::<Vec<_>>())
    };
    let rows: Vec<El> = ROWS.iter().map(row).collect();
    let table = el("table")
        .set("role", "table")
        .set("data-columns", &columns)
        .with(el("caption").class("visually-hidden").say(products::COMPARE_TITLE))
        .with(el("thead").set("role", "rowgroup").with(head))
        .with(el("tbody").set("role", "rowgroup").with(rows));
    card(products::SIDE_BY_SIDE, nothing())
        .with(el("div").class("versus").with(table))
        .with(el("p").class("card__note").say(terms::SIMPLE_AND_IRR))
        .into()
}

fn heading(product: &Product, language: Language) -> El {
    let place = Reference::parse(&product.id).map(Place::Product);
    let link = el("a")
        .set("href", &place.map(|place| place.href()).unwrap_or_default())
        .text(product.name.text(language));
    el("th").set("scope", "col").set("role", "columnheader").with(link)
}

/// What is paid, and when.
fn payment(instalment: Option<&Instalment>, language: Language) -> (String, String) {
    instalment.map_or_else(Default::default, |instalment| {
        let due = date_text::format(instalment.due_date);
        (format::exact(instalment.total, language), due)
    })
}

fn fees(side: &Side<'_>, language: Language) -> String {
    let fees = side.offer.schedule.total_fees();
    if fees.is_zero() {
        products::NO_FEES.in_language(language).to_owned()
    } else {
        format::exact(fees, language)
    }
}

fn papers(product: &Product, language: Language) -> String {
    if product.papers.is_empty() {
        return products::NO_PAPERS.in_language(language).to_owned();
    }
    let names = product.papers.iter().map(|paper| paper_name(*paper).text(language).to_owned());
    names.collect::<Vec<_>>().join(language.pick("、", ", "))
}

fn promise(lane: Option<&GreenLane>, language: Language) -> String {
    match lane {
        Some(lane) => products::promise(lane.promise_minutes, lane.ordinary_minutes, language),
        None => products::NO_PROMISE.in_language(language).to_owned(),
    }
}
