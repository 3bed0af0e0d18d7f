//! The simulated business registry.

use shared::facts::Metric;
use shared::signatory::NamedPerson;

use super::people;
use super::sketch::{Known, Sketch};
use crate::adapters::Party;

/// Active for years in the demonstration bank's own city, hardly any changes.
pub(super) fn knows(Sketch { age, .. }: Sketch) -> Known {
    vec![
        (Metric::MonthsInBusiness, 38 + age / 4),
        (Metric::RegistryActive, 1),
        (Metric::RegisteredRegion, 510_502),
        (Metric::LegalPersonChanges12Months, 0),
        (Metric::Shareholding, 51 + age % 40),
        (Metric::AbnormalListing, 0),
        (Metric::RestrictedIndustry, 0),
        (Metric::Specialised, 1 - (age % 5).min(1)),
    ]
}

/// Who acts for a business: whoever is listed as such, otherwise whoever is to sign for it, so that everybody can try
/// everything with any name.
pub(super) fn names(
    party: Party,
    business: &str,
    asked_about: Option<NamedPerson>,
) -> Option<NamedPerson> {
    if party != Party::Registry {
        return None;
    }
    people::represented_by(business).or(asked_about)
}
