//! The wire contract: every path, request, response and problem code, declared once.
//!
//! The server mounts [`Endpoint::PATH`]; the app and the tests call [`path`]. Commands that
//! move money or sign anything carry an `Idempotency-Key` header.

mod applications;
mod endpoint;
mod facilities;
#[cfg(feature = "every-product")]
mod papers;
mod problem;
mod quotes;
mod sessions;

pub use applications::{
    AcknowledgeCostSheet, AcknowledgeCostSheetRequest, ApplicationView, ConsentGiven,
    ConsentTextView, ContractView, CostSheetView, DecisionView, FactQuery, FactQueryState,
    GetApplication, GetConsentText, GetContract, GetEvidence, GiveConsent, GiveConsentRequest,
    IdentityView, NextStep, RequestReview, SaveTyped, SaveTypedRequest, SetIdentity,
    SetIdentityRequest, ShowCostSheet, SignContract, SignContractRequest, StartApplication,
    StartApplicationRequest, Submit, Waiting, WithdrawApplication, WithdrawConsent,
};
pub use endpoint::{Empty, Endpoint, Method, path};
pub use facilities::{
    AccountView, Draw, DrawRequest, FacilityStatus, FacilityView, GetFacility, GetLoan,
    GetOverview, InterestDayView, LoanStatusView, LoanSummary, LoanView, MovementView, Overview,
    PayeeEntry, Repay, RepayAmount, RepayRequest, SetAccount, SetAccountRequest,
};
#[cfg(feature = "every-product")]
pub use papers::{
    AskAgain, DrawView, FetchPapers, PaperView, PapersView, PayeeView, PresentPaper, TakeBackPaper,
};
pub use problem::{FieldProblem, Problem, ProblemCode};
pub use quotes::{
    GetCatalogue, GetProducts, PublishedCatalogue, QuoteRecorded, RecordQuote, RecordQuoteRequest,
};
pub use sessions::{
    CodeSent, GetSession, GetSimulatedMessages, SendCode, SendCodeRequest, SessionView, SignIn,
    SignInRequest, SignOut, SimulatedMessage, SimulatedMessages,
};
