//! What a borrower takes away, of one loan's year.

use super::*;
use crate::calendar::Calendar;
use crate::catalogue::Label;
use crate::language::Language;
use crate::loan::{InterestLine, LoanBook, LoanEvent, Servicing};
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::{RepaymentMethod, TermMonths, Terms};
use crate::timestamp::Timestamp;
use chrono::NaiveDate;

fn date(text: &str) -> NaiveDate {
    crate::date_text::parse(text).unwrap()
}

fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount).unwrap()
}

/// 60,000 yuan at 3.60 % in six equal parts, drawn on 20 January 2026.
fn life() -> Vec<LoanEvent> {
    let terms = Terms::new(
        yuan(60_000),
        AnnualRate::from_basis_points(360).unwrap(),
        date("2026-01-20"),
        TermMonths::new(6).unwrap(),
        RepaymentMethod::EqualPrincipal,
    );
    let mut events = vec![LoanEvent::drawn(terms, Servicing::default())];
    events.push(LoanEvent::paid(date("2026-02-24"), 0, yuan(10_210)));
    events.push(LoanEvent::paid(date("2026-03-01"), 0, yuan(20_000)));
    events
}

fn book(events: &[LoanEvent], on: &str) -> LoanBook {
    LoanBook::rebuild(events, date(on), &Calendar::china()).unwrap()
}

fn statement(events: &[LoanEvent], month: &str) -> MonthStatement {
    let name = Label::same("loan");
    let loans = [StatedLoan { loan_id: "1", product_name: &name, events }];
    let month = month.parse().unwrap();
    month_statement("facility", yuan(100_000), month, &loans, &Calendar::china()).unwrap()
}

#[test]
fn a_month_is_written_as_year_and_month() {
    let month: Month = "2026-02".parse().unwrap();
    assert_eq!((month.first(), month.last()), (date("2026-02-01"), date("2026-02-28")));
    assert_eq!((month.to_string(), month.next().to_string()), ("2026-02".into(), "2026-03".into()));
    for text in ["2026-2", "2026-13", "2026/02", "2026-02-01", ""] {
        assert_eq!(text.parse::<Month>(), Err(ParseMonthError), "{text}");
    }
}

#[test]
fn every_month_opens_where_the_one_before_closed_and_adds_up() {
    let events = life();
    let mut closed = Money::ZERO;
    for month in ["2026-01", "2026-02", "2026-03", "2026-04"] {
        let stated = statement(&events, month);
        let loan = &stated.loans[0];
        assert_eq!(loan.opening_principal, closed, "{month}");
        let sum = Money::checked_sum([loan.opening_principal, loan.drawn, loan.added]).unwrap();
        assert_eq!(sum.checked_sub(loan.repaid), Some(loan.closing_principal), "{month}");
        closed = loan.closing_principal;
    }
    let march = &statement(&events, "2026-03").loans[0];
    assert_eq!((march.payments.len(), march.drawn), (1, Money::ZERO));
    assert_eq!(march.payments[0].amount, yuan(20_000));
    let january = &statement(&events, "2026-01").loans[0];
    // 11 nights up to the last of the month, at 6.00; the last night belongs to February.
    assert_eq!((january.drawn, january.interest), (yuan(60_000), yuan(66)));
    assert!(statement(&events, "2025-12").loans.is_empty());
}

#[test]
fn a_settled_loan_leaves_the_statements_and_is_certified() {
    let mut events = life();
    let payoff = book(&events, "2026-03-10").payoff().total;
    let owing = book(&events, "2026-03-10");
    let lender = Label::new("示范银行", "Demonstration Bank");
    let product = Label::same("loan");
    let certify = |book: &LoanBook| settlement_certificate("1", &lender, "王满仓", &product, book);
    assert_eq!(certify(&owing), None);
    events.push(LoanEvent::paid(date("2026-03-10"), 0, payoff));
    let certified = certify(&book(&events, "2026-05-01")).unwrap();
    assert_eq!(certified.settled_on, date("2026-03-10"));
    let back = certified.paid.checked_sub(certified.interest).unwrap();
    assert_eq!(back, yuan(60_000), "what was paid beyond interest is what was drawn");
    assert!(certified.text.zh.contains("陆万元整") && certified.text.en.contains("2026-03-10"));
    assert_eq!(certify(&book(&events, "2026-03-10")), Some(certified), "always the same");
    assert_eq!(statement(&events, "2026-03").loans.len(), 1);
    assert!(statement(&events, "2026-04").loans.is_empty());
}

#[test]
fn a_receipt_names_the_cost_in_capitals() {
    let events = life();
    let book = book(&events, "2026-03-01");
    let lender = Label::same("bank");
    let receipt = interest_receipt("1", &lender, "王满仓", &book.receipts()[0]).unwrap();
    assert_eq!((receipt.interest, receipt.principal), (yuan(210), yuan(10_000)));
    assert_eq!(receipt.cost_in_capitals, "贰佰壹拾元整");
    assert_eq!(receipt.number, "1/2026-02-24/0");
}

#[test]
fn the_file_has_a_row_for_every_line_and_no_stray_comma() {
    let events = life();
    let file = InterestBookFile::of("1", &events, date("2026-03-05"), &Calendar::china()).unwrap();
    let csv = file.csv();
    let rows: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(rows.len(), file.lines.len() + 2, "a heading first, nothing after the last ending");
    assert!(rows[..rows.len() - 1].iter().all(|row| row.matches(',').count() == 15));
    assert!(rows[1].starts_with("2026-01-20,drawn,"));
    assert!(rows[2].starts_with("2026-01-20,night,,,60000.00,0.036,1/360,6,"));
    let nights = file.lines.iter().filter(|line| matches!(line, InterestLine::Night { .. }));
    assert_eq!(nights.count(), 44, "20 January to 4 March");
}

#[test]
fn a_calendar_takes_the_due_dates_in_and_folds_no_character_apart() {
    let events = life();
    let book = book(&events, "2026-03-05");
    let reminders: Vec<Reminder<'_>> = book
        .upcoming()
        .map(|instalment| Reminder {
            loan_id: "0192",
            product_name: "小微快贷, 信用; 示范",
            instalment,
        })
        .collect();
    let at = Timestamp::start_of_day_in_china(date("2026-03-05"));
    let file = calendar_file(&reminders, Language::Zh, at);
    assert!(
        file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
            && file.ends_with("END:VCALENDAR\r\n")
    );
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
    let unfolded = file.replace("\r\n ", "");
    assert_eq!(unfolded.matches("BEGIN:VEVENT").count(), 5);
    assert!(unfolded.contains("SUMMARY:小微快贷\\, 信用\\; 示范应还"));
    assert!(unfolded.contains("UID:0192-2@puhui") && unfolded.contains("DTSTAMP:20260304T160000Z"));
    assert!(unfolded.contains("DTSTART;VALUE=DATE:20260320"));
}
