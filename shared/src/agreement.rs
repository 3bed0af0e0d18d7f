//! From an offer to the papers a borrower reads: cost sheet and contract.
//!
//! Both are deterministic: the same offer, parties and day give the same bytes.

use crate::annualised::AnnualisedMethod;
use crate::application::Identity;
use crate::calendar::Calendar;
use crate::canonical::Digest;
use crate::catalogue::{FacilityKind, ProductFee};
use crate::contract::{self, Borrower, Contract, ContractTerms, Lender};
use crate::decision::Offer;
use crate::disclosure::{
    self, Benchmark, BorrowerKind, CostSheet, CostSheetInput, DisclosedFee, DisclosureError,
    RateType,
};
use crate::drawdown::{DrawRefused, Drawing};
use crate::facts::Segment;
use crate::identifier::Mobile;
use crate::language::Label;
use crate::schedule::RepaymentMethod;
use crate::signatory::Signatory;
use chrono::NaiveDate;

/// Whether interest that is not paid when due bears interest itself.
///
/// # Source
/// 银发〔2003〕251号 lets a lender agree it; disputed in case law, so it is off (未核实).
const COMPOUNDS_OVERDUE_INTEREST: bool = false;

/// Who the papers are between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parties {
    /// The bank.
    pub lender: Lender,
    /// The kind of borrower.
    pub segment: Segment,
    /// Who borrows.
    pub identity: Identity,
    /// Whom the business registry names to sign; nothing for farmers.
    pub signatory: Option<Signatory>,
    /// Their mobile number, for notices.
    pub mobile: Mobile,
}

/// What else a contract refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractReferences {
    /// The agreement's number.
    pub number: String,
    /// The cost sheet acknowledged.
    pub cost_sheet: Digest,
    /// The decision's output digest.
    pub decision: Digest,
    /// The public key of the evidence log.
    pub log_key: String,
}

/// Why no cost sheet can be made from an offer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CostSheetError {
    /// The offer's own example does not fit the offer.
    #[error("the offer's example cannot be drawn")]
    Example(#[from] DrawRefused),
    /// The sheet cannot be computed.
    #[error("the cost sheet cannot be computed")]
    Disclosure(#[from] DisclosureError),
}

/// The cost sheet of an offer: its example drawn on `on`.
///
/// Enterprises see the simple method first, persons IRR; both are always shown.
///
/// # Errors
/// [`CostSheetError`].
pub fn cost_sheet(
    offer: &Offer,
    lender: &Lender,
    segment: Segment,
    reading_seconds: u32,
    on: NaiveDate,
) -> Result<CostSheet, CostSheetError> {
    let example = &offer.example;
    let method =
        example.method.or(offer.methods.first().copied()).unwrap_or(RepaymentMethod::AnyTime);
    let terms = offer.draw(Drawing {
        amount: example.amount,
        drawn_on: on,
        term_months: example.term_months,
        method,
    })?;
    let (borrower, leading) = match segment {
        Segment::MicroEnterprise => (BorrowerKind::Enterprise, AnnualisedMethod::Simple),
        Segment::SoleTrader | Segment::Farmer => (BorrowerKind::Person, AnnualisedMethod::Irr),
    };
    Ok(disclosure::render(&CostSheetInput {
        benchmark: &benchmark(offer),
        borrower,
        calendar: &Calendar::china(),
        compounds_overdue_interest: COMPOUNDS_OVERDUE_INTEREST,
        fees: &fees(&offer.fees),
        leading,
        lender: &lender.name,
        limit: offer.limit,
        misuse_penalty_percent: offer.misuse_penalty_percent,
        overdue_penalty_percent: offer.overdue_penalty_percent,
        product_name: &offer.product_name,
        rate_type: RateType::Fixed,
        reading_seconds,
        terms: &terms,
    })?)
}

/// The agreement of an offer between these parties.
pub fn contract(offer: &Offer, parties: &Parties, references: ContractReferences) -> Contract {
    let business = parties.identity.business.as_ref();
    contract::render(&ContractTerms {
        number: references.number,
        lender: parties.lender.clone(),
        borrower: Borrower {
            person_name: parties.identity.person_name.clone(),
            resident_id: parties.identity.resident_id.clone(),
            mobile: parties.mobile.clone(),
            business: business.map(|business| (business.name.clone(), business.uscc.clone())),
            is_enterprise: parties.segment == Segment::MicroEnterprise,
            registered: parties
                .signatory
                .as_ref()
                .filter(|found| found.may_sign())
                .map(|found| (found.capacity, found.as_of)),
        },
        product_id: offer.product_id.clone(),
        product_version: offer.product_version,
        product_name: offer.product_name.clone(),
        limit: offer.limit,
        revolving: offer.facility_kind == FacilityKind::Revolving,
        facility_months: offer.facility_months,
        terms_months: offer.terms_months.clone(),
        methods: offer.methods.clone(),
        benchmark: benchmark(offer),
        annual_rate: offer.price.annual_rate,
        overdue_penalty_percent: offer.overdue_penalty_percent,
        misuse_penalty_percent: offer.misuse_penalty_percent,
        compounds_overdue_interest: COMPOUNDS_OVERDUE_INTEREST,
        fees: fees(&offer.fees),
        purposes: offer.purposes.clone(),
        prohibited_purposes: offer.prohibited_purposes.clone(),
        entrusted_payment_above: offer.entrusted_payment_above,
        sign_by: offer.valid_until,
        cost_sheet: references.cost_sheet,
        decision: references.decision,
        log_key: references.log_key,
    })
}

fn benchmark(offer: &Offer) -> Benchmark {
    Benchmark {
        name: match offer.price.lpr_tenor {
            crate::catalogue::LprTenor::OneYear => Label::new("一年期LPR", "one-year LPR"),
            crate::catalogue::LprTenor::FiveYears => {
                Label::new("五年期以上LPR", "LPR over five years")
            }
        },
        published: offer.price.lpr_published,
        rate: offer.price.lpr,
    }
}

fn fees(fees: &[ProductFee]) -> Vec<DisclosedFee> {
    fees.iter()
        .map(|fee| DisclosedFee {
            code: fee.id.clone(),
            name: fee.label.clone(),
            amount: fee.amount,
            payee: fee.payee.clone(),
            waived: fee.waived,
        })
        .collect()
}
