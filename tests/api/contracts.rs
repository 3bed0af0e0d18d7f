//! Cost sheet, agreement, signature, evidence.

use shared::api::{
    AcknowledgeCostSheet, AcknowledgeCostSheetRequest, Empty, GetContract, GetEvidence, NextStep,
    ProblemCode, SignContract,
};
use shared::application::StageName;
use shared::canonical::Digest;
use shared::evidence::{self, EvidenceBundle};
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

async fn approved(shop: &Shop) -> (Borrower<InProcess>, String) {
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    (borrower, id)
}

#[tokio::test]
async fn the_cost_sheet_cannot_be_acknowledged_before_its_reading_time() {
    let shop = Shop::open_with(|opening| opening.institution.reading_seconds = 10).await;
    let (mut borrower, id) = approved(&shop).await;
    let sheet = borrower.show_cost_sheet(&id).await;
    assert_eq!((sheet.reading_seconds, sheet.seconds_left), (10, 10));
    shop.pass(4);
    let request = AcknowledgeCostSheetRequest { digest: sheet.digest };
    let problem = borrower.refused::<AcknowledgeCostSheet>(&[&id], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::CostSheetUnread));
    assert_eq!(problem.retry_after_seconds, Some(6));
    assert_eq!(borrower.show_cost_sheet(&id).await.seconds_left, 6, "the time runs on");
    shop.pass(6);
    let view = borrower.acknowledge(&id, &sheet).await;
    assert_eq!((view.stage, view.next_step), (StageName::Accepted, NextStep::Sign));
}

#[tokio::test]
async fn only_the_cost_sheet_that_was_shown_can_be_acknowledged() {
    let shop = Shop::open().await;
    let (mut borrower, id) = approved(&shop).await;
    borrower.show_cost_sheet(&id).await;
    shop.pass(60);
    let request = AcknowledgeCostSheetRequest { digest: Digest::of(b"cheaper") };
    let problem = borrower.refused::<AcknowledgeCostSheet>(&[&id], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::DocumentChanged));
}

#[tokio::test]
async fn nothing_is_signed_before_the_cost_sheet_is_acknowledged() {
    let shop = Shop::open().await;
    let (mut borrower, id) = approved(&shop).await;
    let problem = borrower.refused::<GetContract>(&[&id], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotFromHere));
}

async fn accepted(shop: &Shop) -> (Borrower<InProcess>, String) {
    let (mut borrower, id) = approved(shop).await;
    let sheet = borrower.show_cost_sheet(&id).await;
    shop.pass(60);
    borrower.acknowledge(&id, &sheet).await;
    (borrower, id)
}

#[tokio::test]
async fn the_same_agreement_is_rendered_to_the_same_bytes() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let once = borrower.contract(&id).await;
    shop.pass(5);
    let twice = borrower.contract(&id).await;
    assert_eq!(once.digest, twice.digest);
    assert_eq!(once.contract, twice.contract);
}

#[tokio::test]
async fn a_signature_by_another_key_or_over_another_text_is_refused() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let contract = borrower.contract(&id).await;
    let (mine, other) = (Signer::seeded(1), Signer::seeded(2));
    let mut other_key = mine.sign(&contract);
    other_key.public_key = other.sign(&contract).public_key;
    let other_text = mine.sign_message(&contract, b"I owe nothing");
    let mut garbage = mine.sign(&contract);
    "AAAA".clone_into(&mut garbage.signature);
    for request in [other_key, other_text, garbage] {
        let problem = borrower.refused::<SignContract>(&[&id], &request).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::SignatureInvalid));
    }
    let mut other_contract = mine.sign(&contract);
    other_contract.contract_digest = Digest::of(b"another contract");
    let problem = borrower.refused::<SignContract>(&[&id], &other_contract).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::DocumentChanged));
    assert_eq!(borrower.application(&id).await.stage, StageName::Accepted);
    borrower.sign(&id, &mine).await;
}

#[tokio::test]
async fn an_offer_stands_until_its_last_day() {
    let shop = Shop::open().await;
    let (mut borrower, id) = approved(&shop).await;
    shop.pass(200 * 24 * 3600);
    borrower.sign_in().await;
    let view = borrower.application(&id).await;
    assert_eq!((view.stage, view.next_step), (StageName::Expired, NextStep::Nothing));
}

#[tokio::test]
async fn the_evidence_from_consent_to_drawdown_is_one_file_that_verifies_by_itself() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let facility = borrower.sign(&id, &Signer::seeded(1)).await;
    borrower.name_account(&facility).await;
    borrower.draw(&facility, 100_000).await;
    shop.work().await;
    let bundle = borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    let file = serde_json::to_string(&bundle).expect("a file");
    let alone: EvidenceBundle = serde_json::from_str(&file).expect("a file to keep");
    let findings = alone.verify(None).expect("a bundle that holds");
    assert_eq!(findings.absent, [], "every document an event names is in the file");
    for digest in alone.events.iter().flat_map(|event| event.body.documents()) {
        assert_eq!(Digest::of(alone.documents[&digest].as_bytes()), digest);
    }
    let chain = bundle.events;
    evidence::verify(&chain).expect("an unbroken chain");
    let kinds: Vec<_> = chain.iter().map(|event| event.body.key()).collect();
    let position = |kind: &str| kinds.iter().position(|found| *found == kind);
    let story = [
        "consent_given",
        "decided",
        "cost_sheet_displayed",
        "cost_sheet_acknowledged",
        "contract_rendered",
        "signed",
        "drawn",
    ];
    let positions: Vec<_> = story.iter().map(|kind| position(kind)).collect();
    assert!(positions.iter().all(Option::is_some), "{kinds:?}");
    assert!(positions.is_sorted(), "{kinds:?}");
    let mut forged = chain.clone();
    forged.remove(2);
    assert!(evidence::verify(&forged).is_err());
}
