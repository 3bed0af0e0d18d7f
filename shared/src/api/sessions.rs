//! Signing in by phone and one-time code.

use super::endpoint::{Empty, endpoints};
use crate::device::Device;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Sends a one-time code.
    SendCode: Post "/api/v1/sign-in-codes", SendCodeRequest => CodeSent;
    /// Signs in with the code; sets the session cookie.
    SignIn: Post "/api/v1/sessions", SignInRequest => SessionView;
    /// Who is signed in.
    GetSession: Get "/api/v1/session", Empty => SessionView;
    /// Signs out.
    SignOut: Delete "/api/v1/session", Empty => Empty;
    /// Every session of the person signed in, newest first.
    GetSessions: Get "/api/v1/sessions", Empty => SessionsView;
    /// Ends one of them, wherever it is.
    EndSession: Delete "/api/v1/sessions/{session_id}", Empty => SessionsView;
    /// Ends all but this one.
    EndOtherSessions: Delete "/api/v1/sessions", Empty => SessionsView;
    /// Messages the SMS simulator holds for a number; 404 unless the simulator is in use. The number
    /// is in the body: addresses are written to logs and histories.
    ReadSimulatedMessages: Post "/api/v1/simulator/messages", SendCodeRequest => SimulatedMessages;
    /// The same for the number of the person signed in.
    GetOwnSimulatedMessages: Get "/api/v1/simulator/messages", Empty => SimulatedMessages;
}

/// Where to send a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendCodeRequest {
    /// Mobile number as typed.
    pub mobile: String,
}

/// A code is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeSent {
    /// Seconds until another one may be asked for.
    pub resend_after_seconds: u32,
    /// When this one stops working, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub expires_at: Timestamp,
    /// The SMS gateway is the labelled simulator; the app shows the code in a panel.
    pub simulated: bool,
}

/// A code as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// Mobile number as typed.
    pub mobile: String,
    /// The six digits.
    pub code: String,
}

/// The person signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// Mobile number, masked: `138****8000`.
    pub mobile_masked: String,
    /// When the session ends, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub expires_at: Timestamp,
    /// Set for people of the bank: who they are and what they are there for. They have the desk, and
    /// nothing a borrower has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub on_duty: Option<crate::desk::OnDuty>,
}

/// How somebody signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignedInBy {
    /// A one-time code.
    Code,
    /// A passkey.
    Passkey,
}

/// The sessions of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionsView {
    /// Each that is alive, newest first.
    pub sessions: Vec<SessionEntry>,
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionEntry {
    /// Its identifier; worth nothing without the cookie.
    pub session_id: String,
    /// On what.
    pub device: Device,
    /// How.
    pub signed_in_by: SignedInBy,
    /// Since when, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub started_at: Timestamp,
    /// Last used, to the minute.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// What the SMS simulator holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedMessages {
    /// Newest first.
    pub messages: Vec<SimulatedMessage>,
}

/// One simulated text message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedMessage {
    /// When it was sent, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub sent_at: Timestamp,
    /// Its text.
    pub text: String,
    /// The one-time code inside it, if it carries one.
    pub code: Option<String>,
}
