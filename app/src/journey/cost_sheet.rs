//! What it all costs, on the screen for its reading time before it can be acknowledged.

use leptos::prelude::*;
use shared::{
    api::{
        AcknowledgeCostSheet, AcknowledgeCostSheetRequest, ApplicationView, CostSheetView, Empty,
        ShowCostSheet,
    },
    disclosure::{CostItem, CostSheet, RateType},
    language::{Label, Language},
    rate::AnnualRate,
};

use super::Journey;
use crate::{
    api::ApiClient,
    components::{Countdown, FactRow, TableRow, card, check, facts_grid, facts_list, table},
    dom::{El, View, el, live, nothing, words},
    failure::task_failed,
    format,
    frame::page,
    language::Voice,
    remote::Remote,
    task::Task,
    text::{Message, controls, cost, terms},
};

/// The cost sheet; its reading time starts when the server first shows it.
pub(super) fn cost_sheet_screen(application: ApplicationView) -> View {
    let api = ApiClient::expect();
    let id = application.application_id;
    let asked = id.clone();
    let sheet = Remote::new(move || {
        let id = asked.clone();
        async move { api.send::<ShowCostSheet>(&[&id], &Empty {}).await }
    });
    sheet.screen(move |shown| reading(id.clone(), shown))
}

fn reading(id: String, shown: CostSheetView) -> View {
    let voice = Voice::expect();
    let CostSheetView { cost_sheet: sheet, digest, seconds_left, .. } = shown;
    let countdown = Countdown::new();
    countdown.start(seconds_left);
    let read = RwSignal::new(false);
    let task = Task::new();
    let (api, journey) = (ApiClient::expect(), Journey::expect());
    let acknowledge = move || {
        let (id, request) = (id.clone(), AcknowledgeCostSheetRequest { digest });
        let send = async move { api.send_once::<AcknowledgeCostSheet>(&[&id], &request).await };
        task.run(send, move |application| journey.go_on(application));
    };
    let annualised = sheet.annualised.clone();
    let confirm = words(move || {
        let language = voice.language();
        let leading = annualised.first();
        let rate = leading.map(|cost| {
            [cost.label.text(language), " ", &format::percent(cost.annual_rate)].concat()
        });
        cost::confirmation(&rate.unwrap_or_default(), language)
    });
    let title = sheet.title.clone();
    page(move || title.text(voice.language()).to_owned(), move || voice.say(cost::LEAD).to_owned())
        .with(items(&sheet))
        .with(default_costs(&sheet))
        .with(notes(&sheet))
        .with(check("read", read, confirm))
        .with(task_failed(task))
        .with(el("div").class("bar").with(acknowledge_button(countdown, read, task, acknowledge)))
        .into()
}

/// Blocked until the sheet has been read and confirmed, and says what is still missing.
fn acknowledge_button(
    countdown: Countdown,
    read: RwSignal<bool>,
    task: Task,
    acknowledge: impl Fn() + 'static,
) -> El {
    let voice = Voice::expect();
    let is_blocked = move || countdown.left() > 0 || !read.get() || task.busy().get();
    let label = move || match (countdown.left(), read.get()) {
        (0, _) if task.busy().get() => voice.say(controls::WORKING).to_owned(),
        (0, true) => voice.say(cost::ACKNOWLEDGE).to_owned(),
        (0, false) => voice.say(cost::TICK_FIRST).to_owned(),
        (seconds, _) => cost::read_on(seconds, voice.language()),
    };
    el("button")
        .class("button")
        .set("type", "button")
        .set("data-kind", "primary")
        .state("aria-busy", move || task.busy().get())
        .state("aria-disabled", is_blocked)
        .on_click(move || {
            if !untrack(is_blocked) {
                acknowledge();
            }
        })
        .words(label)
}

fn items(sheet: &CostSheet) -> El {
    let voice = Voice::expect();
    let (list, example) = (sheet.items.clone(), sheet.example.clone());
    let rows = live(move || {
        let language = voice.language();
        let sums = TableRow {
            heading: voice.say(terms::TOTAL).to_owned(),
            cells: vec![format::digits(
                example.total_interest.checked_add(example.total_fees).unwrap_or_default(),
            )],
            ..TableRow::default()
        };
        let columns = [cost::ITEM, cost::AMOUNT];
        let rows: Vec<_> = list.iter().map(|item| row(item, language)).collect();
        table("cost-items", cost::ITEMS, &columns, &rows, Some(sums))
    });
    let annualised = sheet.annualised.clone();
    let rates = facts_grid(move || {
        let language = voice.language();
        let rate = |cost: &shared::disclosure::AnnualisedCost| {
            FactRow::new(cost.label.text(language), format::percent(cost.annual_rate))
        };
        annualised.iter().map(rate).collect()
    });
    let example = sheet.example.clone();
    let basis = words(move || {
        let language = voice.language();
        let amount = format::exact(example.amount, language);
        let term = format::months(example.term_months, language);
        cost::example(&amount, &term, example.method_name.text(language), language)
    });
    card(cost::ITEMS, nothing())
        .with(el("p").class("card__note").with(basis))
        .with(rows)
        .with(rates)
        .with(terms_of(sheet))
}

/// Whether the rate may change, how interest is paid, and whether the cost is capped.
fn terms_of(sheet: &CostSheet) -> View {
    let voice = Voice::expect();
    let fields = sheet.fields.clone();
    facts_list(move || {
        let language = voice.language();
        let rate_type = match fields.interest_rate_type {
            RateType::Fixed => cost::FIXED,
            RateType::Floating => cost::FLOATING,
        };
        let capped = if fields.capped { cost::CAPPED } else { cost::NOT_CAPPED };
        vec![
            FactRow::new(voice.say(cost::RATE_TYPE), voice.say(rate_type)),
            FactRow::new(voice.say(cost::PAID_HOW), fields.interest.repay_mode.text(language)),
            FactRow::new(voice.say(cost::CAP), voice.say(capped))
                .with_note(fields.cap.text(language)),
        ]
    })
}

fn row(item: &CostItem, language: Language) -> TableRow {
    let amount = item.amount.map(format::digits);
    let payee = cost::paid_to(item.payee.text(language), language);
    let part = item.annual_rate.filter(|rate| *rate != AnnualRate::ZERO);
    let part = part.map(|rate| cost::adds(&format::percent(rate), language));
    TableRow {
        heading: item.name.text(language).to_owned(),
        small: [
            item.charge.text(language),
            " · ",
            item.when.text(language),
            " · ",
            &payee,
            &part.unwrap_or_default(),
        ]
        .concat(),
        cells: vec![amount.unwrap_or_else(|| "—".to_owned())],
        warn: false,
    }
}

fn default_costs(sheet: &CostSheet) -> El {
    let voice = Voice::expect();
    let list = sheet.default_costs.clone();
    let rows = move || {
        let language = voice.language();
        let row = |item: &CostItem| {
            FactRow::new(item.name.text(language), item.charge.text(language))
                .with_note(item.when.text(language))
        };
        list.iter().map(row).collect()
    };
    titled(cost::IF_LATE).with(facts_list(rows))
}

fn titled(title: Message) -> El {
    card(title, nothing())
}

fn notes(sheet: &CostSheet) -> View {
    let voice = Voice::expect();
    let notes = sheet.notes.clone();
    live(move || {
        let note = |note: &Label| el("p").class("section__note").text(note.text(voice.language()));
        notes.iter().map(note).collect::<Vec<_>>().into()
    })
}
