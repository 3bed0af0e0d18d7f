//! The language the app speaks: Chinese first, English complete.
//!
//! [`Voice`] is the service every screen uses to say something. A sentence is said as a closure, so
//! switching the language rewrites text in place and keeps everything the person has typed.

use leptos::prelude::*;

use crate::{saved, text::Message};

/// A language the app speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The tag for `lang`, `Accept-Language` and local storage.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag; anything not English is Chinese.
    pub fn from_tag(tag: &str) -> Self {
        if tag.starts_with("en") { Self::En } else { Self::Zh }
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// Says messages in the person's current language.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    language: RwSignal<Language>,
}

impl Voice {
    /// A voice in the remembered language, provided to everything below the caller.
    ///
    /// Keeps `<html lang>` and the remembered choice in step with the language.
    pub fn provide() -> Self {
        let voice = Self { language: RwSignal::new(saved::language()) };
        provide_context(voice);
        Effect::new(move || {
            let language = voice.language.get();
            saved::remember_language(language);
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("lang", language.tag());
            }
        });
        voice
    }

    /// The voice of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The current language; a reader follows its changes.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// The current language, once.
    pub fn language_now(self) -> Language {
        self.language.get_untracked()
    }

    /// Switches to the other language.
    pub fn switch(self) {
        self.language.update(|language| *language = language.other());
    }

    /// `message` in the current language; a reader follows its changes.
    pub fn say(self, message: Message) -> &'static str {
        message.in_language(self.language())
    }
}

/// `message` as a text that follows the language.
pub fn say(message: Message) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let voice = Voice::expect();
    move || voice.say(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_reads_back_as_its_language() {
        for language in [Language::Zh, Language::En] {
            assert_eq!(Language::from_tag(language.tag()), language);
            assert_eq!(language.other().other(), language);
        }
    }

    #[test]
    fn an_unknown_tag_is_chinese() {
        assert_eq!(Language::from_tag("fr"), Language::Zh);
    }
}
