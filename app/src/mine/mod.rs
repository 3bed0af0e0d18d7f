//! Everything of the signed-in person, the most urgent first: an application to go on with, limits
//! to draw on, loans that run, and what has been.

mod applications;
mod facilities;

use futures_util::future::join;
use shared::api::{DisputeView, Empty, GetDisputes, GetOverview, Overview, ProblemCode, SignOut};

use self::{
    applications::{applications_card, is_under_way, resume_card},
    facilities::{facility_card, running_loans_card},
};
use crate::{
    api::{ApiClient, ApiError},
    components::{ButtonKind, button, link_button},
    disputes::disputes_card,
    dom::{View, el},
    failure::task_failed,
    frame::{empty, notices, page, screen},
    journey::Journey,
    language::Voice,
    navigation::Navigator,
    person::person_card,
    remote::Remote,
    routes::Place,
    task::Task,
    text::{frame, mine, title},
};

/// The signed-in person's page. Somebody who is not signed in is led to do so, and back here.
pub fn mine_screen() -> View {
    let (api, navigator) = (ApiClient::expect(), Navigator::expect());
    let asked = Remote::new(move || async move {
        // Asked at once and shown together, so that nothing moves when the second answer comes.
        let (answer, disputes) =
            join(api.get::<GetOverview>(&[]), api.get::<GetDisputes>(&[])).await;
        let refusal = answer.as_ref().err().and_then(ApiError::code);
        match refusal.filter(|_| navigator.place_now() == Place::Me) {
            Some(ProblemCode::SignInRequired) => navigator.sign_in_instead(Place::Me),
            // People of the bank have a desk and no page of their own.
            Some(ProblemCode::NotYourDuty) => navigator.replace(Place::Desk),
            _ => {}
        }
        let disputes = disputes.map(|answer| answer.disputes).unwrap_or_default();
        answer.map(|overview| (overview, disputes))
    });
    asked.screen(overview)
}

fn overview((overview, disputes): (Overview, Vec<DisputeView>)) -> View {
    if overview.applications.is_empty() && overview.facilities.is_empty() {
        return nothing_yet();
    }
    let voice = Voice::expect();
    let (under_way, rest): (Vec<_>, Vec<_>) =
        overview.applications.into_iter().partition(is_under_way);
    let running = running_loans_card(&overview.facilities);
    let resumed = under_way.iter().map(resume_card).collect::<Vec<_>>();
    let facilities = overview.facilities.iter().map(facility_card).collect::<Vec<_>>();
    page(move || voice.say(mine::TITLE).to_owned(), String::new)
        .with(resumed)
        .with(facilities)
        .with(running)
        .with(applications_card(rest))
        .with(link_button(title::PROFILE, ButtonKind::Secondary, &Place::Profile.href()))
        .with(disputes_card(disputes))
        .with(person_card())
        .with(link_button(mine::REQUESTS, ButtonKind::Quiet, &Place::Requests.href()))
        .with(link_button(mine::NEW_QUOTE, ButtonKind::Secondary, &Place::Quote.href()))
        .with(link_button(mine::PRODUCTS, ButtonKind::Secondary, &Place::Products.href()))
        .with(sign_out())
        .into()
}

fn nothing_yet() -> View {
    let quote = link_button(frame::TO_QUOTE, ButtonKind::Primary, &Place::Quote.href());
    let products = link_button(mine::PRODUCTS, ButtonKind::Secondary, &Place::Products.href());
    let empty = empty(mine::EMPTY_TITLE, mine::EMPTY_TEXT, vec![quote, products]);
    screen().with(notices()).with(empty).with(person_card()).with(sign_out()).into()
}

fn sign_out() -> View {
    let (api, navigator, journey) = (ApiClient::expect(), Navigator::expect(), Journey::expect());
    let task = Task::new();
    let leave = move || {
        let send = async move { api.send::<SignOut>(&[], &Empty {}).await };
        task.run(send, move |_| {
            journey.forget();
            navigator.replace(Place::Quote);
        });
    };
    let out = button(mine::SIGN_OUT, ButtonKind::Quiet, task.busy(), leave);
    el("div").class("stack").with(task_failed(task)).with(out).into()
}
