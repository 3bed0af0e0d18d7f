//! The one list of outside parties.
//!
//! **Adding a party is one line here**, in this order: name, key, and the authorisation it is asked
//! under if it knows facts about borrowers. The key is its name in `institution.toml`, in the
//! simulator's addresses and scripts, in the log and in the server's health. A party that knows facts
//! also gets a file in the simulator, which the compiler asks for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use shared::consent::ConsentKind;
use shared::facts::Source;

macro_rules! parties {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal, $asked_under:expr;)+) => {
        /// Somebody outside whom the server asks or tells something.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "&'static str")]
        pub enum Party { $($(#[doc = $doc])+ $name,)+ }

        impl Party {
            /// Every party, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its stable name.
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key),+ } }

            /// What it is asked about borrowers under; nothing for one that knows no facts.
            pub const fn asked_under(self) -> Option<ConsentKind> {
                match self { $(Self::$name => $asked_under),+ }
            }
        }
    };
}

parties! {
    /// The tax bureau: returns, payments, credit grade, arrears.
    Tax = "tax", Some(ConsentKind::TaxQuery);
    /// The business registry: status, age, legal person, certificates, changes.
    Registry = "registry", Some(ConsentKind::RegistryQuery);
    /// The credit bureau's report on a person.
    Credit = "credit", Some(ConsentKind::CreditReport);
    /// The credit bureau's report on an enterprise.
    EnterpriseCredit = "enterprise_credit", Some(ConsentKind::EnterpriseCreditReport);
    /// The tax bureau's invoice platform: figures, or the invoices themselves.
    Invoices = "invoices", Some(ConsentKind::InvoiceQuery);
    /// The courts' enforcement records.
    Court = "court", Some(ConsentKind::CourtQuery);
    /// Customs: exports, credit grade, violations.
    Customs = "customs", Some(ConsentKind::CustomsQuery);
    /// The business's banks: flows, balances, bills lodged for pledge.
    Bank = "bank", Some(ConsentKind::BankFlowQuery);
    /// Payment institutions: card and QR takings.
    Takings = "takings", Some(ConsentKind::TakingsQuery);
    /// The chain company or trading platform: orders, receivables, confirmations, lists.
    Platform = "platform", Some(ConsentKind::PlatformQuery);
    /// A property valuer.
    Valuation = "valuation", Some(ConsentKind::ValuationQuery);
    /// Science and technology authorities: patents, certificates, research.
    Technology = "technology", Some(ConsentKind::TechnologyQuery);
    /// The agriculture registry: land, herd, subsidy, inputs.
    Agriculture = "agriculture", Some(ConsentKind::AgricultureQuery);
    /// Whoever compares a face with the photo of a resident ID.
    Face = "face", Some(ConsentKind::FaceCheck);
    /// The text message gateway.
    Sms = "sms", None;
    /// The payment rail.
    Payment = "payment", None;
    /// The certification authority.
    Certification = "certification", None;
    /// The time-stamping authority (RFC 3161).
    Timestamp = "timestamp", None;
}

impl Party {
    /// Who is asked under an authorisation; nobody where a person of the bank goes and looks.
    pub fn asked_for(kind: ConsentKind) -> Option<Self> {
        Self::ALL.iter().copied().find(|party| party.asked_under() == Some(kind))
    }

    /// Whose answers are this source's word.
    pub fn behind(source: Source) -> Option<Self> {
        Self::ALL.iter().copied().find(|party| party.source() == Some(source))
    }

    /// Whose word its answers are.
    pub fn source(self) -> Option<Source> {
        self.asked_under().map(ConsentKind::source)
    }
}

impl fmt::Display for Party {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.key())
    }
}

/// A key that names no party.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no outside party is called `{0}`; write one of {keys}", keys = keys())]
pub struct UnknownParty(String);

fn keys() -> String {
    Party::ALL.iter().map(|party| party.key()).collect::<Vec<_>>().join(", ")
}

impl FromStr for Party {
    type Err = UnknownParty;

    fn from_str(key: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL.iter().copied().find(|party| party.key() == key);
        named.ok_or_else(|| UnknownParty(key.to_owned()))
    }
}

impl TryFrom<String> for Party {
    type Error = UnknownParty;

    fn try_from(key: String) -> Result<Self, Self::Error> {
        key.parse()
    }
}

impl From<Party> for &'static str {
    fn from(party: Party) -> Self {
        party.key()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_authorisation_but_the_visit_is_one_party_s() {
        for kind in ConsentKind::ALL {
            let asked = Party::ALL.iter().filter(|party| party.asked_under() == Some(kind)).count();
            assert_eq!(asked, usize::from(kind != ConsentKind::FieldVisit), "{}", kind.key());
        }
    }

    #[test]
    fn a_key_reads_back_as_its_party_and_a_wrong_one_says_which_there_are() {
        for party in Party::ALL {
            assert_eq!(party.key().parse(), Ok(*party));
        }
        let error = "taxes".parse::<Party>().unwrap_err().to_string();
        assert!(error.contains("`taxes`") && error.contains("tax, registry, credit"), "{error}");
    }
}
