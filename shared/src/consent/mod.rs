//! What a borrower allows: one document per purpose, each revocable on its own.
//!
//! No outside party is asked about a borrower unless a live [`Consent`] covers that
//! [`Query`] at that moment: [`Consent::covers`]. The texts people read are in
//! [`text`], rendered by the server only.
//!
//! # Source
//! PIPL art. 13–17, 23, 29 (informed, separate, revocable); 征信业管理条例 art. 13, 18
//! (written consent with the agreed purpose); a credit-report authorisation is its own
//! document, and an enterprise's is not the person's.

#[cfg(feature = "documents")]
mod face;
#[cfg(feature = "documents")]
pub mod text;
#[cfg(feature = "documents")]
mod wording;

use serde::{Deserialize, Serialize};

use crate::canonical::Digest;
use crate::facts::Source;
use crate::language::{Label, Language};
use crate::timestamp::Timestamp;

/// A purpose that needs its own authorisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConsentKind {
    /// Tax returns, payments and tax credit grade, from the tax bureau.
    TaxQuery,
    /// Registration, shareholders and penalties, from the business registry.
    RegistryQuery,
    /// The person's credit report, from the credit reference centre.
    CreditReport,
    /// The enterprise's credit report, signed for by its legal representative.
    EnterpriseCreditReport,
    /// Land, crops, herds and subsidies, from the agriculture authority.
    AgricultureQuery,
    /// Invoices issued, from the tax bureau's invoice platform.
    InvoiceQuery,
    /// Judgments and suits, from the courts.
    CourtQuery,
    /// Exports and violations, from customs.
    CustomsQuery,
    /// Statements of the business's accounts, from its banks.
    BankFlowQuery,
    /// Card and QR takings, from the payment institutions.
    TakingsQuery,
    /// Orders, receivables and partner lists, from the chain company or platform.
    PlatformQuery,
    /// What a property is worth, from a valuer.
    ValuationQuery,
    /// Patents, certificates and research, from the science and technology authorities.
    TechnologyQuery,
    /// A visit to the business by a person of the bank.
    FieldVisit,
    /// A photo of the signer, compared with the one of their resident ID.
    FaceCheck,
}

/// Why an outside party is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum QueryPurpose {
    /// To decide on an application.
    Approval,
    /// To look after a facility that is open (贷后管理).
    LoanManagement,
}

/// One question to an outside party about a borrower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// Which authorisation it needs.
    pub kind: ConsentKind,
    /// Why it is asked.
    pub purpose: QueryPurpose,
}

/// An authorisation as given: which text, when, for how long, and whether withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consent {
    /// Set when a facility opens: until then the bank may ask for loan management.
    pub facility_until: Option<Timestamp>,
    /// When the borrower agreed.
    pub given_at: Timestamp,
    /// The purpose.
    pub kind: ConsentKind,
    /// Digest of the exact text agreed to.
    pub text_digest: Digest,
    /// Version of that text.
    pub text_version: u32,
    /// The last moment an approval query is covered.
    pub valid_until: Timestamp,
    /// When the borrower took it back.
    pub withdrawn_at: Option<Timestamp>,
}

/// The document a borrower agrees to, as sent to the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentText {
    /// The whole authorisation, one entry per paragraph. The Chinese text is the one agreed to.
    pub body: Vec<Label>,
    /// What happens to the application or loan when it is withdrawn.
    pub effect_of_withdrawal: Label,
    /// The purpose this text is for.
    pub kind: ConsentKind,
    /// Why the bank asks.
    pub purpose: Label,
    /// Who asks whom.
    pub queried_by: Label,
    /// What is asked for.
    pub scope: Label,
    /// The document's title.
    pub title: Label,
    /// How long it holds.
    pub validity: Label,
    /// Raised with every change of wording.
    pub version: u32,
    /// How to take it back.
    pub withdrawal: Label,
}

impl ConsentKind {
    /// Every kind, in the order screens show them.
    pub const ALL: [Self; 15] = [
        Self::RegistryQuery,
        Self::TaxQuery,
        Self::InvoiceQuery,
        Self::BankFlowQuery,
        Self::TakingsQuery,
        Self::PlatformQuery,
        Self::CustomsQuery,
        Self::TechnologyQuery,
        Self::AgricultureQuery,
        Self::ValuationQuery,
        Self::CourtQuery,
        Self::CreditReport,
        Self::EnterpriseCreditReport,
        Self::FieldVisit,
        Self::FaceCheck,
    ];

    /// Who is asked under it.
    pub const fn source(self) -> Source {
        match self {
            Self::TaxQuery => Source::Tax,
            Self::RegistryQuery => Source::Registry,
            Self::CreditReport => Source::CreditBureau,
            Self::EnterpriseCreditReport => Source::EnterpriseCredit,
            Self::AgricultureQuery => Source::Agriculture,
            Self::InvoiceQuery => Source::Invoices,
            Self::CourtQuery => Source::Court,
            Self::CustomsQuery => Source::Customs,
            Self::BankFlowQuery => Source::Bank,
            Self::TakingsQuery => Source::Takings,
            Self::PlatformQuery => Source::Platform,
            Self::ValuationQuery => Source::Valuation,
            Self::TechnologyQuery => Source::Technology,
            Self::FieldVisit => Source::FieldVisit,
            Self::FaceCheck => Source::FaceCheck,
        }
    }

    /// Whether the party asked knows the person rather than the business.
    pub const fn is_about_the_person(self) -> bool {
        matches!(
            self,
            Self::CreditReport
                | Self::AgricultureQuery
                | Self::ValuationQuery
                | Self::FieldVisit
                | Self::FaceCheck
        )
    }

    /// How many days an approval query is covered from the moment of consent.
    ///
    /// # Source
    /// Ours: the shortest time that lets an application be completed (PIPL art. 19).
    pub const APPROVAL_DAYS: u32 = 30;

    /// The stable text used in JSON, catalogue files and storage.
    pub const fn key(self) -> &'static str {
        match self {
            Self::TaxQuery => "tax_query",
            Self::RegistryQuery => "registry_query",
            Self::CreditReport => "credit_report",
            Self::EnterpriseCreditReport => "enterprise_credit_report",
            Self::AgricultureQuery => "agriculture_query",
            Self::InvoiceQuery => "invoice_query",
            Self::CourtQuery => "court_query",
            Self::CustomsQuery => "customs_query",
            Self::BankFlowQuery => "bank_flow_query",
            Self::TakingsQuery => "takings_query",
            Self::PlatformQuery => "platform_query",
            Self::ValuationQuery => "valuation_query",
            Self::TechnologyQuery => "technology_query",
            Self::FieldVisit => "field_visit",
            Self::FaceCheck => "face_check",
        }
    }

    /// The document's title.
    pub const fn title(self, language: Language) -> &'static str {
        match self {
            Self::TaxQuery => language.pick("涉税信息查询授权书", "Tax information authorisation"),
            Self::RegistryQuery => {
                language.pick("企业登记信息查询授权书", "Business registry authorisation")
            }
            Self::CreditReport => {
                language.pick("个人征信查询授权书", "Personal credit report authorisation")
            }
            Self::EnterpriseCreditReport => {
                language.pick("企业征信查询授权书", "Enterprise credit report authorisation")
            }
            Self::AgricultureQuery => {
                language.pick("涉农信息查询授权书", "Agricultural information authorisation")
            }
            Self::InvoiceQuery => language.pick("发票信息查询授权书", "Invoice authorisation"),
            Self::CourtQuery => language.pick("司法信息查询授权书", "Court records authorisation"),
            Self::CustomsQuery => language.pick("海关信息查询授权书", "Customs authorisation"),
            Self::BankFlowQuery => {
                language.pick("账户流水查询授权书", "Bank statement authorisation")
            }
            Self::TakingsQuery => language.pick("收款流水查询授权书", "Takings authorisation"),
            Self::PlatformQuery => {
                language.pick("交易信息查询授权书", "Trade information authorisation")
            }
            Self::ValuationQuery => {
                language.pick("抵押物评估授权书", "Property valuation authorisation")
            }
            Self::TechnologyQuery => {
                language.pick("科技信息查询授权书", "Technology information authorisation")
            }
            Self::FieldVisit => language.pick("实地调查授权书", "Field visit authorisation"),
            Self::FaceCheck => {
                language.pick("人脸信息处理单独同意书", "Separate consent to a face check")
            }
        }
    }

    /// Whether it is asked for by a product, with the application; a face is, above a limit, before signing.
    pub const fn is_of_products(self) -> bool {
        !matches!(self, Self::FaceCheck)
    }

    /// Whether the bank goes on asking while a facility is open.
    ///
    /// Only credit reports: watching repayment elsewhere is part of looking after a loan.
    /// For everything else the borrower is asked again.
    pub const fn serves_loan_management(self) -> bool {
        matches!(self, Self::CreditReport | Self::EnterpriseCreditReport)
    }
}

impl Consent {
    /// Consent given at `given_at` to the text with this version and digest.
    pub fn give(
        kind: ConsentKind,
        text_version: u32,
        text_digest: Digest,
        given_at: Timestamp,
    ) -> Self {
        Self {
            facility_until: None,
            given_at,
            kind,
            text_digest,
            text_version,
            valid_until: given_at.plus_days(ConsentKind::APPROVAL_DAYS),
            withdrawn_at: None,
        }
    }

    /// The same consent after a facility that lasts to `until` was signed.
    ///
    /// Changes nothing for kinds that do not serve loan management.
    #[must_use]
    pub fn while_facility_lives(mut self, until: Timestamp) -> Self {
        if self.kind.serves_loan_management() {
            self.facility_until = Some(until);
        }
        self
    }

    /// The same consent withdrawn at `at`; a second withdrawal keeps the first time.
    #[must_use]
    pub fn withdraw(mut self, at: Timestamp) -> Self {
        self.withdrawn_at.get_or_insert(at);
        self
    }

    /// Whether this consent allows `query` at `at`. Both ends of its validity are included;
    /// the moment of withdrawal is not.
    pub fn covers(&self, query: Query, at: Timestamp) -> bool {
        let until = match query.purpose {
            QueryPurpose::Approval => Some(self.valid_until),
            QueryPurpose::LoanManagement => self.facility_until,
        };
        self.kind == query.kind
            && self.given_at <= at
            && until.is_some_and(|until| at <= until)
            && self.withdrawn_at.is_none_or(|withdrawn_at| at < withdrawn_at)
    }

    /// Whether this consent allows anything at all at `at`.
    pub fn is_live(&self, at: Timestamp) -> bool {
        [QueryPurpose::Approval, QueryPurpose::LoanManagement]
            .into_iter()
            .any(|purpose| self.covers(Query { kind: self.kind, purpose }, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: Timestamp = Timestamp::MIN;

    fn consent(kind: ConsentKind) -> Consent {
        Consent::give(kind, 1, Digest::of(b"text"), GIVEN.plus_days(1))
    }

    fn query(kind: ConsentKind, purpose: QueryPurpose) -> Query {
        Query { kind, purpose }
    }

    #[test]
    fn approval_is_covered_from_the_moment_given_for_thirty_days() {
        let consent = consent(ConsentKind::TaxQuery);
        let ask = query(ConsentKind::TaxQuery, QueryPurpose::Approval);
        for (at, covered) in [
            (GIVEN, false),
            (consent.given_at, true),
            (GIVEN.plus_days(31), true),
            (GIVEN.plus_days(31).plus_seconds(1), false),
        ] {
            assert_eq!(consent.covers(ask, at), covered, "{at:?}");
        }
    }

    #[test]
    fn consent_to_one_query_is_not_consent_to_another() {
        let consent = consent(ConsentKind::CreditReport);
        for kind in ConsentKind::ALL {
            let ask = query(kind, QueryPurpose::Approval);
            assert_eq!(consent.covers(ask, consent.given_at), kind == ConsentKind::CreditReport);
        }
    }

    #[test]
    fn withdrawal_ends_it_at_that_moment_and_keeps_its_first_time() {
        let withdrawn_at = GIVEN.plus_days(2);
        let consent = consent(ConsentKind::TaxQuery).withdraw(withdrawn_at);
        let consent = consent.withdraw(GIVEN.plus_days(3));
        assert_eq!(consent.withdrawn_at, Some(withdrawn_at));
        assert!(consent.is_live(consent.given_at));
        assert!(!consent.is_live(withdrawn_at));
    }

    #[test]
    fn only_credit_reports_outlive_approval_and_only_for_loan_management() {
        let facility_until = GIVEN.plus_days(365);
        for kind in ConsentKind::ALL {
            let consent = consent(kind).while_facility_lives(facility_until);
            let later = GIVEN.plus_days(200);
            assert!(!consent.covers(query(kind, QueryPurpose::Approval), later));
            assert_eq!(
                consent.covers(query(kind, QueryPurpose::LoanManagement), later),
                kind.serves_loan_management()
            );
            assert!(!consent.is_live(facility_until.plus_seconds(1)));
        }
    }

    #[test]
    fn the_key_is_the_json_text() {
        for kind in ConsentKind::ALL {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.key()));
        }
    }
}
