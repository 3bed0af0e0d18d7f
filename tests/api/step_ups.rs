//! A fresh verification for signing, larger draws and what concerns the account itself.

use shared::api::{
    AddPasskey, Draw, Empty, GetEvidence, PasskeyAnswer, PrepareSigning, PrepareSigningRequest,
    ProblemCode, ProveStepUp, SignContract, StartPasskey, StartStepUp, StartStepUpRequest,
    StepUpProof, StepUpView, SteppedUpAct,
};
use shared::evidence::VerifiedBy;
use tests::authenticator::Authenticator;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::journey::{draw_of, yuan};
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

const MOBILE: &str = "13800138000";

/// Somebody whose agreement lies there to be signed, and its name.
async fn about_to_sign(shop: &Shop) -> (Borrower<InProcess>, String) {
    let mut borrower = shop.borrower(MOBILE).await;
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    let sheet = borrower.show_cost_sheet(&id).await;
    shop.pass(u64::from(sheet.reading_seconds));
    borrower.acknowledge(&id, &sheet).await;
    (borrower, id)
}

async fn register(borrower: &mut Borrower<InProcess>, seed: u8) -> Authenticator {
    let mut authenticator = Authenticator::seeded(seed);
    let asked = borrower.ask::<StartPasskey>(&[], &Empty {}).await;
    let credential = authenticator.register(&asked.options);
    let answer = PasskeyAnswer { challenge_id: asked.challenge_id, credential };
    borrower.ask::<AddPasskey>(&[], &answer).await;
    authenticator
}

async fn start(borrower: &mut Borrower<InProcess>, act: SteppedUpAct) -> StepUpView {
    borrower.ask::<StartStepUp>(&[], &StartStepUpRequest { act }).await
}

/// Verifies an act by passkey.
async fn verify(
    borrower: &mut Borrower<InProcess>,
    authenticator: &mut Authenticator,
    act: SteppedUpAct,
) {
    let StepUpView::Passkey { step_up_id, options } = start(borrower, act).await else {
        panic!("a passkey is asked for");
    };
    let proof = StepUpProof::Passkey(authenticator.answer(&options));
    borrower.ask::<ProveStepUp>(&[&step_up_id], &proof).await;
}

async fn signing(borrower: &mut Borrower<InProcess>, id: &str) -> SteppedUpAct {
    let contract_digest = borrower.contract(id).await.digest;
    SteppedUpAct::Sign { application_id: id.to_owned(), contract_digest }
}

async fn verified_by(borrower: &mut Borrower<InProcess>, id: &str) -> Vec<VerifiedBy> {
    let bundle = borrower.ask::<GetEvidence>(&[id], &Empty {}).await;
    let by = bundle.events.iter().filter_map(|event| event.body.get("signer_verified")?.get("by"));
    by.map(|by| serde_json::from_value(by.clone()).expect("what verified it")).collect()
}

/// The request for a certificate to sign with, once the agreement is read.
async fn read(borrower: &mut Borrower<InProcess>, id: &str) -> PrepareSigningRequest {
    let contract = borrower.contract(id).await;
    let contract = borrower.acknowledge_clauses(id, &contract).await;
    Signer::seeded(1).prepare(&contract)
}

#[tokio::test]
async fn somebody_who_signed_in_by_code_a_moment_ago_signs_at_once() {
    let shop = Shop::open().await;
    let (mut borrower, id) = about_to_sign(&shop).await;
    let act = signing(&mut borrower, &id).await;
    assert_eq!(start(&mut borrower, act).await, StepUpView::NotNeeded);
    borrower.sign(&id, &Signer::seeded(1)).await;
    assert_eq!(verified_by(&mut borrower, &id).await, [VerifiedBy::Session]);
}

#[tokio::test]
async fn later_signing_asks_for_a_code_of_its_own_and_evidence_says_so() {
    let shop = Shop::open().await;
    let (mut borrower, id) = about_to_sign(&shop).await;
    shop.pass(15 * 60);
    let asked = read(&mut borrower, &id).await;
    let problem = borrower.refused::<PrepareSigning>(&[&id], &asked).await;
    assert_eq!((problem.status, problem.code), (403, ProblemCode::StepUpRequired));

    let act = signing(&mut borrower, &id).await;
    let StepUpView::Code { step_up_id, .. } = start(&mut borrower, act).await else {
        panic!("a code is sent");
    };
    let text = shop.outside().messages(MOBILE)[0].text.clone();
    assert!(text.contains("签署借款合同"), "the message says what it is for: {text}");
    let code = borrower.read_code().await;
    let wrong = StepUpProof::Code(if code == "000000" { "000001" } else { "000000" }.to_owned());
    let problem = borrower.refused::<ProveStepUp>(&[&step_up_id], &wrong).await;
    assert_eq!((problem.code, problem.attempts_left), (ProblemCode::WrongCode, Some(4)));
    let right = StepUpProof::Code(code);
    borrower.ask::<ProveStepUp>(&[&step_up_id], &right).await;
    let problem = borrower.refused::<ProveStepUp>(&[&step_up_id], &right).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::ChallengeUsed));
    borrower.sign(&id, &Signer::seeded(1)).await;
    assert_eq!(verified_by(&mut borrower, &id).await, [VerifiedBy::Code]);
}

#[tokio::test]
async fn what_was_prepared_in_time_is_not_signed_by_whoever_sits_there_later() {
    let shop = Shop::open().await;
    let (mut borrower, id) = about_to_sign(&shop).await;
    let signer = Signer::seeded(1);
    let (contract, prepared) = borrower.prepare_signing(&id, &signer).await;
    shop.pass(11 * 60);
    let request = signer.sign(&id, &contract, &prepared);
    let problem = borrower.refused::<SignContract>(&[&id], &request).await;
    assert_eq!((problem.status, problem.code), (403, ProblemCode::StepUpRequired));
}

#[tokio::test]
async fn five_wrong_codes_end_the_verification() {
    let shop = Shop::open().await;
    let (mut borrower, id) = about_to_sign(&shop).await;
    shop.pass(15 * 60);
    let act = signing(&mut borrower, &id).await;
    let StepUpView::Code { step_up_id, .. } = start(&mut borrower, act).await else {
        panic!("a code is sent");
    };
    let code = borrower.read_code().await;
    let wrong = StepUpProof::Code(if code == "000000" { "000001" } else { "000000" }.to_owned());
    for left in [4, 3, 2, 1] {
        let problem = borrower.refused::<ProveStepUp>(&[&step_up_id], &wrong).await;
        assert_eq!(problem.attempts_left, Some(left));
    }
    for proof in [wrong, StepUpProof::Code(code)] {
        let problem = borrower.refused::<ProveStepUp>(&[&step_up_id], &proof).await;
        assert_eq!(problem.code, ProblemCode::CodeExpired, "not even the right one");
    }
}

#[tokio::test]
async fn a_passkey_signs_exactly_the_agreement_it_was_asked_about() {
    let shop = Shop::open().await;
    let (mut borrower, id) = about_to_sign(&shop).await;
    let mut authenticator = register(&mut borrower, 1).await;
    let asked = read(&mut borrower, &id).await;
    let problem = borrower.refused::<PrepareSigning>(&[&id], &asked).await;
    assert_eq!(problem.code, ProblemCode::StepUpRequired, "the session alone is not enough");

    let other = SteppedUpAct::Sign {
        application_id: id.clone(),
        contract_digest: shared::canonical::Digest::of(b"another agreement"),
    };
    verify(&mut borrower, &mut authenticator, other).await;
    let problem = borrower.refused::<PrepareSigning>(&[&id], &asked).await;
    assert_eq!(problem.code, ProblemCode::StepUpRequired, "another agreement was verified");

    let act = signing(&mut borrower, &id).await;
    verify(&mut borrower, &mut authenticator, act).await;
    borrower.sign(&id, &Signer::seeded(1)).await;
    assert_eq!(verified_by(&mut borrower, &id).await, [VerifiedBy::Passkey]);
}

#[tokio::test]
async fn another_s_authenticator_another_session_and_an_old_answer_verify_nothing() {
    let shop = Shop::open().await;
    let (mut borrower, id) = about_to_sign(&shop).await;
    let mut authenticator = register(&mut borrower, 1).await;
    let act = signing(&mut borrower, &id).await;
    let StepUpView::Passkey { step_up_id, options } = start(&mut borrower, act.clone()).await
    else {
        panic!("a passkey is asked for");
    };
    let theirs = StepUpProof::Passkey(Authenticator::seeded(2).answer(&options));
    let problem = borrower.refused::<ProveStepUp>(&[&step_up_id], &theirs).await;
    assert_eq!((problem.status, problem.code), (401, ProblemCode::PasskeyUnknown));

    let mine = StepUpProof::Passkey(authenticator.answer(&options));
    let mut other_device = Borrower::at_device(shop.line.clone(), MOBILE, "tablet");
    shop.pass(61);
    other_device.sign_in().await;
    let problem = other_device.refused::<ProveStepUp>(&[&step_up_id], &mine).await;
    assert_eq!(problem.status, 404, "a verification belongs to its session");

    shop.pass(300);
    let problem = borrower.refused::<ProveStepUp>(&[&step_up_id], &mine).await;
    assert_eq!((problem.status, problem.code), (410, ProblemCode::ChallengeExpired));

    verify(&mut borrower, &mut authenticator, act.clone()).await;
    shop.pass(601);
    let asked = read(&mut borrower, &id).await;
    let problem = borrower.refused::<PrepareSigning>(&[&id], &asked).await;
    assert_eq!(problem.code, ProblemCode::StepUpRequired, "it lasts ten minutes");
}

#[tokio::test]
async fn a_larger_draw_is_verified_once_for_each_and_a_small_one_is_not() {
    let shop = Shop::open().await;
    let (mut borrower, id) = about_to_sign(&shop).await;
    let facility = borrower.sign(&id, &Signer::seeded(1)).await;
    borrower.name_account(&facility).await;
    let mut authenticator = register(&mut borrower, 1).await;
    borrower.draw(&facility, 50_000).await;

    let large = draw_of(yuan(60_000));
    let problem = borrower.refused::<Draw>(&[&facility], &large).await;
    assert_eq!((problem.status, problem.code), (403, ProblemCode::StepUpRequired));
    let act = SteppedUpAct::Draw { facility_id: facility.clone(), amount: yuan(60_000) };
    verify(&mut borrower, &mut authenticator, act.clone()).await;
    let larger = draw_of(yuan(60_001));
    let problem = borrower.refused::<Draw>(&[&facility], &larger).await;
    assert_eq!(problem.code, ProblemCode::StepUpRequired, "exactly this amount was verified");

    let asked = borrower.asked::<Draw>(&[&facility], &large);
    let first = tests::line::Line::send(&mut borrower.line, asked.clone()).await;
    assert!(first.is_success(), "{}", first.text());
    let again = tests::line::Line::send(&mut borrower.line, asked).await;
    assert_eq!(again.header("idempotency-hit"), Some("true"), "a repetition is no second draw");
    let problem = borrower.refused::<Draw>(&[&facility], &large).await;
    assert_eq!(problem.code, ProblemCode::StepUpRequired, "the verification was used up");
}

#[tokio::test]
async fn nobody_verifies_what_belongs_to_somebody_else() {
    let shop = Shop::open().await;
    let (mut owner, id) = about_to_sign(&shop).await;
    let act = signing(&mut owner, &id).await;
    let mut other = shop.borrower("13800138001").await;
    let problem = other.refused::<StartStepUp>(&[], &StartStepUpRequest { act }).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
}
