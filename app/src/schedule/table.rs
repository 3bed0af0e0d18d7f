//! The repayment plan as numbers, folded away until somebody wants to read it.

use leptos::prelude::*;
use shared::{
    date_text,
    schedule::{Instalment, Schedule},
};

use crate::{format::digits, language::say, text::plan};

/// Every instalment; built only while unfolded.
#[component]
pub fn Table(
    /// The plan; the table follows it.
    schedule: Signal<Schedule>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let table = move || open.get().then(|| rows(schedule));
    view! {
        <details class="fold" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary class="fold__summary">{say(plan::EVERY_INSTALMENT)}</summary>
            {table}
        </details>
    }
}

fn rows(schedule: Signal<Schedule>) -> impl IntoView {
    let row = |instalment: &Instalment| {
        let due = date_text::format(instalment.due_date);
        view! {
            <tr>
                <th scope="row">{instalment.number}<small>{due}</small></th>
                <td>{digits(instalment.total)}</td>
                <td>{digits(instalment.principal)}</td>
                <td>{digits(instalment.interest)}</td>
                <td>{digits(instalment.balance_after)}</td>
            </tr>
        }
    };
    let body = move || schedule.read().instalments.iter().map(row).collect::<Vec<_>>();
    let total = move |amount: fn(&Schedule) -> shared::money::Money| {
        move || digits(amount(&schedule.read()))
    };
    view! {
        <div class="table" role="region" aria-labelledby="plan-caption" tabindex="0">
            <table>
                <caption class="visually-hidden" id="plan-caption">{say(plan::CAPTION)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{say(plan::NUMBER)}</th>
                        <th scope="col">{say(plan::DUE)}</th>
                        <th scope="col">{say(plan::PRINCIPAL)}</th>
                        <th scope="col">{say(plan::INTEREST)}</th>
                        <th scope="col">{say(plan::BALANCE)}</th>
                    </tr>
                </thead>
                <tbody>{body}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{say(crate::text::terms::TOTAL)}</th>
                        <td>{total(Schedule::total_payment)}</td>
                        <td>{total(|schedule| schedule.principal)}</td>
                        <td>{total(Schedule::total_interest)}</td>
                        <td></td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}
