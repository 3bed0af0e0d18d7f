//! Cost sheet and agreement.

use shared::api::{
    AcknowledgeCostSheet, AcknowledgeCostSheetRequest, Empty, GetContract, NextStep, ProblemCode,
};
use shared::application::StageName;
use shared::canonical::Digest;
use tests::journey::{accepted, approved};
use tests::shop::Shop;

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

#[tokio::test]
async fn the_same_agreement_is_made_out_to_the_same_bytes() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let once = borrower.contract(&id).await;
    shop.pass(5);
    let twice = borrower.contract(&id).await;
    assert_eq!(once, twice);
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
