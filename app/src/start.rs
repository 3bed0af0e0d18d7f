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
    dom::{View, all, live, live_when},
    evidence::evidence_screen,
    facility::facility_screen,
    frame::{footer, header, hero},
    journey::{Journey, screen::application_screen},
    language::Voice,
    loan::{JustDrawn, loan_screen},
    mine::mine_screen,
    mode::ModeSwitch,
    navigation::{Known, Navigator},
    not_found::not_found_screen,
    quote::quote_screen,
    rates::Rates,
    routes::Place,
    sign_in::sign_in_screen,
    update::NewVersion,
};

/// The element the app lives in.
const ROOT: &str = "app";
/// The page's first paint, which the app replaces with the same words.
const SHELL: &str = "shell";

/// Starts the module that knows the quote.
pub fn start_quote() {
    // Its page stands at the quote's place only.
    take_over(Known::Quote, |_| |_| quote_screen());
}

/// Starts the module that knows everything but the quote.
pub fn start_account() {
    take_over(Known::Account, |navigator| {
        Journey::provide(navigator);
        JustDrawn::provide(navigator);
        account_side
    });
}

/// `side` provides what only its screens need, and says which screen belongs to a place.
fn take_over(known: Known, side: fn(Navigator) -> fn(&Place) -> View) {
    let root = document().get_element_by_id(ROOT);
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let place = root.clone();
    // Leptos starts its executor and owns every signal below; the elements are ours.
    let mounted = mount_to(root, move || {
        let app = app(known, side);
        if let Some(shell) = document().get_element_by_id(SHELL) {
            shell.remove();
        }
        app.append_to(&place);
    });
    mounted.forget();
}

/// Services for everything below, then the frame and the present screen.
fn app(known: Known, side: fn(Navigator) -> fn(&Place) -> View) -> View {
    Voice::provide();
    ModeSwitch::provide();
    Connection::provide();
    NewVersion::provide();
    ApiClient::provide();
    Rates::provide();
    let navigator = Navigator::provide(known);
    let screen = side(navigator);
    all([
        header(),
        live_when(move || navigator.place() == Place::Quote, hero),
        live(move || {
            let place = navigator.place();
            untrack(|| screen(&place))
        }),
        footer(),
    ])
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
        Place::Quote | Place::NotFound => not_found_screen(),
    }
}
