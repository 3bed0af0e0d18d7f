//! A fresh verification of who is acting, bound to exactly what they do.

use super::endpoint::endpoints;
use super::sessions::CodeSent;
use crate::canonical::Digest;
use crate::money::Money;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Asks for what it takes to verify an act: nothing, a passkey, or a one-time code.
    StartStepUp: Post "/api/v1/step-ups", StartStepUpRequest => StepUpView;
    /// Verifies the act.
    ProveStepUp: Post "/api/v1/step-ups/{step_up_id}/proof", StepUpProof => StepUpProven;
}

/// What is to be done once verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SteppedUpAct {
    /// Signing exactly this agreement.
    Sign {
        /// The application.
        application_id: String,
        /// Digest of the agreement shown.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        contract_digest: Digest,
    },
    /// Drawing exactly this much on this facility.
    Draw {
        /// The facility.
        facility_id: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Money,
    },
    /// Downloading everything held about oneself.
    Export {},
    /// Having it deleted.
    Delete {},
    /// Registering a passkey or forgetting one.
    ChangePasskeys {},
}

/// What is to be verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartStepUpRequest {
    /// The act.
    pub act: SteppedUpAct,
}

/// What it takes to verify an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepUpView {
    /// Nothing: who is acting was verified a moment ago, or the act needs none.
    NotNeeded,
    /// An answer of one of the person's authenticators.
    Passkey {
        /// Names the verification.
        step_up_id: String,
        /// `PublicKeyCredentialRequestOptions` as JSON text; its challenge is bound to the act.
        options: String,
    },
    /// The one-time code just sent.
    Code {
        /// Names the verification.
        step_up_id: String,
        /// What was sent.
        sent: CodeSent,
    },
}

/// The verification itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepUpProof {
    /// `PublicKeyCredential` as JSON text.
    Passkey(String),
    /// The six digits.
    Code(String),
}

/// The act may be done now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepUpProven {
    /// Until when, microseconds since 1970; once.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub valid_until: Timestamp,
}
