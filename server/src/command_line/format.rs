//! Which edition of the lines this is.

use serde::{Deserialize, Serialize};

/// The edition of the lines read and written. A line may leave it out; a line of another
/// edition is refused, never misread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The only edition so far.
    #[default]
    #[serde(rename = "puhui/1")]
    One,
}
