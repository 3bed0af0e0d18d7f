//! Parties that are down, slow, hang up or never stop talking: the application waits and says so, and
//! nothing is lost.

use super::{NEXT_TRY, waits_for_the_tax_bureau};
use server::adapters::{ANSWER_BYTES_MAX, Party, TRIES, circuit};
use server::simulator::Behaviour;
use shared::api::{ProblemCode, SendCode, SendCodeRequest};
use shared::application::StageName;
use std::time::Duration;
use tests::identity::Person;
use tests::line::{Asked, Line};
use tests::shop::Shop;
use tokio::net::TcpListener;

/// As long as anybody needs who answers at all.
const PATIENT: Duration = Duration::from_secs(5);

/// A submitted application while the tax bureau behaves like this `times` times, and after it has
/// recovered.
async fn waits_then_resumes(behaviour: Behaviour, times: u32, patience: Duration) {
    let shop = Shop::open_with(|opening| opening.patience = patience).await;
    let mut borrower = shop.borrower("13800138000").await;
    shop.script("tax", behaviour, Some(times));
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    waits_for_the_tax_bureau(&shop, &mut borrower, &id).await;

    shop.pass(NEXT_TRY);
    shop.work().await;
    assert_eq!(borrower.application(&id).await.stage, StageName::Approved);
    let uscc = Person::enterprise().identity.uscc.expect("a code");
    assert_eq!(shop.outside().times_asked(Party::Registry, &uscc), 1, "asked once, kept");
    assert_eq!(shop.outside().times_asked(Party::Tax, &uscc), u64::from(times) + 1);
}

#[tokio::test]
async fn a_party_that_is_down_is_asked_again_and_nothing_is_lost() {
    waits_then_resumes(Behaviour::Status(503), TRIES, PATIENT).await;
}

#[tokio::test]
async fn a_party_that_is_too_slow_is_asked_again() {
    waits_then_resumes(Behaviour::DelayMs(60_000), TRIES, Duration::from_millis(200)).await;
}

#[tokio::test]
async fn a_party_that_hangs_up_in_the_middle_is_asked_again() {
    waits_then_resumes(Behaviour::HangUp(true), TRIES, PATIENT).await;
}

#[tokio::test]
async fn a_party_that_answers_nonsense_is_asked_again_later_and_not_at_once() {
    waits_then_resumes(Behaviour::Nonsense(true), 1, PATIENT).await;
}

#[tokio::test]
async fn a_party_that_refuses_is_asked_again_later_and_not_at_once() {
    waits_then_resumes(Behaviour::Status(403), 1, PATIENT).await;
}

#[tokio::test]
async fn an_answer_that_never_ends_is_read_no_further_than_an_answer_can_be_long() {
    let endless = u64::try_from(ANSWER_BYTES_MAX).expect("a length") * 4096;
    waits_then_resumes(Behaviour::Bytes(endless), 1, PATIENT).await;
}

#[tokio::test]
async fn a_party_that_fails_for_a_moment_is_asked_again_within_the_same_question() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    shop.script("tax", Behaviour::Status(503), Some(TRIES - 1));
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    let before = shop.here.now();
    shop.work().await;
    assert_eq!(borrower.application(&id).await.stage, StageName::Approved);
    let paused = shop.here.now().as_micros() - before.as_micros();
    assert!(
        (600_000..900_000).contains(&paused),
        "0.2 and 0.4 s, each up to half more: {paused} µs"
    );
}

#[tokio::test]
async fn a_party_that_closes_the_connection_without_a_word_is_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}/court", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        // Each caller is let in and the line dropped.
        while listener.accept().await.is_ok() {}
    });
    let shop = Shop::open_with(|opening| {
        let services = std::mem::take(&mut opening.institution.services);
        opening.institution.services = services.with(Party::Court, &address);
    })
    .await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person { product_id: "tax-gold", ..Person::enterprise() };
    let id = borrower.apply(&person, 300_000).await;
    shop.work().await;
    let view = borrower.application(&id).await;
    assert_eq!(view.stage, StageName::Submitted);
    assert_eq!(
        super::state_of(&view, shared::facts::Source::Court),
        shared::api::FactQueryState::Retrying
    );
}

#[tokio::test]
async fn several_parties_down_for_long_are_all_waited_for() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    for service in ["tax", "registry", "credit"] {
        shop.script(service, Behaviour::Status(500), Some(3 * TRIES));
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

#[tokio::test]
async fn a_party_that_keeps_failing_is_left_alone_and_one_question_finds_out_when_it_is_well() {
    let shop = Shop::open().await;
    shop.script("tax", Behaviour::Status(500), None);
    let mut waiting = Vec::new();
    for number in 0..=circuit::FAILURES_MAX {
        let mut borrower = shop.borrower(&format!("1380013800{number}")).await;
        let id = borrower.apply(&Person::enterprise(), 300_000).await;
        waiting.push((borrower, id));
    }
    shop.work().await;
    let uscc = Person::enterprise().identity.uscc.expect("a code");
    let asked = || shop.outside().times_asked(Party::Tax, &uscc);
    assert_eq!(asked(), u64::from(circuit::FAILURES_MAX * TRIES), "the last one was not put");
    assert_eq!(circuit_of(&shop, "tax").await, "open");
    assert_eq!(circuit_of(&shop, "registry").await, "closed");
    for (borrower, id) in &mut waiting {
        waits_for_the_tax_bureau(&shop, borrower, id).await;
    }

    shop.outside().clear_scripts();
    shop.pass(NEXT_TRY);
    assert_eq!(circuit_of(&shop, "tax").await, "half_open");
    shop.work().await;
    shop.pass(NEXT_TRY);
    shop.work().await;
    assert_eq!(circuit_of(&shop, "tax").await, "closed");
    for (borrower, id) in &mut waiting {
        assert_eq!(borrower.application(id).await.stage, StageName::Approved);
    }
}

/// How the server's health says a party's circuit stands.
async fn circuit_of(shop: &Shop, party: &str) -> String {
    let reply = shop.line.clone().send(Asked::new("GET", "/api/v1/health")).await;
    let health: serde_json::Value = reply.json();
    let parties = health["parties"].as_array().expect("parties");
    let found = parties.iter().find(|one| one["party"] == party).expect("the party");
    assert_eq!(found["simulated"], true);
    found["circuit"].as_str().expect("a word").to_owned()
}

#[tokio::test]
async fn while_the_sms_gateway_is_down_no_code_is_said_to_be_sent() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger("13800138000");
    shop.script("sms", Behaviour::Status(503), Some(1));
    let request = SendCodeRequest { mobile: "13800138000".to_owned() };
    let problem = borrower.refused::<SendCode>(&[], &request).await;
    assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
    assert_eq!(shop.outside().times_asked(Party::Sms, "13800138000"), 1, "nobody is told twice");
    borrower.sign_in().await;
}
