//! Certificates that are not valid when somebody signs, and authorities that replace their keys.

use server::data_folder::DataFolder;
use server::keys::Opener;
use server::randomness::Randomness;
use server::simulator::{Authorities, Behaviour, Rotated, Validity};
use shared::api::{Empty, GetContractPdf, GetEvidence, PrepareSigning, ProblemCode, SignContract};
use shared::application::StageName;
use shared::evidence::EvidenceBundle;
use shared::evidence::file::SignatureFinding;
use tests::borrower::Borrower;
use tests::evidence::checked;
use tests::folder::Folder;
use tests::identity::Person;
use tests::journey::accepted;
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

#[tokio::test]
async fn a_certificate_that_lapses_before_the_signature_signs_nothing_and_the_next_one_does() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let signer = Signer::seeded(1);
    let short = Behaviour::Valid(Validity { begins_in: 0, lasts: 300 });
    shop.script("certification", short, Some(1));
    let (contract, prepared) = borrower.prepare_signing(&id, &signer).await;
    shop.pass(301);
    let request = signer.sign(&id, &contract, &prepared);
    let problem = borrower.refused::<SignContract>(&[&id], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::CertificateInvalid));
    assert!(problem.detail.contains("请重新点击签署"), "{}", problem.detail);
    assert_eq!(borrower.application(&id).await.stage, StageName::Accepted);
    let (contract, again) = borrower.prepare_signing(&id, &signer).await;
    assert_ne!(again.certificate, prepared.certificate, "a new one, for the same key");
    let request = signer.sign(&id, &contract, &again);
    borrower.ask::<SignContract>(&[&id], &request).await;
    shop.work().await;
    checked(&bundle(&mut borrower, &id).await);
}

#[tokio::test]
async fn a_certificate_is_valid_to_its_last_second() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let signer = Signer::seeded(1);
    let short = Behaviour::Valid(Validity { begins_in: 0, lasts: 300 });
    shop.script("certification", short, Some(1));
    let (contract, prepared) = borrower.prepare_signing(&id, &signer).await;
    shop.pass(300);
    let request = signer.sign(&id, &contract, &prepared);
    borrower.ask::<SignContract>(&[&id], &request).await;
}

#[tokio::test]
async fn a_certificate_that_is_not_valid_yet_is_not_taken_from_an_authority_whose_clock_is_ahead() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let contract = borrower.contract(&id).await;
    let contract = borrower.acknowledge_clauses(&id, &contract).await;
    let signer = Signer::seeded(1);
    for begins_in in [1, 3600] {
        let ahead = Behaviour::Valid(Validity { begins_in, lasts: 3600 });
        shop.script("certification", ahead, Some(1));
        let request = signer.prepare(&contract);
        let problem = borrower.refused::<PrepareSigning>(&[&id], &request).await;
        assert_eq!((problem.status, problem.code), (409, ProblemCode::CertificateInvalid));
        assert!(problem.detail.contains("尚未生效"), "{}", problem.detail);
    }
    borrower.sign(&id, &signer).await;
}

async fn bundle(borrower: &mut Borrower<InProcess>, id: &str) -> EvidenceBundle {
    borrower.ask::<GetEvidence>(&[id], &Empty {}).await
}

/// The one signature that the evidence holds.
async fn signature(borrower: &mut Borrower<InProcess>, id: &str) -> SignatureFinding {
    let findings = checked(&bundle(borrower, id).await);
    assert!(findings.absent.is_empty(), "{:?}", findings.absent);
    let [signature] = findings.signatures.as_slice() else { panic!("one signature") };
    signature.clone()
}

/// Replaces an authority's key in the folder, and starts the server there again.
async fn replaced(folder: &Folder, shop: Shop, which: Rotated) -> Shop {
    let now = shop.here.now();
    drop(shop);
    let data = DataFolder::open(folder.path()).expect("a data folder");
    let ring = data.key_file().unlock(&Opener::Nothing).expect("keys");
    let keys = data.signing_keys(&ring).expect("the keys that sign");
    Authorities::rotate(&keys, which, &Randomness::System, now).expect("a successor");
    Shop::open_in(folder.path(), &Opener::Nothing, now.plus_seconds(60)).await
}

#[tokio::test]
async fn what_was_signed_before_an_authority_replaced_its_key_verifies_and_new_agreements_use_the_new_one()
 {
    for (which, certifies_anew) in [(Rotated::Certification, true), (Rotated::TimeStamping, false)]
    {
        let folder = Folder::new("authorities");
        let shop = Shop::open_in(folder.path(), &Opener::Nothing, Shop::morning()).await;
        let (mut borrower, id) = accepted(&shop).await;
        borrower.sign(&id, &Signer::seeded(1)).await;
        shop.work().await;
        let kept = bundle(&mut borrower, &id).await;
        let before = signature(&mut borrower, &id).await;
        let pdf = borrower.try_asking::<GetContractPdf>(&[&id], &Empty {}).await.body;

        let shop = replaced(&folder, shop, which).await;
        borrower.line = shop.line.clone();
        checked(&kept);
        assert_eq!(signature(&mut borrower, &id).await, before, "by those who vouched then");
        let again = borrower.try_asking::<GetContractPdf>(&[&id], &Empty {}).await.body;
        assert_eq!(again, pdf);

        let mut other = shop.borrower("13900139000").await;
        let newer = other.apply(&Person::sole_trader(), 100_000).await;
        shop.work().await;
        let sheet = other.show_cost_sheet(&newer).await;
        shop.pass(60);
        other.acknowledge(&newer, &sheet).await;
        other.sign(&newer, &Signer::seeded(2)).await;
        shop.work().await;
        let after = signature(&mut other, &newer).await;
        assert_eq!(after.authority.contains("G2"), certifies_anew, "{}", after.authority);
        let stamped = after.timestamp.expect("a time-stamp").authority;
        assert!(stamped.contains("G2"), "{stamped}");
        assert!(!before.timestamp.expect("a time-stamp").authority.contains("G2"));
    }
}

#[tokio::test]
async fn what_was_prepared_under_an_authority_that_has_a_new_root_is_certified_anew_and_signed() {
    let folder = Folder::new("authorities");
    let shop = Shop::open_in(folder.path(), &Opener::Nothing, Shop::morning()).await;
    let (mut borrower, id) = accepted(&shop).await;
    let signer = Signer::seeded(1);
    let (contract, prepared) = borrower.prepare_signing(&id, &signer).await;
    let shop = replaced(&folder, shop, Rotated::Certification).await;
    borrower.line = shop.line.clone();
    let request = signer.sign(&id, &contract, &prepared);
    let problem = borrower.refused::<SignContract>(&[&id], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::CertificateInvalid));
    borrower.sign(&id, &signer).await;
    shop.work().await;
    assert!(signature(&mut borrower, &id).await.authority.contains("G2"));
}
