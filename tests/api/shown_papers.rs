//! Files handed in for a higher limit: read or looked at by a person, and the limit decided on what they show.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::api::{
    AnswerDispute, AnswerDisputeRequest, ConnectSource, ConnectSourceRequest, DisputeAnswer, Empty,
    EvidenceTask, GetDecision, GetEvidence, GetFacility, GetLimitIncrease, GetLimitIncreases,
    GetShownPaper, LimitIncreaseRequest, LimitIncreaseState, LimitIncreaseView, ProblemCode,
    RequestLimitIncrease, ShowPaper, ShowPaperRequest, ShownPaperView, path,
};
use shared::decision::Reason;
use shared::desk::{Matter, MatterKind, Outcome, Recorded, SHOWN_BYTES_MAX, Upholding};
use shared::facts::{Metric, Source};
use shared::money::Money;
use shared::schedule::RepaymentMethod;
use tests::evidence::{checked, count};
use tests::identity::Person;
use tests::journey::yuan;
use tests::lent::{Lent, MOBILE};
use tests::line::{Asked, Line};
use tests::officer::on_paper;
use tests::shop::Shop;

const PHOTOGRAPH: &[u8] = b"\xff\xd8\xff\xe0 a photograph of the annual tax return";

fn show(metric: Metric, file: &[u8]) -> ShowPaperRequest {
    ShowPaperRequest { metric, file: STANDARD.encode(file), says: None }
}

/// The paper last handed in about a figure.
fn shown(view: &LimitIncreaseView, metric: Metric) -> Option<ShownPaperView> {
    view.tasks.iter().find_map(|task| match task {
        EvidenceTask::Upload { metric: of, shown } if *of == metric => shown.as_deref().cloned(),
        _ => None,
    })
}

/// A wish for so much more, every source connected and still not enough.
async fn wished(shop: &Shop, lent: &mut Lent, more: i64) -> (String, LimitIncreaseView) {
    let facility = lent.facility.clone();
    let limit = lent.borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.limit;
    let wanted = limit.checked_add(yuan(more)).expect("money");
    let wish = LimitIncreaseRequest { wanted };
    let mut view = lent.borrower.ask::<RequestLimitIncrease>(&[&facility], &wish).await;
    let increase = view.increase_id.clone();
    loop {
        let source = view.tasks.iter().find_map(|task| match task {
            EvidenceTask::Connect { consent, text_digest, .. } => {
                Some(ConnectSourceRequest { consent: *consent, text_digest: *text_digest })
            }
            EvidenceTask::Upload { .. } => None,
        });
        let Some(connect) = source else { break };
        view = lent.borrower.ask::<ConnectSource>(&[&facility, &increase], &connect).await;
    }
    assert_eq!(view.state, LimitIncreaseState::NotEnough, "{:?}", view.reasons);
    assert!(view.gap.is_positive());
    shop.work().await;
    (increase, view)
}

async fn micro(shop: &Shop) -> (Lent, String, LimitIncreaseView) {
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    shop.live(31, &mut lent).await;
    let (increase, view) = wished(shop, &mut lent, 2_000_000).await;
    (lent, increase, view)
}

fn confirmed(metric: Metric, value: &str, shop: &Shop) -> AnswerDisputeRequest {
    let correction = Some(on_paper(metric, value, shop.here.today()));
    let note = "已核对完税证明原件".to_owned();
    AnswerDisputeRequest { answer: DisputeAnswer::Upheld { correction }, note }
}

#[tokio::test]
async fn a_photograph_waits_for_a_person_whose_figure_the_limit_is_decided_on_at_once() {
    let shop = Shop::open().await;
    let (mut lent, increase, before) = micro(&shop).await;
    let ids = [lent.facility.clone(), increase.clone()];
    let ids = ids.each_ref().map(String::as_str);
    let request = show(Metric::AnnualSales, PHOTOGRAPH);
    let view = lent.borrower.ask::<ShowPaper>(&ids, &request).await;
    assert_eq!((view.possible, view.gap), (before.possible, before.gap), "it decides nothing");
    let paper = shown(&view, Metric::AnnualSales).expect("it waits");
    assert!(paper.promised_by > shop.here.now() && paper.outcome.is_none());

    let mut officer = shop.officer().await;
    let row = officer.cases().await.remove(0);
    assert_eq!((row.matter, row.promise.due_at), (MatterKind::Paper, paper.promised_by));
    let case = officer.case(&row.task_id).await;
    assert!(matches!(case.matter, Matter::Paper(shown) if *shown == paper.paper));
    let seen = officer.try_asking::<GetShownPaper>(&[&row.task_id], &Empty {}).await;
    assert_eq!(
        (seen.header("content-type"), seen.body.as_slice()),
        (Some("image/jpeg"), PHOTOGRAPH)
    );
    let nothing = AnswerDisputeRequest {
        answer: DisputeAnswer::Upheld { correction: None },
        note: "看过".to_owned(),
    };
    let problem = officer.refused::<AnswerDispute>(&[&row.task_id], &nothing).await;
    assert_eq!((problem.status, problem.fields[0].code.as_str()), (422, "figure_missing"));
    let answer = confirmed(Metric::AnnualSales, "50000000.00", &shop);
    let told = officer.ask::<AnswerDispute>(&[&row.task_id], &answer).await;
    assert!(matches!(told.outcome, Some(Outcome::Confirmed { version: Some(_), .. })));
    let problem = officer.refused::<AnswerDispute>(&[&row.task_id], &answer).await;
    assert_eq!(problem.code, ProblemCode::TaskClosed);

    let after = lent.borrower.ask::<GetLimitIncrease>(&ids, &Empty {}).await;
    assert!(after.possible > before.possible, "{after:?}");
    assert_eq!(after.state, LimitIncreaseState::Granted);
    let listed = lent.borrower.ask::<GetLimitIncreases>(&[&lent.facility], &Empty {}).await;
    assert_eq!(listed.increases, [after]);
    shop.work().await;
    let messages = shop.outside().messages(MOBILE);
    assert!(messages.iter().any(|sent| sent.text.contains("提额材料已核对")), "{messages:?}");
    let id = case.application_id;
    let bundle = lent.borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    assert_eq!(checked(&bundle).absent.len(), 0);
    assert_eq!(count(&bundle, "facts_recorded"), 1);
}

#[tokio::test]
async fn a_paper_that_is_refused_says_why_and_another_may_follow() {
    let shop = Shop::open().await;
    let (mut lent, increase, before) = micro(&shop).await;
    let ids = [lent.facility.clone(), increase];
    let ids = ids.each_ref().map(String::as_str);
    let request = show(Metric::AnnualSales, PHOTOGRAPH);
    lent.borrower.ask::<ShowPaper>(&ids, &request).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await.remove(0).task_id;
    let answer = AnswerDisputeRequest {
        answer: DisputeAnswer::Refused { because: Upholding::ShownIsOther },
        note: "是另一家企业的".to_owned(),
    };
    officer.ask::<AnswerDispute>(&[&task], &answer).await;
    let view = lent.borrower.ask::<GetLimitIncrease>(&ids, &Empty {}).await;
    assert_eq!((view.state, view.gap), (before.state, before.gap));
    let paper = shown(&view, Metric::AnnualSales).expect("an answer");
    let Some(Outcome::Refused { reasons, .. }) = paper.outcome else { panic!("refused") };
    assert!(reasons[0].text.zh.contains("是另一家企业的"));
    let problem = lent.borrower.refused::<ShowPaper>(&ids, &request).await;
    assert_eq!(problem.fields[0].code, "checked_before");
    let other = show(Metric::AnnualSales, b"%PDF-1.4 another paper");
    let view = lent.borrower.ask::<ShowPaper>(&ids, &other).await;
    assert!(shown(&view, Metric::AnnualSales).is_some_and(|paper| paper.outcome.is_none()));
}

#[tokio::test]
async fn what_is_empty_too_large_of_another_kind_not_asked_for_or_here_already_is_refused_as_that()
{
    let shop = Shop::open().await;
    let (mut lent, increase, _) = micro(&shop).await;
    let facility = lent.facility.clone();
    let ids = [facility.as_str(), increase.as_str()];
    let large = vec![b'x'; SHOWN_BYTES_MAX + 1];
    for (request, code) in [
        (show(Metric::AnnualSales, b""), "file_empty"),
        (show(Metric::AnnualSales, b"  \n"), "file_empty"),
        (show(Metric::AnnualSales, &large), "file_too_large"),
        (show(Metric::AnnualSales, b"PK\x03\x04 workbook\0"), "file_of_other_kind"),
        (show(Metric::AnnualSales, "日期,收款\n".as_bytes()), "not_in_file"),
        (show(Metric::MonthlySurplus, PHOTOGRAPH), "not_asked"),
        (
            ShowPaperRequest {
                file: "not base64".to_owned(),
                ..show(Metric::AnnualSales, PHOTOGRAPH)
            },
            "file_of_other_kind",
        ),
        (
            ShowPaperRequest {
                says: Some("a lot".to_owned()),
                ..show(Metric::AnnualSales, PHOTOGRAPH)
            },
            "not_a_value",
        ),
    ] {
        let problem = lent.borrower.refused::<ShowPaper>(&ids, &request).await;
        assert_eq!((problem.status, problem.fields[0].code.as_str()), (422, code));
    }
    let request = show(Metric::AnnualSales, PHOTOGRAPH);
    lent.borrower.ask::<ShowPaper>(&ids, &request).await;
    for file in [PHOTOGRAPH, b"%PDF-1.4 another"] {
        let again = show(Metric::AnnualSales, file);
        let problem = lent.borrower.refused::<ShowPaper>(&ids, &again).await;
        assert_eq!(problem.fields[0].code, "paper_waits");
    }
    let mut stranger = shop.borrower("13900139000").await;
    let problem = stranger.refused::<ShowPaper>(&ids, &request).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    let task = shop.officer().await.cases().await.remove(0).task_id;
    let address = path::<GetShownPaper>(&[&task]);
    let cookie = lent.borrower.cookie.clone().expect("signed in");
    let peek = Asked::new("GET", address).header("cookie", &cookie);
    assert!(!shop.line.clone().send(peek).await.is_success(), "for people of the bank alone");
}

#[tokio::test]
async fn lines_of_a_statement_are_read_at_once_and_decide_nothing_before_a_person_has_looked() {
    let shop = Shop::open().await;
    let person = Person::enterprise().choosing("enterprise-joy");
    let (mut borrower, facility) = shop.signed(&person).await;
    borrower.name_account(&facility).await;
    let mut lent = Lent { borrower, facility, loan: String::new() };
    shop.live(31, &mut lent).await;
    let (increase, before) = wished(&shop, &mut lent, 2_000_000).await;
    let facility = lent.facility.clone();
    let ids = [facility.as_str(), increase.as_str()];
    let metric = Metric::BankInflow12Months;
    let bad = show(metric, "日期,收入,支出,余额\n2026-02-30,1,,1\n".as_bytes());
    let problem = lent.borrower.refused::<ShowPaper>(&ids, &bad).await;
    assert_eq!(problem.fields[0].code, "line_without_a_day");
    let months = std::iter::once((2025, 12)).chain((1..=12).map(|month| (2026, month)));
    let lines = months
        .map(|(year, month)| format!("{year}-{month:02}-10,2000000.00,2000000.00,180000.00\n"));
    let csv = format!("日期,收入,支出,余额\n{}", lines.collect::<String>());
    let view = lent.borrower.ask::<ShowPaper>(&ids, &show(metric, csv.as_bytes())).await;
    assert!(view.possible <= before.possible, "a file is the borrower's own word");
    let paper = shown(&view, metric).expect("it waits");
    let says = paper.paper.says.expect("worked out from the lines");
    assert_eq!(says, "24000000.00");

    let mut officer = shop.officer().await;
    let task = officer.cases().await.into_iter().find(|row| row.matter == MatterKind::Paper);
    let task = task.expect("a task").task_id;
    let answer = confirmed(metric, &says, &shop);
    officer.ask::<AnswerDispute>(&[&task], &answer).await;
    let case = officer.case(&task).await;
    let held = case.verified.datum(metric).expect("a figure");
    assert_eq!((held.value, held.source), (2_400_000_000, Source::Papers));
    let after = lent.borrower.ask::<GetLimitIncrease>(&ids, &Empty {}).await;
    assert!(after.possible > Money::ZERO);
    assert!(after.possible >= before.possible, "{after:?}");
}

/// The reason that a paper was preferred to a source, if there is one.
fn preferred(reasons: &[Reason]) -> Option<&Reason> {
    reasons.iter().find(|reason| reason.code == "paper_over_source")
}

#[tokio::test]
async fn a_paper_that_says_otherwise_than_a_source_is_preferred_only_with_a_reason_that_says_so() {
    let shop = Shop::open().await;
    let (mut lent, increase, before) = micro(&shop).await;
    assert_eq!(preferred(&before.reasons), None);
    let ids = [lent.facility.clone(), increase];
    let ids = ids.each_ref().map(String::as_str);
    lent.borrower.ask::<ShowPaper>(&ids, &show(Metric::AnnualSales, PHOTOGRAPH)).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await.remove(0).task_id;
    let case = officer.case(&task).await;
    let held = case.verified.datum(Metric::AnnualSales).expect("a figure");
    assert_eq!((held.source, held.as_of), (Source::Tax, shop.here.today()));
    let answer = confirmed(Metric::AnnualSales, "50000000.00", &shop);
    officer.ask::<AnswerDispute>(&[&task], &answer).await;

    let after = lent.borrower.ask::<GetLimitIncrease>(&ids, &Empty {}).await;
    let reason = preferred(&after.reasons).expect("the borrower reads it");
    let said = Metric::AnnualSales.unit().say(held.value, shared::language::Language::Zh);
    for part in ["税务机关", &said, "5,000万元", "已核对完税证明原件"] {
        assert!(reason.text.zh.contains(part), "{part}: {}", reason.text.zh);
    }
    let id = case.application_id;
    let decided = lent.borrower.ask::<GetDecision>(&[&id], &Empty {}).await;
    assert_eq!(preferred(&decided.reasons), Some(reason), "the bank keeps it");
    let record = officer.case(&task).await.records.pop().expect("what the officer wrote down");
    let Recorded::Shown(figure) = record.what else { panic!("{:?}", record.what) };
    let over = figure.over.expect("what it was preferred to");
    assert_eq!((over.source, over.as_of), (Source::Tax, held.as_of));
    let bundle = lent.borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    assert_eq!(checked(&bundle).absent.len(), 0);
    let names_both = |text: &String| text.contains("paper_over_source") && text.contains(&said);
    assert!(bundle.documents.values().any(names_both), "the evidence holds it");
}

#[tokio::test]
async fn a_paper_speaks_for_its_own_figure_alone_and_never_over_a_newer_answer_of_a_source() {
    let shop = Shop::open().await;
    let (mut lent, increase, before) = micro(&shop).await;
    let ids = [lent.facility.clone(), increase];
    let ids = ids.each_ref().map(String::as_str);
    lent.borrower.ask::<ShowPaper>(&ids, &show(Metric::AnnualSales, PHOTOGRAPH)).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await.remove(0).task_id;
    let note = || "已核对年度申报表原件".to_owned();
    let write = |correction| AnswerDisputeRequest {
        answer: DisputeAnswer::Upheld { correction: Some(correction) },
        note: note(),
    };
    let today = shop.here.today();
    let yesterday = today.pred_opt().expect("a day");
    for (correction, field, code) in [
        (on_paper(Metric::TaxArrears, "0.00", today), "tax_arrears", "vouched"),
        (on_paper(Metric::ValidPatents, "9", today), "correction", "another_metric"),
        (
            on_paper(Metric::AnnualSales, "50000000.00", yesterday),
            "annual_sales",
            "source_is_newer",
        ),
    ] {
        let problem = officer.refused::<AnswerDispute>(&[&task], &write(correction)).await;
        let refused = &problem.fields[0];
        assert_eq!((refused.field.as_str(), refused.code.as_str()), (field, code));
    }
    let unchanged = lent.borrower.ask::<GetLimitIncrease>(&ids, &Empty {}).await;
    assert_eq!((unchanged.possible, unchanged.gap), (before.possible, before.gap));
    // What the source says itself may be confirmed, and stands over nothing.
    let held = officer.case(&task).await.verified.value(Metric::AnnualSales).expect("a figure");
    let same = Metric::AnnualSales.unit().text(held);
    officer
        .ask::<AnswerDispute>(&[&task], &write(on_paper(Metric::AnnualSales, &same, today)))
        .await;
    let after = lent.borrower.ask::<GetLimitIncrease>(&ids, &Empty {}).await;
    assert_eq!((after.possible, preferred(&after.reasons)), (before.possible, None));
}

#[tokio::test]
async fn what_a_source_says_after_a_paper_was_checked_stands_again() {
    let shop = Shop::open().await;
    let (mut lent, increase, _) = micro(&shop).await;
    let ids = [lent.facility.clone(), increase];
    let ids = ids.each_ref().map(String::as_str);
    lent.borrower.ask::<ShowPaper>(&ids, &show(Metric::AnnualSales, PHOTOGRAPH)).await;
    let mut officer = shop.officer().await;
    let task = officer.cases().await.remove(0).task_id;
    let answer = confirmed(Metric::AnnualSales, "50000000.00", &shop);
    officer.ask::<AnswerDispute>(&[&task], &answer).await;
    let granted = lent.borrower.ask::<GetLimitIncrease>(&ids, &Empty {}).await;
    assert_eq!(granted.state, LimitIncreaseState::Granted);

    shop.live(1, &mut lent).await;
    shop.script_fact("tax", "annual_sales", Some("5000000.00"));
    let (_, view) = wished(&shop, &mut lent, 2_000_000).await;
    assert_eq!((view.possible, preferred(&view.reasons)), (view.limit, None));
    let id = lent.borrower.ask::<GetFacility>(&[&lent.facility], &Empty {}).await.application_id;
    let decided = lent.borrower.ask::<GetDecision>(&[&id], &Empty {}).await;
    let held = decided.facts.datum(Metric::AnnualSales).expect("a figure");
    assert_eq!((held.value, held.source), (500_000_000, Source::Tax));
}
