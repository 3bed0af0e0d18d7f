//! The part of the catalogue the quote screen quotes from, and the bank's day.
//!
//! A catalogue is compiled in, so the first visit quotes without a server. A newer one is fetched
//! when there is a network (see `js/catalogue.js`) and kept for the next visit without.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use leptos::prelude::*;
use shared::{
    api::PublishedCatalogue,
    canonical::Digest,
    catalogue::{Catalogue, CatalogueDraft},
    timestamp::Timestamp,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{dom::on_window, json, saved::Slot};

const COMPILED_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.json"));
/// The digest of the catalogue it is a part of, computed while building.
const COMPILED_IN_DIGEST: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.digest"));
/// Named in `js/catalogue.js` too.
const FETCHED: Slot = Slot::new("puhui.catalogue.v2");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = puhuiCatalogue, js_name = lookForNewer)]
    fn look_for_newer_than(digest: &str);
}

/// The catalogue and the day, for whoever quotes.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    catalogue: RwSignal<Option<Arc<Catalogue>>>,
    today: RwSignal<NaiveDate>,
}

impl Rates {
    /// The best catalogue this phone holds, provided to everything below the caller.
    pub fn provide() {
        let fetched = FETCHED.read::<PublishedCatalogue>();
        let fetched = fetched.map(|published| (published.catalogue, published.digest));
        let newest = match (compiled_in(), fetched) {
            (Some(ours), Some(theirs)) if theirs.0.effective < ours.0.effective => Some(ours),
            (ours, theirs) => theirs.or(ours),
        };
        // A digest that does not belong to its catalogue would be refused when applying.
        let catalogue = newest.map(|(draft, digest)| Catalogue::published(draft, digest));
        let rates = Self {
            catalogue: RwSignal::new(catalogue.map(Arc::new)),
            today: RwSignal::new(today_by_this_phone()),
        };
        provide_context(rates);
        on_window(
            "puhui:catalogue",
            Box::new(move |_| {
                if let Some(published) = FETCHED.read() {
                    rates.take(published);
                }
            }),
        );
    }

    /// Rates that do not change: for a quote about products already at hand.
    pub fn of(catalogue: Arc<Catalogue>, today: NaiveDate) -> Self {
        Self { catalogue: RwSignal::new(Some(catalogue)), today: RwSignal::new(today) }
    }

    /// The rates of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The catalogue; a reader follows its changes. Absent only if the build carried none.
    pub fn catalogue(self) -> Option<Arc<Catalogue>> {
        self.catalogue.get()
    }

    /// The bank's day, as far as this phone knows; a reader follows its changes.
    pub fn today(self) -> NaiveDate {
        self.today.get()
    }

    /// Asks the server, without waiting for it, whether it has a newer catalogue.
    pub fn look_for_newer(self) {
        if let Some(held) = self.catalogue.get_untracked() {
            look_for_newer_than(&held.digest().to_string());
        }
    }

    fn take(self, published: PublishedCatalogue) {
        self.today.set(published.today);
        let catalogue = Catalogue::published(published.catalogue, published.digest);
        self.catalogue.set(Some(Arc::new(catalogue)));
    }
}

/// The catalogue this build carries.
fn compiled_in() -> Option<(CatalogueDraft, Digest)> {
    Some((json::read(COMPILED_IN).ok()?, COMPILED_IN_DIGEST.parse().ok()?))
}

/// Today in China by the phone's own clock.
pub(crate) fn today_by_this_phone() -> NaiveDate {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit an i64")]
    let millis = js_sys::Date::now() as i64;
    let now = millis.checked_mul(1000).and_then(Timestamp::from_micros);
    now.map_or(DateTime::UNIX_EPOCH.date_naive(), Timestamp::date_in_china)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_compiled_in_is_valid() {
        let (draft, digest) = compiled_in().expect("a catalogue");
        let catalogue = Catalogue::published(draft.clone(), digest);
        assert!(!catalogue.products().is_empty());
        // A part stands under the digest of the whole, and is a catalogue by itself.
        assert!(Catalogue::try_from(draft).is_ok());
    }
}
