//! Figures that do not fit are found, told and referred; figures that fit pass in silence.

use crate::cases::{catalogue, today};
use crate::sound;
use chrono::{Days, NaiveDate};
use shared::cross_check::{Finding, FindingKind, findings, questions};
use shared::decision::{Answer, Decision, DecisionRequest, decide};
use shared::facts::{Facts, Metric, Segment, Source};
use shared::money::Money;
use shared::quote::Need;

fn found(product: &str, declared: &Facts, verified: &Facts) -> Vec<Finding> {
    findings(catalogue().product(product).unwrap(), declared, verified, today())
}

fn decided(product_id: &str, declared: &Facts, verified: &Facts) -> Decision {
    let need = Need { amount: Money::from_yuan(20_000).unwrap(), term_months: 12, method: None };
    let request = DecisionRequest { declared, need: &need, on: today(), product_id, verified };
    decide(&catalogue(), &request).unwrap()
}

fn set(facts: &Facts, metric: Metric, value: i64, as_of: NaiveDate) -> Facts {
    let mut facts = facts.clone();
    facts.set(metric, value, metric.verifier(), as_of).unwrap();
    facts
}

#[test]
fn a_sound_business_is_approved_by_every_product_of_its_segment_without_a_finding() {
    for product in catalogue().products() {
        let facts = sound::business(&product.id);
        assert_eq!(found(&product.id, &facts, &facts), [], "{}", product.id);
        let decision = decided(&product.id, &facts, &facts);
        assert!(
            matches!(decision.answer, Answer::Approve(_)),
            "{}: {:?}",
            product.id,
            decision.reasons
        );
    }
}

#[test]
fn sales_far_above_invoices_are_a_finding_and_go_to_a_person() {
    let facts = sound::business("invoice-e");
    let sales = set(&facts, Metric::AnnualSales, 900_000_000, today());
    let found = found("invoice-e", &sales, &sales);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].kind, found[0].code.as_str()),
        (FindingKind::Mismatch, "sales-against-invoices")
    );
    assert_eq!(
        found[0].text.zh,
        "近12个月销售额900万元，近12个月开票金额300万元，应为后者的80%至150%。"
    );
    let decision = decided("invoice-e", &sales, &sales);
    assert_eq!(decision.answer, Answer::Refer);
    assert_eq!(decision.reasons[0].code, "sales-against-invoices");
    assert_eq!(decision.findings, found);
}

#[test]
fn a_mismatch_that_is_only_noted_does_not_stop_an_approval() {
    let facts = sound::business("enterprise-joy");
    let takings = set(&facts, Metric::Takings12Months, 900_000_000, today());
    let decision = decided("enterprise-joy", &takings, &takings);
    assert!(matches!(decision.answer, Answer::Approve(_)), "{:?}", decision.reasons);
    assert_eq!(decision.findings[0].code, "takings-against-inflow");
}

#[test]
fn yuan_typed_for_ten_thousands_is_caught_against_what_is_verified_and_asked_about() {
    let verified = sound::business("tax-e");
    let mut declared = Facts::new(Segment::MicroEnterprise);
    // 400 typed where 4,000,000 is meant.
    declared.set(Metric::AnnualSales, 40_000, Source::Declared, today()).unwrap();
    let found = found("tax-e", &declared, &verified);
    assert_eq!(found[0].kind, FindingKind::UnitSlip);
    assert_eq!(
        found[0].text.zh,
        "近12个月销售额400元与400万元相差约一万倍：单位是元还是万元？请核对。"
    );
    assert_eq!(decided("tax-e", &declared, &verified).answer, Answer::Refer);
}

#[test]
fn yuan_typed_for_ten_thousands_is_caught_among_the_answers_themselves() {
    let mut declared = Facts::new(Segment::MicroEnterprise);
    declared.set(Metric::AnnualSales, 19_000, Source::Declared, today()).unwrap();
    declared.set(Metric::TaxPaid12Months, 6_200_000, Source::Declared, today()).unwrap();
    let asked = questions(&declared);
    assert_eq!((asked[0].kind, asked[0].metric), (FindingKind::UnitSlip, Metric::AnnualSales));
    declared.set(Metric::AnnualSales, 190_000_000, Source::Declared, today()).unwrap();
    assert_eq!(questions(&declared), []);
}

#[test]
fn a_part_above_the_whole_is_a_contradiction() {
    let facts = sound::business("cloud-tax");
    let wrong = set(&facts, Metric::TaxPaid24Months, 10_000_000, today());
    let found = found("cloud-tax", &wrong, &wrong);
    assert_eq!(
        (found[0].kind, found[0].code.as_str()),
        (FindingKind::Contradiction, "contradiction")
    );
    assert_eq!(decided("cloud-tax", &wrong, &wrong).answer, Answer::Refer);
}

#[test]
fn data_older_than_its_source_allows_or_of_the_future_go_to_a_person() {
    let facts = sound::business("tax-e");
    let days = |days| today().checked_sub_days(Days::new(days)).unwrap();
    let tomorrow = today().checked_add_days(Days::new(1)).unwrap();
    for (as_of, kind) in [
        (days(30), None),
        (days(31), Some(FindingKind::Stale)),
        (tomorrow, Some(FindingKind::Future)),
    ] {
        let dated = set(&facts, Metric::CurrentOverdue, 0, as_of);
        let kinds: Vec<FindingKind> =
            found("tax-e", &dated, &dated).iter().map(|finding| finding.kind).collect();
        assert_eq!(kinds, Vec::from_iter(kind), "{as_of}");
        let refers = decided("tax-e", &dated, &dated).answer == Answer::Refer;
        assert_eq!(refers, kind.is_some());
    }
}

#[test]
fn what_the_product_does_not_look_at_may_be_old() {
    let facts = sound::business("bill-pledge");
    let old = today().checked_sub_days(Days::new(400)).unwrap();
    let dated = set(&facts, Metric::AnnualSales, 1, old);
    assert_eq!(found("bill-pledge", &dated, &dated), []);
}

#[test]
fn negative_tax_cannot_even_be_said() {
    let mut facts = Facts::new(Segment::MicroEnterprise);
    assert!(facts.set(Metric::TaxPaid12Months, -1, Source::Tax, today()).is_err());
}

#[test]
fn no_decline_rests_on_a_figure_in_doubt() {
    let facts = sound::business("micro-quick");
    let mut declared = Facts::new(Segment::MicroEnterprise);
    declared.set(Metric::AnnualSales, 400_000_000, Source::Declared, today()).unwrap();
    // The tax bureau says 400 yuan, which is below the product's least and 10,000 times too little.
    let in_wan = set(&facts, Metric::AnnualSales, 40_000, today());
    let decision = decided("micro-quick", &declared, &in_wan);
    assert_eq!(decision.answer, Answer::Refer);
    let codes: Vec<&str> = decision.reasons.iter().map(|reason| reason.code.as_str()).collect();
    assert!(codes.contains(&"sales") && codes.contains(&"unit_slip"), "{codes:?}");

    let also_overdue = set(&in_wan, Metric::CurrentOverdue, 1, today());
    let decision = decided("micro-quick", &declared, &also_overdue);
    assert_eq!(decision.answer, Answer::Decline);
    assert_eq!(decision.reasons.len(), 1, "by the figure nobody doubts alone");
}

#[test]
fn an_imported_file_is_held_against_the_bank_s_record_and_verifies_nothing() {
    let product = "enterprise-joy";
    let verified = sound::business(product);
    let inflow = verified.value(Metric::BankInflow12Months).unwrap();
    let imported = |value: i64| {
        let mut facts = Facts::new(Segment::MicroEnterprise);
        facts.set(Metric::BankInflow12Months, value, Source::Imported, today()).unwrap();
        facts
    };
    for (value, code) in [
        (inflow, None),
        (inflow / 100 * 91, None),
        (inflow / 100 * 89, Some("import_against_record")),
        (inflow / 10_000, Some("unit_slip")),
    ] {
        let found = found(product, &imported(value), &verified);
        let codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, Vec::from_iter(code), "{value}");
        let refers = decided(product, &imported(value), &verified).answer == Answer::Refer;
        assert_eq!(refers, code.is_some());
    }

    let mut without = Facts::new(Segment::MicroEnterprise);
    for (metric, datum) in verified.iter().filter(|(m, _)| *m != Metric::BankInflow12Months) {
        without.set(metric, datum.value, datum.source, datum.as_of).unwrap();
    }
    let decision = decided(product, &imported(inflow), &without);
    assert_eq!(decision.answer, Answer::Refer, "what only a file knows is missing");
    assert_eq!(decision.reasons[0].code, "missing_fact");
    assert_eq!(decision.findings[0].kind, FindingKind::Unconfirmed);
}

#[test]
fn an_invoice_listed_twice_is_asked_about_by_products_that_look_at_invoices() {
    for (product, asks) in [("invoice-e", true), ("tax-e", false)] {
        let facts = sound::business(product);
        let twice = set(&facts, Metric::DuplicateInvoices, 2, today());
        let found = found(product, &twice, &twice);
        assert_eq!(found.iter().any(|one| one.kind == FindingKind::Duplicate), asks, "{product}");
        assert_eq!(decided(product, &twice, &twice).answer == Answer::Refer, asks);
    }
}
