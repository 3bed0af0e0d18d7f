//! What somebody allowed, what was asked under it, everything held about them, and its deletion.

use server::simulator::Behaviour;
use shared::api::{
    AskDeletion, AuthorisationState, Empty, GetAuthorisations, GetDeletionPlan, GetExport,
    GetOverview, GetQueryLog, GetReceipt, GetSession, ProblemCode, QueryOutcome, WithdrawConsent,
};
use shared::canonical;
use shared::consent::ConsentKind;
use shared::language::Language;
use shared::retention::{Category, Fate, Line};
use tests::borrower::Borrower;
use tests::identity::{ACCOUNT, CLEAN_PERSON, Person};
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

const MOBILE: &str = "13800138000";

async fn applied(shop: &Shop) -> (Borrower<InProcess>, String) {
    let mut borrower = shop.borrower(MOBILE).await;
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    (borrower, id)
}

/// Somebody with an agreement and a loan.
async fn with_loan(shop: &Shop) -> (Borrower<InProcess>, String) {
    let (mut borrower, id) = applied(shop).await;
    let sheet = borrower.show_cost_sheet(&id).await;
    shop.pass(u64::from(sheet.reading_seconds));
    borrower.acknowledge(&id, &sheet).await;
    let facility = borrower.sign(&id, &Signer::seeded(1)).await;
    borrower.name_account(&facility).await;
    borrower.draw(&facility, 20_000).await;
    shop.work().await;
    (borrower, id)
}

#[tokio::test]
async fn every_authorisation_is_listed_and_says_what_taking_it_back_changes() {
    let shop = Shop::open().await;
    let (mut borrower, id) = applied(&shop).await;
    let given = borrower.ask::<GetAuthorisations>(&[], &Empty {}).await.authorisations;
    assert_eq!(given.len(), 3);
    for authorisation in &given {
        assert_eq!((authorisation.state, authorisation.times_asked), (AuthorisationState::Live, 1));
        assert!(authorisation.effect_of_withdrawal.text(Language::Zh).contains("撤回"));
    }
    borrower.ask::<WithdrawConsent>(&[&id, "tax_query"], &Empty {}).await;
    let after = borrower.ask::<GetAuthorisations>(&[], &Empty {}).await.authorisations;
    let tax = after.iter().find(|view| view.kind == ConsentKind::TaxQuery).expect("it stays");
    assert_eq!(tax.state, AuthorisationState::Withdrawn);
    assert!(tax.withdrawn_at.is_some());
    shop.pass(31 * 24 * 3600);
    borrower.sign_in().await;
    let later = borrower.ask::<GetAuthorisations>(&[], &Empty {}).await.authorisations;
    let lapsed = later.iter().filter(|view| view.state == AuthorisationState::Lapsed);
    assert_eq!(lapsed.count(), 2);
}

#[tokio::test]
async fn a_receipt_holds_the_very_text_and_only_its_owner_gets_it() {
    let shop = Shop::open().await;
    let (mut borrower, _) = applied(&shop).await;
    let given = borrower.ask::<GetAuthorisations>(&[], &Empty {}).await.authorisations;
    let receipt = borrower.ask::<GetReceipt>(&[&given[0].authorisation_id], &Empty {}).await;
    assert_eq!(canonical::digest(&receipt.text).expect("canonical"), receipt.text_digest);
    assert_eq!(receipt.text.kind, receipt.authorisation.kind);
    assert!(receipt.given_by.zh.contains("泸州青禾餐饮管理有限公司"));
    let json = serde_json::to_string(&receipt).expect("JSON");
    assert!(!json.contains(CLEAN_PERSON) && !json.contains("陈秀兰"), "masked");
    let mut other = shop.borrower("13800138001").await;
    let id = given[0].authorisation_id.as_str();
    for name in [id, "nonsense"] {
        let problem = other.refused::<GetReceipt>(&[name], &Empty {}).await;
        assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    }
}

#[tokio::test]
async fn the_query_log_says_who_was_asked_what_when_under_which_authorisation_and_how_it_went() {
    let shop = Shop::open().await;
    shop.script("tax", Behaviour::Status(503), Some(9));
    let (mut borrower, id) = applied(&shop).await;
    let log = borrower.ask::<GetQueryLog>(&[], &Empty {}).await;
    assert_eq!(log.asked_by.zh, "普惠示范银行");
    let given = borrower.ask::<GetAuthorisations>(&[], &Empty {}).await.authorisations;
    for query in &log.queries {
        let authorisation = given
            .iter()
            .find(|view| view.authorisation_id == query.authorisation_id)
            .expect("every question names an authorisation that was given");
        assert_eq!(authorisation.kind, query.kind);
        assert_eq!((&query.application_id, query.simulated), (&id, true));
        let failed = query.kind == ConsentKind::TaxQuery;
        let outcome = if failed { QueryOutcome::Failed } else { QueryOutcome::Answered };
        assert_eq!(query.outcome, outcome, "{:?}", query.kind);
        assert!(query.answered_at.is_some());
    }
    let mut other = shop.borrower("13800138001").await;
    assert_eq!(other.ask::<GetQueryLog>(&[], &Empty {}).await.queries, []);
}

#[tokio::test]
async fn the_export_holds_everything_in_full_for_its_owner_alone_and_asks_who_that_is() {
    let shop = Shop::open().await;
    let (mut borrower, _) = with_loan(&shop).await;
    let reply = borrower.try_asking::<GetExport>(&[], &Empty {}).await;
    assert!(reply.is_success(), "{}", reply.text());
    assert!(reply.header("content-disposition").is_some_and(|file| file.contains("attachment")));
    for held in [MOBILE, CLEAN_PERSON, ACCOUNT, "陈秀兰", "91510500MA6PH0001D"] {
        assert!(reply.text().contains(held), "{held}");
    }
    let export: shared::api::PersonalExport = reply.json();
    assert_eq!((export.applications.len(), export.facilities.len()), (1, 1));
    assert_eq!(export.facilities[0].loans.len(), 1);
    assert_eq!(export.applications[0].answers.len(), 3);
    assert!(!export.applications[0].evidence.is_empty());
    let mut other = shop.borrower("13800138001").await;
    let others = other.try_asking::<GetExport>(&[], &Empty {}).await.text();
    assert!(!others.contains(MOBILE) && !others.contains(CLEAN_PERSON));

    shop.pass(15 * 60);
    let problem = borrower.refused::<GetExport>(&[], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (403, ProblemCode::StepUpRequired));
}

fn fate(lines: &[Line], category: Category) -> &Fate {
    &lines.iter().find(|line| line.category == category).expect("it is held").fate
}

#[tokio::test]
async fn whoever_never_signed_is_forgotten_but_for_the_proof_of_what_they_allowed() {
    let shop = Shop::open().await;
    let (mut borrower, _) = applied(&shop).await;
    let plan = borrower.ask::<GetDeletionPlan>(&[], &Empty {}).await;
    assert!(plan.closes_account);
    assert_eq!(plan.takes_back_applications, 1);
    let Fate::Kept { until, source, .. } = fate(&plan.lines, Category::Authorisations) else {
        panic!("the proof stays");
    };
    assert_eq!(until.map(|day| day.to_string()).as_deref(), Some("2029-11-23"));
    assert!(source.contains("未核实"));
    let done = borrower.ask::<AskDeletion>(&[], &Empty {}).await;
    assert_eq!(done.plan, plan, "what is done is what was shown");
    let problem = borrower.refused::<GetSession>(&[], &Empty {}).await;
    assert_eq!(problem.code, ProblemCode::SignInRequired);
    shop.work().await;

    shop.pass(61);
    borrower.sign_in().await;
    let overview = borrower.ask::<GetOverview>(&[], &Empty {}).await;
    assert_eq!((overview.applications.len(), overview.facilities.len()), (0, 0), "a new person");
}

#[tokio::test]
async fn an_agreement_keeps_what_the_law_wants_kept_and_the_rest_goes() {
    let shop = Shop::open().await;
    let (mut borrower, signed) = with_loan(&shop).await;
    let unsigned = borrower.prepare(&Person::enterprise(), 100_000).await;
    let done = borrower.ask::<AskDeletion>(&[], &Empty {}).await;
    assert!(!done.plan.closes_account);
    assert_eq!(fate(&done.plan.lines, Category::UnsignedApplications), &Fate::Deleted);
    for category in [Category::Agreements, Category::Loans, Category::Account] {
        assert!(matches!(fate(&done.plan.lines, category), Fate::Kept { until: None, .. }));
    }
    let emptied = borrower.application(&unsigned).await;
    assert!(emptied.identity.is_none() && emptied.typed.is_empty() && emptied.decision.is_none());
    let kept = borrower.application(&signed).await;
    assert!(kept.identity.is_some() && kept.decision.is_some());
    let export: shared::api::PersonalExport =
        borrower.try_asking::<GetExport>(&[], &Empty {}).await.json();
    assert_eq!(export.deletion_requests.len(), 1);
    assert_eq!(export.quotes.len(), 0);
    let again = borrower.ask::<GetDeletionPlan>(&[], &Empty {}).await;
    assert_eq!(again.takes_back_applications, 0);
}

#[tokio::test]
async fn an_answer_given_again_after_deletion_says_nothing_and_does_nothing() {
    let shop = Shop::open().await;
    let (mut borrower, _) = with_loan(&shop).await;
    let quote = borrower.quote(&Person::enterprise(), 100_000).await;
    let request = shared::api::StartApplicationRequest {
        quote_id: quote.quote_id,
        product_id: "micro-quick".to_owned(),
    };
    let asked = borrower.asked_with_key::<shared::api::StartApplication>("one", &[], &request);
    let first = tests::line::Line::send(&mut borrower.line, asked.clone()).await;
    assert!(first.text().contains("application_id"));
    borrower.ask::<AskDeletion>(&[], &Empty {}).await;
    let before = borrower.ask::<GetOverview>(&[], &Empty {}).await.applications.len();
    let again = tests::line::Line::send(&mut borrower.line, asked).await;
    assert_eq!((again.text().as_str(), again.header("idempotency-hit")), ("{}", Some("true")));
    let after = borrower.ask::<GetOverview>(&[], &Empty {}).await.applications.len();
    assert_eq!(before, after);
}
