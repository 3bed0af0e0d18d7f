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
    quote::draft::QuoteDraft,
    rates::Rates,
    routes::Place,
    task::Task,
    text::{apply, failure},
    wish,
};

/// Starts the application wished for, and leads to its first screen.
pub fn apply_screen() -> View {
    let voice = Voice::expect();
    let navigator = Navigator::expect();
    let services = (ApiClient::expect(), Rates::expect(), Journey::expect());
    let (api, rates, journey) = services;
    let task = Task::new();
    let start = move || {
        let Some(product_id) = wish::remembered() else {
            request_animation_frame(move || navigator.replace(Place::Quote));
            return;
        };
        task.run(begin(api, rates, product_id), move |application| {
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

async fn begin(
    api: ApiClient,
    rates: Rates,
    product_id: String,
) -> Result<ApplicationView, ApiError> {
    api.get::<GetSession>(&[]).await?;
    let recorded = match record(api, rates).await {
        Err(error) if is_outdated(&error) => {
            // The same need on the bank's day and catalogue; the cost sheet shows what it then costs.
            rates.refresh(api).await?;
            record(api, rates).await
        }
        recorded => recorded,
    };
    let quote_id = recorded?;
    api.send_once::<StartApplication>(&[], &StartApplicationRequest { quote_id, product_id }).await
}

/// Computes the quote here, with its digests, and has the server compute it too: it keeps the quote
/// only when both agree to the byte.
async fn record(api: ApiClient, rates: Rates) -> Result<String, ApiError> {
    let (catalogue, today) = untrack(|| (rates.catalogue(), rates.today()));
    let catalogue = catalogue.ok_or(ApiError::Unreadable)?;
    let request = QuoteDraft::remembered().request(today).map_err(|_| ApiError::Unreadable)?;
    let digests = quote(&catalogue, &request).map_err(|_| ApiError::Unreadable)?.digests;
    let request = RecordQuoteRequest { request, digests };
    Ok(api.send_once::<RecordQuote>(&[], &request).await?.quote_id)
}

fn is_outdated(error: &ApiError) -> bool {
    use ProblemCode::{CatalogueStale, QuoteDiffers, QuoteExpired, QuoteOutdated};
    let codes = [CatalogueStale, QuoteDiffers, QuoteExpired, QuoteOutdated];
    error.code().is_some_and(|code| codes.contains(&code))
}
