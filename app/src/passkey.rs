//! The browser's authenticators (see `js/passkey.js`).

use js_sys::Error;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::text::{Message, passkey};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = puhuiPasskey, js_name = isPossible)]
    fn possible() -> bool;

    #[wasm_bindgen(catch, js_namespace = puhuiPasskey, js_name = create)]
    async fn created(options: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = puhuiPasskey, js_name = get)]
    async fn answered(options: &str) -> Result<JsValue, JsValue>;
}

/// Why no authenticator answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// The person said no, or time ran out.
    NotAllowed,
    /// This device has registered one before.
    Known,
    /// The browser or this address has none.
    NotPossible,
}

impl PasskeyError {
    /// What the person can do about it.
    pub const fn message(self) -> Message {
        match self {
            Self::NotAllowed => passkey::NOT_ALLOWED,
            Self::Known => passkey::KNOWN,
            Self::NotPossible => passkey::NOT_POSSIBLE,
        }
    }
}

/// Whether this page may ask for passkeys at all.
pub fn is_possible() -> bool {
    possible()
}

/// Has an authenticator make a passkey; options and answer are WebAuthn's JSON.
///
/// # Errors
/// [`PasskeyError`] when none was made.
pub async fn create(options: &str) -> Result<String, PasskeyError> {
    text(created(options).await)
}

/// Has an authenticator answer a question; options and answer are WebAuthn's JSON.
///
/// # Errors
/// [`PasskeyError`] when none answered.
pub async fn answer(options: &str) -> Result<String, PasskeyError> {
    text(answered(options).await)
}

fn text(answer: Result<JsValue, JsValue>) -> Result<String, PasskeyError> {
    answer.map_err(|thrown| cause(&thrown))?.as_string().ok_or(PasskeyError::NotPossible)
}

fn cause(thrown: &JsValue) -> PasskeyError {
    let message = thrown.dyn_ref::<Error>().map(Error::message).map(String::from);
    match message.as_deref() {
        Some("not-allowed") => PasskeyError::NotAllowed,
        Some("known") => PasskeyError::Known,
        _ => PasskeyError::NotPossible,
    }
}
