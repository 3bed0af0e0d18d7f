//! Where two things that befall a loan meet, worked by hand.

use chrono::NaiveDate;
use shared::calendar::{BusinessDayConvention, Calendar};
use shared::date_text;
use shared::ledger::Position;
use shared::loan::{AfterPrepayment, LoanBook, LoanEvent, LoanEventKind, Servicing};
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::schedule::{Grace, GraceKind, RepaymentMethod, TermMonths, Terms};

fn date(text: &str) -> NaiveDate {
    date_text::parse(text).unwrap()
}

fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount).unwrap()
}

fn bp(basis_points: i64) -> AnnualRate {
    AnnualRate::from_basis_points(basis_points).unwrap()
}

/// 100,000 at 3.60 % over 12 months from 15 January 2026.
fn terms(method: RepaymentMethod) -> Terms {
    Terms {
        business_day: BusinessDayConvention::Unadjusted,
        ..Terms::new(
            yuan(100_000),
            bp(360),
            date("2026-01-15"),
            TermMonths::new(12).unwrap(),
            method,
        )
    }
}

fn book(events: &[LoanEvent], as_of: &str) -> LoanBook {
    LoanBook::rebuild(events, date(as_of), &Calendar::china()).unwrap()
}

fn event(on: &str, sequence: u32, kind: LoanEventKind) -> LoanEvent {
    LoanEvent { on: date(on), sequence, kind }
}

fn last_due(book: &LoanBook) -> NaiveDate {
    book.upcoming().last().unwrap().due_date
}

/// Half repaid within the first month, the term shorter for it.
fn shortened() -> Vec<LoanEvent> {
    let servicing =
        Servicing { after_prepayment: AfterPrepayment::ShortenTerm, ..Servicing::default() };
    vec![
        LoanEvent::drawn(terms(RepaymentMethod::LevelInstalment), servicing),
        LoanEvent::paid(date("2026-02-01"), 1, yuan(50_000)),
    ]
}

#[test]
fn a_term_that_a_prepayment_shortened_stays_short_whatever_else_changes() {
    let until = date("2026-08-01");
    let ends = last_due(&book(&shortened(), "2026-02-01"));
    assert!(ends < date("2026-09-01"), "{ends}");
    let equal = RepaymentMethod::EqualPrincipal;
    for kind in [
        LoanEventKind::Discounted { basis_points: 10, until },
        LoanEventKind::RateChanged { annual_rate: bp(240) },
        LoanEventKind::MethodChanged { method: equal },
        LoanEventKind::MethodChanged { method: RepaymentMethod::AnyTime },
        LoanEventKind::Deferred { instalments: 2, kind: GraceKind::InterestOnly },
    ] {
        let mut events = shortened();
        events.push(event("2026-02-02", 0, kind.clone()));
        let changed = book(&events, "2026-02-02");
        assert_eq!(last_due(&changed), ends, "{kind:?}");
        let planned = Money::checked_sum(changed.upcoming().map(|row| row.principal));
        assert_eq!(planned, Some(changed.principal()), "{kind:?}");
    }
}

#[test]
fn a_shortened_term_is_extended_from_where_it_ends() {
    let ends = last_due(&book(&shortened(), "2026-02-01"));
    let mut events = shortened();
    events.push(event("2026-02-02", 0, LoanEventKind::Extended { months: 2 }));
    let extended = last_due(&book(&events, "2026-02-02"));
    assert_eq!((ends, extended), (date("2026-07-15"), date("2026-09-15")));
}

#[test]
fn a_rate_agreed_during_a_discount_is_discounted_and_holds_after_it() {
    let drawn = LoanEvent::drawn(terms(RepaymentMethod::AnyTime), Servicing::default());
    let until = date("2026-08-01");
    let discount = LoanEventKind::Discounted { basis_points: 20, until };
    let events = [
        drawn,
        event("2026-03-01", 0, discount),
        event("2026-05-01", 0, LoanEventKind::RateChanged { annual_rate: bp(300) }),
    ];
    let rates = ["2026-02-28", "2026-04-30", "2026-05-01", "2026-07-31", "2026-08-01"];
    let rates = rates.map(|day| book(&events, day).annual_rate());
    assert_eq!(rates, [bp(360), bp(340), bp(280), bp(280), bp(300)]);
}

#[test]
fn a_rate_below_its_discount_is_nothing_and_no_less() {
    let drawn = LoanEvent::drawn(terms(RepaymentMethod::AnyTime), Servicing::default());
    let until = date("2026-08-01");
    let events = [
        drawn,
        event("2026-03-01", 0, LoanEventKind::Discounted { basis_points: 20, until }),
        event("2026-05-01", 0, LoanEventKind::RateChanged { annual_rate: bp(10) }),
    ];
    assert_eq!(book(&events, "2026-06-01").annual_rate(), AnnualRate::ZERO);
    assert_eq!(book(&events, "2026-08-01").annual_rate(), bp(10));
}

#[test]
fn interest_paid_before_it_would_join_the_principal_does_not_join_it() {
    let mut agreed = terms(RepaymentMethod::LevelInstalment);
    agreed.grace = vec![Grace { from_number: 1, instalments: 2, kind: GraceKind::Capitalised }];
    // 17 days at 10.00 have run; 100 are paid of them. Of 310.00 for the month 210.00 join.
    let events = [
        LoanEvent::drawn(agreed, Servicing::default()),
        LoanEvent::paid(date("2026-02-01"), 1, yuan(100)),
    ];
    let after = book(&events, "2026-02-15");
    assert_eq!(after.principal(), yuan(100_210));
    assert_eq!(after.paid_ahead(), Money::ZERO);
    assert_eq!(Position::of(&after).unwrap().sum(), Some(Money::ZERO));
    let planned = Money::checked_sum(after.upcoming().map(|row| row.principal));
    assert_eq!(planned, Some(yuan(100_210)));
}

#[test]
fn a_deferral_leaves_a_later_spell_that_was_agreed() {
    let mut agreed = terms(RepaymentMethod::EqualPrincipal);
    agreed.grace = vec![Grace { from_number: 6, instalments: 2, kind: GraceKind::InterestOnly }];
    let deferred = LoanEventKind::Deferred { instalments: 2, kind: GraceKind::InterestOnly };
    let events = [LoanEvent::drawn(agreed, Servicing::default()), event("2026-02-01", 0, deferred)];
    let plan = book(&events, "2026-02-01");
    let without: Vec<u16> =
        plan.upcoming().filter(|row| row.principal.is_zero()).map(|row| row.number).collect();
    assert_eq!(without, [1, 2, 6, 7]);
}
