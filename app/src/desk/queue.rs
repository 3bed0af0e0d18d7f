//! What waits for a person, in the order it is served.

use leptos::prelude::*;
use shared::{
    api::{DeskCaseRow, DeskCases, Empty, GetDeskCases, GetSession, ProblemCode, SignOut},
    desk::{Duty, OnDuty},
    facts::say_money,
    timestamp::Timestamp,
};

use super::requests::requests_card;
use crate::{
    api::{ApiClient, ApiError},
    components::{ButtonKind, Tone, badge, button, card, link_button, note},
    dom::{El, View, all, el, nothing, words},
    failure::task_failed,
    frame::page,
    language::Voice,
    navigation::Navigator,
    person::sessions_fold,
    remote::Remote,
    routes::{Place, Reference},
    task::Task,
    text::{desk, mine},
};

/// Who is at the desk, and what waits; nothing waits for somebody without that duty.
type Arrived = (OnDuty, Option<DeskCases>);

/// The queue. Whoever is not signed in is led to do so, and a borrower to their own page.
pub fn queue_screen() -> View {
    let (api, navigator) = (ApiClient::expect(), Navigator::expect());
    let asked = Remote::new(move || async move {
        let arrived = arrive(api).await;
        match arrived.as_ref().err().and_then(ApiError::code) {
            Some(ProblemCode::SignInRequired) => navigator.sign_in_instead(Place::Desk),
            Some(ProblemCode::NotYourDuty) => navigator.replace(Place::Me),
            _ => {}
        }
        arrived
    });
    asked.screen(move |arrived| queue(arrived, asked))
}

async fn arrive(api: ApiClient) -> Result<Arrived, ApiError> {
    let session = api.get::<GetSession>(&[]).await?;
    let Some(on_duty) = session.on_duty else {
        // The desk's own refusal of a borrower says what to do.
        return api.get::<GetDeskCases>(&[]).await.and(Err(ApiError::Unreadable));
    };
    let sees_cases = on_duty.duties.iter().any(|duty| *duty != Duty::Pool);
    let cases = if sees_cases { Some(api.get::<GetDeskCases>(&[]).await?) } else { None };
    Ok((on_duty, cases))
}

fn queue((on_duty, cases): Arrived, asked: Remote<Arrived>) -> View {
    let voice = Voice::expect();
    let keeps_pools = on_duty.duties.contains(&Duty::Pool);
    let pools =
        keeps_pools.then(|| link_button(desk::POOLS, ButtonKind::Secondary, &Place::Pools.href()));
    let refresh = button(desk::REFRESH, ButtonKind::Secondary, Signal::stored(false), move || {
        asked.again();
    });
    let officer = on_duty.officer;
    let who = note(words(move || {
        let name = desk::officer(&officer.name, &officer.number, voice.language());
        [voice.say(desk::SIGNED_IN_AS), " ", &name].concat()
    }));
    page(move || voice.say(desk::QUEUE).to_owned(), move || voice.say(desk::QUEUE_LEAD).to_owned())
        .set("data-width", "wide")
        .with(waiting(cases))
        .with(el("div").class("cluster").with(refresh).with(pools))
        .with(who)
        .with(sessions_fold())
        .with(sign_out())
        .into()
}

fn waiting(cases: Option<DeskCases>) -> View {
    let voice = Voice::expect();
    let Some(DeskCases { cases, more, now }) = cases else { return note(desk::NOT_YOURS) };
    if cases.is_empty() {
        let title = el("h2").class("empty__title").say(desk::EMPTY);
        return all([el("div").class("empty").with(title).into(), requests_card()]);
    }
    let rows = cases.into_iter().map(|case| row(case, now)).collect::<Vec<_>>();
    let more = (more > 0).then(|| note(words(move || desk::more(more, voice.language()))));
    let list = el("ol").class("list").with(rows);
    let cases = el("section").class("card").with(list).with(more);
    el("div").class("stack").with(cases).with(requests_card()).into()
}

/// One case: what for, who, how much, why, and how long is left of the promise.
fn row(case: DeskCaseRow, now: Timestamp) -> El {
    let voice = Voice::expect();
    let href = Reference::parse(&case.task_id).map(|id| Place::DeskCase(id).href());
    let DeskCaseRow { matter, product_name, applicant, amount, promise, because, .. } = case;
    let title = move || {
        let language = voice.language();
        [product_name.text(language), " · ", &say_money(amount, language)].concat()
    };
    let reasons = move || {
        let language = voice.language();
        let texts: Vec<&str> = because.iter().map(|reason| reason.text(language)).collect();
        texts.join(" ")
    };
    let due = due_badge(now.seconds_until(promise.due_at));
    let green = promise.is_green().then(|| badge(Tone::Good, desk::GREEN));
    let opened_by = move || {
        let language = voice.language();
        let said: Vec<String> =
            promise.green.iter().map(|condition| condition.say(language)).collect();
        said.join(language.pick("；", "; "))
    };
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").words(title))
        .with(el("span").class("list__note").text(&applicant))
        .with(el("span").class("list__note").words(reasons))
        .with(if green.is_some() {
            el("span").class("list__note").words(opened_by).into()
        } else {
            nothing()
        });
    let marks = el("span")
        .class("cluster")
        .with(badge(Tone::Info, desk::of_matter(matter)))
        .with(green)
        .with(due);
    let link = el("a").class("list__item").set("href", &href.unwrap_or_default());
    el("li").with(link.with(main).with(marks))
}

/// How long is left of a promise.
pub(super) fn due_badge(seconds_left: i64) -> View {
    let voice = Voice::expect();
    if seconds_left < 0 {
        return badge(Tone::Bad, desk::OVERDUE);
    }
    let tone = if seconds_left < 3600 { Tone::Warn } else { Tone::Info };
    badge(tone, words(move || desk::left(seconds_left, voice.language())))
}

/// Leaving the desk.
fn sign_out() -> View {
    let (api, navigator) = (ApiClient::expect(), Navigator::expect());
    let task = Task::new();
    let leave = move || {
        let send = async move { api.send::<SignOut>(&[], &Empty {}).await };
        task.run(send, move |_| navigator.replace(Place::Quote));
    };
    let out = button(mine::SIGN_OUT, ButtonKind::Quiet, task.busy(), leave);
    el("div").class("stack").with(task_failed(task)).with(out).into()
}

/// A block of a case that has nothing in it yet, or its content.
pub(super) fn section(title: crate::text::Message, content: Option<View>) -> View {
    card(title, nothing()).with(content.unwrap_or_else(|| note(desk::NOTHING_YET))).into()
}
