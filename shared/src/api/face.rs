//! Seeing that whoever signs is the applicant.

use super::applications::ApplicationView;
use super::desk::DeskAnswer;
use super::endpoint::{Empty, endpoints};
use crate::face_check::{FaceOutcome, PHOTO_BYTES_MAX, WhyInPerson};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Has a photo of whoever signs compared with the one of their resident ID; it is not kept.
    CompareFace: Post "/api/v1/applications/{application_id}/face-checks", CompareFaceRequest => ApplicationView, up to PHOTO_BYTES_MAX / 3 * 4 + 64 * 1024;
    /// Has a person of the bank see who signs, instead of a photo.
    AskToBeSeen: Post "/api/v1/applications/{application_id}/signer-tasks", Empty => ApplicationView;
    /// Writes down that whoever signs is the applicant, or that it could not be verified.
    SeeSigner: Post "/api/v1/desk/cases/{task_id}/signer", SeeSignerRequest => DeskAnswer;
}

/// A photo.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareFaceRequest {
    /// JPEG or PNG in base64.
    pub photo: String,
}

impl core::fmt::Debug for CompareFaceRequest {
    /// A face belongs in no log.
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.debug_struct("CompareFaceRequest").finish_non_exhaustive()
    }
}

/// What a person of the bank saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SeeSignerRequest {
    /// Whether it is the applicant.
    pub is_the_applicant: bool,
    /// By what they saw it, in their own words.
    pub note: String,
}

/// How far it is settled that whoever signs is the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaceCheckView {
    /// Where it stands.
    pub state: FaceCheckState,
    /// Photos that may still be compared.
    pub tries_left: u8,
    /// What the last photo came to, when it settled nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<FaceOutcome>,
    /// The labelled simulator compares.
    pub simulated: bool,
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FaceCheckState {
    /// A photo can be compared.
    Open,
    /// It waits for a person of the bank.
    AtTheDesk {
        /// Why.
        why: WhyInPerson,
        /// Promised by this time, microseconds since 1970.
        #[cfg_attr(feature = "openapi", schema(value_type = i64))]
        promised_by: Timestamp,
    },
    /// A person of the bank could not verify it.
    NotVerified,
    /// It is the applicant.
    Settled,
}
