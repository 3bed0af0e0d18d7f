//! How often a schedule allocates.

use std::alloc::System;
use std::hint::black_box;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use benchmarks::loans::{quote_loan, reference_loan};
use shared::calendar::Calendar;
use shared::schedule::Schedule;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

pub(crate) fn report() {
    let calendar = Calendar::china();
    for (name, terms) in
        [("360 level instalments", reference_loan()), ("12 instalments by days", quote_loan())]
    {
        let region = Region::new(ALLOCATOR);
        let schedule = black_box(Schedule::build(&terms, &calendar));
        let change = region.change();
        drop(schedule);
        println!("{name}: {} allocations, {} bytes", change.allocations, change.bytes_allocated);
    }
}
