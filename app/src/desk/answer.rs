//! Looking into a dispute or a paper handed in: what is said, asking the source or looking at the paper, and the
//! answer.

use leptos::prelude::*;
use shared::{
    api::{
        AnswerDispute, AnswerDisputeRequest, AskSourceAgain, DisputeAnswer, Empty, FactWrittenDown,
        GetShownPaper, path,
    },
    date_text,
    desk::{Dispute, Matter, ShownPaper, Upholding},
    facts::{Metric, Source},
    language::Language,
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
    format,
    language::Voice,
    metric_field::{MetricField, canonical, labelled, said},
    task::Task,
    text::{desk, terms},
};

const CORRECTION: &str = "correction";

/// What is to be answered.
#[derive(Clone, Debug)]
pub(super) enum About {
    /// A datum that the borrower says is wrong.
    Dispute(Dispute),
    /// A paper that is to show a figure.
    Paper(ShownPaper),
}

impl About {
    /// What a matter asks to be answered, if it does.
    pub(super) fn of(matter: &Matter) -> Option<Self> {
        match matter {
            Matter::Dispute(dispute) => Some(Self::Dispute((**dispute).clone())),
            Matter::Paper(shown) => Some(Self::Paper((**shown).clone())),
            Matter::Referral | Matter::Review | Matter::Visit | Matter::Signer(_) => None,
        }
    }

    const fn metric(&self) -> Metric {
        match self {
            Self::Dispute(dispute) => dispute.metric,
            Self::Paper(shown) => shown.metric,
        }
    }
}

/// What is chosen and typed, and the commands.
#[derive(Clone, Copy)]
struct AnswerModel {
    case: CaseModel,
    about: StoredValue<About>,
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
    fn new(case: CaseModel, about: About) -> Self {
        let today = case.case.with_untracked(|case| date_text::format(case.today));
        Self {
            case,
            about: StoredValue::new(about),
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
        let metric = self.about.with_value(About::metric);
        let typed = canonical(metric, &self.correction.get_untracked());
        let value = typed.map_err(|message| (CORRECTION, message))?;
        let Some(value) = value else {
            let is_paper = self.is_paper();
            return if is_paper { Err((CORRECTION, desk::FIGURE_MISSING)) } else { Ok(None) };
        };
        let as_of = record_draft::day(&self.as_of.get_untracked())?;
        let source =
            if self.on_visit.get_untracked() { Source::FieldVisit } else { Source::Papers };
        Ok(Some(FactWrittenDown { metric: metric.key().to_owned(), value, source, as_of }))
    }

    fn is_paper(self) -> bool {
        self.about.with_value(|about| matches!(about, About::Paper(_)))
    }

    /// The value the bank holds now, in words.
    fn now_held(self, language: Language) -> String {
        let metric = self.about.with_value(About::metric);
        let now = self.case.case.read().verified.value(metric);
        now.map(|value| metric.unit().say(value, language)).unwrap_or_default()
    }

    /// Who says so, and of which day.
    fn held_by(self, language: Language) -> String {
        let metric = self.about.with_value(About::metric);
        let held = self.case.case.read().verified.datum(metric);
        held.map(|datum| {
            let source = terms::of_source(datum.source).in_language(language);
            [source, " ", &date_text::format(datum.as_of)].concat()
        })
        .unwrap_or_default()
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
pub(super) fn answer_card(case: CaseModel, about: About) -> View {
    let said = match &about {
        About::Dispute(dispute) => (Some(dispute.clone()), None),
        About::Paper(shown) => (None, Some(shown.clone())),
    };
    let model = AnswerModel::new(case, about);
    el("div")
        .class("stack")
        .with(said.0.map(|dispute| what_is_said(&model, dispute)))
        .with(said.1.map(|shown| what_is_shown(&model, shown)))
        .with(answer_form(&model))
        .into()
}

/// What the paper is to show, and the paper.
fn what_is_shown(model: &AnswerModel, shown: ShownPaper) -> View {
    let model = *model;
    let voice = Voice::expect();
    let rows = move || {
        let (language, metric) = (voice.language(), shown.metric);
        let says = shown.says.as_deref().map(|says| said(metric, says, language));
        let says = says.unwrap_or_else(|| voice.say(desk::DOES_NOT_KNOW).to_owned());
        vec![
            FactRow::new(voice.say(desk::FIGURE), metric.label(language)),
            FactRow::new(voice.say(desk::SAYS), says).with_note(format::instant(shown.at)),
            FactRow::new(voice.say(desk::NOW_HELD), model.now_held(language))
                .with_note(model.held_by(language)),
        ]
    };
    let look = el("a")
        .class("button")
        .set("data-kind", "secondary")
        .set("href", &path::<GetShownPaper>(&[&model.case.task_id()]))
        .set("target", "_blank")
        .say(desk::LOOK_AT_PAPER);
    card(desk::PAPER_SHOWN, nothing()).with(facts_list(rows)).with(look).into()
}

fn what_is_said(model: &AnswerModel, dispute: Dispute) -> View {
    let model = *model;
    let voice = Voice::expect();
    let rows = move || {
        let language = voice.language();
        let metric = dispute.metric;
        let source = terms::of_source(dispute.source).in_language(language);
        let source = [source, " ", &date_text::format(dispute.as_of)].concat();
        let held = [metric.label(language), " ", &said(metric, &dispute.held, language)].concat();
        let says = dispute.says.as_deref().map(|says| said(metric, says, language));
        vec![
            FactRow::new(voice.say(desk::HELD), held).with_note(source),
            FactRow::new(
                voice.say(desk::SAYS),
                says.unwrap_or_else(|| voice.say(desk::DOES_NOT_KNOW).to_owned()),
            ),
            FactRow::new(voice.say(desk::BECAUSE), "").with_note(&dispute.why),
            FactRow::new(voice.say(desk::NOW_HELD), model.now_held(language)),
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
    let verdicts = if model.is_paper() {
        [desk::SHOWS_IT, desk::SHOWS_NOT]
    } else {
        [desk::UPHOLD, desk::REFUSE]
    };
    let title = if model.is_paper() { desk::PAPER_ANSWER } else { desk::ANSWER };
    let options = move || verdicts.map(|of| ChoiceOption::plain(voice.say(of))).to_vec();
    let verdict = Choice {
        name: "answer",
        legend: title,
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
    card(title, nothing()).with(fields).into()
}

/// What the datum is, where proof of it was seen and of which day.
fn correction(model: &AnswerModel) -> View {
    let model = *model;
    let metric = model.about.with_value(About::metric);
    let (label, hint) = if model.is_paper() {
        (desk::FIGURE_SEEN, desk::FIGURE_HINT)
    } else {
        (desk::CORRECTED, desk::CORRECTED_HINT)
    };
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
        .with(labelled(corrected, label))
        .with(el("p").class("field__hint").say(hint))
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
