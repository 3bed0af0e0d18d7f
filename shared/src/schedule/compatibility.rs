//! Conventions of other lenders and of published figures. Ours are the defaults.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::rounding::Rounding;

/// Conventions of other lenders and of published figures, each at our own by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Compatibility {
    /// What a due date becomes in a month without its day.
    pub missing_day: MissingDay,
    /// To what the level instalment is rounded.
    pub instalment_rule: InstalmentRule,
    /// Which interest the level instalment is solved on.
    pub solved_on: SolvedOn,
    /// What the last level instalment does with the remainder.
    pub last_instalment: LastInstalment,
    /// What the first instalment of an odd first period is.
    pub first_stub: FirstStub,
    /// Level instalments that rise or fall by steps (等额递增, 等额递减).
    pub graduation: Option<Graduation>,
}

impl Compatibility {
    /// Whether everything is our own default.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What a due date becomes in a month without its day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingDay {
    /// The last day of that month (Civil Code 202).
    #[default]
    LastOfMonth,
    /// The first day of the next month.
    FirstOfNextMonth,
}

/// To what the level instalment is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstalmentRule {
    /// To the fen, by the terms' rounding; the last instalment takes the remainder.
    #[default]
    Fen,
    /// To a multiple of a step, by a rounding of its own; the last takes the remainder.
    Multiple {
        /// Above zero.
        step: Money,
        /// How.
        rounding: Rounding,
    },
    /// To the fen; a remainder of more than half a fen an instalment is spread over all
    /// where that brings the last closer to the others (Apache Fineract).
    Spread,
}

/// Which interest the level instalment is solved on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SolvedOn {
    /// The interest that will be charged, days and all.
    #[default]
    ChargedInterest,
    /// Equal periods, whatever days interest is then charged for.
    EqualPeriods,
}

/// What the last level instalment does with the remainder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastInstalment {
    /// Its interest is computed as always; its total differs by the remainder.
    #[default]
    TakesRemainder,
    /// Its total is the level instalment; its interest is what that leaves.
    InterestPlug,
}

/// What the first instalment of an odd first period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstStub {
    /// All instalments equal, unless the first would not cover its interest: then it is
    /// its interest and the others are equal. The debt never grows.
    #[default]
    CoversInterest,
    /// All instalments equal, even where the debt grows in the first period (EU examples).
    Equal,
    /// The first instalment is the fraction of a regular one that its period is of a
    /// regular period (CFPB).
    Prorated,
}

/// Level instalments that change by a factor every so many instalments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graduation {
    /// Instalments between steps, at least 1.
    pub every: u16,
    /// The factor of each step in millionths: 970,000 is 3 % less.
    pub factor_per_million: u32,
}
