//! The repayment plan as a picture: what each payment is made of, and what remains.

use leptos::prelude::*;
use shared::{date_text, schedule::Schedule};

use super::plot::{COLUMN, HEIGHT, Plot};
use crate::{
    format,
    language::{Voice, say},
    text::plan,
};

/// Bars of principal and interest under the line of the balance.
#[component]
pub fn Chart(
    /// The plan; the picture follows it.
    schedule: Signal<Schedule>,
) -> impl IntoView {
    let voice = Voice::expect();
    let plot = Memo::new(move |_| Plot::of(&schedule.read()));
    let width = move || plot.read().columns.max(1) * COLUMN;
    let view_box = move || ["0 0 ", &width().to_string(), " ", &HEIGHT.to_string()].concat();
    let grid = move || {
        let right = ["H", &width().to_string()].concat();
        ["M0 0", &right, "M0 50", &right, "M0 100", &right].concat()
    };
    let amount = move |label: crate::text::Message, money: shared::money::Money| {
        [voice.say(label), " ", &format::exact(money, voice.language())].concat()
    };
    let tallest = move || {
        let most = schedule.read().instalments.iter().map(|instalment| instalment.total).max();
        amount(plan::DUE, most.unwrap_or_default())
    };
    let first_due = move || {
        schedule.read().instalments.first().map(|first| date_text::format(first.due_date))
    };
    view! {
        <figure class="chart">
            <p class="chart__axis">
                <span>{tallest}</span>
                <span>{move || amount(plan::BALANCE, schedule.read().principal)}</span>
            </p>
            <svg
                class="chart__plot"
                viewBox=view_box
                preserveAspectRatio="none"
                role="img"
                aria-label=move || plan::chart_sentence(&schedule.read(), voice.language())
            >
                <path class="chart__grid" d=grid />
                <path class="chart__principal" d=move || plot.read().principal.clone() />
                <path class="chart__interest" d=move || plot.read().interest.clone() />
                <path class="chart__balance" d=move || plot.read().balance.clone() />
            </svg>
            <p class="chart__axis">
                <span>{first_due}</span>
                <span>{move || date_text::format(schedule.read().maturity())}</span>
            </p>
            <figcaption class="chart__legend">
                <span class="chart__key">{say(plan::PRINCIPAL)}</span>
                <span class="chart__key" data-series="interest">{say(plan::INTEREST)}</span>
                <span class="chart__key" data-series="balance">{say(plan::BALANCE)}</span>
            </figcaption>
        </figure>
    }
}
