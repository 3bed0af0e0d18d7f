//! Properties of the lives of loans.

use chrono::{Days, NaiveDate};
use shared::calendar::Calendar;
use shared::loan::{
    LoanBook, LoanError, LoanEvent, LoanEventKind, LoanStatus, Receipt, next_sequence,
    preview_payment,
};
use shared::money::Money;
use shared::schedule::{Fee, FeeAmount, FeeWhen, GraceKind, Payer, Terms};

use crate::loans;
use crate::random::{METHODS, Random, agreements, servicing, terms};

fn calendar() -> Calendar {
    Calendar::china()
}

/// A loan as drawn, one in three with grace, steps of its rate or fees.
fn draw(random: &mut Random) -> LoanEvent {
    let mut terms = terms(random);
    terms.principal = terms.principal.max(Money::from_fen(100));
    let servicing = servicing(random);
    let plain = LoanEvent::drawn(terms.clone(), servicing.clone());
    if !random.one_in(3) {
        return plain;
    }
    agreements(random, &mut terms);
    if random.one_in(3) {
        terms.fees.push(prepayment_fee(random));
    }
    // A short loan may have no room for its grace, a tiny one none for its fees.
    let agreed = LoanEvent::drawn(terms, servicing);
    let stands = LoanBook::rebuild(std::slice::from_ref(&agreed), agreed.on, &calendar()).is_ok();
    if stands { agreed } else { plain }
}

fn prepayment_fee(random: &mut Random) -> Fee {
    Fee {
        code: "prepayment".to_owned(),
        amount: FeeAmount::OfBalance { per_million: u32::from(random.small(50_000)) },
        when: FeeWhen::Prepayment,
        payer: Payer::Borrower,
        payee: "bank".to_owned(),
        financed: false,
        waived: false,
    }
}

/// Whether repaying early costs a fee.
pub(crate) fn charges_prepaying(events: &[LoanEvent]) -> bool {
    events.iter().any(|event| match &event.kind {
        LoanEventKind::Drawn(drawn) => {
            drawn.terms.fees.iter().any(|fee| fee.when == FeeWhen::Prepayment)
        }
        _ => false,
    })
}

/// Interest that joined the principal so far; none without a grace spell that lets it.
fn capitalised(book: &LoanBook) -> Money {
    let repaid = Money::checked_sum(book.receipts().iter().map(|receipt| receipt.principal));
    let drawn = book.terms().principal.checked_add(book.financed_fee()).unwrap();
    let joined = book.principal().checked_add(repaid.unwrap()).unwrap();
    let joined = joined.checked_sub(drawn).unwrap();
    let may = book.terms().grace.iter().any(|grace| grace.kind == GraceKind::Capitalised);
    assert!(joined.is_zero() || may && joined.is_positive(), "{joined} {:?}", book.terms());
    joined
}

/// A random life: payments of any size on any day, and everything else a loan can undergo.
pub(crate) fn life(random: &mut Random) -> (Vec<LoanEvent>, NaiveDate) {
    let drawn = draw(random);
    lived(random, drawn)
}

/// The same of a loan on these terms.
pub(crate) fn life_of(random: &mut Random, mut terms: Terms) -> (Vec<LoanEvent>, NaiveDate) {
    terms.principal = terms.principal.max(Money::from_fen(100));
    let drawn = LoanEvent::drawn(terms, servicing(random));
    lived(random, drawn)
}

fn lived(random: &mut Random, drawn: LoanEvent) -> (Vec<LoanEvent>, NaiveDate) {
    let mut events = vec![drawn];
    let terms = rebuild(&events, events[0].on).terms().clone();
    let mut day = terms.start;
    for _ in 0..random.below(8) {
        day = day.checked_add_days(Days::new(random.below(70))).unwrap();
        let sequence = next_sequence(&events, day);
        let kind = match random.below(13) {
            10 => LoanEventKind::MethodChanged { method: random.pick(&METHODS) },
            11 => LoanEventKind::Discounted {
                basis_points: u32::from(random.small(50)) + 1,
                until: day.checked_add_days(Days::new(random.below(200) + 1)).unwrap(),
            },
            12 => LoanEventKind::Renewed { principal: rebuild(&events, day).principal() },
            0 => LoanEventKind::RateChanged { annual_rate: random.rate() },
            1 => LoanEventKind::Deferred {
                instalments: random.small(2) + 1,
                kind: random.pick(&[GraceKind::InterestOnly, GraceKind::Deferred]),
            },
            2 => LoanEventKind::Extended { months: random.small(6) + 1 },
            _ => {
                let most = u64::try_from(terms.principal.fen()).unwrap();
                let fen = match random.below(3) {
                    0 => random.below(most),
                    1 => random.below(most / 10 + 1),
                    _ => random.below(1_000),
                };
                LoanEventKind::Paid { amount: Money::from_fen(i64::try_from(fen + 1).unwrap()) }
            }
        };
        let mut longer = events.clone();
        longer.push(LoanEvent { on: day, sequence, kind });
        // A deferral, an extension or another change may come too late; then it does not happen.
        if LoanBook::rebuild(&longer, day, &calendar()).is_ok() {
            events = longer;
        }
    }
    let as_of = day.checked_add_days(Days::new(random.below(100))).unwrap();
    (events, as_of)
}

pub(crate) fn rebuild(events: &[LoanEvent], as_of: NaiveDate) -> LoanBook {
    LoanBook::rebuild(events, as_of, &calendar())
        .unwrap_or_else(|error| panic!("{error:?} {as_of} {events:?}"))
}

/// Every fen paid went somewhere, and nowhere less than nothing.
fn assert_accounted_for(receipt: &Receipt) {
    let Receipt { fee, penalty, interest, principal, surplus, .. } = *receipt;
    let parts = [fee, penalty, interest, principal, surplus];
    assert!(parts.iter().all(|part| !part.is_negative()));
    assert_eq!(Money::checked_sum(parts).unwrap(), receipt.amount);
}

#[test]
fn every_fen_of_principal_and_of_every_payment_is_accounted_for() {
    for seed in 0..loans() {
        let (events, as_of) = life(&mut Random::new(seed));
        let book = rebuild(&events, as_of);
        for receipt in book.receipts() {
            assert_accounted_for(receipt);
        }
        capitalised(&book);
        let payoff = book.payoff();
        let parts = [payoff.principal, payoff.interest, payoff.penalty, payoff.fee];
        assert!(parts.iter().all(|part| !part.is_negative()), "{payoff:?} {events:?}");
        let planned = book.upcoming().map(|row| row.principal);
        let due = book.due().principal;
        let ahead = Money::checked_sum(planned).unwrap().checked_add(due).unwrap();
        assert_eq!(ahead, book.principal(), "what is planned and due is what is owed {events:?}");
        assert_in_order(&book, &events);
    }
}

/// What fell due and what is planned: numbers go on one by one, and dates only forward.
fn assert_in_order(book: &LoanBook, events: &[LoanEvent]) {
    let numbers = book.fallen_due().iter().filter_map(|due| due.number);
    let numbers = numbers.chain(book.upcoming().map(|row| row.number));
    assert!(numbers.zip(1..).all(|(number, expected)| number == expected), "{events:?}");
    let mut days = book.upcoming().map(|row| (row.from, row.due_date));
    let mut last = days.next();
    for (from, due_date) in days {
        assert!(last.is_some_and(|(before, due)| before < from && due < due_date), "{events:?}");
        last = Some((from, due_date));
    }
    let unpaid = book.upcoming().next().is_none_or(|row| row.due_date > book.as_of());
    assert!(unpaid, "what falls due is due, not planned: {events:?}");
    let balances = book.upcoming().map(|row| row.balance_after);
    assert!(balances.last().is_none_or(Money::is_zero), "{events:?}");
}

#[test]
fn rebuilt_from_any_order_the_book_is_the_same() {
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let (events, as_of) = life(&mut random);
        let mut shuffled = events.clone();
        for index in (1..shuffled.len()).rev() {
            let other = usize::try_from(random.below(index as u64 + 1)).unwrap();
            shuffled.swap(index, other);
        }
        let (fresh, rebuilt) = (rebuild(&events, as_of), rebuild(&shuffled, as_of));
        assert_eq!(fresh.payoff(), rebuilt.payoff());
        assert_eq!(fresh.receipts(), rebuilt.receipts());
        assert_eq!(fresh.status(), rebuilt.status());
        assert!(fresh.upcoming().eq(rebuilt.upcoming()));
    }
}

#[test]
fn the_payoff_of_a_day_settles_the_loan_on_that_day() {
    for seed in 0..loans() {
        let (mut events, as_of) = life(&mut Random::new(seed));
        let book = rebuild(&events, as_of);
        let payoff = book.payoff().total;
        if !payoff.is_positive() {
            assert!(matches!(book.status(), LoanStatus::Settled { .. }), "{events:?}");
            continue;
        }
        let last = events.iter().map(|event| event.on).max().unwrap();
        let quoted = rebuild(&events, last).payoff_on(as_of).unwrap();
        assert_eq!(quoted.total, payoff, "looking ahead agrees with looking back");
        let sequence = next_sequence(&events, as_of);
        events.push(LoanEvent::paid(as_of, sequence, payoff));
        let settled = rebuild(&events, as_of);
        assert_eq!(settled.payoff().total, Money::ZERO, "{events:?}");
        assert_eq!(settled.status(), LoanStatus::Settled { on: as_of });
        assert!(settled.receipts().last().unwrap().surplus.is_zero());
        let later = as_of.checked_add_days(Days::new(400)).unwrap();
        assert_eq!(rebuild(&events, later).payoff().total, Money::ZERO);
    }
}

#[test]
fn a_preview_is_the_booking() {
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let (mut events, as_of) = life(&mut random);
        let payoff = rebuild(&events, as_of).payoff().total;
        let Ok(most) = u64::try_from(payoff.fen()) else { continue };
        let amount = Money::from_fen(i64::try_from(random.below(most + 1) + 1).unwrap());
        match preview_payment(&events, as_of, amount, &calendar()) {
            Ok(preview) => {
                let sequence = next_sequence(&events, as_of);
                events.push(LoanEvent::paid(as_of, sequence, amount));
                assert_eq!(rebuild(&events, as_of).receipts().last(), Some(&preview));
            }
            Err(LoanError::PaymentAbovePayoff { payoff: limit }) => {
                assert_eq!(limit, payoff);
                assert!(amount > payoff);
            }
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn payments_of_one_day_commute() {
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let (mut events, as_of) = life(&mut random);
        if charges_prepaying(&events) {
            // Each payment rounds its fee: a fen may depend on the order.
            continue;
        }
        let most = u64::try_from(rebuild(&events, as_of).payoff().total.fen()).unwrap();
        let (first, second) = (random.below(most / 2 + 1) + 1, random.below(most / 2 + 1) + 1);
        let amount = |fen: u64| Money::from_fen(i64::try_from(fen).unwrap());
        let sequence = next_sequence(&events, as_of);
        let mut swapped = events.clone();
        for (list, one, other) in [(&mut events, first, second), (&mut swapped, second, first)] {
            list.push(LoanEvent::paid(as_of, sequence, amount(one)));
            list.push(LoanEvent::paid(as_of, sequence + 1, amount(other)));
        }
        let (a, b) = (rebuild(&events, as_of), rebuild(&swapped, as_of));
        assert_eq!(a.payoff(), b.payoff(), "{events:?}");
        let later = as_of.checked_add_days(Days::new(45)).unwrap();
        assert_eq!(
            rebuild(&events, later).payoff().principal,
            rebuild(&swapped, later).payoff().principal
        );
    }
}

#[test]
fn the_days_of_the_interest_book_add_up_to_what_is_owed_and_paid() {
    for seed in 0..loans() / 4 {
        let (events, as_of) = life(&mut Random::new(seed));
        let book = rebuild(&events, as_of);
        let days = book.interest_days(book.terms().start, as_of).unwrap();
        let total = |part: fn(&shared::loan::InterestDay) -> Money| {
            Money::checked_sum(days.iter().map(part)).unwrap()
        };
        let paid = |part: fn(&Receipt) -> Money| {
            Money::checked_sum(book.receipts().iter().map(part)).unwrap()
        };
        let parts = [book.accrued_interest(), paid(|receipt| receipt.interest), capitalised(&book)];
        let interest = Money::checked_sum(parts).unwrap();
        // Interest past the book's day was asked for early where a holiday moved a due
        // date forward; such a book shows its days only up to today.
        let early = book.upcoming().next().is_some_and(|row| row.from > as_of);
        assert!(
            early || total(|day| day.interest) == interest,
            "{} {interest} {as_of} {:?} {:?} {events:?}",
            total(|day| day.interest),
            book.payoff(),
            book.receipts()
        );
        let penalty = book.penalty_interest().checked_add(paid(|receipt| receipt.penalty)).unwrap();
        assert_eq!(total(|day| day.penalty), penalty, "{events:?}");
        let earned = book.earned_interest().unwrap();
        assert_eq!(earned, interest, "{events:?}");
        assert_eq!(book.earned_penalty().unwrap(), penalty, "{events:?}");
    }
}

#[test]
fn what_fell_due_is_met_or_still_owed() {
    for seed in 0..loans() {
        let (events, as_of) = life(&mut Random::new(seed));
        let book = rebuild(&events, as_of);
        let unmet = book.fallen_due().iter().filter(|due| due.met_on.is_none());
        let asked = Money::checked_sum(unmet.clone().map(|due| due.principal)).unwrap();
        assert!(book.due().principal <= asked, "{events:?}");
        assert_eq!(unmet.count() == 0, book.due().total.is_zero(), "{events:?}");
        assert!(book.fallen_due().is_sorted_by_key(|due| due.due_date), "{events:?}");
    }
}

#[test]
fn a_prepayment_fee_loses_no_fen_and_the_payoff_with_it_settles_the_loan() {
    for seed in 0..loans() / 4 {
        let mut random = Random::new(seed);
        let (mut events, as_of) = life(&mut random);
        let Some(LoanEventKind::Drawn(drawn)) = events.first_mut().map(|event| &mut event.kind)
        else {
            continue;
        };
        drawn.terms.fees.push(prepayment_fee(&mut random));
        // With the fee a payment may repay less, so that a later event no longer fits.
        let Ok(book) = LoanBook::rebuild(&events, as_of, &calendar()) else { continue };
        for receipt in book.receipts() {
            assert_accounted_for(receipt);
        }
        let payoff = book.payoff().total;
        if payoff.is_positive() {
            let sequence = next_sequence(&events, as_of);
            events.push(LoanEvent::paid(as_of, sequence, payoff));
            let settled = rebuild(&events, as_of);
            assert_eq!(settled.status(), LoanStatus::Settled { on: as_of }, "{events:?}");
            assert!(settled.receipts().last().unwrap().surplus.is_zero());
        }
    }
}
