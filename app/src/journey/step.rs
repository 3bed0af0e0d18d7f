//! The screens of an application between the quote and the first drawdown, in their order.

/// One screen of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Who the business and its owner are.
    Identity,
    /// May the tax bureau be asked.
    TaxConsent,
    /// May the business registry be asked.
    RegistryConsent,
    /// May the credit bureau be asked.
    CreditConsent,
    /// Everything read back before it is sent.
    Review,
    /// Sent; facts are being fetched and the decision made.
    Progress,
    /// The answer and its reasons.
    Decision,
    /// What it all costs, shown for its reading time.
    CostSheet,
    /// The contract, read and signed.
    Contract,
    /// Where the money goes and repayments come from.
    Account,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Self; 10] = [
        Self::Identity,
        Self::TaxConsent,
        Self::RegistryConsent,
        Self::CreditConsent,
        Self::Review,
        Self::Progress,
        Self::Decision,
        Self::CostSheet,
        Self::Contract,
        Self::Account,
    ];

    /// The step's part of the address.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::TaxConsent => "tax-authorisation",
            Self::RegistryConsent => "registry-authorisation",
            Self::CreditConsent => "credit-authorisation",
            Self::Review => "review",
            Self::Progress => "progress",
            Self::Decision => "decision",
            Self::CostSheet => "cost",
            Self::Contract => "contract",
            Self::Account => "account",
        }
    }

    /// The step whose part of the address is `segment`.
    pub fn from_segment(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.segment() == segment)
    }

    /// The screen one may go back to; none once the application is out of the applicant's hands.
    pub const fn previous(self) -> Option<Self> {
        match self {
            Self::TaxConsent => Some(Self::Identity),
            Self::RegistryConsent => Some(Self::TaxConsent),
            Self::CreditConsent => Some(Self::RegistryConsent),
            Self::Review => Some(Self::CreditConsent),
            _ => None,
        }
    }
}
