//! The Puhui app: text, layout and waiting. What lending is lives in `shared`.

mod components;
mod connection;
mod frame;
mod journey;
mod language;
mod mode;
mod navigation;
mod not_found;
mod routes;
mod saved;
mod signer;
mod text;
mod update;

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    connection::Connection,
    frame::{Footer, Header, Hero},
    language::Voice,
    mode::ModeSwitch,
    navigation::Navigator,
    not_found::NotFound,
    routes::Place,
    update::NewVersion,
};

/// The element the app lives in.
const ROOT: &str = "app";
/// The page's first paint, which the app replaces with the same words.
const SHELL: &str = "shell";

/// Takes over the page.
pub fn start() {
    let root = document().get_element_by_id(ROOT).and_then(|root| root.dyn_into::<HtmlElement>().ok());
    let Some(root) = root else { return };
    if let Some(shell) = document().get_element_by_id(SHELL) {
        shell.remove();
    }
    mount_to(root, App).forget();
}

/// Services for everything below, then the frame and the present screen.
#[component]
fn App() -> impl IntoView {
    Voice::provide();
    ModeSwitch::provide();
    Connection::provide();
    NewVersion::provide();
    let navigator = Navigator::provide();
    let at_quote = Memo::new(move |_| navigator.place() == Place::Quote);
    view! {
        <Header />
        {move || at_quote.get().then(|| view! { <Hero /> })}
        {move || screen(&navigator.place())}
        <Footer />
    }
}

/// The screen of a place.
fn screen(place: &Place) -> AnyView {
    match place {
        _ => view! { <NotFound /> }.into_any(),
    }
}
