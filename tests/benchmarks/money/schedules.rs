//! An exact schedule against decimal and float ones.

use std::hint::black_box;

use benchmarks::loans::{quote_loan, reference_loan};
use criterion::Criterion;
use rust_decimal::Decimal;
use rust_finprim::RoundingMode;
use rust_finprim::amort_dep_tax::amort_schedule;
use rust_finprim::tvm::pmt;
use shared::calendar::Calendar;
use shared::schedule::Schedule;

/// A row of the float loop; as much as a screen shows.
struct Row {
    principal: f64,
    interest: f64,
    balance: f64,
}

fn to_cents(value: f64) -> f64 {
    (value * 100.0 + 0.5).floor() / 100.0
}

/// The schedule people write first: floats, rounded to cents at every row.
fn rounded_floats(principal: f64, annual_rate: f64, periods: i32) -> Vec<Row> {
    let rate = annual_rate / 12.0;
    let grown = (1.0 + rate).powi(periods);
    let instalment = to_cents(principal * rate * grown / (grown - 1.0));
    let mut balance = principal;
    let mut rows = Vec::with_capacity(usize::try_from(periods).unwrap());
    for period in 1..=periods {
        let interest = to_cents(balance * rate);
        let repaid = if period == periods { balance } else { instalment - interest };
        balance = to_cents(balance - repaid);
        rows.push(Row { principal: repaid, interest, balance });
    }
    rows
}

pub(crate) fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("level_360");
    let (terms, calendar) = (reference_loan(), Calendar::every_day());
    let schedule = Schedule::build(&terms, &calendar).unwrap();
    assert_eq!(schedule.total_interest().to_string(), "910615.12");
    group.bench_function("puhui", |bench| {
        bench.iter(|| black_box(Schedule::build(black_box(&terms), &calendar)));
    });
    group.bench_function("float_loop", |bench| {
        bench.iter(|| {
            let rows = rounded_floats(black_box(1_000_000.0), black_box(0.049), 360);
            black_box(
                rows.iter().map(|row| row.principal + row.interest + row.balance).sum::<f64>(),
            )
        });
    });
    let (principal, rate) = (Decimal::from(1_000_000), Decimal::new(49, 3) / Decimal::from(12));
    let rounding = Some((2, RoundingMode::HalfAwayFromZero, Decimal::ZERO));
    group.bench_function("rust_finprim_decimal", |bench| {
        bench.iter(|| {
            let instalment = pmt(black_box(rate), Decimal::from(360), principal, None, None);
            black_box(amort_schedule(rate, 360, principal, instalment.round_dp(2), rounding))
        });
    });
    group.bench_function("rust_finprim_f64", |bench| {
        bench.iter(|| {
            let instalment = pmt(black_box(0.049 / 12.0), 360.0, 1_000_000.0, None, None);
            let rounding = Some((2, RoundingMode::HalfAwayFromZero, 0.0));
            black_box(amort_schedule(0.049 / 12.0, 360, 1_000_000.0, instalment, rounding))
        });
    });
    group.finish();
    let mut group = criterion.benchmark_group("quote_12");
    let (terms, calendar) = (quote_loan(), Calendar::china());
    group.bench_function("puhui", |bench| {
        bench.iter(|| black_box(Schedule::build(black_box(&terms), &calendar)));
    });
    group.finish();
}
