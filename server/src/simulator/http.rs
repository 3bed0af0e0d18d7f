//! The simulator's own addresses, on its own port.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;
use shared::facts::Source;

use super::{AuthorityError, Behaviour, RailOrder, Script, Simulator, papers, people};
use crate::adapters::FURTHER;

/// Every address of the simulator.
pub(super) fn router(simulator: Simulator) -> Router {
    Router::new()
        .route("/simulator/sms/messages", post(send_message))
        .route("/simulator/payment/orders", post(carry_out).get(list_orders))
        .route("/simulator/certification/certificates", post(certify))
        .route("/simulator/certification/revocations", get(revocations))
        .route("/simulator/timestamp", post(stamp))
        .route("/simulator/payment/files", post(file_of_day))
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
}

async fn answer_facts(
    State(simulator): State<Simulator>,
    Path(party): Path<String>,
    Json(question): Json<FactsQuestion>,
) -> Response {
    let source = match party.as_str() {
        "tax" => Source::Tax,
        "registry" => Source::Registry,
        "credit" => Source::CreditBureau,
        "agriculture" => Source::Agriculture,
        other => match FURTHER.iter().find(|(_, name)| *name == other) {
            Some((source, _)) => *source,
            None => return StatusCode::NOT_FOUND.into_response(),
        },
    };
    if question.authorisation.is_empty() {
        return (StatusCode::FORBIDDEN, Json(json!({ "simulator": true }))).into_response();
    }
    let mut data: BTreeMap<String, String> = people::known(source, &question.identity)
        .into_iter()
        .map(|(key, text)| (key.to_owned(), text))
        .collect();
    match simulator.behaviour(&party, &question.identity) {
        Some(Behaviour::Facts(changed)) => {
            for (key, text) in changed {
                match text {
                    Some(text) => data.insert(key, text),
                    None => data.remove(&key),
                };
            }
        }
        Some(other) => {
            if let Some(response) = misbehave(&other).await {
                return response;
            }
        }
        None => {}
    }
    let as_of = shared::date_text::format(simulator.now().date_in_china());
    let answer = json!({
        "simulator": true, "identity": question.identity, "as_of": as_of, "data": data,
    });
    Json(answer).into_response()
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
        Behaviour::Facts(_)
        | Behaviour::Nonsense(false)
        | Behaviour::Refuse(_)
        | Behaviour::Hesitate(_)
        | Behaviour::File(_) => None,
    }
}

/// A key to certify, and for whom.
#[derive(Debug, Deserialize)]
struct KeyToCertify {
    request: String,
    common_name: String,
    #[serde(default)]
    organisation: Option<String>,
}

async fn certify(State(simulator): State<Simulator>, Json(asked): Json<KeyToCertify>) -> Response {
    if let Some(response) = misbehaviour(&simulator, "certification", &asked.common_name).await {
        return response;
    }
    let request = STANDARD.decode(&asked.request).unwrap_or_default();
    let organisation = asked.organisation.as_deref();
    let authorities = simulator.authorities();
    match authorities.certify(&request, &asked.common_name, organisation, simulator.now()) {
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

async fn revocations(State(simulator): State<Simulator>) -> Response {
    if let Some(response) = misbehaviour(&simulator, "revocations", "").await {
        return response;
    }
    let revoked = simulator.state().revoked.clone();
    let list = simulator.authorities().revocations(&revoked, simulator.now());
    binary(list, "application/pkix-crl")
}

async fn stamp(State(simulator): State<Simulator>, query: Bytes) -> Response {
    if let Some(response) = misbehaviour(&simulator, "timestamp", "").await {
        return response;
    }
    let reply = simulator.authorities().stamp(&query, simulator.now());
    binary(reply, "application/timestamp-reply")
}

/// Waits or answers wrongly when somebody scripted so.
async fn misbehaviour(simulator: &Simulator, service: &str, identity: &str) -> Option<Response> {
    misbehave(&simulator.behaviour(service, identity)?).await
}

fn binary(made: Result<Vec<u8>, AuthorityError>, kind: &'static str) -> Response {
    match made {
        Ok(bytes) => ([(CONTENT_TYPE, kind)], bytes).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

#[derive(Debug, Deserialize)]
struct MessageToSend {
    mobile: String,
    text: String,
}

async fn send_message(
    State(simulator): State<Simulator>,
    Json(message): Json<MessageToSend>,
) -> Response {
    if let Some(behaviour) = simulator.behaviour("sms", &message.mobile)
        && let Some(response) = misbehave(&behaviour).await
    {
        return response;
    }
    simulator.deliver(&message.mobile, &message.text);
    Json(json!({ "simulator": true, "accepted": true })).into_response()
}

#[derive(Debug, Deserialize)]
struct OrderToCarryOut {
    order: String,
    direction: String,
    amount: String,
    account: String,
    #[serde(default)]
    payee: Option<String>,
}

async fn carry_out(
    State(simulator): State<Simulator>,
    Json(order): Json<OrderToCarryOut>,
) -> Response {
    let behaviour = simulator.behaviour("payment", &order.account);
    if let Some(behaviour) = &behaviour
        && let Some(response) = misbehave(behaviour).await
    {
        return response;
    }
    let refused = behaviour == Some(Behaviour::Refuse(true));
    let carried_out = simulator.carry_out(RailOrder {
        order: order.order,
        direction: order.direction,
        amount: order.amount,
        account: order.account,
        payee: order.payee,
        state: if refused { "refused" } else { "done" }.to_owned(),
        at: simulator.now(),
    });
    let answer = json!({
        "simulator": true,
        "order": carried_out.order,
        "state": carried_out.state,
        "at": carried_out.at,
    });
    Json(answer).into_response()
}

async fn list_orders(State(simulator): State<Simulator>) -> Response {
    Json(json!({ "simulator": true, "orders": simulator.orders() })).into_response()
}

#[derive(Debug, Deserialize)]
struct FileAskedFor {
    #[serde(with = "shared::date_text")]
    day: chrono::NaiveDate,
}

async fn file_of_day(
    State(simulator): State<Simulator>,
    Json(asked): Json<FileAskedFor>,
) -> Response {
    let movements = simulator.file(asked.day);
    Json(json!({ "simulator": true, "movements": movements })).into_response()
}

async fn add_script(State(simulator): State<Simulator>, Json(script): Json<Script>) -> Response {
    simulator.script(script);
    (StatusCode::CREATED, Json(json!({ "simulator": true }))).into_response()
}

async fn clear_scripts(State(simulator): State<Simulator>) -> Response {
    simulator.state().scripts.clear();
    Json(json!({ "simulator": true })).into_response()
}

async fn list_people() -> Response {
    let people: Vec<_> = people::LISTED
        .iter()
        .map(|listed| json!({ "identity": listed.identity, "outcome": listed.outcome }))
        .collect();
    Json(json!({ "simulator": true, "people": people })).into_response()
}
