//! Pools: whatever races and whatever happens, what is kept is what the events come to, to the fen.

use crate::scene::{NamedFacility, Scene, every_engine};
use server::store::acts::{
    AnswerOnPool, CoverDraw, FindCovers, FindPool, PoolAct, StoredPoolEvent,
};
use server::store::{Document, StoreError};
use shared::catalogue::{OnUncovered, RiskPoolTerms};
use shared::money::Money;
use shared::risk_pool::{Contributor, PoolEvent, RiskPool};
use std::sync::Arc;

/// How many draws race.
const RACERS: usize = 64;

fn terms(uncovered: OnUncovered) -> RiskPoolTerms {
    RiskPoolTerms {
        coverage_percent: 80,
        leverage: 10,
        cap_per_borrower: Money::from_fen(5_000),
        breaker_percent: 50,
        claim_after_days: 60,
        uncovered,
        source: "test".to_owned(),
    }
}

fn act(scene: &Scene, pool: &str, borrower: &str, event: PoolEvent) -> PoolAct {
    let answer = AnswerOnPool(Arc::new(|moved| moved.moved.fen().to_string().into_bytes()));
    PoolAct {
        command: scene.command(&scene.name(), "key"),
        answer,
        pool: pool.to_owned(),
        terms: terms(OnUncovered::Lend),
        borrower: borrower.to_owned(),
        event,
        officer: "8001 王敏".to_owned(),
    }
}

async fn pay_in(scene: &Scene, pool: &str, fen: i64) {
    let event = PoolEvent::Contributed { by: Contributor::Bank, amount: Money::from_fen(fen) };
    scene.store.pool_act(act(scene, pool, "", event)).await.unwrap();
}

/// What is kept of a pool equals the fold over its events, entry by entry.
async fn sound(scene: &Scene, pool: &str) -> RiskPool {
    let find = FindPool { pool: pool.to_owned(), at_most: i64::MAX };
    let mut events: Vec<StoredPoolEvent> = scene.store.pool_events(find).await.unwrap();
    events.reverse();
    let read: Vec<PoolEvent> =
        events.iter().map(|stored| stored.event.read("pool event").unwrap()).collect();
    for (index, stored) in events.iter().enumerate() {
        assert_eq!(stored.seq, i64::try_from(index).unwrap() + 1);
        let so_far = RiskPool::rebuild(&read[..=index]).unwrap();
        assert_eq!(so_far.standing().balance(), stored.balance);
    }
    let folded = RiskPool::rebuild(&read).unwrap();
    let kept = scene.store.find_pool(pool.to_owned()).await.unwrap().unwrap();
    assert_eq!(kept.standing, folded.standing(), "kept is not what the events come to");
    assert_eq!(kept.seq, i64::try_from(events.len()).unwrap());
    let find = FindPool { pool: pool.to_owned(), at_most: i64::MAX };
    for owned in scene.store.covered_loans(find).await.unwrap() {
        assert_eq!(folded.cover(&owned.loan), Some(owned.cover));
    }
    folded
}

fn covered_draw(
    scene: &Scene,
    facility: &NamedFacility,
    pool: &str,
    (fen, uncovered): (i64, OnUncovered),
) -> server::store::acts::Draw {
    let mut draw = scene.draw(facility, &scene.name(), fen);
    draw.cover = Some(CoverDraw { pool: pool.to_owned(), terms: terms(uncovered) });
    draw
}

#[tokio::test(flavor = "multi_thread")]
async fn draws_that_race_are_covered_as_far_as_the_pool_reaches_and_no_further() {
    for scene in every_engine().await {
        let pool = scene.name();
        pay_in(&scene, &pool, 30).await;
        let scene = Arc::new(scene);
        let mut racers = Vec::new();
        for racer in 0..RACERS {
            let facility = scene.facility(100).await;
            let uncovered = if racer % 2 == 0 { OnUncovered::Refuse } else { OnUncovered::Lend };
            let draw = covered_draw(&scene, &facility, &pool, (10, uncovered));
            let scene = scene.clone();
            racers.push(tokio::spawn(async move {
                let (borrower, loan) = (draw.command.borrower.clone(), draw.loan.clone());
                (scene.store.draw(draw).await, borrower, loan, uncovered)
            }));
        }
        let mut covered = 0;
        for racer in racers {
            let (outcome, borrower, loan, uncovered) = racer.await.unwrap();
            let find = FindCovers { borrower, pool: pool.clone() };
            let is_covered = scene.store.covers_of_borrower(find).await.unwrap().contains(&loan);
            covered += i64::from(is_covered);
            match outcome {
                Ok(_) => assert!(is_covered || uncovered == OnUncovered::Lend),
                Err(StoreError::NotCovered) => {
                    assert!(!is_covered && uncovered == OnUncovered::Refuse);
                }
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(covered, 30, "three hundred fen, ten for each");
        let folded = sound(&scene, &pool).await;
        assert_eq!(folded.standing().covered, Money::from_fen(300));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draw_refused_for_want_of_cover_leaves_no_loan_and_no_trace_in_the_limit() {
    for scene in every_engine().await {
        let (pool, facility) = (scene.name(), scene.facility(100).await);
        pay_in(&scene, &pool, 1).await;
        let draw = covered_draw(&scene, &facility, &pool, (50, OnUncovered::Refuse));
        let refused = scene.store.draw(draw).await;
        assert!(matches!(refused, Err(StoreError::NotCovered)));
        let loans = scene.store.list_loans(facility.application.borrower.clone()).await.unwrap();
        assert!(loans.is_empty());
        let whole = scene.draw(&facility, &scene.name(), 100);
        scene.store.draw(whole).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_random_life_of_a_pool_is_kept_as_its_events_come_to() {
    for scene in every_engine().await {
        let (pool, facility) = (scene.name(), scene.facility(1_000_000).await);
        let borrower = facility.application.borrower.clone();
        pay_in(&scene, &pool, 10_000).await;
        let mut loans = Vec::new();
        for fen in [3_333, 2_222, 1_111] {
            let draw = covered_draw(&scene, &facility, &pool, (fen, OnUncovered::Lend));
            loans.push(draw.loan.clone());
            scene.store.draw(draw).await.unwrap();
        }
        let mut seed = 11_u64;
        let mut next = |bound: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % bound
        };
        let mut refused = 0;
        for _ in 0..120 {
            let loan = loans[usize::try_from(next(3)).unwrap()].clone();
            let amount = Money::from_fen(i64::try_from(next(900)).unwrap());
            let event = match next(4) {
                0 => PoolEvent::Contributed { by: Contributor::Government, amount },
                1 => PoolEvent::Repaid { loan, amount },
                2 => PoolEvent::Claimed { loan, loss: amount },
                _ => PoolEvent::Recovered { loan, amount },
            };
            match scene.store.pool_act(act(&scene, &pool, &borrower, event)).await {
                Ok(_) => {}
                Err(StoreError::Pool(_)) => refused += 1,
                Err(error) => panic!("{error}"),
            }
        }
        assert!(refused > 10, "an easy life proves little");
        sound(&scene, &pool).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_s_command_counts_once_and_new_terms_hold_from_then_on() {
    for scene in every_engine().await {
        let pool = scene.name();
        let amount = Money::from_fen(100);
        let event = PoolEvent::Contributed { by: Contributor::Bank, amount };
        let once = act(&scene, &pool, "", event.clone());
        scene.store.pool_act(once.clone()).await.unwrap();
        let again = scene.store.pool_act(once).await;
        assert!(matches!(again, Err(StoreError::AlreadyAnswered)));
        assert_eq!(sound(&scene, &pool).await.standing().balance(), amount);
        let mut other = act(&scene, &pool, "", event);
        other.terms.coverage_percent = 50;
        scene.store.pool_act(other).await.unwrap();
        let find = FindPool { pool: pool.clone(), at_most: 2 };
        let newest = scene.store.pool_events(find).await.unwrap();
        let set: PoolEvent = newest[1].event.read("pool event").unwrap();
        assert!(matches!(set, PoolEvent::TermsSet { terms } if terms.coverage_percent == 50));
        assert_eq!(newest[1].officer.as_deref(), Some("8001 王敏"));
        assert_eq!(
            newest[0].event,
            Document::of(&PoolEvent::Contributed { by: Contributor::Bank, amount }).unwrap()
        );
        sound(&scene, &pool).await;
    }
}
