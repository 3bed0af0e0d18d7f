//! Due dates as an iCalendar file, for the calendar on a phone.

use crate::language::Language;
use crate::schedule::Instalment;
use crate::timestamp::Timestamp;
use chrono::DateTime;

/// A due date to be reminded of.
#[derive(Clone, Copy, Debug)]
pub struct Reminder<'a> {
    /// The loan.
    pub loan_id: &'a str,
    /// What it is called on the calendar.
    pub product_name: &'a str,
    /// The instalment.
    pub instalment: &'a Instalment,
}

/// Octets in one line of an iCalendar file at most, its ending apart.
const LINE_OCTETS: usize = 75;

/// An iCalendar file with an all-day event and two alarms for each due date.
///
/// An event keeps its identifier when the file is made again, so a calendar that takes it in twice
/// replaces and does not double. A due date that a holiday not yet announced may still move is marked
/// tentative.
///
/// # Source
/// RFC 5545: CRLF lines of at most 75 octets, folded; `DTEND` is the day after.
pub fn calendar_file(reminders: &[Reminder<'_>], language: Language, made_at: Timestamp) -> String {
    let mut out = String::new();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Puhui//Due dates//ZH", "CALSCALE:GREGORIAN"]
    {
        push(&mut out, line);
    }
    let stamp = stamp(made_at);
    for reminder in reminders {
        event(&mut out, reminder, language, &stamp);
    }
    push(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, reminder: &Reminder<'_>, language: Language, stamp: &str) {
    let Reminder { loan_id, product_name, instalment } = reminder;
    let amount = instalment.total;
    let next = instalment.due_date.succ_opt().unwrap_or(instalment.due_date);
    let said = language.pick("应还", "due");
    let summary = match language {
        Language::Zh => format!("{product_name}{said}{amount}元"),
        Language::En => format!("{product_name}: {amount} yuan {said}"),
    };
    let detail = match language {
        Language::Zh => format!(
            "本金{}元，利息{}元。提前还款后金额会变少，以还款当天为准。",
            instalment.principal, instalment.interest
        ),
        Language::En => format!(
            "{} yuan of principal and {} yuan of interest. It becomes less after an early repayment; what counts is the day itself.",
            instalment.principal, instalment.interest
        ),
    };
    let status = if instalment.provisional { "TENTATIVE" } else { "CONFIRMED" };
    push(out, "BEGIN:VEVENT");
    push(out, &format!("UID:{loan_id}-{}@puhui", instalment.number));
    push(out, &format!("DTSTAMP:{stamp}"));
    push(out, &format!("DTSTART;VALUE=DATE:{}", instalment.due_date.format("%Y%m%d")));
    push(out, &format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
    push(out, &format!("SUMMARY:{}", escaped(&summary)));
    push(out, &format!("DESCRIPTION:{}", escaped(&detail)));
    push(out, &format!("STATUS:{status}"));
    push(out, "TRANSP:TRANSPARENT");
    // Nine in the morning three days before, and of the day itself.
    for trigger in ["-P2DT15H", "PT9H"] {
        push(out, "BEGIN:VALARM");
        push(out, "ACTION:DISPLAY");
        push(out, &format!("TRIGGER:{trigger}"));
        push(out, &format!("DESCRIPTION:{}", escaped(&summary)));
        push(out, "END:VALARM");
    }
    push(out, "END:VEVENT");
}

/// Text with the characters that mean something escaped.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Adds a line, folded so that none is longer than the standard allows; no character is split.
fn push(out: &mut String, line: &str) {
    let mut octets = 0_usize;
    for character in line.chars() {
        if octets.saturating_add(character.len_utf8()) > LINE_OCTETS {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(character);
        octets = octets.saturating_add(character.len_utf8());
    }
    out.push_str("\r\n");
}

/// `20260115T083000Z`.
fn stamp(at: Timestamp) -> String {
    let utc = DateTime::from_timestamp_micros(at.as_micros()).unwrap_or_default();
    utc.format("%Y%m%dT%H%M%SZ").to_string()
}
