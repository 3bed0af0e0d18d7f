//! A vector's fields, read strictly.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use shared::day_count::DayCount;
use shared::money::Money;
use shared::rate::AnnualRate;

/// What became of a vector that did not fail.
pub(crate) enum Outcome {
    /// Every expected figure was computed and met.
    Passed,
    /// FINANCE.md says why it does not apply.
    NotApplicable(String),
}

/// One vector.
pub(crate) struct Vector {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) document_only: bool,
    pub(crate) modes: Vec<String>,
    pub(crate) inputs: Fields,
    pub(crate) expected: Fields,
    pub(crate) tolerance: Fields,
}

/// A JSON object.
#[derive(Clone, Default)]
pub(crate) struct Fields(pub(crate) Map<String, Value>);

impl Vector {
    pub(crate) fn new(value: &Value, kind: &str) -> Self {
        let fields = |name: &str| {
            Fields(value.get(name).and_then(Value::as_object).cloned().unwrap_or_default())
        };
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let modes = value.get("modes").and_then(Value::as_array).cloned().unwrap_or_default();
        Self {
            id: text("id").unwrap_or_else(|| "without id".to_owned()),
            title: text("title").unwrap_or_default(),
            kind: text("kind").unwrap_or_else(|| kind.to_owned()),
            document_only: text("use").as_deref() == Some("document"),
            modes: modes.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            inputs: fields("inputs"),
            expected: fields("expected"),
            tolerance: fields("tolerance"),
        }
    }

    pub(crate) fn has_mode(&self, mode: &str) -> bool {
        self.modes.iter().any(|own| own == mode)
    }
}

impl Fields {
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn value(&self, name: &str) -> Result<&Value, String> {
        self.0.get(name).ok_or_else(|| format!("`{name}` is missing"))
    }

    /// The text of a string or number.
    pub(crate) fn text(&self, name: &str) -> Result<String, String> {
        text_of(self.value(name)?).ok_or_else(|| format!("`{name}` is neither text nor number"))
    }

    pub(crate) fn text_or(&self, name: &str, otherwise: &str) -> String {
        self.text(name).unwrap_or_else(|_| otherwise.to_owned())
    }

    pub(crate) fn decimal(&self, name: &str) -> Result<Decimal, String> {
        decimal(&self.text(name)?)
    }

    pub(crate) fn decimal_or_zero(&self, name: &str) -> Result<Decimal, String> {
        if self.has(name) { self.decimal(name) } else { Ok(Decimal::ZERO) }
    }

    pub(crate) fn whole(&self, name: &str) -> Result<i64, String> {
        let text = self.text(name)?;
        text.parse().map_err(|_| format!("`{name}` is no whole number: {text}"))
    }

    pub(crate) fn date(&self, name: &str) -> Result<NaiveDate, String> {
        date(&self.text(name)?)
    }

    pub(crate) fn list(&self, name: &str) -> Result<&Vec<Value>, String> {
        self.value(name)?.as_array().ok_or_else(|| format!("`{name}` is no list"))
    }

    pub(crate) fn objects(&self, name: &str) -> Result<Vec<Self>, String> {
        self.list(name)?
            .iter()
            .map(|value| value.as_object().cloned().map(Self))
            .collect::<Option<_>>()
            .ok_or_else(|| format!("`{name}` is no list of objects"))
    }

    pub(crate) fn object(&self, name: &str) -> Result<Self, String> {
        let object = self.value(name)?.as_object().cloned();
        object.map(Self).ok_or_else(|| format!("`{name}` is no object"))
    }

    pub(crate) fn money(&self, name: &str) -> Result<Money, String> {
        money(self.decimal(name)?)
    }

    /// A rate given in percent.
    pub(crate) fn percent(&self, name: &str) -> Result<AnnualRate, String> {
        rate(self.decimal(name)? / Decimal::ONE_HUNDRED)
    }
}

pub(crate) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A decimal, or a quotient of two.
pub(crate) fn decimal(text: &str) -> Result<Decimal, String> {
    let plain = |part: &str| {
        let part = part.trim();
        part.parse::<Decimal>()
            .or_else(|_| Decimal::from_scientific(part))
            .map_err(|_| format!("`{text}` is no decimal"))
    };
    match text.split_once('/') {
        None => plain(text),
        Some((top, bottom)) => {
            plain(top)?.checked_div(plain(bottom)?).ok_or_else(|| format!("`{text}` has no value"))
        }
    }
}

/// A quotient of whole numbers.
pub(crate) fn fraction(text: &str) -> Result<(u32, u32), String> {
    let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
    match (top.trim().parse(), bottom.trim().parse()) {
        (Ok(top), Ok(bottom)) => Ok((top, bottom)),
        _ => Err(format!("`{text}` is no fraction")),
    }
}

pub(crate) fn date(text: &str) -> Result<NaiveDate, String> {
    shared::date_text::parse(text).ok_or_else(|| format!("`{text}` is no date"))
}

pub(crate) fn money(yuan: Decimal) -> Result<Money, String> {
    let fen = (yuan * Decimal::ONE_HUNDRED).normalize();
    if fen.scale() > 0 {
        return Err(format!("{yuan} has parts of a fen"));
    }
    i64::try_from(fen.mantissa()).map(Money::from_fen).map_err(|error| error.to_string())
}

/// The rate of a fraction, to its ten decimals.
pub(crate) fn rate(fraction: Decimal) -> Result<AnnualRate, String> {
    let units = rounded(fraction * Decimal::from(AnnualRate::SCALE), 0);
    let units = i64::try_from(units.mantissa()).map_err(|error| error.to_string())?;
    AnnualRate::from_units(units).map_err(|error| error.to_string())
}

/// Half-up to so many decimals.
pub(crate) fn rounded(value: Decimal, decimals: u32) -> Decimal {
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    value.round_dp_with_strategy(decimals, strategy)
}

pub(crate) fn float(value: Decimal) -> f64 {
    rust_decimal::prelude::ToPrimitive::to_f64(&value).unwrap_or(f64::NAN)
}

pub(crate) fn convention(name: &str) -> Result<DayCount, String> {
    let known = match name.split(';').next().unwrap_or_default().trim() {
        "ACT/360" => DayCount::Act360,
        "ACT/365" | "ACT/365F" => DayCount::Act365Fixed,
        "ACT/365.25" => DayCount::Act36525,
        "ACT/364" => DayCount::Act364,
        "NL/365" => DayCount::Nl365,
        "ACT/ACT ISDA" | "ACT/ACT" => DayCount::ActActIsda,
        "ACT/ACT_FINERACT" => DayCount::ActActDecember31,
        "30/360" | "30/360 BOND_BASIS" => DayCount::Thirty360BondBasis,
        "30U/360" | "30/360 US" => DayCount::Thirty360Us,
        "30E/360" => DayCount::Thirty360European,
        "30E/360 ISDA" => DayCount::Thirty360Isda,
        "30E+/360" => DayCount::Thirty360EuropeanPlus,
        other => return Err(format!("day count `{other}` is not known")),
    };
    Ok(known)
}

/// Passes when `computed` is within `tolerance` of `expected`.
pub(crate) fn near(
    what: &str,
    computed: Decimal,
    expected: Decimal,
    tolerance: Decimal,
) -> Result<(), String> {
    if (computed - expected).abs() <= tolerance {
        return Ok(());
    }
    Err(format!("{what} is {computed}, published {expected}"))
}

/// Passes when two values are equal.
pub(crate) fn same<T: PartialEq + core::fmt::Debug>(
    what: &str,
    computed: &T,
    expected: &T,
) -> Result<(), String> {
    if computed == expected {
        return Ok(());
    }
    Err(format!("{what} is {computed:?}, published {expected:?}"))
}

/// The leading number of a tolerance such as `"0.005 (published to cents)"`.
pub(crate) fn tolerance(vector: &Vector, name: &str) -> Result<Decimal, String> {
    if !vector.tolerance.has(name) {
        return Ok(Decimal::ZERO);
    }
    let text = vector.tolerance.text(name)?;
    decimal(text.split_whitespace().next().unwrap_or("0"))
}
