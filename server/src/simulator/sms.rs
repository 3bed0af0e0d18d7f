//! The simulated text message gateway: an inbox for each number.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use shared::timestamp::Timestamp;

use super::Simulator;
use super::http::misbehave;
use crate::adapters::Party;

/// Messages kept for one number at most.
const MESSAGES_MAX: usize = 20;

/// A text message as the recipient would see it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Message {
    /// When it was sent.
    pub sent_at: Timestamp,
    /// What it says.
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct MessageToSend {
    mobile: String,
    text: String,
}

/// Puts a message into its inbox.
pub(super) async fn send(
    State(simulator): State<Simulator>,
    Json(message): Json<MessageToSend>,
) -> Response {
    if let Some(behaviour) = simulator.behaviour(Party::Sms, &message.mobile)
        && let Some(response) = misbehave(&behaviour).await
    {
        return response;
    }
    simulator.deliver(&message.mobile, &message.text);
    Json(json!({ "simulator": true, "accepted": true })).into_response()
}

impl Simulator {
    /// The messages a number has received, newest first.
    pub fn messages(&self, mobile: &str) -> Vec<Message> {
        self.state().messages.get(mobile).into_iter().flatten().rev().cloned().collect()
    }

    fn deliver(&self, mobile: &str, text: &str) {
        let message = Message { sent_at: self.now(), text: text.to_owned() };
        let mut state = self.state();
        let messages = state.messages.entry(mobile.to_owned()).or_default();
        messages.push(message);
        if messages.len() > MESSAGES_MAX {
            messages.remove(0);
        }
    }
}
