//! Absurd input: every answer is a value or a typed error, never a panic.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use shared::annualised::{AnnualisedMethod, Flow, annualise, of_schedule};
use shared::calendar::{BusinessDayConvention, Calendar};
use shared::day_count::DayCount;
use shared::loan::{LoanBook, LoanEvent, LoanEventKind};
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::rounding::Rounding;
use shared::schedule::{
    Compatibility, FirstStub, Frequency, Grace, GraceKind, Graduation, InstalmentRule,
    LastInstalment, MissingDay, PlannedPrincipal, PrincipalPlan, RateChange, RepaymentMethod,
    Schedule, SolvedOn, TermMonths, Terms,
};

use crate::plans;
use crate::random::{METHODS, Random, agreements, servicing, terms};

fn money(random: &mut Random) -> Money {
    let bits = i64::from_ne_bytes(random.bits().to_ne_bytes());
    match random.below(8) {
        0 => Money::ZERO,
        1 => Money::MAX,
        2 => Money::from_fen(i64::MIN),
        3 => Money::from_fen(bits),
        4 => Money::from_fen(-1),
        5 => Money::from_fen(1_000_000_000_000_000),
        _ => random.amount(),
    }
}

fn date(random: &mut Random) -> NaiveDate {
    match random.below(8) {
        0 => NaiveDate::MIN,
        1 => NaiveDate::MAX,
        2 => NaiveDate::from_ymd_opt(2024, 2, 29).unwrap(),
        3 => NaiveDate::from_ymd_opt(1900, 1, 1).unwrap(),
        4 => NaiveDate::from_ymd_opt(2199, 12, 31).unwrap(),
        _ => random.date(),
    }
}

fn rate(random: &mut Random) -> AnnualRate {
    if random.one_in(4) { AnnualRate::MAX } else { random.rate() }
}

fn compatibility(random: &mut Random) -> Compatibility {
    Compatibility {
        missing_day: random.pick(&[MissingDay::LastOfMonth, MissingDay::FirstOfNextMonth]),
        instalment_rule: match random.below(3) {
            0 => InstalmentRule::Fen,
            1 => InstalmentRule::Spread,
            _ => InstalmentRule::Multiple { step: money(random), rounding: Rounding::Up },
        },
        solved_on: random.pick(&[SolvedOn::ChargedInterest, SolvedOn::EqualPeriods]),
        last_instalment: random
            .pick(&[LastInstalment::TakesRemainder, LastInstalment::InterestPlug]),
        first_stub: random.pick(&[
            FirstStub::CoversInterest,
            FirstStub::Equal,
            FirstStub::Prorated,
        ]),
        graduation: random.one_in(3).then(|| Graduation {
            every: random.small(30),
            factor_per_million: u32::try_from(random.below(4_000_000)).unwrap(),
        }),
    }
}

/// Terms nobody should offer.
fn absurd(random: &mut Random) -> Terms {
    let mut terms = terms(random);
    agreements(random, &mut terms);
    terms.method = match random.below(7) {
        0 => RepaymentMethod::Flat,
        _ => random.pick(&METHODS),
    };
    for _ in 0..=random.below(5) {
        match random.below(14) {
            0 => terms.principal = money(random),
            1 => terms.annual_rate = rate(random),
            2 => terms.start = date(random),
            3 => terms.term = TermMonths::MAX,
            4 => terms.first_due = Some(date(random)),
            5 => terms.repayment_day = Some(u8::try_from(random.below(40)).unwrap()),
            6 => terms.instalment = Some(money(random)),
            7 => {
                terms.frequency = match random.below(3) {
                    0 => Frequency::Days(random.small(400)),
                    1 => Frequency::Months(u8::try_from(random.below(20)).unwrap()),
                    _ => Frequency::Yearly,
                }
            }
            8 => terms.instalment_count = Some(random.small(70)),
            9 => {
                terms
                    .rate_changes
                    .push(RateChange { from: date(random), annual_rate: rate(random) });
            }
            10 => {
                let planned = PlannedPrincipal { on: date(random), amount: money(random) };
                terms.plan =
                    Some(PrincipalPlan::Dated(vec![planned; 1 + random.small(2) as usize]));
            }
            11 => {
                let kind = random.pick(&[GraceKind::Capitalised, GraceKind::InterestFree]);
                let from_number = random.small(400);
                terms.grace.push(Grace { from_number, instalments: random.small(400), kind });
            }
            12 => terms.compatibility = compatibility(random),
            _ => {
                terms.business_day = BusinessDayConvention::ModifiedPreceding;
                terms.day_count = DayCount::Nl365;
            }
        }
    }
    terms
}

/// One absurd loan: planned, priced, lived through. Returns whether it had a schedule.
fn try_everything(random: &mut Random) -> bool {
    let terms = absurd(random);
    let calendar = Calendar::china();
    let planned = match Schedule::build(&terms, &calendar) {
        Err(error) => {
            assert!(!error.field().is_empty() && !error.to_string().is_empty());
            false
        }
        Ok(schedule) => {
            if terms.compatibility.is_default() {
                plans::check(&terms, &schedule);
            }
            for method in [AnnualisedMethod::Irr, AnnualisedMethod::Simple, AnnualisedMethod::Xirr]
            {
                if let Err(error) = of_schedule(&terms, &schedule, method) {
                    assert!(!error.to_string().is_empty());
                }
            }
            true
        }
    };
    let mut events = vec![LoanEvent::drawn(terms, servicing(random))];
    for sequence in 1..=u32::from(random.small(4)) {
        let kind = match random.below(4) {
            0 => LoanEventKind::RateChanged { annual_rate: rate(random) },
            1 => LoanEventKind::Extended { months: random.small(500) },
            2 => LoanEventKind::Deferred {
                instalments: random.small(9),
                kind: GraceKind::Capitalised,
            },
            _ => LoanEventKind::Paid { amount: money(random) },
        };
        events.push(LoanEvent { on: date(random), sequence, kind });
    }
    if let Ok(book) = LoanBook::rebuild(&events, date(random), &calendar) {
        let _ = (book.payoff(), book.next_due(), book.upcoming().count());
    }
    let flows: Vec<Flow> =
        (0..random.below(6)).map(|_| Flow { on: date(random), amount: money(random) }).collect();
    for method in [AnnualisedMethod::Irr, AnnualisedMethod::Simple, AnnualisedMethod::Xirr] {
        let _ = annualise(&flows, method);
    }
    planned
}

#[test]
fn absurd_input_is_answered_with_values_or_typed_errors() {
    let seconds = std::env::var("PUHUI_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut planned = 0_u64;
    let mut seed = 0_u64;
    while until.map_or(seed < crate::loans(), |until| Instant::now() < until) {
        planned += u64::from(try_everything(&mut Random::new(seed)));
        seed += 1;
    }
    assert!(planned > 0 && planned < seed, "both answers occur");
}

#[test]
fn text_that_is_no_loan_is_refused() {
    let mut random = Random::new(1);
    let good = serde_json::to_string(&terms(&mut random)).unwrap();
    for _ in 0..crate::loans() {
        let mut bytes = good.clone().into_bytes();
        for _ in 0..=random.below(3) {
            let index = usize::try_from(random.below(bytes.len() as u64)).unwrap();
            bytes[index] = random.bits().to_ne_bytes()[0];
        }
        if let Ok(terms) = serde_json::from_slice::<Terms>(&bytes)
            && let Ok(schedule) = Schedule::build(&terms, &Calendar::china())
        {
            plans::check(&terms, &schedule);
        }
    }
}
