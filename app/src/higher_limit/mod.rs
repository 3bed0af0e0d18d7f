//! Asking for a higher limit: decided at once, with the exact gap and what would close it.

mod show;
mod tasks;

use leptos::prelude::*;
use shared::{
    api::{
        AcceptLimitIncrease, AcceptLimitIncreaseRequest, FacilityView, GetFacility,
        GetLimitIncreases, LimitIncreaseRequest, LimitIncreaseState, LimitIncreaseView,
        RequestLimitIncrease, SupplementView,
    },
    decision::Reason,
    facts::say_money,
    money::{Money, capitals},
};

use self::tasks::tasks_card;
use crate::{
    api::ApiClient,
    components::{
        ButtonKind, FactRow, MoneyField, Tone, button, card, facts_list, form, link_button,
        money_field, notice, read, submit_button,
    },
    dom::{View, el, live, nothing},
    facility::outcome::show,
    failure::task_failed,
    format,
    frame::page,
    language::Voice,
    navigation,
    remote::Remote,
    routes::{Place, Reference},
    task::Task,
    text::{Message, higher_limit, loan, terms},
};

const WANTED: &str = "wanted";
const ANSWER: &str = "answer";

/// The state of the screen; cheap to copy.
#[derive(Clone, Copy)]
struct HigherLimit {
    facility: StoredValue<FacilityView>,
    answer: RwSignal<Option<LimitIncreaseView>>,
    text: RwSignal<String>,
    tried: RwSignal<bool>,
    task: Task,
    api: ApiClient,
    voice: Voice,
}

/// A higher limit for the facility `reference`.
pub fn higher_limit_screen(reference: Reference) -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move {
            let facility = api.get::<GetFacility>(&[reference.as_str()]).await?;
            let wishes = api.get::<GetLimitIncreases>(&[reference.as_str()]).await?;
            Ok((facility, wishes.increases))
        }
    });
    asked.screen(|(facility, wishes)| {
        let last = wishes.into_iter().next().filter(|wish| still_open(wish, &facility));
        screen(HigherLimit {
            facility: StoredValue::new(facility),
            answer: RwSignal::new(last),
            text: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
            task: Task::new(),
            api: ApiClient::expect(),
            voice: Voice::expect(),
        })
    })
}

/// Whether a wish asked for before goes on: not accepted, about the limit there is, and not past its day.
fn still_open(wish: &LimitIncreaseView, facility: &FacilityView) -> bool {
    wish.state != LimitIncreaseState::Accepted
        && wish.limit == facility.limit
        && wish.valid_until.is_none_or(|until| until >= facility.today)
}

impl HigherLimit {
    fn facility_id(self) -> String {
        self.facility.with_value(|facility| facility.facility_id.clone())
    }

    /// The limit wanted, or what is wrong with it.
    fn wanted(self) -> Result<Money, Message> {
        let limit = self.facility.with_value(|facility| facility.limit);
        match Money::parse_typed(&self.text.read()) {
            Ok(wanted) if wanted > limit => Ok(wanted),
            Ok(_) => Err(higher_limit::NOT_ABOVE),
            Err(_) => Err(higher_limit::UNREADABLE),
        }
    }

    fn error(self) -> Option<String> {
        let here = self.wanted().err().filter(|_| self.tried.get());
        let here = here.map(|why| self.voice.say(why).to_owned());
        here.or_else(|| self.task.field(WANTED).get())
    }

    fn ask(self) {
        self.tried.set(true);
        let Ok(wanted) = untrack(|| self.wanted()) else {
            navigation::focus(WANTED);
            return;
        };
        let (api, id) = (self.api, self.facility_id());
        let request = LimitIncreaseRequest { wanted };
        let send = async move { api.send_once::<RequestLimitIncrease>(&[&id], &request).await };
        self.task.run(send, move |answer| self.answered(answer));
    }

    fn answered(self, answer: LimitIncreaseView) {
        self.answer.set(Some(answer));
        show(ANSWER);
    }
}

fn screen(limit: HigherLimit) -> View {
    let voice = limit.voice;
    let answer = live(move || match limit.answer.get() {
        None => nothing(),
        Some(answer) => untrack(|| answer_cards(limit, &answer)),
    });
    let answer = el("div").class("stack").set("id", ANSWER).set("tabindex", "-1").with(answer);
    page(
        move || voice.say(higher_limit::TITLE).to_owned(),
        move || voice.say(higher_limit::LEAD).to_owned(),
    )
    .with(wish(limit))
    .with(answer)
    .into()
}

fn wish(limit: HigherLimit) -> View {
    let voice = limit.voice;
    let now = move || {
        let present = limit.facility.with_value(|facility| facility.limit);
        let amount = format::exact(present, voice.language());
        vec![FactRow::new(voice.say(higher_limit::NOW), amount)]
    };
    let echo = move || match limit.wanted() {
        Ok(wanted) => (say_money(wanted, voice.language()), capitals(wanted)),
        Err(_) => (String::new(), String::new()),
    };
    let typed = MoneyField {
        id: WANTED,
        label: higher_limit::WANTED,
        text: read(move || limit.text.get()),
        echo: read(echo),
        error: Signal::derive(move || limit.error()),
    };
    let set = move |text: String| {
        limit.task.clear();
        limit.text.set(text);
    };
    let fields = form(limit.task.busy(), move || limit.ask())
        .with(money_field(typed, set))
        .with(task_failed(limit.task))
        .with(submit_button(higher_limit::ASK, limit.task.busy()));
    el("section").class("card").with(facts_list(now)).with(fields).into()
}

fn answer_cards(limit: HigherLimit, answer: &LimitIncreaseView) -> View {
    let supplement = answer.supplement.clone();
    let to_facility = Reference::parse(&limit.facility_id())
        .filter(|_| answer.state == LimitIncreaseState::Accepted)
        .map(|facility| {
            link_button(loan::TO_FACILITY, ButtonKind::Primary, &Place::Facility(facility).href())
        });
    el("div")
        .class("stack")
        .with(verdict(answer.state))
        .with(figures(limit, answer))
        .with(reasons(&answer.reasons))
        .with(tasks_card(limit, answer))
        .with(supplement.map(|supplement| accepting(limit, &answer.increase_id, supplement)))
        .with(to_facility)
        .into()
}

fn verdict(state: LimitIncreaseState) -> View {
    let (tone, title, note) = match state {
        LimitIncreaseState::Granted => {
            (Tone::Good, higher_limit::GRANTED, higher_limit::GRANTED_NOTE)
        }
        LimitIncreaseState::NotEnough => {
            (Tone::Warn, higher_limit::NOT_ENOUGH, higher_limit::NOT_ENOUGH_NOTE)
        }
        LimitIncreaseState::Referred => {
            (Tone::Info, higher_limit::REFERRED, higher_limit::REFERRED_NOTE)
        }
        LimitIncreaseState::Accepted => {
            (Tone::Good, higher_limit::ACCEPTED, higher_limit::ACCEPTED_NOTE)
        }
    };
    notice(tone).with(el("p").class("notice__title").say(title)).with(el("p").say(note)).into()
}

fn figures(limit: HigherLimit, answer: &LimitIncreaseView) -> View {
    let voice = limit.voice;
    let LimitIncreaseView { wanted, possible, gap, valid_until, .. } = *answer;
    let now = answer.limit;
    let rows = move || {
        let amount = |money| format::exact(money, voice.language());
        let until = valid_until.map(|day| higher_limit::until(&format::day(day), voice.language()));
        vec![
            FactRow::new(voice.say(higher_limit::WANTED), amount(wanted)),
            FactRow::new(voice.say(terms::LIMIT), amount(now)),
            FactRow::new(voice.say(higher_limit::POSSIBLE), amount(possible))
                .with_note(until.unwrap_or_default()),
            FactRow::new(voice.say(higher_limit::GAP), amount(gap)),
        ]
    };
    el("section").class("card").with(facts_list(rows)).into()
}

fn reasons(reasons: &[Reason]) -> View {
    let voice = Voice::expect();
    if reasons.is_empty() {
        return nothing();
    }
    let line = |reason: &Reason| {
        let text = reason.text.clone();
        let said = move || format::said(&text, voice.language());
        el("li").class("list__item").with(el("span").class("list__text").words(said))
    };
    let lines = reasons.iter().map(line).collect::<Vec<_>>();
    card(higher_limit::REASONS, nothing()).with(el("ul").class("list").with(lines)).into()
}

/// What accepting agrees to, and accepting it.
fn accepting(limit: HigherLimit, increase: &str, supplement: SupplementView) -> View {
    let (voice, api, task) = (limit.voice, limit.api, Task::new());
    let SupplementView { text, digest } = supplement;
    let increase = increase.to_owned();
    let accept = move || {
        let (facility, increase) = (limit.facility_id(), increase.clone());
        let request = AcceptLimitIncreaseRequest { digest };
        let send = async move {
            api.send_once::<AcceptLimitIncrease>(&[&facility, &increase], &request).await
        };
        task.run(send, move |answer| limit.answered(answer));
    };
    card(higher_limit::SUPPLEMENT, nothing())
        .with(el("p").words(move || format::said(&text, voice.language())))
        .with(el("p").class("timeline__hash").text(&digest.to_string()))
        .with(task_failed(task))
        .with(button(higher_limit::ACCEPT, ButtonKind::Primary, task.busy(), accept))
        .into()
}
