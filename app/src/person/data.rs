//! One's own data: taken home in one file, deleted as far as the law lets it.

use leptos::prelude::*;
use shared::{
    api::{
        AskDeletion, DeletionDone, DeletionPlan, Empty, GetDeletionPlan, GetExport, SteppedUpAct,
        path,
    },
    date_text,
    retention::{Fate, Line},
};

use super::entry;
use crate::{
    api::ApiClient,
    components::{ButtonKind, Tone, badge, button, card, link_button, note, notice},
    dom::{El, View, el, live, nothing, words},
    failure::task_failed,
    format,
    frame::page,
    journey::Journey,
    language::Voice,
    remote::Remote,
    routes::Place,
    task::Task,
    text::{Message, frame, person, title},
    verification::{Verification, verification_view},
};

/// The screen of one's own data.
pub fn my_data_screen() -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || async move { api.get::<GetDeletionPlan>(&[]).await });
    asked.screen(|plan| my_data(&plan))
}

fn my_data(plan: &DeletionPlan) -> View {
    let voice = Voice::expect();
    page(
        move || voice.say(title::MY_DATA).to_owned(),
        move || voice.say(person::MY_DATA_LEAD).to_owned(),
    )
    .with(export_card())
    .with(deletion_card(plan))
    .into()
}

/// Everything in one file; the link is there once it is known who asks.
fn export_card() -> View {
    let verification = Verification::new();
    let ready = RwSignal::new(false);
    let get = live(move || {
        if ready.get() {
            return el("a")
                .class("button")
                .set("data-kind", "primary")
                .set("href", &path::<GetExport>(&[]))
                .set("download", "puhui-export.json")
                .say(person::SAVE_FILE)
                .into();
        }
        let verify = move || {
            verification.verify(SteppedUpAct::Export {}, move || ready.set(true));
        };
        untrack(|| button(person::EXPORT, ButtonKind::Secondary, verification.busy(), verify))
    });
    card(person::EXPORT, nothing())
        .with(note(person::EXPORT_NOTE))
        .with(verification_view(verification))
        .with(get)
        .into()
}

fn deletion_card(plan: &DeletionPlan) -> View {
    let api = ApiClient::expect();
    let (task, verification) = (Task::new(), Verification::new());
    let (previewed, done) = (RwSignal::new(false), RwSignal::new(None::<DeletionDone>));
    let delete = move || {
        let send = async move { api.send::<AskDeletion>(&[], &Empty {}).await };
        task.run(send, move |deleted| done.set(Some(deleted)));
    };
    verification.guard(task, || Some(SteppedUpAct::Delete {}), delete);
    let busy = Signal::derive(move || task.busy().get() || verification.busy().get());
    let choice = live(move || match (done.get(), previewed.get()) {
        (Some(done), _) => deleted(done),
        (None, false) => {
            let show = move || previewed.set(true);
            button(person::DELETE, ButtonKind::Secondary, busy, show)
        }
        (None, true) => {
            let keep = move || previewed.set(false);
            el("div")
                .class("stack")
                .with(button(person::DELETE_REALLY, ButtonKind::Primary, busy, delete))
                .with(button(person::KEEP, ButtonKind::Quiet, Signal::stored(false), keep))
                .into()
        }
    });
    let lines = plan.lines.clone();
    let shown = live(move || {
        done.with(|done| match done {
            Some(done) => fates(&done.plan.lines, person::GONE),
            None => fates(&lines, person::DELETED_NOW),
        })
        .into()
    });
    card(person::DELETION, nothing())
        .with(shown)
        .with(consequences(plan))
        .with(task_failed(task))
        .with(verification_view(verification))
        .with(choice)
        .into()
}

/// What goes and what stays, why and until when; `gone` says of what goes whether it has gone.
pub fn fates(lines: &[Line], gone: Message) -> El {
    let rows: Vec<El> = lines.iter().cloned().map(|of| line(of, gone)).collect();
    el("ul").class("list").with(rows)
}

fn line(line: Line, gone: Message) -> El {
    let voice = Voice::expect();
    let category = person::of_category(line.category);
    let count = line.count;
    let name = words(move || {
        let language = voice.language();
        [voice.say(category), " · ", &person::count(count, language)].concat()
    });
    match line.fate {
        Fate::Deleted => entry(name, nothing(), badge(Tone::Good, gone)),
        Fate::Kept { reason, source, until } => {
            let why = words(move || {
                let language = voice.language();
                let day = until.map(date_text::format);
                let day = person::until(day.as_deref(), language);
                [reason.text(language), " ", &day, " · ", &source].concat()
            });
            entry(name, why, badge(Tone::Info, person::KEPT))
        }
    }
}

fn consequences(plan: &DeletionPlan) -> View {
    let voice = Voice::expect();
    let back = plan.takes_back_applications;
    let taken_back =
        (back > 0).then(|| el("p").words(move || person::takes_back(back, voice.language())));
    let closed = plan.closes_account.then(|| el("p").say(person::CLOSES_ACCOUNT));
    if taken_back.is_none() && closed.is_none() {
        return nothing();
    }
    notice(Tone::Warn).with(taken_back).with(closed).into()
}

/// It is done; with the account gone, the only way on is home.
fn deleted(done: DeletionDone) -> View {
    let (voice, number) = (Voice::expect(), done.request_id);
    let promised = done.answer_promised_by.map(format::instant);
    let explained = promised.map(|time| {
        let promise = move || person::explained_by(&time, voice.language());
        el("div").class("stack").with(el("p").words(promise)).with(link_button(
            person::FOLLOW,
            ButtonKind::Primary,
            &Place::Requests.href(),
        ))
    });
    let said = notice(Tone::Good)
        .with(el("p").class("notice__title").say(person::DELETED))
        .with(el("p").say(person::REQUEST_NUMBER).text(" ").text(&number))
        .with(explained);
    let place = if done.plan.closes_account {
        Journey::expect().forget();
        Place::Quote
    } else {
        Place::Me
    };
    let label = if place == Place::Quote { frame::TO_QUOTE } else { title::ME };
    said.with(link_button(label, ButtonKind::Secondary, &place.href())).into()
}
