//! Papers, asked of whoever can vouch for them or deliver them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::backing::{Answer, Claim, PayablesList, Purchase};
use shared::facts::Source;

use super::{AdapterError, Outside};

/// A question about one paper. Asked again, it is the same question.
#[derive(Debug, Serialize)]
struct Question<'a> {
    /// The paper's identifier with us, by which the party knows the question again.
    request: &'a str,
    /// The authorisation it is asked under.
    authorisation: &'a str,
    /// What is on the paper.
    claim: &'a Claim,
}

/// A party's answer about one paper.
#[derive(Debug, Deserialize)]
struct Vouched {
    request: String,
    answer: Answer,
}

/// A question for what a chain company delivers.
#[derive(Debug, Serialize)]
struct Fetch<'a> {
    identity: &'a str,
    authorisation: &'a str,
}

#[derive(Debug, Deserialize)]
struct Payables {
    identity: String,
    lists: Vec<PayablesList>,
}

#[derive(Debug, Deserialize)]
struct Purchases {
    identity: String,
    contracts: Vec<Purchase>,
}

impl Outside {
    /// Asks `source` whether a paper is what it claims to be.
    ///
    /// # Errors
    /// [`AdapterError`]; [`AdapterError::Nonsense`] also for an answer about another paper.
    pub async fn vouch(
        &self,
        source: Source,
        request: &str,
        claim: &Claim,
        authorisation: &str,
    ) -> Result<Answer, AdapterError> {
        let party = self.party(source).ok_or(AdapterError::Nonsense)?;
        let question = Question { request, authorisation, claim };
        let vouched: Vouched = self.ask(party, "confirmations", &question).await?;
        if vouched.request == request { Ok(vouched.answer) } else { Err(AdapterError::Nonsense) }
    }

    /// What chain companies say they owe a supplier.
    ///
    /// # Errors
    /// [`AdapterError`]; [`AdapterError::Nonsense`] also for lists about somebody else, of a day to
    /// come, or that cannot stand.
    pub async fn payables(
        &self,
        identity: &str,
        authorisation: &str,
        today: NaiveDate,
    ) -> Result<Vec<PayablesList>, AdapterError> {
        let party = self.party(Source::Platform).ok_or(AdapterError::Nonsense)?;
        let fetch = Fetch { identity, authorisation };
        let found: Payables = self.ask(party, "payables", &fetch).await?;
        let stands = |list: &PayablesList| list.as_of <= today && list.check().is_ok();
        if found.identity == identity && found.lists.iter().all(stands) {
            Ok(found.lists)
        } else {
            Err(AdapterError::Nonsense)
        }
    }

    /// The contracts under which somebody buys from a scene's chain company.
    ///
    /// # Errors
    /// [`AdapterError`]; [`AdapterError::Nonsense`] also for contracts of somebody else, of a day to
    /// come, or for nothing.
    pub async fn purchases(
        &self,
        identity: &str,
        authorisation: &str,
        today: NaiveDate,
    ) -> Result<Vec<Purchase>, AdapterError> {
        let party = self.party(Source::Platform).ok_or(AdapterError::Nonsense)?;
        let fetch = Fetch { identity, authorisation };
        let found: Purchases = self.ask(party, "purchases", &fetch).await?;
        let stands = |contract: &Purchase| contract.as_of <= today && contract.amount.is_positive();
        if found.identity == identity && found.contracts.iter().all(stands) {
            Ok(found.contracts)
        } else {
            Err(AdapterError::Nonsense)
        }
    }
}
