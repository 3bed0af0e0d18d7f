//! Every place a link can lead to: the only path text of the app's own screens.

use shared::language::Language;

#[cfg(feature = "every-product")]
use crate::part::{FacilityPart, LoanPart};
use crate::{
    selection::Selection,
    step::Step,
    text::{frame, title},
};

/// Somewhere a link can go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The quote: home.
    Quote,
    /// Sign in with phone and code.
    SignIn,
    /// A new application is opened from the current quote.
    Apply,
    /// An application, at one of its screens or wherever it stands.
    Application(Reference, Option<Step>),
    /// The dated chain of what was consented, decided and signed.
    Evidence(Reference),
    /// A facility: draw, or see what is available.
    Facility(Reference),
    /// The account of a facility.
    Account(Reference),
    /// A loan: its balance, its interest, repaying it.
    Loan(Reference),
    /// A screen beside a facility.
    #[cfg(feature = "every-product")]
    FacilityPart(Reference, FacilityPart),
    /// A screen beside a loan.
    #[cfg(feature = "every-product")]
    LoanPart(Reference, LoanPart),
    /// What was asked of people of the bank.
    #[cfg(feature = "every-product")]
    Requests,
    /// Everything of the signed-in person.
    Me,
    /// Checking an evidence file.
    Verify,
    /// Every product of the bank.
    Products,
    /// A product: its guide, and what it comes to for this person.
    Product(Reference),
    /// Up to three products side by side.
    Compare(Selection),
    /// What waits for people of the bank.
    Desk,
    /// One case on the desk.
    DeskCase(Reference),
    /// The risk pools people of the bank keep.
    Pools,
    /// One risk pool, by its product.
    Pool(Reference),
    /// Anything else.
    NotFound,
}

/// One of the modules the app comes in; each is a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The quote.
    Quote,
    /// Everything a borrower does.
    Account,
    /// Proof of it.
    Proof,
}

/// What names an application, a facility, a loan or a product in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    const LONGEST: usize = 64;

    /// A reference; nothing when `text` could not be one.
    pub fn parse(text: &str) -> Option<Self> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let fits = !text.is_empty() && text.len() <= Self::LONGEST;
        (fits && text.bytes().all(allowed)).then(|| Self(text.to_owned()))
    }

    /// The reference as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where products are compared; which ones is the address's last word.
const COMPARE: &str = "/products/compare?with=";

impl Place {
    /// What goes in `href`.
    pub fn href(&self) -> String {
        let (collection, reference, rest) = match self {
            Self::Quote | Self::NotFound => return "/".to_owned(),
            Self::SignIn => return "/sign-in".to_owned(),
            Self::Apply => return "/apply".to_owned(),
            Self::Me => return "/me".to_owned(),
            Self::Verify => return "/verify".to_owned(),
            Self::Products => return "/products".to_owned(),
            Self::Compare(chosen) => return [COMPARE, &chosen.text()].concat(),
            Self::Product(reference) => ("/products/", reference, None),
            Self::Desk => return "/desk".to_owned(),
            Self::Pools => return "/desk/pools".to_owned(),
            Self::DeskCase(reference) => ("/desk/cases/", reference, None),
            Self::Pool(reference) => ("/desk/pools/", reference, None),
            Self::Application(reference, step) => {
                ("/applications/", reference, step.map(Step::segment))
            }
            Self::Evidence(reference) => ("/applications/", reference, Some("evidence")),
            Self::Facility(reference) => ("/facilities/", reference, None),
            Self::Account(reference) => ("/facilities/", reference, Some("account")),
            Self::Loan(reference) => ("/loans/", reference, None),
            #[cfg(feature = "every-product")]
            Self::FacilityPart(reference, part) => {
                ("/facilities/", reference, Some(part.segment()))
            }
            #[cfg(feature = "every-product")]
            Self::LoanPart(reference, part) => ("/loans/", reference, Some(part.segment())),
            #[cfg(feature = "every-product")]
            Self::Requests => return "/requests".to_owned(),
        };
        let mut href = String::from(collection);
        href.push_str(reference.as_str());
        if let Some(rest) = rest {
            href.push('/');
            href.push_str(rest);
        }
        href
    }

    /// The place at an address: its path and its query, without the fragment.
    pub fn parse(address: &str) -> Self {
        if let Some(chosen) = address.strip_prefix(COMPARE) {
            return Self::Compare(Selection::parse(chosen));
        }
        let path = address.split('?').next().unwrap_or(address);
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (first, second, third, fourth) =
            (parts.next(), parts.next(), parts.next(), parts.next());
        if fourth.is_some() {
            return Self::NotFound;
        }
        let reference = second.and_then(Reference::parse);
        match (first, reference, second, third) {
            (None | Some("quote"), _, None, _) => Self::Quote,
            (Some("sign-in"), _, None, _) => Self::SignIn,
            (Some("apply"), _, None, _) => Self::Apply,
            (Some("me"), _, None, _) => Self::Me,
            (Some("verify"), _, None, _) => Self::Verify,
            (Some("products"), _, None, _) => Self::Products,
            (Some("products"), _, Some("compare"), None) => Self::Compare(Selection::default()),
            (Some("products"), Some(reference), _, None) => Self::Product(reference),
            (Some("desk"), _, _, _) => Self::at_the_desk(second, third),
            (Some("applications"), Some(reference), _, None) => Self::Application(reference, None),
            (Some("applications"), Some(reference), _, Some("evidence")) => {
                Self::Evidence(reference)
            }
            (Some("applications"), Some(reference), _, Some(segment)) => {
                match Step::from_segment(segment) {
                    Some(step) => Self::Application(reference, Some(step)),
                    None => Self::NotFound,
                }
            }
            (Some("facilities"), Some(reference), _, None) => Self::Facility(reference),
            (Some("facilities"), Some(reference), _, Some("account")) => Self::Account(reference),
            (Some("loans"), Some(reference), _, None) => Self::Loan(reference),
            #[cfg(feature = "every-product")]
            (Some("facilities"), Some(reference), _, Some(segment)) => {
                let part = FacilityPart::from_segment(segment);
                part.map_or(Self::NotFound, |part| Self::FacilityPart(reference, part))
            }
            #[cfg(feature = "every-product")]
            (Some("loans"), Some(reference), _, Some(segment)) => {
                let part = LoanPart::from_segment(segment);
                part.map_or(Self::NotFound, |part| Self::LoanPart(reference, part))
            }
            #[cfg(feature = "every-product")]
            (Some("requests"), _, None, _) => Self::Requests,
            _ => Self::NotFound,
        }
    }

    /// The module that knows this place; nothing where any of them says that there is none.
    pub const fn side(&self) -> Option<Side> {
        match self {
            Self::Quote => Some(Side::Quote),
            Self::Evidence(_) | Self::Verify => Some(Side::Proof),
            Self::NotFound => None,
            _ => Some(Side::Account),
        }
    }

    fn at_the_desk(second: Option<&str>, third: Option<&str>) -> Self {
        match (second, third.and_then(Reference::parse), third) {
            (None, _, _) => Self::Desk,
            (Some("pools"), _, None) => Self::Pools,
            (Some("pools"), Some(product), _) => Self::Pool(product),
            (Some("cases"), Some(task), _) => Self::DeskCase(task),
            _ => Self::NotFound,
        }
    }

    /// Whether it is for people of the bank.
    pub const fn is_at_the_desk(&self) -> bool {
        matches!(self, Self::Desk | Self::DeskCase(_) | Self::Pools | Self::Pool(_))
    }

    /// Where the header's way back leads; the quote is the top, and for people of the bank the desk.
    pub fn parent(&self) -> Option<Self> {
        match self {
            Self::Quote | Self::Desk => None,
            Self::DeskCase(_) | Self::Pools => Some(Self::Desk),
            Self::Pool(_) => Some(Self::Pools),
            Self::SignIn
            | Self::Me
            | Self::Apply
            | Self::Products
            | Self::Verify
            | Self::NotFound => Some(Self::Quote),
            Self::Product(_) | Self::Compare(_) => Some(Self::Products),
            Self::Evidence(reference) => Some(Self::Application(reference.clone(), None)),
            Self::Account(reference) => Some(Self::Facility(reference.clone())),
            #[cfg(feature = "every-product")]
            Self::FacilityPart(reference, _) => Some(Self::Facility(reference.clone())),
            #[cfg(feature = "every-product")]
            Self::LoanPart(reference, _) => Some(Self::Loan(reference.clone())),
            #[cfg(feature = "every-product")]
            Self::Requests => Some(Self::Me),
            Self::Application(..) | Self::Facility(_) | Self::Loan(_) => Some(Self::Me),
        }
    }

    /// The words for the browser's title bar.
    pub const fn title(&self, language: Language) -> &'static str {
        let message = match self {
            Self::Quote => title::QUOTE,
            Self::SignIn => title::SIGN_IN,
            Self::Apply | Self::Application(_, None) => title::APPLICATION,
            Self::Application(_, Some(step)) => return title::of_step(*step, language),
            Self::Evidence(_) => title::EVIDENCE,
            Self::Facility(_) => title::FACILITY,
            Self::Account(_) => title::ACCOUNT,
            Self::Loan(_) => title::LOAN,
            Self::Me => title::ME,
            #[cfg(feature = "every-product")]
            Self::FacilityPart(_, part) => part.title(),
            #[cfg(feature = "every-product")]
            Self::LoanPart(_, part) => part.title(),
            #[cfg(feature = "every-product")]
            Self::Requests => title::REQUESTS,
            Self::Verify => title::VERIFY,
            Self::Products => title::PRODUCTS,
            Self::Product(_) => title::PRODUCT,
            Self::Compare(_) => title::COMPARE,
            Self::Desk | Self::DeskCase(_) => title::DESK,
            Self::Pools | Self::Pool(_) => title::POOLS,
            Self::NotFound => frame::NOT_FOUND_TITLE,
        };
        message.in_language(language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everywhere() -> Vec<Place> {
        let reference = || Reference::parse("0198f3c2-aa10").expect("a reference");
        let mut places = vec![
            Place::Quote,
            Place::SignIn,
            Place::Apply,
            Place::Me,
            Place::Verify,
            Place::Products,
            Place::Product(reference()),
            Place::Compare(Selection::parse("tax-e,micro-quick")),
            Place::Compare(Selection::default()),
            Place::Desk,
            Place::DeskCase(reference()),
            Place::Pools,
            Place::Pool(reference()),
            Place::Application(reference(), None),
            Place::Evidence(reference()),
            Place::Facility(reference()),
            Place::Account(reference()),
            Place::Loan(reference()),
        ];
        #[cfg(feature = "every-product")]
        {
            places.push(Place::Requests);
            places.extend(LoanPart::ALL.map(|part| Place::LoanPart(reference(), part)));
            places.extend(FacilityPart::ALL.map(|part| Place::FacilityPart(reference(), part)));
        }
        places.extend(Step::all().map(|step| Place::Application(reference(), Some(step))));
        places
    }

    #[test]
    fn every_place_is_found_again_at_its_own_address() {
        for place in everywhere() {
            assert_eq!(Place::parse(&place.href()), place);
        }
    }

    #[test]
    fn a_trailing_slash_changes_nothing() {
        assert_eq!(Place::parse("/me/"), Place::Me);
        assert_eq!(Place::parse("/quote"), Place::Quote);
    }

    #[test]
    fn a_query_that_says_nothing_here_changes_nothing() {
        assert_eq!(Place::parse("/me?from=message"), Place::Me);
        assert_eq!(Place::parse("/products/compare"), Place::Compare(Selection::default()));
    }

    #[test]
    fn addresses_that_lead_nowhere_say_so() {
        for path in [
            "/nowhere",
            "/applications",
            "/applications/a/b/c",
            "/loans/<x>",
            "/loans/a/nothing",
            "/facilities/a/nothing",
            "/requests/a",
            "/me/x",
            "/products/tax-e/x",
            "/desk/cases",
            "/desk/x",
            "/api/v1/me",
        ] {
            assert_eq!(Place::parse(path), Place::NotFound, "{path}");
        }
    }
}
