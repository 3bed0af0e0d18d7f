//! Who acts for the bank.

use serde::{Deserialize, Serialize};

/// A person of the bank, as everything they do names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// Staff number (工号), which stays the same when a name changes.
    pub number: String,
    /// Name as borrowers and colleagues read it.
    pub name: String,
}

impl Officer {
    /// Staff number and name, as evidence and ledgers name them: `8001 王敏`.
    pub fn signature(&self) -> String {
        [&self.number, " ", &self.name].concat()
    }
}

/// Somebody of the bank who is signed in, and what they are there for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OnDuty {
    /// Who.
    pub officer: Officer,
    /// What for.
    pub duties: Vec<Duty>,
}

/// What a person of the bank is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Decides referred cases, reviews and disputes.
    Decide,
    /// Visits businesses and draws up the cash-flow form.
    Visit,
    /// Keeps the risk-compensation pools.
    Pool,
}
