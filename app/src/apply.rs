//! From a quote on this phone to an application on the server, without retyping.

use leptos::prelude::*;
use shared::{
    api::{
        ApplicationView, GetSession, ProblemCode, RecordQuote, RecordQuoteRequest,
        StartApplication, StartApplicationRequest,
    },
    quote::quote,
};

use crate::{
    api::{ApiClient, ApiError},
    components::{ButtonKind, button, skeleton},
    dom::{View, live_when},
    failure::task_failed,
    frame::page,
    journey::Journey,
    language::Voice,
    navigation::Navigator,
    rates::Rates,
    routes::Place,
    task::Task,
    text::{apply, failure},
    wish::{self, Wish},
};

/// Starts the application wished for, and leads to its first screen.
pub fn apply_screen() -> View {
    let voice = Voice::expect();
    let navigator = Navigator::expect();
    let services = (ApiClient::expect(), Rates::expect(), Journey::expect());
    let (api, rates, journey) = services;
    let task = Task::new();
    let start = move || {
        let Some(wish) = wish::remembered() else {
            request_animation_frame(move || navigator.replace(Place::Quote));
            return;
        };
        task.run(begin(api, rates, wish), move |application| {
            wish::forget();
            journey.arrive(application);
        });
    };
    start();
    Effect::new(move || {
        let failure = task.failure().get();
        if failure.is_some_and(|error| error.code() == Some(ProblemCode::SignInRequired)) {
            navigator.sign_in_instead(Place::Apply);
        }
    });
    let retry = move || {
        button(failure::RETRY, ButtonKind::Secondary, Signal::stored(false), start)
    };
    page(move || voice.say(apply::STARTING).to_owned(), String::new)
        .with(task_failed(task))
        .with(live_when(move || task.failure().read().is_some(), retry))
        .with(live_when(move || task.busy().get(), skeleton))
        .into()
}

async fn begin(api: ApiClient, rates: Rates, wish: Wish) -> Result<ApplicationView, ApiError> {
    api.get::<GetSession>(&[]).await?;
    let recorded = match record(api, &wish).await {
        Err(error) if is_outdated(&error) => {
            rates.refresh(api).await?;
            record(api, &requoted(rates, wish.clone())).await
        }
        recorded => recorded,
    };
    let quote_id = recorded?;
    let request = StartApplicationRequest { quote_id, product_id: wish.product_id };
    api.send_once::<StartApplication>(&[], &request).await
}

async fn record(api: ApiClient, wish: &Wish) -> Result<String, ApiError> {
    let request = RecordQuoteRequest { request: wish.request.clone(), digests: wish.digests };
    Ok(api.send_once::<RecordQuote>(&[], &request).await?.quote_id)
}

fn is_outdated(error: &ApiError) -> bool {
    use ProblemCode::{CatalogueStale, QuoteDiffers, QuoteExpired, QuoteOutdated};
    let codes = [CatalogueStale, QuoteDiffers, QuoteExpired, QuoteOutdated];
    error.code().is_some_and(|code| codes.contains(&code))
}

/// The same wish on the bank's day and catalogue; the cost sheet shows what it then costs.
fn requoted(rates: Rates, mut wish: Wish) -> Wish {
    let (today, catalogue) = untrack(|| (rates.today(), rates.catalogue()));
    wish.request.on = today;
    let declared: Vec<_> = wish.request.facts.iter().collect();
    for (metric, datum) in declared {
        // The value was admitted before; only its day changes.
        let _ = wish.request.facts.set(metric, datum.value, datum.source, today);
    }
    if let Some(quote) = catalogue.and_then(|catalogue| quote(&catalogue, &wish.request).ok()) {
        wish.digests = quote.digests;
    }
    wish
}
