//! The wire contract: every path, request, response and problem code, declared once.
//!
//! The server mounts [`Endpoint::PATH`]; the app and the tests call [`path`]. Commands that
//! move money or sign anything carry an `Idempotency-Key` header.

mod applications;
mod endpoint;
mod facilities;
mod log;
mod problem;
mod quotes;
mod sessions;

pub use applications::{
    AcknowledgeClauses, AcknowledgeClausesRequest, AcknowledgeCostSheet,
    AcknowledgeCostSheetRequest, ApplicationView, ConsentGiven, ConsentTextView, ContractView,
    CostSheetView, DecisionView, FactQuery, FactQueryState, GetApplication, GetConsentText,
    GetContract, GetContractPdf, GetEvidence, GiveConsent, GiveConsentRequest, IdentityView,
    NextStep, PrepareSigning, PrepareSigningRequest, RequestReview, SaveTyped, SaveTypedRequest,
    SetIdentity, SetIdentityRequest, ShowCostSheet, SignContract, SignContractRequest, SigningView,
    StartApplication, StartApplicationRequest, Submit, Waiting, WithdrawApplication,
    WithdrawConsent,
};
pub use endpoint::{Empty, Endpoint, Method, Pdf, path};
pub use facilities::{
    AccountView, Draw, DrawRequest, FacilityStatus, FacilityView, GetFacility, GetLoan,
    GetOverview, InterestDayView, LoanStatusView, LoanSummary, LoanView, MovementView, Overview,
    Repay, RepayAmount, RepayRequest, SetAccount, SetAccountRequest,
};
pub use log::{ConsistencyView, GetLogConsistency, GetLogHead, LogHeadView};
pub use problem::{FieldProblem, Problem, ProblemCode};
pub use quotes::{
    GetCatalogue, GetProducts, PublishedCatalogue, QuoteRecorded, RecordQuote, RecordQuoteRequest,
};
pub use sessions::{
    CodeSent, GetSession, GetSimulatedMessages, SendCode, SendCodeRequest, SessionView, SignIn,
    SignInRequest, SignOut, SimulatedMessage, SimulatedMessages,
};
