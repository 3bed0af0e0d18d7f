//! From a quote on this phone to an application on the server, without retyping.
//!
//! What is wished for is kept on the device, so that signing in, a reload, or a lost connection in
//! between loses nothing.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    api::{
        ApplicationView, GetSession, ProblemCode, RecordQuote, RecordQuoteRequest,
        StartApplication, StartApplicationRequest,
    },
    quote::{QuoteDigests, QuoteRequest, quote},
};

use crate::{
    api::{ApiClient, ApiError},
    components::{Button, ButtonKind, Skeleton},
    failure::TaskFailure,
    frame::Page,
    journey::Journey,
    language::Voice,
    navigation::Navigator,
    rates::Rates,
    routes::Place,
    saved::Slot,
    task::Task,
    text::{apply, failure},
};

const WISH: Slot = Slot::new("puhui.wish.v1");

/// A product wanted on the terms of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The product chosen.
    pub product_id: String,
    /// What the quote was asked.
    pub request: QuoteRequest,
    /// What the quote hashed to.
    pub digests: QuoteDigests,
}

/// Keeps the wish until an application has come of it.
pub fn remember(wish: &Wish) {
    WISH.write(wish);
}

/// Starts the application wished for, and leads to its first screen.
#[component]
pub fn ApplyScreen() -> impl IntoView {
    let voice = Voice::expect();
    let navigator = Navigator::expect();
    let api = ApiClient::expect();
    let rates = Rates::expect();
    let journey = Journey::expect();
    let task = Task::new();
    let start = move || {
        let Some(wish) = WISH.read::<Wish>() else {
            navigator.replace(Place::Quote);
            return;
        };
        task.run(begin(api, rates, wish), move |application| {
            WISH.forget();
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
        task.failure().read().is_some().then(|| {
            let again = move |()| start();
            view! { <Button label=failure::RETRY kind=ButtonKind::Secondary on_press=again /> }
        })
    };
    view! {
        <Page title=Signal::derive(move || voice.say(apply::STARTING).to_owned())>
            <TaskFailure task />
            {retry}
            {move || task.busy().get().then(|| view! { <Skeleton /> })}
        </Page>
    }
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
