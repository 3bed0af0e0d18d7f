//! The simulated face check. It looks at nothing: whoever is photographed is the applicant, unless scripted otherwise.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use shared::canonical::Digest;
use shared::face_check::FaceOutcome;

use super::http::misbehave;
use super::{Behaviour, Simulator};
use crate::adapters::Party;

/// A photo to compare; it is dropped with the question.
#[derive(Deserialize)]
pub(super) struct Question {
    request: String,
    authorisation: String,
    resident_id: String,
    photo: String,
}

pub(super) async fn compare(
    State(simulator): State<Simulator>,
    Json(question): Json<Question>,
) -> Response {
    let Question { request, authorisation, resident_id, photo } = question;
    if authorisation.is_empty() {
        return (StatusCode::FORBIDDEN, Json(json!({ "simulator": true }))).into_response();
    }
    if photo.is_empty() {
        return (StatusCode::BAD_REQUEST, Json(json!({ "simulator": true }))).into_response();
    }
    let behaviour = simulator.behaviour(Party::Face, &resident_id);
    if let Some(behaviour) = &behaviour
        && let Some(response) = misbehave(behaviour).await
    {
        return response;
    }
    let reference = format!("SIM-FACE-{}", Digest::of(request.as_bytes()).short());
    let (request, outcome) = match behaviour {
        Some(Behaviour::Face(outcome)) => (request, outcome),
        Some(Behaviour::Identity(other)) => (other, FaceOutcome::Same),
        _ => (request, FaceOutcome::Same),
    };
    Json(json!({
        "simulator": true, "request": request, "outcome": outcome, "reference": reference,
    }))
    .into_response()
}
