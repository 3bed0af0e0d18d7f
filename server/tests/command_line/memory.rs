//! However long the batch, the program stays as small as it is.

use std::io::{BufRead as _, BufReader, Write as _};

use crate::{TERMS, started};

/// The most memory the program ever held, in KiB, after so many lines.
fn peak_after(arguments: &[&str], header: &str, line: String, lines: u64) -> u64 {
    let mut child = started(arguments);
    let header = header.to_owned();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let feeding = std::thread::spawn(move || {
        stdin.write_all(header.as_bytes()).unwrap();
        for _ in 0..lines {
            stdin.write_all(line.as_bytes()).unwrap();
        }
        stdin
    });
    let mut answer = Vec::new();
    for number in 1..=lines {
        answer.clear();
        stdout.read_until(b'\n', &mut answer).unwrap();
        assert!(!answer.is_empty(), "line {number} has an answer");
    }
    // Everything is answered, and the program still waits for more.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak = peak.split_whitespace().next().unwrap().parse().unwrap();
    drop(feeding.join().unwrap());
    assert!(child.wait().unwrap().success());
    peak
}

#[cfg(target_os = "linux")]
#[test]
fn two_hundred_thousand_lines_need_no_more_memory_than_a_thousand() {
    let line = format!("{{\"terms\":{TERMS}}}\n");
    let peak = |lines| peak_after(&["schedule"], "", line.clone(), lines);
    let (short, long) = (peak(1_000), peak(200_000));
    assert!(long <= short + 1_024, "{short} KiB after 1,000 lines, {long} KiB after 200,000");
}

#[cfg(target_os = "linux")]
#[test]
fn a_csv_of_twenty_thousand_businesses_needs_no_more_memory_than_one_of_a_thousand() {
    let arguments = ["decide", "--on", "2026-11-21", "--csv"];
    let header = "segment,product,amount,term_months,annual_sales\n";
    let line = "micro_enterprise,cloud-tax,300000.00,12,1200000.00\n".to_owned();
    let peak = |lines| peak_after(&arguments, header, line.clone(), lines);
    let (short, long) = (peak(1_000), peak(20_000));
    assert!(long <= short + 1_024, "{short} KiB after 1,000 records, {long} KiB after 20,000");
}
