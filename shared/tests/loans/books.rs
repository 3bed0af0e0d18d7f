//! Properties of the bank's own books, and of money that arrives from outside.

use chrono::Days;
use shared::calendar::Calendar;
use shared::catalogue::Label;
use shared::ledger::{Account, Position, TrialBalance, entry_of_act, journal};
use shared::loan::{LoanBook, LoanEvent, LoanStatus};
use shared::money::Money;
use shared::repayment::{self, Disposition, Incoming, Matched, dispose};
use shared::statement::{Month, StatedLoan, month_statement};

use crate::lives::{charges_prepaying, life, rebuild};
use crate::loans;
use crate::random::Random;

fn shuffled(random: &mut Random, events: &[LoanEvent]) -> Vec<LoanEvent> {
    let mut shuffled = events.to_vec();
    for index in (2..shuffled.len()).rev() {
        let other = 1 + usize::try_from(random.below(index as u64)).unwrap();
        shuffled.swap(index, other);
    }
    shuffled
}

#[test]
fn the_books_balance_at_every_event_whenever_it_becomes_known() {
    let calendar = Calendar::china();
    let mut corrected = 0;
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let (events, as_of) = life(&mut random);
        let known = shuffled(&mut random, &events);
        // Told in another order, a deferral may come before what made it possible.
        let Ok(entries) = journal(&known, &calendar) else { continue };
        corrected += u64::from(known != events);
        let mut books = TrialBalance::default();
        for entry in &entries {
            books.add(entry).unwrap();
            assert!(books.is_balanced(), "{events:?}");
        }
        let last = events.iter().map(|event| event.on).max().unwrap();
        let fresh = Position::of(&rebuild(&events, last)).unwrap();
        assert_eq!(books.position(), &fresh, "rebuilt is fresh: {events:?}");
        let later = Position::of(&rebuild(&events, as_of)).unwrap();
        assert_eq!(later.sum(), Some(Money::ZERO), "{events:?}");
    }
    assert!(corrected > loans() / 4, "only {corrected} histories became known in another order");
    println!(
        "{} random lives, {corrected} known out of order: balanced after every event, rebuilt is fresh",
        loans()
    );
}

#[test]
fn what_is_quoted_for_a_day_to_come_is_what_is_booked_on_it() {
    let calendar = Calendar::china();
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let (mut events, as_of) = life(&mut random);
        let on = as_of.checked_add_days(Days::new(random.below(300))).unwrap();
        let Ok(quoted) = repayment::preview(&events, on, None, &calendar) else {
            let payoff = rebuild(&events, on).payoff().total;
            assert!(payoff.is_zero(), "only a settled loan has nothing to quote: {events:?}");
            continue;
        };
        let costs_more = quoted.saved.is_negative();
        assert!(!costs_more || charges_prepaying(&events), "settling early: {events:?}");
        events.push(LoanEvent::paid(on, quoted.receipt.sequence, quoted.payoff.total));
        let booked = rebuild(&events, on);
        assert_eq!(booked.receipts().last(), Some(&quoted.receipt), "{events:?}");
        assert_eq!(booked.status(), LoanStatus::Settled { on });
        assert_eq!(quoted.after.total, Money::ZERO);
    }
}

#[test]
fn money_from_outside_is_counted_held_or_returned_to_the_fen() {
    let calendar = Calendar::china();
    let (mut applied, mut kept) = (0, 0);
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let (events, today) = life(&mut random);
        let most = u64::try_from(rebuild(&events, today).payoff().total.fen()).unwrap();
        let fen = i64::try_from(random.below(most * 2 + 2) + 1).unwrap();
        let amount = Money::from_fen(fen);
        let on = today.checked_sub_days(Days::new(random.below(120))).unwrap();
        let loan = Some(Matched { events: &events, collecting: false });
        let incoming = Incoming { amount, on, today, told_before: None, loan };
        match dispose(&incoming, &calendar).unwrap() {
            Disposition::Applied { event, receipt, returned } => {
                applied += 1;
                assert_eq!(receipt.amount.checked_add(returned), Some(amount));
                let mut after = events.clone();
                after.push(event);
                let book = LoanBook::rebuild(&after, today, &calendar).unwrap();
                assert!(book.receipts().iter().all(|receipt| receipt.surplus.is_zero()));
                let entry = entry_of_act(&events, &after, &calendar).unwrap().unwrap();
                let cash = entry.postings().find(|(account, _)| *account == Account::CashClearing);
                assert_eq!(cash.map(|(_, cash)| cash), Some(receipt.amount), "{after:?}");
            }
            Disposition::Held { .. } | Disposition::Returned { .. } => kept += 1,
            Disposition::Repeated => panic!("told once"),
        }
    }
    assert!(applied > loans() / 4 && kept > 0, "{applied} applied, {kept} kept");
}

#[test]
fn every_statement_opens_where_the_one_before_closed() {
    let name = Label::same("loan");
    for seed in 0..loans() / 4 {
        let (events, as_of) = life(&mut Random::new(seed));
        let loans = [StatedLoan { loan_id: "1", product_name: &name, events: &events }];
        let mut month = Month::of(rebuild(&events, as_of).terms().start);
        let mut closed = Money::ZERO;
        while month.first() <= as_of {
            let stated = month_statement("f", Money::MAX, month, &loans, &Calendar::china());
            if let Some(loan) = stated.unwrap().loans.first() {
                assert_eq!(loan.opening_principal, closed, "{month} {events:?}");
                assert!(!loan.added.is_negative(), "{month} {events:?}");
                closed = loan.closing_principal;
            } else {
                assert!(closed.is_zero(), "{month} {events:?}");
            }
            month = month.next();
        }
    }
}
