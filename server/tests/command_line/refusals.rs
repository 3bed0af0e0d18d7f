//! A line that cannot be answered says which field, and the batch goes on.

use serde_json::Value;

use crate::{TERMS, answers, asked, said};

/// The field and problem of the only answer.
fn refused(command: &str, line: &str) -> (String, String) {
    let output = asked(&[command], &format!("{line}\n"));
    assert_eq!(output.status.code(), Some(1), "{line}: {}", said(&output));
    let answers = answers(&output);
    let [answer] = answers.as_slice() else { panic!("{answers:?}") };
    assert_eq!(answer["line"], 1);
    let text = |name: &str| answer["error"][name].as_str().unwrap().to_owned();
    (text("field"), text("problem"))
}

/// [`TERMS`] with one field set.
fn with(field: &str, value: &str) -> String {
    let mut terms: Value = serde_json::from_str(TERMS).unwrap();
    terms[field] = serde_json::from_str(value).unwrap();
    format!("{{\"terms\":{terms}}}")
}

#[test]
fn bad_lines_are_named_in_their_place_and_good_ones_answered() {
    let good = format!("{{\"terms\":{TERMS}}}");
    let bad = with("principal", "\"-1.00\"");
    let lines = format!("{good}\n{bad}\n\nnonsense\n{good}\n");
    let output = asked(&["schedule"], &lines);
    let answers = answers(&output);
    let numbers: Vec<u64> = answers.iter().map(|answer| answer["line"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 4, 5]);
    assert!(answers[0]["schedule"].is_object() && answers[3]["schedule"].is_object());
    assert_eq!(answers[1]["error"]["field"], "terms.principal");
    assert!(answers[2]["error"]["problem"].as_str().unwrap().contains("column"));
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("2 of 4 lines were refused"), "{}", said(&output));
}

#[test]
fn bad_input_names_its_field() {
    for (field, value) in [
        ("principal", "\"0.00\""),
        ("principal", "\"-5.00\""),
        ("principal", "\"1000000000000000.00\""),
        ("annual_rate", "\"100.1\""),
        ("annual_rate", "\"-0.1\""),
        ("term", "7200"),
        ("term", "0"),
        ("start", "\"2026-02-30\""),
        ("start", "\"1700-01-01\""),
        ("first_due", "\"2025-12-01\""),
        ("instalment", "\"5.00\""),
        ("method", "\"whenever\""),
        ("frequency", "{\"days\":0}"),
    ] {
        let (named, problem) = refused("schedule", &with(field, value));
        assert_eq!(named, format!("terms.{field}"), "{value}: {problem}");
    }
}

#[test]
fn missing_and_misspelt_fields_are_named() {
    assert_eq!(refused("schedule", "{}").0, "terms");
    assert_eq!(refused("schedule", r#"{"terms":{"principal":"1.00"}}"#).0, "terms.annual_rate");
    assert_eq!(refused("schedule", &with("repayement_day", "21")).0, "terms.repayement_day");
    assert_eq!(refused("accrue", r#"{"events":[]}"#).0, "on");
    assert_eq!(refused("annualise", "{}").0, "terms");
}

#[test]
fn another_edition_is_refused_not_misread() {
    let (field, problem) =
        refused("schedule", &format!(r#"{{"format":"puhui/2","terms":{TERMS}}}"#));
    assert_eq!(field, "format");
    assert!(problem.contains("puhui/1"), "{problem}");
}

#[test]
fn a_loan_that_cannot_be_is_named() {
    let drawn =
        format!(r#"{{"on":"2026-01-15","sequence":0,"kind":{{"drawn":{{"terms":{TERMS}}}}}}}"#);
    let paid = |on: &str, amount: &str| {
        format!(r#"{{"on":"{on}","sequence":0,"kind":{{"paid":{{"amount":"{amount}"}}}}}}"#)
    };
    let asked = |events: &str, rest: &str| {
        refused("accrue", &format!(r#"{{"events":[{events}],"on":"2026-01-20"{rest}}}"#)).0
    };
    assert_eq!(asked("", ""), "events");
    assert_eq!(asked(&format!("{drawn},{drawn}"), ""), "events.sequence");
    assert_eq!(asked(&format!("{drawn},{}", paid("2026-01-16", "0.00")), ""), "events.amount");
    assert_eq!(asked(&format!("{drawn},{}", paid("2026-01-01", "1.00")), ""), "events.on");
    assert_eq!(asked(&drawn, r#","from":"2026-01-21""#), "from");
}

#[test]
fn flows_without_a_rate_are_named() {
    let flows = |flows: &str| refused("annualise", &format!(r#"{{"flows":[{flows}]}}"#)).0;
    assert_eq!(flows(""), "flows.amount");
    let same_day = r#"{"on":"2026-01-15","amount":"1.00"},{"on":"2026-01-15","amount":"-2.00"}"#;
    assert_eq!(flows(same_day), "flows.on");
}

#[test]
fn a_line_too_long_is_refused_and_the_next_one_answered() {
    let long = "x".repeat(3_000_000);
    let output = asked(&["schedule"], &format!("{long}\n{{\"terms\":{TERMS}}}\n"));
    let answers = answers(&output);
    assert!(answers[0]["error"]["problem"].as_str().unwrap().contains("longer"));
    assert_eq!(answers[1]["line"], 2);
    assert!(answers[1]["schedule"].is_object());
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let output = asked(&["schedule", "nowhere.jsonl"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("nowhere.jsonl"), "{}", said(&output));
    assert!(output.stdout.is_empty());
}
