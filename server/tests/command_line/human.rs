//! Tables for people.

use crate::{TERMS, asked};

#[test]
fn a_person_is_shown_tables_in_their_language() {
    let question = format!("{{\"id\":\"张三\",\"terms\":{TERMS}}}\n");
    let chinese = asked(&["schedule", "--human"], &question);
    let chinese = String::from_utf8(chinese.stdout).unwrap();
    for text in ["行 1 · 张三", "到期日", "2026-02-24", "40.00", "10040.00", "合计"] {
        assert!(chinese.contains(text), "{text}: {chinese}");
    }
    let english = asked(&["schedule", "--human", "--language", "en"], &question);
    let english = String::from_utf8(english.stdout).unwrap();
    assert!(english.contains("Balance") && !english.contains("合计"), "{english}");
}

#[test]
fn costs_and_days_are_tables_too() {
    let costs = asked(&["annualise", "--human"], &format!("{{\"terms\":{TERMS}}}\n"));
    let costs = String::from_utf8(costs.stdout).unwrap();
    assert!(costs.contains("单利") && costs.contains("复利") && costs.contains("XIRR"), "{costs}");
    let drawn =
        format!(r#"{{"on":"2026-01-15","sequence":0,"kind":{{"drawn":{{"terms":{TERMS}}}}}}}"#);
    let loan = format!("{{\"events\":[{drawn}],\"on\":\"2026-01-18\"}}\n");
    let days = asked(&["accrue", "--human"], &loan);
    let days = String::from_utf8(days.stdout).unwrap();
    assert!(days.contains("2026-01-17") && days.contains("10003.00"), "{days}");
    assert!(!days.contains("2026-01-18"), "{days}");
}

#[test]
fn a_person_is_told_which_line_was_refused() {
    let output = asked(&["schedule", "--human"], "{}\n");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("行 1") && text.contains("terms"), "{text}");
    assert_eq!(output.status.code(), Some(1));
}
