//! What outside parties answered, under which authorisation, and for whom it is used again.

use crate::scene::{Named, Scene, every_engine, find};
use server::store::acts::{AdoptAnswer, Ask, HeldAnswer, RecordAnswer, With};
use server::store::{Document, StoreError};
use shared::canonical::Digest;

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_used_again_only_while_its_own_authorisation_lives() {
    for scene in every_engine().await {
        let first = scene.application().await;
        let (second, opened) = scene.open(&first.borrower, &scene.name());
        scene.store.open_application(opened).await.unwrap();
        let given = With::Consent {
            consent: scene.name(),
            purpose: "tax_query".to_owned(),
            text_hash: Digest::of(b"text"),
            valid_until: scene.at.plus_seconds(60),
        };
        scene.store.advance_application(scene.step(&first, 1, vec![given])).await.unwrap();
        let query = answered(&scene, &first).await;
        let adopt = |later: u32| AdoptAnswer {
            borrower: first.borrower.clone(),
            application: second.id.clone(),
            from: first.id.clone(),
            service: "tax_query".to_owned(),
            at: scene.at.plus_seconds(later),
        };
        let lapsed = scene.store.adopt_answer(adopt(61)).await;
        assert!(matches!(lapsed, Err(StoreError::NotAuthorised)));
        scene.store.adopt_answer(adopt(60)).await.unwrap();
        scene.store.adopt_answer(adopt(60)).await.unwrap();

        let held = scene.store.held_answers(first.borrower.clone()).await.unwrap();
        let asked = |held: &HeldAnswer| held.asked.as_ref().map(|asked| asked.query.clone());
        assert_eq!(held.len(), 2, "once for each application");
        assert!(held.iter().all(|held| asked(held).as_ref() == Some(&query)), "one question");
        assert!(held.iter().all(|held| held.answered_at == scene.at));
        let kept = scene.store.verified_answers(find(&second)).await.unwrap();
        assert_eq!(kept[0].document, Document::of("answer").unwrap());

        let withdrawn = With::Withdrawal { purpose: "tax_query".to_owned() };
        scene.store.advance_application(scene.step(&first, 2, vec![withdrawn])).await.unwrap();
        let refused = scene.store.adopt_answer(adopt(1)).await;
        assert!(matches!(refused, Err(StoreError::NotAuthorised)));
        let held = scene.store.held_answers(first.borrower.clone()).await.unwrap();
        assert!(held.iter().all(|held| !held.asked.as_ref().unwrap().is_live(scene.at)));
        let others = scene.store.held_answers(scene.name()).await.unwrap();
        assert_eq!(others, [], "somebody else's answers are nobody's");
    }
}

/// Asks under the application's consent, keeps an answer, and returns the question.
async fn answered(scene: &Scene, named: &Named) -> String {
    let (query, service) = (scene.name(), "tax_query".to_owned());
    let ask = Ask {
        borrower: named.borrower.clone(),
        application: named.id.clone(),
        query: query.clone(),
        purpose: service.clone(),
        service: service.clone(),
        at: scene.at,
    };
    scene.store.ask(ask).await.unwrap();
    let document = Document::of("answer").unwrap();
    let record = RecordAnswer {
        borrower: named.borrower.clone(),
        application: named.id.clone(),
        query: query.clone(),
        service,
        outcome: "answered".to_owned(),
        answer_hash: Some(Digest::of(document.as_str().as_bytes())),
        document: Some(document),
        at: scene.at,
    };
    scene.store.record_answer(record).await.unwrap();
    query
}
