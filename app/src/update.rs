//! A newer version of the app, announced by the service worker (see `js/worker.js`).

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::dom::on_window;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = puhuiWorker, js_name = hasNewVersion)]
    fn has_new_version() -> bool;

    #[wasm_bindgen(js_namespace = puhuiWorker, js_name = update)]
    fn take_over();
}

/// Whether a newer version waits to take over.
#[derive(Clone, Copy, Debug)]
pub struct NewVersion {
    waits: RwSignal<bool>,
}

impl NewVersion {
    /// Listens for the announcement; provided to everything below the caller.
    pub fn provide() {
        let waits = RwSignal::new(has_new_version());
        on_window("puhui:new-version", Box::new(move |_| waits.set(true)));
        provide_context(Self { waits });
    }

    /// The announcement of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Whether a newer version waits; a reader follows the announcement.
    pub fn waits(self) -> bool {
        self.waits.get()
    }
}

/// Lets the newer version take over; the page reloads.
pub fn update_now() {
    take_over();
}
