//! The life of a loan, worked by hand.

use super::*;
use crate::calendar::BusinessDayConvention;
use crate::schedule::{
    Fee, FeeAmount, FeeWhen, Frequency, GraceKind, InterestRuns, Payer, PrincipalPlan,
    RepaymentMethod, TermMonths,
};

fn date(text: &str) -> NaiveDate {
    crate::date_text::parse(text).unwrap()
}

fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount).unwrap()
}

fn drawn(method: RepaymentMethod) -> LoanEvent {
    let terms = Terms {
        business_day: BusinessDayConvention::Unadjusted,
        ..Terms::new(
            yuan(100_000),
            AnnualRate::from_basis_points(360).unwrap(),
            date("2026-01-15"),
            TermMonths::new(12).unwrap(),
            method,
        )
    };
    LoanEvent::drawn(terms, Servicing::default())
}

fn book(events: &[LoanEvent], as_of: &str) -> LoanBook {
    LoanBook::rebuild(events, date(as_of), &Calendar::china()).unwrap()
}

#[test]
fn interest_accrues_to_the_day_and_a_payment_settles_it_first() {
    // 100,000 at 3.60 % is 10.00 a day.
    let mut events = vec![drawn(RepaymentMethod::AnyTime)];
    assert_eq!(book(&events, "2026-01-25").accrued_interest(), yuan(100));
    assert_eq!(book(&events, "2026-01-25").principal(), yuan(100_000));
    events.push(LoanEvent::paid(date("2026-01-25"), 1, yuan(40_100)));
    let after = book(&events, "2026-01-25");
    let receipt = &after.receipts()[0];
    assert_eq!((receipt.interest, receipt.principal), (yuan(100), yuan(40_000)));
    assert_eq!(after.principal(), yuan(60_000));
    let next = after.next_due().unwrap();
    // 21 days at 6.00.
    assert_eq!((next.due_date, next.owed.total), (date("2026-02-15"), yuan(126)));
    assert_eq!(after.status(), LoanStatus::Performing);
}

#[test]
fn the_payoff_quoted_for_a_day_settles_the_loan_on_that_day() {
    let mut events = vec![drawn(RepaymentMethod::AnyTime)];
    let quoted = book(&events, "2026-01-20").payoff_on(date("2026-02-10")).unwrap();
    assert_eq!(quoted.total, yuan(100_260));
    events.push(LoanEvent::paid(date("2026-02-10"), 1, quoted.total));
    let settled = book(&events, "2026-03-20");
    assert_eq!(settled.status(), LoanStatus::Settled { on: date("2026-02-10") });
    assert_eq!(settled.payoff().total, Money::ZERO);
    assert_eq!(settled.next_due(), None);
}

#[test]
fn a_same_day_return_costs_nothing() {
    let events =
        [drawn(RepaymentMethod::AnyTime), LoanEvent::paid(date("2026-01-15"), 1, yuan(100_000))];
    assert!(matches!(book(&events, "2026-01-15").status(), LoanStatus::Settled { .. }));
}

#[test]
fn preview_and_booking_are_the_same_receipt() {
    let mut events = vec![drawn(RepaymentMethod::LevelInstalment)];
    let on = date("2026-04-03");
    let preview = preview_payment(&events, on, yuan(30_000), &Calendar::china()).unwrap();
    events.push(LoanEvent::paid(on, next_sequence(&events, on), yuan(30_000)));
    assert_eq!(book(&events, "2026-04-03").receipts(), [preview]);
    let payoff = book(&events, "2026-04-03").payoff().total;
    let above = payoff.checked_add(Money::from_fen(1)).unwrap();
    assert_eq!(
        preview_payment(&events, on, above, &Calendar::china()),
        Err(LoanError::PaymentAbovePayoff { payoff })
    );
}

#[test]
fn instalments_paid_on_their_due_dates_follow_the_schedule() {
    let mut events = vec![drawn(RepaymentMethod::LevelInstalment)];
    let plan: Vec<Instalment> = book(&events, "2026-01-15").upcoming().copied().collect();
    for instalment in &plan {
        events.push(LoanEvent::paid(instalment.due_date, 1, instalment.total));
    }
    let settled = book(&events, "2027-01-15");
    assert_eq!(settled.status(), LoanStatus::Settled { on: date("2027-01-15") });
    for (receipt, instalment) in settled.receipts().iter().zip(&plan) {
        assert_eq!(receipt.interest, instalment.interest);
        assert_eq!(receipt.principal, instalment.principal);
        assert_eq!(receipt.principal_after, instalment.balance_after);
    }
}

#[test]
fn overdue_principal_bears_the_penalty_rate_until_paid() {
    let events = [drawn(RepaymentMethod::EqualPrincipal)];
    // 8,333.33 due on 15 February with 310.00 of interest; on time until the day ends.
    assert_eq!(book(&events, "2026-02-15").status(), LoanStatus::Performing);
    let late = book(&events, "2026-02-25");
    assert_eq!(late.status(), LoanStatus::Overdue { since: date("2026-02-15") });
    assert_eq!(late.days_past_due(), 10);
    // 8,333.33 × 5.40 % × 10 / 360 = 12.499995.
    assert_eq!(late.penalty_interest().to_string(), "12.50");
    let due = late.due();
    assert_eq!((due.principal.to_string().as_str(), due.interest), ("8333.33", yuan(310)));
    let mut paid = events.to_vec();
    paid.push(LoanEvent::paid(date("2026-02-25"), 1, due.total));
    let cured = book(&paid, "2026-02-25");
    assert_eq!(cured.status(), LoanStatus::Performing);
    assert_eq!(cured.receipts()[0].penalty.to_string(), "12.50");
}

#[test]
fn days_of_grace_waive_the_penalty_and_then_count_from_the_due_date() {
    let LoanEventKind::Drawn(agreed) = drawn(RepaymentMethod::EqualPrincipal).kind else {
        panic!()
    };
    let servicing = Servicing { grace_days: 3, ..agreed.servicing };
    let events = [LoanEvent::drawn(agreed.terms, servicing)];
    assert_eq!(book(&events, "2026-02-18").penalty_interest(), Money::ZERO);
    assert_eq!(book(&events, "2026-02-19").penalty_interest().to_string(), "5.00");
}

#[test]
fn a_backdated_payment_rebuilds_the_book_exactly() {
    let late = LoanEvent::paid(date("2026-03-01"), 1, yuan(10_000));
    let early = LoanEvent::paid(date("2026-02-01"), 1, yuan(20_000));
    let as_known = [drawn(RepaymentMethod::AnyTime), late.clone(), early.clone()];
    let as_happened = [early, drawn(RepaymentMethod::AnyTime), late];
    let (a, b) = (book(&as_known, "2026-06-01"), book(&as_happened, "2026-06-01"));
    assert_eq!(a.receipts(), b.receipts());
    assert_eq!(a.payoff(), b.payoff());
}

#[test]
fn the_interest_book_adds_up_to_what_is_owed() {
    let mut events = vec![drawn(RepaymentMethod::EqualPrincipal)];
    events.push(LoanEvent::paid(date("2026-01-28"), 1, yuan(777)));
    let owed = book(&events, "2026-04-20");
    let days = owed.interest_days(date("2026-01-01"), date("2026-12-31")).unwrap();
    assert_eq!(days.len(), 95);
    let interest = Money::checked_sum(days.iter().map(|day| day.interest)).unwrap();
    let penalty = Money::checked_sum(days.iter().map(|day| day.penalty)).unwrap();
    let paid = owed.receipts()[0].interest;
    assert_eq!(interest, owed.accrued_interest().checked_add(paid).unwrap());
    assert_eq!(penalty, owed.penalty_interest());
}

#[test]
fn a_prepayment_lowers_the_instalment_or_shortens_the_term() {
    let LoanEventKind::Drawn(agreed) = drawn(RepaymentMethod::LevelInstalment).kind else {
        panic!()
    };
    let prepaid = |after_prepayment| {
        let servicing = Servicing { after_prepayment, ..agreed.servicing.clone() };
        let events = [
            LoanEvent::drawn(agreed.terms.clone(), servicing),
            LoanEvent::paid(date("2026-02-01"), 1, yuan(50_000)),
        ];
        book(&events, "2026-02-01").upcoming().copied().collect::<Vec<_>>()
    };
    let reduced = prepaid(AfterPrepayment::ReduceInstalment);
    let shortened = prepaid(AfterPrepayment::ShortenTerm);
    assert_eq!(reduced.len(), 12);
    assert!(shortened.len() == 6 || shortened.len() == 7);
    assert!(reduced[1].total < yuan(4_400) && shortened[1].total > yuan(8_400));
}

#[test]
fn deferral_extension_and_rate_change_plan_again() {
    let change = |sequence, kind| LoanEvent { on: date("2026-03-01"), sequence, kind };
    let deferred = [
        drawn(RepaymentMethod::EqualPrincipal),
        change(1, LoanEventKind::Deferred { instalments: 3, kind: GraceKind::InterestOnly }),
    ];
    let plan: Vec<Instalment> = book(&deferred, "2026-03-01").upcoming().copied().collect();
    assert!(plan[..3].iter().all(|i| i.principal.is_zero()));
    assert_eq!(plan.len(), 11);
    let extended =
        [drawn(RepaymentMethod::InterestOnly), change(1, LoanEventKind::Extended { months: 6 })];
    let last = *book(&extended, "2026-03-01").upcoming().last().unwrap();
    assert_eq!((last.due_date, last.principal), (date("2027-07-15"), yuan(100_000)));
    let cheaper = AnnualRate::from_basis_points(180).unwrap();
    let changed = [
        drawn(RepaymentMethod::AnyTime),
        change(1, LoanEventKind::RateChanged { annual_rate: cheaper }),
    ];
    // 14 days at 10.00 and 14 at 5.00.
    assert_eq!(book(&changed, "2026-03-15").upcoming().count(), 10);
    let march = book(&changed, "2026-03-01").upcoming().next().unwrap().interest;
    assert_eq!(march, yuan(210));
}

#[test]
fn events_that_are_no_loan_are_named() {
    let paid = LoanEvent::paid(date("2026-02-01"), 1, yuan(1));
    let calendar = Calendar::china();
    let rebuild = |events: &[LoanEvent], as_of: &str| {
        LoanBook::rebuild(events, date(as_of), &calendar).map(|book| book.as_of())
    };
    let draw = drawn(RepaymentMethod::AnyTime);
    assert_eq!(rebuild(&[], "2026-02-01"), Err(LoanError::NotDrawn));
    assert_eq!(rebuild(std::slice::from_ref(&draw), "2026-01-01"), Err(LoanError::NotDrawn));
    let before = LoanEvent::paid(date("2026-01-01"), 1, yuan(1));
    let on = before.on;
    assert_eq!(rebuild(&[draw.clone(), before], "2026-02-01"), Err(LoanError::BeforeDraw { on }));
    let twice = LoanEvent { sequence: 5, ..draw.clone() };
    assert_eq!(rebuild(&[draw.clone(), twice], "2026-02-01"), Err(LoanError::DrawnTwice));
    assert_eq!(
        rebuild(&[draw.clone(), paid.clone(), paid], "2026-02-01"),
        Err(LoanError::DuplicateSequence { on: date("2026-02-01"), sequence: 1 })
    );
    let nothing = LoanEvent::paid(date("2026-02-01"), 1, Money::ZERO);
    assert_eq!(rebuild(&[draw, nothing], "2026-02-01"), Err(LoanError::PaymentNotPositive));
}

/// A loan with a fee of 1 % on principal repaid early, waived or not.
fn with_prepayment_fee(waived: bool, payer: Payer) -> LoanEvent {
    let LoanEventKind::Drawn(mut agreed) = drawn(RepaymentMethod::AnyTime).kind else { panic!() };
    agreed.terms.fees = vec![Fee {
        code: "prepayment".to_owned(),
        amount: FeeAmount::OfBalance { per_million: 10_000 },
        when: FeeWhen::Prepayment,
        payer,
        payee: "bank".to_owned(),
        financed: false,
        waived,
    }];
    LoanEvent::drawn(agreed.terms, agreed.servicing)
}

#[test]
fn a_prepayment_fee_is_a_part_of_what_is_repaid_early() {
    let mut events = vec![with_prepayment_fee(false, Payer::Borrower)];
    // 10 days at 10.00, then 40,400 repays 40,000 with 400 of fee.
    events.push(LoanEvent::paid(date("2026-01-25"), 1, yuan(40_500)));
    let after = book(&events, "2026-01-25");
    let receipt = &after.receipts()[0];
    assert_eq!((receipt.interest, receipt.fee), (yuan(100), yuan(400)));
    assert_eq!((receipt.principal, receipt.surplus), (yuan(40_000), Money::ZERO));
    let payoff = after.payoff();
    assert_eq!((payoff.fee, payoff.total), (yuan(600), yuan(60_600)));
    events.push(LoanEvent::paid(date("2026-01-25"), 2, payoff.total));
    let settled = LoanStatus::Settled { on: date("2026-01-25") };
    assert_eq!(book(&events, "2026-01-25").status(), settled);
    // What is due is not early: at maturity there is no fee.
    let due = book(&events[..1], "2027-01-15").due();
    assert_eq!((due.principal, due.fee), (yuan(100_000), Money::ZERO));
}

#[test]
fn a_waived_prepayment_fee_or_one_of_the_institution_costs_nothing() {
    for (waived, payer) in [(true, Payer::Borrower), (false, Payer::Institution)] {
        let events = [with_prepayment_fee(waived, payer)];
        assert_eq!(book(&events, "2026-01-15").payoff().total, yuan(100_000));
    }
}

#[test]
fn a_payment_too_small_for_another_fen_of_principal_and_its_fee_repays_principal() {
    let mut events = vec![with_prepayment_fee(false, Payer::Borrower)];
    // On the day of the draw no interest runs; 0.50 of principal has 0.01 of fee, half up.
    events.push(LoanEvent::paid(date("2026-01-15"), 1, Money::from_fen(50)));
    let receipt = book(&events, "2026-01-15").receipts()[0].clone();
    assert_eq!((receipt.principal, receipt.fee), (Money::from_fen(50), Money::ZERO));
    assert_eq!(receipt.surplus, Money::ZERO);
}

#[test]
fn an_exit_fee_falls_due_with_what_ends_the_loan() {
    let LoanEventKind::Drawn(mut agreed) = with_prepayment_fee(false, Payer::Borrower).kind else {
        panic!()
    };
    agreed.terms.fees[0].when = FeeWhen::AtEnd;
    agreed.terms.fees[0].amount = FeeAmount::Fixed(yuan(88));
    let mut events = vec![LoanEvent::drawn(agreed.terms, agreed.servicing)];
    let payoff = book(&events, "2026-01-25").payoff();
    assert_eq!((payoff.fee, payoff.total), (yuan(88), yuan(100_188)));
    events.push(LoanEvent::paid(date("2026-01-25"), 1, payoff.total));
    assert_eq!(book(&events, "2026-01-25").receipts()[0].fee, yuan(88));
}

#[test]
fn overdue_interest_bears_the_penalty_rate_only_where_agreed() {
    let LoanEventKind::Drawn(agreed) = drawn(RepaymentMethod::EqualPrincipal).kind else {
        panic!()
    };
    let servicing = Servicing { compound_overdue_interest: true, ..agreed.servicing };
    let events = [LoanEvent::drawn(agreed.terms, servicing)];
    // (8,333.33 + 310.00) × 5.40 % × 10 / 360 = 12.964995.
    assert_eq!(book(&events, "2026-02-25").penalty_interest().to_string(), "12.96");
}

#[test]
fn two_payments_of_a_day_leave_what_one_would() {
    let draw = drawn(RepaymentMethod::LevelInstalment);
    let on = date("2026-02-01");
    let one = [draw.clone(), LoanEvent::paid(on, 1, yuan(30_000))];
    let two = [draw, LoanEvent::paid(on, 1, yuan(10_000)), LoanEvent::paid(on, 2, yuan(20_000))];
    let (one, two) = (book(&one, "2026-06-01"), book(&two, "2026-06-01"));
    assert_eq!(two.receipts().len(), 2);
    assert_eq!(one.payoff(), two.payoff());
    assert!(one.upcoming().eq(two.upcoming()));
}

#[test]
fn penalty_interest_follows_the_contract_rate_in_segments() {
    let mut events = vec![drawn(RepaymentMethod::EqualPrincipal)];
    let annual_rate = AnnualRate::from_basis_points(240).unwrap();
    let kind = LoanEventKind::RateChanged { annual_rate };
    events.push(LoanEvent { on: date("2026-02-20"), sequence: 1, kind });
    // 8,333.33 × (5.40 % × 5 + 3.60 % × 5) / 360 = 10.4166….
    assert_eq!(book(&events, "2026-02-25").penalty_interest().to_string(), "10.42");
}

#[test]
fn another_method_repays_what_is_left_from_the_day_it_is_agreed() {
    let on = date("2026-03-01");
    let method = RepaymentMethod::EqualPrincipal;
    let changed = LoanEvent { on, sequence: 1, kind: LoanEventKind::MethodChanged { method } };
    let events = [drawn(RepaymentMethod::AnyTime), changed.clone()];
    let plan: Vec<Instalment> = book(&events, "2026-03-01").upcoming().copied().collect();
    assert_eq!(plan.len(), 11);
    // Equal parts of 100,000 over the eleven instalments left; interest runs on undisturbed.
    assert_eq!(plan[0].principal.to_string(), "9090.91");
    assert_eq!((plan[0].from, plan[0].interest), (date("2026-02-15"), yuan(280)));
    assert!(plan.last().unwrap().balance_after.is_zero());
    // A bullet loan begins to fall due by instalments, with all interest since the draw first.
    let late = [drawn(RepaymentMethod::Bullet), changed];
    let plan: Vec<Instalment> = book(&late, "2026-03-01").upcoming().copied().collect();
    assert_eq!((plan.len(), plan[0].due_date), (11, date("2026-03-15")));
    assert_eq!((plan[0].from, plan[0].interest), (date("2026-01-15"), yuan(590)));
    let never = LoanEventKind::MethodChanged { method: RepaymentMethod::Bullet };
    let never = [drawn(RepaymentMethod::AnyTime), LoanEvent { on, sequence: 1, kind: never }];
    let refused = LoanBook::rebuild(&never, on, &Calendar::china()).map(|book| book.as_of());
    assert_eq!(refused, Err(LoanError::MethodImpossible));
}

#[test]
fn a_discount_lowers_the_rate_until_its_day() {
    let discount = |basis_points, until: &str| {
        let kind = LoanEventKind::Discounted { basis_points, until: date(until) };
        [drawn(RepaymentMethod::AnyTime), LoanEvent { on: date("2026-02-15"), sequence: 1, kind }]
    };
    let events = discount(180, "2026-03-01");
    // 14 days at 5.00 and 14 at 10.00, planned at once.
    let plan: Vec<Instalment> = book(&events, "2026-02-15").upcoming().copied().collect();
    assert_eq!((plan[0].interest, plan[1].interest), (yuan(210), yuan(310)));
    assert_eq!(book(&events, "2026-03-15").due().interest, yuan(520), "with that of February");
    for impossible in
        [discount(0, "2026-03-01"), discount(361, "2026-03-01"), discount(1, "2026-02-15")]
    {
        let refused = LoanBook::rebuild(&impossible, date("2026-02-15"), &Calendar::china());
        assert_eq!(refused.map(|book| book.as_of()), Err(LoanError::DiscountImpossible));
    }
}

#[test]
fn a_renewed_loan_is_settled_once_its_interest_is_paid() {
    let on = date("2027-01-05");
    let mut events = vec![drawn(RepaymentMethod::InterestOnly)];
    let due: Vec<Instalment> = book(&events, "2026-01-15").upcoming().copied().collect();
    for instalment in &due[..11] {
        events.push(LoanEvent::paid(instalment.due_date, 1, instalment.total));
    }
    let kind = LoanEventKind::Renewed { principal: yuan(100_000) };
    events.push(LoanEvent { on, sequence: 1, kind });
    let renewed = book(&events, "2027-01-05");
    // 21 days at 10.00 fall due on the day of renewal.
    assert_eq!((renewed.principal(), renewed.payoff().total), (Money::ZERO, yuan(210)));
    assert_eq!(renewed.status(), LoanStatus::Performing);
    assert_eq!(renewed.receipts().last().unwrap().by, PaidBy::Renewal);
    events.push(LoanEvent::paid(on, 2, yuan(210)));
    assert_eq!(book(&events, "2027-01-05").status(), LoanStatus::Settled { on });
    let wrong = LoanEventKind::Renewed { principal: yuan(99_999) };
    let wrong = [drawn(RepaymentMethod::AnyTime), LoanEvent { on, sequence: 1, kind: wrong }];
    let refused = LoanBook::rebuild(&wrong, on, &Calendar::china()).map(|book| book.as_of());
    assert_eq!(refused, Err(LoanError::RenewalAmount { principal: yuan(100_000) }));
}

#[test]
fn what_was_paid_late_is_remembered_as_late() {
    let mut events = vec![drawn(RepaymentMethod::InterestOnly)];
    events.push(LoanEvent::paid(date("2026-02-25"), 1, yuan(310)));
    events.push(LoanEvent::paid(date("2026-03-15"), 1, yuan(280)));
    let dues = book(&events, "2026-04-20").fallen_due().to_vec();
    let late: Vec<u32> = dues.iter().map(|due| due.days_late(date("2026-04-20"))).collect();
    assert_eq!(late, [10, 0, 5], "late, on time, and not met yet");
}

/// Quarterly, principal after 5, 10 and 12 months: six due dates where other methods have four.
fn seasonal() -> LoanEvent {
    let LoanEventKind::Drawn(mut drawn) = drawn(RepaymentMethod::Seasonal).kind else {
        panic!("a draw")
    };
    drawn.terms.frequency = Frequency::Quarterly;
    drawn.terms.plan = Some(PrincipalPlan::Cycle { months: 5 });
    LoanEvent::drawn(drawn.terms, drawn.servicing)
}

#[test]
fn a_method_with_other_due_dates_leaves_nothing_that_never_falls_due() {
    let on = date("2026-10-20");
    let method = RepaymentMethod::EqualPrincipal;
    let changed = LoanEvent { on, sequence: 1, kind: LoanEventKind::MethodChanged { method } };
    let changed = book(&[seasonal(), changed], "2026-10-20");
    let plan: Vec<&Instalment> = changed.upcoming().collect();
    assert_eq!(plan.len(), 1, "of the quarters only the last is left");
    assert_eq!((plan[0].number, plan[0].due_date), (5, date("2027-01-15")), "four fell due before");
    let ahead = plan[0].principal.checked_add(changed.due().principal);
    assert_eq!(ahead, Some(changed.principal()));
    assert_eq!(changed.terms().method, method);
    assert_eq!(changed.planned_terms().method, RepaymentMethod::Seasonal);
}

#[test]
fn a_method_under_which_a_deferral_would_cover_the_last_instalment_is_refused() {
    let on = date("2026-10-20");
    let deferred = LoanEventKind::Deferred { instalments: 1, kind: GraceKind::InterestOnly };
    let deferred = LoanEvent { on, sequence: 1, kind: deferred };
    let plan: Vec<Money> = book(&[seasonal(), deferred.clone()], "2026-10-20")
        .upcoming()
        .map(|row| row.principal)
        .collect();
    assert!(plan.len() == 2 && plan[0].is_zero() && plan[1].is_positive(), "{plan:?}");
    let method = RepaymentMethod::EqualPrincipal;
    let changed = LoanEvent { on, sequence: 2, kind: LoanEventKind::MethodChanged { method } };
    let refused = LoanBook::rebuild(&[seasonal(), deferred, changed], on, &Calendar::china());
    assert_eq!(refused.map(|book| book.as_of()), Err(LoanError::MethodImpossible));
}

#[test]
fn what_a_renewal_asks_for_is_never_due_before_an_instalment_a_sunday_put_off() {
    let LoanEventKind::Drawn(mut drawn) = with_prepayment_fee(false, Payer::Borrower).kind else {
        panic!("a draw")
    };
    drawn.terms.business_day = BusinessDayConvention::Following;
    drawn.terms.interest_runs = InterestRuns::ToNominalDate;
    drawn.terms.fees[0].when = FeeWhen::AtEnd;
    drawn.terms.fees[0].amount = FeeAmount::Fixed(yuan(88));
    let renewed = LoanEventKind::Renewed { principal: yuan(100_000) };
    // 15 March 2026 is a Sunday: asked for that day, due on Monday.
    let renewed = LoanEvent { on: date("2026-03-15"), sequence: 1, kind: renewed };
    let book = book(&[LoanEvent::drawn(drawn.terms, drawn.servicing), renewed], "2026-03-15");
    let due: Vec<NaiveDate> = book.fallen_due().iter().map(|due| due.due_date).collect();
    assert_eq!(due[1..], [date("2026-03-16"), date("2026-03-16")]);
}
