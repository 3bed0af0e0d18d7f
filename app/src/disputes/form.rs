//! Saying that a datum is wrong, right beside it.

use leptos::prelude::*;
use shared::{
    api::{DisputeDatum, DisputeRequest},
    facts::{Metric, Source},
};

use crate::{
    api::ApiClient,
    components::{
        ButtonKind, Entry, TextField, Tone, button, form, notice, submit_button, text_field,
    },
    dom::{View, all, el, live_when, next_frame, nothing},
    failure::task_failed,
    format,
    language::Voice,
    metric_field::{MetricField, canonical, labelled},
    navigation,
    task::Task,
    text::disputes,
};

const SAYS: &str = "says";
const PLAIN: Entry = Entry { keyboard: "text", autocomplete: "off", look: "", capitals: false };

/// A datum the bank holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub metric: Metric,
    /// Who vouches for it.
    pub source: Source,
}

/// What is typed, and the command.
#[derive(Clone, Copy)]
struct DisputeModel {
    api: ApiClient,
    voice: Voice,
    held: Held,
    says: RwSignal<String>,
    why: RwSignal<String>,
    says_problem: RwSignal<Option<String>>,
    why_problem: RwSignal<Option<String>>,
    /// By when an answer is promised, once it was sent.
    promised: RwSignal<Option<String>>,
    task: Task,
}

impl DisputeModel {
    fn new(held: Held) -> Self {
        Self {
            api: ApiClient::expect(),
            voice: Voice::expect(),
            held,
            says: RwSignal::new(String::new()),
            why: RwSignal::new(String::new()),
            says_problem: RwSignal::new(None),
            why_problem: RwSignal::new(None),
            promised: RwSignal::new(None),
            task: Task::new(),
        }
    }

    fn send(self) {
        let (api, voice) = (self.api, self.voice);
        let Held { metric, source } = self.held;
        let says = canonical(metric, &self.says.get_untracked());
        let why = self.why.get_untracked().trim().to_owned();
        let told = |message| Some(voice.say(message).to_owned());
        self.says_problem.set(says.as_ref().err().and_then(|message| told(message)));
        self.why_problem.set(if why.is_empty() { told(disputes::WHY_MISSING) } else { None });
        let Ok(says) = says else { return };
        if why.is_empty() {
            return;
        }
        let request = DisputeRequest { metric: metric.key().to_owned(), source, says, why };
        let send = async move { api.send_once::<DisputeDatum>(&[], &request).await };
        self.task.run(send, move |view| {
            self.promised.set(Some(format::instant(view.promised_by)));
        });
    }
}

/// The datum whose form is open: one at a time on a screen.
pub type Chosen = RwSignal<Option<Held>>;

/// A way beside a datum to say that it is wrong, and the form once it was taken.
pub fn dispute_place(held: Held, chosen: Chosen) -> View {
    let is_open = move || *chosen.read() == Some(held);
    let opener = move || {
        let open = move || {
            chosen.set(Some(held));
            next_frame(|| navigation::focus(SAYS));
        };
        button(disputes::DISPUTE, ButtonKind::Quiet, Signal::stored(false), open)
    };
    all([
        live_when(move || !is_open(), opener),
        live_when(is_open, move || opened(DisputeModel::new(held))),
    ])
}

fn opened(model: DisputeModel) -> View {
    let sent = move || {
        let voice = Voice::expect();
        let promised = move || {
            let time = model.promised.get().unwrap_or_default();
            disputes::promised(&time, voice.language())
        };
        notice(Tone::Good)
            .with(el("p").class("notice__title").say(disputes::SENT))
            .with(el("p").words(promised))
            .into()
    };
    all([
        live_when(move || model.promised.read().is_none(), move || fields(model)),
        live_when(move || model.promised.read().is_some(), sent),
    ])
}

fn fields(model: DisputeModel) -> View {
    let metric = model.held.metric;
    let (of_says, of_why) = (model.task.field("says"), model.task.field("why"));
    let says = MetricField {
        id: SAYS,
        metric,
        text: model.says,
        error: Signal::derive(move || model.says_problem.get().or_else(|| of_says.get())),
    };
    let why = TextField {
        id: "why",
        label: disputes::WHY,
        hint: Some(disputes::WHY_HINT),
        entry: PLAIN,
        text: model.why,
        error: Signal::derive(move || model.why_problem.get().or_else(|| of_why.get())),
    };
    form(model.task.busy(), move || model.send())
        .with(labelled(says, disputes::SAYS))
        .with(text_field(why, nothing()))
        .with(task_failed(model.task))
        .with(submit_button(disputes::SEND, model.task.busy()))
        .into()
}
