//! Deciding a case: lend up to a limit, or do not, with grounds.

use leptos::prelude::*;
use shared::{
    api::{DecideCase, DecideCaseRequest},
    desk::Ground,
    money::Money,
};

use super::{
    case::CaseModel,
    judgement_draft::{JudgementDraft, Problem, note_id},
    record::{PLAIN, problem, summary},
};
use crate::{
    components::{
        Choice, ChoiceOption, TextField, card, check, choice, form, note, read, submit_button,
        text_field,
    },
    dom::{View, el, live, live_when, nothing, words},
    failure::task_failed,
    format,
    language::Voice,
    task::Task,
    text::desk,
};

/// One ground on the form.
#[derive(Clone, Copy)]
struct GroundField {
    ground: Ground,
    ticked: RwSignal<bool>,
    note: RwSignal<String>,
}

/// What is chosen, and the command.
#[derive(Clone, Copy)]
struct JudgementModel {
    case: CaseModel,
    engine_limit: Money,
    on_version: u32,
    declines: RwSignal<bool>,
    limit: RwSignal<String>,
    grounds: StoredValue<Vec<GroundField>>,
    problems: RwSignal<Vec<Problem>>,
    task: Task,
}

impl JudgementModel {
    fn new(case: CaseModel) -> Option<Self> {
        let (limit, wanted, on_version) = case.case.with_untracked(|case| {
            let limit = case.engine.as_ref().map(|engine| engine.limit);
            let version = case.decisions.last().map(|decision| decision.version);
            (limit, case.need.amount, version)
        });
        let engine_limit = limit?;
        let field = |ground| GroundField {
            ground,
            ticked: RwSignal::new(false),
            note: RwSignal::new(String::new()),
        };
        Some(Self {
            case,
            engine_limit,
            on_version: on_version?,
            declines: RwSignal::new(false),
            limit: RwSignal::new(format::typed(wanted.min(engine_limit))),
            grounds: StoredValue::new(Ground::ALL.map(field).to_vec()),
            problems: RwSignal::new(Vec::new()),
            task: Task::new(),
        })
    }

    /// What is chosen and typed; a reader follows it.
    fn draft(self) -> JudgementDraft {
        let ticked = self.grounds.with_value(|fields| {
            let ticked = fields.iter().filter(|field| field.ticked.get());
            ticked.map(|field| (field.ground, field.note.get())).collect()
        });
        JudgementDraft { declines: self.declines.get(), limit: self.limit.get(), ticked }
    }

    fn decide(self) {
        match untrack(|| self.draft()).parse(self.engine_limit) {
            Err(problems) => self.problems.set(problems),
            Ok(judgement) => {
                self.problems.set(Vec::new());
                let (api, id) = (self.case.api, self.case.task_id());
                let request = DecideCaseRequest { on_version: self.on_version, judgement };
                let send = async move { api.send_once::<DecideCase>(&[&id], &request).await };
                self.task.run(send, move |answer| self.case.answered(answer));
            }
        }
    }

    fn problem(self, id: &'static str) -> Signal<Option<String>> {
        problem(self.problems, self.task, id)
    }
}

/// The form that decides; nothing while the engine has no figures to decide within.
pub(super) fn judgement_card(case: CaseModel) -> View {
    let Some(model) = JudgementModel::new(case) else { return nothing() };
    let verdict_problem = model.task.field("verdict");
    let grounds_problem = model.task.field("grounds");
    let refused = move || {
        let said = verdict_problem.get().or_else(|| grounds_problem.get());
        said.map_or_else(nothing, |said| el("p").class("field__error").text(&said).into())
    };
    let fields = form(model.task.busy(), move || model.decide())
        .with(summary(model.problems))
        .with(verdict(model))
        .with(live_when(move || !model.declines.get(), move || limit(model)))
        .with(el("div").set("role", "alert").with(live(refused)))
        .with(grounds(model, true))
        .with(grounds(model, false))
        .with(task_failed(model.task))
        .with(submit_button(desk::SUBMIT_DECISION, model.task.busy()));
    card(desk::DECIDE, nothing()).with(fields).into()
}

fn verdict(model: JudgementModel) -> View {
    let voice = Voice::expect();
    let options = move || {
        [desk::APPROVE, desk::DECLINE].map(|of| ChoiceOption::plain(voice.say(of))).to_vec()
    };
    let verdict = Choice {
        name: "verdict",
        legend: desk::VERDICT,
        options: read(options),
        chosen: read(move || usize::from(model.declines.get())),
        layout: None,
    };
    choice(verdict, move |position| model.declines.set(position == 1))
}

fn limit(model: JudgementModel) -> View {
    let voice = Voice::expect();
    let field = TextField {
        id: "limit",
        label: desk::LIMIT,
        hint: Some(desk::LIMIT_HINT),
        entry: PLAIN,
        text: model.limit,
        error: model.problem("limit"),
    };
    let most = move || desk::at_most(model.engine_limit, voice.language());
    el("div")
        .class("stack")
        .set("data-gap", "small")
        .with(text_field(field, nothing()))
        .with(note(words(most)))
        .into()
}

/// The grounds of one side, while the decision takes them.
fn grounds(model: JudgementModel, speaks_for: bool) -> View {
    let of_side = model.grounds.with_value(|fields| {
        fields.iter().copied().filter(|field| field.ground.speaks_for() == speaks_for).collect()
    });
    let of_side: Vec<GroundField> = of_side;
    let Some(example) = of_side.first().map(|field| field.ground) else { return nothing() };
    let takes = move || model.draft().takes(example, model.engine_limit);
    live_when(takes, move || {
        let legend = match (speaks_for, model.declines.get_untracked()) {
            (true, _) => desk::GROUNDS_FOR,
            (false, true) => desk::GROUNDS_DECLINE,
            (false, false) => desk::GROUNDS_AGAINST,
        };
        let fields = of_side.iter().map(|field| ground(model, *field)).collect::<Vec<_>>();
        el("fieldset")
            .class("stack")
            .set("data-gap", "small")
            .with(el("legend").class("choice__legend").say(legend))
            .with(fields)
            .into()
    })
}

/// One ground: a box to tick, and beside a ticked one what exactly it is.
fn ground(model: JudgementModel, field: GroundField) -> View {
    let voice = Voice::expect();
    let GroundField { ground, ticked, note } = field;
    let label = words(move || ground.label(voice.language()).to_owned());
    let sentence = move || {
        let of = TextField {
            id: note_id(ground),
            label: desk::GROUND_NOTE,
            hint: None,
            entry: PLAIN,
            text: note,
            error: model.problem(note_id(ground)),
        };
        text_field(of, nothing())
    };
    el("div")
        .with(check(ground.code(), ticked, label))
        .with(live_when(move || ticked.get(), sentence))
        .into()
}
