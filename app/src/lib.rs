//! The Puhui app: text, layout and waiting. What lending is lives in `shared`.
#![expect(unreachable_pub, reason = "the component macro nests public functions in private ones")]

pub mod account;
pub mod api;
pub mod apply;
pub mod components;
pub mod connection;
pub mod evidence;
pub mod facility;
pub mod failure;
pub mod format;
pub mod frame;
pub mod idempotency;
pub mod journey;
pub mod language;
pub mod loan;
pub mod mine;
pub mod mode;
pub mod navigation;
pub mod not_found;
pub mod quote;
pub mod rates;
pub mod remote;
pub mod routes;
pub mod saved;
pub mod schedule;
pub mod signer;
pub mod task;
pub mod text;
pub mod update;

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    account::AccountScreen,
    api::ApiClient,
    apply::ApplyScreen,
    connection::Connection,
    evidence::EvidenceScreen,
    facility::FacilityScreen,
    frame::{Footer, Header, Hero},
    journey::Journey,
    language::Voice,
    loan::LoanScreen,
    mine::MineScreen,
    mode::ModeSwitch,
    navigation::Navigator,
    not_found::NotFound,
    quote::QuoteScreen,
    rates::Rates,
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
    ApiClient::provide();
    Rates::provide();
    let navigator = Navigator::provide();
    Journey::provide(navigator);
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
        Place::Quote => view! { <QuoteScreen /> }.into_any(),
        Place::Apply => view! { <ApplyScreen /> }.into_any(),
        Place::Facility(reference) => view! { <FacilityScreen reference=reference.clone() /> }.into_any(),
        Place::Account(reference) => view! { <AccountScreen reference=reference.clone() /> }.into_any(),
        Place::Loan(reference) => view! { <LoanScreen reference=reference.clone() /> }.into_any(),
        Place::Evidence(reference) => view! { <EvidenceScreen reference=reference.clone() /> }.into_any(),
        Place::Me => view! { <MineScreen /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
