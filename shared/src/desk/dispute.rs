//! A datum the bank holds that the borrower says is wrong.

use super::ground::{GroundsRefused, NOTE_CHARACTERS_MAX};
use crate::decision::Reason;
use crate::facts::{Metric, Source, ValueError};
use crate::language::{Label, Language};
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest reason taken down, in characters.
pub const WHY_CHARACTERS_MAX: usize = 500;

/// What is held, who said so, and what the borrower says instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// Which datum.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// The value held, as canonical text.
    pub held: String,
    /// Who vouched for it.
    pub source: Source,
    /// Of which day it is.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
    /// What the borrower says it is, as canonical text; they need not know.
    pub says: Option<String>,
    /// Why, in their own words.
    pub why: String,
    /// When they said so.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub at: Timestamp,
}

impl Dispute {
    /// What the borrower says it is, in base units.
    ///
    /// # Errors
    /// [`ValueError`] when the text is not a value of the metric.
    pub fn claimed(&self) -> Result<Option<i64>, ValueError> {
        self.says.as_deref().map(|text| self.metric.unit().parse(text)).transpose()
    }
}

/// Why a disputed datum stands: a reason from the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Upholding {
    /// The source was asked again and says the same.
    SourceConfirms,
    /// Nothing was shown that proves it wrong.
    NothingShown,
    /// What was shown is about something else.
    ShownIsOther,
}

impl Upholding {
    /// Every reason, in the order a list shows them.
    pub const ALL: [Self; 3] = [Self::SourceConfirms, Self::NothingShown, Self::ShownIsOther];

    /// The stable code of the reason given with it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SourceConfirms => "source_confirms",
            Self::NothingShown => "nothing_shown",
            Self::ShownIsOther => "shown_is_other",
        }
    }

    /// What borrower and staff read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::SourceConfirms => language
                .pick("数据来源再次确认无误", "the source was asked again and says the same"),
            Self::NothingShown => {
                language.pick("未能提供有误的证明", "nothing was shown that proves it wrong")
            }
            Self::ShownIsOther => language
                .pick("所提供的材料与该项数据无关", "what was shown is about something else"),
        }
    }

    /// The reason a borrower reads, with the officer's own sentence.
    ///
    /// # Errors
    /// [`GroundsRefused::NoteMissing`], [`GroundsRefused::NoteTooLong`].
    pub fn reason(self, note: &str) -> Result<Reason, GroundsRefused> {
        let note = note.trim();
        if note.is_empty() {
            return Err(GroundsRefused::NoteMissing);
        }
        if note.chars().count() > NOTE_CHARACTERS_MAX {
            return Err(GroundsRefused::NoteTooLong);
        }
        let sentence =
            |language: Language| [self.label(language), language.pick("：", ": "), note].concat();
        let text = Label { zh: sentence(Language::Zh), en: sentence(Language::En) };
        Ok(Reason { code: self.code().to_owned(), text })
    }
}
