//! Everything read back before it is handed in.

use shared::{
    api::{ApplicationView, Empty, Submit},
    consent::ConsentKind,
    facts::say_money,
    money::capitals,
};

use super::{Journey, findings::questions_notice, progress_bar::progress_bar, stage, step::Step};
use crate::{
    api::ApiClient,
    components::{
        ButtonKind, FactRow, StatusRow, StatusState, button, card, facts_list, link_button,
        status_list,
    },
    dom::{View, el, nothing},
    failure::task_failed,
    format,
    frame::page,
    language::Voice,
    routes::{Place, Reference},
    task::Task,
    text::{Message, controls, identity, review, terms},
};

/// The review screen.
pub(super) fn review_screen(application: &ApplicationView) -> View {
    let (voice, api, journey) = (Voice::expect(), ApiClient::expect(), Journey::expect());
    let task = Task::new();
    let id = application.application_id.clone();
    let submit = move || {
        let id = id.clone();
        let send = async move { api.send_once::<Submit>(&[&id], &Empty {}).await };
        task.run(send, move |application| journey.arrive(application));
    };
    let edit = Reference::parse(&application.application_id)
        .map(|reference| Place::Application(reference, Some(Step::Identity)).href())
        .map(|href| link_button(controls::EDIT, ButtonKind::Quiet, &href));
    let section = |title: Message, rows: Rows, beside: View| {
        let application = application.clone();
        card(title, beside).with(facts_list(move || rows(&application, voice)))
    };
    let given = application.clone();
    let consents =
        card(review::CONSENTS, nothing()).with(status_list(move || consent_rows(&given, voice)));
    page(move || voice.say(review::TITLE).to_owned(), String::new)
        .with(progress_bar(application, Step::Review))
        .with(section(review::LOAN, loan_rows, nothing()))
        .with(section(review::FACTS, fact_rows, nothing()))
        .with(questions_notice(application))
        .with(section(review::WHO, who_rows, edit.into()))
        .with(consents)
        .with(el("p").class("section__note").say(review::WHAT_FOLLOWS))
        .with(task_failed(task))
        .with(el("div").class("bar").with(button(
            review::SUBMIT,
            ButtonKind::Primary,
            task.busy(),
            submit,
        )))
        .into()
}

/// What one section reads back.
type Rows = fn(&ApplicationView, Voice) -> Vec<FactRow>;

fn loan_rows(application: &ApplicationView, voice: Voice) -> Vec<FactRow> {
    let (need, language) = (&application.need, voice.language());
    let mut rows = vec![
        FactRow::new(voice.say(terms::PRODUCT), application.product_name.text(language)),
        FactRow::new(voice.say(review::WANTED), say_money(need.amount, language))
            .with_note(capitals(need.amount)),
        FactRow::new(voice.say(terms::TERM), format::months(need.term_months, language)),
    ];
    if let Some(method) = need.method {
        rows.push(FactRow::new(voice.say(terms::METHOD), format::method(method, language)));
    }
    rows
}

fn fact_rows(application: &ApplicationView, voice: Voice) -> Vec<FactRow> {
    let language = voice.language();
    application
        .declared
        .iter()
        .map(|(metric, datum)| {
            FactRow::new(metric.label(language), metric.unit().say(datum.value, language))
        })
        .collect()
}

fn who_rows(application: &ApplicationView, voice: Voice) -> Vec<FactRow> {
    let Some(who) = &application.identity else { return Vec::new() };
    [
        (identity::BUSINESS_NAME, who.business_name.clone()),
        (identity::USCC, who.uscc.clone()),
        (identity::PERSON_NAME, Some(who.person_name.clone())),
        (identity::RESIDENT_ID, Some(who.resident_id.clone())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(FactRow::new(voice.say(name), value?)))
    .collect()
}

fn consent_rows(application: &ApplicationView, voice: Voice) -> Vec<StatusRow> {
    let row = |kind: &ConsentKind| {
        let given = stage::is_given(application, *kind);
        let state = if given { StatusState::Done } else { StatusState::Todo };
        let state_text = if given { review::GIVEN } else { controls::WAITING };
        StatusRow {
            state,
            name: kind.title(voice.language()).to_owned(),
            state_text: voice.say(state_text).to_owned(),
            note: String::new(),
        }
    };
    application.consents_needed.iter().map(row).collect()
}
