//! The evidence file and the log behind it.

use shared::api::{Empty, GetEvidence, GetLogConsistency, GetLogHead, ProblemCode};
use shared::canonical::Digest;
use shared::evidence::EvidenceBundle;
use shared::evidence::head::LogHead;
use shared::evidence::key::KeyRing;
use shared::evidence::log::verify_consistency;
use tests::borrower::Borrower;
use tests::evidence::{checked, kinds};
use tests::journey::accepted;
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

async fn bundle(borrower: &mut Borrower<InProcess>, id: &str) -> EvidenceBundle {
    borrower.ask::<GetEvidence>(&[id], &Empty {}).await
}

async fn log_head(borrower: &mut Borrower<InProcess>) -> LogHead {
    let view = borrower.ask::<GetLogHead>(&[], &Empty {}).await;
    let keys = KeyRing::new(&view.keys).expect("keys that follow from each other");
    LogHead::read(&view.head, &keys).expect("a signed head")
}

#[tokio::test]
async fn the_evidence_from_consent_to_drawdown_is_one_file_that_verifies_by_itself() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let facility = borrower.sign(&id, &Signer::seeded(1)).await;
    shop.work().await;
    borrower.name_account(&facility).await;
    borrower.draw(&facility, 100_000).await;
    shop.work().await;
    let bundle = bundle(&mut borrower, &id).await;
    let findings = checked(&bundle);
    assert!(findings.absent.is_empty(), "everything an event names is in the file");
    assert!(findings.timestamped_at().is_some());
    let kinds = kinds(&bundle);
    let position = |kind: &str| kinds.iter().position(|found| found == kind);
    let story = [
        "consent_given",
        "signatory_named",
        "facts_used",
        "decided",
        "cost_sheet_displayed",
        "cost_sheet_acknowledged",
        "contract_rendered",
        "clause_acknowledged",
        "signer_verified",
        "contract_signed",
        "timestamped",
        "undertaken",
        "drawn",
    ];
    let positions: Vec<_> = story.iter().map(|kind| position(kind)).collect();
    assert!(positions.iter().all(Option::is_some), "{kinds:?}");
    assert!(positions.is_sorted_by(|one, next| one < next || one.is_none()), "{kinds:?}");
}

#[tokio::test]
async fn every_borrower_s_events_are_in_the_same_log_and_the_log_only_grows() {
    let shop = Shop::open().await;
    let (mut one, id) = accepted(&shop).await;
    let before = log_head(&mut one).await;
    let mut other = shop.borrower("13900139000").await;
    let other_id = other.apply(&tests::identity::Person::sole_trader(), 100_000).await;
    shop.work().await;
    let after = log_head(&mut one).await;
    assert!(after.size > before.size);
    let (old, new) = (before.size.to_string(), after.size.to_string());
    let proof = one.ask::<GetLogConsistency>(&[&old, &new], &Empty {}).await;
    verify_consistency((before.size, before.root), (after.size, after.root), &proof.hashes)
        .expect("a log that only grew");
    let forged = (before.size, Digest::of(b"another history"));
    assert!(verify_consistency(forged, (after.size, after.root), &proof.hashes).is_err());
    for (borrower, id) in [(&mut one, &id), (&mut other, &other_id)] {
        assert_eq!(checked(&bundle(borrower, id).await).log, after);
    }
}

#[tokio::test]
async fn a_consistency_proof_exists_only_between_sizes_the_log_had() {
    let shop = Shop::open().await;
    let (mut borrower, _) = accepted(&shop).await;
    let size = log_head(&mut borrower).await.size;
    let beyond = (size + 1).to_string();
    for (old, new) in [("0", "1"), ("2", "1"), ("1", beyond.as_str()), ("one", "2"), ("-1", "2")] {
        let problem = borrower.refused::<GetLogConsistency>(&[old, new], &Empty {}).await;
        assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound), "{old} {new}");
    }
}

#[tokio::test]
async fn evidence_handed_out_before_a_key_was_replaced_still_verifies_and_new_evidence_with_it() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let before = bundle(&mut borrower, &id).await;
    let rotated = shop.here.notary.rotate(&shop.here.store, &shop.here.randomness).await;
    let rotated = rotated.expect("a new key").to_string();
    let again = shop.here.notary.rotate(&shop.here.store, &shop.here.randomness).await;
    assert!(again.is_err(), "a key that has signed nothing is not replaced");
    borrower.sign(&id, &Signer::seeded(1)).await;
    shop.work().await;
    let after = bundle(&mut borrower, &id).await;
    assert_eq!(checked(&after).log_key, rotated);
    assert_eq!(after.keys.len(), 2);
    checked(&before);
    let known_today = EvidenceBundle { keys: after.keys.clone(), ..before };
    assert_ne!(checked(&known_today).log_key, rotated, "signed by the key in force then");
}
