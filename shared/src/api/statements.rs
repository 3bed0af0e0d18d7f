//! What a borrower takes away: interest book, due dates, statements, certificate, receipts.

use super::applications::DecisionView;
use super::endpoint::{Empty, Pdf, endpoints};
use crate::canonical::Digest;
use crate::statement::{
    InterestBookFile, InterestReceipt, Month, MonthStatement, SettlementCertificate,
};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

endpoints! {
    /// The interest book line by line, with everything needed to recompute the loan to the fen.
    GetInterestBook: @dated Get "/api/v1/loans/{loan_id}/interest-book", Empty => InterestBookFile;
    /// The same lines as comma-separated values.
    GetInterestBookCsv: @dated Get "/api/v1/loans/{loan_id}/interest-book.csv", Empty => String as "text/csv";
    /// The due dates still to come, for a phone's calendar.
    GetDueDates: Get "/api/v1/loans/{loan_id}/due-dates.ics", Empty => String as "text/calendar";
    /// The months of a facility that have a statement, newest first.
    GetStatements: Get "/api/v1/facilities/{facility_id}/statements", Empty => StatementsView;
    /// The statement of a month that is over.
    GetStatement: Get "/api/v1/facilities/{facility_id}/statements/{month}", Empty => StatementView;
    /// Says whether the statement agrees with the borrower's own books (电子对账).
    AnswerStatement: Post "/api/v1/facilities/{facility_id}/statements/{month}/answer", AnswerStatementRequest => StatementView;
    /// That a loan is settled, certified.
    GetSettlementCertificate: Get "/api/v1/loans/{loan_id}/settlement-certificate", Empty => CertificateView;
    /// The same as a PDF, signed by the bank and time-stamped as soon as the authority answers.
    GetSettlementCertificatePdf: Get "/api/v1/loans/{loan_id}/settlement-certificate.pdf", Empty => Pdf as "application/pdf";
    /// A receipt of interest for each payment, newest first.
    GetInterestReceipts: Get "/api/v1/loans/{loan_id}/interest-receipts", Empty => InterestReceiptsView;
    /// The latest decision on an application.
    GetDecision: @dated Get "/api/v1/applications/{application_id}/decision", Empty => DecisionView;
}

/// Months with a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementsView {
    /// Newest first.
    pub months: Vec<StatedMonth>,
}

/// A month with a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatedMonth {
    /// The month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub month: Month,
    /// Digest of its statement.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
    /// What the borrower said to it, once they have.
    pub answer: Option<StatementAnswer>,
}

/// A month's statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementView {
    /// The statement, as it was made when the month ended.
    pub statement: MonthStatement,
    /// Digest of its canonical bytes; answering names it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
    /// What the borrower said to it, once they have.
    pub answer: Option<StatementAnswer>,
    /// A statement made now would be another: something of that month became known later. Its digest.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub corrected: Option<Digest>,
}

/// What a borrower says to a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementAnswer {
    /// It agrees with their own books.
    pub agrees: bool,
    /// What does not, in their words.
    pub remark: String,
    /// Said at.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub at: Timestamp,
}

/// An answer to a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerStatementRequest {
    /// Digest of the statement that was shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
    /// Whether it agrees.
    pub agrees: bool,
    /// What does not agree; at most 500 characters.
    #[serde(default)]
    pub remark: String,
}

/// A certificate and its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateView {
    /// What is certified.
    pub certificate: SettlementCertificate,
    /// Digest of its canonical bytes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
    /// How the bank signed it; none while its key cannot be certified, which is tried again when asked.
    pub signed: Option<SignedCertificateView>,
}

/// The bank's signature on a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedCertificateView {
    /// When it was signed, by the bank's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub signed_at: Timestamp,
    /// The moment a time-stamping authority vouches for; none until it answers.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub timestamped_at: Option<Timestamp>,
    /// Whether a simulator certified the bank's key.
    pub certification_simulated: bool,
    /// Whether a simulator stamps.
    pub timestamp_simulated: bool,
}

/// Receipts of interest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InterestReceiptsView {
    /// Newest first.
    pub receipts: Vec<InterestReceipt>,
}
