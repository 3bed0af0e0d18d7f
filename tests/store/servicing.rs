//! After the draw: freezes, proposals, money from outside, the books, statements, the business date.

use crate::scene::{NamedFacility, Scene, every_engine, find};
use chrono::NaiveDate;
use server::clock::from_micros;
use server::store::acts::{
    AnswerStatement, ClearHeld, ConfirmProposal, FindFacility, FindPosition, FindProposal,
    FindStatement, Freeze, FrozenBy, KeepEdition, KeepNotice, KeepStatement, MoveClock, NewEntry,
    NewRefund, NoticeEvidence, OpenProposal, SettleRefund, TellIncoming, Unfreeze, WalkLoans,
};
use server::store::{Document, StoreError};
use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::ledger::{Account, Entry, Position, held, released};
use shared::money::Money;
use std::collections::BTreeMap;
use std::sync::Arc;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn entry(scene: &Scene, subject: &str, postings: Entry) -> NewEntry {
    NewEntry { entry: scene.name(), subject: subject.to_owned(), act: "story", postings }
}

fn freeze(scene: &Scene, facility: &NamedFacility, by: FrozenBy) -> Freeze {
    Freeze {
        command: None,
        borrower: facility.application.borrower.clone(),
        facility: facility.id.clone(),
        freeze: scene.name(),
        by,
        reason: "why: it says".to_owned(),
        application: facility.application.id.clone(),
        at: scene.at,
    }
}

fn unfreeze(scene: &Scene, facility: &NamedFacility, by: FrozenBy) -> Unfreeze {
    Unfreeze {
        borrower: facility.application.borrower.clone(),
        facility: facility.id.clone(),
        by,
        application: facility.application.id.clone(),
        at: scene.at,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_facility_lets_nothing_out_and_only_the_side_that_froze_it_lifts_it() {
    for scene in every_engine().await {
        let facility = scene.facility(100).await;
        scene.store.freeze(freeze(&scene, &facility, FrozenBy::Bank)).await.unwrap();
        scene.store.freeze(freeze(&scene, &facility, FrozenBy::Bank)).await.unwrap();
        let draw = scene.draw(&facility, &scene.name(), 10);
        assert!(matches!(scene.store.draw(draw).await, Err(StoreError::Frozen)));
        let by_borrower = unfreeze(&scene, &facility, FrozenBy::Borrower);
        assert!(!scene.store.unfreeze(by_borrower).await.unwrap());
        let named = FindFacility {
            borrower: facility.application.borrower.clone(),
            facility: facility.id.clone(),
        };
        let frozen = scene.store.find_facility(named.clone()).await.unwrap().unwrap().frozen;
        assert_eq!(frozen, Some((FrozenBy::Bank, "why: it says".to_owned())));
        assert!(scene.store.unfreeze(unfreeze(&scene, &facility, FrozenBy::Bank)).await.unwrap());
        scene.store.draw(scene.draw(&facility, &scene.name(), 10)).await.unwrap();
        let freezes = scene.store.freezes(named).await.unwrap();
        assert_eq!((freezes.len(), freezes[0].lifted_at), (1, Some(scene.at)));
        let chain = scene.store.evidence(find(&facility.application)).await.unwrap();
        assert_eq!(chain.len(), 4, "opened, advanced, frozen, lifted");
    }
}

fn confirmation(
    scene: &Scene,
    facility: &NamedFacility,
    loan: &str,
    proposal: &str,
    key: &str,
) -> ConfirmProposal {
    let digest = Digest::of(Document::of("preview").unwrap().as_str().as_bytes());
    ConfirmProposal {
        command: scene.command(&facility.application.borrower, key),
        proposal: proposal.to_owned(),
        loan: loan.to_owned(),
        expected_version: 1,
        document: Document::of("loan").unwrap(),
        events: vec![Document::of("event").unwrap()],
        new_loan: None,
        entries: Vec::new(),
        application: facility.application.id.clone(),
        evidence: EvidenceBody::LoanChanged { loan_id: loan.to_owned(), preview: digest },
        paper: (digest, Document::of("preview").unwrap()),
        jobs: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_booked_once_however_many_confirm_it() {
    for scene in every_engine().await {
        let facility = scene.facility(100).await;
        let draw = scene.draw(&facility, &scene.name(), 10);
        let (loan, proposal) = (draw.loan.clone(), scene.name());
        scene.store.draw(draw).await.unwrap();
        let opened = OpenProposal {
            command: scene.command(&facility.application.borrower, &scene.name()),
            proposal: proposal.clone(),
            loan: loan.clone(),
            loan_version: 1,
            document: Document::of("preview").unwrap(),
        };
        scene.store.open_proposal(opened).await.unwrap();
        let scene = Arc::new(scene);
        let racers: Vec<_> = (0..16)
            .map(|_| {
                let key = scene.name();
                let act = confirmation(&scene, &facility, &loan, &proposal, &key);
                let scene = scene.clone();
                tokio::spawn(async move { scene.store.confirm_proposal(act).await })
            })
            .collect();
        let mut booked = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(()) => booked += 1,
                Err(error) => assert!(matches!(error, StoreError::Changed), "{error}"),
            }
        }
        assert_eq!(booked, 1);
        let borrower = facility.application.borrower.clone();
        let stored = scene.store.find_proposal(FindProposal { borrower, proposal }).await.unwrap();
        assert_eq!(stored.unwrap().state, "confirmed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_from_outside_is_taken_in_once_per_reference_and_goes_back_once() {
    for scene in every_engine().await {
        let (reference, refund) = (scene.name(), scene.name());
        let amount = Money::from_fen(500);
        let tell = |scene: &Scene| TellIncoming {
            reference: reference.clone(),
            owner: None,
            loan: None,
            amount_fen: 500,
            arrived_on: day(),
            state: "returned",
            document: Document::of("told").unwrap(),
            applied: None,
            entries: vec![entry(scene, &reference, held(day(), amount).unwrap().unwrap())],
            refund: Some(NewRefund {
                refund: refund.clone(),
                amount_fen: 500,
                account: "account".to_owned(),
                job: scene.job(&refund, scene.at),
            }),
            look_again: None,
            at: scene.at,
        };
        assert!(scene.store.tell_incoming(tell(&scene)).await.unwrap());
        assert!(!scene.store.tell_incoming(tell(&scene)).await.unwrap());
        let kept = scene.store.find_incoming(reference.clone()).await.unwrap().unwrap();
        assert_eq!((kept.amount_fen, kept.arrived_on), (500, day()));
        let held_for = FindPosition { borrower: "rail".to_owned(), loan: reference.clone() };
        let position = scene.store.position_of(held_for.clone()).await.unwrap();
        let account = Account::HeldPayments;
        assert!(position.iter().any(|own| own.account == account && own.amount_fen == -500));
        let settle = |scene: &Scene| SettleRefund {
            refund: refund.clone(),
            state: "done",
            entries: vec![entry(scene, &reference, released(day(), amount).unwrap().unwrap())],
            moved_at: scene.at,
            at: scene.at,
        };
        scene.store.settle_refund(settle(&scene)).await.unwrap();
        scene.store.settle_refund(settle(&scene)).await.unwrap();
        let position = scene.store.position_of(held_for).await.unwrap();
        assert!(position.iter().all(|own| own.amount_fen == 0), "{position:?}");
        assert!(!scene.store.find_refund(refund).await.unwrap().unwrap().is_open);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_is_held_is_cleared_once() {
    for scene in every_engine().await {
        let (reference, refund) = (scene.name(), scene.name());
        let amount = Money::from_fen(500);
        let tell = TellIncoming {
            reference: reference.clone(),
            owner: None,
            loan: None,
            amount_fen: 500,
            arrived_on: day(),
            state: "held",
            document: Document::of("held").unwrap(),
            applied: None,
            entries: vec![entry(&scene, &reference, held(day(), amount).unwrap().unwrap())],
            refund: None,
            look_again: Some(scene.job(&reference, scene.at)),
            at: scene.at,
        };
        assert!(scene.store.tell_incoming(tell).await.unwrap());
        let clear = |refund: &str, amount_fen| ClearHeld {
            reference: reference.clone(),
            state: "returned",
            document: Document::of("returned").unwrap(),
            applied: None,
            entries: Vec::new(),
            refund: Some(NewRefund {
                refund: refund.to_owned(),
                amount_fen,
                account: "account".to_owned(),
                job: scene.job(refund, scene.at),
            }),
            at: scene.at,
        };
        scene.store.clear_held(clear(&refund, 500)).await.unwrap();
        let second = scene.name();
        scene.store.clear_held(clear(&second, 500)).await.unwrap();
        let back = scene.store.find_refund(refund).await.unwrap().unwrap();
        assert_eq!((back.amount_fen, back.is_open), (500, true));
        assert_eq!(scene.store.find_refund(second).await.unwrap(), None, "it was cleared before");
        let kept = scene.store.find_incoming(reference).await.unwrap().unwrap();
        assert_eq!(kept.document, Document::of("returned").unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_balance_and_say_what_each_loan_holds() {
    for scene in every_engine().await {
        let facility = scene.facility(100).await;
        let mut draw = scene.draw(&facility, &scene.name(), 10);
        draw.loan = scene.name();
        let (loan, order) = (draw.loan.clone(), draw.order.order.clone());
        scene.store.draw(draw).await.unwrap();
        let postings = Position::from_iter([
            (Account::LoanPrincipal, Money::from_fen(10)),
            (Account::CashClearing, Money::from_fen(-10)),
        ]);
        let postings = Entry::of(day(), postings).unwrap().unwrap();
        let mut paid_out = crate::lending::settlement(&scene, &facility, &loan, &order, 1, 0);
        paid_out.entries = vec![entry(&scene, &loan, postings)];
        scene.store.settle_order(paid_out.clone()).await.unwrap();
        scene.store.settle_order(paid_out).await.unwrap();
        let borrower = facility.application.borrower.clone();
        let held = scene.store.position_of(FindPosition { borrower, loan }).await.unwrap();
        assert_eq!(held.iter().map(|own| own.amount_fen).collect::<Vec<_>>(), [-10, 10]);
        let all = scene.store.trial_balance(()).await.unwrap();
        assert_eq!(all.iter().map(|own| i128::from(own.amount_fen)).sum::<i128>(), 0);
        assert_eq!(scene.store.unbalanced_entries(()).await.unwrap(), []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_meets_every_loan_once_with_its_events_in_order() {
    for scene in every_engine().await {
        let facility = scene.facility(100).await;
        let mut expected = BTreeMap::new();
        for count in 0..7_u8 {
            let draw = scene.draw(&facility, &scene.name(), 10);
            let (loan, order) = (draw.loan.clone(), draw.order.order.clone());
            scene.store.draw(draw).await.unwrap();
            let mut settled = crate::lending::settlement(&scene, &facility, &loan, &order, 1, 0);
            settled.events = (0..count).map(|nth| Document::of(&nth).unwrap()).collect();
            scene.store.settle_order(settled.clone()).await.unwrap();
            expected.insert(loan, settled.events);
        }
        let mut met = BTreeMap::new();
        let mut after = (String::new(), String::new());
        loop {
            let act = WalkLoans { after: after.clone(), most: 3 };
            let stretch = scene.store.walk_loans(act).await.unwrap();
            let Some(last) = stretch.last() else { break };
            after = (last.borrower.clone(), last.loan.clone());
            for walked in stretch {
                if expected.contains_key(&walked.loan) {
                    assert!(met.insert(walked.loan, walked.events).is_none(), "met once");
                }
            }
        }
        assert_eq!(met, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_is_kept_as_it_was_made_and_answered_on_exactly_that() {
    for scene in every_engine().await {
        let facility = scene.facility(100).await;
        let borrower = facility.application.borrower.clone();
        let keep = |text: &str| KeepStatement {
            borrower: borrower.clone(),
            facility: facility.id.clone(),
            month: "2026-11".to_owned(),
            digest: Digest::of(Document::of(text).unwrap().as_str().as_bytes()),
            document: Document::of(text).unwrap(),
            at: scene.at,
        };
        let (first, second) = (keep("first"), keep("second"));
        scene.store.keep_statement(first.clone()).await.unwrap();
        scene.store.keep_statement(second.clone()).await.unwrap();
        let find = FindStatement {
            borrower: borrower.clone(),
            facility: facility.id.clone(),
            month: "2026-11".to_owned(),
        };
        let kept = scene.store.find_statement(find.clone()).await.unwrap().unwrap();
        assert_eq!((kept.digest, kept.answer), (first.digest, None));
        let answer = |digest| AnswerStatement {
            command: scene.command(&borrower, &scene.name()),
            facility: facility.id.clone(),
            month: "2026-11".to_owned(),
            digest,
            document: first.document.clone(),
            answer: Document::of("agrees").unwrap(),
            application: facility.application.id.clone(),
            evidence: EvidenceBody::StatementAnswered { agrees: true, statement: digest },
        };
        let other = scene.store.answer_statement(answer(second.digest)).await;
        assert!(matches!(other, Err(StoreError::Changed)));
        scene.store.answer_statement(answer(first.digest)).await.unwrap();
        let kept = scene.store.find_statement(find).await.unwrap().unwrap();
        assert_eq!(kept.answer, Some(Document::of("agrees").unwrap()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_kept_once_per_occasion() {
    for scene in every_engine().await {
        let facility = scene.facility(100).await;
        let draw = scene.draw(&facility, &scene.name(), 10);
        let loan = draw.loan.clone();
        scene.store.draw(draw).await.unwrap();
        let borrower = facility.application.borrower.clone();
        let document = Document::of("said").unwrap();
        let digest = Digest::of(document.as_str().as_bytes());
        let event = EvidenceBody::AdverseNoticeGiven { loan_id: loan.clone(), notice: digest };
        let keep = KeepNotice {
            borrower: borrower.clone(),
            loan: loan.clone(),
            kind: "adverse_reporting",
            occasion: "2026-12-23".to_owned(),
            document: document.clone(),
            evidence: Some(NoticeEvidence {
                application: facility.application.id.clone(),
                event,
                paper: (digest, document),
            }),
            at: scene.at,
        };
        scene.store.keep_notice(keep.clone()).await.unwrap();
        scene.store.keep_notice(keep).await.unwrap();
        let find_loan = server::store::acts::FindLoan { borrower, loan };
        assert_eq!(scene.store.notices(find_loan).await.unwrap().len(), 1);
        let chain = scene.store.evidence(find(&facility.application)).await.unwrap();
        assert_eq!(chain.len(), 3, "opened, advanced, told once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_business_date_is_set_ahead_and_never_back() {
    for scene in every_engine().await {
        let ahead = scene.store.clock_ahead(()).await.unwrap() + 10;
        let to = |ahead_micros| MoveClock { ahead_micros, by_micros: 0 };
        scene.store.move_clock(to(ahead)).await.unwrap();
        scene.store.move_clock(to(ahead)).await.unwrap();
        let back = scene.store.move_clock(to(ahead - 1)).await;
        assert!(matches!(back, Err(StoreError::Changed)));
        assert_eq!(scene.store.clock_ahead(()).await.unwrap(), ahead);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_of_a_past_moment_is_the_one_that_was_in_force() {
    for scene in every_engine().await {
        let keep = |text: &str, after: i64| KeepEdition {
            digest: Digest::of(text.as_bytes()),
            document: Document::of(text).unwrap(),
            at: from_micros(scene.at.as_micros() + after),
        };
        let (one, other) = (scene.name(), scene.name());
        for (text, after) in [(&one, 0), (&one, 10), (&other, 20), (&one, 30)] {
            scene.store.keep_edition(keep(text, after)).await.unwrap();
        }
        for (after, expected) in [(5, &one), (15, &one), (25, &other), (35, &one)] {
            let at = from_micros(scene.at.as_micros() + after);
            let (digest, document) = scene.store.edition_at(at).await.unwrap().unwrap();
            assert_eq!(digest, Digest::of(expected.as_bytes()), "after {after}");
            assert_eq!(document, Document::of(expected.as_str()).unwrap());
        }
    }
}
