//! Businesses through the catalogue, as JSON lines and as CSV.

use serde_json::{Value, json};

use crate::{answers, asked, said};

const ON: [&str; 3] = ["decide", "--on", "2026-11-21"];

/// A sound enterprise with a three-year tax record, asked about for 云税贷 and 小微快贷.
const FACTS: &[(&str, &str)] = &[
    ("months_in_business", "40"),
    ("registry_active", "true"),
    ("annual_sales", "3000000.00"),
    ("tax_paid_12_months", "60000.00"),
    ("tax_paid_24_months", "110000.00"),
    ("tax_grade", "B"),
    ("tax_arrears", "0.00"),
    ("months_since_tax_registration", "38"),
    ("existing_debt", "200000.00"),
    ("current_overdue", "0.00"),
    ("overdues_24_months", "0"),
    ("credit_queries_6_months", "2"),
    ("applicant_age", "41"),
];

fn line(id: &str, product: Option<&str>, amount: &str) -> String {
    let facts: serde_json::Map<String, Value> =
        FACTS.iter().map(|(key, text)| ((*key).to_owned(), Value::from(*text))).collect();
    let need = json!({ "amount": amount, "term_months": 12, "method": null });
    let mut line = json!({ "id": id, "segment": "micro_enterprise", "need": need, "facts": facts });
    if let Some(product) = product {
        line["product"] = Value::from(product);
    }
    format!("{line}\n")
}

#[test]
fn every_product_of_the_segment_answers_with_its_reasons() {
    let output = asked(&ON, &line("a", None, "300000.00"));
    let answers = answers(&output);
    let decisions = answers[0]["decisions"].as_array().unwrap();
    let of = |id: &str| decisions.iter().find(|decision| decision["product_id"] == id).unwrap();
    assert_eq!(of("cloud-tax")["answer"], "approve");
    assert_eq!(of("cloud-tax")["limit"], "420000.00");
    assert_eq!(of("cloud-tax")["annual_rate"], "0.0365");
    assert_eq!(of("invoice-e")["answer"], "refer");
    assert_eq!(of("invoice-e")["reasons"][0]["code"], "missing_fact");
    assert!(decisions.iter().all(|decision| decision["product_id"] != "farmer-quick"));
}

#[test]
fn csv_is_decided_as_json_lines_are() {
    let columns: Vec<&str> = FACTS.iter().map(|(key, _)| *key).collect();
    let cells: Vec<&str> = FACTS.iter().map(|(_, text)| *text).collect();
    let csv = format!(
        "id,segment,product,amount,term_months,{}\na,micro_enterprise,,300000.00,12,{cells}\nb,micro_enterprise,cloud-tax,800000.00,12,{cells}\n",
        columns.join(","),
        cells = cells.join(",")
    );
    let mut arguments = ON.to_vec();
    arguments.push("--csv");
    let from_csv = answers(&asked(&arguments, &csv));
    let lines = [line("a", None, "300000.00"), line("b", Some("cloud-tax"), "800000.00")].concat();
    assert_eq!(from_csv, answers(&asked(&ON, &lines)));
    assert_eq!(from_csv[1]["decisions"][0]["answer"], "counter_offer");
    assert_eq!(
        from_csv[1]["decisions"][0]["reasons"][0]["text"]["zh"],
        "申请80万元，可批42万元，取决于：近12个月纳税额的7倍。"
    );
}

#[test]
fn a_fact_that_cannot_be_read_is_named_and_the_batch_goes_on() {
    let good = line("good", Some("cloud-tax"), "1000.00");
    let lines = [
        good.replace("\"tax_grade\":\"B\"", "\"tax_grade\":\"E\""),
        good.replace("tax_grade", "tax_mark"),
        good.replace("cloud-tax", "no-such"),
        good.replace("\"1000.00\"", "\"0.00\""),
        good.clone(),
    ]
    .concat();
    let output = asked(&ON, &lines);
    let answers = answers(&output);
    let fields: Vec<&Value> = answers[..4].iter().map(|line| &line["error"]["field"]).collect();
    assert_eq!(fields, ["facts.tax_grade", "facts.tax_mark", "product", "need.amount"]);
    assert_eq!(answers[4]["decisions"][0]["answer"], "approve");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("4 of 5 lines"), "{}", said(&output));
}

#[test]
fn a_catalogue_that_cannot_be_used_ends_the_program_before_the_first_line() {
    let mut arguments = ON.to_vec();
    arguments.extend(["--catalogue", "/nowhere"]);
    let output = asked(&arguments, &line("a", None, "1.00"));
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}

#[test]
fn people_get_a_table() {
    let mut arguments = ON.to_vec();
    arguments.push("--human");
    let output = asked(&arguments, &line("a", Some("cloud-tax"), "300000.00"));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("42万元") && text.contains("3.65 %"), "{text}");
}
