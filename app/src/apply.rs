//! From a quote on this phone to an application on the server, without retyping.

use leptos::prelude::*;
use shared::{
    api::{
        ApplicationView, GetSession, ProblemCode, RecordQuote, RecordQuoteRequest,
        StartApplication, StartApplicationRequest,
    },
    quote::{QuoteRequest, quote},
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
    let retry = move || button(failure::RETRY, ButtonKind::Secondary, Signal::stored(false), start);
    page(move || voice.say(apply::STARTING).to_owned(), String::new)
        .with(task_failed(task))
        .with(live_when(move || task.failure().read().is_some(), retry))
        .with(live_when(move || task.busy().get(), skeleton))
        .into()
}

async fn begin(api: ApiClient, rates: Rates, wish: Wish) -> Result<ApplicationView, ApiError> {
    api.get::<GetSession>(&[]).await?;
    let Wish { product_id, request } = wish;
    let recorded = match record(api, rates, request.clone()).await {
        Err(error) if is_outdated(&error) => {
            rates.refresh(api).await?;
            record(api, rates, on_the_banks_day(rates, request)).await
        }
        recorded => recorded,
    };
    let quote_id = recorded?;
    api.send_once::<StartApplication>(&[], &StartApplicationRequest { quote_id, product_id }).await
}

/// Computes the quote here, with its digests, and has the server compute it too: it keeps the quote
/// only when both agree to the byte.
async fn record(api: ApiClient, rates: Rates, request: QuoteRequest) -> Result<String, ApiError> {
    let catalogue = untrack(|| rates.catalogue()).ok_or(ApiError::Unreadable)?;
    let digests = quote(&catalogue, &request).map_err(|_| ApiError::Unreadable)?.digests;
    let request = RecordQuoteRequest { request, digests };
    Ok(api.send_once::<RecordQuote>(&[], &request).await?.quote_id)
}

fn is_outdated(error: &ApiError) -> bool {
    use ProblemCode::{CatalogueStale, QuoteDiffers, QuoteExpired, QuoteOutdated};
    let codes = [CatalogueStale, QuoteDiffers, QuoteExpired, QuoteOutdated];
    error.code().is_some_and(|code| codes.contains(&code))
}

/// The same request as of the bank's day; the cost sheet shows what it then costs.
fn on_the_banks_day(rates: Rates, mut request: QuoteRequest) -> QuoteRequest {
    request.on = untrack(|| rates.today());
    let declared: Vec<_> = request.facts.iter().collect();
    for (metric, datum) in declared {
        // The value was admitted before; only its day changes.
        let _ = request.facts.set(metric, datum.value, datum.source, request.on);
    }
    request
}
