//! The desk: what waits for people of the bank, and what they do about it.
//!
//! Only for people listed as staff; each act for those with its duty. Personal data is masked
//! except what the task needs.

use super::applications::IdentityView;
use super::endpoint::{Empty, endpoints};
use super::service_requests::ServiceRequestView;
use crate::application::StageName;
use crate::assessment::{Binding, TraceEntry};
use crate::canonical::Digest;
use crate::cash_flow_form::CashFlowForm;
use crate::cross_check::Finding;
use crate::decision::{Answer, Reason};
use crate::desk::{ByPerson, Judgement, Matter, MatterKind, Officer, Outcome, Recorded, Upholding};
use crate::facts::{Difference, Facts, Metric, Segment, Source};
use crate::language::Label;
use crate::money::Money;
use crate::queue::ServicePromise;
use crate::quote::Need;
use crate::rate::AnnualRate;
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Everything that waits for a person, in the order it is served.
    GetDeskCases: Get "/api/v1/desk/cases", Empty => DeskCases;
    /// One case: facts with their sources, findings, rules, decisions, queries, papers.
    GetDeskCase: Get "/api/v1/desk/cases/{task_id}", Empty => DeskCaseView;
    /// Writes down facts an officer saw proof of; the engine decides again on them.
    RecordFacts: Post "/api/v1/desk/cases/{task_id}/facts", RecordFactsRequest => DeskAnswer;
    /// Hands in the cash-flow form of a visit; the engine decides again on it.
    RecordVisit: Post "/api/v1/desk/cases/{task_id}/visits", RecordVisitRequest => DeskAnswer;
    /// Decides a case the engine referred, or a review.
    DecideCase: Post "/api/v1/desk/cases/{task_id}/decisions", DecideCaseRequest => DeskAnswer;
    /// Asks the source of a disputed datum again, under the authorisation that still stands.
    AskSourceAgain: Post "/api/v1/desk/cases/{task_id}/queries", Empty => DeskCaseView;
    /// The file handed in for a higher limit, as it is: the answer's media type is the file's own.
    GetShownPaper: Get "/api/v1/desk/cases/{task_id}/paper", Empty => ShownFile as "application/octet-stream";
    /// Answers a dispute; upheld, the application is decided again when it is still open. A paper handed
    /// in for a higher limit is answered the same way: upheld with the figure it shows, and the limit is
    /// decided on that, or refused.
    AnswerDispute: Post "/api/v1/desk/cases/{task_id}/answers", AnswerDisputeRequest => DeskAnswer;
    /// Complaints and questions after the draw that wait for an answer, the earliest promised first.
    GetDeskRequests: Get "/api/v1/desk/requests", Empty => DeskRequests;
    /// Answers one of them; the borrower reads the answer.
    AnswerRequest: Post "/api/v1/desk/requests/{request_id}/answers", AnswerRequestRequest => ServiceRequestView;
    /// Every decision on an application of the person signed in, oldest first.
    GetDecisions: Get "/api/v1/applications/{application_id}/decisions", Empty => DecisionVersions;
}

/// A file handed in: the answer's body is the file itself, not JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShownFile {}

/// What waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskCases {
    /// In the order they are served: due earliest, then come earliest, then by task.
    pub cases: Vec<DeskCaseRow>,
    /// How many more wait beyond these.
    pub more: u32,
    /// Now at the bank.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub now: Timestamp,
}

/// One case in the queue, with all that its place follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskCaseRow {
    /// The task.
    pub task_id: String,
    /// What a person is needed for.
    pub matter: MatterKind,
    /// Product.
    pub product_name: Label,
    /// The business, or the masked name of a farmer.
    pub applicant: String,
    /// Wanted.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// What was promised and which condition opened the green lane: the row is ordered by it.
    pub promise: ServicePromise,
    /// What is missing or doubtful, or the datum disputed.
    pub because: Vec<Label>,
}

/// Who applies, as far as the task needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskApplicant {
    /// Masked, but for the name when a visit is to be made.
    pub identity: Option<IdentityView>,
    /// Masked, but for a visit that has to be arranged.
    pub mobile: String,
}

/// What the engine says on the facts as they are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EngineSays {
    /// Its answer.
    pub answer: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The most a person may approve; zero when nothing can be lent.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub limit: Money,
    /// Limits are whole multiples of this.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub step: Money,
    /// The price a person approves at.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub annual_rate: AnnualRate,
    /// What decided the limit.
    pub binding: Vec<Binding>,
    /// What nobody knows.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub missing: Vec<Metric>,
    /// Every rule as evaluated.
    pub trace: Vec<TraceEntry>,
    /// Figures that do not fit.
    pub findings: Vec<Finding>,
    /// Declared against verified.
    pub differences: Vec<Difference>,
}

/// One question to an outside party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueryLogged {
    /// Under which authorisation.
    pub service: String,
    /// When it was asked.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub asked_at: Timestamp,
    /// When an answer or a failure came.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub answered_at: Option<Timestamp>,
    /// How it went, as a stable word; none while it is on its way.
    pub outcome: Option<String>,
}

/// A document kept as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptPaper {
    /// What it is, as a stable word.
    pub kind: String,
    /// Its digest.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
    /// Since when it is kept.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub kept_at: Timestamp,
}

/// What an officer wrote down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordView {
    /// Who.
    pub by: Officer,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub at: Timestamp,
    /// What.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub what: Recorded,
    /// Where the proof was seen.
    pub note: String,
}

/// What somebody of the bank did about the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskAct {
    /// Staff number and name.
    pub officer: String,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub at: Timestamp,
    /// What, as a stable word: `facts`, `visit`, `decision`, `query`, `answer`.
    pub act: String,
}

/// A case with everything a person needs to decide it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskCaseView {
    /// The task.
    pub task_id: String,
    /// What a person is needed for.
    pub matter: Matter,
    /// What was promised.
    pub promise: ServicePromise,
    /// How it ended, once it has.
    pub outcome: Option<Outcome>,
    /// The application.
    pub application_id: String,
    /// Where it stands.
    pub stage: StageName,
    /// Product.
    pub product_id: String,
    /// Its name.
    pub product_name: Label,
    /// Kind of borrower.
    pub segment: Segment,
    /// Amount, term and method wanted.
    pub need: Need,
    /// Who applies.
    pub applicant: DeskApplicant,
    /// Facts as declared.
    pub declared: Facts,
    /// Facts as verified, each with its source and day.
    pub verified: Facts,
    /// What the engine says on them; none for a product no longer in the catalogue.
    pub engine: Option<EngineSays>,
    /// Every decision, oldest first.
    pub decisions: Vec<DecisionVersion>,
    /// What officers wrote down, oldest first.
    pub records: Vec<RecordView>,
    /// Every question to an outside party, oldest first.
    pub queries: Vec<QueryLogged>,
    /// Documents kept as they were shown.
    pub papers: Vec<KeptPaper>,
    /// What was done about this task, oldest first.
    pub acts: Vec<DeskAct>,
    /// Today at the bank.
    #[serde(with = "crate::date_text")]
    pub today: NaiveDate,
}

/// Complaints and questions that wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskRequests {
    /// The earliest promised first.
    pub requests: Vec<DeskRequest>,
    /// Now at the bank.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub now: Timestamp,
}

/// A complaint or a question that waits: whose it is, and about which loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskRequest {
    /// What is asked.
    pub request: ServiceRequestView,
    /// The business, or the masked name of somebody who has none; empty before any was given.
    pub applicant: String,
    /// The number to call, masked.
    pub mobile: String,
    /// The loan it is about, if one.
    pub loan: Option<DeskLoan>,
}

/// A loan as far as it takes to find it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskLoan {
    /// The product's name.
    pub product_name: Label,
    /// The amount drawn.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub drawn: Money,
    /// The day of the draw.
    #[serde(with = "crate::date_text")]
    pub drawn_on: NaiveDate,
}

/// An answer to a complaint or a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerRequestRequest {
    /// What the borrower reads; at most 500 characters.
    pub answer: String,
}

/// One version of a decision; older ones stay with their facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionVersion {
    /// Counted from one.
    pub version: u32,
    /// The day it was made.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// The answer, with the offer where there is one.
    pub answer: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The facts it rests on.
    pub facts: Facts,
    /// Who decided, when a person did.
    pub by_person: Option<Box<ByPerson>>,
}

/// Every decision on one application, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionVersions {
    /// The versions; only ever more of them.
    pub versions: Vec<DecisionVersion>,
}

/// A fact as an officer writes it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FactWrittenDown {
    /// Metric key.
    pub metric: String,
    /// Canonical text of the value.
    pub value: String,
    /// `papers` or `field_visit`.
    pub source: Source,
    /// Of which day.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
}

/// Facts an officer saw proof of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordFactsRequest {
    /// The facts, 1 to 32.
    pub facts: Vec<FactWrittenDown>,
    /// Where the proof was seen; at most 500 characters.
    pub note: String,
}

/// The form of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordVisitRequest {
    /// What was seen and said.
    pub form: CashFlowForm,
    /// Where and with whom; at most 500 characters.
    pub note: String,
}

/// A person's decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideCaseRequest {
    /// The version of the decision that was on the officer's screen; 409 when there is a newer one.
    pub on_version: u32,
    /// What is decided, and why.
    pub judgement: Judgement,
}

/// An answer to a dispute, or to a paper handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerDisputeRequest {
    /// The answer.
    pub answer: DisputeAnswer,
    /// In the officer's own words; the borrower reads it. At most 500 characters.
    pub note: String,
}

/// Whether a disputed datum was wrong, or a paper shows its figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DisputeAnswer {
    /// It was, or does, and this is what proof shows; for a dispute without one, what the source said when
    /// asked again.
    Upheld {
        /// The corrected datum.
        correction: Option<FactWrittenDown>,
    },
    /// It stands, or does not.
    Refused {
        /// Why.
        because: Upholding,
    },
}

/// What followed from an act at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskAnswer {
    /// The task.
    pub task_id: String,
    /// Where the application then stands.
    pub stage: StageName,
    /// The decision made, when one was.
    pub version: Option<u32>,
    /// How the task ended, when it did.
    pub outcome: Option<Outcome>,
    /// The task that goes on about the application, when another one opened.
    pub next_task_id: Option<String>,
}
