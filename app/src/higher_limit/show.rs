//! Handing in a file that shows a figure, and where it stands.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{ShowPaper, ShowPaperRequest, ShownPaperView},
    desk::{Outcome, ShownRefused},
    facts::Metric,
    language::{Language, Say as _},
};
use web_sys::File;

use super::HigherLimit;
use crate::{
    components::{FileField, Tone, badge, file_field},
    dom::{El, View, el, nothing},
    failure::task_failed,
    file_text, format,
    metric_field::said,
    task::Task,
    text::higher_limit,
};

/// Which files are offered first.
const ACCEPT: &str = "image/jpeg,image/png,application/pdf,.csv,.txt,text/csv,text/plain";

/// A figure that a file can show: what is known of one handed in, and the way to hand one in.
pub(super) fn figure(
    limit: HigherLimit,
    increase: &str,
    metric: Metric,
    shown: Option<&ShownPaperView>,
) -> El {
    let voice = limit.voice;
    let waits = shown.is_some_and(|shown| shown.outcome.is_none());
    let mark = shown.map(mark);
    let note = {
        let shown = shown.cloned();
        move || {
            let told = shown.as_ref().map(|shown| told(shown, voice.language()));
            told.unwrap_or_else(|| voice.say(higher_limit::SHOW_PAPER).to_owned())
        }
    };
    let main = el("span")
        .class("list__main")
        .with(
            el("span")
                .class("list__title")
                .words(move || metric.label(voice.language()).to_owned()),
        )
        .with(el("span").class("list__note").words(note));
    let more =
        (!waits).then(|| el("div").class("list__more").with(choice(limit, increase, metric)));
    el("li").class("list__item").with(main).with(mark).with(more)
}

fn mark(shown: &ShownPaperView) -> View {
    match &shown.outcome {
        None => badge(Tone::Info, higher_limit::BEING_CHECKED),
        Some(Outcome::Confirmed { .. }) => badge(Tone::Good, higher_limit::CHECKED),
        Some(_) => badge(Tone::Warn, higher_limit::NOT_ACCEPTED),
    }
}

/// What became of the paper, or by when it will be checked.
fn told(shown: &ShownPaperView, language: Language) -> String {
    let figure = |text: &str| said(shown.paper.metric, text, language);
    match &shown.outcome {
        None => {
            let read = shown.paper.says.as_deref().map(figure);
            higher_limit::promised(&format::instant(shown.promised_by), read.as_deref(), language)
        }
        Some(Outcome::Confirmed { now, note, .. }) => {
            [&figure(now), language.pick("：", ": "), note].concat()
        }
        Some(Outcome::Refused { reasons, .. }) => {
            let reasons = reasons.iter().map(|reason| reason.text.text(language));
            reasons.collect::<Vec<_>>().join(language.pick("；", "; "))
        }
        Some(_) => String::new(),
    }
}

fn choice(limit: HigherLimit, increase: &str, metric: Metric) -> View {
    let (task, unusable) = (Task::new(), RwSignal::new(None::<ShownRefused>));
    let increase = StoredValue::new(increase.to_owned());
    // What the server says about the file, or about what is in it.
    let of_server = [task.field("file"), task.field("csv"), task.field("metric")];
    let error = Signal::derive(move || {
        let own = unusable.get().map(|why| why.say(limit.voice.language()));
        own.or_else(|| of_server.iter().find_map(|told| told.get()))
    });
    let field = FileField {
        id: metric.key(),
        label: higher_limit::CHOOSE,
        accept: ACCEPT,
        capture: "",
        error,
        busy: task.busy(),
    };
    let chosen = move |file: File| {
        unusable.set(None);
        task.clear();
        spawn_local(async move {
            let file = match file_text::to_show(file).await {
                Ok(file) => file,
                Err(why) => {
                    // The person may have left the screen meanwhile.
                    let _ = unusable.try_set(Some(why));
                    return;
                }
            };
            let Some(increase) = increase.try_get_value() else { return };
            let (api, facility) = (limit.api, limit.facility_id());
            let request = ShowPaperRequest { metric, file, says: None };
            let send =
                async move { api.send_once::<ShowPaper>(&[&facility, &increase], &request).await };
            task.run(send, move |answer| limit.answered(answer));
        });
    };
    let other = move || if error.read().is_some() { nothing() } else { task_failed(task) };
    el("div")
        .class("stack")
        .set("data-gap", "small")
        .with(file_field(field, chosen))
        .with(crate::dom::live(other))
        .into()
}
