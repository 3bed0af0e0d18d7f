//! One day's interest for every active loan of a national bank.

use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;
use shared::day_count::DayCount;
use shared::interest::interest_for_days;
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::rounding::Rounding;

const LOANS: usize = 3_000_000;

/// What one day needs of a loan.
struct Active {
    balance: Money,
    annual_rate: AnnualRate,
    accrued: Money,
}

pub(crate) fn measure(criterion: &mut Criterion) {
    let mut loans: Vec<Active> = (0..LOANS)
        .map(|index| {
            let index = i64::try_from(index).unwrap();
            Active {
                balance: Money::from_fen(1_000_000 + index * 37 % 90_000_000),
                annual_rate: AnnualRate::from_basis_points(300 + index % 300).unwrap(),
                accrued: Money::ZERO,
            }
        })
        .collect();
    let mut group = criterion.benchmark_group("accrue_3_million");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    group.bench_function("puhui", |bench| {
        bench.iter(|| {
            for loan in &mut loans {
                let day = interest_for_days(
                    loan.balance,
                    loan.annual_rate,
                    1,
                    DayCount::Act360,
                    Rounding::HalfUp,
                );
                loan.accrued = day.and_then(|day| loan.accrued.checked_add(day)).unwrap();
            }
            black_box(loans.last().map(|loan| loan.accrued))
        });
    });
    group.finish();
}
