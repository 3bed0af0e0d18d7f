//! What the help says is what the program does.

use crate::{asked, said};

#[test]
fn every_documented_example_is_answered_as_documented() {
    let help = asked(&["schedule", "--help"], "");
    let help = String::from_utf8(help.stdout).unwrap();
    let lines: Vec<&str> = help.lines().map(str::trim).collect();
    let mut examples = 0;
    for example in lines.windows(3) {
        let [command, question, answer] = example else { continue };
        let Some(name) = command.strip_prefix("puhui ") else { continue };
        if !question.starts_with('{') {
            continue;
        }
        let output = asked(&[name], &format!("{question}\n"));
        assert_eq!(String::from_utf8(output.stdout.clone()).unwrap().trim_end(), *answer);
        assert!(output.status.success(), "{}", said(&output));
        examples += 1;
    }
    assert_eq!(examples, 3);
}

#[test]
fn every_command_documents_its_lines() {
    for command in ["schedule", "annualise", "accrue", "decide"] {
        let help = asked(&[command, "--help"], "");
        assert!(str::from_utf8(&help.stdout).unwrap().contains("edition puhui/1"), "{command}");
    }
    let help = asked(&["--help"], "");
    let help = String::from_utf8(help.stdout).unwrap();
    for command in ["serve", "schedule", "annualise", "accrue", "decide", "verify", "keys"] {
        assert!(help.contains(command), "{help}");
    }
}
