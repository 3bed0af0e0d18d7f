//! Schedules checked against published figures and by hand.

use super::*;
use crate::calendar::BusinessDayConvention;
use crate::rate::AnnualRate;

fn date(text: &str) -> NaiveDate {
    crate::date_text::parse(text).unwrap()
}

fn terms(yuan: i64, bp: i64, months: u16, method: RepaymentMethod) -> Terms {
    Terms::new(
        Money::from_yuan(yuan).unwrap(),
        AnnualRate::from_basis_points(bp).unwrap(),
        date("2026-01-15"),
        TermMonths::new(months).unwrap(),
        method,
    )
}

fn by_month(terms: Terms) -> Terms {
    Terms {
        period_interest: PeriodInterest::ByPeriod,
        business_day: BusinessDayConvention::Unadjusted,
        ..terms
    }
}

fn build(terms: &Terms) -> Schedule {
    let schedule = Schedule::build(terms, &Calendar::china()).unwrap();
    let principal = Money::checked_sum(schedule.instalments.iter().map(|i| i.principal)).unwrap();
    assert_eq!(principal, schedule.principal.checked_add(schedule.financed_fee).unwrap());
    assert!(schedule.instalments.last().unwrap().balance_after.is_zero());
    schedule
}

#[test]
fn the_reference_mortgage_matches_to_the_fen() {
    let schedule = build(&by_month(terms(1_000_000, 490, 360, RepaymentMethod::LevelInstalment)));
    assert_eq!(schedule.total_interest().to_string(), "910615.12");
    assert_eq!(schedule.instalments[0].total.to_string(), "5307.27");
    assert_eq!(schedule.instalments[0].principal.to_string(), "1223.94");
    let last = schedule.instalments.last().unwrap();
    assert_eq!((last.number, last.total.to_string().as_str()), (360, "5305.19"));
    assert_eq!(last.principal.to_string(), "5283.62");
}

#[test]
fn the_published_level_year_matches() {
    let schedule = build(&by_month(terms(100_000, 385, 12, RepaymentMethod::LevelInstalment)));
    assert_eq!(schedule.instalments[0].total.to_string(), "8508.14");
    assert_eq!(schedule.total_interest().to_string(), "2097.67");
}

#[test]
fn equal_principal_matches() {
    let schedule = build(&by_month(terms(1_000_000, 490, 360, RepaymentMethod::EqualPrincipal)));
    assert_eq!(schedule.instalments[0].total.to_string(), "6861.11");
    assert_eq!(schedule.instalments[359].total.to_string(), "2788.32");
    assert_eq!(schedule.total_interest().to_string(), "737041.08");
}

#[test]
fn interest_by_days_runs_to_the_moved_due_date() {
    let schedule = build(&terms(100_000, 385, 3, RepaymentMethod::AnyTime));
    let rows: Vec<_> = schedule
        .instalments
        .iter()
        .map(|i| (crate::date_text::format(i.due_date), i.days, i.interest.to_string()))
        .collect();
    // 15 February 2026 is a worked-off holiday; the next working day is the 24th.
    assert_eq!(
        rows,
        [
            ("2026-02-24".to_owned(), 40, "427.78".to_owned()),
            ("2026-03-16".to_owned(), 20, "213.89".to_owned()),
            ("2026-04-15".to_owned(), 30, "320.83".to_owned()),
        ]
    );
    assert_eq!(schedule.instalments[2].principal, schedule.principal);
}

#[test]
fn a_bullet_pays_once() {
    let schedule = build(&terms(100_000, 360, 12, RepaymentMethod::Bullet));
    assert_eq!(schedule.instalments.len(), 1);
    assert_eq!(schedule.total_interest().to_string(), "3650.00");
    assert!(schedule.is_provisional());
}

#[test]
fn harvests_share_the_principal_and_maturity_takes_the_rest() {
    let plan = PrincipalPlan::Harvests(vec![
        Harvest { month: 6, weight: 1 },
        Harvest { month: 10, weight: 2 },
    ]);
    let seasonal = Terms { plan: Some(plan), ..terms(30_000, 400, 12, RepaymentMethod::Seasonal) };
    let schedule = build(&seasonal);
    let principal: Vec<String> = schedule
        .instalments
        .iter()
        .filter(|i| i.principal.is_positive())
        .map(|i| i.principal.to_string())
        .collect();
    assert_eq!(principal, ["10000.00", "20000.00"]);
    assert_eq!(schedule.instalments.len(), 9, "nothing is due once the balance is zero");
    let with_principal = Terms { interest_due: InterestDue::WithPrincipal, ..seasonal };
    assert_eq!(build(&with_principal).instalments.len(), 2);
    let planless = Terms { plan: None, ..with_principal };
    assert_eq!(Schedule::build(&planless, &Calendar::china()), Err(ScheduleError::PlanMissing));
}

#[test]
fn grace_defers_principal_and_the_rest_is_level() {
    let grace = vec![Grace { from_number: 1, instalments: 6, kind: GraceKind::InterestOnly }];
    let with_grace =
        Terms { grace, ..by_month(terms(120_000, 600, 18, RepaymentMethod::LevelInstalment)) };
    let schedule = build(&with_grace);
    assert_eq!(schedule.instalments[5].total.to_string(), "600.00");
    assert_eq!(schedule.instalments[6].total.to_string(), "10327.97");
}

#[test]
fn a_capitalised_holiday_adds_interest_to_the_debt() {
    let grace = vec![Grace { from_number: 1, instalments: 1, kind: GraceKind::Capitalised }];
    let holiday =
        Terms { grace, ..by_month(terms(100_000, 1200, 3, RepaymentMethod::EqualPrincipal)) };
    let schedule = build(&holiday);
    assert_eq!(schedule.instalments[0].total, Money::ZERO);
    assert_eq!(schedule.instalments[0].balance_after.to_string(), "101000.00");
    assert_eq!(schedule.instalments[1].principal.to_string(), "50500.00");
}

#[test]
fn fees_are_shown_charged_and_never_taken_from_the_principal() {
    let fee = |amount, when, financed, waived| Fee {
        code: "service".to_owned(),
        amount,
        when,
        payer: Payer::Borrower,
        payee: "bank".to_owned(),
        financed,
        waived,
    };
    let yuan = |yuan| FeeAmount::Fixed(Money::from_yuan(yuan).unwrap());
    let charged = Terms {
        fees: vec![
            fee(yuan(100), FeeWhen::Upfront, false, false),
            fee(yuan(200), FeeWhen::Upfront, true, false),
            fee(
                FeeAmount::OfPrincipal { per_million: 1_000 },
                FeeWhen::EachInstalment,
                false,
                false,
            ),
            fee(yuan(5_000), FeeWhen::AtEnd, false, true),
        ],
        ..terms(10_000, 0, 2, RepaymentMethod::EqualPrincipal)
    };
    let schedule = build(&charged);
    assert_eq!(schedule.principal.to_string(), "10000.00");
    assert_eq!(schedule.instalments[0].total.to_string(), "5110.00");
    assert_eq!(schedule.total_fees().to_string(), "320.00");
    assert_eq!(schedule.total_payment().to_string(), "10320.00");
}

#[test]
fn a_rate_change_solves_the_instalment_again() {
    let change = RateChange {
        from: date("2026-07-15"),
        annual_rate: AnnualRate::from_basis_points(300).unwrap(),
    };
    let changed = Terms {
        rate_changes: vec![change],
        ..by_month(terms(100_000, 600, 12, RepaymentMethod::LevelInstalment))
    };
    let schedule = build(&changed);
    assert_eq!(schedule.instalments[5].total.to_string(), "8606.64");
    assert!(schedule.instalments[6].total < schedule.instalments[5].total);
    assert_eq!(schedule.instalments[6].total, schedule.instalments[10].total);
}

#[test]
fn impossible_terms_name_the_field() {
    let good = terms(10_000, 400, 12, RepaymentMethod::LevelInstalment);
    let yuan = |amount: i64| Money::from_yuan(amount).unwrap();
    let twice = RateChange { from: date("2026-05-01"), annual_rate: AnnualRate::ZERO };
    let part = PlannedPrincipal { on: date("2026-06-01"), amount: yuan(10) };
    let same_day = PrincipalPlan::Dated(vec![part, part]);
    let seasonal = Terms { method: RepaymentMethod::Seasonal, ..good.clone() };
    let fee = |amount: FeeAmount| Fee {
        code: "service".to_owned(),
        amount,
        when: FeeWhen::Upfront,
        payer: Payer::Borrower,
        payee: "bank".to_owned(),
        financed: false,
        waived: false,
    };
    let cases = [
        (Terms { principal: Money::ZERO, ..good.clone() }, "principal"),
        (Terms { principal: Money::from_fen(-5), ..good.clone() }, "principal"),
        (Terms { principal: Money::MAX, ..good.clone() }, "principal"),
        (Terms { first_due: Some(good.start), ..good.clone() }, "first_due"),
        (Terms { first_due: Some(date("2030-01-01")), ..good.clone() }, "first_due"),
        (Terms { repayment_day: Some(32), ..good.clone() }, "repayment_day"),
        (Terms { instalment: Some(Money::from_fen(10)), ..good.clone() }, "instalment"),
        (Terms { instalment: Some(yuan(10_100)), ..good.clone() }, "instalment"),
        (Terms { instalment: Some(Money::from_fen(-1)), ..good.clone() }, "instalment"),
        (Terms { first_due: Some(date("2020-01-01")), ..good.clone() }, "first_due"),
        (Terms { instalment_count: Some(0), ..good.clone() }, "frequency"),
        (Terms { frequency: Frequency::Days(367), ..good.clone() }, "frequency"),
        (Terms { principal: yuan(1_000_000_000_000_000), ..good.clone() }, "principal"),
        (Terms { annual_rate: AnnualRate::MAX, ..good.clone() }, ""),
        (Terms { fees: vec![fee(FeeAmount::Fixed(yuan(10_001)))], ..good.clone() }, "fees"),
        (Terms { fees: vec![fee(FeeAmount::Fixed(yuan(-1)))], ..good.clone() }, "fees"),
        (Terms { rate_changes: vec![twice, twice], ..good.clone() }, "rate_changes"),
        (Terms { plan: Some(same_day), ..seasonal }, "plan"),
        (Terms { start: date("2199-06-01"), ..good.clone() }, ""),
        (
            Terms {
                grace: vec![Grace { from_number: 1, instalments: 12, kind: GraceKind::Deferred }],
                ..good.clone()
            },
            "grace",
        ),
        (
            Terms {
                rate_changes: vec![RateChange { from: good.start, annual_rate: AnnualRate::ZERO }],
                ..good.clone()
            },
            "rate_changes",
        ),
        (Terms { start: date("2201-01-01"), ..good }, "start"),
    ];
    for (terms, field) in cases {
        match Schedule::build(&terms, &Calendar::china()) {
            Err(error) => assert_eq!(error.field(), field, "{error}"),
            Ok(_) => assert_eq!(field, ""),
        }
    }
}

#[test]
fn numbers_that_are_no_rate_or_term_are_refused_before_there_are_terms() {
    assert_eq!(TermMonths::new(7_200), Err(TermMonthsError { months: 7_200 }));
    assert_eq!(TermMonths::new(0), Err(TermMonthsError { months: 0 }));
    assert!(AnnualRate::from_basis_points(1_000_001).is_err());
    assert!("-0.01".parse::<AnnualRate>().is_err());
}

#[test]
fn json_reads_back_and_carries_money_and_dates_as_text() {
    let schedule = build(&terms(100_000, 385, 3, RepaymentMethod::AnyTime));
    let json = serde_json::to_string(&schedule).unwrap();
    assert!(json.contains(r#""due_date":"2026-02-24""#) && json.contains(r#""interest":"427.78""#));
    assert_eq!(serde_json::from_str::<Schedule>(&json).unwrap(), schedule);
}
