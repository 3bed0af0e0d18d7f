//! Applications, consents, evidence and money.

use crate::scene::{NamedFacility, Scene, count, every_engine, find};
use server::store::acts::{
    AnsweredBefore, Ask, Direction, FindFacility, FindLoan, FindOrderOfKey, NewOrder,
    OrderRepayment, OrderState, Release, SettleOrder, StoredLoan, With,
};
use server::store::{Document, StoreError};
use shared::canonical::Digest;
use shared::evidence::{EvidenceBody, EvidenceEvent, verify};
use std::sync::Arc;

/// How many requests race.
const RACERS: usize = 64;

#[tokio::test(flavor = "multi_thread")]
async fn one_key_takes_effect_once_and_keys_of_others_are_their_own() {
    for scene in every_engine().await {
        let (one, other, key) = (scene.name(), scene.name(), scene.name());
        let (_, first) = scene.open(&one, &key);
        scene.store.open_application(first).await.unwrap();
        let (named, again) = scene.open(&one, &key);
        let refused = scene.store.open_application(again).await;
        assert!(matches!(refused, Err(StoreError::AlreadyAnswered)));
        assert!(scene.store.find_application(find(&named)).await.unwrap().is_none());
        let (_, theirs) = scene.open(&other, &key);
        scene.store.open_application(theirs).await.unwrap();
        let asked = AnsweredBefore { borrower: one, key: key.clone() };
        let answer = scene.store.answered(asked).await.unwrap().unwrap();
        assert_eq!((answer.status, answer.body), (200, key.into_bytes()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_on_an_old_version_changes_nothing_and_takes_no_key() {
    for scene in every_engine().await {
        let named = scene.application().await;
        scene.store.advance_application(scene.step(&named, 1, Vec::new())).await.unwrap();
        let key = scene.name();
        let mut stale = scene.step(&named, 1, Vec::new());
        stale.command = Some(scene.command(&named.borrower, &key));
        let refused = scene.store.advance_application(stale).await;
        assert!(matches!(refused, Err(StoreError::Changed)));
        let asked = AnsweredBefore { borrower: named.borrower.clone(), key };
        assert_eq!(scene.store.answered(asked).await.unwrap(), None);
        let stored = scene.store.find_application(find(&named)).await.unwrap().unwrap();
        assert_eq!(stored.version, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_without_a_live_authorisation() {
    for scene in every_engine().await {
        let named = scene.application().await;
        let ask = |later: u32| Ask {
            borrower: named.borrower.clone(),
            application: named.id.clone(),
            query: scene.name(),
            purpose: "tax_query".to_owned(),
            service: "tax_query".to_owned(),
            at: scene.at.plus_seconds(later),
        };
        let refused = scene.store.ask(ask(0)).await;
        assert!(matches!(refused, Err(StoreError::NotAuthorised)));
        let consent = scene.name();
        let given = With::Consent {
            consent: consent.clone(),
            purpose: "tax_query".to_owned(),
            text_hash: Digest::of(b"text"),
            valid_until: scene.at.plus_seconds(60),
        };
        scene.store.advance_application(scene.step(&named, 1, vec![given])).await.unwrap();
        assert_eq!(scene.store.ask(ask(60)).await.unwrap(), consent);
        let lapsed = scene.store.ask(ask(61)).await;
        assert!(matches!(lapsed, Err(StoreError::NotAuthorised)));
        let withdrawn = With::Withdrawal { purpose: "tax_query".to_owned() };
        scene.store.advance_application(scene.step(&named, 2, vec![withdrawn])).await.unwrap();
        let refused = scene.store.ask(ask(0)).await;
        assert!(matches!(refused, Err(StoreError::NotAuthorised)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_evidence_chain_verifies_from_its_first_event() {
    for scene in every_engine().await {
        let named = scene.application().await;
        for version in 1..=3 {
            let step = scene.step(&named, version, Vec::new());
            scene.store.advance_application(step).await.unwrap();
        }
        let kept = scene.store.evidence(find(&named)).await.unwrap();
        let events: Vec<EvidenceEvent> =
            kept.iter().map(|event| event.read("event").unwrap()).collect();
        assert_eq!(verify(&events).unwrap().sequence, 4);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_draws_at_once_never_exceed_the_limit() {
    for scene in every_engine().await {
        let facility = scene.facility(100).await;
        let scene = Arc::new(scene);
        let draws = (0..RACERS).map(|_| {
            let (scene, act) = (scene.clone(), scene.draw(&facility, &scene.name(), 10));
            tokio::spawn(async move { scene.store.draw(act).await })
        });
        let outcomes = finished(draws.collect()).await;
        let limited = |error: &StoreError| matches!(error, StoreError::LimitExceeded);
        assert_eq!(count(&outcomes, limited), (10, 54));
        assert_eq!(drawn(&scene, &facility).await, 100);
        let loans = scene.store.list_loans(facility.application.borrower.clone()).await.unwrap();
        assert_eq!(loans.len(), 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_thousand_draws_at_once_exactly_those_succeed_that_fit() {
    for scene in every_engine().await {
        let facility = scene.facility(1_000).await;
        let scene = Arc::new(scene);
        let draws = (0..1_000).map(|_| {
            let (scene, act) = (scene.clone(), scene.draw(&facility, &scene.name(), 7));
            tokio::spawn(async move { scene.store.draw(act).await })
        });
        let outcomes = finished(draws.collect()).await;
        let limited = |error: &StoreError| matches!(error, StoreError::LimitExceeded);
        assert_eq!(count(&outcomes, limited), (142, 858));
        let taken = drawn(&scene, &facility).await;
        assert_eq!(taken, 994);
        let loans = scene.store.list_loans(facility.application.borrower.clone()).await.unwrap();
        assert_eq!(loans.len(), 142);
        println!(
            "1,000 draws of 7 at once: {} made, 858 refused, {taken} of 1,000 drawn",
            loans.len()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_repetitions_of_one_draw_draw_once() {
    for scene in every_engine().await {
        let facility = scene.facility(10).await;
        let (scene, key) = (Arc::new(scene), "the same key".to_owned());
        let draws = (0..RACERS).map(|_| {
            let (scene, act) = (scene.clone(), scene.draw(&facility, &key, 10));
            tokio::spawn(async move { scene.store.draw(act).await })
        });
        let outcomes = finished(draws.collect()).await;
        let replayed = |error: &StoreError| matches!(error, StoreError::AlreadyAnswered);
        assert_eq!(count(&outcomes, replayed), (1, 63));
        assert_eq!(drawn(&scene, &facility).await, 10);
        let borrower = facility.application.borrower.clone();
        let answer = scene.store.answered(AnsweredBefore { borrower, key }).await.unwrap().unwrap();
        assert_eq!(answer.body, b"10");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_out_and_money_back_are_booked_once_and_the_limit_returns_with_them() {
    for scene in every_engine().await {
        let facility = scene.facility(100).await;
        let act = scene.draw(&facility, &scene.name(), 60);
        let (loan, out) = (act.loan.clone(), act.order.order.clone());
        scene.store.draw(act).await.unwrap();
        let paid_out = settlement(&scene, &facility, &loan, &out, 1, 0);
        scene.store.settle_order(paid_out.clone()).await.unwrap();
        scene.store.settle_order(paid_out).await.unwrap();
        let after = find_loan(&scene, &facility, &loan).await;
        assert_eq!((after.version, after.events.len()), (2, 1));

        let key = scene.name();
        let collect = repayment(&scene, &facility, &loan, &key, 2);
        let back = collect.order.order.clone();
        scene.store.order_repayment(collect).await.unwrap();
        let second = repayment(&scene, &facility, &loan, &scene.name(), 2);
        let refused = scene.store.order_repayment(second).await;
        assert!(matches!(refused, Err(StoreError::Changed)), "one collection at a time");
        let stale = settlement(&scene, &facility, &loan, &back, 1, 25);
        assert!(matches!(scene.store.settle_order(stale).await, Err(StoreError::Changed)));
        let collected = settlement(&scene, &facility, &loan, &back, 2, 25);
        scene.store.settle_order(collected.clone()).await.unwrap();
        scene.store.settle_order(collected).await.unwrap();
        assert_eq!(drawn(&scene, &facility).await, 35);

        let of_key = FindOrderOfKey { borrower: facility.application.borrower.clone(), key };
        let order = scene.store.order_of_key(of_key).await.unwrap().unwrap();
        assert_eq!((order.state, order.direction), (OrderState::Done, Direction::Collect));
        let evidence = scene.store.evidence(find(&facility.application)).await.unwrap();
        assert_eq!(evidence.len(), 4, "opened, advanced, paid out, paid back");
    }
}

fn repayment(
    scene: &Scene,
    facility: &NamedFacility,
    loan: &str,
    key: &str,
    expected_version: i64,
) -> OrderRepayment {
    let order = scene.name();
    OrderRepayment {
        borrower: facility.application.borrower.clone(),
        key: key.to_owned(),
        request_hash: Digest::of(b"request"),
        loan: loan.to_owned(),
        expected_version,
        order: NewOrder {
            order: order.clone(),
            direction: Direction::Collect,
            amount_fen: 25,
            document: Document::of(&order).unwrap(),
        },
        jobs: Vec::new(),
        at: scene.at,
    }
}

pub(crate) fn settlement(
    scene: &Scene,
    facility: &NamedFacility,
    loan: &str,
    order: &str,
    expected_version: i64,
    restored_fen: i64,
) -> SettleOrder {
    SettleOrder {
        borrower: facility.application.borrower.clone(),
        order: order.to_owned(),
        state: OrderState::Done,
        loan: loan.to_owned(),
        expected_version,
        document: Document::of("loan").unwrap(),
        events: vec![Document::of("event").unwrap()],
        facility: facility.id.clone(),
        restored_fen,
        release: Release::Nothing,
        application: facility.application.id.clone(),
        evidence: vec![EvidenceBody::ReviewRequested {}],
        entries: Vec::new(),
        jobs: Vec::new(),
        answer: None,
        moved_at: scene.at,
        at: scene.at,
    }
}

async fn drawn(scene: &Scene, facility: &NamedFacility) -> i64 {
    let borrower = facility.application.borrower.clone();
    let find = FindFacility { borrower, facility: facility.id.clone() };
    scene.store.find_facility(find).await.unwrap().unwrap().drawn_fen
}

async fn find_loan(scene: &Scene, facility: &NamedFacility, loan: &str) -> StoredLoan {
    let borrower = facility.application.borrower.clone();
    let find = FindLoan { borrower, loan: loan.to_owned() };
    scene.store.find_loan(find).await.unwrap().unwrap()
}

async fn finished<T>(racers: Vec<tokio::task::JoinHandle<T>>) -> Vec<T> {
    let mut outcomes = Vec::new();
    for racer in racers {
        outcomes.push(racer.await.unwrap());
    }
    outcomes
}
