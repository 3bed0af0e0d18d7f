//! The one list of routes.

use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::{Router, middleware};
use shared::api as wire;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::trace::TraceLayer;
use utoipa_swagger_ui::SwaggerUi;

use crate::api::{Api, Audience};
use crate::body::BODY_BYTES_MAX;
use crate::installation::Installation;
use crate::{
    assets, catalogue, failure, health, origin, quotes, security_headers, sign_in, telemetry,
};

/// Every address of the server.
pub fn router(here: Installation) -> Router {
    let (endpoints, description) = endpoints().finish();
    let viewer = SwaggerUi::new("/api/docs").url("/api/openapi.json", description);
    let api = endpoints
        .route("/api/v1/health", get(health::health))
        .route("/api/{*rest}", axum::routing::any(nothing_here))
        .merge(viewer)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn(origin::own_origin_only))
        .layer(CatchPanicLayer::custom(failure::panicked))
        .layer(middleware::from_fn(failure::tell));
    api.fallback(assets::serve)
        .layer(middleware::from_fn(security_headers::add))
        .layer(TraceLayer::new_for_http().make_span_with(telemetry::request_span))
        .with_state(here)
}

/// An address under `/api` that nobody answers.
async fn nothing_here() -> failure::Failure {
    failure::Failure::of(wire::ProblemCode::NotFound)
}

fn endpoints() -> Api {
    signing_in(Api::default())
}

fn signing_in(api: Api) -> Api {
    use Audience::{Everybody, SignedIn};
    api.mount::<wire::GetCatalogue, _, _>(
        Everybody,
        "The catalogue in force, and today's date at the bank.",
        catalogue::published,
    )
    .mount::<wire::RecordQuote, _, _>(
        Everybody,
        "Recomputes a quote made on the phone and keeps it when every digest agrees.",
        quotes::record_quote,
    )
    .mount::<wire::SendCode, _, _>(Everybody, "Sends a one-time code.", sign_in::send_code)
    .mount::<wire::SignIn, _, _>(
        Everybody,
        "Signs in with the code and sets the session cookie.",
        sign_in::sign_in,
    )
    .mount::<wire::GetSession, _, _>(SignedIn, "Who is signed in.", sign_in::session)
    .mount::<wire::SignOut, _, _>(SignedIn, "Signs out.", sign_in::sign_out)
    .mount::<wire::GetSimulatedMessages, _, _>(
        Everybody,
        "Messages the simulator holds for a number; 404 unless it is in use.",
        sign_in::simulated_messages,
    )
}
