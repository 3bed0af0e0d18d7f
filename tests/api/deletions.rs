//! A wish to have everything deleted that meets a duty to keep: a case that a person of the bank explains.

use shared::api::{
    AnswerRequest, AnswerRequestRequest, AskDeletion, AskForPerson, AskForPersonRequest,
    DecideCase, DecideCaseRequest, DeletionDone, Empty, GetDeskRequests, GetServiceRequests,
    ProblemCode, Repay, RepayAmount, RepayRequest, ServiceRequestKind, ServiceRequestState,
    ServiceRequestView, WithdrawServiceRequest,
};
use shared::retention::{Category, Fate, Line};
use shared::schedule::RepaymentMethod;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::lent::Lent;
use tests::line::{InProcess, Line as _};
use tests::officer::refusal;
use tests::shop::Shop;

async fn delete(borrower: &mut Borrower<InProcess>) -> DeletionDone {
    borrower.ask::<AskDeletion>(&[], &Empty {}).await
}

/// What was asked of people, newest first.
async fn asked(borrower: &mut Borrower<InProcess>) -> Vec<ServiceRequestView> {
    borrower.ask::<GetServiceRequests>(&[], &Empty {}).await.requests
}

async fn waiting(officer: &mut Borrower<InProcess>) -> Vec<ServiceRequestView> {
    let waiting = officer.ask::<GetDeskRequests>(&[], &Empty {}).await.requests;
    waiting.into_iter().map(|waits| waits.request).collect()
}

fn fate(lines: &[Line], category: Category) -> &Fate {
    &lines.iter().find(|line| line.category == category).expect("it is held").fate
}

fn answer(text: &str) -> AnswerRequestRequest {
    AnswerRequestRequest { answer: text.to_owned() }
}

async fn lent(shop: &Shop) -> Lent {
    let mut lent = shop.lent(20_000, 12, RepaymentMethod::AnyTime).await;
    lent.borrower.quote(&Person::enterprise(), 100_000).await;
    lent
}

#[tokio::test]
async fn what_the_law_keeps_of_a_deletion_waits_at_the_desk_with_its_reasons_and_a_promised_time() {
    let shop = Shop::open().await;
    let mut lent = lent(&shop).await;
    let done = delete(&mut lent.borrower).await;
    assert_eq!(done.answer_promised_by, Some(done.asked_at.plus_days(15)));
    let mine = asked(&mut lent.borrower).await.remove(0);
    assert_eq!((&mine.request_id, mine.kind), (&done.request_id, ServiceRequestKind::Deletion));
    assert_eq!(mine.state, ServiceRequestState::Open);
    assert_eq!(Some(mine.promised_by), done.answer_promised_by);

    let mut officer = shop.officer().await;
    let case = waiting(&mut officer).await.remove(0);
    assert_eq!(case, mine, "the officer sees what the borrower sees");
    assert_eq!(fate(&case.fates, Category::Quotes), &Fate::Deleted);
    for (category, rule) in [
        (Category::Loans, "反洗钱法"),
        (Category::Agreements, "借款合同"),
        (Category::Account, "民法典"),
        (Category::Authorisations, "征信业管理条例"),
    ] {
        let Fate::Kept { reason, source, .. } = fate(&case.fates, category) else {
            panic!("{category:?} is kept")
        };
        assert!(source.contains(rule), "{category:?}: {source}");
        assert!(!reason.zh.is_empty() && !reason.en.is_empty());
    }
}

#[tokio::test]
async fn asking_again_while_a_person_has_it_opens_no_second_case_and_promises_nothing_later() {
    let shop = Shop::open().await;
    let mut lent = lent(&shop).await;
    let first = delete(&mut lent.borrower).await;
    shop.pass(24 * 3600);
    lent.borrower.sign_in().await;
    let again = delete(&mut lent.borrower).await;
    assert_eq!(again.answer_promised_by, first.answer_promised_by);
    assert_eq!(asked(&mut lent.borrower).await.len(), 1);
    lent.borrower.ask::<WithdrawServiceRequest>(&[&first.request_id], &Empty {}).await;
    let anew = delete(&mut lent.borrower).await;
    assert_eq!(anew.answer_promised_by, Some(anew.asked_at.plus_days(15)));
    assert_eq!(asked(&mut lent.borrower).await.len(), 2);
    assert_eq!(waiting(&mut shop.officer().await).await.len(), 1);
}

#[tokio::test]
async fn the_answer_says_what_went_and_what_is_kept_until_when_as_of_the_day_it_is_given() {
    let shop = Shop::open().await;
    let mut lent = lent(&shop).await;
    let done = delete(&mut lent.borrower).await;
    let kept = fate(&done.plan.lines, Category::Loans);
    assert!(matches!(kept, Fate::Kept { until: None, .. }), "while the loan lasts: {kept:?}");

    shop.pass(24 * 3600);
    lent.borrower.sign_in().await;
    let everything = RepayRequest { pay: RepayAmount::Everything };
    lent.borrower.ask::<Repay>(&[&lent.loan], &everything).await;
    shop.work().await;
    let mut officer = shop.officer().await;
    let bare = officer.refused::<AnswerRequest>(&[&done.request_id], &answer(" ")).await;
    assert_eq!((bare.status, bare.code), (422, ProblemCode::InvalidFields));
    let said = "贷款已结清，合同与交易记录依法保存十年";
    officer.ask::<AnswerRequest>(&[&done.request_id], &answer(said)).await;
    assert!(waiting(&mut officer).await.is_empty());

    let mine = asked(&mut lent.borrower).await.remove(0);
    assert_eq!(mine.state, ServiceRequestState::Answered);
    assert_eq!(mine.answer.expect("an answer").zh, said);
    assert_eq!(fate(&mine.fates, Category::Quotes), &Fate::Deleted, "what went then");
    let Fate::Kept { until, .. } = fate(&mine.fates, Category::Loans) else { panic!("it is kept") };
    let until = until.expect("the loan has ended, and the facility ends on a known day");
    assert_eq!(until.to_string(), "2037-11-23", "ten years after the facility's last day");

    let mut other = shop.borrower("13800138001").await;
    assert_eq!(asked(&mut other).await, []);
    let theirs = other.refused::<WithdrawServiceRequest>(&[&done.request_id], &Empty {}).await;
    assert_eq!((theirs.status, theirs.code), (404, ProblemCode::NotFound));
}

#[tokio::test]
async fn whoever_leaves_altogether_is_told_everything_at_once_and_nobody_waits_for_them() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    let done = delete(&mut borrower).await;
    assert!(done.plan.closes_account);
    assert_eq!(done.answer_promised_by, None);
    let Fate::Kept { until, source, .. } = fate(&done.plan.lines, Category::Authorisations) else {
        panic!("the proof stays")
    };
    assert!(until.is_some() && !source.is_empty());
    assert!(waiting(&mut shop.officer().await).await.is_empty());
}

#[tokio::test]
async fn a_deletion_is_asked_for_where_it_is_shown_what_it_does_and_nowhere_else() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let request = AskForPersonRequest {
        kind: ServiceRequestKind::Deletion,
        loan_id: None,
        text: "请删除我的资料".to_owned(),
    };
    let problem = borrower.refused::<AskForPerson>(&[], &request).await;
    assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
    assert!(problem.fields[0].detail.contains("我的资料"), "{problem:?}");
}

#[tokio::test]
async fn what_an_officer_is_answered_again_says_nothing_of_an_applicant_who_was_deleted() {
    let shop = Shop::open().await;
    let mut person = Person::enterprise();
    "51050219850615002X".clone_into(&mut person.identity.resident_id);
    let mut borrower = shop.borrower("13800138000").await;
    borrower.apply(&person, 300_000).await;
    shop.work().await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await.remove(0).task_id;
    let request = DecideCaseRequest { on_version: 1, judgement: refusal() };
    let decides = officer.asked_with_key::<DecideCase>("decides", &[&task], &request);
    let first = officer.line.send(decides.clone()).await;
    assert!(first.text().contains(&task), "{}", first.text());
    delete(&mut borrower).await;
    let again = officer.line.send(decides).await;
    assert_eq!((again.text().as_str(), again.header("idempotency-hit")), ("{}", Some("true")));
}
