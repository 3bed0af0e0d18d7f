//! The account that money goes to and is repaid from.

mod form;

use leptos::prelude::*;
use shared::api::GetFacility;

pub use self::form::account_page;
use crate::{
    api::ApiClient,
    dom::View,
    navigation::Navigator,
    remote::Remote,
    routes::{Place, Reference},
};

/// Changes the account of a facility.
pub fn account_screen(reference: Reference) -> View {
    let (api, navigator) = (ApiClient::expect(), Navigator::expect());
    let facility = StoredValue::new(reference);
    let asked = Remote::new(move || {
        let reference = facility.get_value();
        async move { api.get::<GetFacility>(&[reference.as_str()]).await }
    });
    asked.screen(move |answer| {
        account_page(answer, move |_| navigator.replace(Place::Facility(facility.get_value())))
    })
}
