//! Internal rates of return.

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::Criterion;
use shared::annualised::{DatedFlow, dated_rate, periodic_rate};

/// 1,000,000 received, 360 exact instalments at 4.9 %.
pub(crate) fn flows() -> Vec<f64> {
    let mut flows = vec![1_000_000.0];
    flows.extend([-5_307.267_206_228_11; 360]);
    flows
}

/// The same on the days they fall.
fn dates() -> Vec<NaiveDate> {
    let start = NaiveDate::from_ymd_opt(2026, 1, 15).unwrap();
    (0..=360_i32).map(|month| shared::calendar::add_months(start, month).unwrap()).collect()
}

/// The simplest thing that could work: Newton from 1 % without bracket or checks.
fn bare_newton(flows: &[f64]) -> f64 {
    let mut rate = 0.01;
    for _ in 0..50 {
        let discount = 1.0 / (1.0 + rate);
        let (mut value, mut slope) = (0.0, 0.0);
        for flow in flows.iter().rev() {
            slope = slope * discount + value;
            value = value * discount + flow;
        }
        let next = rate + value / (slope * discount * discount);
        if (next - rate).abs() < 1e-15 {
            return next;
        }
        rate = next;
    }
    rate
}

pub(crate) fn measure(criterion: &mut Criterion) {
    let flows = flows();
    let found = periodic_rate(&flows).unwrap() * 12.0;
    assert!((found - 0.049).abs() < 1e-10, "{found}");
    let mut group = criterion.benchmark_group("irr_361");
    group.bench_function("puhui", |bench| bench.iter(|| periodic_rate(black_box(&flows))));
    group.bench_function("bare_newton", |bench| bench.iter(|| bare_newton(black_box(&flows))));
    group.bench_function("rust_finprim_f64", |bench| {
        bench.iter(|| rust_finprim::rate::irr(black_box(&flows), Some(0.01), None, None));
    });
    group.bench_function("financial", |bench| {
        bench.iter(|| financial::irr(black_box(&flows), None));
    });
    group.finish();
    let dates = dates();
    let origin = dates[0];
    let dated: Vec<DatedFlow> = dates
        .iter()
        .zip(&flows)
        .map(|(on, amount)| {
            let day = i32::try_from((*on - origin).num_days()).unwrap();
            DatedFlow { day, amount: *amount }
        })
        .collect();
    let payments: Vec<xirr::Payment<NaiveDate>> = dates
        .iter()
        .zip(&flows)
        .map(|(date, amount)| xirr::Payment { date: *date, amount: *amount })
        .collect();
    let (ours, theirs) = (dated_rate(&dated, 365).unwrap(), xirr::compute(&payments).unwrap());
    assert!((ours - theirs).abs() < 1e-9, "{ours} {theirs}");
    let mut group = criterion.benchmark_group("xirr_361");
    group.bench_function("puhui", |bench| bench.iter(|| dated_rate(black_box(&dated), 365)));
    group.bench_function("xirr", |bench| bench.iter(|| xirr::compute(black_box(&payments))));
    group.finish();
    assert!(origin.checked_add_days(Days::new(1)).is_some());
}
