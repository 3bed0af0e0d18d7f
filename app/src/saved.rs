//! What survives a reload on this device: typed, versioned, and nothing personal.
//!
//! The only code that touches local storage. A value written by an older version of the app is
//! dropped, never guessed at. Private browsing without storage is not an error: the app then simply
//! does not remember.

use serde::{Serialize, de::DeserializeOwned};
use web_sys::Storage;

use crate::{language::Language, mode::DisplayMode};

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
        serde_json::from_str(&read(self.key)?).ok()
    }

    /// Remembers `value`.
    pub fn write<T: Serialize>(self, value: &T) {
        if let Ok(json) = serde_json::to_string(value) {
            write(self.key, &json);
        }
    }

    /// Forgets the value.
    pub fn forget(self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(self.key);
        }
    }
}

/// The remembered language; Chinese when none was chosen, as the page's first paint is.
pub fn language() -> Language {
    read(LANGUAGE).map_or_else(Language::default, |tag| Language::from_tag(&tag))
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

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
