//! The screens beside a loan and beside a facility.

use crate::text::{Message, title};

/// A screen of one loan besides the loan itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoanPart {
    /// Its interest, day by day.
    InterestBook,
    /// What can be asked for: deferral, extension, renewal and the like.
    Servicing,
    /// Due dates for a calendar, receipts, the settlement certificate.
    Papers,
    /// A complaint about it, or a question to a person.
    Request,
}

/// A screen of one facility besides the facility itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacilityPart {
    /// Repaying several of its loans at once.
    Repay,
    /// Its months, to be reconciled.
    Statements,
    /// Asking for a higher limit.
    Limit,
}

impl LoanPart {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::InterestBook, Self::Servicing, Self::Papers, Self::Request];

    /// Its part of the address.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::InterestBook => "interest",
            Self::Servicing => "servicing",
            Self::Papers => "papers",
            Self::Request => "request",
        }
    }

    /// The part whose part of the address is `segment`.
    pub fn from_segment(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.segment() == segment)
    }

    /// What its screen is called.
    pub const fn title(self) -> Message {
        match self {
            Self::InterestBook => title::INTEREST_BOOK,
            Self::Servicing => title::SERVICING,
            Self::Papers => title::LOAN_PAPERS,
            Self::Request => title::REQUESTS,
        }
    }
}

impl FacilityPart {
    /// Every part.
    pub const ALL: [Self; 3] = [Self::Repay, Self::Statements, Self::Limit];

    /// Its part of the address.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Repay => "repay",
            Self::Statements => "statements",
            Self::Limit => "limit",
        }
    }

    /// The part whose part of the address is `segment`.
    pub fn from_segment(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.segment() == segment)
    }

    /// What its screen is called.
    pub const fn title(self) -> Message {
        match self {
            Self::Repay => title::REPAY_SEVERAL,
            Self::Statements => title::STATEMENTS,
            Self::Limit => title::HIGHER_LIMIT,
        }
    }
}
