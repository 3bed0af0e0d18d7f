//! Properties of schedules.

use shared::annualised::{AnnualisedMethod, is_certain_of_schedule, of_schedule};
use shared::calendar::{BusinessDayConvention, Calendar};
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::schedule::{
    Instalment, PeriodInterest, PrincipalPlan, RepaymentMethod, Schedule, ScheduleError,
    TermMonths, Terms,
};

use crate::loans;
use crate::random::{Random, agreements, terms};

/// What every schedule must satisfy.
pub(crate) fn check(terms: &Terms, schedule: &Schedule) {
    let owed = terms.principal.checked_add(schedule.financed_fee).unwrap();
    let mut balance = owed;
    let mut due = None;
    for (number, row) in (1_u16..).zip(&schedule.instalments) {
        assert_eq!(row.number, number);
        assert_eq!(row.opening_balance, balance, "{terms:?}");
        assert_eq!(row.balance_after, balance.checked_sub(row.principal).unwrap());
        let parts = Money::checked_sum([row.principal, row.interest, row.fee]).unwrap();
        assert_eq!(row.total, parts);
        assert!(!row.interest.is_negative() && !row.total.is_negative(), "{terms:?}");
        assert!(terms.grace.iter().any(|_| true) || !row.principal.is_negative(), "{terms:?}");
        assert!(due < Some(row.due_date), "{terms:?}");
        balance = row.balance_after;
        due = Some(row.due_date);
    }
    assert_eq!(balance, Money::ZERO, "{terms:?}");
}

#[test]
fn principal_adds_up_balances_chain_and_the_last_is_zero() {
    let calendar = Calendar::china();
    let mut refused = 0_u64;
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let mut terms = terms(&mut random);
        agreements(&mut random, &mut terms);
        match Schedule::build(&terms, &calendar) {
            Ok(schedule) => check(&terms, &schedule),
            // A short loan may have no room for its grace, a tiny one none for its fees.
            Err(ScheduleError::Grace | ScheduleError::Fees) => refused += 1,
            Err(error) => panic!("{error}: {terms:?}"),
        }
    }
    assert!(refused * 2 < loans());
}

#[test]
fn a_schedule_reads_back_from_its_json() {
    for seed in 0..loans() / 20 {
        let terms = terms(&mut Random::new(seed));
        let schedule = Schedule::build(&terms, &Calendar::china()).unwrap();
        let json = serde_json::to_string(&schedule).unwrap();
        assert_eq!(serde_json::from_str::<Schedule>(&json).unwrap(), schedule);
        let json = serde_json::to_string(&terms).unwrap();
        assert_eq!(serde_json::from_str::<Terms>(&json).unwrap(), terms);
    }
}

/// How much rounding can favour either of two schedules: half a fen at each instalment,
/// and half a fen of each level instalment, which earns interest until the last.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a bound on noise needs no exactness"
)]
fn rounding_noise(a: &Schedule, b: &Schedule) -> Money {
    let rate = |row: &Instalment| {
        row.annual_rate.units() as f64 / AnnualRate::SCALE as f64 * f64::from(row.days) / 350.0
    };
    let noise = |schedule: &Schedule| {
        schedule.instalments.iter().fold(0.0, |sum, row| sum * (1.0 + rate(row)) + 1.0)
    };
    Money::from_fen((noise(a) + noise(b)).min(1e15) as i64)
}

#[test]
fn more_rate_never_costs_less() {
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let cheaper = terms(&mut random);
        let more = i64::from(random.small(500)) + 1;
        let Ok(annual_rate) = cheaper.annual_rate.checked_add_bp(more) else { continue };
        let dearer = Terms { annual_rate, ..cheaper.clone() };
        let build = |terms: &Terms| Schedule::build(terms, &Calendar::china()).unwrap();
        let (low, high) = (build(&cheaper), build(&dearer));
        // Where principal does not depend on the rate each instalment can be compared.
        let slack = if cheaper.method == RepaymentMethod::LevelInstalment {
            rounding_noise(&low, &high)
        } else {
            Money::ZERO
        };
        let high = high.total_interest().checked_add(slack).unwrap();
        assert!(high >= low.total_interest(), "{more} bp: {cheaper:?}");
    }
}

#[test]
fn a_longer_first_period_never_costs_less() {
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let mut base = terms(&mut random);
        base.method = random.pick(&[
            RepaymentMethod::EqualPrincipal,
            RepaymentMethod::LevelInstalment,
            RepaymentMethod::AnyTime,
        ]);
        base.plan = None;
        base.period_interest = PeriodInterest::ByDays;
        base.business_day = BusinessDayConvention::Unadjusted;
        base.repayment_day = None;
        base.day_count = shared::day_count::DayCount::Act360;
        base.frequency = shared::schedule::Frequency::Monthly;
        base.instalment_count = Some(base.term.months());
        let build = |days: u64| {
            let first_due = base.start.checked_add_days(chrono::Days::new(days))?;
            let terms = Terms { first_due: Some(first_due), ..base.clone() };
            Schedule::build(&terms, &Calendar::every_day()).ok()
        };
        // Both first due dates aim for the same days of later months.
        let days = random.below(20) + 20;
        let (Some(short), Some(long)) = (build(days), build(days + 1)) else { continue };
        let later = |schedule: &Schedule| {
            schedule.instalments.iter().skip(1).map(|row| row.days).collect::<Vec<_>>()
        };
        if later(&short) != later(&long) {
            continue;
        }
        let with_noise = long.total_interest().checked_add(rounding_noise(&short, &long)).unwrap();
        assert!(with_noise >= short.total_interest(), "{base:?}");
    }
}

#[test]
fn the_annualised_cost_of_a_feeless_loan_by_equal_periods_is_its_rate() {
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let mut terms = terms(&mut random);
        terms.method = random.pick(&[
            RepaymentMethod::LevelInstalment,
            RepaymentMethod::EqualPrincipal,
            RepaymentMethod::InterestOnly,
        ]);
        terms.plan = None;
        terms.principal = Money::from_yuan(1_000_000).unwrap();
        terms.period_interest = PeriodInterest::ByPeriod;
        terms.frequency = shared::schedule::Frequency::Monthly;
        terms.business_day = BusinessDayConvention::Unadjusted;
        terms.repayment_day = None;
        terms.term = TermMonths::new(random.small(60) + 1).unwrap();
        let schedule = Schedule::build(&terms, &Calendar::every_day()).unwrap();
        let simple = of_schedule(&terms, &schedule, AnnualisedMethod::Simple).unwrap();
        let difference = simple.annual_rate.units() - terms.annual_rate.units();
        // A rounded fen in ten thousand yuan of interest moves the sixth decimal at most.
        assert!(difference.abs() <= AnnualRate::SCALE / 500_000, "{terms:?} {simple:?}");
        let irr = of_schedule(&terms, &schedule, AnnualisedMethod::Irr).unwrap();
        assert!(irr.annual_rate >= simple.annual_rate);
    }
}

#[test]
fn fees_never_lower_the_annualised_cost() {
    for seed in 0..loans() {
        let mut random = Random::new(seed);
        let mut with_fees = terms(&mut random);
        with_fees.principal = Money::from_yuan(50_000).unwrap();
        if let Some(PrincipalPlan::Dated(_)) = with_fees.plan {
            with_fees.plan = Some(PrincipalPlan::Cycle { months: 3 });
        }
        let without = with_fees.clone();
        agreements(&mut random, &mut with_fees);
        with_fees.grace.clear();
        with_fees.rate_changes.clear();
        let cost = |terms: &Terms| {
            let schedule = Schedule::build(terms, &Calendar::china()).unwrap();
            of_schedule(terms, &schedule, AnnualisedMethod::Irr).map(|cost| cost.annual_rate)
        };
        if let (Ok(plain), Ok(charged)) = (cost(&without), cost(&with_fees)) {
            // A financed fee adds interest of its own; a fen of rounding adds a millionth.
            let noise = AnnualRate::SCALE / 100_000;
            assert!(charged.units() + noise >= plain.units(), "{with_fees:?}");
        }
    }
}

#[test]
fn every_annualised_cost_that_is_shown_is_proven() {
    let mut proven = 0_u64;
    for seed in 0..loans() / 4 {
        let mut random = Random::new(seed);
        let mut terms = terms(&mut random);
        agreements(&mut random, &mut terms);
        // By days, thirty years are ten thousand powers of numbers as long.
        terms.term = TermMonths::new(random.small(36) + 1).unwrap();
        let Ok(schedule) = Schedule::build(&terms, &Calendar::china()) else { continue };
        let methods = [AnnualisedMethod::Simple, AnnualisedMethod::Irr, AnnualisedMethod::Xirr];
        let method = random.pick(&methods);
        let Ok(shown) = of_schedule(&terms, &schedule, method) else { continue };
        assert!(is_certain_of_schedule(&terms, &schedule, shown), "{terms:?} {shown:?}");
        proven += 1;
    }
    assert!(proven > loans() / 8);
}
