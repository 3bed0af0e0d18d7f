//! The OpenAPI description: exactly the endpoints the contract declares.

use serde_json::Value;
use shared::api as wire;
use std::{collections::BTreeSet, fs};
use tests::line::{Asked, Line, method_word};
use tests::shop::Shop;

macro_rules! declared {
    ($($endpoint:ident)*) => {
        BTreeSet::from([$((
            method_word(<wire::$endpoint as wire::Endpoint>::METHOD).to_owned(),
            <wire::$endpoint as wire::Endpoint>::PATH.to_owned(),
        )),*])
    };
}

fn declared() -> BTreeSet<(String, String)> {
    declared! {
        GetCatalogue GetProducts RecordQuote SendCode SignIn GetSession SignOut ReadSimulatedMessages
        GetOwnSimulatedMessages
        GetSessions EndSession EndOtherSessions
        GetPasskeys StartPasskey AddPasskey RemovePasskey StartPasskeySignIn SignInByPasskey
        StartStepUp ProveStepUp
        GetAuthorisations GetReceipt GetQueryLog GetExport GetDeletionPlan AskDeletion
        StartApplication GetApplication SaveTyped SetIdentity GetConsentText GiveConsent
        WithdrawConsent Submit AskRegistry CompareFace AskToBeSeen ShowCostSheet AcknowledgeCostSheet GetContract
        AcknowledgeClauses PrepareSigning SignContract GetContractPdf RequestReview WithdrawApplication GetEvidence
        GetLogHead GetLogConsistency
        ImportFile RemoveFile GetProfile
        GetOverview GetFacility SetAccount Draw GetLoan Repay
        PresentPaper FetchPapers AskAgain TakeBackPaper
        GetDeskCases GetDeskCase RecordFacts RecordVisit DecideCase AskSourceAgain AnswerDispute SeeSigner
        GetDeskRequests AnswerRequest
        GetDecisions DisputeDatum GetDisputes
        GetPools GetPool ContributeToPool ClaimFromPool RecoverToPool GetPoolCover
        PreviewDraw PreviewRepayment PreviewAllocation RepayFacility GetIncomingPayments
        TellIncomingPayment
        GetStanding SetAutomaticDebit SetReminders GetServicing Propose GetProposal ConfirmProposal
        CancelProposal FreezeFacility UnfreezeFacility RequestLimitIncrease GetLimitIncrease
        GetLimitIncreases ShowPaper GetShownPaper
        ConnectSource AcceptLimitIncrease AskForPerson GetServiceRequests WithdrawServiceRequest
        GetInterestBook GetInterestBookCsv GetDueDates GetStatements GetStatement AnswerStatement
        GetSettlementCertificate GetSettlementCertificatePdf GetInterestReceipts GetDecision
        GetBusinessDate MoveBusinessDate
    }
}

/// Endpoints declared in the contract's own source, counted so that none is forgotten above.
fn declared_in_source() -> usize {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/src/api");
    let sources = fs::read_dir(folder).expect("the contract's folder");
    let sources =
        sources.map(|file| fs::read_to_string(file.expect("a file").path()).expect("text"));
    let declares = |line: &&str| line.contains("\"/api/v1/") && line.contains("=>");
    sources.map(|source| source.lines().filter(declares).count()).sum()
}

async fn description(shop: &Shop) -> Value {
    shop.line.clone().send(Asked::new("GET", "/api/openapi.json")).await.json()
}

#[tokio::test]
async fn it_lists_exactly_the_endpoints_of_the_contract() {
    let shop = Shop::open().await;
    let description = description(&shop).await;
    let mut listed = BTreeSet::new();
    for (path, item) in description["paths"].as_object().expect("paths") {
        for method in item.as_object().expect("operations").keys() {
            listed.insert((method.to_uppercase(), path.clone()));
        }
    }
    assert_eq!(listed, declared());
    assert_eq!(listed.len(), declared_in_source());
}

#[tokio::test]
async fn every_operation_names_its_request_its_answer_and_its_refusal() {
    let shop = Shop::open().await;
    let description = description(&shop).await;
    let schemas = description["components"]["schemas"].as_object().expect("schemas");
    let text = description.to_string();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name: String =
            reference.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        assert!(schemas.contains_key(&name), "{name} is not described");
    }
    for (path, item) in description["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            assert!(operation["responses"]["200"].is_object(), "{method} {path}");
            assert!(operation["responses"]["default"].is_object(), "{method} {path}");
            assert!(operation["summary"].is_string(), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn the_viewer_is_served_here_and_loads_nothing_from_elsewhere() {
    let shop = Shop::open().await;
    let page = shop.line.clone().send(Asked::new("GET", "/api/docs/")).await;
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("https://"), "{}", page.text());
}

/// Operations that ask nobody who they are.
fn is_open(method: &str, path: &str) -> bool {
    let open = [
        ("GET", "/api/v1/catalogue"),
        ("GET", "/api/v1/products"),
        ("POST", "/api/v1/quotes"),
        ("POST", "/api/v1/sign-in-codes"),
        ("POST", "/api/v1/sessions"),
        ("POST", "/api/v1/passkeys/challenges"),
        ("POST", "/api/v1/passkeys/sessions"),
        ("POST", "/api/v1/simulator/messages"),
        ("GET", "/api/v1/demonstration/business-date"),
        ("POST", "/api/v1/demonstration/business-date"),
    ];
    open.contains(&(method, path)) || path.starts_with("/api/v1/log/")
}

/// A request of an operation, with whatever its identifiers and body may be.
fn any_request(method: &str, path: &str) -> Asked {
    let method: &'static str = ["GET", "POST", "PUT", "DELETE"]
        .into_iter()
        .find(|known| *known == method)
        .expect("a method of the contract");
    let asked = Asked::new(method, path.replace(['{', '}'], ""));
    if method == "GET" {
        return asked;
    }
    asked.header("idempotency-key", "key").json("{}")
}

/// What an operation answers to somebody who has not signed in.
#[tokio::test]
async fn everything_about_a_person_needs_a_session() {
    let shop = Shop::open().await;
    for (method, path) in declared().into_iter().filter(|(method, path)| !is_open(method, path)) {
        let reply = shop.line.clone().send(any_request(&method, &path)).await;
        assert_eq!(reply.status, 401, "{method} {path}: {}", reply.text());
    }
}

#[tokio::test]
async fn the_desk_answers_no_borrower_and_nothing_else_answers_staff() {
    let shop = Shop::open().await;
    let borrower = shop.borrower("13800138000").await.cookie.expect("a session");
    let officer = shop.officer().await.cookie.expect("a session");
    for (method, path) in declared().into_iter().filter(|(method, path)| !is_open(method, path)) {
        // One's own sessions are anybody's; a notice of the payment rail carries its signature.
        if path.starts_with("/api/v1/session") || path.starts_with("/api/v1/payment-notices/") {
            continue;
        }
        let stranger = if path.starts_with("/api/v1/desk/") { &borrower } else { &officer };
        let asked = any_request(&method, &path).header("cookie", stranger);
        let problem = shop.line.clone().send(asked).await.problem();
        assert_eq!((problem.status, problem.code), (403, wire::ProblemCode::NotYourDuty), "{path}");
    }
}
