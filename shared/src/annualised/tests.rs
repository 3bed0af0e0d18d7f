//! Annualised costs checked against published figures.

use super::*;
use crate::calendar::Calendar;
use crate::money::Money;
use crate::schedule::{Fee, FeeAmount, FeeWhen, Payer, TermMonths};

fn flows(principal: i64, fee: i64, payment_fen: i64, months: i32) -> Vec<Flow> {
    let start = crate::date_text::parse("2026-01-31").unwrap();
    let mut flows =
        vec![Flow { on: start, amount: Money::from_yuan(principal.saturating_sub(fee)).unwrap() }];
    flows.extend((1..=months).map(|month| Flow {
        on: crate::calendar::add_months(start, month).unwrap(),
        amount: Money::from_fen(payment_fen.saturating_neg()),
    }));
    flows
}

fn percent(flows: &[Flow], method: AnnualisedMethod) -> String {
    annualise(flows, method).unwrap().annual_rate.percent_text()
}

#[test]
fn the_published_chinese_example_holds_both_ways() {
    // FINANCE.md R-2: 100,000, fee 1,000, 12 × 8,833.3: 12.80 % simple, 13.58 % IRR.
    let flows = flows(100_000, 1_000, 883_330, 12);
    assert_eq!(percent(&flows, AnnualisedMethod::Simple), "12.8038");
    assert_eq!(percent(&flows, AnnualisedMethod::Irr), "13.5826");
}

#[test]
fn a_flat_fee_costs_almost_twice_what_it_says() {
    // 12 × 0.6 % flat: 7.2 % flat, 13.0342 % simple, 13.8418 % compound.
    let flows = flows(10_000, 0, 89_333, 12);
    assert_eq!(percent(&flows, AnnualisedMethod::Simple), "13.0335");
    assert_eq!(percent(&flows, AnnualisedMethod::Irr), "13.841");
}

#[test]
fn interest_only_with_a_fee_matches_both_published_figures() {
    // FINANCE.md R-6: 100,000 one year at 4 % with a fee of 500: 4.51 % simple, 4.61 % IRR.
    let fee = Fee {
        code: "service".to_owned(),
        amount: FeeAmount::Fixed(Money::from_yuan(500).unwrap()),
        when: FeeWhen::Upfront,
        payer: Payer::Borrower,
        payee: "bank".to_owned(),
        financed: false,
        waived: false,
    };
    let terms = Terms {
        period_interest: crate::schedule::PeriodInterest::ByPeriod,
        fees: vec![fee],
        ..Terms::new(
            Money::from_yuan(100_000).unwrap(),
            AnnualRate::from_basis_points(400).unwrap(),
            crate::date_text::parse("2026-01-15").unwrap(),
            TermMonths::new(12).unwrap(),
            RepaymentMethod::InterestOnly,
        )
    };
    let schedule = Schedule::build(&terms, &Calendar::every_day()).unwrap();
    let rate = |method| of_schedule(&terms, &schedule, method).unwrap().annual_rate.percent_text();
    assert!(rate(AnnualisedMethod::Simple).starts_with("4.51"));
    assert!(rate(AnnualisedMethod::Irr).starts_with("4.60"));
}

#[test]
fn a_bullet_costs_its_interest_over_the_year() {
    let terms = Terms::new(
        Money::from_yuan(100_000).unwrap(),
        AnnualRate::from_basis_points(385).unwrap(),
        crate::date_text::parse("2026-01-15").unwrap(),
        TermMonths::new(12).unwrap(),
        RepaymentMethod::Bullet,
    );
    let schedule = Schedule::build(&terms, &Calendar::every_day()).unwrap();
    // FINANCE.md R-6: 3.85 % by days over 360 costs 3.9035 % on a year of 365 days.
    for method in [AnnualisedMethod::Simple, AnnualisedMethod::Irr, AnnualisedMethod::Xirr] {
        let annualised = of_schedule(&terms, &schedule, method).unwrap();
        assert_eq!(annualised.annual_rate.percent_text(), "3.9035", "{method:?}");
    }
}

#[test]
fn both_costs_at_once_are_what_each_is_alone() {
    use crate::schedule::Frequency;
    for (method, months) in [
        (RepaymentMethod::LevelInstalment, 24),
        (RepaymentMethod::AnyTime, 7),
        // Units of five months divide no year: each way has a unit of its own.
        (RepaymentMethod::Bullet, 5),
    ] {
        for frequency in [Frequency::Monthly, Frequency::Quarterly] {
            let terms = Terms {
                frequency,
                ..Terms::new(
                    Money::from_yuan(100_000).unwrap(),
                    AnnualRate::from_basis_points(435).unwrap(),
                    crate::date_text::parse("2026-01-31").unwrap(),
                    TermMonths::new(months).unwrap(),
                    method,
                )
            };
            let schedule = Schedule::build(&terms, &Calendar::china()).unwrap();
            let alone = |method| of_schedule(&terms, &schedule, method).unwrap().annual_rate;
            let costs = costs_of_schedule(&terms, &schedule).unwrap();
            assert_eq!(costs.irr, alone(AnnualisedMethod::Irr));
            assert_eq!(costs.simple, alone(AnnualisedMethod::Simple));
        }
    }
}

#[test]
fn dated_flows_have_their_dated_rate() {
    let flow = |text: &str, yuan: i64| Flow {
        on: crate::date_text::parse(text).unwrap(),
        amount: Money::from_yuan(yuan).unwrap(),
    };
    let flows = [
        flow("2008-01-01", -10_000),
        flow("2008-03-01", 2_750),
        flow("2008-10-30", 4_250),
        flow("2009-02-15", 3_250),
        flow("2009-04-01", 2_750),
    ];
    assert_eq!(percent(&flows, AnnualisedMethod::Xirr), "37.3363");
}

#[test]
fn flows_without_one_rate_are_typed_errors() {
    use AnnualisedError as E;
    let start = crate::date_text::parse("2026-01-15").unwrap();
    let on = |months: i32, yuan: i64| Flow {
        on: crate::calendar::add_months(start, months).unwrap(),
        amount: Money::from_yuan(yuan).unwrap(),
    };
    for (flows, error) in [
        (vec![], E::OneSided),
        (vec![on(0, 100)], E::OneSided),
        (vec![on(0, 100), on(1, 100)], E::OneSided),
        (vec![on(0, 100), on(0, -50)], E::NoTime),
        (vec![on(0, 100), on(1, -50)], E::NegativeRate),
        (vec![on(0, 100), on(1, -230), on(2, 132)], E::SeveralRates { count: 2 }),
        (vec![on(0, 100), on(1, -100), on(2, 100)], E::NoRate),
        (vec![on(0, 1), on(1, -1_000)], E::RateTooHigh),
    ] {
        assert_eq!(annualise(&flows, AnnualisedMethod::Simple), Err(error), "{flows:?}");
    }
}

#[test]
fn a_long_level_loan_gives_its_contract_rate_back() {
    let mut flows = vec![1_000_000.0];
    flows.extend([-5_307.267_206_228_11; 360]);
    let rate = periodic_rate(&flows).unwrap() * 12.0;
    assert!((rate - 0.049).abs() < 1e-10, "{rate}");
}
