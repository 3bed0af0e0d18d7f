//! From quote to signature.

use super::endpoint::{Empty, Pdf, endpoints};
use crate::application::StageName;
use crate::canonical::Digest;
use crate::catalogue::Label;
use crate::consent::{ConsentKind, ConsentText};
use crate::contract::Contract;
use crate::decision::{Answer, DecisionDigests, Reason};
use crate::disclosure::CostSheet;
use crate::evidence::EvidenceBundle;
use crate::facts::{Difference, Facts, Segment, Source};
use crate::quote::Need;
use crate::signatory::Capacity;
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

endpoints! {
    /// Starts an application from a recorded quote; the signed-in person's last identity is carried over.
    StartApplication: Post "/api/v1/applications", StartApplicationRequest => ApplicationView;
    /// One application of the person signed in.
    GetApplication: Get "/api/v1/applications/{application_id}", Empty => ApplicationView;
    /// Keeps text as typed, so that nothing is lost and another device can go on.
    SaveTyped: Put "/api/v1/applications/{application_id}/typed", SaveTypedRequest => ApplicationView;
    /// Says who applies; 422 with every field that cannot be accepted. The typed text is kept either way.
    SetIdentity: Put "/api/v1/applications/{application_id}/identity", SetIdentityRequest => ApplicationView;
    /// The text of an authorisation in its current version.
    GetConsentText: Get "/api/v1/applications/{application_id}/consent-texts/{kind}", Empty => ConsentTextView;
    /// Gives one authorisation.
    GiveConsent: Post "/api/v1/applications/{application_id}/consents", GiveConsentRequest => ApplicationView;
    /// Takes one authorisation back.
    WithdrawConsent: Delete "/api/v1/applications/{application_id}/consents/{kind}", Empty => ApplicationView;
    /// Hands the application in; facts are fetched and the decision follows by itself.
    Submit: Post "/api/v1/applications/{application_id}/submission", Empty => ApplicationView;
    /// Asks the business registry again who may sign, when it did not name the applicant. The application is decided again
    /// when it says more than before.
    AskRegistry: Post "/api/v1/applications/{application_id}/signatory", Empty => ApplicationView;
    /// Puts the cost sheet on the screen; its reading time starts with the first call.
    ShowCostSheet: Post "/api/v1/applications/{application_id}/cost-sheet", Empty => CostSheetView;
    /// Acknowledges the cost sheet and accepts the offer.
    AcknowledgeCostSheet: Post "/api/v1/applications/{application_id}/cost-sheet/acknowledgement", AcknowledgeCostSheetRequest => ApplicationView;
    /// The agreement to read.
    GetContract: Get "/api/v1/applications/{application_id}/contract", Empty => ContractView;
    /// Acknowledges key clauses of the agreement, each with a record of its own.
    AcknowledgeClauses: Post "/api/v1/applications/{application_id}/contract/acknowledgements", AcknowledgeClausesRequest => ContractView;
    /// Has the signer's key certified and the agreement made out for signing.
    PrepareSigning: Post "/api/v1/applications/{application_id}/contract/signing", PrepareSigningRequest => SigningView;
    /// The signed agreement as a PDF, signature and time-stamp inside.
    GetContractPdf: Get "/api/v1/applications/{application_id}/contract/pdf", Empty => Pdf as "application/pdf";
    /// Signs the agreement with the signer's own key, which opens the facility.
    SignContract: Post "/api/v1/applications/{application_id}/signature", SignContractRequest => ApplicationView;
    /// Asks for a person to review the decision.
    RequestReview: Post "/api/v1/applications/{application_id}/review-requests", Empty => ApplicationView;
    /// Takes the application back.
    WithdrawApplication: Post "/api/v1/applications/{application_id}/withdrawal", Empty => ApplicationView;
    /// The evidence chain from consent to drawdown, with the documents it names.
    GetEvidence: Get "/api/v1/applications/{application_id}/evidence", Empty => EvidenceBundle;
}

/// What to start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartApplicationRequest {
    /// A recorded quote.
    pub quote_id: String,
    /// The product chosen from it.
    pub product_id: String,
}

/// Text as typed, by field: `person_name`, `resident_id`, `business_name`, `uscc`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveTypedRequest {
    /// Fields and text; at most 16 fields of 200 characters.
    pub typed: BTreeMap<String, String>,
}

/// Who applies, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetIdentityRequest {
    /// The applicant; for an enterprise its legal representative.
    pub person_name: String,
    /// Resident ID.
    pub resident_id: String,
    /// Registered name; farmers leave it out.
    #[serde(default)]
    pub business_name: Option<String>,
    /// 统一社会信用代码; farmers leave it out.
    #[serde(default)]
    pub uscc: Option<String>,
}

/// One authorisation, given to exactly the text shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GiveConsentRequest {
    /// Which.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ConsentKind,
    /// Digest of the text shown; 409 when the text has changed since.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub text_digest: Digest,
}

/// The text of an authorisation and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentTextView {
    /// Digest of the text; giving the authorisation names it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
    /// The text.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub text: ConsentText,
}

/// An authorisation as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentGiven {
    /// Which.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ConsentKind,
    /// When it was given.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub given_at: Timestamp,
    /// When it lapses by itself.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub valid_until: Timestamp,
}

/// Who applies, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityView {
    /// Masked name.
    pub person_name: String,
    /// Masked resident ID.
    pub resident_id: String,
    /// Registered name.
    pub business_name: Option<String>,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
}

/// Who acts next and what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// The borrower says who applies.
    GiveIdentity,
    /// The borrower gives the next authorisation.
    GiveConsent,
    /// The borrower checks and hands in.
    Submit,
    /// The bank fetches facts and decides.
    WaitForDecision,
    /// A person at the bank decides.
    WaitForReview,
    /// Whom the registry names signs, or the registry is asked again.
    SettleSignatory,
    /// The borrower reads the cost sheet.
    ReadCostSheet,
    /// The borrower has a photo compared, or a person of the bank sees who signs.
    VerifyFace,
    /// The borrower signs.
    Sign,
    /// The borrower names an account and draws.
    Draw,
    /// Nothing: the application has ended.
    Nothing,
}

/// What the bank promises while the borrower waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Promised by this time, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub promised_by: Timestamp,
    /// Each query and how it stands.
    pub queries: Vec<FactQuery>,
    /// Why the case goes before others (绿色审批通道), condition by condition; empty for most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub green: Vec<Label>,
}

/// One query to an outside party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactQuery {
    /// Who is asked.
    pub source: Source,
    /// How it stands.
    pub state: FactQueryState,
    /// The answer comes from the labelled simulator.
    pub simulated: bool,
}

/// How a query stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FactQueryState {
    /// Not asked yet.
    Waiting,
    /// The party could not be reached or answered nonsense; it is asked again by itself.
    Retrying,
    /// Answered.
    Answered,
}

/// The decision as the borrower sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionView {
    /// The answer, with the offer where there is one.
    pub answer: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Declared against verified.
    pub differences: Vec<Difference>,
    /// Figures that do not fit each other, their day or their unit.
    #[cfg(feature = "every-product")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<crate::cross_check::Finding>,
    /// The score that chooses the limit, for products that have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub score: Option<crate::catalogue::ScoreShown>,
    /// The facts it rests on.
    pub facts: Facts,
    /// What it was computed from and to.
    pub digests: DecisionDigests,
    /// Counted from one; new facts make a new version.
    pub version: u32,
    /// Who decided, when a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub by_person: Option<Box<crate::desk::ByPerson>>,
}

/// Whom the business registry names to sign for a business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignatoryView {
    /// As what.
    pub capacity: Capacity,
    /// The name, masked; nothing where the registry names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether it is the applicant, who may then sign.
    pub may_sign: bool,
    /// Whose word it is.
    pub source: Source,
    /// Of which day.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
    /// The answer comes from the labelled simulator.
    pub simulated: bool,
}

/// An application as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationView {
    /// Identifier.
    pub application_id: String,
    /// Product applied for.
    pub product_id: String,
    /// Its name.
    pub product_name: Label,
    /// Kind of borrower.
    pub segment: Segment,
    /// Amount, term and method wanted.
    pub need: Need,
    /// Declared facts.
    pub declared: Facts,
    /// Text as typed so far.
    pub typed: BTreeMap<String, String>,
    /// Files of statements imported, one of each kind.
    #[cfg(feature = "every-product")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub imports: Vec<crate::imported::ImportedFile>,
    /// Who applies, once accepted.
    pub identity: Option<IdentityView>,
    /// Authorisations this product needs, in the order they are asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub consents_needed: Vec<ConsentKind>,
    /// Authorisations that stand.
    pub consents: Vec<ConsentGiven>,
    /// Where it stands.
    pub stage: StageName,
    /// What happens next.
    pub next_step: NextStep,
    /// While the bank acts: what it promises.
    pub waiting: Option<Waiting>,
    /// The latest decision.
    pub decision: Option<DecisionView>,
    /// Who may sign for the business, as the registry last said; nothing before the decision, and for farmers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub signatory: Option<SignatoryView>,
    /// Whether whoever signs has to be seen, and how far that is; nothing where the limit does not ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg(feature = "every-product")]
    pub face: Option<crate::api::FaceCheckView>,
    /// The facility it opened.
    pub facility_id: Option<String>,
    /// Started at, microseconds since 1970.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub created_at: Timestamp,
}

/// The cost sheet and how long it must be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostSheetView {
    /// 综合融资成本明示表.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub cost_sheet: CostSheet,
    /// Digest to acknowledge.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
    /// Reading time in all.
    pub reading_seconds: u32,
    /// Seconds still to read.
    pub seconds_left: u32,
}

/// The sheet acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcknowledgeCostSheetRequest {
    /// Digest of the sheet that was shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
}

/// The agreement, and which of its key clauses have been acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractView {
    /// The agreement.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub contract: Contract,
    /// Digest of its canonical bytes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
    /// Numbers of the key clauses acknowledged so far, ascending.
    pub acknowledged: Vec<u16>,
    /// Whether a simulator stands in for the certification authority.
    pub certification_simulated: bool,
    /// Whether a simulator stands in for the time-stamping authority.
    pub timestamp_simulated: bool,
}

/// Key clauses that have been read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcknowledgeClausesRequest {
    /// Digest of the agreement that was shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub contract_digest: Digest,
    /// Their numbers; at least one.
    pub clauses: Vec<u16>,
}

/// The key that will sign, and the proof that its owner holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PrepareSigningRequest {
    /// Digest of the agreement that was shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub contract_digest: Digest,
    /// Public key, SPKI DER in base64; ECDSA P-256.
    pub public_key: String,
    /// Signature by that key over [`crate::evidence::certification_request_info`], r‖s in base64.
    pub proof: String,
}

/// What the device needs to make the bytes that it signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SigningView {
    /// The signer's certificate, DER in base64.
    pub certificate: String,
    /// A number that makes this signing different from every other.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub challenge: Digest,
    /// Digest of what the signature in the PDF covers.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub pdf: Digest,
    /// When it was prepared; given back with the signature.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub prepared_at: Timestamp,
}

/// A signature by the signer's own key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignContractRequest {
    /// Digest of the signer's certificate.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub certificate: Digest,
    /// Digest of the agreement that was shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub contract_digest: Digest,
    /// When it was prepared, as [`SigningView`] said.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub prepared_at: Timestamp,
    /// Public key, SPKI DER in base64; ECDSA P-256.
    pub public_key: String,
    /// Signature over [`crate::evidence::signed_attributes`] with SHA-256, 64 bytes r‖s in base64.
    pub signature: String,
}
