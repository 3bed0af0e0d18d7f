//! Passkeys: registered once, then one tap to sign in.
//!
//! What goes between the browser and its authenticator is WebAuthn's own JSON, carried as text.

use super::endpoint::{Empty, endpoints};
use super::sessions::SessionView;
use crate::device::Device;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

endpoints! {
    /// The passkeys of the person signed in.
    GetPasskeys: Get "/api/v1/passkeys", Empty => PasskeysView;
    /// Begins to register a passkey; asks for a fresh verification.
    StartPasskey: Post "/api/v1/passkeys/registrations", Empty => PasskeyCeremony;
    /// Keeps the passkey the authenticator made.
    AddPasskey: Post "/api/v1/passkeys", PasskeyAnswer => PasskeysView;
    /// Forgets a passkey; asks for a fresh verification.
    RemovePasskey: Delete "/api/v1/passkeys/{passkey_id}", Empty => PasskeysView;
    /// Begins to sign in by passkey, before anybody knows who it is.
    StartPasskeySignIn: Post "/api/v1/passkeys/challenges", Empty => PasskeyCeremony;
    /// Signs in by passkey; sets the session cookie.
    SignInByPasskey: Post "/api/v1/passkeys/sessions", PasskeyAnswer => SessionView;
}

/// A question for an authenticator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyCeremony {
    /// Names the challenge; the answer carries it.
    pub challenge_id: String,
    /// `PublicKeyCredentialCreationOptions` or `…RequestOptions` as JSON text, binary values in
    /// base64url.
    pub options: String,
}

/// What an authenticator answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    /// Names the challenge.
    pub challenge_id: String,
    /// `PublicKeyCredential` as JSON text, binary values in base64url.
    pub credential: String,
}

/// The passkeys of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeysView {
    /// Whether this installation takes passkeys.
    pub offered: bool,
    /// Each, oldest first.
    pub passkeys: Vec<PasskeyView>,
}

/// One passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyView {
    /// Its identifier.
    pub passkey_id: String,
    /// What it was registered on.
    pub device: Device,
    /// When, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub added_at: Timestamp,
    /// When it last signed in or verified something.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub used_at: Option<Timestamp>,
}
