//! Following something that happens elsewhere: asking about it until it is over.

use std::time::Duration;

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*, task::spawn_local};
use shared::api::{Empty, Endpoint};

use crate::api::ApiClient;

/// Whether there is more to hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hear {
    /// It goes on: ask again.
    More,
    /// It is over.
    Enough,
}

/// Asks `E` about `identifier` now and `every` so often, and hands each answer to `heard`, until
/// that has heard enough or the surrounding piece goes. One question at a time; an unanswered one
/// is simply asked again.
pub fn follow<E: Endpoint<Request = Empty>>(
    identifier: String,
    every: Duration,
    heard: impl Fn(E::Response) -> Hear + Copy + 'static,
) {
    let api = ApiClient::expect();
    let identifier = StoredValue::new(identifier);
    let asking: StoredValue<Option<IntervalHandle>> = StoredValue::new(None);
    let waits = StoredValue::new(false);
    let stop = move || {
        if let Some(handle) = asking.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    let ask = move || {
        if waits.get_value() {
            return;
        }
        waits.set_value(true);
        let identifier = identifier.get_value();
        spawn_local(async move {
            let answer = api.get::<E>(&[&identifier]).await;
            // The piece may have gone while the question was on its way.
            if waits.try_set_value(false).is_none()
                && let Ok(answer) = answer
                && heard(answer) == Hear::Enough
            {
                stop();
            }
        });
    };
    asking.set_value(set_interval_with_handle(ask, every).ok());
    ask();
    on_cleanup(stop);
}
