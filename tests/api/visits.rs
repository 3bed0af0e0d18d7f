//! A product that needs a visit: it refers to a visit, the form is filled in, the engine works out
//! what follows and decides again.

use server::simulator::people::visit::noodle_shop;
use shared::api::{
    DeskCaseView, Empty, GetDecisions, GetDeskCase, ProblemCode, RecordVisit, RecordVisitRequest,
};
use shared::application::StageName;
use shared::cash_flow_form::CashFlowForm;
use shared::catalogue::{CatalogueDraft, Rule};
use shared::consent::ConsentKind;
use shared::desk::{MatterKind, Outcome, Recorded};
use shared::facts::{Metric, Source};
use tests::identity::Person;
use tests::journey::yuan;
use tests::officer::changed;
use tests::shop::Shop;

const MOBILE: &str = "13800138000";

fn rule(json: &str) -> Rule {
    serde_json::from_str(json).expect("a rule")
}

/// 小微快贷 as it would be with a visit: what 融e贷 asks of one.
fn with_a_visit(draft: &mut CatalogueDraft) {
    let product = draft.products.iter_mut().find(|product| product.id == "micro-quick");
    let product = product.expect("the product");
    product.consents.push(ConsentKind::FieldVisit);
    product.rules.push(rule(
        r#"{"id":"visited","require":{"metric":"visited","op":"=","threshold":"true"},
            "otherwise":"refer","source":"test (未核实)"}"#,
    ));
    product.rules.push(rule(
        r#"{"id":"surplus","require":{"metric":"monthly_surplus","op":">=","threshold":"1000.00"},
            "otherwise":"decline","source":"test (未核实)"}"#,
    ));
}

/// A noodle shop whose figures fit each other.
fn form(shop: &Shop) -> CashFlowForm {
    noodle_shop(shop.here.today())
}

fn handed_in(form: CashFlowForm) -> RecordVisitRequest {
    RecordVisitRequest { form, note: "在店内与陈秀兰本人核实".to_owned() }
}

async fn awaiting_a_visit(shop: &Shop) -> (String, DeskCaseView) {
    let mut borrower = shop.borrower(MOBILE).await;
    let id = borrower.apply(&Person::enterprise(), 100_000).await;
    shop.work().await;
    assert_eq!(borrower.application(&id).await.stage, StageName::Referred);
    let mut officer = shop.officer().await;
    let row = officer.cases().await.remove(0);
    assert_eq!(row.matter, MatterKind::Visit);
    let case = officer.ask::<GetDeskCase>(&[&row.task_id], &Empty {}).await;
    (id, case)
}

async fn shop_with_visits() -> Shop {
    Shop::open_with(|opening| opening.catalogue = changed(&opening.catalogue, with_a_visit)).await
}

#[tokio::test]
async fn nobody_outside_is_asked_what_a_visit_will_show_and_the_visitor_knows_whom_to_call() {
    let shop = shop_with_visits().await;
    let (_, case) = awaiting_a_visit(&shop).await;
    assert_eq!(case.applicant.mobile, MOBILE);
    let identity = case.applicant.identity.expect("an identity");
    assert_eq!(identity.person_name, "陈秀兰");
    assert!(identity.resident_id.contains('*'), "no more than the visit needs");
    assert_eq!(case.queries.len(), 3);
    let missing = case.engine.expect("the engine speaks").missing;
    assert!(missing.contains(&Metric::MonthlySurplus) && missing.contains(&Metric::Visited));
}

#[tokio::test]
async fn the_form_of_a_visit_is_worked_out_and_decides_the_case() {
    let shop = shop_with_visits().await;
    let (id, case) = awaiting_a_visit(&shop).await;
    let mut officer = shop.officer().await;
    let request = handed_in(form(&shop));
    let answer = officer.ask::<RecordVisit>(&[&case.task_id], &request).await;
    assert_eq!((answer.stage, answer.version), (StageName::Approved, Some(2)));
    assert_eq!(answer.outcome, Some(Outcome::Decided { version: 2, by: None }));
    let mut borrower = shop.borrower(MOBILE).await;
    let versions = borrower.ask::<GetDecisions>(&[&id], &Empty {}).await.versions;
    let surplus = versions[1].facts.datum(Metric::MonthlySurplus).expect("a surplus");
    // 30,833.33 × 50 % − 6,000 + 3,000 − 4,000 − 1,000
    assert_eq!((surplus.value, surplus.source), (741_666, Source::FieldVisit));
    let case = officer.case(&case.task_id).await;
    assert!(matches!(&case.records[0].what, Recorded::Visit(kept) if **kept == form(&shop)));
    assert!(case.applicant.mobile.contains('*'), "after the visit the number is masked again");
}

#[tokio::test]
async fn a_form_that_contradicts_itself_leaves_the_case_to_a_person_and_a_poor_one_declines() {
    let shop = shop_with_visits().await;
    let (_, case) = awaiting_a_visit(&shop).await;
    let mut officer = shop.officer().await;
    let doubtful = CashFlowForm { takings_3_days: yuan(300), ..form(&shop) };
    let answer = officer.ask::<RecordVisit>(&[&case.task_id], &handed_in(doubtful)).await;
    assert_eq!(answer.stage, StageName::Referred);
    let next = answer.next_task_id.expect("the case goes on");
    let case = officer.case(&next).await;
    assert_eq!(case.matter.kind(), MatterKind::Referral);
    assert_eq!(case.verified.value(Metric::Visited), Some(0));
    let poor = CashFlowForm { running_costs: yuan(15_000), ..form(&shop) };
    let answer = officer.ask::<RecordVisit>(&[&next], &handed_in(poor)).await;
    assert_eq!((answer.stage, answer.version), (StageName::Declined, Some(3)));
}

#[tokio::test]
async fn a_form_that_cannot_be_worked_out_is_refused_with_what_to_write() {
    let shop = shop_with_visits().await;
    let (_, case) = awaiting_a_visit(&shop).await;
    let mut officer = shop.officer().await;
    let good = form(&shop);
    let short = CashFlowForm { seasons: good.seasons[..2].to_vec(), ..good.clone() };
    let negative = CashFlowForm { stock: yuan(-1), ..good.clone() };
    let tomorrow = good.visited_on.succ_opt().expect("a day");
    let early = CashFlowForm { visited_on: tomorrow, ..good.clone() };
    for (form, field, code) in [
        (short, "form", "months_not_twelve"),
        (negative, "form", "amount_negative"),
        (early, "visited_on", "future_fact"),
    ] {
        let refused = officer.refused::<RecordVisit>(&[&case.task_id], &handed_in(form)).await;
        assert_eq!((refused.status, refused.code), (422, ProblemCode::InvalidFields));
        let found = (refused.fields[0].field.as_str(), refused.fields[0].code.as_str());
        assert_eq!(found, (field, code));
    }
    let unsigned = RecordVisitRequest { note: String::new(), ..handed_in(good) };
    let refused = officer.refused::<RecordVisit>(&[&case.task_id], &unsigned).await;
    assert_eq!(refused.fields[0].field, "note");
    assert_eq!(officer.case(&case.task_id).await.decisions.len(), 1);
}
