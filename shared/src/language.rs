//! The two languages a person can be spoken to in.

use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the product; Chinese unless asked otherwise.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Language {
    /// Simplified Chinese, the authoritative text of every document.
    #[default]
    Zh,
    /// English, complete on screen and a reading aid in documents.
    En,
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Label {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Label {
    /// A label of these two texts.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// A text that is the same in both languages, such as a name or a number.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), zh: text }
    }

    /// The text in one language.
    pub fn text(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
}

/// The tag names a language the product does not speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a language is `zh` or `en`, with or without a region")]
pub struct UnknownLanguage;

/// What a refusal tells the machine and the person.
pub trait Say {
    /// A stable code for programs; never changes once published.
    fn code(&self) -> &'static str;

    /// One sentence telling a person what to do, in their language.
    fn say(&self, language: Language) -> String;
}

impl Language {
    /// The tag used in JSON, in `lang` attributes and in catalogue files.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The one of two texts that is in this language.
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The best answer to an `Accept-Language` header; Chinese when it names neither.
    ///
    /// Weights (`;q=0.8`) are honoured, ties go to the one named first.
    pub fn preferred(accept_language: &str) -> Self {
        let mut best = (0, Self::default());
        for entry in accept_language.split(',') {
            let (tag, parameters) = entry.split_once(';').unwrap_or((entry, ""));
            let Ok(language) = tag.trim().parse() else { continue };
            let weight = weight_thousandths(parameters);
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }
}

/// `q=0.8` as 800; 1000 when absent, 0 when unreadable.
fn weight_thousandths(parameters: &str) -> u16 {
    let Some((_, weight)) = parameters.split_once('=') else { return 1000 };
    let weight = weight.trim();
    if weight.starts_with('1') {
        return 1000;
    }
    let digits = weight.strip_prefix("0.").unwrap_or("0");
    let thousandths: String = digits.chars().chain("000".chars()).take(3).collect();
    thousandths.parse().unwrap_or(0)
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("zh") {
            Ok(Self::Zh)
        } else if primary.eq_ignore_ascii_case("en") {
            Ok(Self::En)
        } else {
            Err(UnknownLanguage)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_or_without_a_region() {
        assert_eq!("zh-CN".parse(), Ok(Language::Zh));
        assert_eq!("EN".parse(), Ok(Language::En));
        assert_eq!("zha".parse::<Language>(), Err(UnknownLanguage));
    }

    #[test]
    fn the_header_is_answered_with_the_heaviest_language_we_speak() {
        for (header, expected) in [
            ("", Language::Zh),
            ("fr-FR, de;q=0.9", Language::Zh),
            ("en-US,en;q=0.9,zh;q=0.8", Language::En),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Zh),
            ("zh;q=0.4, en;q=0.85", Language::En),
            ("fr, en;q=0", Language::Zh),
        ] {
            assert_eq!(Language::preferred(header), expected, "{header}");
        }
    }
}
