//! The screens of an application between the quote and the facility.

use shared::consent::ConsentKind;

/// One screen of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Who the business and its owner are.
    Identity,
    /// One authorisation, on its own.
    Consent(ConsentKind),
    /// Everything read back before it is sent.
    Review,
    /// Sent; facts are being fetched and the decision made.
    Progress,
    /// The answer and its reasons.
    Decision,
    /// What it all costs, shown for its reading time.
    CostSheet,
    /// Seeing that whoever signs is the applicant.
    Face,
    /// The contract, read and signed.
    Contract,
}

impl Step {
    /// Every step but the authorisations.
    const SINGLE: [Self; 7] = [
        Self::Identity,
        Self::Review,
        Self::Progress,
        Self::Decision,
        Self::CostSheet,
        Self::Face,
        Self::Contract,
    ];

    /// Every step.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::SINGLE.into_iter().chain(ConsentKind::ALL.into_iter().map(Self::Consent))
    }

    /// The step's part of the address.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Consent(kind) => kind.key(),
            Self::Review => "review",
            Self::Progress => "progress",
            Self::Decision => "decision",
            Self::CostSheet => "cost",
            Self::Face => "face",
            Self::Contract => "contract",
        }
    }

    /// The step whose part of the address is `segment`.
    pub fn from_segment(segment: &str) -> Option<Self> {
        Self::all().find(|step| step.segment() == segment)
    }
}
