//! What money may be used for: the offered purposes, the negative list, and the borrower's undertaking.
//!
//! # Source
//! FINANCE R-16: homes, mortgages, shares, bonds, futures, wealth products, equity and fixed assets are
//! never financed (未核实). The words looked for are ours.

use crate::catalogue::Product;
use crate::decision::Offer;
use crate::identifier::folded_code;
use crate::language::{Label, Language, Say};
use serde::{Deserialize, Serialize};

/// Words in a borrower's own description that name something never financed.
const NEGATIVE_WORDS: [&str; 22] = [
    "购房", "买房", "房贷", "首付", "按揭", "股票", "炒股", "债券", "期货", "基金", "理财", "信托",
    "股权", "入股", "转借", "放贷", "赌", "mortgage", "shares", "stocks", "futures", "gambling",
];

/// The longest description kept, in characters.
pub const DESCRIPTION_MAX: usize = 200;

/// Why a purpose is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PurposeRefused {
    /// Not one of the product's purposes.
    #[error("choose one of the purposes offered")]
    NotOffered,
    /// The description names something that is never financed.
    #[error("`{word}` is never financed; describe what is bought for the business")]
    Prohibited {
        /// What was found in it.
        word: String,
    },
    /// Longer than anybody reads.
    #[error("describe it in at most {DESCRIPTION_MAX} characters")]
    TooLong,
}

impl PurposeRefused {
    /// The field it is about.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NotOffered => "purpose",
            Self::Prohibited { .. } | Self::TooLong => "description",
        }
    }
}

impl Say for PurposeRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::NotOffered => "purpose_not_offered",
            Self::Prohibited { .. } => "purpose_prohibited",
            Self::TooLong => "description_too_long",
        }
    }

    fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::NotOffered, _) => language
                .pick("请选择授信方案中的用途。", "Choose one of the purposes offered.")
                .to_owned(),
            (Self::Prohibited { word }, Language::Zh) => {
                ["“", word, "”属于禁止用途。请写明为经营买什么。"].concat()
            }
            (Self::Prohibited { word }, Language::En) => {
                ["“", word, "” is never financed. Describe what is bought for the business."]
                    .concat()
            }
            (Self::TooLong, _) => language
                .pick("请用200字以内说明。", "Describe it in at most 200 characters.")
                .to_owned(),
        }
    }
}

/// What a product or a signed offer says about purposes.
#[derive(Clone, Copy, Debug)]
pub struct PurposeTerms<'a> {
    offered: &'a [Label],
    never: &'a [Label],
    misuse_penalty_percent: u16,
}

impl<'a> From<&'a Product> for PurposeTerms<'a> {
    fn from(product: &'a Product) -> Self {
        Self {
            offered: &product.purposes,
            never: &product.prohibited_purposes,
            misuse_penalty_percent: product.misuse_penalty_percent,
        }
    }
}

impl<'a> From<&'a Offer> for PurposeTerms<'a> {
    fn from(offer: &'a Offer) -> Self {
        Self {
            offered: &offer.purposes,
            never: &offer.prohibited_purposes,
            misuse_penalty_percent: offer.misuse_penalty_percent,
        }
    }
}

/// What a borrower promises about the money, and signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Undertaking {
    /// The purpose chosen.
    pub purpose: Label,
    /// What was added in the borrower's own words.
    pub description: String,
    /// What it must never be used for, from the product.
    pub never: Vec<Label>,
    /// The promise itself.
    pub promise: Label,
}

/// The undertaking for one of the purposes offered and what the borrower adds to it in their own words.
///
/// # Errors
/// [`PurposeRefused`].
pub fn undertake<'a>(
    terms: impl Into<PurposeTerms<'a>>,
    purpose: usize,
    description: &str,
) -> Result<Undertaking, PurposeRefused> {
    let terms = terms.into();
    let purpose = terms.offered.get(purpose).ok_or(PurposeRefused::NotOffered)?;
    let description = description.trim();
    if description.chars().count() > DESCRIPTION_MAX {
        return Err(PurposeRefused::TooLong);
    }
    let plain = folded_code(description).to_lowercase();
    if let Some(word) = NEGATIVE_WORDS.into_iter().find(|word| plain.contains(word)) {
        return Err(PurposeRefused::Prohibited { word: word.to_owned() });
    }
    let percent = terms.misuse_penalty_percent.to_string();
    let promise = |language: Language| match language {
        Language::Zh => [
            "本人（本企业）承诺贷款仅用于“",
            purpose.text(language),
            "”，不用于上列用途；挪用的，自挪用之日起按合同利率加收",
            &percent,
            "%的罚息，贵行可提前收回。",
        ]
        .concat(),
        Language::En => [
            "I undertake to use the loan for “",
            purpose.text(language),
            "” and for nothing on the list above. Misused money bears interest ",
            &percent,
            "% above the contract rate from that day, and the bank may call it in.",
        ]
        .concat(),
    };
    Ok(Undertaking {
        promise: Label { zh: promise(Language::Zh), en: promise(Language::En) },
        purpose: purpose.clone(),
        description: description.to_owned(),
        never: terms.never.to_vec(),
    })
}
