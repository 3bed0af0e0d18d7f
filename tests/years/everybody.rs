//! Where all loans stand together: `puhui position` over as many loans as asked.

use chrono::{Days, Months, NaiveDate};
use server::command_line::position;
use server::keys::Sealer;
use server::store::Store;
use shared::calendar::Calendar;
use shared::loan::{LoanBook, LoanEvent, Servicing};
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::schedule::{RepaymentMethod, TermMonths, Terms};
use shared::timestamp::Timestamp;
use std::path::Path;
use std::time::Instant;

use crate::process;
use crate::scratch::Scratch;
use crate::verdict;

/// Different lives; loans take them in turn.
const LIVES: u32 = 360;

/// How a life is written: the events of a loan as text, in order.
type Life = Vec<String>;

/// Writes the loans, a tenth first, and tells the position over each.
pub(crate) async fn measure(loans: u64) {
    let as_of = day("2026-11-23");
    let lives: Vec<Life> = (0..LIVES).map(|turn| life(turn, as_of)).collect();
    let file = Scratch::new("position");
    let url = file.url();
    let opened =
        Store::open(&url, Timestamp::start_of_day_in_china(as_of), Sealer::without_keys()).await;
    drop(opened.expect("the store opens"));
    let mut peaks = Vec::new();
    for (from, to) in [(0, loans / 10), (loans / 10, loans)] {
        let events = write(&file.0, &lives, from, to);
        println!("  {} loans, {events} events written", to - from);
        let store = Store::look(&url).await.expect("the store opens");
        process::forget_peak();
        let (start, before) = (Instant::now(), process::processor_seconds());
        let told = position(&store, as_of).await.expect("a position");
        let seconds = start.elapsed().as_secs_f64();
        let processor = process::processor_seconds().zip(before).map(|(after, was)| after - was);
        let peak = process::peak_megabytes();
        assert_eq!(told.loans(), to, "every loan is counted");
        assert!(told.position.sum().is_some_and(Money::is_zero), "the books balance");
        println!(
            "  {to:>9} loans: {seconds:>6.1} s, {:>6.1} s of processor time, {:>6.1} MB at most",
            processor.unwrap_or(f64::NAN),
            peak.unwrap_or(f64::NAN)
        );
        peaks.push((seconds, peak));
    }
    if let [(_, Some(tenth)), (seconds, Some(whole))] = peaks[..] {
        println!(
            "  position of {loans}        budget <= 60 s {seconds:>8.1}  {}",
            verdict(seconds <= 60.0)
        );
        let grown = whole / tenth;
        println!("  memory, ten times the loans  about 1 {grown:>8.2}  {}", verdict(grown <= 1.25));
    }
}

fn day(text: &str) -> NaiveDate {
    shared::date_text::parse(text).expect("a date")
}

/// One of the lives a loan may have had by `as_of`: drawn up to two years ago, most paid as due.
fn life(turn: u32, as_of: NaiveDate) -> Life {
    let methods = [
        RepaymentMethod::LevelInstalment,
        RepaymentMethod::InterestOnly,
        RepaymentMethod::AnyTime,
        RepaymentMethod::EqualPrincipal,
    ];
    let method = methods[turn as usize % methods.len()];
    let months = [6, 12, 24][turn as usize % 3];
    let drawn_on = as_of - Days::new(u64::from(turn) * 2 + 1);
    let principal = Money::from_yuan(50_000 + i64::from(turn) * 731).expect("an amount");
    let rate = AnnualRate::from_basis_points(335 + i64::from(turn % 100)).expect("a rate");
    let term = TermMonths::new(months).expect("a term");
    let terms = Terms::new(principal, rate, drawn_on, term, method);
    let mut events = vec![LoanEvent::drawn(terms, Servicing::default())];
    // One in twenty stopped paying after the second month.
    let paid_months = if turn % 20 == 19 { 2 } else { u32::from(months) };
    for month in 1..=paid_months {
        let on = drawn_on + Months::new(month) + Days::new(u64::from(turn % 2));
        if on > as_of {
            break;
        }
        let book = LoanBook::rebuild(&events, on, &Calendar::china()).expect("a book");
        let owed = book.due().total;
        let pay = if owed.is_zero() { book.accrued_interest() } else { owed };
        if !pay.is_positive() {
            break;
        }
        events.push(LoanEvent::paid(on, month, pay));
    }
    events.iter().map(|event| serde_json::to_string(event).expect("an event is JSON")).collect()
}

/// Writes the loans from one number to another; returns how many events that took.
fn write(file: &Path, lives: &[Life], from: u64, to: u64) -> u64 {
    let mut connection = rusqlite::Connection::open(file).expect("the database");
    let quick = "pragma foreign_keys = off; pragma synchronous = off";
    connection.execute_batch(quick).expect("settings");
    let mut events = 0;
    let mut at = from;
    while at < to {
        let writing = connection.transaction().expect("a transaction");
        let until = to.min(at + 50_000);
        {
            let loan = "insert into loan values (?1, ?2, ?3, 100, 1, '{}', 0)";
            let mut loan = writing.prepare(loan).expect("a statement");
            let event = "insert into loan_event values (?1, ?2, ?3, ?4, 0)";
            let mut event = writing.prepare(event).expect("a statement");
            for number in at..until {
                let borrower = format!("0198f3c2-aa10-7000-8000-{number:012}");
                let name = format!("0198f3c2-bb20-7000-8000-{number:012}");
                loan.execute((&borrower, &name, "facility")).expect("a loan");
                let own = &lives[usize::try_from(number % u64::from(LIVES)).expect("a life")];
                for (seq, text) in (1_i64..).zip(own) {
                    event.execute((&borrower, &name, seq, text)).expect("an event");
                    events += 1;
                }
            }
        }
        writing.commit().expect("a commit");
        at = until;
    }
    events
}
