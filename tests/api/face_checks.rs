//! Seeing, above a limit, that whoever signs is the applicant: a photo that nobody keeps, or a person of the bank.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use server::Opening;
use server::adapters::{Party, TRIES};
use server::simulator::Behaviour;
use shared::api::{
    AskDeletion, AskToBeSeen, CompareFace, CompareFaceRequest, Empty, FaceCheckState,
    GetConsentText, GetEvidence, GetExport, GetQueryLog, LoggedQuery, NextStep, PrepareSigning,
    Problem, ProblemCode, QueryOutcome, SeeSigner, SeeSignerRequest, WithdrawApplication,
    WithdrawConsent,
};
use shared::consent::ConsentKind;
use shared::decision::Answer;
use shared::desk::{MatterKind, Outcome};
use shared::evidence::EvidenceBundle;
use shared::face_check::{FaceOutcome, PHOTO_BYTES_MAX, WhyInPerson};
use shared::facts::Source;
use shared::money::Money;
use tests::borrower::Borrower;
use tests::evidence::{checked, count};
use tests::face::photo;
use tests::identity::{CLEAN_PERSON, Person};
use tests::journey::{accepted, yuan};
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

/// As long as anybody needs who answers at all.
const PATIENT: Duration = Duration::from_secs(5);

/// A bank that sees every signer.
async fn strict() -> Shop {
    Shop::open_with(|opening| opening.institution.face_check_from = Some(yuan(1))).await
}

/// About to sign, the consent to a face check given.
async fn consented(shop: &Shop) -> (Borrower<InProcess>, String) {
    let (mut borrower, id) = accepted(shop).await;
    borrower.give_consent(&id, ConsentKind::FaceCheck).await;
    (borrower, id)
}

/// The limit that whoever is about to sign in these tests was offered.
async fn limit_of_accepted() -> Money {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let decision = borrower.application(&id).await.decision.expect("a decision");
    let (Answer::Approve(offer) | Answer::CounterOffer(offer)) = decision.answer else {
        panic!("an offer")
    };
    offer.limit
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
async fn an_institution_that_never_asks_for_a_photo_asks_at_no_limit() {
    let shop = Shop::open_with(|opening| opening.institution.face_check_from = None).await;
    let (mut borrower, id) = accepted(&shop).await;
    let view = borrower.application(&id).await;
    assert_eq!((view.face, view.next_step), (None, NextStep::Sign));
    borrower.sign(&id, &Signer::seeded(1)).await;
    assert_eq!(shop.outside().times_asked(Party::Face, CLEAN_PERSON), 0);
}

#[tokio::test]
async fn the_limit_itself_is_the_first_that_asks_for_it() {
    let limit = limit_of_accepted().await;
    for (from, needed) in [(limit, true), (Money::from_fen(limit.fen() + 1), false)] {
        let from = |opening: &mut Opening| opening.institution.face_check_from = Some(from);
        let shop = Shop::open_with(from).await;
        let (mut borrower, id) = accepted(&shop).await;
        assert_eq!(borrower.application(&id).await.face.is_some(), needed);
    }
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
    borrower.give_consent(&id, ConsentKind::FaceCheck).await;
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
    assert_eq!(
        event.as_object().map(serde_json::Map::len),
        Some(2),
        "and where the rest is: {event}"
    );
    let kept = bundle.documents.values().any(|document| document.contains("SIM-FACE-"));
    assert!(kept, "the party's reference is in the file");
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
async fn what_is_kept_of_a_comparison_is_taken_home_and_goes_with_the_application_it_belongs_to() {
    let limit = limit_of_accepted().await;
    let from = |opening: &mut Opening| opening.institution.face_check_from = Some(limit);
    let shop = Shop::open_with(from).await;
    // An agreement of another business, so that the account stays.
    let (mut borrower, _) = shop.facility_of("13800138000", &Person::sole_trader(), 50_000).await;
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    let sheet = borrower.show_cost_sheet(&id).await;
    shop.pass(60);
    borrower.acknowledge(&id, &sheet).await;
    borrower.give_consent(&id, ConsentKind::FaceCheck).await;
    borrower.ask::<CompareFace>(&[&id], &photo(1)).await;

    let export = borrower.ask::<GetExport>(&[], &Empty {}).await;
    let mut applications = export.applications.iter().map(|one| &one.application);
    let checked =
        applications.find(|one| !one["face"].is_null()).expect("the check is in the file");
    let compared = &checked["face"]["same"]["compared"];
    assert_eq!(compared["outcome"], "same");
    assert!(compared["reference"].as_str().is_some_and(|text| text.starts_with("SIM-FACE-")));
    assert_eq!(compared.as_object().map(serde_json::Map::len), Some(3), "time, outcome, reference");
    let authorised = export.authorisations.iter().any(|one| one.kind == ConsentKind::FaceCheck);
    assert!(authorised, "with the consent it was compared under");

    borrower.ask::<AskDeletion>(&[], &Empty {}).await;
    let left = borrower.ask::<GetExport>(&[], &Empty {}).await;
    let left = serde_json::to_string(&left).expect("JSON");
    assert!(left.contains("face_compared") && !left.contains("SIM-FACE-"), "the chain, by digest");
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
    assert!(promised_by > shop.here.now(), "a time is promised");
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
    borrower.give_consent(&id, ConsentKind::FaceCheck).await;
    let key = ConsentKind::FaceCheck.key();
    borrower.ask::<WithdrawConsent>(&[&id, key], &Empty {}).await;
    let withdrawn = borrower.refused::<CompareFace>(&[&id], &photo(2)).await;
    assert_eq!((withdrawn.status, withdrawn.code), (409, ProblemCode::ConsentMissing));
    assert_eq!(shop.outside().times_asked(Party::Face, CLEAN_PERSON), 0);
    // Given again, it counts again; and a person can always be asked instead.
    borrower.give_consent(&id, ConsentKind::FaceCheck).await;
    comes_to(&shop, FaceOutcome::Unclear, Some(1));
    borrower.ask::<CompareFace>(&[&id], &photo(3)).await;
    borrower.ask::<AskToBeSeen>(&[&id], &Empty {}).await;
}

/// Asserts that a party which behaves like this costs no try, says so, and that the next photo is compared as ever.
async fn costs_no_try(behaviour: Behaviour, times_asked: u32, patience: Duration) {
    let shop = Shop::open_with(|opening| {
        opening.institution.face_check_from = Some(yuan(1));
        opening.patience = patience;
    })
    .await;
    let (mut borrower, id) = consented(&shop).await;
    shop.script("face", behaviour, Some(times_asked));
    let problem = borrower.refused::<CompareFace>(&[&id], &photo(1)).await;
    assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
    let asked = shop.outside().times_asked(Party::Face, CLEAN_PERSON);
    assert_eq!(asked, u64::from(times_asked));
    let face = borrower.application(&id).await.face.expect("needed");
    assert_eq!((face.state, face.tries_left, face.last), (FaceCheckState::Open, 3, None));
    let log = borrower.ask::<GetQueryLog>(&[], &Empty {}).await;
    let of_face = |query: &&LoggedQuery| query.kind == ConsentKind::FaceCheck;
    let failed = log.queries.iter().find(of_face).expect("the question is in the log all the same");
    assert_eq!(failed.outcome, QueryOutcome::Failed);

    let view = borrower.ask::<CompareFace>(&[&id], &photo(2)).await;
    assert_eq!(view.face.expect("needed").state, FaceCheckState::Settled);
    borrower.sign(&id, &Signer::seeded(1)).await;
}

#[tokio::test]
async fn a_party_that_is_down_or_slow_is_asked_again_costs_no_try_and_says_so() {
    costs_no_try(Behaviour::Status(503), TRIES, PATIENT).await;
    costs_no_try(Behaviour::HangUp(true), TRIES, PATIENT).await;
    costs_no_try(Behaviour::DelayMs(60_000), TRIES, Duration::from_millis(200)).await;
}

#[tokio::test]
async fn what_is_no_answer_or_one_about_another_photo_is_no_outcome() {
    costs_no_try(Behaviour::Nonsense(true), 1, PATIENT).await;
    costs_no_try(Behaviour::Identity("another".to_owned()), 1, PATIENT).await;
    costs_no_try(Behaviour::Status(403), 1, PATIENT).await;
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
