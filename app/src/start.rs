//! Takes over the page: services, frame, and the screen of the present place.
//!
//! The app comes in two modules, so that a first visitor, who wants a quote, does not download what
//! only a borrower needs: [`start_quote`] knows the quote, [`start_account`] everything after it.
//! Going from one to the other is an ordinary page load, which the service worker answers.

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    account::account_screen,
    api::ApiClient,
    apply::apply_screen,
    connection::Connection,
    dom::{View, all, live},
    evidence::evidence_screen,
    facility::facility_screen,
    frame::{brand, footer, header, hero, way_back},
    journey::{Journey, screen::application_screen},
    language::Voice,
    loan::{JustDrawn, loan_screen},
    mine::mine_screen,
    mode::ModeSwitch,
    navigation::{self, Navigator},
    not_found::not_found_screen,
    person::{authorisations_screen, devices_screen, my_data_screen, query_log_screen},
    quote::quote_screen,
    rates::Rates,
    routes::Place,
    sign_in::sign_in_screen,
    text::title,
    update::NewVersion,
};

/// The element the app lives in.
const ROOT: &str = "app";
/// The page's first paint, which the app replaces with the same words.
const SHELL: &str = "shell";

/// Starts the module that knows the quote.
pub fn start_quote() {
    take_over(|| {
        navigation::entitle(|language| title::QUOTE.in_language(language));
        all([header(brand()), hero(), quote_screen(), footer()])
    });
}

/// Starts the module that knows everything but the quote.
pub fn start_account() {
    take_over(|| {
        let navigator = Navigator::provide();
        Journey::provide(navigator);
        JustDrawn::provide(navigator);
        let screen = live(move || {
            let place = navigator.place();
            untrack(|| account_side(&place))
        });
        all([header(way_back()), screen, footer()])
    });
}

fn take_over(page: fn() -> View) {
    let root = document().get_element_by_id(ROOT);
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let place = root.clone();
    // Leptos starts its executor and owns every signal below; the elements are ours.
    let mounted = mount_to(root, move || {
        provide_services();
        let page = page();
        if let Some(shell) = document().get_element_by_id(SHELL) {
            shell.remove();
        }
        page.append_to(&place);
    });
    mounted.forget();
}

/// What every screen may ask for.
fn provide_services() {
    Voice::provide();
    ModeSwitch::provide();
    Connection::provide();
    NewVersion::provide();
    ApiClient::provide();
    Rates::provide();
}

/// The screen of a place that is not the quote.
fn account_side(place: &Place) -> View {
    match place {
        Place::Apply => apply_screen(),
        Place::SignIn => sign_in_screen(),
        Place::Application(reference, step) => application_screen(reference.clone(), *step),
        Place::Facility(reference) => facility_screen(reference.clone()),
        Place::Account(reference) => account_screen(reference.clone()),
        Place::Loan(reference) => loan_screen(reference.clone()),
        Place::Evidence(reference) => evidence_screen(reference.clone()),
        Place::Me => mine_screen(),
        Place::Devices => devices_screen(),
        Place::Authorisations => authorisations_screen(),
        Place::QueryLog => query_log_screen(),
        Place::MyData => my_data_screen(),
        Place::Quote | Place::NotFound => not_found_screen(),
    }
}
