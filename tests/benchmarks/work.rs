//! Work that is the same natively and in WASM.

use std::hint::black_box;

use shared::annualised::{AnnualisedMethod, of_schedule};
use shared::calendar::Calendar;
use shared::schedule::Schedule;

use crate::loans::{quote_loan, reference_loan};

/// How many rounds one piece of work has.
const ROUNDS: u32 = 100;

/// Plans and prices both loans a hundred times: long schedules, short ones by days on China's
/// calendar, and their annualised costs.
///
/// # Panics
/// When a loan has no schedule or no cost.
pub fn plan_and_price() {
    let calendar = Calendar::china();
    let loans = [reference_loan(), quote_loan()];
    for _ in 0..ROUNDS {
        for terms in &loans {
            let schedule = Schedule::build(black_box(terms), &calendar).ok();
            let schedule = schedule.as_ref().filter(|schedule| !schedule.instalments.is_empty());
            let cost = schedule.map(|s| of_schedule(terms, s, AnnualisedMethod::Irr).is_ok());
            assert_eq!(black_box(cost), Some(true));
        }
    }
}
