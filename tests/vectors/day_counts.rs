//! Day counts.

use rust_decimal::Decimal;

use crate::reading::{Outcome, Vector, convention, near, tolerance};

pub(crate) fn check(vector: &Vector) -> Result<Outcome, String> {
    let inputs = &vector.inputs;
    let day_count = convention(&inputs.text("convention")?)?;
    let (start, end) = (inputs.date("start")?, inputs.date("end")?);
    let termination = inputs.date("termination_date").ok();
    for name in vector.expected.0.keys() {
        let expected = vector.expected.decimal(name)?;
        let (computed, allowed) = match name.as_str() {
            "days" => {
                let days = day_count.days_to_maturity(start, end, termination);
                (Decimal::from(days), tolerance(vector, "days")?)
            }
            "year_fraction" => {
                let time = day_count.fraction_to_maturity(start, end, termination);
                let quotient = Decimal::from(time.numerator()) / Decimal::from(time.denominator());
                (quotient, tolerance(vector, "year_fraction")?)
            }
            other => return Err(format!("expectation `{other}` is not known")),
        };
        near(name, computed, expected, allowed)?;
    }
    Ok(Outcome::Passed)
}
