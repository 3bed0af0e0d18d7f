//! The simulator's own addresses, on its own port.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::stream;
use serde::Deserialize;
use serde_json::json;
use shared::face_check::PHOTO_BYTES_MAX;
use shared::signatory::NamedPerson;

use super::{
    Behaviour, Script, Simulator, face, knowledge, papers, payment, people, registry, sms,
    trust_services,
};
use crate::adapters::{FactsAnswer, Party};

/// How many bytes of a long answer are sent at a time.
const PIECE: usize = 64 * 1024;

/// Every address of the simulator.
pub(super) fn router(simulator: Simulator) -> Router {
    Router::new()
        .route("/simulator/sms/messages", post(sms::send))
        .route("/simulator/payment/orders", post(payment::carry_out).get(payment::list))
        .route("/simulator/payment/files", post(payment::file))
        .route("/simulator/certification/certificates", post(trust_services::certify))
        .route("/simulator/certification/revocations", get(trust_services::revocations))
        .route("/simulator/timestamp", post(trust_services::stamp))
        .route(
            "/simulator/face/comparisons",
            post(face::compare).layer(DefaultBodyLimit::max(PHOTO_BYTES_MAX * 2)),
        )
        .route("/simulator/scripts", post(add_script).delete(clear_scripts))
        .route("/simulator/people", get(list_people))
        .route("/simulator/{party}/facts", post(answer_facts))
        .route("/simulator/{party}/confirmations", post(papers::vouch))
        .route("/simulator/{party}/payables", post(papers::payables))
        .route("/simulator/{party}/purchases", post(papers::purchases))
        .with_state(simulator)
}

/// A question about a business or a person.
#[derive(Debug, Deserialize)]
struct FactsQuestion {
    identity: String,
    #[serde(default)]
    authorisation: String,
    #[serde(default)]
    signatory: Option<NamedPerson>,
}

async fn answer_facts(
    State(simulator): State<Simulator>,
    Path(party): Path<String>,
    Json(question): Json<FactsQuestion>,
) -> Response {
    let identity = question.identity;
    let known = party.parse::<Party>().ok().and_then(|party| {
        let said = knowledge::said(party, &identity)?;
        Some((party, said))
    });
    let Some((party, data)) = known else { return StatusCode::NOT_FOUND.into_response() };
    if question.authorisation.is_empty() {
        return (StatusCode::FORBIDDEN, Json(json!({ "simulator": true }))).into_response();
    }
    let behaviour = simulator.behaviour(party, &identity);
    let as_of = simulator.now().date_in_china();
    let invoices = people::invoices(party, &identity, as_of);
    let signatory = registry::names(party, &identity, question.signatory);
    let mut answer = FactsAnswer { simulator: true, identity, as_of, data, invoices, signatory };
    if let Some(behaviour) = behaviour {
        change(&mut answer, &behaviour);
        if let Some(response) = misbehave(&behaviour).await {
            return response;
        }
    }
    Json(answer).into_response()
}

/// What a script changes about an answer that is one.
fn change(answer: &mut FactsAnswer, behaviour: &Behaviour) {
    match behaviour {
        Behaviour::Facts(changed) => {
            for (key, text) in changed {
                match text {
                    Some(text) => answer.data.insert(key.clone(), text.clone()),
                    None => answer.data.remove(key),
                };
            }
        }
        Behaviour::Invoices(invoices) => answer.invoices.clone_from(invoices),
        Behaviour::Signatory(named) => answer.signatory.clone_from(named),
        Behaviour::Identity(identity) => answer.identity.clone_from(identity),
        Behaviour::AsOf(day) => answer.as_of = *day,
        _ => {}
    }
}

/// Waits or answers wrongly, as scripted; `None` means go on and answer as usual.
pub(super) async fn misbehave(behaviour: &Behaviour) -> Option<Response> {
    match behaviour {
        Behaviour::DelayMs(millis) => {
            tokio::time::sleep(Duration::from_millis(*millis)).await;
            None
        }
        Behaviour::Status(status) => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
            Some((status, Json(json!({ "simulator": true }))).into_response())
        }
        Behaviour::Nonsense(true) => Some("<html>系统维护中</html>".into_response()),
        Behaviour::HangUp(true) => {
            let gone = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
            let pieces = [Ok(Bytes::from_static(b"{\"simulator\":true,")), Err(gone)];
            Some(Body::from_stream(stream::iter(pieces)).into_response())
        }
        Behaviour::Bytes(length) => {
            let piece = Bytes::from(vec![b' '; PIECE]);
            let length = usize::try_from(*length).unwrap_or(usize::MAX);
            let pieces =
                (0..length.div_ceil(PIECE)).map(move |_| Ok::<_, std::io::Error>(piece.clone()));
            Some(Body::from_stream(stream::iter(pieces)).into_response())
        }
        _ => None,
    }
}

async fn add_script(State(simulator): State<Simulator>, Json(script): Json<Script>) -> Response {
    simulator.script(script);
    (StatusCode::CREATED, Json(json!({ "simulator": true }))).into_response()
}

async fn clear_scripts(State(simulator): State<Simulator>) -> Response {
    simulator.clear_scripts();
    Json(json!({ "simulator": true })).into_response()
}

async fn list_people() -> Response {
    let people: Vec<_> = people::listed().collect();
    let walks: Vec<_> = people::WALKS.iter().map(|walk| walk.told()).collect();
    Json(json!({ "simulator": true, "people": people, "walks": walks })).into_response()
}
