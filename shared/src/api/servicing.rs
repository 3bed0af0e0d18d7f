//! After the draw: where a loan stands, what can be asked for, freezing, a higher limit, complaints.

use super::endpoint::{Empty, endpoints};
use super::facilities::FacilityView;
use crate::canonical::Digest;
use crate::catalogue::ServicingRules;
use crate::consent::ConsentKind;
use crate::decision::Reason;
use crate::facts::Metric;
use crate::language::Label;
use crate::loan::{NextDue, Owed};
use crate::money::Money;
use crate::overdue::{AdverseReporting, OverduePosition, Warning};
use crate::schedule::Instalment;
use crate::servicing::{ServicingAction, ServicingPreview};
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

endpoints! {
    /// What is due, overdue and to be watched on a loan, and how it is collected.
    GetStanding: @dated Get "/api/v1/loans/{loan_id}/standing", Empty => LoanStanding;
    /// Whether what falls due is collected from the account by itself.
    SetAutomaticDebit: Put "/api/v1/loans/{loan_id}/automatic-debit", SwitchRequest => LoanStanding;
    /// Whether text messages remind of due dates.
    SetReminders: Put "/api/v1/loans/{loan_id}/reminders", SwitchRequest => LoanStanding;
    /// What the product lets the borrower ask for, and what stands against it now.
    GetServicing: Get "/api/v1/loans/{loan_id}/servicing", Empty => ServicingView;
    /// Previews a request and keeps the preview until it is confirmed or taken back; nothing changes.
    Propose: Post "/api/v1/loans/{loan_id}/proposals", ProposeRequest => ProposalView;
    /// One proposal.
    GetProposal: Get "/api/v1/loans/{loan_id}/proposals/{proposal_id}", Empty => ProposalView;
    /// Books exactly what was previewed; 409 when the loan or the day is another by now.
    ConfirmProposal: Post "/api/v1/loans/{loan_id}/proposals/{proposal_id}/confirmation", Empty => ProposalView;
    /// Takes a proposal back.
    CancelProposal: Delete "/api/v1/loans/{loan_id}/proposals/{proposal_id}", Empty => ProposalView;
    /// Freezes a facility: nothing can be drawn until the borrower lifts it. Loans run on.
    FreezeFacility: Post "/api/v1/facilities/{facility_id}/freeze", FreezeRequest => FacilityView;
    /// Lifts a freeze of the borrower's own.
    UnfreezeFacility: Delete "/api/v1/facilities/{facility_id}/freeze", Empty => FacilityView;
    /// Asks for a higher limit; decided at once on what is known, with the exact gap and what would close it.
    RequestLimitIncrease: Post "/api/v1/facilities/{facility_id}/limit-increases", LimitIncreaseRequest => LimitIncreaseView;
    /// One request for a higher limit.
    GetLimitIncrease: Get "/api/v1/facilities/{facility_id}/limit-increases/{increase_id}", Empty => LimitIncreaseView;
    /// Connects a data source for a request: gives its authorisation, asks it, and decides again at once.
    ConnectSource: Post "/api/v1/facilities/{facility_id}/limit-increases/{increase_id}/sources", ConnectSourceRequest => LimitIncreaseView;
    /// Accepts the higher limit that was granted.
    AcceptLimitIncrease: Post "/api/v1/facilities/{facility_id}/limit-increases/{increase_id}/acceptance", AcceptLimitIncreaseRequest => LimitIncreaseView;
    /// Complains, or asks for a person to look at something; the answer is promised by a time.
    AskForPerson: Post "/api/v1/service-requests", AskForPersonRequest => ServiceRequestView;
    /// What was asked of people, newest first.
    GetServiceRequests: Get "/api/v1/service-requests", Empty => ServiceRequestsView;
    /// Takes a request to a person back.
    WithdrawServiceRequest: Delete "/api/v1/service-requests/{request_id}", Empty => ServiceRequestView;
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SwitchRequest {
    /// Which.
    pub on: bool,
}

/// Where a loan stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanStanding {
    /// The loan.
    pub loan_id: String,
    /// The day all figures are of.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// The next amount to be paid; none when nothing is owed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub next: Option<NextDue>,
    /// The instalments still to fall due, ascending, as they now are.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub upcoming: Vec<Instalment>,
    /// What has fallen due and is to be paid today at the latest, or should have been.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub due: Owed,
    /// What is overdue, when anything is.
    pub overdue: Option<OverduePosition>,
    /// What the credit bureau would be told when; only while something is overdue.
    pub adverse: Option<AdverseReporting>,
    /// Early warnings, the most urgent first.
    pub warnings: Vec<Warning>,
    /// Whether what falls due is collected by itself.
    pub automatic_debit: bool,
    /// Whether text messages remind of due dates.
    pub reminders: bool,
    /// The account it is collected from, masked.
    pub account_masked: String,
    /// Automatic debits so far, newest first.
    pub debits: Vec<DebitView>,
    /// Messages sent about this loan, newest first.
    pub notices: Vec<NoticeView>,
}

/// An automatic debit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DebitView {
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// When the account was asked.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub asked_at: Timestamp,
    /// How it went.
    pub state: DebitState,
}

/// How a debit went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DebitState {
    /// The rail has not answered yet.
    Underway,
    /// Collected.
    Collected,
    /// The account could not cover it.
    Refused,
}

/// A message about a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeView {
    /// What it was about.
    pub kind: NoticeKind,
    /// When it was sent.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub sent_at: Timestamp,
    /// What it said.
    pub text: Label,
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A due date is near.
    Reminder,
    /// The account could not cover a debit.
    DebitRefused,
    /// Something is overdue.
    Overdue,
    /// The loan would be reported to the credit bureau.
    AdverseReporting,
    /// A month's statement is ready.
    Statement,
}

impl NoticeKind {
    /// The stable name, as stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reminder => "reminder",
            Self::DebitRefused => "debit_refused",
            Self::Overdue => "overdue",
            Self::AdverseReporting => "adverse_reporting",
            Self::Statement => "statement",
        }
    }
}

/// What can be asked for on a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServicingView {
    /// The product's rules in force; none when it allows nothing beyond repaying.
    pub rules: Option<ServicingRules>,
    /// Each kind of request in its smallest form, and what stands against it today.
    pub options: Vec<ServicingOption>,
    /// Proposals not confirmed and not taken back, newest first.
    pub proposals: Vec<ProposalView>,
}

/// A kind of request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServicingOption {
    /// Its smallest form: one instalment, one month, the first other method.
    pub action: ServicingAction,
    /// What stands against it; none when it can be asked for.
    pub against: Option<Reason>,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProposeRequest {
    /// What is asked for.
    pub action: ServicingAction,
}

/// A request, previewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposalView {
    /// Identifier.
    pub proposal_id: String,
    /// The loan.
    pub loan_id: String,
    /// What is asked for.
    pub action: ServicingAction,
    /// What it changes.
    pub preview: ServicingPreview,
    /// Where it stands.
    pub state: ProposalState,
    /// Made at.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub made_at: Timestamp,
    /// Of a confirmed renewal: the loan that took this one's place.
    pub new_loan_id: Option<String>,
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Nothing has changed yet; it can be confirmed today.
    Open,
    /// The day or the loan is another by now; ask again.
    Outdated,
    /// Booked.
    Confirmed,
    /// Taken back.
    Cancelled,
}

/// Why a facility is to be frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FreezeRequest {
    /// In the borrower's words; at most 200 characters.
    pub reason: String,
}

/// A wish for a higher limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitIncreaseRequest {
    /// The limit wanted.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub wanted: Money,
}

/// A wish for a higher limit and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LimitIncreaseView {
    /// Identifier.
    pub increase_id: String,
    /// The limit wanted.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub wanted: Money,
    /// The limit there is.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub limit: Money,
    /// The limit the engine gives on what is known now.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub possible: Money,
    /// What is missing to the limit wanted; 0.00 when it can be granted in full.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub gap: Money,
    /// Where it stands.
    pub state: LimitIncreaseState,
    /// Why not more, as the decision says it.
    pub reasons: Vec<Reason>,
    /// What would let the engine know more, each once.
    pub tasks: Vec<EvidenceTask>,
    /// What accepting agrees to, and its digest; only while something is granted.
    pub supplement: Option<SupplementView>,
}

/// Where a wish for a higher limit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitIncreaseState {
    /// A higher limit is granted and waits to be accepted.
    Granted,
    /// What is known gives no higher limit.
    NotEnough,
    /// A person has to decide.
    Referred,
    /// The higher limit holds.
    Accepted,
}

/// Something that would let the engine know more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EvidenceTask {
    /// Connect a data source: give its authorisation.
    Connect {
        /// Which authorisation.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        consent: ConsentKind,
        /// Digest of its text in the current version; connecting names it.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        text_digest: Digest,
        /// What it would tell.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
        metrics: Vec<Metric>,
    },
    /// Hand in a file with this figure.
    Upload {
        /// Which figure.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        metric: Metric,
    },
}

/// What accepting a higher limit agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplementView {
    /// The sentence agreed to.
    pub text: Label,
    /// Digest of its canonical bytes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
}

/// A data source to connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConnectSourceRequest {
    /// Which authorisation is given.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub consent: ConsentKind,
    /// Digest of the text shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub text_digest: Digest,
}

/// The supplement accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptLimitIncreaseRequest {
    /// Digest of the text that was shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
}

/// A request to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskForPersonRequest {
    /// What kind.
    pub kind: ServiceRequestKind,
    /// The loan it is about, if one.
    #[serde(default)]
    pub loan_id: Option<String>,
    /// In the borrower's words; 1 to 1,000 characters.
    pub text: String,
}

/// What a person is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServiceRequestKind {
    /// 投诉.
    Complaint,
    /// 人工复核: a person looks at something a machine decided or worked out.
    Review,
}

impl ServiceRequestKind {
    /// The stable name, as stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Review => "review",
        }
    }
}

/// A request to a person and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceRequestView {
    /// Identifier.
    pub request_id: String,
    /// What kind.
    pub kind: ServiceRequestKind,
    /// The loan it is about, if one.
    pub loan_id: Option<String>,
    /// In the borrower's words.
    pub text: String,
    /// Where it stands.
    pub state: ServiceRequestState,
    /// Asked at.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub asked_at: Timestamp,
    /// Answered by this time, promised.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub promised_by: Timestamp,
    /// What the bank answered, once it has.
    pub answer: Option<Label>,
}

/// Where a request to a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServiceRequestState {
    /// A person has it.
    Open,
    /// Answered.
    Answered,
    /// Taken back.
    Withdrawn,
}

impl ServiceRequestState {
    /// The stable name, as stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What was asked of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceRequestsView {
    /// Newest first.
    pub requests: Vec<ServiceRequestView>,
}
