//! The people and businesses of a demonstration, and where each leads.
//!
//! Their check digits are right and they belong to nobody we know of. [`WALKS`] leads every product of the
//! sample catalogue to every outcome; a test walks each of them over HTTP, and `puhui people`
//! prints them, so that what a demonstration is told and what happens cannot differ.

mod businesses;
mod invoice_list;
mod persons;
pub mod visit;
mod walks;

pub use walks::{Outcome, Told, WALKS, Walk};

use chrono::NaiveDate;
use serde::Serialize;
use shared::facts::Metric;
use shared::invoices::Invoice;
use shared::language::Language;
use shared::signatory::NamedPerson;

use crate::adapters::Party;

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The text in one language.
    pub const fn text(self, language: Language) -> &'static str {
        language.pick(self.zh, self.en)
    }
}

/// One listed person or business.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Listed {
    /// A unified social credit code or a resident ID.
    pub identity: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What is particular about it.
    pub particular: Words,
    /// Where it differs from a sound one; `None` means the party does not know.
    #[serde(skip)]
    pub known: &'static [(Metric, Option<i64>)],
}

/// Everybody listed: businesses, then persons.
pub fn listed() -> impl Iterator<Item = &'static Listed> {
    businesses::BUSINESSES.iter().chain(persons::PERSONS)
}

/// Whoever is listed under `identity`.
pub fn found(identity: &str) -> Option<&'static Listed> {
    listed().find(|listed| listed.identity == identity)
}

/// Who acts for a listed business in which that is somebody else than whoever applies.
pub(super) fn represented_by(business: &str) -> Option<NamedPerson> {
    let name =
        (business == businesses::REPRESENTED_BY_ANOTHER).then_some(persons::REPRESENTATIVE)?;
    Some(NamedPerson { name: name.parse().ok()?, resident_id: None })
}

/// The invoices `party` lists for `identity`, if it lists any.
pub(super) fn invoices(party: Party, identity: &str, as_of: NaiveDate) -> Vec<Invoice> {
    if party == Party::Invoices && identity == businesses::INVOICED_TWICE {
        invoice_list::with_two_listed_twice(as_of)
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::identifier::{BusinessName, PersonName, ResidentId, Uscc};
    use std::collections::BTreeSet;

    #[test]
    fn every_listed_identity_has_a_right_check_digit_and_a_name() {
        for business in businesses::BUSINESSES {
            assert!(business.identity.parse::<Uscc>().is_ok(), "{}", business.identity);
            assert!(business.name.parse::<BusinessName>().is_ok(), "{}", business.name);
        }
        for person in persons::PERSONS {
            assert!(person.identity.parse::<ResidentId>().is_ok(), "{}", person.identity);
            assert!(person.name.parse::<PersonName>().is_ok(), "{}", person.name);
        }
    }

    #[test]
    fn one_business_is_represented_by_somebody_who_is_not_listed_as_a_person() {
        let named = represented_by(businesses::REPRESENTED_BY_ANOTHER).unwrap();
        assert!(persons::PERSONS.iter().all(|person| person.name != named.name.as_str()));
        assert_eq!(represented_by(businesses::SOUND), None);
    }

    #[test]
    fn nobody_is_listed_twice_and_everybody_is_walked_with() {
        let identities: Vec<&str> = listed().map(|listed| listed.identity).collect();
        let once: BTreeSet<&str> = identities.iter().copied().collect();
        assert_eq!(once.len(), identities.len());
        let walked: BTreeSet<&str> =
            WALKS.iter().flat_map(|walk| walk.business.into_iter().chain([walk.person])).collect();
        assert_eq!(once, walked);
    }
}
