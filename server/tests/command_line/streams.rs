//! Lines as a stream.

use std::io::{BufRead as _, BufReader, Write as _};

use crate::{TERMS, answers, asked, started};

#[test]
fn an_answer_comes_at_once_when_no_further_line_waits() {
    let mut child = started(&["schedule"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for number in 1..=3 {
        writeln!(stdin, "{{\"id\":{number},\"terms\":{TERMS}}}").unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert!(answer.contains(&format!("\"id\":{number},")), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = started(&["schedule"]);
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let line = format!("{{\"terms\":{TERMS}}}\n");
    // The program stops reading once nobody listens.
    while stdin.write_all(line.as_bytes()).is_ok() {}
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_file_is_read_as_standard_input_is() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("asked.jsonl");
    // Ends without a line break, with those of Windows before.
    let lines = format!("{{\"terms\":{TERMS}}}\r\n\r\n{{\"terms\":{TERMS}}}");
    std::fs::write(&path, &lines).unwrap();
    let from_file = asked(&["schedule", path.to_str().unwrap()], "");
    let from_input = asked(&["schedule", "-"], &lines);
    assert_eq!(answers(&from_file).len(), 2);
    assert_eq!(from_file.stdout, from_input.stdout);
    assert!(from_file.status.success() && from_file.stderr.is_empty());
}

#[test]
fn the_calendar_can_be_chosen() {
    let line = format!("{{\"terms\":{TERMS}}}\n");
    for (calendar, due) in
        [("china", "2026-02-24"), ("weekdays", "2026-02-16"), ("every-day", "2026-02-15")]
    {
        let output = asked(&["schedule", "--calendar", calendar], &line);
        assert_eq!(answers(&output)[0]["schedule"]["instalments"][0]["due_date"], due);
    }
}

#[test]
fn a_floating_rate_is_fixed_again_as_far_as_lpr_is_known() {
    let terms = r#"{"principal":"10000.00","annual_rate":"0","start":"2024-03-15","term":24,"method":"interest_only"}"#;
    let floating = r#"{"tenor":"one_year","spread_bp":85,"repricing":"first_of_year"}"#;
    let known = format!(r#"{{"terms":{terms},"floating":{floating},"through":"2025-06-30"}}"#);
    let unknown = format!(r#"{{"terms":{terms},"floating":{floating}}}"#);
    let output = asked(&["schedule"], &format!("{known}\n{unknown}\n"));
    let answers = answers(&output);
    let rates = |name: &str| -> Vec<String> {
        let rows = answers[0].pointer(name).unwrap().as_array().unwrap();
        rows.iter().map(|row| row["annual_rate"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(rates("/fixings"), ["0.043", "0.0395"]);
    let instalments = rates("/schedule/instalments");
    assert_eq!((instalments[0].as_str(), instalments[23].as_str()), ("0.043", "0.0395"));
    assert_eq!(answers[1]["error"]["field"], "through");
}
