//! What the simulated parties say about papers, and which papers they deliver.
//!
//! The last digit of a paper's number says what becomes of it: ending in 9 nobody answers, in 8 it is
//! disputed, in 7 it is confirmed for four fifths, and otherwise as claimed. What is delivered follows
//! from what the platform knows about the borrower.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use serde_json::{Value, json};
use shared::canonical::Digest;
use shared::facts::Source;
use shared::money::Money;

use super::http::misbehave;
use super::{Behaviour, Simulator, people};

/// The chain company of every demonstration.
pub const CHAIN_COMPANY: &str = "91330100799655058B";

/// The feed company of the scene, and the account it is paid to.
pub const FEED_COMPANY: (&str, &str) = ("新希望六和股份有限公司", "6222021001134567890");

#[derive(Debug, Deserialize)]
pub(super) struct Confirmation {
    request: String,
    authorisation: String,
    claim: Value,
}

/// Answers a question about one paper.
pub(super) async fn vouch(
    State(simulator): State<Simulator>,
    Path(party): Path<String>,
    Json(asked): Json<Confirmation>,
) -> Response {
    if asked.authorisation.is_empty() {
        return (StatusCode::FORBIDDEN, Json(json!({ "simulator": true }))).into_response();
    }
    let claim = asked.claim.as_object().and_then(|claim| claim.values().next());
    let claim = claim.cloned().unwrap_or_default();
    let number = number_of(&claim);
    let behaviour = simulator.behaviour(&party, &number);
    if let Some(behaviour) = &behaviour
        && let Some(response) = misbehave(behaviour).await
    {
        return response;
    }
    let answer = match (behaviour, number.chars().last()) {
        (Some(Behaviour::Hesitate(true)), _) | (None, Some('9')) => json!("awaited"),
        (None, Some('8')) => json!("disputed"),
        (None, Some('7')) => confirmed(&claim, 80),
        _ => confirmed(&claim, 100),
    };
    Json(json!({ "simulator": true, "request": asked.request, "answer": answer })).into_response()
}

/// The number that decides: of a receivable its first invoice's, of a property its last digit.
fn number_of(claim: &Value) -> String {
    let text = |name: &str| claim.get(name).and_then(Value::as_str);
    let first = claim.get("invoices").and_then(|invoices| invoices.get(0)).and_then(Value::as_str);
    let number = first.or(text("number")).or(text("certificate")).unwrap_or_default();
    number.trim_end_matches(|letter: char| !letter.is_ascii_digit()).to_owned()
}

fn confirmed(claim: &Value, percent: i64) -> Value {
    let amount = claim.get("amount").and_then(Value::as_str).unwrap_or_default();
    let amount: Money = amount.parse().unwrap_or_default();
    let share = Money::from_fen(amount.fen() / 100 * percent);
    json!({ "confirmed": { "amount": share, "prepaid": claim.get("prepaid") } })
}

#[derive(Debug, Deserialize)]
pub(super) struct Fetch {
    identity: String,
    authorisation: String,
}

/// The chain company's list for one supplier: two payables that come to what the platform knows.
pub(super) async fn payables(
    State(simulator): State<Simulator>,
    Path(party): Path<String>,
    Json(asked): Json<Fetch>,
) -> Response {
    if let Some(response) = hindered(&simulator, &party, &asked).await {
        return response;
    }
    let today = simulator.now().date_in_china();
    let owed = known_fen(&asked.identity, "listed_payables");
    let line = |at: u8, fen: i64, days: u64| {
        json!({
            "supplier": asked.identity,
            "invoice": invoice(&asked.identity, at),
            "amount": Money::from_fen(fen),
            "due": shared::date_text::format(after(today, days)),
        })
    };
    let first = owed / 5 * 3;
    let list = json!({
        "company": CHAIN_COMPANY,
        "as_of": shared::date_text::format(today),
        "payables": [line(1, first, 60), line(2, owed - first, 120)],
    });
    let lists = if owed > 1 { vec![list] } else { Vec::new() };
    Json(json!({ "simulator": true, "identity": asked.identity, "lists": lists })).into_response()
}

/// The feed company's contract with one farmer: herd × feed × cycles.
pub(super) async fn purchases(
    State(simulator): State<Simulator>,
    Path(party): Path<String>,
    Json(asked): Json<Fetch>,
) -> Response {
    if let Some(response) = hindered(&simulator, &party, &asked).await {
        return response;
    }
    let of = |metric: &str| known_of(Source::Agriculture, &asked.identity, metric);
    let worth = of("herd_size") * of("feed_cost_per_head") * of("cycles_financed");
    let contract = json!({
        "number": format!("NHLH-{}", digits(&asked.identity, 3, 8)),
        "seller": { "name": FEED_COMPANY.0, "account": FEED_COMPANY.1 },
        "goods": { "zh": "配合饲料", "en": "compound feed" },
        "amount": Money::from_fen(worth),
        "as_of": shared::date_text::format(simulator.now().date_in_china()),
    });
    let contracts = if worth > 0 { vec![contract] } else { Vec::new() };
    Json(json!({ "simulator": true, "identity": asked.identity, "contracts": contracts }))
        .into_response()
}

/// What stands in the way of an answer.
async fn hindered(simulator: &Simulator, party: &str, asked: &Fetch) -> Option<Response> {
    if asked.authorisation.is_empty() {
        return Some((StatusCode::FORBIDDEN, Json(json!({ "simulator": true }))).into_response());
    }
    let behaviour = simulator.behaviour(party, &asked.identity)?;
    misbehave(&behaviour).await
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

fn known_fen(identity: &str, metric: &str) -> i64 {
    known_of(Source::Platform, identity, metric)
}

/// What a party knows about an identity, in base units; zero when it does not.
fn known_of(party: Source, identity: &str, key: &str) -> i64 {
    let known = people::known(party, identity);
    let text = known.iter().find(|(known, _)| *known == key).map(|(_, text)| text.as_str());
    let metric = key.parse::<shared::facts::Metric>();
    match (text, metric) {
        (Some(text), Ok(metric)) => metric.unit().parse(text).unwrap_or(0),
        _ => 0,
    }
}

/// The number of an invoice that follows from an identity.
fn invoice(identity: &str, at: u8) -> String {
    format!("2651{}{at}", digits(identity, at, 15))
}

/// Digits that follow from an identity; the last is one that is confirmed as claimed.
fn digits(identity: &str, at: u8, count: usize) -> String {
    let digest = Digest::of(format!("paper {at} of {identity}").as_bytes());
    digest.as_bytes().iter().take(count).map(|byte| char::from(b'0' + byte % 7)).collect()
}
