//! What an agreement is rendered from.

use chrono::NaiveDate;

use crate::canonical::Digest;
use crate::disclosure::{Benchmark, DisclosedFee};
use crate::identifier::{BusinessName, Mobile, PersonName, ResidentId, Uscc};
use crate::language::Label;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::RepaymentMethod;
use crate::signatory::Capacity;

/// The bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lender {
    /// Its name.
    pub name: Label,
    /// Its address.
    pub address: Label,
    /// The telephone number for service and complaints.
    pub hotline: String,
}

/// Who borrows: a person, or an enterprise represented by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Borrower {
    /// The person; for an enterprise its legal representative.
    pub person_name: PersonName,
    /// The person's identity number.
    pub resident_id: ResidentId,
    /// The person's mobile number, for notices.
    pub mobile: Mobile,
    /// The registered business, if there is one.
    pub business: Option<(BusinessName, Uscc)>,
    /// Whether the business itself is the borrower (an enterprise), not the person.
    pub is_enterprise: bool,
    /// As what the business registry names the person, and of which day; nothing for farmers.
    pub registered: Option<(Capacity, NaiveDate)>,
}

/// Everything an agreement is rendered from. Nothing else may influence its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractTerms {
    /// The agreement's number.
    pub number: String,
    /// The bank.
    pub lender: Lender,
    /// The borrower.
    pub borrower: Borrower,
    /// The product.
    pub product_id: String,
    /// Its version.
    pub product_version: u32,
    /// Its name.
    pub product_name: Label,
    /// The limit.
    pub limit: Money,
    /// Whether repaid principal can be drawn again.
    pub revolving: bool,
    /// For how many months from signing the limit can be drawn on.
    pub facility_months: u16,
    /// The months one draw may run.
    pub terms_months: Vec<u16>,
    /// How draws can be repaid.
    pub methods: Vec<RepaymentMethod>,
    /// What the price is built on.
    pub benchmark: Benchmark,
    /// The contract rate.
    pub annual_rate: AnnualRate,
    /// Overdue interest over the contract rate, in per cent of it.
    pub overdue_penalty_percent: u16,
    /// Interest on misused money over the contract rate, in per cent of it.
    pub misuse_penalty_percent: u16,
    /// Whether interest not paid when due itself bears interest.
    pub compounds_overdue_interest: bool,
    /// Fees, charged and waived.
    pub fees: Vec<DisclosedFee>,
    /// What the money may be used for.
    pub purposes: Vec<Label>,
    /// What it must never be used for.
    pub prohibited_purposes: Vec<Label>,
    /// A draw above this is paid to the borrower's counterparty (受托支付).
    pub entrusted_payment_above: Money,
    /// The last day the agreement can be signed.
    pub sign_by: NaiveDate,
    /// Digest of the cost sheet confirmed.
    pub cost_sheet: Digest,
    /// Digest of the decision.
    pub decision: Digest,
    /// The public key of the evidence log.
    pub log_key: String,
}
