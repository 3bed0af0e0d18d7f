//! The evidence log, for anybody who wants to watch it grow.

use super::endpoint::{Empty, endpoints};
use crate::canonical::Digest;
use crate::evidence::LogKey;
use serde::{Deserialize, Serialize};

endpoints! {
    /// The log's signed head and its keys, old and new.
    GetLogHead: Get "/api/v1/log/head", Empty => LogHeadView;
    /// The proof that the log of `old` leaves is the beginning of the log of `new` leaves.
    GetLogConsistency: Get "/api/v1/log/consistency/{old}/{new}", Empty => ConsistencyView;
}

/// The log as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogHeadView {
    /// Signed note: size and root (a C2SP checkpoint).
    pub head: String,
    /// The keys, oldest first.
    pub keys: Vec<LogKey>,
}

/// A proof that the log only grew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsistencyView {
    /// Hashes, for [`crate::evidence::log::verify_consistency`].
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub hashes: Vec<Digest>,
}
