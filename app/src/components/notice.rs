//! A sentence that stands out.

use crate::dom::{El, View, el};

/// What a notice, a badge or a figure feels like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// For your information.
    Info,
    /// It went well.
    Good,
    /// Mind this.
    Warn,
    /// It went wrong.
    Bad,
}

impl Tone {
    /// The value of `data-tone`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A notice to put words into; bad ones interrupt a screen reader, others wait their turn.
pub fn notice(tone: Tone) -> El {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    el("div").class("notice").set("data-tone", tone.name()).set("role", role)
}

/// A word that marks something.
pub fn badge(tone: Tone, word: impl Into<View>) -> View {
    el("span").class("badge").set("data-tone", tone.name()).with(word).into()
}
