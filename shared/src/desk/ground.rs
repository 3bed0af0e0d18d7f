//! Why a person decides as they do: a reason from the list, and a sentence of their own.

use crate::decision::Reason;
use crate::language::{Label, Language, Say};
use serde::{Deserialize, Serialize};

/// The longest note beside a ground, in characters.
pub const NOTE_CHARACTERS_MAX: usize = 500;

/// A reason from the list. Each speaks for lending or against it.
///
/// # Source
/// Ours: what reviewers of small-business loans write down (未核实).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// Papers that show it were seen.
    PapersSeen,
    /// The business was visited and is as described.
    VisitedAndSound,
    /// What looked wrong has been explained.
    Explained,
    /// A figure held was wrong and has been corrected.
    Corrected,
    /// What the loan is repaid from is certain.
    RepaymentCertain,
    /// What the loan is to be repaid from is not clear.
    RepaymentUnclear,
    /// What was said could not be verified.
    NotVerifiable,
    /// Figures contradict each other and nothing explains it.
    Unexplained,
    /// It is not clear what the money is for.
    PurposeUnclear,
    /// Together with other debts it would be too much.
    DebtTooHigh,
}

impl Ground {
    /// Every ground, those for lending first.
    pub const ALL: [Self; 10] = [
        Self::PapersSeen,
        Self::VisitedAndSound,
        Self::Explained,
        Self::Corrected,
        Self::RepaymentCertain,
        Self::RepaymentUnclear,
        Self::NotVerifiable,
        Self::Unexplained,
        Self::PurposeUnclear,
        Self::DebtTooHigh,
    ];

    /// Whether it speaks for lending.
    pub const fn speaks_for(self) -> bool {
        matches!(
            self,
            Self::PapersSeen
                | Self::VisitedAndSound
                | Self::Explained
                | Self::Corrected
                | Self::RepaymentCertain
        )
    }

    /// The stable code of the reason given with it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PapersSeen => "papers_seen",
            Self::VisitedAndSound => "visited_and_sound",
            Self::Explained => "explained",
            Self::Corrected => "corrected",
            Self::RepaymentCertain => "repayment_certain",
            Self::RepaymentUnclear => "repayment_unclear",
            Self::NotVerifiable => "not_verifiable",
            Self::Unexplained => "unexplained",
            Self::PurposeUnclear => "purpose_unclear",
            Self::DebtTooHigh => "debt_too_high",
        }
    }

    /// What borrower and staff read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::PapersSeen => language.pick("已核对书面材料", "papers were checked"),
            Self::VisitedAndSound => {
                language.pick("已实地核实，经营属实", "visited and found as described")
            }
            Self::Explained => language.pick("疑点已说明清楚", "what looked wrong was explained"),
            Self::Corrected => language.pick("有误的数据已更正", "a wrong figure was corrected"),
            Self::RepaymentCertain => language.pick("还款来源确定", "repayment is certain"),
            Self::RepaymentUnclear => {
                language.pick("还款来源不明确", "it is not clear what it is repaid from")
            }
            Self::NotVerifiable => {
                language.pick("所述情况无法核实", "what was said could not be verified")
            }
            Self::Unexplained => {
                language.pick("数据矛盾，未能说明", "figures contradict each other, unexplained")
            }
            Self::PurposeUnclear => {
                language.pick("借款用途不明确", "it is not clear what the money is for")
            }
            Self::DebtTooHigh => {
                language.pick("合计负债过高", "together with other debts it is too much")
            }
        }
    }
}

/// A ground with the officer's own sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GivenGround {
    /// Which.
    pub ground: Ground,
    /// What exactly, in the officer's own words; quoted as written in either language.
    pub note: String,
}

impl GivenGround {
    /// The reason a borrower reads.
    pub fn reason(&self) -> Reason {
        let note = self.note.trim();
        let sentence = |language: Language| {
            let (label, colon) = (self.ground.label(language), language.pick("：", ": "));
            [label, colon, note].concat()
        };
        let text = Label { zh: sentence(Language::Zh), en: sentence(Language::En) };
        Reason { code: self.ground.code().to_owned(), text }
    }
}

/// Why grounds do not carry what is to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GroundsRefused {
    /// Nothing was given that speaks for lending.
    #[error("give at least one ground that speaks for lending")]
    NothingFor,
    /// Nothing was given that speaks against lending, or against lending as much.
    #[error("give at least one ground that speaks against it")]
    NothingAgainst,
    /// A ground without the officer's own sentence.
    #[error("write a sentence beside each ground")]
    NoteMissing,
    /// A note beyond [`NOTE_CHARACTERS_MAX`].
    #[error("write at most {NOTE_CHARACTERS_MAX} characters beside a ground")]
    NoteTooLong,
}

impl Say for GroundsRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::NothingFor => "no_ground_for",
            Self::NothingAgainst => "no_ground_against",
            Self::NoteMissing => "note_missing",
            Self::NoteTooLong => "note_too_long",
        }
    }

    fn say(&self, language: Language) -> String {
        let sentence = match self {
            Self::NothingFor => language
                .pick("请至少选一条支持放款的理由。", "Choose at least one ground for lending."),
            Self::NothingAgainst => language.pick(
                "请至少选一条不予放款或减少额度的理由。",
                "Choose at least one ground against lending, or against lending as much.",
            ),
            Self::NoteMissing => language.pick(
                "请在每条理由旁写明具体情况。",
                "Write beside each ground what exactly it is.",
            ),
            Self::NoteTooLong => language
                .pick("每条说明最多500个字。", "Write at most 500 characters beside a ground."),
        };
        sentence.to_owned()
    }
}

/// The grounds as reasons, when each has its sentence and what is decided needs them all.
pub(super) fn reasons(
    grounds: &[GivenGround],
    needs_for: bool,
    needs_against: bool,
) -> Result<Vec<Reason>, GroundsRefused> {
    let notes = || grounds.iter().map(|given| given.note.trim());
    if notes().any(str::is_empty) {
        return Err(GroundsRefused::NoteMissing);
    }
    if notes().any(|note| note.chars().count() > NOTE_CHARACTERS_MAX) {
        return Err(GroundsRefused::NoteTooLong);
    }
    if needs_for && !grounds.iter().any(|given| given.ground.speaks_for()) {
        return Err(GroundsRefused::NothingFor);
    }
    if needs_against && grounds.iter().all(|given| given.ground.speaks_for()) {
        return Err(GroundsRefused::NothingAgainst);
    }
    Ok(grounds.iter().map(GivenGround::reason).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(ground: Ground, note: &str) -> GivenGround {
        GivenGround { ground, note: note.to_owned() }
    }

    #[test]
    fn every_ground_has_its_own_code_which_is_its_json_name() {
        for ground in Ground::ALL {
            assert_eq!(serde_json::to_value(ground).unwrap(), ground.code());
            assert!(!ground.label(Language::En).is_empty());
        }
        assert_eq!(Ground::ALL.iter().filter(|ground| ground.speaks_for()).count(), 5);
    }

    #[test]
    fn a_reason_reads_in_both_languages_and_quotes_the_note_as_written() {
        let reason = given(Ground::PapersSeen, " 2025年纳税申报表 ").reason();
        assert_eq!(reason.text.zh, "已核对书面材料：2025年纳税申报表");
        assert_eq!(reason.text.en, "papers were checked: 2025年纳税申报表");
    }

    #[test]
    fn what_is_decided_needs_a_ground_on_its_side_and_a_sentence_beside_each() {
        let (for_it, against) = (given(Ground::Explained, "是"), given(Ground::DebtTooHigh, "是"));
        let both = [for_it.clone(), against.clone()];
        assert_eq!(reasons(&both, true, true).unwrap().len(), 2);
        let one = std::slice::from_ref(&against);
        assert_eq!(reasons(one, true, false), Err(GroundsRefused::NothingFor));
        assert_eq!(reasons(&[for_it], true, true), Err(GroundsRefused::NothingAgainst));
        assert_eq!(reasons(&[], false, true), Err(GroundsRefused::NothingAgainst));
        let bare = [given(Ground::Explained, "  ")];
        assert_eq!(reasons(&bare, true, false), Err(GroundsRefused::NoteMissing));
        let long = [given(Ground::Explained, &"字".repeat(501))];
        assert_eq!(reasons(&long, true, false), Err(GroundsRefused::NoteTooLong));
    }
}
