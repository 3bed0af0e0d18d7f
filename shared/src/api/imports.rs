//! Files of statements a borrower imports.

use super::applications::ApplicationView;
use super::endpoint::{Empty, endpoints};
use serde::{Deserialize, Serialize};

endpoints! {
    /// Imports a file in place of an earlier one of its kind, `bank` or `takings`; 422 names every line
    /// that cannot be read. The file is the borrower's own word: see [`imported`](crate::imported).
    ImportFile: Put "/api/v1/applications/{application_id}/imports/{kind}", ImportFileRequest => ApplicationView, up to 2 * 1024 * 1024;
    /// Takes an imported file back; nothing of it is used from now on.
    RemoveFile: Delete "/api/v1/applications/{application_id}/imports/{kind}", Empty => ApplicationView;
}

/// A file as it was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportFileRequest {
    /// Its text: comma-separated values under a line of headings.
    pub csv: String,
}
