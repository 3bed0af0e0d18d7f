//! Key clauses, certificates, signature, time-stamp, the PDF.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use server::simulator::Behaviour;
use shared::api::{
    AcknowledgeClauses, AcknowledgeClausesRequest, Empty, GetContractPdf, GetEvidence,
    PrepareSigning, Problem, ProblemCode, SignContract, path,
};
use shared::application::StageName;
use shared::canonical::{self, Digest};
use shared::evidence::certificate::Certificate;
use shared::evidence::file::{pdf_signed_digest, verify};
use shared::evidence::{EvidenceBundle, signing_message};
use tests::borrower::Borrower;
use tests::journey::accepted;
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

/// What is in the evidence now, by kind.
async fn kinds(borrower: &mut Borrower<InProcess>, id: &str) -> Vec<String> {
    let bundle = borrower.ask::<GetEvidence>(&[id], &Empty {}).await;
    let kind = |event: &serde_json::Value| {
        event.as_object().and_then(|body| body.keys().next().cloned()).unwrap_or_default()
    };
    bundle.events.iter().map(|event| kind(&event.body)).collect()
}

async fn bundle(borrower: &mut Borrower<InProcess>, id: &str) -> EvidenceBundle {
    borrower.ask::<GetEvidence>(&[id], &Empty {}).await
}

#[tokio::test]
async fn nothing_is_signed_before_every_key_clause_is_acknowledged_each_with_its_own_record() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let (contract, signer) = (borrower.contract(&id).await, Signer::seeded(1));
    assert_eq!(contract.acknowledged, Vec::<u16>::new());
    let keys: Vec<u16> = contract.contract.key_clauses().map(|clause| clause.number).collect();
    let problem = borrower.refused::<PrepareSigning>(&[&id], &signer.prepare(&contract)).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::ClausesUnacknowledged));
    assert_eq!(problem.fields.len(), keys.len());
    let request = |clauses: &[u16]| AcknowledgeClausesRequest {
        contract_digest: contract.digest,
        clauses: clauses.to_vec(),
    };
    let (first, rest) = keys.split_first().expect("key clauses");
    borrower.ask::<AcknowledgeClauses>(&[&id], &request(&[*first])).await;
    let view = borrower.ask::<AcknowledgeClauses>(&[&id], &request(&keys[..3])).await;
    assert_eq!(view.acknowledged, keys[..3]);
    let problem = borrower.refused::<PrepareSigning>(&[&id], &signer.prepare(&contract)).await;
    assert_eq!(problem.fields.len(), keys.len() - 3);
    borrower.ask::<AcknowledgeClauses>(&[&id], &request(rest)).await;
    let kinds = kinds(&mut borrower, &id).await;
    let records = kinds.iter().filter(|kind| *kind == "clause_acknowledged").count();
    assert_eq!(records, keys.len(), "one record a clause, however often it is acknowledged");
    borrower.ask::<PrepareSigning>(&[&id], &signer.prepare(&contract)).await;
}

#[tokio::test]
async fn only_key_clauses_of_the_agreement_that_stands_can_be_acknowledged() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let contract = borrower.contract(&id).await;
    let plain = contract.contract.clauses.iter().find(|clause| clause.key.is_none());
    let plain = plain.expect("a clause that is not key").number;
    for clauses in [vec![], vec![plain], vec![999]] {
        let request = AcknowledgeClausesRequest { contract_digest: contract.digest, clauses };
        let problem = borrower.refused::<AcknowledgeClauses>(&[&id], &request).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
    }
    let other =
        AcknowledgeClausesRequest { contract_digest: Digest::of(b"other"), clauses: vec![1] };
    let problem = borrower.refused::<AcknowledgeClauses>(&[&id], &other).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::DocumentChanged));
}

#[tokio::test]
async fn a_key_whose_owner_does_not_prove_to_hold_it_is_not_certified() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let contract = borrower.contract(&id).await;
    let contract = borrower.acknowledge_clauses(&id, &contract).await;
    let mut stolen = Signer::seeded(1).prepare(&contract);
    stolen.proof = Signer::seeded(2).prepare(&contract).proof;
    let problem = borrower.refused::<PrepareSigning>(&[&id], &stolen).await;
    assert_eq!((problem.status, problem.code), (422, ProblemCode::SignatureInvalid));
}

#[tokio::test]
async fn a_signature_by_another_key_or_over_another_text_is_refused() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let (mine, other) = (Signer::seeded(1), Signer::seeded(2));
    let (contract, prepared) = borrower.prepare_signing(&id, &mine).await;
    let right = mine.sign(&id, &contract, &prepared);
    let mut other_key = right.clone();
    other_key.public_key = STANDARD.encode(other.public_key());
    let by_other_key = other.sign(&id, &contract, &prepared);
    let other_text = mine.sign_message("I owe nothing", &contract, &prepared);
    let elsewhere = signing_message(contract.digest, "another application", prepared.challenge);
    let other_application = mine.sign_message(&elsewhere, &contract, &prepared);
    let mut garbage = right.clone();
    "AAAA".clone_into(&mut garbage.signature);
    for request in [other_key, by_other_key, other_text, other_application, garbage] {
        let problem = borrower.refused::<SignContract>(&[&id], &request).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::SignatureInvalid));
    }
    assert_eq!(borrower.application(&id).await.stage, StageName::Accepted);
    borrower.ask::<SignContract>(&[&id], &right).await;
    let again = borrower.refused::<SignContract>(&[&id], &right).await;
    assert_eq!((again.status, again.code), (409, ProblemCode::NotFromHere), "signed once");
}

#[tokio::test]
async fn what_was_prepared_is_signed_soon_and_as_it_was_prepared_or_not_at_all() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let signer = Signer::seeded(1);
    let (contract, prepared) = borrower.prepare_signing(&id, &signer).await;
    let request = signer.sign(&id, &contract, &prepared);
    let mut later = request.clone();
    later.prepared_at = prepared.prepared_at.plus_seconds(60);
    let problem = borrower.refused::<SignContract>(&[&id], &later).await;
    assert_eq!(problem.code, ProblemCode::SigningExpired, "nothing was prepared in the future");
    shop.pass(60);
    let mut other = request.clone();
    other.prepared_at = prepared.prepared_at.plus_seconds(1);
    let problem = borrower.refused::<SignContract>(&[&id], &other).await;
    assert_eq!(problem.code, ProblemCode::SignatureInvalid, "the moment is part of what is signed");
    shop.pass(15 * 60);
    let problem = borrower.refused::<SignContract>(&[&id], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::SigningExpired));
    borrower.sign(&id, &signer).await;
}

#[tokio::test]
async fn an_agreement_that_changed_between_reading_and_signing_is_refused_with_every_difference() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let signer = Signer::seeded(1);
    let (seen, prepared) = borrower.prepare_signing(&id, &signer).await;
    // The log's key is named in the agreement; a new one makes it another agreement.
    shop.here.notary.rotate(&shop.here.store, &shop.here.randomness).await.expect("a new key");
    let request = signer.sign(&id, &seen, &prepared);
    let problem = borrower.refused::<SignContract>(&[&id], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::DocumentChanged));
    let [change] = problem.fields.as_slice() else { panic!("one place: {problem:?}") };
    assert_eq!((change.field.as_str(), change.code.as_str()), ("第19条 电子签名与存证", "changed"));
    let old_key = seen.contract.log_key.as_str();
    assert!(change.detail.contains(old_key), "{}", change.detail);
    let now = borrower.contract(&id).await;
    assert!(change.detail.contains(now.contract.log_key.as_str()));
    assert_eq!(now.acknowledged, Vec::<u16>::new(), "nobody has read the new one");
    borrower.sign(&id, &signer).await;
    let kinds = kinds(&mut borrower, &id).await;
    let made_out = kinds.iter().filter(|kind| *kind == "contract_rendered").count();
    assert_eq!(made_out, 2);
    let bundle = bundle(&mut borrower, &id).await;
    verify(&canonical::bytes(&bundle).expect("a file")).expect("the old key still counts");
}

async fn prepare_and_then(
    change: impl FnOnce(&Shop, &Certificate),
) -> (Shop, Borrower<InProcess>, String, Problem) {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let signer = Signer::seeded(1);
    let (contract, prepared) = borrower.prepare_signing(&id, &signer).await;
    let bytes = STANDARD.decode(&prepared.certificate).expect("base64");
    change(&shop, &Certificate::read(&bytes).expect("a certificate"));
    let request = signer.sign(&id, &contract, &prepared);
    let problem = borrower.refused::<SignContract>(&[&id], &request).await;
    (shop, borrower, id, problem)
}

#[tokio::test]
async fn a_certificate_that_was_taken_back_signs_nothing_and_the_next_one_does() {
    let (shop, mut borrower, id, problem) = prepare_and_then(|shop, certificate| {
        let serial = certificate.as_x509().tbs_certificate().serial_number().clone();
        shop.outside().revoke(serial.as_bytes());
    })
    .await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::CertificateInvalid));
    borrower.sign(&id, &Signer::seeded(1)).await;
    shop.work().await;
    let bundle = bundle(&mut borrower, &id).await;
    verify(&canonical::bytes(&bundle).expect("a file")).expect("evidence that holds");
}

#[tokio::test]
async fn nothing_is_signed_while_nobody_can_tell_whether_the_certificate_was_taken_back() {
    for behaviour in [Behaviour::Status(503), Behaviour::Nonsense(true)] {
        let (shop, mut borrower, id, problem) = prepare_and_then(|shop, _| {
            shop.script("revocations", behaviour.clone(), Some(1));
        })
        .await;
        assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
        assert_eq!(borrower.application(&id).await.stage, StageName::Accepted);
        borrower.sign(&id, &Signer::seeded(1)).await;
        drop(shop);
    }
}

#[tokio::test]
async fn a_certification_authority_that_is_down_is_told_and_nothing_is_lost() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let contract = borrower.contract(&id).await;
    let contract = borrower.acknowledge_clauses(&id, &contract).await;
    for behaviour in [Behaviour::Status(500), Behaviour::Nonsense(true)] {
        shop.script("certification", behaviour, Some(1));
        let request = Signer::seeded(1).prepare(&contract);
        let problem = borrower.refused::<PrepareSigning>(&[&id], &request).await;
        assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
    }
    borrower.sign(&id, &Signer::seeded(1)).await;
}

#[tokio::test]
async fn while_the_time_stamping_authority_is_down_the_signature_waits_in_line_for_its_stamp() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    shop.script("timestamp", Behaviour::Status(503), Some(2));
    borrower.sign(&id, &Signer::seeded(1)).await;
    shop.work().await;
    let waiting = bundle(&mut borrower, &id).await;
    let findings = verify(&canonical::bytes(&waiting).expect("a file")).expect("it holds");
    assert_eq!((findings.signatures.len(), findings.timestamped_at()), (1, None));
    let before = pdf(&mut borrower, &id).await;
    for _ in 0..3 {
        shop.pass(120);
        shop.work().await;
    }
    let stamped = bundle(&mut borrower, &id).await;
    let findings = verify(&canonical::bytes(&stamped).expect("a file")).expect("it holds");
    assert!(findings.timestamped_at().is_some(), "stamped as soon as somebody answers");
    assert!(findings.absent.is_empty(), "{:?}", findings.absent);
    let after = pdf(&mut borrower, &id).await;
    assert_eq!(pdf_signed_digest(&before), pdf_signed_digest(&after), "the same was signed");
    assert_ne!(before, after, "the stamp is inside");
    shop.work().await;
    let kinds = kinds(&mut borrower, &id).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "timestamped").count(), 1);
}

async fn pdf(borrower: &mut Borrower<InProcess>, id: &str) -> Vec<u8> {
    let reply = borrower.try_asking::<GetContractPdf>(&[id], &Empty {}).await;
    assert!(reply.is_success(), "{} refused", path::<GetContractPdf>(&[id]));
    assert_eq!(reply.header("content-type"), Some("application/pdf"));
    reply.body
}

#[tokio::test]
async fn the_signed_agreement_is_one_pdf_whose_digest_the_evidence_names() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let problem = borrower.refused::<GetContractPdf>(&[&id], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotFromHere));
    borrower.sign(&id, &Signer::seeded(1)).await;
    shop.work().await;
    let (one, other) = (pdf(&mut borrower, &id).await, pdf(&mut borrower, &id).await);
    assert_eq!(one, other);
    assert!(one.len() <= 300_000, "{} bytes", one.len());
    let bundle = bundle(&mut borrower, &id).await;
    assert!(bundle.files.contains_key(&Digest::of(&one)));
    let mut stranger = shop.borrower("13900139000").await;
    let problem = stranger.refused::<GetContractPdf>(&[&id], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
}

#[tokio::test]
async fn the_signer_s_certificate_names_the_borrower_and_the_authorities_say_what_they_are() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    borrower.sign(&id, &Signer::seeded(1)).await;
    shop.work().await;
    let bundle = bundle(&mut borrower, &id).await;
    let findings = verify(&canonical::bytes(&bundle).expect("a file")).expect("it holds");
    let [signed] = findings.signatures.as_slice() else { panic!("one signature") };
    assert!(signed.signer.contains("陈秀兰"), "{}", signed.signer);
    assert!(signed.signer.contains("泸州青禾餐饮管理有限公司"), "{}", signed.signer);
    assert!(signed.authority.contains("非持牌机构"), "{}", signed.authority);
    let stamped = signed.timestamp.as_ref().expect("a time-stamp");
    assert!(stamped.authority.contains("not licensed"), "{}", stamped.authority);
}

#[tokio::test]
async fn refusals_say_what_to_do_in_both_languages() {
    let (_, _, _, problem) = prepare_and_then(|shop, _| shop.pass(16 * 60)).await;
    assert_eq!(problem.code, ProblemCode::SigningExpired);
    assert!(problem.detail.contains("请重新点击签署"), "{}", problem.detail);
}
