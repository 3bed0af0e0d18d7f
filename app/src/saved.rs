//! What survives a reload on this device: typed, versioned, and nothing personal.
//!
//! The only code that touches local storage. A value written by an older version of the app is
//! dropped, never guessed at. Private browsing without storage is not an error: the app then simply
//! does not remember.

use serde::{Serialize, de::DeserializeOwned};
use shared::{canonical, language::Language};
use web_sys::Storage;

use crate::{json, mode::DisplayMode};

const LANGUAGE: &str = "puhui.language";
const MODE: &str = "puhui.mode";

/// A remembered value: its name and the version of its shape.
///
/// Raise the version whenever the shape changes; older values are then forgotten.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    key: &'static str,
}

impl Slot {
    /// A slot named `key`, which carries the version, such as `puhui.quote.v1`.
    pub const fn new(key: &'static str) -> Self {
        Self { key }
    }

    /// The remembered value, or nothing when absent or of another version.
    pub fn read<T: DeserializeOwned>(self) -> Option<T> {
        json::read(&read(self.key)?).ok()
    }

    /// Remembers `value`.
    pub fn write<T: Serialize>(self, value: &T) {
        let json = canonical::bytes(value).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some(json) = json {
            write(self.key, &json);
        }
    }

    /// Forgets the value.
    pub fn forget(self) {
        forget(self.key);
    }
}

/// The remembered language; Chinese when none was chosen, as the page's first paint is.
pub fn language() -> Language {
    read(LANGUAGE).and_then(|tag| tag.parse().ok()).unwrap_or_default()
}

/// Remembers the chosen language.
pub fn remember_language(language: Language) {
    write(LANGUAGE, language.tag());
}

/// The remembered text size.
pub fn mode() -> DisplayMode {
    read(MODE).map_or_else(DisplayMode::default, |name| DisplayMode::from_name(&name))
}

/// Remembers the chosen text size.
pub fn remember_mode(mode: DisplayMode) {
    write(MODE, mode.name());
}

/// Reads a text kept under `key`.
pub(crate) fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps `text` under `key`.
pub(crate) fn write(key: &str, text: &str) {
    if let Some(storage) = storage() {
        // Storage may be full or forbidden; the app works without it.
        let _ = storage.set_item(key, text);
    }
}

/// Forgets what is kept under `key`.
pub(crate) fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
