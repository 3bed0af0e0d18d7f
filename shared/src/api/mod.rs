//! The wire contract: every path, request, response and problem code, declared once.
//!
//! The server mounts [`Endpoint::PATH`]; the app and the tests call [`path`]. Commands that
//! move money or sign anything carry an `Idempotency-Key` header.

mod applications;
#[cfg(feature = "every-product")]
mod authorisations;
#[cfg(feature = "every-product")]
mod demonstration;
#[cfg(feature = "every-product")]
mod desk;
#[cfg(feature = "every-product")]
mod disputes;
mod endpoint;
#[cfg(feature = "every-product")]
mod face;
mod facilities;
#[cfg(feature = "every-product")]
mod imports;
#[cfg(feature = "every-product")]
mod limit_increases;
mod log;
#[cfg(feature = "every-product")]
mod papers;
#[cfg(feature = "every-product")]
mod passkeys;
#[cfg(feature = "every-product")]
mod person;
#[cfg(feature = "every-product")]
mod pools;
mod problem;
#[cfg(feature = "every-product")]
mod profile;
mod quotes;
#[cfg(feature = "every-product")]
mod repayments;
#[cfg(feature = "every-product")]
mod service_requests;
#[cfg(feature = "every-product")]
mod servicing;
mod sessions;
#[cfg(feature = "every-product")]
mod statements;
#[cfg(feature = "every-product")]
mod step_up;

pub use applications::{
    AcknowledgeClauses, AcknowledgeClausesRequest, AcknowledgeCostSheet,
    AcknowledgeCostSheetRequest, ApplicationView, AskRegistry, ConsentGiven, ConsentTextView,
    ContractView, CostSheetView, DecisionView, FactQuery, FactQueryState, GetApplication,
    GetConsentText, GetContract, GetContractPdf, GetEvidence, GiveConsent, GiveConsentRequest,
    IdentityView, NextStep, PrepareSigning, PrepareSigningRequest, RequestReview, SaveTyped,
    SaveTypedRequest, SetIdentity, SetIdentityRequest, ShowCostSheet, SignContract,
    SignContractRequest, SignatoryView, SigningView, StartApplication, StartApplicationRequest,
    Submit, Waiting, WithdrawApplication, WithdrawConsent,
};
#[cfg(feature = "every-product")]
pub use authorisations::{
    AuthorisationState, AuthorisationView, AuthorisationsView, ConsentReceipt, GetAuthorisations,
    GetQueryLog, GetReceipt, LoggedQuery, QueryLog, QueryOutcome,
};
#[cfg(feature = "every-product")]
pub use demonstration::{
    BusinessDateView, GetBusinessDate, MoveBusinessDate, MoveBusinessDateRequest,
};
#[cfg(feature = "every-product")]
pub use desk::{
    AnswerDispute, AnswerDisputeRequest, AnswerRequest, AnswerRequestRequest, AskSourceAgain,
    DecideCase, DecideCaseRequest, DecisionVersion, DecisionVersions, DeskAct, DeskAnswer,
    DeskApplicant, DeskCaseRow, DeskCaseView, DeskCases, DeskLoan, DeskRequest, DeskRequests,
    DisputeAnswer, EngineSays, FactWrittenDown, GetDecisions, GetDeskCase, GetDeskCases,
    GetDeskRequests, GetShownPaper, KeptPaper, QueryLogged, RecordFacts, RecordFactsRequest,
    RecordView, RecordVisit, RecordVisitRequest, ShownFile,
};
#[cfg(feature = "every-product")]
pub use disputes::{DisputeDatum, DisputeRequest, DisputeView, Disputes, GetDisputes};
pub use endpoint::{BODY_BYTES_MAX, Empty, Endpoint, Method, Pdf, path};
#[cfg(feature = "every-product")]
pub use endpoint::{address, as_of};
#[cfg(feature = "every-product")]
pub use face::{
    AskToBeSeen, CompareFace, CompareFaceRequest, FaceCheckState, FaceCheckView, SeeSigner,
    SeeSignerRequest,
};
pub use facilities::{
    AccountView, Draw, DrawRequest, FacilityStatus, FacilityView, GetFacility, GetLoan,
    GetOverview, InterestDayView, LoanStatusView, LoanSummary, LoanView, MovementView, Overview,
    PayeeEntry, Repay, RepayAmount, RepayRequest, SetAccount, SetAccountRequest,
};
#[cfg(feature = "every-product")]
pub use imports::{ImportFile, ImportFileRequest, RemoveFile};
#[cfg(feature = "every-product")]
pub use limit_increases::{
    AcceptLimitIncrease, AcceptLimitIncreaseRequest, ConnectSource, ConnectSourceRequest,
    EvidenceTask, GetLimitIncrease, GetLimitIncreases, LimitIncreaseRequest, LimitIncreaseState,
    LimitIncreaseView, LimitIncreasesView, RequestLimitIncrease, ShowPaper, ShowPaperRequest,
    ShownPaperView, SupplementView,
};
pub use log::{ConsistencyView, GetLogConsistency, GetLogHead, LogHeadView};
#[cfg(feature = "every-product")]
pub use papers::{
    AskAgain, DrawView, FetchPapers, PaperView, PapersView, PayeeView, PresentPaper, TakeBackPaper,
};
#[cfg(feature = "every-product")]
pub use passkeys::{
    AddPasskey, GetPasskeys, PasskeyAnswer, PasskeyCeremony, PasskeyView, PasskeysView,
    RemovePasskey, SignInByPasskey, StartPasskey, StartPasskeySignIn,
};
#[cfg(feature = "every-product")]
pub use person::{
    AskDeletion, DeletionDone, DeletionPlan, ExportedAnswer, ExportedApplication, ExportedFacility,
    ExportedLoan, GetDeletionPlan, GetExport, PersonalExport,
};
#[cfg(feature = "every-product")]
pub use pools::{
    ClaimFromPool, ClaimFromPoolRequest, ContributeToPool, ContributeToPoolRequest, CoveredLoan,
    GetPool, GetPoolCover, GetPools, LoanCovered, PoolCoverView, PoolEntry, PoolReceipt, PoolRow,
    PoolView, Pools, RecoverToPool, RecoverToPoolRequest,
};
pub use problem::{FieldProblem, Problem, ProblemCode};
#[cfg(feature = "every-product")]
pub use profile::{GetProfile, HeldDatum, HeldFinding, HeldGroup, HeldUnder, HowItCame, Profile};
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
pub use service_requests::{
    AskForPerson, AskForPersonRequest, GetServiceRequests, ServiceRequestKind, ServiceRequestState,
    ServiceRequestView, ServiceRequestsView, WithdrawServiceRequest,
};
#[cfg(feature = "every-product")]
pub use servicing::{
    CancelProposal, ConfirmProposal, DebitState, DebitView, FreezeFacility, FreezeRequest,
    GetProposal, GetServicing, GetStanding, LoanStanding, NoticeKind, NoticeView, ProposalState,
    ProposalView, Propose, ProposeRequest, ServicingOption, ServicingView, SetAutomaticDebit,
    SetReminders, SwitchRequest, UnfreezeFacility,
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
    GetSettlementCertificatePdf, GetStatement, GetStatements, InterestReceiptsView,
    SignedCertificateView, StatedMonth, StatementAnswer, StatementView, StatementsView,
};
#[cfg(feature = "every-product")]
pub use step_up::{
    ProveStepUp, StartStepUp, StartStepUpRequest, StepUpProof, StepUpProven, StepUpView,
    SteppedUpAct,
};
