//! The cash-flow form of a visit: worked out while it is filled in, by the engine that decides.

use leptos::prelude::*;
use shared::{
    api::{RecordVisit, RecordVisitRequest},
    cash_flow_form::{CashFlow, FormCheck},
    date_text,
    language::Say,
};

use super::{
    case::CaseModel,
    judgement_draft::Problem,
    record::{PLAIN, problem, summary},
    visit_draft::{LINES, Line, VisitDraft},
};
use crate::{
    components::{
        FactRow, StatusRow, StatusState, TextField, Tone, card, facts_list, form, note, notice,
        status_list, submit_button, text_field,
    },
    dom::{View, el, live, nothing},
    failure::task_failed,
    format,
    language::Voice,
    task::Task,
    text::{desk, visit},
};

/// What is typed, and the command.
#[derive(Clone, Copy)]
struct VisitModel {
    case: CaseModel,
    day: RwSignal<String>,
    lines: StoredValue<Vec<RwSignal<String>>>,
    note: RwSignal<String>,
    problems: RwSignal<Vec<Problem>>,
    task: Task,
}

impl VisitModel {
    fn new(case: CaseModel) -> Self {
        let today = case.case.with_untracked(|case| date_text::format(case.today));
        let draft = VisitDraft::on(&today);
        Self {
            case,
            day: RwSignal::new(draft.day),
            lines: StoredValue::new(draft.typed.into_iter().map(RwSignal::new).collect()),
            note: RwSignal::new(String::new()),
            problems: RwSignal::new(Vec::new()),
            task: Task::new(),
        }
    }

    /// What is typed; a reader follows it.
    fn draft(self) -> VisitDraft {
        let typed = self.lines.with_value(|lines| lines.iter().map(|line| line.get()).collect());
        VisitDraft { day: self.day.get(), typed }
    }

    fn hand_in(self) {
        let typed_note = self.note.get_untracked().trim().to_owned();
        let mut parsed = untrack(|| self.draft()).parse();
        if typed_note.is_empty() {
            let mut problems = parsed.err().unwrap_or_default();
            problems.push(("note", desk::NOTE_MISSING));
            parsed = Err(problems);
        }
        match parsed {
            Err(problems) => self.problems.set(problems),
            Ok(form) => {
                self.problems.set(Vec::new());
                let (api, id) = (self.case.api, self.case.task_id());
                let request = RecordVisitRequest { form, note: typed_note };
                let send = async move { api.send_once::<RecordVisit>(&[&id], &request).await };
                self.task.run(send, move |answer| self.case.answered(answer));
            }
        }
    }
}

/// The form.
pub(super) fn visit_card(case: CaseModel) -> View {
    let model = VisitModel::new(case);
    let error = move |id| problem(model.problems, model.task, id);
    let day = TextField {
        id: "as_of",
        label: visit::DAY,
        hint: Some(desk::AS_OF_HINT),
        entry: PLAIN,
        text: model.day,
        error: error("as_of"),
    };
    let lines = model.lines.with_value(|lines| {
        let field = |(line, text): (&Line, &RwSignal<String>)| {
            let of = TextField {
                id: line.id,
                label: line.label,
                hint: None,
                entry: PLAIN,
                text: *text,
                error: error(line.id),
            };
            text_field(of, nothing())
        };
        LINES.iter().zip(lines).map(field).collect::<Vec<_>>()
    });
    let typed_note = TextField {
        id: "note",
        label: desk::NOTE,
        hint: Some(visit::NOTE_HINT),
        entry: PLAIN,
        text: model.note,
        error: error("note"),
    };
    let fields = form(model.task.busy(), move || model.hand_in())
        .with(summary(model.problems))
        .with(text_field(day, nothing()))
        .with(lines)
        .with(live(move || comes_to(model)))
        .with(text_field(typed_note, nothing()))
        .with(task_failed(model.task))
        .with(submit_button(visit::HAND_IN, model.task.busy()));
    card(visit::TITLE, nothing()).with(note(visit::LEAD)).with(fields).into()
}

/// What the form comes to so far, or what is wrong with it.
fn comes_to(model: VisitModel) -> View {
    let voice = Voice::expect();
    let Ok(form) = model.draft().parse() else { return nothing() };
    match form.work_out() {
        Ok(worked) => worked_out(worked),
        Err(refused) => {
            let said = move || refused.say(voice.language());
            notice(Tone::Warn).with(el("p").words(said)).into()
        }
    }
}

fn worked_out(worked: CashFlow) -> View {
    let voice = Voice::expect();
    let CashFlow { monthly_sales, business_surplus, monthly_surplus, checks } = worked;
    let rows = move || {
        [
            (visit::SALES, monthly_sales),
            (visit::BUSINESS_SURPLUS, business_surplus),
            (visit::SURPLUS, monthly_surplus),
        ]
        .map(|(name, amount)| {
            FactRow::new(voice.say(name), format::exact(amount, voice.language()))
        })
        .to_vec()
    };
    let checked = move || {
        let row = |check: &FormCheck| {
            let (state, word) = if check.passed {
                (StatusState::Done, visit::FITS)
            } else {
                (StatusState::Waiting, visit::APART)
            };
            let apart = [voice.say(word), " ", &check.apart_percent.to_string(), "%"].concat();
            StatusRow {
                state,
                name: check.text.text(voice.language()).to_owned(),
                state_text: apart,
                note: String::new(),
            }
        };
        checks.iter().map(row).collect()
    };
    el("section")
        .class("card")
        .set("data-tone", "sunken")
        .with(el("h3").class("card__title").say(visit::COMES_TO))
        .with(facts_list(rows))
        .with(status_list(checked))
        .into()
}
