//! Who may sign for a business: the person whom the business registry names.
//!
//! An enterprise is bound by what its legal representative signs in its name, a sole trader's business by
//! what its operator signs. Who that is, the registry says and nobody else: its word, held against who
//! applies, is a [`Signatory`], bound to the application with every decision. A farmer has no registration and
//! signs for themselves.
//!
//! # Source
//! 民法典 art. 61 (the legal representative's acts bind the legal person), art. 54 and 56 (a sole trader's
//! debts are the operator's); holding the name and the number against the registry is ours.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::canonical::Digest;
use crate::facts::{Segment, Source};
use crate::identifier::{PersonName, ResidentId, Uscc};
use crate::language::Language;

/// As what somebody signs for a business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// 法定代表人 of an enterprise.
    LegalRepresentative,
    /// 经营者 of a sole trader's business.
    Operator,
}

impl Capacity {
    /// As what a borrower of this kind is signed for; nothing for a farmer, who signs for themselves.
    pub const fn of(segment: Segment) -> Option<Self> {
        match segment {
            Segment::MicroEnterprise => Some(Self::LegalRepresentative),
            Segment::SoleTrader => Some(Self::Operator),
            Segment::Farmer => None,
        }
    }

    /// What people call it.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::LegalRepresentative => language.pick("法定代表人", "legal representative"),
            Self::Operator => language.pick("经营者", "operator"),
        }
    }
}

/// A person as the business registry names one: by name, and by the digest of their number where it
/// gives one. The number itself never leaves either side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedPerson {
    /// Name.
    pub name: PersonName,
    /// [`number_digest`] of their resident ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resident_id: Option<Digest>,
}

/// The digest by which a resident ID is compared without being told: SHA-256 of the business's code, a space and
/// the number, in UTF-8. It hides the number from whoever happens to see it, not from somebody who tries them all.
pub fn number_digest(business: &Uscc, resident_id: &ResidentId) -> Digest {
    Digest::of([business.as_str(), " ", resident_id.as_str()].concat().as_bytes())
}

impl NamedPerson {
    /// Somebody with this name and number, in connection with this business.
    pub fn of(name: &PersonName, resident_id: &ResidentId, business: &Uscc) -> Self {
        Self { name: name.clone(), resident_id: Some(number_digest(business, resident_id)) }
    }

    /// Whether both are one person: the name is the same and, where both give a number, so is that.
    pub fn is(&self, other: &Self) -> bool {
        let numbers = self.resident_id.zip(other.resident_id);
        self.name == other.name && numbers.is_none_or(|(one, other)| one == other)
    }
}

/// What the registry said about who acts for a business, held against who applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// As what that person acts.
    pub capacity: Capacity,
    /// Whom the registry names.
    pub named: Named,
    /// Whose word it is.
    pub source: Source,
    /// Of which day.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
}

/// Whom the registry names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Named {
    /// The applicant.
    Applicant {
        /// Whether the number was held against it too, and not the name alone.
        by_number: bool,
    },
    /// Somebody else, or somebody of the same name with another number.
    SomebodyElse {
        /// Their name.
        name: PersonName,
    },
    /// Nobody.
    Nobody,
}

/// The applicant may not sign for the business, as far as the registry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the business registry does not name the applicant as {}", .capacity.label(Language::En))]
pub struct MayNotSign {
    /// As what the person who may would sign.
    pub capacity: Capacity,
}

impl Signatory {
    /// What an answer of the registry says about who may sign for the applicant's business.
    pub fn find(
        capacity: Capacity,
        applicant: &NamedPerson,
        registered: Option<&NamedPerson>,
        (source, as_of): (Source, NaiveDate),
    ) -> Self {
        let named = match registered {
            None => Named::Nobody,
            Some(registered) if registered.is(applicant) => {
                Named::Applicant { by_number: registered.resident_id.is_some() }
            }
            Some(registered) => Named::SomebodyElse { name: registered.name.clone() },
        };
        Self { capacity, named, source, as_of }
    }

    /// Whether the applicant may sign.
    pub const fn may_sign(&self) -> bool {
        matches!(self.named, Named::Applicant { .. })
    }
}

/// Whether the applicant may sign for a borrower of this kind, on what was found; what was never found out is no
/// permission.
///
/// # Errors
/// [`MayNotSign`].
pub fn check(segment: Segment, found: Option<&Signatory>) -> Result<(), MayNotSign> {
    match Capacity::of(segment) {
        Some(capacity) if !found.is_some_and(Signatory::may_sign) => Err(MayNotSign { capacity }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();

    fn person(name: &str, resident_id: &str) -> NamedPerson {
        let business = "91510500MA6PH0001D".parse().unwrap();
        NamedPerson::of(&name.parse().unwrap(), &resident_id.parse().unwrap(), &business)
    }

    fn found(registered: Option<&NamedPerson>) -> Signatory {
        let applicant = person("陈秀兰", "510502198506150011");
        let capacity = Capacity::LegalRepresentative;
        Signatory::find(capacity, &applicant, registered, (Source::Registry, DAY))
    }

    #[test]
    fn the_applicant_may_sign_when_the_registry_names_them_by_name_and_number() {
        let registered = person("陈秀兰", "510502198506150011");
        assert_eq!(found(Some(&registered)).named, Named::Applicant { by_number: true });
        let by_name = NamedPerson { resident_id: None, ..registered };
        assert_eq!(found(Some(&by_name)).named, Named::Applicant { by_number: false });
        assert!(found(Some(&by_name)).may_sign());
    }

    #[test]
    fn another_name_or_the_same_name_with_another_number_is_somebody_else() {
        for other in
            [person("高守信", "510502198506150011"), person("陈秀兰", "51050219850615002X")]
        {
            let name = other.name.clone();
            assert_eq!(found(Some(&other)).named, Named::SomebodyElse { name });
            assert!(!found(Some(&other)).may_sign());
        }
        assert_eq!(found(None).named, Named::Nobody);
    }

    #[test]
    fn what_was_never_found_out_is_no_permission_and_a_farmer_needs_none() {
        let capacity = Capacity::LegalRepresentative;
        assert_eq!(check(Segment::MicroEnterprise, None), Err(MayNotSign { capacity }));
        let capacity = Capacity::Operator;
        assert_eq!(check(Segment::SoleTrader, Some(&found(None))), Err(MayNotSign { capacity }));
        let registered = person("陈秀兰", "510502198506150011");
        assert_eq!(check(Segment::SoleTrader, Some(&found(Some(&registered)))), Ok(()));
        assert_eq!(check(Segment::Farmer, None), Ok(()));
    }
}
