//! The wire contract: every path, request, response and problem code, declared once.
//!
//! The server mounts [`Endpoint::PATH`]; the app and the tests call [`path`]. Commands that
//! move money or sign anything carry an `Idempotency-Key` header.

mod applications;
mod authorisations;
#[cfg(feature = "every-product")]
mod demonstration;
mod endpoint;
mod facilities;
mod passkeys;
mod person;
mod problem;
mod quotes;
#[cfg(feature = "every-product")]
mod repayments;
#[cfg(feature = "every-product")]
mod servicing;
mod sessions;
#[cfg(feature = "every-product")]
mod statements;
mod step_up;

pub use applications::{
    AcknowledgeCostSheet, AcknowledgeCostSheetRequest, ApplicationView, ConsentGiven,
    ConsentTextView, ContractView, CostSheetView, DecisionView, FactQuery, FactQueryState,
    GetApplication, GetConsentText, GetContract, GetEvidence, GiveConsent, GiveConsentRequest,
    IdentityView, NextStep, RequestReview, SaveTyped, SaveTypedRequest, SetIdentity,
    SetIdentityRequest, ShowCostSheet, SignContract, SignContractRequest, StartApplication,
    StartApplicationRequest, Submit, Waiting, WithdrawApplication, WithdrawConsent,
};
pub use authorisations::{
    AuthorisationState, AuthorisationView, AuthorisationsView, ConsentReceipt, GetAuthorisations,
    GetQueryLog, GetReceipt, LoggedQuery, QueryLog, QueryOutcome,
};
#[cfg(feature = "every-product")]
pub use demonstration::{
    BusinessDateView, GetBusinessDate, MoveBusinessDate, MoveBusinessDateRequest,
};
pub use endpoint::{Empty, Endpoint, Method, path};
#[cfg(feature = "every-product")]
pub use endpoint::{address, as_of};
pub use facilities::{
    AccountView, Draw, DrawRequest, FacilityStatus, FacilityView, GetFacility, GetLoan,
    GetOverview, InterestDayView, LoanStatusView, LoanSummary, LoanView, MovementView, Overview,
    Repay, RepayAmount, RepayRequest, SetAccount, SetAccountRequest,
};
pub use passkeys::{
    AddPasskey, GetPasskeys, PasskeyAnswer, PasskeyCeremony, PasskeyView, PasskeysView,
    RemovePasskey, SignInByPasskey, StartPasskey, StartPasskeySignIn,
};
pub use person::{
    AskDeletion, DeletionDone, DeletionPlan, ExportedAnswer, ExportedApplication, ExportedFacility,
    ExportedLoan, GetDeletionPlan, GetExport, PersonalExport,
};
pub use problem::{FieldProblem, Problem, ProblemCode};
pub use quotes::{
    GetCatalogue, GetProducts, PublishedCatalogue, QuoteRecorded, RecordQuote, RecordQuoteRequest,
};
#[cfg(feature = "every-product")]
pub use repayments::{
    AllocationView, DrawPreviewView, FacilityRepaidView, GetIncomingPayments, IncomingPaymentView,
    IncomingPaymentsView, PaymentNotice, PaymentNoticeView, PreviewAllocation,
    PreviewAllocationQuery, PreviewDraw, PreviewDrawQuery, PreviewRepayment, PreviewRepaymentQuery,
    RepaidPart, RepayFacility, TellIncomingPayment,
};
#[cfg(feature = "every-product")]
pub use servicing::{
    AcceptLimitIncrease, AcceptLimitIncreaseRequest, AskForPerson, AskForPersonRequest,
    CancelProposal, ConfirmProposal, ConnectSource, ConnectSourceRequest, DebitState, DebitView,
    EvidenceTask, FreezeFacility, FreezeRequest, GetLimitIncrease, GetProposal, GetServiceRequests,
    GetServicing, GetStanding, LimitIncreaseRequest, LimitIncreaseState, LimitIncreaseView,
    LoanStanding, NoticeKind, NoticeView, ProposalState, ProposalView, Propose, ProposeRequest,
    RequestLimitIncrease, ServiceRequestKind, ServiceRequestState, ServiceRequestView,
    ServiceRequestsView, ServicingOption, ServicingView, SetAutomaticDebit, SetReminders,
    SupplementView, SwitchRequest, UnfreezeFacility, WithdrawServiceRequest,
};
pub use sessions::{
    CodeSent, EndOtherSessions, EndSession, GetOwnSimulatedMessages, GetSession, GetSessions,
    ReadSimulatedMessages, SendCode, SendCodeRequest, SessionEntry, SessionView, SessionsView,
    SignIn, SignInRequest, SignOut, SignedInBy, SimulatedMessage, SimulatedMessages,
};
#[cfg(feature = "every-product")]
pub use statements::{
    AnswerStatement, AnswerStatementRequest, CertificateView, GetDecision, GetDueDates,
    GetInterestBook, GetInterestBookCsv, GetInterestReceipts, GetSettlementCertificate,
    GetStatement, GetStatements, InterestReceiptsView, StatedMonth, StatementAnswer, StatementView,
    StatementsView,
};
pub use step_up::{
    ProveStepUp, StartStepUp, StartStepUpRequest, StepUpProof, StepUpProven, StepUpView,
    SteppedUpAct,
};
