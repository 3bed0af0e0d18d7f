//! What money may be used for: the offered purposes, the negative list, and the borrower's undertaking.
//!
//! # Source
//! FINANCE R-16: homes, mortgages, shares, bonds, futures, wealth products, equity and fixed assets are
//! never financed (未核实). The words looked for are ours.

use crate::catalogue::Product;
use crate::identifier::folded_code;
use crate::language::{Label, Language};
use serde::{Deserialize, Serialize};

/// Words in a borrower's own description that name something never financed.
const NEGATIVE_WORDS: [&str; 22] = [
    "购房", "买房", "房贷", "首付", "按揭", "股票", "炒股", "债券", "期货", "基金", "理财", "信托",
    "股权", "入股", "转借", "放贷", "赌", "mortgage", "shares", "stocks", "futures", "gambling",
];

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

/// The undertaking for one of the product's purposes and what the borrower adds to it.
///
/// # Errors
/// [`PurposeRefused`].
pub fn undertake(
    product: &Product,
    purpose: usize,
    description: &str,
) -> Result<Undertaking, PurposeRefused> {
    let purpose = product.purposes.get(purpose).ok_or(PurposeRefused::NotOffered)?;
    let plain = folded_code(description).to_lowercase();
    if let Some(word) = NEGATIVE_WORDS.into_iter().find(|word| plain.contains(word)) {
        return Err(PurposeRefused::Prohibited { word: word.to_owned() });
    }
    let percent = product.misuse_penalty_percent.to_string();
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
        description: description.trim().to_owned(),
        never: product.prohibited_purposes.clone(),
    })
}
