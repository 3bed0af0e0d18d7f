//! The line to one party: where it is, who answers there, and whether it is well.

use reqwest::{Client, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::timestamp::Timestamp;

use super::circuit::Circuit;
use super::error::AdapterError;

/// The longest answer read, in bytes; what comes after it stays on the wire.
pub const ANSWER_BYTES_MAX: usize = 1024 * 1024;

/// The line to one party.
#[derive(Debug)]
pub(super) struct Line {
    /// Where its addresses begin.
    pub(super) base_url: String,
    /// Whether a simulator answers there.
    pub(super) simulated: bool,
    /// Whether it is well.
    pub(super) circuit: Circuit,
}

impl Line {
    /// Puts a question once.
    pub(super) async fn ask<Q: Serialize + Sync, A: DeserializeOwned>(
        &self,
        client: &Client,
        what: &str,
        question: &Q,
    ) -> Result<A, AdapterError> {
        let address = format!("{}/{what}", self.base_url);
        let bytes = answer(client.post(address).json(question)).await?;
        serde_json::from_slice(&bytes).map_err(|_| AdapterError::Nonsense)
    }

    /// Tells the circuit how a question went: an answer, right or wrong, means that the party is well.
    pub(super) fn note<A>(&self, outcome: &Result<A, AdapterError>, now: Timestamp) {
        match outcome {
            Err(AdapterError::Resting) => {}
            Err(error) if error.may_pass() => self.circuit.failed(now),
            Ok(_) | Err(_) => self.circuit.succeeded(),
        }
    }
}

/// What a party answers to a request.
pub(super) async fn answer(request: RequestBuilder) -> Result<Vec<u8>, AdapterError> {
    let response = request.send().await.map_err(broken)?;
    if !response.status().is_success() {
        return Err(AdapterError::Status(response.status().as_u16()));
    }
    read(response).await
}

/// The body, piece by piece, and no further than an answer can be long.
async fn read(mut response: Response) -> Result<Vec<u8>, AdapterError> {
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(broken)? {
        if bytes.len() + piece.len() > ANSWER_BYTES_MAX {
            return Err(AdapterError::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

fn broken(error: reqwest::Error) -> AdapterError {
    if error.is_timeout() { AdapterError::Slow } else { AdapterError::Unreachable(error) }
}
