//! Seeing, above a limit, that whoever signs is the applicant: a photo that nobody keeps, or a person of the bank.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use server::adapters::{Party, TRIES};
use server::simulator::Behaviour;
use shared::api::{
    AskToBeSeen, CompareFace, CompareFaceRequest, Empty, FaceCheckState, GetConsentText,
    GetEvidence, GetExport, GetQueryLog, GiveConsent, GiveConsentRequest, NextStep, PrepareSigning,
    Problem, ProblemCode, QueryOutcome, SeeSigner, SeeSignerRequest, WithdrawApplication,
    WithdrawConsent,
};
use shared::consent::ConsentKind;
use shared::desk::{MatterKind, Outcome};
use shared::evidence::EvidenceBundle;
use shared::face_check::{FaceOutcome, PHOTO_BYTES_MAX, WhyInPerson};
use shared::facts::Source;
use tests::borrower::Borrower;
use tests::evidence::{checked, count};
use tests::identity::CLEAN_PERSON;
use tests::journey::{accepted, yuan};
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

/// A bank that sees every signer.
async fn strict() -> Shop {
    Shop::open_with(|opening| opening.institution.face_check_from = Some(yuan(1))).await
}

/// A photo, as far as anybody can tell from how it begins.
fn photo(marker: u8) -> CompareFaceRequest {
    let mut bytes = b"\xff\xd8\xff\xe0".to_vec();
    bytes.resize(4096, marker);
    CompareFaceRequest { photo: STANDARD.encode(bytes) }
}

async fn consent(borrower: &mut Borrower<InProcess>, id: &str) {
    let kind = ConsentKind::FaceCheck;
    let text = borrower.ask::<GetConsentText>(&[id, kind.key()], &Empty {}).await;
    let request = GiveConsentRequest { kind, text_digest: text.digest };
    borrower.ask::<GiveConsent>(&[id], &request).await;
}

/// About to sign, the consent to a face check given.
async fn consented(shop: &Shop) -> (Borrower<InProcess>, String) {
    let (mut borrower, id) = accepted(shop).await;
    consent(&mut borrower, &id).await;
    (borrower, id)
}

/// How asking for a certificate is refused.
async fn refused_to_sign(borrower: &mut Borrower<InProcess>, id: &str) -> Problem {
    let contract = borrower.contract(id).await;
    let contract = borrower.acknowledge_clauses(id, &contract).await;
    borrower.refused::<PrepareSigning>(&[id], &Signer::seeded(1).prepare(&contract)).await
}

async fn state(borrower: &mut Borrower<InProcess>, id: &str) -> FaceCheckState {
    borrower.application(id).await.face.expect("it has to be seen").state
}

async fn evidence(borrower: &mut Borrower<InProcess>, id: &str) -> EvidenceBundle {
    let bundle = borrower.ask::<GetEvidence>(&[id], &Empty {}).await;
    checked(&bundle);
    bundle
}

fn comes_to(shop: &Shop, outcome: FaceOutcome, times: Option<u32>) {
    shop.script("face", Behaviour::Face(outcome), times);
}

#[tokio::test]
async fn below_the_limit_of_the_institution_nobody_is_asked_for_a_photo() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let view = borrower.application(&id).await;
    assert_eq!((view.face, view.next_step), (None, NextStep::Sign));
    let key = ConsentKind::FaceCheck.key();
    let problem = borrower.refused::<GetConsentText>(&[&id, key], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    let problem = borrower.refused::<CompareFace>(&[&id], &photo(1)).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotFromHere));
    borrower.sign(&id, &Signer::seeded(1)).await;
}

#[tokio::test]
async fn from_the_limit_up_the_same_person_signs_and_the_evidence_and_the_query_log_say_so() {
    let shop = strict().await;
    let (mut borrower, id) = accepted(&shop).await;
    let view = borrower.application(&id).await;
    assert_eq!(
        (view.face.expect("needed").state, view.next_step),
        (FaceCheckState::Open, NextStep::VerifyFace)
    );
    let problem = refused_to_sign(&mut borrower, &id).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::FaceCheckRequired));
    consent(&mut borrower, &id).await;
    let view = borrower.ask::<CompareFace>(&[&id], &photo(1)).await;
    assert_eq!(
        (view.face.expect("needed").state, view.next_step),
        (FaceCheckState::Settled, NextStep::Sign)
    );
    borrower.sign(&id, &Signer::seeded(1)).await;
    let bundle = evidence(&mut borrower, &id).await;
    let event = bundle.events.iter().find_map(|event| event.body.get("face_compared"));
    let event = event.expect("the comparison is in the chain");
    assert_eq!(event["outcome"], "same");
    assert!(event["reference"].as_str().is_some_and(|text| text.starts_with("SIM-FACE-")));
    let log = borrower.ask::<GetQueryLog>(&[], &Empty {}).await;
    let query = log.queries.iter().find(|query| query.kind == ConsentKind::FaceCheck);
    let query = query.expect("the question is in the log");
    assert_eq!((query.source, query.outcome), (Source::FaceCheck, QueryOutcome::Answered));
    assert!(query.simulated);
}

#[tokio::test]
async fn no_photo_is_kept_anywhere() {
    let shop = strict().await;
    let (mut borrower, id) = consented(&shop).await;
    let sent = photo(0x5a);
    borrower.ask::<CompareFace>(&[&id], &sent).await;
    let export = borrower.ask::<GetExport>(&[], &Empty {}).await;
    let held = serde_json::to_string(&export).expect("JSON");
    let piece = &sent.photo[512..640];
    assert!(held.contains("SIM-FACE-") && !held.contains(piece));
    let evidence = serde_json::to_string(&evidence(&mut borrower, &id).await).expect("JSON");
    assert!(!evidence.contains(piece));
    assert!(!format!("{sent:?}").contains(piece), "nor does it reach a log");
}

#[tokio::test]
async fn unclear_photos_are_counted_and_the_last_leads_to_a_person() {
    let shop = strict().await;
    let (mut borrower, id) = consented(&shop).await;
    comes_to(&shop, FaceOutcome::Unclear, None);
    for left in [2, 1] {
        let view = borrower.ask::<CompareFace>(&[&id], &photo(left)).await;
        let face = view.face.expect("needed");
        assert_eq!((face.state, face.tries_left), (FaceCheckState::Open, left));
        assert_eq!(face.last, Some(FaceOutcome::Unclear));
    }
    let view = borrower.ask::<CompareFace>(&[&id], &photo(3)).await;
    let FaceCheckState::AtTheDesk { why, promised_by } = view.face.expect("needed").state else {
        panic!("a person looks")
    };
    assert_eq!(why, WhyInPerson::NeverClear);
    assert!(promised_by > Some(shop.here.now()), "a time is promised");
    let problem = borrower.refused::<CompareFace>(&[&id], &photo(4)).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::FaceCheckAtTheDesk));
    assert_eq!(shop.outside().times_asked(Party::Face, CLEAN_PERSON), 3);
    let problem = refused_to_sign(&mut borrower, &id).await;
    assert_eq!(problem.code, ProblemCode::FaceCheckAtTheDesk);
    assert_eq!(count(&evidence(&mut borrower, &id).await, "face_compared"), 3);
}

#[tokio::test]
async fn a_photo_of_somebody_else_goes_to_a_person_at_once_who_may_say_otherwise() {
    let shop = strict().await;
    let (mut borrower, id) = consented(&shop).await;
    comes_to(&shop, FaceOutcome::Different, Some(1));
    borrower.ask::<CompareFace>(&[&id], &photo(1)).await;
    let mut officer = shop.officer().await;
    let row = officer.cases().await.into_iter().find(|row| row.matter == MatterKind::Signer);
    let row = row.expect("somebody has to look");
    assert_eq!(row.because[0].zh, "刷脸结果：不是本人");
    let note = |text: &str| SeeSignerRequest { is_the_applicant: true, note: text.to_owned() };
    let problem = officer.refused::<SeeSigner>(&[&row.task_id], &note(" ")).await;
    assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
    let seen = note("视频核对身份证原件，人证一致");
    let answer = officer.ask::<SeeSigner>(&[&row.task_id], &seen).await;
    assert!(matches!(answer.outcome, Some(Outcome::Seen { is_the_applicant: true, .. })));
    let problem = officer.refused::<SeeSigner>(&[&row.task_id], &seen).await;
    assert_eq!(problem.code, ProblemCode::TaskClosed);
    assert_eq!(state(&mut borrower, &id).await, FaceCheckState::Settled);
    borrower.sign(&id, &Signer::seeded(1)).await;
    let bundle = evidence(&mut borrower, &id).await;
    for kind in ["face_compared", "seeing_signer_asked", "signer_seen"] {
        assert_eq!(count(&bundle, kind), 1, "{kind}");
    }
    assert!(checked(&bundle).absent.is_empty(), "what was written down is in the file");
}

#[tokio::test]
async fn whoever_does_without_a_photo_is_seen_by_a_person_and_gives_no_consent() {
    let shop = strict().await;
    let (mut borrower, id) = accepted(&shop).await;
    let view = borrower.ask::<AskToBeSeen>(&[&id], &Empty {}).await;
    let state = view.face.expect("needed").state;
    assert!(matches!(state, FaceCheckState::AtTheDesk { why: WhyInPerson::Wanted, .. }));
    let problem = borrower.refused::<AskToBeSeen>(&[&id], &Empty {}).await;
    assert_eq!(problem.code, ProblemCode::FaceCheckAtTheDesk);
    let mut officer = shop.officer().await;
    let task = officer.cases().await[0].task_id.clone();
    let not = SeeSignerRequest { is_the_applicant: false, note: "未能接通视频".to_owned() };
    officer.ask::<SeeSigner>(&[&task], &not).await;
    assert_eq!(self::state(&mut borrower, &id).await, FaceCheckState::NotVerified);
    let problem = refused_to_sign(&mut borrower, &id).await;
    assert_eq!(problem.code, ProblemCode::FaceCheckRequired);

    borrower.ask::<AskToBeSeen>(&[&id], &Empty {}).await;
    let task = officer.cases().await[0].task_id.clone();
    let is =
        SeeSignerRequest { is_the_applicant: true, note: "网点核对身份证原件".to_owned() };
    officer.ask::<SeeSigner>(&[&task], &is).await;
    borrower.sign(&id, &Signer::seeded(1)).await;
    assert_eq!(shop.outside().times_asked(Party::Face, CLEAN_PERSON), 0);
}

#[tokio::test]
async fn nothing_is_compared_without_a_consent_that_stands() {
    let shop = strict().await;
    let (mut borrower, id) = accepted(&shop).await;
    let missing = borrower.refused::<CompareFace>(&[&id], &photo(1)).await;
    assert_eq!((missing.status, missing.code), (409, ProblemCode::ConsentMissing));
    consent(&mut borrower, &id).await;
    let key = ConsentKind::FaceCheck.key();
    borrower.ask::<WithdrawConsent>(&[&id, key], &Empty {}).await;
    let withdrawn = borrower.refused::<CompareFace>(&[&id], &photo(2)).await;
    assert_eq!((withdrawn.status, withdrawn.code), (409, ProblemCode::ConsentMissing));
    assert_eq!(shop.outside().times_asked(Party::Face, CLEAN_PERSON), 0);
    // Given again, it counts again; and a person can always be asked instead.
    consent(&mut borrower, &id).await;
    comes_to(&shop, FaceOutcome::Unclear, Some(1));
    borrower.ask::<CompareFace>(&[&id], &photo(3)).await;
    borrower.ask::<AskToBeSeen>(&[&id], &Empty {}).await;
}

#[tokio::test]
async fn a_party_that_is_away_costs_no_try_and_says_so() {
    let shop = strict().await;
    let (mut borrower, id) = consented(&shop).await;
    shop.script("face", Behaviour::Status(503), None);
    let problem = borrower.refused::<CompareFace>(&[&id], &photo(1)).await;
    assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
    let asked = u64::from(TRIES);
    assert_eq!(shop.outside().times_asked(Party::Face, CLEAN_PERSON), asked, "asked again first");
    let face = borrower.application(&id).await.face.expect("needed");
    assert_eq!((face.state, face.tries_left, face.last), (FaceCheckState::Open, 3, None));
    shop.outside().clear_scripts();
    shop.script("face", Behaviour::Nonsense(true), Some(1));
    let problem = borrower.refused::<CompareFace>(&[&id], &photo(2)).await;
    assert_eq!(problem.code, ProblemCode::OutsidePartyDown, "what is no answer is no outcome");
    let view = borrower.ask::<CompareFace>(&[&id], &photo(3)).await;
    assert_eq!(view.face.expect("needed").state, FaceCheckState::Settled);
}

#[tokio::test]
async fn what_is_no_photo_is_refused_before_anybody_sees_it() {
    let shop = strict().await;
    let (mut borrower, id) = consented(&shop).await;
    let of = |bytes: Vec<u8>| CompareFaceRequest { photo: STANDARD.encode(bytes) };
    let mut large = b"\xff\xd8\xff\xe0".to_vec();
    large.resize(PHOTO_BYTES_MAX + 1, 0);
    let cases = [
        (CompareFaceRequest { photo: "not base64!".to_owned() }, "photo_kind"),
        (of(b"%PDF-1.7 and more".to_vec()), "photo_kind"),
        (of(b"\xff\xd8\xff\xe0".to_vec()), "photo_too_small"),
        (of(large), "photo_too_large"),
    ];
    for (request, code) in cases {
        let problem = borrower.refused::<CompareFace>(&[&id], &request).await;
        assert_eq!((problem.status, problem.fields[0].code.as_str()), (422, code));
    }
    assert_eq!(shop.outside().times_asked(Party::Face, CLEAN_PERSON), 0);
}

#[tokio::test]
async fn the_same_command_is_compared_once_and_somebody_else_s_is_not_found() {
    let shop = strict().await;
    let (mut borrower, id) = consented(&shop).await;
    let asked = borrower.asked_with_key::<CompareFace>("one", &[&id], &photo(1));
    for _ in 0..2 {
        let reply = tests::line::Line::send(&mut borrower.line, asked.clone()).await;
        assert!(reply.is_success(), "{}", reply.text());
    }
    assert_eq!(shop.outside().times_asked(Party::Face, CLEAN_PERSON), 1);
    let mut stranger = shop.borrower("13800138009").await;
    let problem = stranger.refused::<CompareFace>(&[&id], &photo(1)).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
}

#[tokio::test]
async fn an_application_that_is_taken_back_leaves_nobody_waiting_at_the_desk() {
    let shop = strict().await;
    let (mut borrower, id) = accepted(&shop).await;
    borrower.ask::<AskToBeSeen>(&[&id], &Empty {}).await;
    let mut officer = shop.officer().await;
    assert_eq!(officer.cases().await.len(), 1);
    borrower.ask::<WithdrawApplication>(&[&id], &Empty {}).await;
    assert_eq!(officer.cases().await.len(), 0);
}
