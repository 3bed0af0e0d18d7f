//! Who applies: typed once, kept on the server as typed, checked here before it is sent.

use std::{collections::BTreeMap, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use shared::{
    api::{ApplicationView, SaveTyped, SaveTypedRequest, SetIdentity},
    facts::Segment,
};

use super::{
    Journey,
    identity_draft::{IdentityField, request},
    progress_bar::progress_bar,
    step::Step,
};
use crate::{
    api::ApiClient,
    components::{Entry, FieldProblem, TextField, error_summary, form, submit_button, text_field},
    dom::{View, el},
    failure::task_failed,
    frame::page,
    language::Voice,
    shelf::Shelf,
    task::Task,
    text::{Message, identity},
};

/// How long after the last keystroke the text is kept on the server.
const SETTLED: Duration = Duration::from_millis(900);

/// The fields of a segment with their text, in order.
type Typed = Vec<(IdentityField, RwSignal<String>)>;

/// The identity screen.
pub(super) fn identity_screen(application: &ApplicationView) -> View {
    let (voice, api, journey) = (Voice::expect(), ApiClient::expect(), Journey::expect());
    let shelf = Shelf::expect();
    let segment = application.segment;
    let id = StoredValue::new(application.application_id.clone());
    let typed = StoredValue::new(typed(application));
    let checked = RwSignal::new(false);
    let task = Task::new();
    let problems = Memo::new(move |_| {
        let found = |(field, text): &(IdentityField, RwSignal<String>)| {
            let here =
                checked.get().then(|| field.problem(&text.read(), shelf.today(), voice.language()));
            let sentence = here.flatten().or_else(|| task.field(field.name()).get())?;
            Some(FieldProblem { id: field.name(), sentence })
        };
        typed.with_value(|typed| typed.iter().filter_map(found).collect::<Vec<_>>())
    });
    keep_on_the_server(api, id, typed);
    let submit = move || {
        checked.set(true);
        task.clear();
        if problems.read_untracked().is_empty() {
            let request = request(segment, &texts(typed));
            let send = async move { api.send::<SetIdentity>(&[&id.get_value()], &request).await };
            task.run(send, move |application| journey.go_on(application));
        }
    };
    let mut fields = form(task.busy(), submit);
    for (field, text) in typed.get_value() {
        fields = fields.with(input(field, text, segment, problems));
    }
    let fields = fields.with(task_failed(task)).with(submit_button(identity::NEXT, task.busy()));
    page(move || voice.say(identity::TITLE).to_owned(), String::new)
        .with(progress_bar(application, Step::Identity))
        .with(error_summary(problems))
        .with(fields)
        .into()
}

fn typed(application: &ApplicationView) -> Typed {
    let field = |field: &IdentityField| {
        let text = application.typed.get(field.name()).cloned().unwrap_or_default();
        (*field, RwSignal::new(text))
    };
    IdentityField::of(application.segment).iter().map(field).collect()
}

fn input(
    field: IdentityField,
    text: RwSignal<String>,
    segment: Segment,
    problems: Memo<Vec<FieldProblem>>,
) -> View {
    let error = Signal::derive(move || {
        let problems = problems.read();
        let problem = problems.iter().find(|problem| problem.id == field.name())?;
        Some(problem.sentence.clone())
    });
    let (label, entry) = wording(field, segment);
    let hint = (field == IdentityField::Uscc).then_some(identity::USCC_HINT);
    let id = field.name();
    // One resident ID in eleven ends with X, which a number pad lacks.
    let last_letter = (field == IdentityField::ResidentId).then(|| {
        el("button")
            .class("field__action")
            .set("type", "button")
            .say_in("aria-label", identity::ENTER_X)
            .on_click(move || text.update(|text| text.push('X')))
            .text("X")
    });
    text_field(TextField { id, label, hint, entry, text, error }, last_letter)
}

const fn wording(field: IdentityField, segment: Segment) -> (Message, Entry) {
    let (keyboard, look) = match field {
        IdentityField::ResidentId => ("numeric", "id"),
        IdentityField::Uscc => ("text", "id"),
        IdentityField::BusinessName | IdentityField::PersonName => ("text", ""),
    };
    let autocomplete = match field {
        IdentityField::BusinessName => "organization",
        IdentityField::PersonName => "name",
        IdentityField::Uscc | IdentityField::ResidentId => "off",
    };
    let capitals = matches!(field, IdentityField::Uscc);
    let is_company = matches!(segment, Segment::MicroEnterprise);
    let label = match field {
        IdentityField::BusinessName => identity::BUSINESS_NAME,
        IdentityField::Uscc => identity::USCC,
        IdentityField::PersonName if is_company => identity::REPRESENTATIVE_NAME,
        IdentityField::PersonName => identity::PERSON_NAME,
        IdentityField::ResidentId if is_company => identity::REPRESENTATIVE_ID,
        IdentityField::ResidentId => identity::RESIDENT_ID,
    };
    (label, Entry { keyboard, autocomplete, look, capitals })
}

fn texts(typed: StoredValue<Typed>) -> BTreeMap<String, String> {
    let text = |(field, text): &(IdentityField, RwSignal<String>)| {
        (field.name().to_owned(), text.get_untracked())
    };
    typed.with_value(|typed| typed.iter().map(text).collect())
}

/// Keeps the text as typed, so that a reload or another device goes on from it.
fn keep_on_the_server(api: ApiClient, id: StoredValue<String>, typed: StoredValue<Typed>) {
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let forget_pending = move || {
        if let Some(handle) = pending.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    let keep = move || {
        let (Some(id), request) = (id.try_get_value(), SaveTypedRequest { typed: texts(typed) })
        else {
            return;
        };
        // Should it fail, the text is still on the screen and goes with the next keystroke.
        spawn_local(async move { drop(api.send::<SaveTyped>(&[&id], &request).await) });
    };
    Effect::new(move |before: Option<()>| {
        typed.with_value(|typed| typed.iter().for_each(|(_, text)| text.track()));
        forget_pending();
        if before.is_some() {
            pending.set_value(set_timeout_with_handle(keep, SETTLED).ok());
        }
    });
    on_cleanup(forget_pending);
}
