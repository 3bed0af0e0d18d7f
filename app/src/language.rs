//! The language the app speaks: Chinese first, English complete.
//!
//! [`Voice`] is the service every screen uses to say something. A sentence is said as a closure, so
//! switching the language rewrites text in place and keeps everything the person has typed.

use leptos::prelude::*;
use shared::language::Language;

use crate::{
    dom::follow,
    later::{Due, later},
    saved,
    text::Message,
};

/// The value of `<html lang>`.
pub const fn html_lang(language: Language) -> &'static str {
    language.pick("zh-CN", "en")
}

/// The one of the two languages that is not `language`.
pub const fn other(language: Language) -> Language {
    match language {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    }
}

/// Says messages in the person's current language.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    chosen: RwSignal<Language>,
    spoken: Memo<Language>,
}

impl Voice {
    /// A voice in the remembered language, provided to everything below the caller.
    ///
    /// Keeps `<html lang>` and the remembered choice in step with the language.
    pub fn provide() -> Self {
        let chosen = RwSignal::new(saved::language());
        // Every text of the page changes: the switch that was tapped must not wait for that.
        let spoken = later(Memo::new(move |_| chosen.get()), Due::NextPaint);
        let voice = Self { chosen, spoken };
        provide_context(voice);
        follow(Box::new(move || {
            let language = spoken.get();
            saved::remember_language(language);
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("lang", html_lang(language));
            }
        }));
        voice
    }

    /// The voice of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The same voice, which changes its language a little later: for what is out of sight.
    #[must_use]
    pub fn later(self) -> Self {
        Self { spoken: later(self.spoken, Due::NextPaint), ..self }
    }

    /// The current language; a reader follows its changes.
    pub fn language(self) -> Language {
        self.spoken.get()
    }

    /// The current language, once.
    pub fn language_now(self) -> Language {
        self.spoken.get_untracked()
    }

    /// Switches to the other language.
    pub fn switch(self) {
        self.chosen.update(|language| *language = other(*language));
    }

    /// `message` in the current language; a reader follows its changes.
    pub fn say(self, message: Message) -> &'static str {
        message.in_language(self.language())
    }
}
