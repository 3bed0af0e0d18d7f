//! The simulated payment rail: carries each order out at most once, and moves no money.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use shared::timestamp::Timestamp;

use super::http::misbehave;
use super::{Behaviour, Simulator};
use crate::adapters::Party;

/// An order as the payment rail carried it out: at most once per identifier.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RailOrder {
    /// The order's identifier.
    pub order: String,
    /// `disburse` or `collect`.
    pub direction: String,
    /// Yuan, canonical text.
    pub amount: String,
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

impl Simulator {
    /// Every order the payment rail carried out or refused.
    pub fn orders(&self) -> Vec<RailOrder> {
        self.state().orders.values().cloned().collect()
    }

    /// Carries an order out, or tells how it went the first time.
    fn carry_out(&self, order: RailOrder) -> RailOrder {
        self.state().orders.entry(order.order.clone()).or_insert(order).clone()
    }
}
