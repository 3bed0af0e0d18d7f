//! Domain values as the store keeps them: canonical JSON text, sealed between its boundary and the
//! database.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// A domain value in its canonical JSON text; inside the engines, that text sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document(String);

impl Document {
    /// The document of `value`.
    ///
    /// # Errors
    /// [`StoreError::Unwritable`] when the value has no canonical form.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, StoreError> {
        let bytes = shared::canonical::bytes(value)?;
        // Canonical JSON is UTF-8 by construction.
        Ok(Self(String::from_utf8(bytes).unwrap_or_default()))
    }

    /// Text read back from the database.
    pub(super) const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value; `what` names it in the error.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] when the text is not such a value.
    pub fn read<T: DeserializeOwned>(&self, what: &'static str) -> Result<T, StoreError> {
        serde_json::from_str(&self.0).map_err(|source| StoreError::Inconsistent { what, source })
    }
}
