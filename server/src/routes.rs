//! The one list of routes.

use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Router, middleware};
use shared::api as wire;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use utoipa_swagger_ui::SwaggerUi;

use crate::api::{Api, Audience};
use crate::installation::Installation;
use crate::{
    applications, assets, backing, catalogue, demonstration, desk, devices, disputes, facilities,
    failure, health, loans, log, origin, passkeys, person, pools, profile, quotes, requests,
    security_headers, sign_in, step_up, telemetry,
};

/// How long a request may take, its body's arrival included.
const PATIENCE: Duration = Duration::from_secs(30);

/// Every address of the server.
pub fn router(here: Installation) -> Router {
    let (endpoints, description) = endpoints().finish();
    let viewer = SwaggerUi::new("/api/docs").url("/api/openapi.json", description);
    let api = endpoints
        .route("/api/v1/health", get(health::health))
        .route("/api/{*rest}", axum::routing::any(nothing_here))
        .merge(viewer)
        // One layer of layers: each handed over by itself would box every request once more.
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn(failure::tell))
                .layer(CatchPanicLayer::custom(failure::panicked))
                .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE))
                .layer(middleware::from_fn(origin::own_origin_only))
                .layer(DefaultBodyLimit::max(wire::BODY_BYTES_MAX)),
        );
    api.fallback(assets::serve)
        .layer(
            ServiceBuilder::new()
                .layer(TraceLayer::new_for_http().make_span_with(telemetry::request_span))
                .layer(middleware::from_fn(security_headers::add)),
        )
        .with_state(here)
}

/// An address under `/api` that nobody answers.
async fn nothing_here() -> failure::Failure {
    failure::Failure::of(wire::ProblemCode::NotFound)
}

fn endpoints() -> Api {
    let who = knowing(showing_who(signing_in(Api::default())));
    let before_signing = applying(who);
    let money = repaying(papers(lending(agreeing(before_signing))));
    let after_it = asking_people(raising_limits(taking_away(servicing(money))));
    demonstrating(keeping_pools(at_the_desk(after_it)))
}

fn agreeing(api: Api) -> Api {
    use Audience::{Everybody, SignedIn};
    use applications::{contract, face, signatory, signature, signed, signing};
    api.mount::<wire::GetContract, _, _>(SignedIn, "The agreement to read.", contract::get)
        .mount::<wire::AskRegistry, _, _>(
            SignedIn,
            "Asks the business registry again who may sign.",
            signatory::ask_again,
        )
        .mount::<wire::CompareFace, _, _>(
            SignedIn,
            "Has a photo of whoever signs compared; it is not kept.",
            face::compare,
        )
        .mount::<wire::AskToBeSeen, _, _>(
            SignedIn,
            "Has a person of the bank see who signs.",
            face::ask_to_be_seen,
        )
        .mount::<wire::AcknowledgeClauses, _, _>(
            SignedIn,
            "Acknowledges key clauses of the agreement.",
            contract::acknowledge,
        )
        .mount::<wire::PrepareSigning, _, _>(
            SignedIn,
            "Has the signer's key certified and the agreement made out for signing.",
            signing::prepare,
        )
        .mount::<wire::SignContract, _, _>(SignedIn, "Signs the agreement.", signature::sign)
        .mount::<wire::GetContractPdf, _, _>(
            SignedIn,
            "The signed agreement as a PDF.",
            signed::pdf,
        )
        .mount::<wire::GetLogHead, _, _>(
            Everybody,
            "The evidence log's signed head and its keys.",
            log::head,
        )
        .mount::<wire::GetLogConsistency, _, _>(
            Everybody,
            "The proof that the evidence log only grew.",
            log::consistency,
        )
}

fn at_the_desk(api: Api) -> Api {
    use Audience::{SignedIn, Staff};
    use desk::{answers, decisions, facts, queries, queue, requests, signer, view};
    api.mount::<wire::GetDeskCases, _, _>(
        Staff,
        "Everything that waits for a person, in the order it is served.",
        queue::cases,
    )
    .mount::<wire::GetDeskCase, _, _>(Staff, "One case in full.", view::get)
    .mount::<wire::RecordFacts, _, _>(
        Staff,
        "Writes down facts an officer saw proof of; the engine decides again.",
        facts::record,
    )
    .mount::<wire::RecordVisit, _, _>(
        Staff,
        "Hands in the cash-flow form of a visit; the engine decides again.",
        facts::visit,
    )
    .mount::<wire::DecideCase, _, _>(
        Staff,
        "Decides a case the engine referred, or a review.",
        decisions::decide,
    )
    .mount::<wire::AskSourceAgain, _, _>(
        Staff,
        "Asks the source of a disputed datum again.",
        queries::ask_again,
    )
    .mount::<wire::AnswerDispute, _, _>(Staff, "Answers a dispute.", answers::answer)
    .mount::<wire::SeeSigner, _, _>(Staff, "Writes down who signs.", signer::see)
    .mount::<wire::GetDeskRequests, _, _>(
        Staff,
        "Complaints and questions that wait for an answer.",
        requests::waiting,
    )
    .mount::<wire::AnswerRequest, _, _>(Staff, "Answers one of them.", requests::answer)
    .mount::<wire::DisputeDatum, _, _>(
        SignedIn,
        "Says that a datum the bank holds is wrong.",
        disputes::dispute,
    )
    .mount::<wire::GetDisputes, _, _>(SignedIn, "Every dispute, newest first.", disputes::list)
    .mount::<wire::GetDecisions, _, _>(
        SignedIn,
        "Every decision on an application, oldest first.",
        decisions::versions,
    )
}

fn keeping_pools(api: Api) -> Api {
    use Audience::{SignedIn, Staff};
    api.mount::<wire::GetPools, _, _>(Staff, "Every pool and what it holds.", pools::all)
        .mount::<wire::GetPool, _, _>(Staff, "One pool: standing, loans, ledger.", pools::get)
        .mount::<wire::ContributeToPool, _, _>(
            Staff,
            "Somebody pays into a pool.",
            pools::contribute,
        )
        .mount::<wire::ClaimFromPool, _, _>(
            Staff,
            "Claims the loss of an overdue loan.",
            pools::claim,
        )
        .mount::<wire::RecoverToPool, _, _>(
            Staff,
            "Something of a claimed loss came back.",
            pools::recover,
        )
        .mount::<wire::GetPoolCover, _, _>(
            SignedIn,
            "What the pool behind a facility covers.",
            pools::of_facility,
        )
}

fn applying(api: Api) -> Api {
    use Audience::SignedIn;
    use applications::{consents, draft, evidence, imports, papers, submission};
    api.mount::<wire::StartApplication, _, _>(
        SignedIn,
        "Starts an application from a recorded quote.",
        draft::start,
    )
    .mount::<wire::GetApplication, _, _>(SignedIn, "One application.", draft::get)
    .mount::<wire::SaveTyped, _, _>(SignedIn, "Keeps text as typed.", draft::save_typed)
    .mount::<wire::SetIdentity, _, _>(SignedIn, "Says who applies.", draft::set_identity)
    .mount::<wire::GetConsentText, _, _>(SignedIn, "The text of an authorisation.", consents::text)
    .mount::<wire::GiveConsent, _, _>(SignedIn, "Gives one authorisation.", consents::give)
    .mount::<wire::WithdrawConsent, _, _>(
        SignedIn,
        "Takes one authorisation back.",
        consents::withdraw,
    )
    .mount::<wire::ImportFile, _, _>(
        SignedIn,
        "Imports a file of statements in place of an earlier one.",
        imports::import,
    )
    .mount::<wire::RemoveFile, _, _>(SignedIn, "Takes an imported file back.", imports::remove)
    .mount::<wire::Submit, _, _>(SignedIn, "Hands the application in.", submission::submit)
    .mount::<wire::RequestReview, _, _>(
        SignedIn,
        "Asks for a person to review the decision.",
        submission::request_review,
    )
    .mount::<wire::WithdrawApplication, _, _>(
        SignedIn,
        "Takes the application back.",
        submission::withdraw,
    )
    .mount::<wire::ShowCostSheet, _, _>(
        SignedIn,
        "Puts the cost sheet on the screen.",
        papers::show_cost_sheet,
    )
    .mount::<wire::AcknowledgeCostSheet, _, _>(
        SignedIn,
        "Acknowledges the cost sheet and accepts the offer.",
        papers::acknowledge,
    )
    .mount::<wire::GetEvidence, _, _>(
        SignedIn,
        "The evidence chain and the documents it names.",
        evidence::get,
    )
}

fn lending(api: Api) -> Api {
    use Audience::SignedIn;
    use facilities::{account, draw, view};
    api.mount::<wire::GetOverview, _, _>(
        SignedIn,
        "Everything of the person signed in.",
        view::overview,
    )
    .mount::<wire::GetProfile, _, _>(
        SignedIn,
        "Everything held about the person signed in.",
        profile::get,
    )
    .mount::<wire::GetFacility, _, _>(SignedIn, "One facility.", view::get)
    .mount::<wire::SetAccount, _, _>(
        SignedIn,
        "Names the account that money goes to and is repaid from.",
        account::set,
    )
    .mount::<wire::Draw, _, _>(SignedIn, "Draws on a facility.", draw::draw)
    .mount::<wire::PreviewDraw, _, _>(
        SignedIn,
        "What a draw would cost, and what stands against it.",
        facilities::preview::preview,
    )
    .mount::<wire::FreezeFacility, _, _>(
        SignedIn,
        "Freezes a facility.",
        facilities::freeze::freeze,
    )
    .mount::<wire::UnfreezeFacility, _, _>(
        SignedIn,
        "Lifts a freeze of the borrower's own.",
        facilities::freeze::unfreeze,
    )
    .mount::<wire::GetLoan, _, _>(SignedIn, "One loan.", loans::get)
}

fn papers(api: Api) -> Api {
    use Audience::SignedIn;
    use backing::{deliver, present};
    api.mount::<wire::PresentPaper, _, _>(
        SignedIn,
        "Presents a paper for draws; whoever can vouch for it is then asked.",
        present::present,
    )
    .mount::<wire::FetchPapers, _, _>(
        SignedIn,
        "Fetches the papers a chain company delivers.",
        deliver::fetch,
    )
    .mount::<wire::AskAgain, _, _>(
        SignedIn,
        "Asks again whoever let the time to confirm a paper pass.",
        present::ask_again,
    )
    .mount::<wire::TakeBackPaper, _, _>(
        SignedIn,
        "Takes back a paper that stands behind nothing.",
        present::take_back,
    )
}

fn repaying(api: Api) -> Api {
    use Audience::{Everybody, SignedIn};
    use facilities::allocation;
    use loans::{incoming, preview, repay};
    api.mount::<wire::Repay, _, _>(SignedIn, "Repays any amount on any day.", repay::repay)
        .mount::<wire::PreviewRepayment, _, _>(
            SignedIn,
            "What a payment would do on a day.",
            preview::preview,
        )
        .mount::<wire::PreviewAllocation, _, _>(
            SignedIn,
            "How an amount would be shared among loans.",
            allocation::preview,
        )
        .mount::<wire::RepayFacility, _, _>(
            SignedIn,
            "Repays several loans at once.",
            allocation::repay,
        )
        .mount::<wire::GetIncomingPayments, _, _>(
            SignedIn,
            "Payments that came in from outside and what became of them.",
            incoming::list,
        )
        .mount::<wire::TellIncomingPayment, _, _>(
            Everybody,
            "The payment rail tells of money that came in; signed in the header Payment-Signature.",
            incoming::tell,
        )
}

fn servicing(api: Api) -> Api {
    use Audience::SignedIn;
    use loans::{proposals, standing};
    api.mount::<wire::GetStanding, _, _>(
        SignedIn,
        "What is due, overdue and to be watched.",
        standing::get,
    )
    .mount::<wire::SetAutomaticDebit, _, _>(
        SignedIn,
        "Whether what falls due is collected by itself.",
        standing::set_automatic_debit,
    )
    .mount::<wire::SetReminders, _, _>(
        SignedIn,
        "Whether text messages remind of due dates.",
        standing::set_reminders,
    )
    .mount::<wire::GetServicing, _, _>(SignedIn, "What can be asked for.", proposals::offered)
    .mount::<wire::Propose, _, _>(
        SignedIn,
        "Previews a request and keeps the preview.",
        proposals::propose,
    )
    .mount::<wire::GetProposal, _, _>(SignedIn, "One proposal.", proposals::get)
    .mount::<wire::ConfirmProposal, _, _>(
        SignedIn,
        "Books exactly what was previewed.",
        proposals::confirm,
    )
    .mount::<wire::CancelProposal, _, _>(SignedIn, "Takes a proposal back.", proposals::cancel)
}

fn taking_away(api: Api) -> Api {
    use Audience::SignedIn;
    use facilities::statements;
    use loans::keepsakes;
    api.mount::<wire::GetInterestBook, _, _>(
        SignedIn,
        "The interest book line by line.",
        keepsakes::interest_book,
    )
    .mount::<wire::GetInterestBookCsv, _, _>(
        SignedIn,
        "The interest book as comma-separated values.",
        keepsakes::interest_book_csv,
    )
    .mount::<wire::GetDueDates, _, _>(
        SignedIn,
        "The due dates still to come, for a calendar.",
        keepsakes::due_dates,
    )
    .mount::<wire::GetSettlementCertificate, _, _>(
        SignedIn,
        "That a loan is settled, certified.",
        keepsakes::certificate,
    )
    .mount::<wire::GetInterestReceipts, _, _>(
        SignedIn,
        "A receipt of interest for each payment.",
        keepsakes::receipts,
    )
    .mount::<wire::GetStatements, _, _>(
        SignedIn,
        "The months that have a statement.",
        statements::list,
    )
    .mount::<wire::GetStatement, _, _>(SignedIn, "The statement of a month.", statements::get)
    .mount::<wire::AnswerStatement, _, _>(
        SignedIn,
        "Says whether a statement agrees.",
        statements::answer,
    )
    .mount::<wire::GetDecision, _, _>(
        SignedIn,
        "The latest decision on an application.",
        applications::view::decision,
    )
}

fn raising_limits(api: Api) -> Api {
    use Audience::SignedIn;
    use facilities::increase;
    api.mount::<wire::RequestLimitIncrease, _, _>(
        SignedIn,
        "Asks for a higher limit; decided at once.",
        increase::request,
    )
    .mount::<wire::GetLimitIncrease, _, _>(
        SignedIn,
        "One request for a higher limit.",
        increase::get,
    )
    .mount::<wire::ConnectSource, _, _>(
        SignedIn,
        "Connects a data source and decides again.",
        increase::connect,
    )
    .mount::<wire::AcceptLimitIncrease, _, _>(
        SignedIn,
        "Accepts the higher limit that was granted.",
        increase::accept,
    )
}

fn asking_people(api: Api) -> Api {
    use Audience::SignedIn;
    api.mount::<wire::AskForPerson, _, _>(
        SignedIn,
        "Complains, or asks for a person to look.",
        requests::ask,
    )
    .mount::<wire::GetServiceRequests, _, _>(SignedIn, "What was asked of people.", requests::list)
    .mount::<wire::WithdrawServiceRequest, _, _>(
        SignedIn,
        "Takes a request to a person back.",
        requests::withdraw,
    )
}

fn demonstrating(api: Api) -> Api {
    use Audience::Everybody;
    api.mount::<wire::GetBusinessDate, _, _>(
        Everybody,
        "The business date of a demonstration; 404 in production.",
        demonstration::get,
    )
    .mount::<wire::MoveBusinessDate, _, _>(
        Everybody,
        "Moves the business date of a demonstration forward; 404 in production.",
        demonstration::advance,
    )
}

fn knowing(api: Api) -> Api {
    use Audience::SignedIn;
    api.mount::<wire::GetAuthorisations, _, _>(
        SignedIn,
        "Every authorisation given, live and past.",
        person::authorisations,
    )
    .mount::<wire::GetReceipt, _, _>(SignedIn, "The receipt of one authorisation.", person::receipt)
    .mount::<wire::GetQueryLog, _, _>(
        SignedIn,
        "Every question asked of an outside party.",
        person::query_log,
    )
    .mount::<wire::GetExport, _, _>(
        SignedIn,
        "Everything held about the person signed in.",
        person::export,
    )
    .mount::<wire::GetDeletionPlan, _, _>(
        SignedIn,
        "What deletion would delete and keep.",
        person::deletion_plan,
    )
    .mount::<wire::AskDeletion, _, _>(SignedIn, "Deletes what can go.", person::ask_deletion)
}

fn showing_who(api: Api) -> Api {
    use Audience::{Everybody, SignedIn};
    api.mount::<wire::GetSessions, _, _>(
        SignedIn,
        "Every session of the person signed in.",
        devices::list,
    )
    .mount::<wire::EndSession, _, _>(SignedIn, "Ends one session.", devices::end)
    .mount::<wire::EndOtherSessions, _, _>(
        SignedIn,
        "Ends all sessions but this one.",
        devices::end_others,
    )
    .mount::<wire::GetPasskeys, _, _>(
        SignedIn,
        "The passkeys of the person signed in.",
        passkeys::list,
    )
    .mount::<wire::StartPasskey, _, _>(SignedIn, "Begins to register a passkey.", passkeys::start)
    .mount::<wire::AddPasskey, _, _>(
        SignedIn,
        "Keeps the passkey an authenticator made.",
        passkeys::add,
    )
    .mount::<wire::RemovePasskey, _, _>(SignedIn, "Forgets a passkey.", passkeys::remove)
    .mount::<wire::StartPasskeySignIn, _, _>(
        Everybody,
        "Begins to sign in by passkey.",
        passkeys::start_sign_in,
    )
    .mount::<wire::SignInByPasskey, _, _>(
        Everybody,
        "Signs in by passkey and sets the session cookie.",
        passkeys::sign_in,
    )
    .mount::<wire::StartStepUp, _, _>(
        SignedIn,
        "Asks for what it takes to verify an act.",
        step_up::start,
    )
    .mount::<wire::ProveStepUp, _, _>(SignedIn, "Verifies an act.", step_up::prove)
}

fn signing_in(api: Api) -> Api {
    use Audience::{Everybody, SignedIn};
    api.mount::<wire::GetCatalogue, _, _>(
        Everybody,
        "What the quote screen quotes from, and today's date at the bank.",
        catalogue::published,
    )
    .mount::<wire::GetProducts, _, _>(
        Everybody,
        "Every product of the catalogue in force, and today's date at the bank.",
        catalogue::products,
    )
    .mount::<wire::RecordQuote, _, _>(
        Everybody,
        "Recomputes a quote made on the phone and keeps it when every digest agrees.",
        quotes::record_quote,
    )
    .mount::<wire::SendCode, _, _>(Everybody, "Sends a one-time code.", sign_in::send_code)
    .mount::<wire::SignIn, _, _>(
        Everybody,
        "Signs in with the code and sets the session cookie.",
        sign_in::sign_in,
    )
    .mount::<wire::GetSession, _, _>(SignedIn, "Who is signed in.", sign_in::session)
    .mount::<wire::SignOut, _, _>(SignedIn, "Signs out.", sign_in::sign_out)
    .mount::<wire::ReadSimulatedMessages, _, _>(
        Everybody,
        "Messages the simulator holds for a number; 404 unless it is in use.",
        sign_in::simulated_messages,
    )
    .mount::<wire::GetOwnSimulatedMessages, _, _>(
        SignedIn,
        "Messages the simulator holds for the person signed in.",
        sign_in::own_simulated_messages,
    )
}
