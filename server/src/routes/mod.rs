//! The one list of routes, by subject.

mod application;
mod bank;
mod facility;
mod person;

use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Router, middleware};
use shared::api as wire;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use utoipa_swagger_ui::SwaggerUi;

use crate::api::{Api, Audience};
use crate::installation::Installation;
use crate::{assets, demonstration, failure, health, origin, security_headers, telemetry};
use application::{agreeing, applying};
use bank::{at_the_desk, keeping_pools};
use facility::{lending, papers, raising_limits, repaying, servicing, taking_away};
use person::{asking_people, knowing, showing_who, signing_in};

/// How long a request may take, its body's arrival included.
const PATIENCE: Duration = Duration::from_secs(30);

/// Every address of the server.
pub fn router(here: Installation) -> Router {
    let (endpoints, description) = endpoints().finish();
    let viewer = SwaggerUi::new("/api/docs").url("/api/openapi.json", description);
    let api = endpoints
        .route("/api/v1/health", get(health::health))
        .route("/api/{*rest}", axum::routing::any(nothing_here))
        .merge(viewer)
        // One layer of layers: each handed over by itself would box every request once more.
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn(failure::tell))
                .layer(CatchPanicLayer::custom(failure::panicked))
                .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE))
                .layer(middleware::from_fn(origin::own_origin_only))
                .layer(DefaultBodyLimit::max(wire::BODY_BYTES_MAX)),
        );
    api.fallback(assets::serve)
        .layer(
            ServiceBuilder::new()
                .layer(TraceLayer::new_for_http().make_span_with(telemetry::request_span))
                .layer(middleware::from_fn(security_headers::add)),
        )
        .with_state(here)
}

/// An address under `/api` that nobody answers.
async fn nothing_here() -> failure::Failure {
    failure::Failure::of(wire::ProblemCode::NotFound)
}

fn endpoints() -> Api {
    let who = knowing(showing_who(signing_in(Api::default())));
    let before_signing = applying(who);
    let money = repaying(papers(lending(agreeing(before_signing))));
    let after_it = asking_people(raising_limits(taking_away(servicing(money))));
    demonstrating(keeping_pools(at_the_desk(after_it)))
}

fn demonstrating(api: Api) -> Api {
    use Audience::Everybody;
    api.mount::<wire::GetBusinessDate, _, _>(
        Everybody,
        "The business date of a demonstration; 404 in production.",
        demonstration::get,
    )
    .mount::<wire::MoveBusinessDate, _, _>(
        Everybody,
        "Moves the business date of a demonstration forward; 404 in production.",
        demonstration::advance,
    )
}
