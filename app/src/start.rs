//! Takes over the page: services, frame, and the screen of the present place.
//!
//! The app comes in three modules, so that a first visitor, who wants a quote, does not download what
//! only a borrower needs, nor a borrower what checks signatures: [`start_quote`] knows the quote,
//! `start_account` everything after it, `start_proof` the proof of that. Going from one to the other
//! is an ordinary page load, which the service worker answers.

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    api::ApiClient,
    connection::Connection,
    dom::{View, all},
    frame::{brand, footer, header, hero},
    language::Voice,
    mode::ModeSwitch,
    navigation,
    quote::quote_screen,
    rates::Rates,
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
        Rates::provide();
        navigation::entitle(|language| title::QUOTE.in_language(language));
        all([header(brand()), hero(), quote_screen(), footer()])
    });
}

/// Puts `page` in the place of the first paint, with every service that any screen may ask for.
pub(crate) fn take_over(page: fn() -> View) {
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

fn provide_services() {
    Voice::provide();
    ModeSwitch::provide();
    Connection::provide();
    NewVersion::provide();
    ApiClient::provide();
}
