//! Looking into a dispute: what is said, asking the source again, and the answer.

use leptos::prelude::*;
use shared::{
    api::{
        AnswerDispute, AnswerDisputeRequest, AskSourceAgain, DisputeAnswer, Empty, FactWrittenDown,
    },
    date_text,
    desk::{Dispute, Upholding},
    facts::Source,
};

use super::{
    case::CaseModel,
    judgement_draft::Problem,
    record::{PLAIN, problem, source, summary},
    record_draft,
};
use crate::{
    components::{
        ButtonKind, Choice, ChoiceOption, FactRow, TextField, button, card, choice, facts_list,
        form, read, submit_button, text_field,
    },
    dom::{View, el, live_when, nothing},
    failure::task_failed,
    language::Voice,
    metric_field::{MetricField, canonical, labelled, said},
    task::Task,
    text::{desk, terms},
};

const CORRECTION: &str = "correction";

/// What is chosen and typed, and the commands.
#[derive(Clone, Copy)]
struct AnswerModel {
    case: CaseModel,
    dispute: StoredValue<Dispute>,
    stands: RwSignal<bool>,
    correction: RwSignal<String>,
    on_visit: RwSignal<bool>,
    as_of: RwSignal<String>,
    because: RwSignal<usize>,
    note: RwSignal<String>,
    problems: RwSignal<Vec<Problem>>,
    asking: Task,
    task: Task,
}

impl AnswerModel {
    fn new(case: CaseModel, dispute: &Dispute) -> Self {
        let today = case.case.with_untracked(|case| date_text::format(case.today));
        Self {
            case,
            dispute: StoredValue::new(dispute.clone()),
            stands: RwSignal::new(false),
            correction: RwSignal::new(String::new()),
            on_visit: RwSignal::new(false),
            as_of: RwSignal::new(today),
            because: RwSignal::new(0),
            note: RwSignal::new(String::new()),
            problems: RwSignal::new(Vec::new()),
            asking: Task::new(),
            task: Task::new(),
        }
    }

    /// What is sent.
    fn parse(self) -> Result<AnswerDisputeRequest, Vec<Problem>> {
        let mut problems = Vec::new();
        let note = self.note.get_untracked().trim().to_owned();
        let answer = if self.stands.get_untracked() {
            let because = Upholding::ALL.get(self.because.get_untracked()).copied();
            DisputeAnswer::Refused { because: because.unwrap_or(Upholding::SourceConfirms) }
        } else {
            let corrected = self.corrected().map_err(|problem| problems.push(problem));
            DisputeAnswer::Upheld { correction: corrected.unwrap_or_default() }
        };
        if note.is_empty() {
            problems.push(("note", desk::NOTE_MISSING));
        }
        if problems.is_empty() { Ok(AnswerDisputeRequest { answer, note }) } else { Err(problems) }
    }

    fn corrected(self) -> Result<Option<FactWrittenDown>, Problem> {
        let metric = self.dispute.with_value(|dispute| dispute.metric);
        let typed = canonical(metric, &self.correction.get_untracked());
        let Some(value) = typed.map_err(|message| (CORRECTION, message))? else { return Ok(None) };
        let as_of = record_draft::day(&self.as_of.get_untracked())?;
        let source =
            if self.on_visit.get_untracked() { Source::FieldVisit } else { Source::Papers };
        Ok(Some(FactWrittenDown { metric: metric.key().to_owned(), value, source, as_of }))
    }

    fn ask_again(self) {
        let (api, id) = (self.case.api, self.case.task_id());
        let send = async move { api.send::<AskSourceAgain>(&[&id], &Empty {}).await };
        self.asking.run(send, move |case| self.case.case.set(case));
    }

    fn answer(self) {
        match self.parse() {
            Err(problems) => self.problems.set(problems),
            Ok(request) => {
                self.problems.set(Vec::new());
                let (api, id) = (self.case.api, self.case.task_id());
                let send = async move { api.send_once::<AnswerDispute>(&[&id], &request).await };
                self.task.run(send, move |answer| self.case.answered(answer));
            }
        }
    }
}

/// What the borrower says, and the answer.
pub(super) fn answer_card(case: CaseModel, dispute: &Dispute) -> View {
    let model = AnswerModel::new(case, dispute);
    el("div").class("stack").with(what_is_said(&model)).with(answer_form(&model)).into()
}

fn what_is_said(model: &AnswerModel) -> View {
    let model = *model;
    let voice = Voice::expect();
    let rows = move || {
        let (language, dispute) = (voice.language(), model.dispute.get_value());
        let metric = dispute.metric;
        let source = terms::of_source(dispute.source).in_language(language);
        let source = [source, " ", &date_text::format(dispute.as_of)].concat();
        let held = [metric.label(language), " ", &said(metric, &dispute.held, language)].concat();
        let says = dispute.says.as_deref().map(|says| said(metric, says, language));
        let now = model.case.case.read().verified.value(metric);
        let now = now.map(|value| metric.unit().say(value, language)).unwrap_or_default();
        vec![
            FactRow::new(voice.say(desk::HELD), held).with_note(source),
            FactRow::new(
                voice.say(desk::SAYS),
                says.unwrap_or_else(|| voice.say(desk::DOES_NOT_KNOW).to_owned()),
            ),
            FactRow::new(voice.say(desk::BECAUSE), "").with_note(dispute.why),
            FactRow::new(voice.say(desk::NOW_HELD), now),
        ]
    };
    let again = button(desk::ASK_AGAIN, ButtonKind::Secondary, model.asking.busy(), move || {
        model.ask_again();
    });
    card(desk::DISPUTED, nothing())
        .with(facts_list(rows))
        .with(task_failed(model.asking))
        .with(again)
        .into()
}

fn answer_form(model: &AnswerModel) -> View {
    let model = *model;
    let voice = Voice::expect();
    let options =
        move || [desk::UPHOLD, desk::REFUSE].map(|of| ChoiceOption::plain(voice.say(of))).to_vec();
    let verdict = Choice {
        name: "answer",
        legend: desk::ANSWER,
        options: read(options),
        chosen: read(move || usize::from(model.stands.get())),
        layout: None,
    };
    let typed_note = TextField {
        id: "note",
        label: desk::NOTE,
        hint: Some(desk::NOTE_HINT),
        entry: PLAIN,
        text: model.note,
        error: problem(model.problems, model.task, "note"),
    };
    let fields = form(model.task.busy(), move || model.answer())
        .with(summary(model.problems))
        .with(choice(verdict, move |position| model.stands.set(position == 1)))
        .with(live_when(move || !model.stands.get(), move || correction(&model)))
        .with(live_when(move || model.stands.get(), move || reason(&model)))
        .with(text_field(typed_note, nothing()))
        .with(task_failed(model.task))
        .with(submit_button(desk::SUBMIT_ANSWER, model.task.busy()));
    card(desk::ANSWER, nothing()).with(fields).into()
}

/// What the datum is, where proof of it was seen and of which day.
fn correction(model: &AnswerModel) -> View {
    let model = *model;
    let metric = model.dispute.with_value(|dispute| dispute.metric);
    let corrected = MetricField {
        id: CORRECTION,
        metric,
        text: model.correction,
        error: problem(model.problems, model.task, CORRECTION),
    };
    let as_of = TextField {
        id: "as_of",
        label: desk::AS_OF,
        hint: Some(desk::AS_OF_HINT),
        entry: PLAIN,
        text: model.as_of,
        error: problem(model.problems, model.task, "as_of"),
    };
    el("div")
        .class("stack")
        .with(labelled(corrected, desk::CORRECTED))
        .with(el("p").class("field__hint").say(desk::CORRECTED_HINT))
        .with(source(model.on_visit))
        .with(text_field(as_of, nothing()))
        .into()
}

fn reason(model: &AnswerModel) -> View {
    let model = *model;
    let voice = Voice::expect();
    let options = move || {
        let option = |of: Upholding| ChoiceOption::plain(of.label(voice.language()));
        Upholding::ALL.map(option).to_vec()
    };
    let because = Choice {
        name: "because",
        legend: desk::REASON,
        options: read(options),
        chosen: read(move || model.because.get()),
        layout: Some("list"),
    };
    choice(because, move |position| model.because.set(position))
}
