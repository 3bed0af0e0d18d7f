//! The desk: who may see it, what waits on it and in which order, what may be written down and
//! decided there, and what the borrower sees of it.

use server::store::Document;
use server::store::acts::{AdvanceApplication, FindApplication};
use shared::api::{
    AnswerRequest, AnswerRequestRequest, AskForPerson, AskForPersonRequest, DecideCase,
    DecideCaseRequest, Empty, FactWrittenDown, GetApplication, GetDecisions, GetDeskCase,
    GetDeskCases, GetDeskRequests, GetEvidence, GetOverview, GetServiceRequests, GetSession,
    NextStep, ProblemCode, RecordFacts, RecordFactsRequest, RequestReview, ServiceRequestKind,
    ServiceRequestState, WithdrawApplication,
};
use shared::application::{Application, Stage, StageName};
use shared::catalogue::GreenLane;
use shared::decision::Answer;
use shared::desk::{Duty, MatterKind, Outcome};
use shared::facts::{Metric, Source};
use shared::queue::serve;
use shared::schedule::RepaymentMethod;
use tests::borrower::Borrower;
use tests::evidence::{checked, kinds};
use tests::identity::Person;
use tests::journey::yuan;
use tests::line::InProcess;
use tests::officer::{approval, changed, on_paper, refusal};
use tests::shop::Shop;
use tests::signer::Signer;

const MOBILE: &str = "13800138000";

/// Somebody the engine refers: many credit queries, nothing missing.
fn many_queries() -> Person {
    let mut person = Person::enterprise();
    "51050219850615002X".clone_into(&mut person.identity.resident_id);
    person
}

/// Somebody the engine refers: the tax bureau has not filed sales and grade.
fn sales_unknown() -> Person {
    Person::enterprise_with("91510500MA6PH0003K")
}

async fn decided(shop: &Shop, mobile: &str, person: &Person) -> (Borrower<InProcess>, String) {
    let mut borrower = shop.borrower(mobile).await;
    let id = borrower.apply(person, 300_000).await;
    shop.work().await;
    (borrower, id)
}

fn facts_of(facts: Vec<FactWrittenDown>) -> RecordFactsRequest {
    RecordFactsRequest { facts, note: "2026年9月纳税申报表原件".to_owned() }
}

#[tokio::test]
async fn the_desk_is_for_people_of_the_bank_and_nothing_of_a_borrower_s_is_theirs() {
    let shop = Shop::open().await;
    let (mut borrower, id) = decided(&shop, MOBILE, &many_queries()).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await[0].task_id.clone();
    let refused = borrower.refused::<GetDeskCases>(&[], &Empty {}).await;
    assert_eq!((refused.status, refused.code), (403, ProblemCode::NotYourDuty));
    let refused = borrower.refused::<GetDeskCase>(&[&task], &Empty {}).await;
    assert_eq!(refused.code, ProblemCode::NotYourDuty);
    for refused in [
        officer.refused::<GetOverview>(&[], &Empty {}).await,
        officer.refused::<GetApplication>(&[&id], &Empty {}).await,
        officer.refused::<GetDecisions>(&[&id], &Empty {}).await,
    ] {
        assert_eq!((refused.status, refused.code), (403, ProblemCode::NotYourDuty));
    }
    let nobody = shop.stranger("13800138009").refused::<GetDeskCases>(&[], &Empty {}).await;
    assert_eq!((nobody.status, nobody.code), (401, ProblemCode::SignInRequired));
    for name in ["nonsense", "00000000-0000-7000-8000-000000000000"] {
        let refused = officer.refused::<GetDeskCase>(&[name], &Empty {}).await;
        assert_eq!((refused.status, refused.code), (404, ProblemCode::NotFound), "{name}");
    }
}

#[tokio::test]
async fn the_session_says_what_somebody_is_there_for_and_each_act_asks_for_its_duty() {
    let shop = Shop::open_with(|opening| {
        opening.institution.staff[0].duties = vec![Duty::Visit];
    })
    .await;
    let (mut borrower, _) = decided(&shop, MOBILE, &many_queries()).await;
    let mut visitor = shop.officer().await;
    let session = visitor.ask::<GetSession>(&[], &Empty {}).await;
    let on_duty = session.on_duty.expect("somebody of the bank");
    assert_eq!((on_duty.officer.number.as_str(), on_duty.duties), ("8001", vec![Duty::Visit]));
    assert_eq!(borrower.ask::<GetSession>(&[], &Empty {}).await.on_duty, None);
    let task = visitor.cases().await[0].task_id.clone();
    let request = DecideCaseRequest { on_version: 1, judgement: refusal() };
    let refused = visitor.refused::<DecideCase>(&[&task], &request).await;
    assert_eq!((refused.status, refused.code), (403, ProblemCode::NotYourDuty));
    let refused = visitor.refused::<shared::api::GetPools>(&[], &Empty {}).await;
    assert_eq!(refused.code, ProblemCode::NotYourDuty);
}

#[tokio::test]
async fn a_case_shows_everything_it_is_decided_on_and_nobody_s_numbers() {
    let shop = Shop::open().await;
    let person = many_queries();
    let (_, id) = decided(&shop, MOBILE, &person).await;
    let mut officer = shop.officer().await;
    let row = officer.cases().await.remove(0);
    assert_eq!(row.matter, MatterKind::Referral);
    assert_eq!(row.applicant, "泸州青禾餐饮管理有限公司");
    assert!(row.because[0].zh.contains("征信查询"), "{:?}", row.because);
    let reply = officer.try_asking::<GetDeskCase>(&[&row.task_id], &Empty {}).await;
    for number in [&person.identity.resident_id, MOBILE, &person.identity.person_name] {
        assert!(!reply.text().contains(number), "{number} is shown");
    }
    let case: shared::api::DeskCaseView = reply.json();
    assert_eq!(case.application_id, id);
    let sales = case.verified.datum(Metric::AnnualSales).expect("sales");
    assert_eq!((sales.source, sales.as_of), (Source::Tax, shop.here.today()));
    let engine = case.engine.expect("the engine speaks");
    assert_eq!(engine.answer, Answer::Refer);
    assert!(engine.limit >= yuan(300_000));
    assert!(engine.trace.iter().any(|entry| entry.rule == "few-queries"));
    assert_eq!(case.decisions.len(), 1);
    assert_eq!(case.queries.len(), 3, "every question is logged");
    assert!(case.queries.iter().all(|query| query.answered_at.is_some()));
    assert!(case.papers.iter().any(|paper| paper.kind == "facts"));
}

#[tokio::test]
async fn what_the_engine_referred_a_person_approves_and_the_borrower_goes_on_to_sign() {
    let shop = Shop::open().await;
    let (mut borrower, id) = decided(&shop, MOBILE, &many_queries()).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await[0].task_id.clone();
    let answer = officer.decide(&task, approval(yuan(100_000))).await;
    assert_eq!((answer.stage, answer.version), (StageName::Approved, Some(2)));
    assert!(matches!(answer.outcome, Some(Outcome::Decided { version: 2, by: Some(_) })));
    assert!(officer.cases().await.is_empty());

    let view = borrower.application(&id).await;
    let decision = view.decision.expect("a decision");
    assert!(matches!(decision.answer, Answer::CounterOffer(_)));
    let by = decision.by_person.expect("a person decided");
    assert_eq!((by.officer.name.as_str(), by.on_version), ("演示客户经理", 1));
    assert_eq!(by.overruled[0].code, "few-queries");
    assert_eq!(decision.reasons[0].text.zh, "已核对书面材料：电话核实，材料齐全");

    let versions = borrower.ask::<GetDecisions>(&[&id], &Empty {}).await.versions;
    assert_eq!(versions.iter().map(|version| version.version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(versions[0].answer, Answer::Refer, "the first version stays");
    assert!(versions[0].by_person.is_none());

    let sheet = borrower.show_cost_sheet(&id).await;
    shop.pass(60);
    borrower.acknowledge(&id, &sheet).await;
    borrower.sign(&id, &Signer::seeded(1)).await;
    let bundle = borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    assert_eq!(checked(&bundle).absent.len(), 0);
    let judged = bundle.events.iter().find_map(|event| event.body.get("judged"));
    assert_eq!(judged.expect("a judgement")["officer"], "8001 演示客户经理");
}

#[tokio::test]
async fn a_person_s_decision_is_done_once_on_what_they_saw() {
    let shop = Shop::open().await;
    let (_, _) = decided(&shop, MOBILE, &many_queries()).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await[0].task_id.clone();
    let stale = DecideCaseRequest { on_version: 7, judgement: refusal() };
    let refused = officer.refused::<DecideCase>(&[&task], &stale).await;
    assert_eq!((refused.status, refused.code), (409, ProblemCode::CaseChanged));
    let request = DecideCaseRequest { on_version: 1, judgement: refusal() };
    let asked = officer.asked_with_key::<DecideCase>("once", &[&task], &request);
    let first = tests::line::Line::send(&mut officer.line, asked.clone()).await;
    let again = tests::line::Line::send(&mut officer.line, asked).await;
    assert!(first.is_success(), "{}", first.text());
    assert_eq!((first.body, again.header("idempotency-hit")), (again.body.clone(), Some("true")));
    let refused = officer.refused::<DecideCase>(&[&task], &request).await;
    assert_eq!((refused.status, refused.code), (409, ProblemCode::TaskClosed));
    let acts = officer.case(&task).await.acts;
    assert_eq!(acts.len(), 1);
    assert_eq!((acts[0].officer.as_str(), acts[0].act.as_str()), ("8001 演示客户经理", "decision"));
}

#[tokio::test]
async fn a_person_never_lends_more_than_the_engine_nor_on_what_nobody_knows() {
    let shop = Shop::open().await;
    decided(&shop, "13800138001", &many_queries()).await;
    shop.pass(1);
    decided(&shop, "13800138002", &sales_unknown()).await;
    let mut officer = shop.officer().await;
    let rows = officer.cases().await;
    let limit = officer.case(&rows[0].task_id).await.engine.expect("the engine speaks").limit;
    let more = limit.checked_add(yuan(1_000)).expect("an amount");
    for (task, limit, field, code) in [
        (&rows[0].task_id, more, "limit", "above_limit"),
        (&rows[0].task_id, yuan(500), "limit", "below_minimum"),
        (&rows[1].task_id, yuan(50_000), "verdict", "facts_missing"),
    ] {
        let request = DecideCaseRequest { on_version: 1, judgement: approval(limit) };
        let refused = officer.refused::<DecideCase>(&[task], &request).await;
        assert_eq!((refused.status, refused.code), (422, ProblemCode::InvalidFields));
        let found = (refused.fields[0].field.as_str(), refused.fields[0].code.as_str());
        assert_eq!(found, (field, code));
    }
}

#[tokio::test]
async fn what_an_officer_saw_on_paper_makes_a_new_version_that_the_engine_decides() {
    let shop = Shop::open().await;
    let (mut borrower, id) = decided(&shop, MOBILE, &sales_unknown()).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await[0].task_id.clone();
    let today = shop.here.today();
    let request = facts_of(vec![on_paper(Metric::AnnualSales, "3000000.00", today)]);
    let answer = officer.ask::<RecordFacts>(&[&task], &request).await;
    assert_eq!((answer.stage, answer.version), (StageName::Approved, Some(2)));
    assert_eq!(answer.outcome, Some(Outcome::Decided { version: 2, by: None }));
    let versions = borrower.ask::<GetDecisions>(&[&id], &Empty {}).await.versions;
    assert_eq!(versions[0].facts.datum(Metric::AnnualSales), None, "the old facts stay");
    let sales = versions[1].facts.datum(Metric::AnnualSales).expect("sales");
    assert_eq!((sales.value, sales.source), (300_000_000, Source::Papers));
    let case = officer.case(&task).await;
    assert_eq!(case.records[0].by.number, "8001");
    let bundle = borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    assert_eq!(checked(&bundle).absent.len(), 0);
    let kinds = kinds(&bundle);
    assert!(
        kinds.ends_with(&["facts_recorded", "facts_used", "decided"].map(str::to_owned)),
        "{kinds:?}"
    );
}

#[tokio::test]
async fn facts_that_are_not_enough_leave_the_case_and_its_promise_where_they_were() {
    let shop = Shop::open().await;
    let mut person = sales_unknown();
    "51050219850615002X".clone_into(&mut person.identity.resident_id);
    let (mut borrower, id) = decided(&shop, MOBILE, &person).await;
    let mut officer = shop.officer().await;
    let before = officer.cases().await.remove(0);
    let promised = borrower.application(&id).await.waiting.expect("somebody waits").promised_by;
    assert_eq!(promised, before.promise.due_at, "the borrower is told what the bank keeps to");
    shop.pass(3600);
    officer.sign_in().await;
    borrower.sign_in().await;
    let today = shop.here.today();
    let request = facts_of(vec![on_paper(Metric::AnnualSales, "3000000.00", today)]);
    let answer = officer.ask::<RecordFacts>(&[&before.task_id], &request).await;
    assert_eq!((answer.stage, answer.outcome), (StageName::Referred, None));
    let after = officer.cases().await.remove(0);
    assert_eq!((&after.task_id, &after.promise), (&before.task_id, &before.promise));
    let view = borrower.application(&id).await;
    assert_eq!(view.waiting.expect("somebody waits").promised_by, promised);
    assert_eq!(view.decision.expect("a decision").version, 2);
    let answer = officer.decide(&before.task_id, approval(yuan(300_000))).await;
    assert_eq!((answer.stage, answer.version), (StageName::Approved, Some(3)));
}

#[tokio::test]
async fn what_may_not_be_written_down_is_refused_fact_by_fact_and_nothing_is_kept() {
    let shop = Shop::open().await;
    decided(&shop, MOBILE, &sales_unknown()).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await[0].task_id.clone();
    let today = shop.here.today();
    let tomorrow = today.succ_opt().expect("a day");
    let sales = |value, as_of| on_paper(Metric::AnnualSales, value, as_of);
    let by_tax = FactWrittenDown { source: Source::Tax, ..sales("1.00", today) };
    let unknown = FactWrittenDown { metric: "turnover".to_owned(), ..sales("1.00", today) };
    for (fact, code) in [
        (sales("many", today), "not_a_value"),
        (sales("1.00", tomorrow), "future_fact"),
        (by_tax, "not_an_officers_source"),
        (unknown, "unknown_metric"),
        (on_paper(Metric::TaxArrears, "0.00", today), "vouched"),
        (on_paper(Metric::MonthlySurplus, "1.00", today), "by_form"),
    ] {
        let field = fact.metric.clone();
        let refused = officer.refused::<RecordFacts>(&[&task], &facts_of(vec![fact])).await;
        assert_eq!((refused.status, refused.code), (422, ProblemCode::InvalidFields));
        assert_eq!((&refused.fields[0].field, refused.fields[0].code.as_str()), (&field, code));
    }
    let bare = RecordFactsRequest { note: " ".to_owned(), ..facts_of(vec![sales("1.00", today)]) };
    let refused = officer.refused::<RecordFacts>(&[&task], &bare).await;
    assert_eq!(refused.fields[0].field, "note");
    let refused = officer.refused::<RecordFacts>(&[&task], &facts_of(Vec::new())).await;
    assert_eq!(refused.fields[0].field, "facts");
    let case = officer.case(&task).await;
    assert!(case.records.is_empty() && case.decisions.len() == 1 && case.acts.is_empty());
}

#[tokio::test]
async fn a_rule_that_declines_falls_in_a_review_when_its_fact_is_corrected_and_only_then() {
    let shop = Shop::open().await;
    let owes_tax = Person::enterprise_with("91510500MA6PH0004N");
    let (mut borrower, id) = decided(&shop, MOBILE, &owes_tax).await;
    let mut officer = shop.officer().await;
    assert!(officer.cases().await.is_empty(), "a decline waits for nobody");
    let view = borrower.ask::<RequestReview>(&[&id], &Empty {}).await;
    assert_eq!((view.stage, view.next_step), (StageName::Referred, NextStep::WaitForReview));
    let row = officer.cases().await.remove(0);
    assert_eq!(row.matter, MatterKind::Review);
    assert_eq!(view.waiting.expect("somebody waits").promised_by, row.promise.due_at);
    let task = row.task_id;
    let request = DecideCaseRequest { on_version: 1, judgement: approval(yuan(100_000)) };
    let refused = officer.refused::<DecideCase>(&[&task], &request).await;
    assert_eq!(refused.fields[0].code, "declined_by_rule");

    let today = shop.here.today();
    let half = facts_of(vec![on_paper(Metric::TaxGrade, "A", today)]);
    let answer = officer.ask::<RecordFacts>(&[&task], &half).await;
    assert_eq!(
        (answer.stage, answer.outcome),
        (StageName::Referred, None),
        "the engine's no again does not end a review"
    );
    let paid = facts_of(vec![on_paper(Metric::TaxArrears, "0.00", today)]);
    let answer = officer.ask::<RecordFacts>(&[&task], &paid).await;
    assert_eq!((answer.stage, answer.version), (StageName::Approved, Some(3)));
    assert!(officer.cases().await.is_empty());
    let versions = borrower.ask::<GetDecisions>(&[&id], &Empty {}).await.versions;
    assert_eq!(versions[0].answer, Answer::Decline);
    assert_eq!(
        versions[2].facts.datum(Metric::TaxArrears).expect("arrears").source,
        Source::Papers
    );
}

#[tokio::test]
async fn a_review_can_end_with_a_person_s_no_and_its_reasons() {
    let shop = Shop::open().await;
    let owes_tax = Person::enterprise_with("91510500MA6PH0004N");
    let (mut borrower, id) = decided(&shop, MOBILE, &owes_tax).await;
    borrower.ask::<RequestReview>(&[&id], &Empty {}).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await[0].task_id.clone();
    let answer = officer.decide(&task, refusal()).await;
    assert_eq!(answer.stage, StageName::Declined);
    let decision = borrower.application(&id).await.decision.expect("a decision");
    assert_eq!((decision.version, decision.answer), (2, Answer::Decline));
    assert_eq!(decision.reasons[0].text.en, "it is not clear what it is repaid from: 无法说明");
    let view = borrower.ask::<RequestReview>(&[&id], &Empty {}).await;
    assert_eq!(view.stage, StageName::Referred, "one may ask again");
}

#[tokio::test]
async fn a_case_that_waits_already_becomes_a_review_and_keeps_its_promise() {
    let shop = Shop::open().await;
    let (mut borrower, id) = decided(&shop, MOBILE, &many_queries()).await;
    let mut officer = shop.officer().await;
    let before = officer.cases().await.remove(0);
    shop.pass(1200);
    borrower.ask::<RequestReview>(&[&id], &Empty {}).await;
    let rows = officer.cases().await;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].matter, &rows[0].promise), (MatterKind::Review, &before.promise));
    assert_eq!(officer.case(&before.task_id).await.outcome, Some(Outcome::Replaced));
    borrower.ask::<RequestReview>(&[&id], &Empty {}).await;
    assert_eq!(officer.cases().await, rows, "asked twice, it waits once");
    borrower.ask::<WithdrawApplication>(&[&id], &Empty {}).await;
    assert!(officer.cases().await.is_empty());
    assert_eq!(officer.case(&rows[0].task_id).await.outcome, Some(Outcome::TakenBack));
}

#[tokio::test]
async fn the_queue_is_served_in_the_order_of_what_was_promised() {
    let shop = Shop::open_with(|opening| {
        opening.catalogue = changed(&opening.catalogue, |draft| {
            let product = draft.products.iter_mut().find(|product| product.id == "micro-quick");
            let lane = r#"{"any_of":[{"metric":"months_in_business","op":">=","threshold":"70"}],
                "promise_minutes":120,"ordinary_minutes":1440,"source":"test (未核实)"}"#;
            let lane: GreenLane = serde_json::from_str(lane).expect("a lane");
            product.expect("the product").green_lane = Some(lane);
        });
    })
    .await;
    // Only the first, whose registration is 75 months old, is in the green lane.
    let ordinary = |code: &str| {
        let mut person = Person::enterprise_with(code);
        "51050219850615002X".clone_into(&mut person.identity.resident_id);
        person
    };
    for (place, code) in
        ["91510500MA6PH0002G", "91510500MA6PH0003K", "91510500MA6PH0001D"].into_iter().enumerate()
    {
        decided(&shop, &format!("1380013800{place}"), &ordinary(code)).await;
        shop.pass(600);
    }
    let mut officer = shop.officer().await;
    let rows = officer.cases().await;
    let waiting: Vec<_> =
        rows.iter().map(|row| (row.task_id.clone(), row.promise.clone())).collect();
    let shown: Vec<&str> = rows.iter().map(|row| row.task_id.as_str()).collect();
    assert_eq!(serve(&waiting), shown, "each row carries what it is ordered by");
    assert!(rows[0].promise.is_green(), "green came last and is served first");
    assert_eq!(rows[0].promise.green[0].metric, Metric::MonthsInBusiness);
    assert!(rows[1..].iter().all(|row| !row.promise.is_green()));
    assert!(rows.is_sorted_by_key(|row| row.promise.due_at));
    let mut borrower = shop.borrower("13800138002").await;
    let application = borrower.ask::<GetOverview>(&[], &Empty {}).await.applications.remove(0);
    let waiting = application.waiting.expect("somebody waits");
    assert_eq!(waiting.promised_by, rows[0].promise.due_at);
    assert!(waiting.green[0].zh.contains("经营时间"), "{:?}", waiting.green);
}

#[tokio::test]
async fn a_referred_case_of_before_the_desk_is_given_a_task_at_the_start() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower(MOBILE).await;
    let id = borrower.prepare(&Person::enterprise(), 300_000).await;
    let mut officer = shop.officer().await;
    let owner = owner_of(&shop, &id).await;
    let find = FindApplication { borrower: owner.clone(), application: id.clone() };
    let stored = shop.here.store.find_application(find).await.expect("a store").expect("stored");
    let mut application: Application = stored.document.read("application").expect("a document");
    application.stage = Stage::Referred { decided_at: shop.here.now() };
    let step = AdvanceApplication {
        borrower: owner,
        application: id.clone(),
        expected_version: stored.version,
        stage: "referred".to_owned(),
        document: Document::of(&application).expect("a document"),
        at: shop.here.now(),
        command: None,
        evidence: Vec::new(),
        jobs: Vec::new(),
        with: Vec::new(),
    };
    shop.here.store.advance_application(step).await.expect("a step");
    assert!(officer.cases().await.is_empty());
    assert_eq!(server::desk::tasks::adopt(&shop.here).await.expect("adopted"), 1);
    assert_eq!(server::desk::tasks::adopt(&shop.here).await.expect("adopted"), 0);
    assert_eq!(officer.cases().await.len(), 1);
}

#[tokio::test]
async fn what_borrowers_ask_after_the_draw_waits_on_the_desk_and_is_answered_once() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower(MOBILE).await;
    let asked = AskForPersonRequest {
        kind: ServiceRequestKind::Complaint,
        loan_id: None,
        text: "利息和我算的不一样".to_owned(),
    };
    let asked = borrower.ask::<AskForPerson>(&[], &asked).await;
    let mut officer = shop.officer().await;
    let waiting = officer.ask::<GetDeskRequests>(&[], &Empty {}).await.requests;
    assert_eq!((waiting.len(), &waiting[0].request.request_id), (1, &asked.request_id));
    assert_eq!((waiting[0].applicant.as_str(), &waiting[0].loan), ("", &None));
    let answer = |text: &str| AnswerRequestRequest { answer: text.to_owned() };
    let bare = officer.refused::<AnswerRequest>(&[&asked.request_id], &answer(" ")).await;
    assert_eq!((bare.status, bare.code), (422, ProblemCode::InvalidFields));
    for _ in 0..2 {
        officer.ask::<AnswerRequest>(&[&asked.request_id], &answer("已逐日核对，附利息账")).await;
    }
    let other = officer.refused::<AnswerRequest>(&[&asked.request_id], &answer("另一个答复")).await;
    assert_eq!((other.status, other.code), (409, ProblemCode::TaskClosed));
    assert!(officer.ask::<GetDeskRequests>(&[], &Empty {}).await.requests.is_empty());
    let seen = borrower.ask::<GetServiceRequests>(&[], &Empty {}).await.requests.remove(0);
    assert_eq!(seen.state, ServiceRequestState::Answered);
    assert_eq!(seen.answer.expect("an answer").zh, "已逐日核对，附利息账");
    let nobody = "00000000-0000-7000-8000-000000000000";
    let refused = officer.refused::<AnswerRequest>(&[nobody], &answer("好")).await;
    assert_eq!((refused.status, refused.code), (404, ProblemCode::NotFound));
}

/// Whose application it is, as the session's cookie names them.
async fn owner_of(shop: &Shop, application: &str) -> String {
    let mut borrower = shop.borrower(MOBILE).await;
    assert_eq!(borrower.application(application).await.application_id, application);
    let cookie = borrower.cookie.expect("a session");
    let (_, value) = cookie.split_once('=').expect("a cookie");
    value.split('.').next().expect("an identifier").to_owned()
}

#[tokio::test]
async fn the_desk_sees_who_complains_and_about_which_loan() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(20_000, 12, RepaymentMethod::AnyTime).await;
    let complaint = AskForPersonRequest {
        kind: ServiceRequestKind::Complaint,
        loan_id: Some(lent.loan.clone()),
        text: "利息和我算的不一样".to_owned(),
    };
    lent.borrower.ask::<AskForPerson>(&[], &complaint).await;
    let mut officer = shop.officer().await;
    let waits = officer.ask::<GetDeskRequests>(&[], &Empty {}).await.requests.remove(0);
    assert_eq!(Some(waits.applicant), Person::enterprise().identity.business_name);
    assert!(waits.mobile.contains("****"), "{}", waits.mobile);
    let loan = waits.loan.expect("the loan");
    assert_eq!((loan.drawn, loan.drawn_on), (yuan(20_000), shop.here.today()));
}
