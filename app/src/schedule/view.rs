//! The repayment plan: what each payment is made of, and what remains after it.

use leptos::prelude::*;
use shared::{
    date_text,
    money::Money,
    schedule::{Instalment, Schedule},
};

use super::plot::{COLUMN, HEIGHT, Plot};
use crate::{
    components::{Series, TableRow, chart, fold, read, table},
    dom::{View, live, words},
    format::{self, digits},
    language::Voice,
    text::{Message, plan, terms},
};

/// Bars of principal and interest under the line of the balance; it follows the plan.
pub fn plan_chart(schedule: Memo<Schedule>) -> View {
    let voice = Voice::expect();
    let plot = move || Plot::of(&schedule.read());
    let amount = move |label: Message, money: Money| {
        [voice.say(label), " ", &format::exact(money, voice.language())].concat()
    };
    let tallest = words(move || {
        let most = schedule.read().instalments.iter().map(|instalment| instalment.total).max();
        amount(plan::DUE, most.unwrap_or_default())
    });
    let balance = words(move || amount(plan::BALANCE, schedule.read().principal));
    let first_due = words(move || {
        let schedule = schedule.read();
        let first = schedule.instalments.first();
        first.map_or_else(String::new, |first| date_text::format(first.due_date))
    });
    let last_due = words(move || date_text::format(schedule.read().maturity()));
    let series =
        |class, path: fn(Plot) -> String| Series { class, path: read(move || path(plot())) };
    chart(
        read(move || (plot().columns.max(1) * COLUMN, HEIGHT)),
        vec![
            series("chart__grid", |plot| plot.grid),
            series("chart__principal", |plot| plot.principal),
            series("chart__interest", |plot| plot.interest),
            series("chart__balance", |plot| plot.balance),
        ],
        read(move || plan::chart_sentence(&schedule.read(), voice.language())),
        vec![tallest, balance],
        vec![first_due, last_due],
        &[("principal", plan::PRINCIPAL), ("interest", plan::INTEREST), ("balance", plan::BALANCE)],
    )
}

/// Every instalment, folded away until somebody wants to read it.
pub fn plan_table(schedule: Memo<Schedule>) -> View {
    let voice = Voice::expect();
    let row = |instalment: &Instalment| TableRow {
        heading: instalment.number.to_string(),
        small: date_text::format(instalment.due_date),
        cells: [
            instalment.total,
            instalment.principal,
            instalment.interest,
            instalment.balance_after,
        ]
        .map(digits)
        .to_vec(),
        warn: false,
    };
    let rows = move || {
        let schedule = schedule.read();
        let sums = TableRow {
            heading: voice.say(terms::TOTAL).to_owned(),
            cells: vec![
                digits(schedule.total_payment()),
                digits(schedule.principal),
                digits(schedule.total_interest()),
                String::new(),
            ],
            ..TableRow::default()
        };
        let columns = [plan::NUMBER, plan::DUE, plan::PRINCIPAL, plan::INTEREST, plan::BALANCE];
        let rows: Vec<_> = schedule.instalments.iter().map(row).collect();
        table("plan-caption", plan::CAPTION, &columns, &rows, Some(sums))
    };
    fold(plan::EVERY_INSTALMENT, move || live(rows))
}
