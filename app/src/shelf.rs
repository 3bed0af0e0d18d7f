//! Every product of the bank, for the places that look beyond the quote.
//!
//! The catalogue is fetched when somebody first needs it and kept on the phone: the next visit shows
//! it at once, also without a network, and changes only when the bank has published another one.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{GetProducts, PublishedCatalogue},
    catalogue::Catalogue,
};

use crate::{
    api::{ApiClient, ApiError},
    dom::View,
    rates::today_by_this_phone,
    remote::{Fetched, screen_of},
    saved::Slot,
};

const KEPT: Slot = Slot::new("puhui.products.v1");

/// The whole catalogue and the bank's day; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Shelf {
    stock: RwSignal<Fetched<Arc<Catalogue>>>,
    today: RwSignal<NaiveDate>,
    opened: StoredValue<bool>,
    asked: StoredValue<bool>,
    api: ApiClient,
}

impl Shelf {
    /// A shelf nobody has looked at yet, provided to everything below the caller.
    pub fn provide() {
        provide_context(Self {
            stock: RwSignal::new(Fetched::Waiting),
            today: RwSignal::new(today_by_this_phone()),
            opened: StoredValue::new(false),
            asked: StoredValue::new(false),
            api: ApiClient::expect(),
        });
    }

    /// The shelf of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The bank's day, as far as this phone knows; a reader follows its changes.
    pub fn today(self) -> NaiveDate {
        self.today.get()
    }

    /// The catalogue, when it is here; a reader follows its changes.
    pub fn catalogue(self) -> Option<Arc<Catalogue>> {
        match &*self.stock.read() {
            Fetched::Here(catalogue) => Some(Arc::clone(catalogue)),
            Fetched::Waiting | Fetched::Failed(_) => None,
        }
    }

    /// Takes what the phone has kept, and looks once a visit for something newer without waiting.
    pub fn open(self) {
        self.take_what_was_kept();
        if self.asked.get_value() {
            return;
        }
        self.asked.set_value(true);
        spawn_local(async move {
            // What was kept stays, or the screen says what went wrong and offers to ask again.
            let _ = self.refresh().await;
        });
    }

    /// Waits until there is a catalogue, or asking for one has failed.
    pub async fn ready(self) {
        self.take_what_was_kept();
        if untrack(|| self.catalogue()).is_none() {
            let _ = self.refresh().await;
        }
    }

    /// Fetches the catalogue in force and the bank's day.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn refresh(self) -> Result<(), ApiError> {
        match self.api.get::<GetProducts>(&[]).await {
            Ok(published) => {
                KEPT.write(&published);
                self.today.set(published.today);
                self.put(published);
                Ok(())
            }
            Err(error) => {
                if untrack(|| self.catalogue()).is_none() {
                    self.stock.set(Fetched::Failed(error.clone()));
                }
                Err(error)
            }
        }
    }

    /// A screen that needs the catalogue; before that a placeholder, or what went wrong.
    pub fn screen(self, view: impl Fn(Arc<Catalogue>) -> View + 'static) -> View {
        self.open();
        let again = move || {
            spawn_local(async move {
                let _ = self.refresh().await;
            });
        };
        screen_of(self.stock, again, view)
    }

    fn take_what_was_kept(self) {
        if self.opened.get_value() {
            return;
        }
        self.opened.set_value(true);
        if let Some(kept) = KEPT.read::<PublishedCatalogue>() {
            self.put(kept);
        }
    }

    /// The same catalogue again changes nothing: whoever is typing goes on typing.
    fn put(self, published: PublishedCatalogue) {
        let is_known = untrack(|| self.catalogue())
            .is_some_and(|catalogue| catalogue.digest() == published.digest);
        if !is_known {
            let catalogue = Catalogue::published(published.catalogue, published.digest);
            self.stock.set(Fetched::Here(Arc::new(catalogue)));
        }
    }
}
