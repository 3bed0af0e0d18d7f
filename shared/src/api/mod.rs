//! The wire contract: every path, request, response and problem code, declared once.
//!
//! The server mounts [`Endpoint::PATH`]; the app and the tests call [`path`]. Commands that
//! move money or sign anything carry an `Idempotency-Key` header.

mod applications;
mod authorisations;
mod endpoint;
mod facilities;
mod passkeys;
mod person;
mod problem;
mod quotes;
mod sessions;
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
pub use endpoint::{Empty, Endpoint, Method, path};
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
pub use sessions::{
    CodeSent, EndOtherSessions, EndSession, GetOwnSimulatedMessages, GetSession, GetSessions,
    ReadSimulatedMessages, SendCode, SendCodeRequest, SessionEntry, SessionView, SessionsView, SignIn, SignInRequest,
    SignOut, SignedInBy, SimulatedMessage, SimulatedMessages,
};
pub use step_up::{
    ProveStepUp, StartStepUp, StartStepUpRequest, StepUpProof, StepUpProven, StepUpView,
    SteppedUpAct,
};
