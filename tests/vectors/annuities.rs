//! Time value of money.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;
use shared::tvm::{Annuity, Falls, TvmError, net_present_value};

use crate::reading::{Outcome, Vector, decimal, near, text_of, tolerance};

pub(crate) fn check(vector: &Vector) -> Result<Outcome, String> {
    let computed = compute(vector)?;
    let expected = vector.expected.decimal("value")?;
    let allowed = if vector.tolerance.has("relative") {
        tolerance(vector, "relative")? * expected.abs()
    } else {
        tolerance(vector, "absolute")?
    };
    near(&vector.inputs.text("function")?, computed, expected, allowed)?;
    Ok(Outcome::Passed)
}

fn compute(vector: &Vector) -> Result<Decimal, String> {
    let inputs = &vector.inputs;
    let said = |error: TvmError| error.to_string();
    let number = |name: &str| {
        u32::try_from(inputs.whole(name)?).map_err(|error| format!("`{name}`: {error}"))
    };
    let annuity = Annuity {
        rate: inputs.decimal_or_zero("rate")?,
        periods: if inputs.has("nper") { number("nper")? } else { 0 },
        payment: inputs.decimal_or_zero("pmt")?,
        present: inputs.decimal_or_zero("pv")?,
        future: inputs.decimal_or_zero("fv")?,
        falls: if inputs.text_or("type", "0") == "1" { Falls::AtBeginning } else { Falls::AtEnd },
    };
    let float =
        |value: f64| Decimal::from_f64(value).ok_or_else(|| format!("{value} is no number"));
    let function = inputs.text("function")?;
    match function.as_str() {
        "PMT" => annuity.solve_payment().map_err(said),
        "PV" => annuity.solve_present().map_err(said),
        "FV" => annuity.solve_future().map_err(said),
        "NPER" => float(annuity.solve_periods().map_err(said)?),
        "RATE" => float(annuity.solve_rate().map_err(said)?),
        "IPMT" => annuity.interest_part(number("per")?).map_err(said),
        "PPMT" => annuity.principal_part(number("per")?).map_err(said),
        "CUMIPMT" | "CUMPRINC" => {
            let mut sum = Decimal::ZERO;
            for period in number("start")?..=number("end")? {
                sum += if function == "CUMIPMT" {
                    annuity.interest_part(period).map_err(said)?
                } else {
                    annuity.principal_part(period).map_err(said)?
                };
            }
            Ok(sum)
        }
        // Interest of an equal-principal loan in one period, as spreadsheets define it.
        "ISPMT" => {
            let periods = Decimal::from(annuity.periods);
            let left = Decimal::ONE - inputs.decimal("per")? / periods;
            Ok(-annuity.present * annuity.rate * left)
        }
        "NPV_T0" | "NPV_EXCEL" => {
            let flows: Vec<Decimal> = inputs
                .list("values")?
                .iter()
                .map(|value| decimal(&text_of(value).unwrap_or_default()))
                .collect::<Result<_, _>>()?;
            let delay = u32::from(function == "NPV_EXCEL");
            net_present_value(annuity.rate, &flows, delay).map_err(said)
        }
        other => Err(format!("function `{other}` is not known")),
    }
}
