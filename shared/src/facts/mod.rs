//! What is known about a business, each datum with where it comes from and of which day.
//!
//! Start at [`Metric`]: the list of everything that can be known.

mod metric;
mod unit;

pub use metric::{Lever, Metric, Source, UnknownMetric};
pub use unit::{Unit, ValueError, say_money};

use chrono::NaiveDate;
use core::fmt;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// The kind of borrower.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// 小微企业.
    #[default]
    MicroEnterprise,
    /// 个体工商户.
    SoleTrader,
    /// 农户.
    Farmer,
}

/// One known value of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Datum {
    /// In the metric's base unit.
    pub value: i64,
    /// Who says so.
    pub source: Source,
    /// Of which day.
    pub as_of: NaiveDate,
}

/// Everything known about one business. A metric that is not known is absent, never zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The kind of borrower.
    pub segment: Segment,
    /// One place per metric; boxed, for facts are carried around inside larger values.
    data: Box<[Option<Datum>; Metric::COUNT]>,
}

/// A value outside what its metric admits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} cannot be {value}", metric.key())]
pub struct FactOutOfRange {
    /// The metric.
    pub metric: Metric,
    /// The value offered, in base units.
    pub value: i64,
}

impl Facts {
    /// Nothing known yet.
    pub fn new(segment: Segment) -> Self {
        Self { segment, data: Box::new([None; Metric::COUNT]) }
    }

    /// Records `value` (base units) for `metric`, replacing what was known.
    ///
    /// # Errors
    /// [`FactOutOfRange`] when the metric does not admit the value.
    pub fn set(
        &mut self,
        metric: Metric,
        value: i64,
        source: Source,
        as_of: NaiveDate,
    ) -> Result<(), FactOutOfRange> {
        if !metric.admits(value) {
            return Err(FactOutOfRange { metric, value });
        }
        if let Some(slot) = self.data.get_mut(metric.index()) {
            *slot = Some(Datum { value, source, as_of });
        }
        Ok(())
    }

    /// The datum held for `metric`.
    pub fn datum(&self, metric: Metric) -> Option<Datum> {
        self.data.get(metric.index()).copied().flatten()
    }

    /// The value held for `metric`, in base units.
    pub fn value(&self, metric: Metric) -> Option<i64> {
        self.datum(metric).map(|datum| datum.value)
    }

    /// Every known datum, in the order of [`Metric::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Metric, Datum)> + '_ {
        Metric::ALL.iter().filter_map(|metric| self.datum(*metric).map(|datum| (*metric, datum)))
    }

    /// A copy in which `metric` has another value; unchanged when the metric does not admit it.
    #[must_use]
    pub fn with(&self, metric: Metric, value: i64, on: NaiveDate) -> Self {
        let mut changed = self.clone();
        let source = self.datum(metric).map_or(Source::Declared, |datum| datum.source);
        // A value out of range leaves the copy as it was, which no search mistakes for a change.
        let _ = changed.set(metric, value, source, on);
        changed
    }

    /// Where what was declared and what was verified differ, in the order of [`Metric::ALL`].
    pub fn differences(declared: &Self, verified: &Self) -> Vec<Difference> {
        declared
            .iter()
            .filter_map(|(metric, said)| {
                let found = verified.datum(metric)?;
                (found.value != said.value && found.source != Source::Declared)
                    .then(|| Difference::new(metric, said.value, found))
            })
            .collect()
    }
}

/// One metric that turned out otherwise than declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    /// Which metric.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// Canonical text of what was declared.
    pub declared: String,
    /// Canonical text of what was verified.
    pub verified: String,
    /// Who verified it.
    pub source: Source,
}

impl Difference {
    fn new(metric: Metric, declared: i64, found: Datum) -> Self {
        Self {
            metric,
            declared: metric.unit().text(declared),
            verified: metric.unit().text(found.value),
            source: found.source,
        }
    }
}

/// A datum as it is written: `{"value":"1200000.00","source":"declared","as_of":"2026-10-20"}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDatum<'a> {
    #[serde(with = "crate::date_text")]
    as_of: NaiveDate,
    source: Source,
    #[serde(borrow)]
    value: Cow<'a, str>,
}

struct WrittenData<'a>(&'a Facts);

impl Serialize for WrittenData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (metric, datum) in self.0.iter() {
            let value = metric.unit().text(datum.value).into();
            map.serialize_entry(
                metric.key(),
                &WrittenDatum { value, source: datum.source, as_of: datum.as_of },
            )?;
        }
        map.end()
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("data", &WrittenData(self))?;
        map.serialize_entry("segment", &self.segment)?;
        map.end()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFacts {
    segment: Segment,
    /// Of no particular segment yet.
    #[serde(deserialize_with = "read_data")]
    data: Facts,
}

fn read_data<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Facts, D::Error> {
    deserializer.deserialize_map(DataVisitor)
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Facts;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Facts, A::Error> {
        let mut facts = Facts::new(Segment::default());
        while let Some((metric, datum)) = map.next_entry::<Metric, WrittenDatum<'_>>()? {
            let value = metric.unit().parse(&datum.value).map_err(A::Error::custom)?;
            facts.set(metric, value, datum.source, datum.as_of).map_err(A::Error::custom)?;
        }
        Ok(facts)
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let WrittenFacts { segment, data } = WrittenFacts::deserialize(deserializer)?;
        Ok(Self { segment, ..data })
    }
}

#[cfg(feature = "openapi")]
mod schema {
    use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Schema, Type};
    use utoipa::openapi::{RefOr, schema::SchemaType};

    impl utoipa::ToSchema for super::Facts {
        fn name() -> std::borrow::Cow<'static, str> {
            "Facts".into()
        }
    }

    impl utoipa::PartialSchema for super::Facts {
        fn schema() -> RefOr<Schema> {
            let text = || ObjectBuilder::new().schema_type(SchemaType::Type(Type::String)).build();
            let datum = ObjectBuilder::new()
                .property("value", text())
                .property("source", text())
                .property("as_of", text())
                .required("value")
                .required("source")
                .required("as_of")
                .build();
            let data = ObjectBuilder::new()
                .additional_properties(Some(AdditionalProperties::from(Schema::from(datum))))
                .build();
            ObjectBuilder::new()
                .property("segment", text())
                .property("data", data)
                .required("segment")
                .required("data")
                .into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    #[test]
    fn facts_read_back_from_their_own_json() {
        let mut facts = Facts::new(Segment::Farmer);
        facts.set(Metric::AnnualSales, 120_000_000, Source::Declared, day()).unwrap();
        facts.set(Metric::TaxGrade, 4, Source::Tax, day()).unwrap();
        let json = serde_json::to_string(&facts).unwrap();
        assert!(
            json.contains(r#""tax_grade":{"as_of":"2026-11-21","source":"tax","value":"A"}"#),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), facts);
    }

    #[test]
    fn unknown_metrics_and_impossible_values_are_refused() {
        let with = |data: &str| format!(r#"{{"segment":"farmer","data":{{{data}}}}}"#);
        let read = |data: &str| serde_json::from_str::<Facts>(&with(data)).unwrap_err().to_string();
        let datum = |value: &str| {
            format!(r#"{{"value":"{value}","source":"declared","as_of":"2026-11-21"}}"#)
        };
        assert!(
            read(&format!(r#""turnover":{}"#, datum("1")))
                .contains("no metric is called `turnover`")
        );
        assert!(read(&format!(r#""existing_debt":{}"#, datum("-1.00"))).contains("existing_debt"));
        assert!(read(&format!(r#""tax_grade":{}"#, datum("E"))).contains("one of D, C, M, B, A"));
    }

    #[test]
    fn a_difference_is_reported_only_where_a_verifier_found_otherwise() {
        let mut declared = Facts::new(Segment::MicroEnterprise);
        declared.set(Metric::AnnualSales, 120_000_000, Source::Declared, day()).unwrap();
        declared.set(Metric::ExistingDebt, 0, Source::Declared, day()).unwrap();
        let mut verified = declared.clone();
        verified.set(Metric::AnnualSales, 90_000_000, Source::Tax, day()).unwrap();
        let found = Facts::differences(&declared, &verified);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].declared.as_str(), found[0].verified.as_str()),
            ("1200000.00", "900000.00")
        );
    }
}
