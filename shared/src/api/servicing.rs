//! After the draw: where a loan stands, what can be asked for, freezing.

use super::endpoint::{Empty, endpoints};
use super::facilities::FacilityView;
use crate::catalogue::ServicingRules;
use crate::decision::Reason;
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
    /// The instalments still to fall due, ascending, as they now are, less what was paid ahead.
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
