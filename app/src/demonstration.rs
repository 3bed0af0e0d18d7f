//! The bar of a demonstration: its business date, and moving it, so that a year of a loan's life can be
//! walked through in minutes. In production there is no such bar.

use chrono::{Days, Months, NaiveDate};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{BusinessDateView, GetBusinessDate, MoveBusinessDate, MoveBusinessDateRequest},
    date_text,
};
use wasm_bindgen::JsValue;

use crate::{
    api::ApiClient,
    components::{ButtonKind, button, chips, fold, note, read},
    day_question::DayQuestion,
    dom::{View, el, live, nothing},
    failure::task_failed,
    language::Voice,
    navigation,
    task::Task,
    text::demonstration,
};

/// What the server sets beside the page of a demonstration, so that the bar has its place at once.
const MARK: &str = "puhui_demonstration=";

const DAY: &str = "business-date";

/// The business date of a demonstration, as last heard.
#[derive(Clone, Copy, Debug)]
pub struct BusinessDate {
    heard: RwSignal<Option<BusinessDateView>>,
    moved: RwSignal<u32>,
}

impl BusinessDate {
    /// Nothing heard yet.
    pub fn new() -> Self {
        Self { heard: RwSignal::new(None), moved: RwSignal::new(0) }
    }

    /// How often it was moved from here: whatever shows figures of a day follows it.
    pub fn moves(self) -> u32 {
        self.moved.get()
    }
}

impl Default for BusinessDate {
    fn default() -> Self {
        Self::new()
    }
}

/// The bar; nothing in production.
pub fn demonstration_bar(date: BusinessDate) -> View {
    if !is_marked() {
        return nothing();
    }
    let (voice, api, task) = (Voice::expect(), ApiClient::expect(), Task::new());
    spawn_local(async move {
        // Without an answer the bar says no date; the next one that is heard does.
        if let Ok(heard) = api.get::<GetBusinessDate>(&[]).await {
            let _ = date.heard.try_set(Some(heard));
        }
    });
    let today = move || {
        let heard = date.heard.read();
        let day = heard.as_ref().map(|heard| date_text::format(heard.today));
        demonstration::today(&day.unwrap_or_else(|| "—".to_owned()), voice.language())
    };
    let controls = move || match date.heard.get() {
        None => note(demonstration::NOT_KNOWN),
        Some(heard) => untrack(|| moves(date, &heard, task)),
    };
    el("aside")
        .class("demonstration")
        .say_in("aria-label", demonstration::LABEL)
        .with(el("p").words(today))
        .with(fold(demonstration::MOVE, move || live(controls)))
        .into()
}

fn is_marked() -> bool {
    let cookies = js_sys::Reflect::get(&document(), &JsValue::from_str("cookie"));
    cookies.ok().and_then(|text| text.as_string()).is_some_and(|text| text.contains(MARK))
}

fn moves(date: BusinessDate, heard: &BusinessDateView, task: Task) -> View {
    let api = ApiClient::expect();
    let (today, latest) = (heard.today, heard.latest);
    let begin = today.succ_opt().unwrap_or(today);
    let question = DayQuestion::new(
        begin,
        (begin, demonstration::FORWARD_ONLY),
        Some((latest, demonstration::TOO_FAR)),
    );
    let go = move |to: NaiveDate| {
        let request = MoveBusinessDateRequest { to };
        let send = async move { api.send::<MoveBusinessDate>(&[], &request).await };
        task.run(send, move |heard| {
            date.heard.set(Some(heard));
            date.moved.update(|moved| *moved = moved.wrapping_add(1));
        });
    };
    let chosen = move || match untrack(|| question.day()) {
        Ok(day) => go(day),
        Err(_) => navigation::focus(&[DAY, "-year"].concat()),
    };
    el("div")
        .class("demonstration__moves")
        .with(note(demonstration::NOTE))
        .with(steps(today, latest, go))
        .with(question.field(DAY, demonstration::TO_DAY))
        .with(task_failed(task))
        .with(button(demonstration::GO, ButtonKind::Secondary, task.busy(), chosen))
        .into()
}

/// A day, a month, a year on, in one tap.
fn steps(today: NaiveDate, latest: NaiveDate, go: impl Fn(NaiveDate) + Copy + 'static) -> View {
    let voice = Voice::expect();
    let months = |count| today.checked_add_months(Months::new(count)).unwrap_or(today).min(latest);
    let days = [
        (demonstration::A_DAY, today.checked_add_days(Days::new(1)).unwrap_or(today)),
        (demonstration::A_MONTH, months(1)),
        (demonstration::A_YEAR, months(12)),
    ];
    let labels = move || days.iter().map(|(name, _)| voice.say(name).to_owned()).collect();
    chips(read(labels), read(|| usize::MAX), move |position| {
        if let Some((_, day)) = days.get(position) {
            go(*day);
        }
    })
}
