//! Rates fixed again as contracts say.

use super::*;
use crate::calendar::Calendar;
use crate::loan::{LoanBook, Servicing};
use crate::money::Money;
use crate::repricing::lpr_history;
use crate::schedule::{RepaymentMethod, Schedule, TermMonths};

fn date(text: &str) -> NaiveDate {
    crate::date_text::parse(text).unwrap()
}

fn rate(basis_points: i64) -> AnnualRate {
    AnnualRate::from_basis_points(basis_points).unwrap()
}

fn floating(repricing: Repricing) -> Floating {
    Floating {
        tenor: LprTenor::OneYear,
        spread_bp: 85,
        floor: None,
        cap: None,
        repricing,
        discounts: Vec::new(),
    }
}

/// The days and basis points of the fixings of a loan drawn on 15 March 2024.
fn fixed(floating: &Floating, through: &str) -> Vec<(String, i64)> {
    let fixings = floating.fixings(date("2024-03-15"), date(through), &lpr_history()).unwrap();
    let shown = |fixing: &Fixing| {
        (crate::date_text::format(fixing.from), fixing.annual_rate.basis_points().unwrap())
    };
    fixings.iter().map(shown).collect()
}

fn pairs(expected: &[(&str, i64)]) -> Vec<(String, i64)> {
    expected.iter().map(|(day, basis_points)| ((*day).to_owned(), *basis_points)).collect()
}

#[test]
fn a_fixed_rate_never_follows() {
    let fixings = fixed(&floating(Repricing::Never), "2026-03-01");
    assert_eq!(fixings, pairs(&[("2024-03-15", 430)]));
}

#[test]
fn the_first_of_january_takes_the_last_lpr_published_before_it() {
    let fixings = fixed(&floating(Repricing::FirstOfYear), "2026-03-01");
    let expected = [("2024-03-15", 430), ("2025-01-01", 395), ("2026-01-01", 385)];
    assert_eq!(fixings, pairs(&expected));
}

#[test]
fn the_day_of_the_draw_returns_every_year() {
    let fixings = fixed(&floating(Repricing::Anniversary), "2026-03-15");
    let expected = [("2024-03-15", 430), ("2025-03-15", 395), ("2026-03-15", 385)];
    assert_eq!(fixings, pairs(&expected));
    let one_day_less = fixed(&floating(Repricing::Anniversary), "2026-03-14");
    assert_eq!(one_day_less, pairs(&expected[..2]), "nothing is fixed in advance");
}

#[test]
fn a_draw_on_the_leap_day_is_repriced_on_the_last_of_february() {
    let leap = floating(Repricing::Anniversary);
    let through = date("2028-02-29");
    let days = leap.repricing_dates(date("2024-02-29"), through);
    let texts: Vec<String> = days.into_iter().map(crate::date_text::format).collect();
    assert_eq!(texts, ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
}

#[test]
fn a_discount_ends_on_its_day_and_the_lpr_of_the_draw_still_counts() {
    let discount =
        Discount { from: date("2024-03-15"), until: date("2024-09-15"), basis_points: 50 };
    let discounted = Floating { discounts: vec![discount], ..floating(Repricing::FirstOfYear) };
    // LPR fell on 22 July 2024; the end of the discount is no repricing date.
    let expected = [("2024-03-15", 380), ("2024-09-15", 430), ("2025-01-01", 395)];
    assert_eq!(fixed(&discounted, "2025-06-01"), pairs(&expected));
}

#[test]
fn floor_and_cap_hold_and_say_so() {
    let bounded = Floating {
        floor: Some(rate(390)),
        cap: Some(rate(400)),
        ..floating(Repricing::FirstOfYear)
    };
    let fixings = bounded.fixings(date("2024-03-15"), date("2026-03-01"), &lpr_history()).unwrap();
    let shown: Vec<_> =
        fixings.iter().map(|fixing| (fixing.annual_rate.basis_points(), fixing.bound)).collect();
    assert_eq!(
        shown,
        [(Some(400), Some(Bound::Cap)), (Some(395), None), (Some(390), Some(Bound::Floor))]
    );
    let below = Floating { spread_bp: -900, ..bounded };
    let fixings = below.fixings(date("2024-03-15"), date("2024-03-15"), &lpr_history()).unwrap();
    assert_eq!(fixings[0].bound, Some(Bound::Floor));
}

#[test]
fn each_fixing_carries_what_it_was_computed_from() {
    let fixings = floating(Repricing::FirstOfYear)
        .fixings(date("2024-03-15"), date("2025-03-01"), &lpr_history())
        .unwrap();
    let fixing = fixings[1];
    assert_eq!(fixing.lpr, rate(310));
    assert_eq!(fixing.lpr_published, date("2024-10-21"));
    assert_eq!((fixing.spread_bp, fixing.discount_bp), (85, 0));
    let json = serde_json::to_string(&fixing).unwrap();
    assert_eq!(serde_json::from_str::<Fixing>(&json).unwrap(), fixing);
}

#[test]
fn what_cannot_be_determined_names_its_field() {
    let on = date("2024-03-15");
    let table = lpr_history();
    let base = || floating(Repricing::Anniversary);
    let reversed = Discount { from: on, until: on, basis_points: 10 };
    let cases = [
        (Floating { floor: Some(rate(500)), cap: Some(rate(400)), ..base() }, on, "floor"),
        (Floating { discounts: vec![reversed], ..base() }, on, "discounts"),
        (Floating { repricing: Repricing::Months(0), ..base() }, on, "repricing"),
        (Floating { repricing: Repricing::Months(13), ..base() }, on, "repricing"),
        (Floating { spread_bp: -400, ..base() }, on, "spread_bp"),
        (Floating { spread_bp: i32::MAX, ..base() }, on, "spread_bp"),
        (base(), date("2024-03-14"), "through"),
    ];
    for (floating, through, field) in cases {
        let error = floating.fixings(on, through, &table).unwrap_err();
        assert_eq!(error.field(), field, "{error}");
    }
    let early = base().fixings(date("2010-01-01"), on, &table).unwrap_err();
    assert_eq!(early.field(), "lpr");
    let twice = [table[0].clone(), table[0].clone()];
    assert_eq!(base().fixings(on, on, &twice), Err(RepricingError::Table));
}

#[test]
fn schedule_and_book_follow_the_same_fixings() {
    let terms = Terms::new(
        Money::from_yuan(300_000).unwrap(),
        AnnualRate::ZERO,
        date("2024-03-15"),
        TermMonths::new(36).unwrap(),
        RepaymentMethod::AnyTime,
    );
    let (through, table) = (date("2026-02-01"), lpr_history());
    let repriced = floating(Repricing::FirstOfYear);
    let planned = repriced.terms(&terms, through, &table).unwrap();
    assert_eq!(planned.annual_rate, rate(430));
    let schedule = Schedule::build(&planned, &Calendar::china()).unwrap();

    let fixed = Terms { rate_changes: Vec::new(), ..planned.clone() };
    let mut events = vec![LoanEvent::drawn(fixed, Servicing::default())];
    events.extend(repriced.events(terms.start, through, &table, 0).unwrap());
    let book = LoanBook::rebuild(&events, through, &Calendar::china()).unwrap();
    let next = book.upcoming().next().unwrap();
    let row = schedule.instalments.iter().find(|row| row.number == next.number).unwrap();
    assert_eq!((row.interest, row.annual_rate), (next.interest, next.annual_rate));
    assert_eq!(book.annual_rate(), rate(385));
    let due = schedule.instalments.iter().take_while(|row| row.number < next.number);
    let interest = Money::checked_sum(due.map(|row| row.interest)).unwrap();
    assert_eq!(book.due().interest, interest);
}
