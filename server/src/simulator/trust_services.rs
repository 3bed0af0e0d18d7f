//! The simulated certification and time-stamping authorities, as they are asked.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use super::authorities::Term;
use super::http::misbehave;
use super::{AuthorityError, Behaviour, Simulator};
use crate::adapters::Party;

/// What scripts call the list of certificates taken back, where others name an identity.
pub const REVOCATIONS: &str = "revocations";

/// A key to certify, and for whom.
#[derive(Debug, Deserialize)]
pub(super) struct KeyToCertify {
    request: String,
    common_name: String,
    #[serde(default)]
    organisation: Option<String>,
}

pub(super) async fn certify(
    State(simulator): State<Simulator>,
    Json(asked): Json<KeyToCertify>,
) -> Response {
    let term = match simulator.behaviour(Party::Certification, &asked.common_name) {
        Some(Behaviour::Valid(validity)) => Term::scripted(validity, simulator.now()),
        other => {
            if let Some(behaviour) = other
                && let Some(response) = misbehave(&behaviour).await
            {
                return response;
            }
            Term::of_signer(simulator.now())
        }
    };
    let request = STANDARD.decode(&asked.request).unwrap_or_default();
    let organisation = asked.organisation.as_deref();
    let authorities = simulator.authorities();
    match authorities.certify(&request, &asked.common_name, organisation, term) {
        Ok([own, issuers @ ..]) => {
            let issuers = issuers.map(|one| STANDARD.encode(one));
            let certificate = STANDARD.encode(own);
            let answer =
                json!({ "simulator": true, "certificate": certificate, "issuers": issuers });
            Json(answer).into_response()
        }
        Err(error) => {
            let answer = json!({ "simulator": true, "refused": error.to_string() });
            (StatusCode::UNPROCESSABLE_ENTITY, Json(answer)).into_response()
        }
    }
}

pub(super) async fn revocations(State(simulator): State<Simulator>) -> Response {
    if let Some(response) = misbehaviour(&simulator, Party::Certification, REVOCATIONS).await {
        return response;
    }
    let revoked = simulator.state().revoked.clone();
    let list = simulator.authorities().revocations(&revoked, simulator.now());
    binary(list, "application/pkix-crl")
}

pub(super) async fn stamp(State(simulator): State<Simulator>, query: Bytes) -> Response {
    if let Some(response) = misbehaviour(&simulator, Party::Timestamp, "").await {
        return response;
    }
    let reply = simulator.authorities().stamp(&query, simulator.now());
    binary(reply, "application/timestamp-reply")
}

/// Waits or answers wrongly when somebody scripted so.
async fn misbehaviour(simulator: &Simulator, party: Party, identity: &str) -> Option<Response> {
    misbehave(&simulator.behaviour(party, identity)?).await
}

fn binary(made: Result<Vec<u8>, AuthorityError>, kind: &'static str) -> Response {
    match made {
        Ok(bytes) => ([(CONTENT_TYPE, kind)], bytes).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}
