//! What an outside party says about a business, checked before it is believed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::facts::{Facts, Metric, Source};

use super::AdapterError;

/// An answer: metric keys and canonical texts, as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsAnswer {
    /// Whether a simulator answered.
    #[serde(default)]
    pub simulator: bool,
    /// Whom it is about.
    pub identity: String,
    /// As of this day.
    #[serde(with = "shared::date_text")]
    pub as_of: NaiveDate,
    /// What is known; what is not known is absent.
    pub data: BTreeMap<String, String>,
}

impl FactsAnswer {
    /// The answer, when it is about `identity` and every value is one this party can vouch for.
    ///
    /// Metrics that this version does not know are ignored: parties add fields.
    pub(super) fn about(self, source: Source, identity: &str) -> Result<Self, AdapterError> {
        if self.identity != identity {
            return Err(AdapterError::Nonsense);
        }
        let mut trial = Facts::new(shared::facts::Segment::default());
        self.record(source, &mut trial).map_err(|_| AdapterError::Nonsense)?;
        Ok(self)
    }

    /// Adds what is known to `facts`, as verified by `source`.
    ///
    /// # Errors
    /// [`AdapterError::Nonsense`] when a value is not one of its metric's, or not this party's.
    pub fn record(&self, source: Source, facts: &mut Facts) -> Result<(), AdapterError> {
        for (key, text) in &self.data {
            let Ok(metric) = key.parse::<Metric>() else { continue };
            if metric.verifier() != source {
                return Err(AdapterError::Nonsense);
            }
            let value = metric.unit().parse(text).map_err(|_| AdapterError::Nonsense)?;
            facts.set(metric, value, source, self.as_of).map_err(|_| AdapterError::Nonsense)?;
        }
        Ok(())
    }
}
