//! The simulated payment rail: carries each order out at most once, and moves no money.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::timestamp::Timestamp;

use super::http::misbehave;
use super::{Behaviour, Simulator, script};
use crate::adapters::Party;

/// An order as the payment rail carried it out: at most once per identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RailOrder {
    /// The order's identifier.
    pub order: String,
    /// `disburse`, `collect`, `return`, or `receive` for money that came in by itself.
    pub direction: String,
    /// Yuan, canonical text.
    pub amount: String,
    /// The account that was paid, or charged.
    pub account: String,
    /// Whose account it is, where it is not the borrower's own.
    pub payee: Option<String>,
    /// `done` or `refused`.
    pub state: String,
    /// When it was carried out.
    pub at: Timestamp,
}

#[derive(Debug, Deserialize)]
pub(super) struct OrderToCarryOut {
    order: String,
    direction: String,
    amount: String,
    account: String,
    #[serde(default)]
    payee: Option<String>,
}

/// Carries an order out.
pub(super) async fn carry_out(
    State(simulator): State<Simulator>,
    Json(order): Json<OrderToCarryOut>,
) -> Response {
    let behaviour = simulator.behaviour(Party::Payment, &order.account);
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

/// Every order so far.
pub(super) async fn list(State(simulator): State<Simulator>) -> Response {
    Json(json!({ "simulator": true, "orders": simulator.orders() })).into_response()
}

#[derive(Debug, Deserialize)]
pub(super) struct FileAskedFor {
    #[serde(with = "shared::date_text")]
    day: NaiveDate,
}

/// What the rail moved on a day, by its own file.
pub(super) async fn file(
    State(simulator): State<Simulator>,
    Json(asked): Json<FileAskedFor>,
) -> Response {
    let movements = simulator.file(asked.day);
    Json(json!({ "simulator": true, "movements": movements })).into_response()
}

impl Simulator {
    /// Every order the payment rail carried out or refused.
    pub fn orders(&self) -> Vec<RailOrder> {
        self.state().orders.values().cloned().collect()
    }

    /// Money comes in by itself, under a reference of the rail's own.
    pub fn deposit(&self, reference: &str, amount: &str) {
        let deposit = RailOrder {
            order: reference.to_owned(),
            direction: "receive".to_owned(),
            amount: amount.to_owned(),
            account: String::new(),
            payee: None,
            state: "done".to_owned(),
            at: self.now(),
        };
        self.carry_out(deposit);
    }

    /// What the payment rail lists for a day.
    fn file(&self, day: NaiveDate) -> Vec<RailOrder> {
        let mut state = self.state();
        let changes = script::take_file(&mut state.scripts).unwrap_or_default();
        let of_day = state.orders.values().filter(|order| order.at.date_in_china() == day);
        let mut listed = Vec::new();
        for order in of_day.filter(|order| !changes.omit.contains(&order.order)) {
            let mut order = order.clone();
            if let Some(amount) = changes.amounts.get(&order.order) {
                order.amount.clone_from(amount);
            }
            let twice = changes.twice.contains(&order.order);
            listed.extend(twice.then(|| order.clone()));
            listed.push(order);
        }
        listed.extend(changes.add);
        listed
    }

    /// Carries an order out, or tells how it went the first time.
    fn carry_out(&self, order: RailOrder) -> RailOrder {
        self.state().orders.entry(order.order.clone()).or_insert(order).clone()
    }
}
