//! The application from identity to signature.
//!
//! [`stage`] says where an application stands; [`Journey`] leads there; each screen does one thing.

mod consent;
mod contract;
mod cost_sheet;
mod decided;
mod decision;
mod face;
mod findings;
mod identity;
pub mod identity_draft;
mod import;
mod progress;
mod progress_bar;
mod review;
pub mod screen;
mod signatory;
pub mod stage;

use leptos::prelude::*;
use shared::api::ApplicationView;

pub use self::consent::consent_text;
pub use crate::step;

use self::stage::{Standing, standing};
use crate::{
    navigation::Navigator,
    routes::{Place, Reference},
};

/// The application the person is at, as the server last answered.
#[derive(Clone, Copy, Debug)]
pub struct Journey {
    latest: StoredValue<Option<ApplicationView>>,
    navigator: Navigator,
}

impl Journey {
    /// A journey not begun, provided to everything below the caller.
    pub fn provide(navigator: Navigator) {
        provide_context(Self { latest: StoredValue::new(None), navigator });
    }

    /// The journey of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The latest answer about the application `reference`, if this visit has one.
    pub fn latest(self, reference: &Reference) -> Option<ApplicationView> {
        let latest = self.latest.get_value()?;
        (latest.application_id == reference.as_str()).then_some(latest)
    }

    /// Leads on to where the application stands now.
    pub fn go_on(self, application: ApplicationView) {
        let place = place_of(&application);
        self.latest.set_value(Some(application));
        self.navigator.go(place);
    }

    /// Leads to where the application stands instead of the present screen, which then is not in
    /// the way of the Back button.
    pub fn arrive(self, application: ApplicationView) {
        let place = place_of(&application);
        self.latest.set_value(Some(application));
        self.navigator.replace(place);
    }

    /// Forgets the application, as when somebody signs out.
    pub fn forget(self) {
        self.latest.set_value(None);
    }
}

fn place_of(application: &ApplicationView) -> Place {
    let place = match standing(application) {
        Standing::At(step) => Reference::parse(&application.application_id)
            .map(|reference| Place::Application(reference, Some(step))),
        Standing::Opened(facility) => Reference::parse(&facility).map(Place::Facility),
    };
    place.unwrap_or(Place::Me)
}
