//! Writing down what was seen.

use leptos::prelude::*;
use shared::{api::RecordFacts, date_text, desk::MatterKind, facts::Metric};

use super::{
    case::CaseModel,
    judgement_draft::Problem,
    record_draft::{RecordDraft, offered},
};
use crate::{
    components::{
        Choice, ChoiceOption, Entry, FieldProblem, TextField, choice, error_summary, fold, form,
        note, read, submit_button, text_field,
    },
    dom::{View, el, nothing},
    failure::task_failed,
    language::Voice,
    metric_field::{MetricField, metric_field},
    task::Task,
    text::desk,
};

/// How dates and sentences are entered.
pub(super) const PLAIN: Entry =
    Entry { keyboard: "text", autocomplete: "off", look: "", capitals: false };

/// What is typed, and the command.
#[derive(Clone, Copy)]
struct RecordModel {
    case: CaseModel,
    facts: StoredValue<Vec<(Metric, RwSignal<String>)>>,
    on_visit: RwSignal<bool>,
    as_of: RwSignal<String>,
    note: RwSignal<String>,
    problems: RwSignal<Vec<Problem>>,
    task: Task,
}

impl RecordModel {
    fn new(case: CaseModel, offered: Vec<Metric>, today: &str) -> Self {
        let empty = |metric| (metric, RwSignal::new(String::new()));
        Self {
            case,
            facts: StoredValue::new(offered.into_iter().map(empty).collect()),
            on_visit: RwSignal::new(false),
            as_of: RwSignal::new(today.to_owned()),
            note: RwSignal::new(String::new()),
            problems: RwSignal::new(Vec::new()),
            task: Task::new(),
        }
    }

    fn record(self) {
        let facts = self.facts.with_value(|facts| {
            facts.iter().map(|(metric, text)| (*metric, text.get_untracked())).collect()
        });
        let draft = RecordDraft {
            facts,
            on_visit: self.on_visit.get_untracked(),
            as_of: self.as_of.get_untracked(),
            note: self.note.get_untracked(),
        };
        match draft.parse() {
            Err(problems) => self.problems.set(problems),
            Ok(request) => {
                self.problems.set(Vec::new());
                let (api, id) = (self.case.api, self.case.task_id());
                let send = async move { api.send_once::<RecordFacts>(&[&id], &request).await };
                self.task.run(send, move |answer| self.case.answered(answer));
            }
        }
    }
}

/// What is wrong with one field, as found here or by the server.
pub(super) fn problem(
    problems: RwSignal<Vec<Problem>>,
    task: Task,
    id: &'static str,
) -> Signal<Option<String>> {
    let (voice, of_server) = (Voice::expect(), task.field(id));
    Signal::derive(move || {
        let problems = problems.read();
        let own = problems.iter().find(|(of, _)| *of == id);
        own.map(|(_, message)| voice.say(message).to_owned()).or_else(|| of_server.get())
    })
}

/// Everything that stands in the way, for the top of a form.
pub(super) fn summary(problems: RwSignal<Vec<Problem>>) -> View {
    let voice = Voice::expect();
    error_summary(Memo::new(move |_| {
        let of =
            |(id, message): &Problem| FieldProblem { id, sentence: voice.say(message).to_owned() };
        problems.read().iter().map(of).collect::<Vec<_>>()
    }))
}

/// The form, folded until somebody has seen something; nothing when there is nothing to say.
pub(super) fn record_card(case: CaseModel) -> View {
    let (offered, today) = case.case.with_untracked(|case| {
        let matter = case.matter.kind();
        let of = |engine| offered(engine, matter);
        (case.engine.as_ref().map(of).unwrap_or_default(), date_text::format(case.today))
    });
    if offered.is_empty() {
        return nothing();
    }
    let is_visit = case.case.with_untracked(|case| case.matter.kind() == MatterKind::Visit);
    let content = move || record_form(RecordModel::new(case, offered.clone(), &today), is_visit);
    el("section").class("card").with(fold(desk::WRITE_DOWN, content)).into()
}

fn record_form(model: RecordModel, is_visit: bool) -> View {
    model.on_visit.set(is_visit);
    let facts = model.facts.with_value(|facts| {
        let field = |(metric, text): &(Metric, RwSignal<String>)| {
            metric_field(MetricField {
                id: metric.key(),
                metric: *metric,
                text: *text,
                error: problem(model.problems, model.task, metric.key()),
            })
        };
        facts.iter().map(field).collect::<Vec<_>>()
    });
    let error = |id| problem(model.problems, model.task, id);
    let as_of = TextField {
        id: "as_of",
        label: desk::AS_OF,
        hint: Some(desk::AS_OF_HINT),
        entry: PLAIN,
        text: model.as_of,
        error: error("as_of"),
    };
    let typed_note = TextField {
        id: "note",
        label: desk::NOTE,
        hint: Some(desk::NOTE_HINT),
        entry: PLAIN,
        text: model.note,
        error: error("note"),
    };
    form(model.task.busy(), move || model.record())
        .with(note(desk::WRITE_DOWN_LEAD))
        .with(summary(model.problems))
        .with(facts)
        .with(source(model.on_visit))
        .with(text_field(as_of, nothing()))
        .with(text_field(typed_note, nothing()))
        .with(task_failed(model.task))
        .with(submit_button(desk::RECORD, model.task.busy()))
        .into()
}

/// Where the proof was seen.
pub(super) fn source(on_visit: RwSignal<bool>) -> View {
    let voice = Voice::expect();
    let options = move || {
        [desk::FROM_PAPERS, desk::FROM_VISIT].map(|of| ChoiceOption::plain(voice.say(of))).to_vec()
    };
    let source = Choice {
        name: "source",
        legend: desk::SOURCE,
        options: read(options),
        chosen: read(move || usize::from(on_visit.get())),
        layout: None,
    };
    choice(source, move |position| on_visit.set(position == 1))
}
