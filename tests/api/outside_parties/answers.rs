//! Answers that cannot be right: about somebody else, of another day, in another unit, listed twice,
//! contradicting each other. What cannot be used is asked for again; what is doubtful goes to a person.

use super::{applied, codes, waits_for_the_tax_bureau, word};
use chrono::{Days, NaiveDate};
use server::simulator::Behaviour;
use shared::api::DecisionView;
use shared::application::StageName;
use shared::cross_check::FindingKind;
use shared::facts::Metric;
use shared::invoices::Invoice;
use shared::money::Money;
use tests::identity::Person;
use tests::shop::Shop;

/// The tax bureau behaves like this for good: the application waits.
async fn waits(behaviour: Behaviour) {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    shop.script("tax", behaviour, None);
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    waits_for_the_tax_bureau(&shop, &mut borrower, &id).await;
    shop.outside().clear_scripts();
    shop.pass(super::NEXT_TRY);
    shop.work().await;
    assert_eq!(borrower.application(&id).await.stage, StageName::Approved, "nothing was lost");
}

fn fact(metric: &str, text: &str) -> Behaviour {
    Behaviour::Facts([(metric.to_owned(), Some(text.to_owned()))].into())
}

/// What a sound enterprise's application for `product` is answered when a party behaves like this.
async fn decided(product: &'static str, party: &str, behaviour: Behaviour) -> DecisionView {
    let shop = Shop::open().await;
    shop.script(party, behaviour, None);
    let person = Person { product_id: product, ..Person::enterprise() };
    applied(&shop, &person).await.decision.expect("a decision")
}

fn kinds(decision: &DecisionView) -> Vec<FindingKind> {
    decision.findings.iter().map(|finding| finding.kind).collect()
}

/// Asserts that the answer goes to a person and that the finding is on the wire and among the reasons.
fn refers(decision: &DecisionView, kind: FindingKind, code: &str) {
    assert_eq!(word(&decision.answer), "refer", "{:?}", decision.reasons);
    assert!(kinds(decision).contains(&kind), "{:?}", decision.findings);
    assert!(codes(&decision.reasons).contains(&code), "{:?}", decision.reasons);
    let told = decision.findings.iter().find(|finding| finding.kind == kind);
    let text = &told.expect("the finding").text;
    assert!(!text.zh.is_empty() && !text.en.is_empty());
}

#[tokio::test]
async fn an_answer_about_another_company_is_not_believed() {
    waits(Behaviour::Identity("91510500MA6PH0002G".to_owned())).await;
}

#[tokio::test]
async fn an_answer_about_another_person_is_not_believed() {
    let shop = Shop::open().await;
    shop.script("credit", Behaviour::Identity("510502198506150038".to_owned()), None);
    let view = applied(&shop, &Person::enterprise()).await;
    assert_eq!(view.stage, StageName::Submitted);
}

#[tokio::test]
async fn negative_tax_and_values_no_metric_has_are_not_believed() {
    for (metric, text) in [
        ("tax_paid_12_months", "-5.00"),
        ("annual_sales", "1,200,000"),
        ("annual_sales", "99999999999999.00"),
        ("tax_grade", "E"),
        ("months_since_tax_registration", "seventy"),
    ] {
        waits(fact(metric, text)).await;
    }
}

#[tokio::test]
async fn a_party_s_word_about_what_another_verifies_is_not_believed() {
    waits(fact("registry_active", "true")).await;
}

#[tokio::test]
async fn a_metric_this_version_does_not_know_is_passed_over() {
    let decision = decided("micro-quick", "tax", fact("tax_mood", "sunny")).await;
    assert_eq!(word(&decision.answer), "approve");
}

#[tokio::test]
async fn figures_of_a_day_that_has_not_come_go_to_a_person() {
    let tomorrow = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let decision = decided("micro-quick", "tax", Behaviour::AsOf(tomorrow)).await;
    refers(&decision, FindingKind::Future, "future_fact");
}

#[tokio::test]
async fn figures_too_old_for_their_source_go_to_a_person() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    for (days, stale) in [(90, false), (91, true)] {
        let day = today.checked_sub_days(Days::new(days)).expect("a day");
        let decision = decided("micro-quick", "tax", Behaviour::AsOf(day)).await;
        if stale {
            refers(&decision, FindingKind::Stale, "stale_fact");
        } else {
            assert_eq!(word(&decision.answer), "approve");
        }
    }
}

#[tokio::test]
async fn figures_that_contradict_each_other_go_to_a_person() {
    let decision = decided("cloud-tax", "tax", fact("tax_paid_24_months", "100000.00")).await;
    refers(&decision, FindingKind::Contradiction, "contradiction");
}

#[tokio::test]
async fn figures_of_two_parties_that_do_not_fit_go_to_a_person() {
    let decision = decided("invoice-e", "invoices", fact("invoiced_sales_12_months", "2000000.00"));
    refers(&decision.await, FindingKind::Mismatch, "sales-against-invoices");
}

#[tokio::test]
async fn ten_thousands_taken_for_yuan_are_asked_about_and_decline_nobody() {
    // The borrower declares 6,000,000; in ten thousands the bureau's 600 would be the same.
    let decision = decided("micro-quick", "tax", fact("annual_sales", "600.00")).await;
    refers(&decision, FindingKind::UnitSlip, "unit_slip");
}

fn invoice(number: u32, day: &str, buyer: &str) -> Invoice {
    Invoice {
        number: format!("265105000000{number:08}").parse().expect("a number"),
        issued_on: day.parse().expect("a day"),
        buyer: buyer.to_owned(),
        amount: Money::from_yuan(900_000).expect("an amount"),
        cancelled: false,
    }
}

fn invoices() -> Vec<Invoice> {
    let days = ["2025-10-10", "2025-12-20", "2026-02-10", "2026-04-10", "2026-06-20", "2026-08-25"];
    let mut invoices: Vec<Invoice> = (1..)
        .zip(days)
        .map(|(number, day)| invoice(number, day, if number % 2 == 0 { "甲" } else { "乙" }))
        .collect();
    invoices.push(invoice(7, "2026-11-01", "丙"));
    invoices
}

#[tokio::test]
async fn an_invoice_listed_twice_counts_once_and_makes_a_finding() {
    let once = decided("invoice-e", "invoices", Behaviour::Invoices(invoices())).await;
    assert_eq!(word(&once.answer), "approve", "{:?}", once.reasons);
    let mut listed = invoices();
    listed.push(invoice(7, "2026-11-01", "丙"));
    let twice = decided("invoice-e", "invoices", Behaviour::Invoices(listed)).await;
    refers(&twice, FindingKind::Duplicate, "duplicate_invoices");
    let sales = |decision: &DecisionView| decision.facts.value(Metric::InvoicedSales12Months);
    assert_eq!(sales(&twice), sales(&once), "counted once");
    assert_eq!(twice.facts.value(Metric::DuplicateInvoices), Some(1));
}

#[tokio::test]
async fn an_invoice_of_a_later_day_than_the_list_is_not_believed() {
    let shop = Shop::open().await;
    let list = vec![invoice(1, "2026-11-24", "甲")];
    shop.script("invoices", Behaviour::Invoices(list), None);
    let person = Person { product_id: "invoice-e", ..Person::enterprise() };
    assert_eq!(applied(&shop, &person).await.stage, StageName::Submitted);
}
