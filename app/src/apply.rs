//! From a quote on this phone to an application on the server, without retyping.

use leptos::prelude::*;
use shared::{
    api::{
        ApplicationView, GetSession, ProblemCode, RecordQuote, RecordQuoteRequest,
        StartApplication, StartApplicationRequest,
    },
    catalogue::Product,
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
    routes::Place,
    shelf::Shelf,
    task::Task,
    text::{apply, failure},
    wish,
};

/// Starts the application wished for, and leads to its first screen.
pub fn apply_screen() -> View {
    let voice = Voice::expect();
    let navigator = Navigator::expect();
    let (api, shelf, journey) = (ApiClient::expect(), Shelf::expect(), Journey::expect());
    let task = Task::new();
    let start = move || {
        let Some(product_id) = wish::remembered() else {
            request_animation_frame(move || navigator.replace(Place::Quote));
            return;
        };
        task.run(begin(api, shelf, product_id), move |application| {
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
    shelf: Shelf,
    product_id: String,
) -> Result<ApplicationView, ApiError> {
    api.get::<GetSession>(&[]).await?;
    shelf.ready().await;
    let recorded = match record(api, shelf, &product_id).await {
        Err(error) if is_outdated(&error) => {
            // The same need on the bank's day and catalogue; the cost sheet shows what it then costs.
            shelf.refresh().await?;
            record(api, shelf, &product_id).await
        }
        recorded => recorded,
    };
    let quote_id = recorded?;
    api.send_once::<StartApplication>(&[], &StartApplicationRequest { quote_id, product_id }).await
}

/// Computes the quote here, with its digests, and has the server compute it too: it keeps the quote
/// only when both agree to the byte.
async fn record(api: ApiClient, shelf: Shelf, product_id: &str) -> Result<String, ApiError> {
    let (catalogue, today) = untrack(|| (shelf.catalogue(), shelf.today()));
    let catalogue = catalogue.ok_or(ApiError::Unreachable)?;
    let draft = QuoteDraft::remembered();
    let reads = catalogue.product(product_id).map(Product::metrics).unwrap_or_default();
    let declared = draft.answered_of(&reads);
    let request = draft.request_with(&declared, today).map_err(|_| ApiError::Unreadable)?;
    let digests = quote(&catalogue, &request).map_err(|_| ApiError::Unreadable)?.digests;
    let request = RecordQuoteRequest { request, digests };
    Ok(api.send_once::<RecordQuote>(&[], &request).await?.quote_id)
}

fn is_outdated(error: &ApiError) -> bool {
    use ProblemCode::{CatalogueStale, QuoteDiffers, QuoteExpired, QuoteOutdated};
    let codes = [CatalogueStale, QuoteDiffers, QuoteExpired, QuoteOutdated];
    error.code().is_some_and(|code| codes.contains(&code))
}
