//! Every sentence the app says, in both languages.
//!
//! A message is declared once with its Chinese and its English, so a missing translation cannot
//! compile. Sentences with figures in them are functions beside the messages of their screen.

use shared::language::Language;

/// One sentence in every language the app speaks.
#[derive(Debug, PartialEq, Eq)]
pub struct Phrase {
    chinese: &'static str,
    english: &'static str,
}

impl Phrase {
    /// A phrase.
    ///
    /// # Panics
    /// While compiling, when a language is left empty.
    pub const fn new(chinese: &'static str, english: &'static str) -> Self {
        assert!(!chinese.is_empty() && !english.is_empty(), "a phrase needs both languages");
        Self { chinese, english }
    }

    /// The sentence in `language`.
    pub const fn in_language(&self, language: Language) -> &'static str {
        language.pick(self.chinese, self.english)
    }
}

/// What a screen says: a phrase, by reference.
pub type Message = &'static Phrase;

/// Declares the messages of one screen: `NAME = "中文", "English";`.
macro_rules! messages {
    ($($name:ident = $chinese:literal, $english:literal;)+) => {
        $(
            #[doc = concat!("`", $english, "`")]
            pub const $name: $crate::text::Message =
                &const { $crate::text::Phrase::new($chinese, $english) };
        )+

        #[cfg(test)]
        pub(super) const MESSAGES: &[(&str, $crate::text::Message)] =
            &[$((stringify!($name), $name)),+];
    };
}

pub mod account;
pub mod advice;
pub mod apply;
pub mod consent;
pub mod contract;
pub mod controls;
pub mod cost;
pub mod decision;
#[cfg(feature = "every-product")]
pub mod demonstration;
#[cfg(feature = "every-product")]
pub mod desk;
#[cfg(feature = "every-product")]
pub mod disputes;
pub mod evidence;
#[cfg(feature = "every-product")]
pub mod face;
pub mod facility;
#[cfg(feature = "every-product")]
pub mod facility_ways;
pub mod failure;
pub mod frame;
#[cfg(feature = "every-product")]
pub mod higher_limit;
pub mod identity;
#[cfg(feature = "every-product")]
pub mod import;
#[cfg(feature = "every-product")]
pub mod interest_book;
#[cfg(feature = "every-product")]
pub mod keepsakes;
pub mod loan;
pub mod mine;
#[cfg(feature = "every-product")]
pub mod papers;
#[cfg(feature = "every-product")]
pub mod passkey;
#[cfg(feature = "every-product")]
pub mod person;
pub mod plan;
#[cfg(feature = "every-product")]
pub mod pools;
pub mod product;
pub mod products;
#[cfg(feature = "every-product")]
pub mod profile;
pub mod progress;
pub mod question;
pub mod quote;
#[cfg(feature = "every-product")]
pub mod repay_several;
#[cfg(feature = "every-product")]
pub mod requests;
pub mod review;
#[cfg(feature = "every-product")]
pub mod servicing;
pub mod sign_in;
#[cfg(feature = "every-product")]
pub mod signatory;
#[cfg(feature = "every-product")]
pub mod standing;
#[cfg(feature = "every-product")]
pub mod statements;
pub mod terms;
pub mod title;
#[cfg(feature = "every-product")]
pub mod visit;

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOGUE: &[(&str, &[(&str, Message)])] = &[
        ("account", account::MESSAGES),
        ("advice", advice::MESSAGES),
        ("apply", apply::MESSAGES),
        ("controls", controls::MESSAGES),
        ("evidence", evidence::MESSAGES),
        ("facility", facility::MESSAGES),
        #[cfg(feature = "every-product")]
        ("face", face::MESSAGES),
        ("failure", failure::MESSAGES),
        ("frame", frame::MESSAGES),
        ("loan", loan::MESSAGES),
        ("mine", mine::MESSAGES),
        #[cfg(feature = "every-product")]
        ("passkey", passkey::MESSAGES),
        #[cfg(feature = "every-product")]
        ("person", person::MESSAGES),
        #[cfg(feature = "every-product")]
        ("papers", papers::MESSAGES),
        ("plan", plan::MESSAGES),
        #[cfg(feature = "every-product")]
        ("profile", profile::MESSAGES),
        #[cfg(feature = "every-product")]
        ("import", import::MESSAGES),
        ("product", product::MESSAGES),
        ("products", products::MESSAGES),
        ("question", question::MESSAGES),
        ("consent", consent::MESSAGES),
        ("identity", identity::MESSAGES),
        ("progress", progress::MESSAGES),
        ("review", review::MESSAGES),
        ("contract", contract::MESSAGES),
        ("cost", cost::MESSAGES),
        ("decision", decision::MESSAGES),
        #[cfg(feature = "every-product")]
        ("desk", desk::MESSAGES),
        #[cfg(feature = "every-product")]
        ("disputes", disputes::MESSAGES),
        #[cfg(feature = "every-product")]
        ("pools", pools::MESSAGES),
        #[cfg(feature = "every-product")]
        ("visit", visit::MESSAGES),
        ("quote", quote::MESSAGES),
        ("sign_in", sign_in::MESSAGES),
        #[cfg(feature = "every-product")]
        ("signatory", signatory::MESSAGES),
        #[cfg(feature = "every-product")]
        ("statements", statements::MESSAGES),
        #[cfg(feature = "every-product")]
        ("requests", requests::MESSAGES),
        #[cfg(feature = "every-product")]
        ("repay_several", repay_several::MESSAGES),
        #[cfg(feature = "every-product")]
        ("keepsakes", keepsakes::MESSAGES),
        #[cfg(feature = "every-product")]
        ("higher_limit", higher_limit::MESSAGES),
        #[cfg(feature = "every-product")]
        ("facility_ways", facility_ways::MESSAGES),
        #[cfg(feature = "every-product")]
        ("demonstration", demonstration::MESSAGES),
        #[cfg(feature = "every-product")]
        ("servicing", servicing::MESSAGES),
        #[cfg(feature = "every-product")]
        ("interest_book", interest_book::MESSAGES),
        #[cfg(feature = "every-product")]
        ("standing", standing::MESSAGES),
        ("terms", terms::MESSAGES),
        ("title", title::MESSAGES),
    ];

    fn has_han(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    #[test]
    fn every_message_speaks_chinese_and_english() {
        for (screen, messages) in CATALOGUE {
            for (name, message) in *messages {
                assert!(!message.chinese.trim().is_empty(), "{screen}::{name} lacks Chinese");
                assert!(!message.english.trim().is_empty(), "{screen}::{name} lacks English");
                let names_the_other_language = name.starts_with("OTHER_LANGUAGE");
                assert!(
                    names_the_other_language || has_han(message.chinese),
                    "{screen}::{name} has no Chinese characters",
                );
            }
        }
    }

    #[test]
    fn english_carries_no_chinese_but_in_names() {
        for (screen, messages) in CATALOGUE {
            for (name, message) in *messages {
                let names_the_other_language = name.starts_with("OTHER_LANGUAGE");
                // 万 is how amounts are typed here, whatever language one reads.
                let english = message.english.replace('万', "");
                assert!(
                    names_the_other_language || !has_han(&english),
                    "{screen}::{name} leaves Chinese in its English",
                );
            }
        }
    }
}
