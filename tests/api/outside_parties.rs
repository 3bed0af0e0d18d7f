//! Outside parties that are down, slow, or answer nonsense: the application waits and says so.

use server::simulator::Behaviour;
use shared::api::{
    ApplicationView, FactQueryState, NextStep, ProblemCode, SendCode, SendCodeRequest,
};
use shared::application::StageName;
use shared::facts::Source;
use std::time::Duration;
use tests::identity::Person;
use tests::shop::Shop;

/// Longer than the longest pause between two tries.
const NEXT_TRY: u64 = 90;

fn state_of(view: &ApplicationView, source: Source) -> FactQueryState {
    let waiting = view.waiting.as_ref().expect("somebody waits");
    let query = waiting.queries.iter().find(|query| query.source == source);
    query.expect("the source is asked").state
}

/// A submitted application while the tax bureau behaves like this, and after it has recovered.
async fn waits_then_resumes(behaviour: Behaviour, patience: Duration) {
    let shop = Shop::open_with(|opening| opening.patience = patience).await;
    let mut borrower = shop.borrower("13800138000").await;
    shop.script("tax", behaviour, Some(1));
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    let view = borrower.application(&id).await;
    assert_eq!((view.stage, view.next_step), (StageName::Submitted, NextStep::WaitForDecision));
    assert_eq!(state_of(&view, Source::Tax), FactQueryState::Retrying);
    assert_eq!(state_of(&view, Source::Registry), FactQueryState::Answered);
    let promised = view.waiting.expect("somebody waits").promised_by;
    assert!(promised > shop.here.now(), "a time is promised");

    shop.pass(NEXT_TRY);
    shop.work().await;
    assert_eq!(borrower.application(&id).await.stage, StageName::Approved);
    let registry = Person::enterprise().identity.uscc.expect("a code");
    assert_eq!(shop.outside().times_asked("registry", &registry), 1, "asked once, kept");
}

#[tokio::test]
async fn a_party_that_is_down_is_asked_again_and_nothing_is_lost() {
    waits_then_resumes(Behaviour::Status(503), Duration::from_secs(5)).await;
}

#[tokio::test]
async fn a_party_that_answers_nonsense_is_asked_again() {
    waits_then_resumes(Behaviour::Nonsense(true), Duration::from_secs(5)).await;
}

#[tokio::test]
async fn a_party_that_is_too_slow_is_asked_again() {
    waits_then_resumes(Behaviour::DelayMs(60_000), Duration::from_millis(200)).await;
}

#[tokio::test]
async fn a_party_that_answers_about_facts_nobody_can_have_is_asked_again() {
    let facts = [("annual_sales".to_owned(), Some("-5".to_owned()))];
    waits_then_resumes(Behaviour::Facts(facts.into()), Duration::from_secs(5)).await;
}

#[tokio::test]
async fn a_fact_the_party_does_not_have_refers_and_never_approves() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    shop.script_fact("credit", "current_overdue", None);
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    let view = borrower.application(&id).await;
    assert_eq!((view.stage, view.next_step), (StageName::Referred, NextStep::WaitForReview));
}

#[tokio::test]
async fn while_the_sms_gateway_is_down_no_code_is_said_to_be_sent() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger("13800138000");
    shop.script("sms", Behaviour::Status(503), Some(1));
    let request = SendCodeRequest { mobile: "13800138000".to_owned() };
    let problem = borrower.refused::<SendCode>(&[], &request).await;
    assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
    borrower.sign_in().await;
}

#[tokio::test]
async fn several_parties_down_for_long_are_all_waited_for() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    for service in ["tax", "registry", "credit"] {
        shop.script(service, Behaviour::Status(500), Some(3));
    }
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    for _ in 0..3 {
        shop.work().await;
        assert_eq!(borrower.application(&id).await.stage, StageName::Submitted);
        shop.pass(NEXT_TRY);
    }
    shop.work().await;
    assert_eq!(borrower.application(&id).await.stage, StageName::Approved);
}
