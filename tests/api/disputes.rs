//! Disputes: what a borrower says is wrong, who looks into it, and what follows.

use server::simulator::Behaviour;
use shared::api::{
    AnswerDispute, AnswerDisputeRequest, AskSourceAgain, DisputeAnswer, DisputeDatum,
    DisputeRequest, DisputeView, Empty, GetDecisions, GetDisputes, GetEvidence, ProblemCode,
    WithdrawConsent,
};
use shared::application::StageName;
use shared::desk::{Matter, MatterKind, Outcome, Upholding};
use shared::facts::{Metric, Source};
use std::collections::BTreeMap;
use tests::borrower::Borrower;
use tests::evidence::{checked, kinds};
use tests::identity::Person;
use tests::line::InProcess;
use tests::officer::on_paper;
use tests::shop::Shop;
use tests::signer::Signer;

const MOBILE: &str = "13800138000";

async fn decided(shop: &Shop, uscc: &str) -> (Borrower<InProcess>, String) {
    let mut borrower = shop.borrower(MOBILE).await;
    let id = borrower.apply(&Person::enterprise_with(uscc), 300_000).await;
    shop.work().await;
    (borrower, id)
}

/// Owes tax, says the bank; paid long ago, says the borrower.
fn arrears_are_wrong() -> DisputeRequest {
    DisputeRequest {
        metric: "tax_arrears".to_owned(),
        source: Source::Tax,
        says: Some("0.00".to_owned()),
        why: "九月已缴清，有完税证明".to_owned(),
    }
}

async fn disputed(shop: &Shop) -> (Borrower<InProcess>, String, DisputeView) {
    let (mut borrower, id) = decided(shop, "91510500MA6PH0004N").await;
    let view = borrower.ask::<DisputeDatum>(&[], &arrears_are_wrong()).await;
    (borrower, id, view)
}

fn upheld(correction: Option<&str>, shop: &Shop) -> AnswerDisputeRequest {
    let today = shop.here.today();
    let correction = correction.map(|value| on_paper(Metric::TaxArrears, value, today));
    let note = "已核对完税证明原件".to_owned();
    AnswerDisputeRequest { answer: DisputeAnswer::Upheld { correction }, note }
}

#[tokio::test]
async fn a_dispute_waits_on_the_desk_with_a_promise_and_changes_nothing_by_itself() {
    let shop = Shop::open().await;
    let (mut borrower, id, view) = disputed(&shop).await;
    assert_eq!((view.dispute.held.as_str(), view.outcome), ("12600.00", None));
    assert!(view.promised_by > shop.here.now());
    let mut officer = shop.officer().await;
    let row = officer.cases().await.remove(0);
    assert_eq!((row.matter, row.promise.due_at), (MatterKind::Dispute, view.promised_by));
    assert_eq!(row.because[0].zh, "欠税");
    let case = officer.case(&row.task_id).await;
    let Matter::Dispute(dispute) = case.matter else { panic!("a dispute") };
    assert_eq!((dispute.says.as_deref(), dispute.why), (Some("0.00"), arrears_are_wrong().why));
    assert_eq!(borrower.application(&id).await.stage, StageName::Declined);
    let refused = borrower.refused::<DisputeDatum>(&[], &arrears_are_wrong()).await;
    assert_eq!((refused.status, refused.code), (409, ProblemCode::AlreadyDisputed));
}

#[tokio::test]
async fn what_cannot_be_disputed_says_why_and_nothing_is_opened() {
    let shop = Shop::open().await;
    let (mut borrower, _) = decided(&shop, "91510500MA6PH0004N").await;
    let asked = arrears_are_wrong();
    for request in [
        DisputeRequest { metric: "turnover".to_owned(), ..asked.clone() },
        DisputeRequest { source: Source::Court, ..asked.clone() },
        DisputeRequest { metric: "farm_scale".to_owned(), ..asked.clone() },
    ] {
        let refused = borrower.refused::<DisputeDatum>(&[], &request).await;
        assert_eq!((refused.status, refused.code), (404, ProblemCode::NotFound));
    }
    for (says, why, field) in [
        (Some("12600.00"), "不对", "says"),
        (Some("many"), "不对", "says"),
        (Some("-1.00"), "不对", "says"),
        (None, "  ", "why"),
    ] {
        let (says, why) = (says.map(str::to_owned), why.to_owned());
        let request = DisputeRequest { says, why, ..asked.clone() };
        let refused = borrower.refused::<DisputeDatum>(&[], &request).await;
        assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, field));
    }
    assert!(borrower.ask::<GetDisputes>(&[], &Empty {}).await.disputes.is_empty());
    let mut other = shop.borrower("13800138001").await;
    let refused = other.refused::<DisputeDatum>(&[], &asked).await;
    assert_eq!(refused.code, ProblemCode::NotFound, "nobody disputes another's data");
}

#[tokio::test]
async fn an_upheld_dispute_corrects_the_datum_and_decides_again() {
    let shop = Shop::open().await;
    let (mut borrower, id, view) = disputed(&shop).await;
    let mut officer = shop.officer().await;
    let answer =
        officer.ask::<AnswerDispute>(&[&view.dispute_id], &upheld(Some("0.00"), &shop)).await;
    assert_eq!((answer.stage, answer.version), (StageName::Approved, Some(2)));
    assert!(officer.cases().await.is_empty());
    let found = borrower.ask::<GetDisputes>(&[], &Empty {}).await.disputes.remove(0);
    let Some(Outcome::Upheld { now, version, note, .. }) = found.outcome else { panic!("upheld") };
    assert_eq!((now.as_str(), version, note.as_str()), ("0.00", Some(2), "已核对完税证明原件"));
    let versions = borrower.ask::<GetDecisions>(&[&id], &Empty {}).await.versions;
    assert_eq!(
        versions[1].facts.datum(Metric::TaxArrears).expect("arrears").source,
        Source::Papers
    );
    let bundle = borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    assert_eq!(checked(&bundle).absent.len(), 0);
    let kinds = kinds(&bundle);
    let tail = ["disputed", "facts_recorded", "dispute_answered", "facts_used", "decided"];
    assert!(kinds.ends_with(&tail.map(str::to_owned)), "{kinds:?}");
}

#[tokio::test]
async fn the_source_is_asked_again_and_what_it_then_says_upholds_the_dispute() {
    let shop = Shop::open().await;
    let (mut borrower, id, view) = disputed(&shop).await;
    let mut officer = shop.officer().await;
    let unchanged = upheld(None, &shop);
    let refused = officer.refused::<AnswerDispute>(&[&view.dispute_id], &unchanged).await;
    assert_eq!(refused.fields[0].code, "nothing_changed");
    let facts = BTreeMap::from([("tax_arrears".to_owned(), Some("0.00".to_owned()))]);
    shop.script("tax", Behaviour::Facts(facts), Some(1));
    let case = officer.ask::<AskSourceAgain>(&[&view.dispute_id], &Empty {}).await;
    assert_eq!(case.verified.value(Metric::TaxArrears), Some(0));
    assert_eq!(case.queries.len(), 4, "the question is logged");
    let answer = officer.ask::<AnswerDispute>(&[&view.dispute_id], &unchanged).await;
    assert_eq!(answer.version, Some(2));
    let versions = borrower.ask::<GetDecisions>(&[&id], &Empty {}).await.versions;
    assert_eq!(versions[1].facts.datum(Metric::TaxArrears).expect("arrears").source, Source::Tax);
}

#[tokio::test]
async fn nobody_is_asked_again_without_an_authorisation_that_stands_nor_believed_when_down() {
    let shop = Shop::open().await;
    let (mut borrower, _) = decided(&shop, "91510500MA6PH0002G").await;
    let request =
        DisputeRequest { metric: "annual_sales".to_owned(), says: None, ..arrears_are_wrong() };
    let view = borrower.ask::<DisputeDatum>(&[], &request).await;
    let mut officer = shop.officer().await;
    shop.script("tax", Behaviour::Status(503), Some(1));
    let refused = officer.refused::<AskSourceAgain>(&[&view.dispute_id], &Empty {}).await;
    assert_eq!((refused.status, refused.code), (503, ProblemCode::OutsidePartyDown));
    shop.pass(31 * 24 * 3600);
    officer.sign_in().await;
    let refused = officer.refused::<AskSourceAgain>(&[&view.dispute_id], &Empty {}).await;
    assert_eq!((refused.status, refused.code), (409, ProblemCode::ConsentMissing));
}

#[tokio::test]
async fn a_refused_dispute_leaves_the_datum_and_tells_the_borrower_why() {
    let shop = Shop::open().await;
    let (mut borrower, id, view) = disputed(&shop).await;
    let mut officer = shop.officer().await;
    let refusal = |note: &str| AnswerDisputeRequest {
        answer: DisputeAnswer::Refused { because: Upholding::NothingShown },
        note: note.to_owned(),
    };
    let refused = officer.refused::<AnswerDispute>(&[&view.dispute_id], &refusal("")).await;
    assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, "note"));
    let answer =
        officer.ask::<AnswerDispute>(&[&view.dispute_id], &refusal("三次联系均未提供")).await;
    assert_eq!((answer.stage, answer.version), (StageName::Declined, None));
    let found = borrower.ask::<GetDisputes>(&[], &Empty {}).await.disputes.remove(0);
    let Some(Outcome::Refused { by, reasons }) = found.outcome else { panic!("refused") };
    assert_eq!(by.name, "演示客户经理");
    assert_eq!(reasons[0].text.zh, "未能提供有误的证明：三次联系均未提供");
    assert_eq!(borrower.ask::<GetDecisions>(&[&id], &Empty {}).await.versions.len(), 1);
    borrower.ask::<DisputeDatum>(&[], &arrears_are_wrong()).await;
    let again = officer.refused::<AnswerDispute>(&[&view.dispute_id], &refusal("同上")).await;
    assert_eq!((again.status, again.code), (409, ProblemCode::TaskClosed));
}

#[tokio::test]
async fn only_the_datum_disputed_is_corrected() {
    let shop = Shop::open().await;
    let (_, _, view) = disputed(&shop).await;
    let mut officer = shop.officer().await;
    let today = shop.here.today();
    let correction = Some(on_paper(Metric::TaxGrade, "A", today));
    let other = AnswerDisputeRequest {
        answer: DisputeAnswer::Upheld { correction },
        ..upheld(None, &shop)
    };
    let refused = officer.refused::<AnswerDispute>(&[&view.dispute_id], &other).await;
    assert_eq!(refused.fields[0].code, "another_metric");
    for request in [upheld(Some("12600.00"), &shop), upheld(Some("x"), &shop)] {
        let refused = officer.refused::<AnswerDispute>(&[&view.dispute_id], &request).await;
        assert_eq!((refused.status, refused.code), (422, ProblemCode::InvalidFields));
    }
}

#[tokio::test]
async fn a_correction_after_signing_is_kept_and_changes_no_decision_made() {
    let shop = Shop::open().await;
    let (mut borrower, id) = decided(&shop, "91510500MA6PH0001D").await;
    let sheet = borrower.show_cost_sheet(&id).await;
    shop.pass(60);
    borrower.acknowledge(&id, &sheet).await;
    borrower.sign(&id, &Signer::seeded(1)).await;
    let request = DisputeRequest {
        metric: "annual_sales".to_owned(),
        says: Some("6100000.00".to_owned()),
        ..arrears_are_wrong()
    };
    let view = borrower.ask::<DisputeDatum>(&[], &request).await;
    let mut officer = shop.officer().await;
    let correction = Some(on_paper(Metric::AnnualSales, "6100000.00", shop.here.today()));
    let answer = AnswerDisputeRequest {
        answer: DisputeAnswer::Upheld { correction },
        ..upheld(None, &shop)
    };
    let answer = officer.ask::<AnswerDispute>(&[&view.dispute_id], &answer).await;
    assert_eq!((answer.stage, answer.version), (StageName::Signed, None));
    assert_eq!(borrower.ask::<GetDecisions>(&[&id], &Empty {}).await.versions.len(), 1);
    let case = officer.case(&view.dispute_id).await;
    assert_eq!(case.verified.value(Metric::AnnualSales), Some(610_000_000));
}

#[tokio::test]
async fn a_standing_offer_gives_way_to_the_one_on_corrected_facts() {
    let shop = Shop::open().await;
    let (mut borrower, id) = decided(&shop, "91510500MA6PH0002G").await;
    borrower.show_cost_sheet(&id).await;
    let before = borrower.application(&id).await;
    assert_eq!(before.stage, StageName::Disclosed);
    let request =
        DisputeRequest { metric: "annual_sales".to_owned(), says: None, ..arrears_are_wrong() };
    let view = borrower.ask::<DisputeDatum>(&[], &request).await;
    borrower.ask::<WithdrawConsent>(&[&id, "credit_report"], &Empty {}).await;
    let mut officer = shop.officer().await;
    let correction = Some(on_paper(Metric::AnnualSales, "2000000.00", shop.here.today()));
    let answer = AnswerDisputeRequest {
        answer: DisputeAnswer::Upheld { correction },
        ..upheld(None, &shop)
    };
    let answer = officer.ask::<AnswerDispute>(&[&view.dispute_id], &answer).await;
    assert_eq!((answer.stage, answer.version), (StageName::Approved, Some(2)));
    let versions = borrower.ask::<GetDecisions>(&[&id], &Empty {}).await.versions;
    assert_ne!(versions[0].answer, versions[1].answer);
}
