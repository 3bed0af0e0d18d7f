//! Who applies, as typed and as checked on the phone before anything is sent.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use shared::{
    api::SetIdentityRequest,
    facts::Segment,
    identifier::{BusinessName, PersonName, ResidentId, Uscc},
    language::{Language, Say},
};

/// A field of the identity, named as in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityField {
    /// Registered name of the business.
    BusinessName,
    /// 统一社会信用代码.
    Uscc,
    /// The applicant's name.
    PersonName,
    /// The applicant's resident ID.
    ResidentId,
}

impl IdentityField {
    /// The field's name in requests, in typed text and as an id on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BusinessName => "business_name",
            Self::Uscc => "uscc",
            Self::PersonName => "person_name",
            Self::ResidentId => "resident_id",
        }
    }

    /// The fields a segment fills in, in their order on the screen; farmers have no business.
    pub const fn of(segment: Segment) -> &'static [Self] {
        match segment {
            Segment::MicroEnterprise | Segment::SoleTrader => {
                &[Self::BusinessName, Self::Uscc, Self::PersonName, Self::ResidentId]
            }
            Segment::Farmer => &[Self::PersonName, Self::ResidentId],
        }
    }

    /// What is wrong with `text`, in words, if anything. `today` decides who is of age.
    pub fn problem(self, text: &str, today: NaiveDate, language: Language) -> Option<String> {
        let said = |why: &dyn Say| why.say(language);
        match self {
            Self::BusinessName => text.parse::<BusinessName>().err().map(|why| said(&why)),
            Self::Uscc => text.parse::<Uscc>().err().map(|why| said(&why)),
            Self::PersonName => text.parse::<PersonName>().err().map(|why| said(&why)),
            Self::ResidentId => {
                let of_age = text.parse::<ResidentId>().and_then(|id| id.adult_on(today));
                of_age.err().map(|why| said(&why))
            }
        }
    }
}

/// The request for what was typed; farmers leave the business out.
pub fn request(segment: Segment, typed: &BTreeMap<String, String>) -> SetIdentityRequest {
    let text = |field: IdentityField| typed.get(field.name()).cloned().unwrap_or_default();
    let has_business = IdentityField::of(segment).contains(&IdentityField::Uscc);
    let of_business = |field| has_business.then(|| text(field));
    SetIdentityRequest {
        person_name: text(IdentityField::PersonName),
        resident_id: text(IdentityField::ResidentId),
        business_name: of_business(IdentityField::BusinessName),
        uscc: of_business(IdentityField::Uscc),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
    }

    #[test]
    fn a_wrong_check_digit_and_a_missing_digit_are_told_apart() {
        let said = |text| IdentityField::ResidentId.problem(text, today(), Language::En);
        assert_eq!(said("11010519491231002X"), None);
        assert_ne!(said("110105194912310021"), None);
        assert_ne!(said("11010519491231002"), said("110105194912310021"));
    }

    #[test]
    fn somebody_under_age_cannot_apply() {
        let said = IdentityField::ResidentId.problem("11010520150101001X", today(), Language::En);
        assert!(said.is_some());
    }

    #[test]
    fn farmers_are_not_asked_for_a_business() {
        let typed = BTreeMap::from([
            ("person_name".to_owned(), "王芳".to_owned()),
            ("uscc".to_owned(), "left over".to_owned()),
        ]);
        let request = request(Segment::Farmer, &typed);
        assert_eq!(request.person_name, "王芳");
        assert_eq!(request.uscc, None);
    }
}
