//! Talking to the server: the only code that sends requests.
//!
//! Paths, requests and answers are declared in [`shared::api`]; here they meet the network. Each
//! command carries an idempotency key. For commands that must not be done twice the key is kept on
//! the device until an answer arrives, so that a retry after silence is the same command.

use gloo_net::http::{RequestBuilder, Response};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
#[cfg(feature = "every-product")]
use shared::api::{address, as_of};
use shared::{
    api::{Empty, Endpoint, FieldProblem, Method, Problem, ProblemCode, path},
    canonical,
};

use crate::{idempotency, json, language::Voice};

/// Why a call gave no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server answered, and said no.
    Refused(Box<Problem>),
    /// No answer came back. After a command this means: unknown.
    Unreachable,
    /// An answer came back that this build cannot read.
    Unreadable,
}

impl ApiError {
    /// The code of a refusal.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            Self::Unreachable | Self::Unreadable => None,
        }
    }

    /// What the server says about one field of the request.
    pub fn field(&self, name: &str) -> Option<&FieldProblem> {
        let Self::Refused(problem) = self else { return None };
        problem.fields.iter().find(|field| field.field == name)
    }

    /// Whether nobody can say yet what became of a command, so that sending it again must be the same one.
    fn is_open(&self) -> bool {
        *self == Self::Unreachable || self.code() == Some(ProblemCode::OutsidePartyDown)
    }
}

/// Handle on the server; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct ApiClient {
    voice: Voice,
}

impl ApiClient {
    /// A client that asks in the person's language, provided to everything below the caller.
    pub fn provide() {
        provide_context(Self { voice: Voice::expect() });
    }

    /// The client of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The voice whose language answers come in.
    #[cfg(feature = "every-product")]
    pub const fn voice(self) -> Voice {
        self.voice
    }

    /// Asks for something; changes nothing.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn get<E: Endpoint<Request = Empty>>(
        self,
        identifiers: &[&str],
    ) -> Result<E::Response, ApiError> {
        read(&self.exchange(E::METHOD, &path::<E>(identifiers), None, None).await?)
    }

    /// Asks a question that says more than whom it is about, such as an amount to be looked at;
    /// changes nothing.
    ///
    /// # Errors
    /// [`ApiError`].
    #[cfg(feature = "every-product")]
    pub async fn ask<E: Endpoint>(
        self,
        identifiers: &[&str],
        query: &E::Request,
    ) -> Result<E::Response, ApiError> {
        read(&self.exchange(E::METHOD, &address::<E>(identifiers, query), None, None).await?)
    }

    /// Asks how something stood at the end of a past day.
    ///
    /// # Errors
    /// [`ApiError`].
    #[cfg(feature = "every-product")]
    pub async fn get_as_of<E: Endpoint<Request = Empty>>(
        self,
        identifiers: &[&str],
        day: chrono::NaiveDate,
    ) -> Result<E::Response, ApiError> {
        let path = as_of(path::<E>(identifiers), day);
        read(&self.exchange(E::METHOD, &path, None, None).await?)
    }

    /// Asks for something whose text is read elsewhere.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn text<E: Endpoint<Request = Empty>>(
        self,
        identifiers: &[&str],
    ) -> Result<String, ApiError> {
        self.exchange(E::METHOD, &path::<E>(identifiers), None, None).await
    }

    /// Sends a command or a replacement. Sent again, a command is a new one.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn send<E: Endpoint>(
        self,
        identifiers: &[&str],
        request: &E::Request,
    ) -> Result<E::Response, ApiError> {
        let key = E::IDEMPOTENT.then(idempotency::fresh_key);
        let body = canonical::bytes(request).map_err(|_| ApiError::Unreadable)?;
        read(&self.exchange(E::METHOD, &path::<E>(identifiers), Some(body), key).await?)
    }

    /// Sends a command that must not be done twice: until the server has answered, and whoever it asks
    /// outside as well, sending the same again, even after a reload, is still the same command.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn send_once<E: Endpoint>(
        self,
        identifiers: &[&str],
        request: &E::Request,
    ) -> Result<E::Response, ApiError> {
        self.send_once_seeing::<E>(identifiers, request, "").await
    }

    /// The same for a command that may well be wanted twice, such as paying an amount: it is another one
    /// once the screen shows other figures than the `seen` ones it was asked for under.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn send_once_seeing<E: Endpoint>(
        self,
        identifiers: &[&str],
        request: &E::Request,
        seen: &str,
    ) -> Result<E::Response, ApiError> {
        let body = canonical::bytes(request).map_err(|_| ApiError::Unreadable)?;
        let path = path::<E>(identifiers);
        let key = idempotency::kept_key(&path, &body, seen);
        let answer = self.exchange(E::METHOD, &path, Some(body), Some(key)).await;
        if !answer.as_ref().is_err_and(ApiError::is_open) {
            idempotency::answered(&path);
        }
        read(&answer?)
    }

    async fn exchange(
        self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
        key: Option<String>,
    ) -> Result<String, ApiError> {
        let method = match method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Put => gloo_net::http::Method::PUT,
            Method::Delete => gloo_net::http::Method::DELETE,
        };
        let mut builder = RequestBuilder::new(path)
            .method(method)
            .header("Accept-Language", self.voice.language_now().tag());
        if let Some(key) = key {
            builder = builder.header("Idempotency-Key", &key);
        }
        let request = match body {
            Some(body) => {
                let body = String::from_utf8(body).map_err(|_| ApiError::Unreadable)?;
                builder.header("Content-Type", "application/json").body(body)
            }
            None => builder.build(),
        };
        let response = request.map_err(|_| ApiError::Unreadable)?.send().await;
        outcome(response.map_err(|_| ApiError::Unreachable)?).await
    }
}

async fn outcome(response: Response) -> Result<String, ApiError> {
    let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
    if response.status() == 204 {
        return Ok("{}".to_owned());
    }
    if response.ok() {
        return Ok(text);
    }
    match json::read::<Problem>(&text) {
        Ok(problem) if problem.code == ProblemCode::InProgress => Err(ApiError::Unreachable),
        Ok(problem) => Err(ApiError::Refused(Box::new(problem))),
        // A gateway in between, not our server: nobody can say what became of the request.
        Err(_) => Err(ApiError::Unreachable),
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    json::read(text).map_err(|_| ApiError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: &str) -> ApiError {
        let text = [
            r#"{"type":"/problems/x","code":""#,
            code,
            r#"","title":"","status":409,"detail":""}"#,
        ];
        ApiError::Refused(Box::new(serde_json::from_str(&text.concat()).expect("a problem")))
    }

    #[test]
    fn only_a_command_nobody_has_answered_is_sent_again_as_the_same() {
        assert!(ApiError::Unreachable.is_open());
        assert!(refused("outside_party_down").is_open());
        assert!(!refused("debit_refused").is_open(), "paying again is another payment");
        assert!(!refused("above_owed").is_open());
    }
}
