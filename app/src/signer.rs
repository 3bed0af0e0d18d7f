//! The signer's key, which lives in the browser's own key store (see `js/signer.js`).

use js_sys::{Error, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::text::{Message, failure};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = puhuiSigner, js_name = publicKey)]
    async fn exported_public_key() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = puhuiSigner, js_name = sign)]
    async fn signature_over(bytes: Uint8Array) -> Result<JsValue, JsValue>;
}

/// Why this device cannot sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignerError {
    /// The page was not opened over https.
    InsecureContext,
    /// The browser keeps no keys, as in private browsing.
    NoKeyStore,
}

impl SignerError {
    /// What the person can do about it.
    pub const fn message(self) -> Message {
        match self {
            Self::InsecureContext => failure::NO_SECURE_CONTEXT,
            Self::NoKeyStore => failure::NO_KEY_STORE,
        }
    }
}

/// The public half of this device's signing key, made on first use: base64 of its
/// `SubjectPublicKeyInfo`.
///
/// # Errors
/// [`SignerError`] when the browser offers no keys here.
pub async fn public_key() -> Result<String, SignerError> {
    text(exported_public_key().await)
}

/// A signature over `bytes` by this device's key: ECDSA P-256 with SHA-256, base64 of `r ‖ s`.
///
/// # Errors
/// [`SignerError`] when the browser offers no keys here.
pub async fn sign(bytes: &[u8]) -> Result<String, SignerError> {
    text(signature_over(Uint8Array::from(bytes)).await)
}

fn text(answer: Result<JsValue, JsValue>) -> Result<String, SignerError> {
    answer.map_err(|thrown| cause(&thrown))?.as_string().ok_or(SignerError::NoKeyStore)
}

fn cause(thrown: &JsValue) -> SignerError {
    let is_insecure =
        thrown.dyn_ref::<Error>().is_some_and(|error| error.message() == "insecure-context");
    if is_insecure { SignerError::InsecureContext } else { SignerError::NoKeyStore }
}
