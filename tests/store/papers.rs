//! Papers behind draws: taken once across all borrowers, given back with the loan.

use crate::scene::{NamedFacility, Scene, count, every_engine};
use crate::signing_in::newcomer;
use server::store::acts::{
    AdvanceBacking, ConfirmProposal, Direction, FindFacility, HeldPaper, KeepDelivery, NewBacking,
    OpenProposal, OrderState, OwnDrawAct, OwnDrawsAfter, PresentBacking, Release, RenewedLoan,
    SettleOrder, TakeBackBacking, TakePaper,
};
use server::store::{Document, StoreError};
use shared::canonical;
use shared::evidence::EvidenceBody;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many borrowers race.
const RACERS: usize = 64;

fn backing(id: &str, keys: &[&str]) -> NewBacking {
    NewBacking {
        backing: id.to_owned(),
        document: Document::of(id).unwrap(),
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
    }
}

fn find(facility: &NamedFacility) -> FindFacility {
    FindFacility { borrower: facility.application.borrower.clone(), facility: facility.id.clone() }
}

async fn present(
    scene: &Scene,
    facility: &NamedFacility,
    id: &str,
    keys: &[&str],
) -> Result<(), StoreError> {
    let act = PresentBacking {
        command: scene.command(&facility.application.borrower, &scene.name()),
        facility: facility.id.clone(),
        backing: backing(id, keys),
        jobs: Vec::new(),
    };
    scene.store.present_backing(act).await
}

fn take(id: &str, keys: &[&str], for_facility: bool) -> TakePaper {
    TakePaper {
        backing: id.to_owned(),
        expected_version: 1,
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        for_facility,
    }
}

async fn held(scene: &Scene, facility: &NamedFacility) -> Vec<HeldPaper> {
    scene.store.held_papers(find(facility)).await.unwrap()
}

fn settlement(
    scene: &Scene,
    facility: &NamedFacility,
    loan: &str,
    order: &str,
    restored_fen: i64,
    release: Release,
) -> SettleOrder {
    SettleOrder {
        borrower: facility.application.borrower.clone(),
        order: order.to_owned(),
        state: OrderState::Refused,
        loan: loan.to_owned(),
        expected_version: 1,
        document: Document::of("loan").unwrap(),
        events: Vec::new(),
        facility: facility.id.clone(),
        restored_fen,
        release,
        application: facility.application.id.clone(),
        evidence: Vec::new(),
        entries: Vec::new(),
        jobs: Vec::new(),
        answer: None,
        moved_at: scene.at,
        at: scene.at,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_borrowers_at_once_finance_one_invoice_once() {
    for scene in every_engine().await {
        let (first, second) = (scene.name(), scene.name());
        let mut acts = Vec::new();
        for racer in 0..RACERS {
            let (facility, paper) = (scene.facility(100).await, scene.name());
            present(&scene, &facility, &paper, &[&first, &second]).await.unwrap();
            let mut act = scene.draw(&facility, &scene.name(), 10);
            // Half of them name the two invoices the other way round.
            let keys = if racer % 2 == 0 { [&*first, &*second] } else { [&*second, &*first] };
            act.papers = vec![take(&paper, &keys, false)];
            acts.push((facility, act));
        }
        let scene = Arc::new(scene);
        let mut racing = Vec::new();
        for (_, act) in &acts {
            let (scene, act) = (scene.clone(), act.clone());
            racing.push(tokio::spawn(async move { scene.store.draw(act).await }));
        }
        let mut outcomes = Vec::new();
        for racer in racing {
            outcomes.push(racer.await.unwrap());
        }
        let financed = |error: &StoreError| matches!(error, StoreError::PaperFinanced(_));
        assert_eq!(count(&outcomes, financed), (1, RACERS - 1));
        let (winner, act) =
            acts.iter().zip(&outcomes).find(|(_, outcome)| outcome.is_ok()).unwrap().0;
        for (facility, _) in &acts {
            let held = held(&scene, facility).await;
            assert_eq!(held.len(), 2, "both invoices, seen by everybody who presented them");
            for paper in held {
                assert_eq!(paper.borrower, winner.application.borrower);
                assert_eq!(paper.loan.as_deref(), Some(act.loan.as_str()));
            }
        }
        let mut drawn = 0;
        for (facility, _) in &acts {
            let stored = scene.store.find_facility(find(facility)).await.unwrap().unwrap();
            drawn += stored.drawn_fen;
        }
        assert_eq!(drawn, 10, "whoever was refused has drawn nothing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_presented_once_and_never_when_it_is_financed() {
    for scene in every_engine().await {
        let (invoice, other) = (scene.name(), scene.name());
        let facility = scene.facility(100).await;
        let paper = scene.name();
        present(&scene, &facility, &paper, &[&invoice]).await.unwrap();
        let again = present(&scene, &facility, &scene.name(), &[&other, &invoice]).await;
        assert!(matches!(again, Err(StoreError::PaperPresented)));
        assert_eq!(scene.store.list_backings(find(&facility)).await.unwrap().len(), 1);
        // Somebody else may present it too, until it stands behind a loan.
        let theirs = scene.facility(100).await;
        present(&scene, &theirs, &scene.name(), &[&invoice]).await.unwrap();
        let mut act = scene.draw(&facility, &scene.name(), 10);
        act.papers = vec![take(&paper, &[&invoice], false)];
        scene.store.draw(act).await.unwrap();
        let late = scene.facility(100).await;
        let refused = present(&scene, &late, &scene.name(), &[&other, &invoice]).await;
        let Err(StoreError::PaperFinanced(holder)) = refused else { panic!("{refused:?}") };
        assert_eq!((holder.paper, holder.facility), (invoice, facility.id.clone()));
        assert_eq!(scene.store.list_backings(find(&late)).await.unwrap(), []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_come_back_with_the_loan_and_secure_a_facility_until_nothing_is_drawn() {
    for scene in every_engine().await {
        let (invoice, house) = (scene.name(), scene.name());
        let facility = scene.facility(100).await;
        let (paper, deed) = (scene.name(), scene.name());
        present(&scene, &facility, &paper, &[&invoice]).await.unwrap();
        present(&scene, &facility, &deed, &[&house]).await.unwrap();
        let mut one = scene.draw(&facility, &scene.name(), 10);
        one.papers = vec![take(&paper, &[&invoice], false), take(&deed, &[&house], true)];
        let mut two = scene.draw(&facility, &scene.name(), 20);
        two.papers = vec![take(&deed, &[&house], true)];
        for act in [&one, &two] {
            assert_eq!(act.order.direction, Direction::Disburse);
            scene.store.draw(act.clone()).await.unwrap();
        }
        assert_eq!(held(&scene, &facility).await.len(), 2);
        let other = scene.facility(100).await;
        let theirs = scene.name();
        let refused = present(&scene, &other, &theirs, &[&house]).await;
        assert!(matches!(refused, Err(StoreError::PaperFinanced(_))));

        let settle =
            settlement(&scene, &facility, &one.loan, &one.order.order, 10, Release::Papers);
        scene.store.settle_order(settle).await.unwrap();
        let left = held(&scene, &facility).await;
        assert_eq!(left.iter().map(|held| &held.paper).collect::<Vec<_>>(), [&house]);
        let settle =
            settlement(&scene, &facility, &two.loan, &two.order.order, 20, Release::Everything);
        scene.store.settle_order(settle).await.unwrap();
        assert_eq!(held(&scene, &facility).await, []);
        present(&scene, &other, &theirs, &[&house]).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_behind_a_loan_stands_behind_the_one_that_takes_its_place() {
    for scene in every_engine().await {
        let (invoice, paper) = (scene.name(), scene.name());
        let facility = scene.facility(100).await;
        let borrower = &facility.application.borrower;
        present(&scene, &facility, &paper, &[&invoice]).await.unwrap();
        let mut drawn = scene.draw(&facility, &scene.name(), 10);
        drawn.papers = vec![take(&paper, &[&invoice], false)];
        scene.store.draw(drawn.clone()).await.unwrap();
        let (proposal, renewed) = (scene.name(), scene.name());
        let asked = OpenProposal {
            command: scene.command(borrower, &scene.name()),
            proposal: proposal.clone(),
            loan: drawn.loan.clone(),
            loan_version: 1,
            document: Document::of("renewal").unwrap(),
        };
        scene.store.open_proposal(asked).await.unwrap();
        let confirmed = ConfirmProposal {
            command: scene.command(borrower, &scene.name()),
            proposal,
            loan: drawn.loan.clone(),
            expected_version: 1,
            document: Document::of("loan").unwrap(),
            events: Vec::new(),
            new_loan: Some(RenewedLoan {
                loan: renewed.clone(),
                facility: facility.id.clone(),
                principal_fen: 10,
                document: Document::of("loan").unwrap(),
                events: Vec::new(),
            }),
            entries: Vec::new(),
            application: facility.application.id.clone(),
            evidence: EvidenceBody::ReviewRequested {},
            paper: (canonical::digest(&"renewal").unwrap(), Document::of("renewal").unwrap()),
            jobs: Vec::new(),
        };
        scene.store.confirm_proposal(confirmed).await.unwrap();
        let held = held(&scene, &facility).await;
        let loans: Vec<_> = held.iter().map(|held| held.loan.as_deref()).collect();
        assert_eq!(loans, [Some(&*renewed)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draw_on_a_paper_that_has_changed_is_decided_again() {
    for scene in every_engine().await {
        let (invoice, paper) = (scene.name(), scene.name());
        let facility = scene.facility(100).await;
        present(&scene, &facility, &paper, &[&invoice]).await.unwrap();
        let disputed = AdvanceBacking {
            borrower: facility.application.borrower.clone(),
            backing: paper.clone(),
            expected_version: 1,
            document: Document::of("disputed").unwrap(),
            command: None,
            jobs: Vec::new(),
        };
        scene.store.advance_backing(disputed.clone()).await.unwrap();
        assert!(matches!(scene.store.advance_backing(disputed).await, Err(StoreError::Changed)));
        let mut act = scene.draw(&facility, &scene.name(), 10);
        act.papers = vec![take(&paper, &[&invoice], false)];
        assert!(matches!(scene.store.draw(act).await, Err(StoreError::Changed)));
        let stored = scene.store.find_facility(find(&facility)).await.unwrap().unwrap();
        assert_eq!(stored.drawn_fen, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_takes_the_place_of_the_last_and_papers_in_use_stay() {
    for scene in every_engine().await {
        let [old, used, new] = [scene.name(), scene.name(), scene.name()];
        let facility = scene.facility(100).await;
        let deliver = |gone: Vec<(String, i64)>, come: Vec<NewBacking>| KeepDelivery {
            command: scene.command(&facility.application.borrower, &scene.name()),
            facility: facility.id.clone(),
            gone,
            come,
        };
        let first = vec![backing(&old, &[&old]), backing(&used, &[&used])];
        scene.store.keep_delivery(deliver(Vec::new(), first)).await.unwrap();
        let mut act = scene.draw(&facility, &scene.name(), 10);
        act.papers = vec![take(&used, &[&used], false)];
        scene.store.draw(act).await.unwrap();
        let both = deliver(vec![(old.clone(), 1), (used.clone(), 1)], Vec::new());
        assert!(matches!(scene.store.keep_delivery(both).await, Err(StoreError::Changed)));
        let next = deliver(vec![(old.clone(), 1)], vec![backing(&new, &[&new, &old])]);
        scene.store.keep_delivery(next).await.unwrap();
        let left = scene.store.list_backings(find(&facility)).await.unwrap();
        let left: BTreeSet<&str> = left.iter().map(|paper| paper.backing.as_str()).collect();
        assert_eq!(left, BTreeSet::from([&*new, &*used]));
        let back = TakeBackBacking {
            borrower: facility.application.borrower.clone(),
            backing: used,
            expected_version: 1,
        };
        assert!(matches!(scene.store.take_back_backing(back).await, Err(StoreError::Changed)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn draws_at_once_on_two_facilities_cannot_both_stay_below_one_threshold() {
    for scene in every_engine().await {
        let borrower = newcomer(&scene).await;
        let facilities =
            [scene.facility_of(&borrower, 1_000).await, scene.facility_of(&borrower, 1_000).await];
        let own = OwnDrawAct {
            purpose: "goods".to_owned(),
            day: 20_780,
            window_opens: 20_750,
            others_at_most_fen: 30,
        };
        let scene = Arc::new(scene);
        let mut racing = Vec::new();
        for facility in facilities.iter().cycle().take(RACERS) {
            let mut act = scene.draw(facility, &scene.name(), 10);
            act.own = Some(own.clone());
            let scene = scene.clone();
            racing.push(tokio::spawn(async move { scene.store.draw(act).await }));
        }
        let mut outcomes = Vec::new();
        for racer in racing {
            outcomes.push(racer.await.unwrap());
        }
        let changed = |error: &StoreError| matches!(error, StoreError::Changed);
        assert_eq!(count(&outcomes, changed), (4, RACERS - 4));
        let after = |day| OwnDrawsAfter { borrower: borrower.clone(), day };
        assert_eq!(scene.store.own_draws(after(20_750)).await.unwrap().len(), 4);
        assert_eq!(scene.store.own_draws(after(20_780)).await.unwrap(), []);
    }
}
