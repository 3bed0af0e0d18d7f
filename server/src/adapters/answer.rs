//! What an outside party says about a business, checked before it is believed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::facts::{Facts, Metric, Segment, Source};
use shared::invoices::{self, Invoice};
use shared::signatory::NamedPerson;

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
    /// The invoices themselves, where the invoice platform lists them: its figures are then worked out
    /// from them, and what `data` says about invoices is passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invoices: Vec<Invoice>,
    /// Who acts for the business: its legal representative or operator, as the business registry names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatory: Option<NamedPerson>,
}

impl FactsAnswer {
    /// The answer, when it is about `identity` and every value is one this party can vouch for.
    ///
    /// Metrics that this version does not know are ignored: parties add fields.
    pub(super) fn about(self, source: Source, identity: &str) -> Result<Self, AdapterError> {
        if self.identity != identity {
            return Err(AdapterError::OtherIdentity);
        }
        if self.signatory.is_some() && source != Source::Registry {
            return Err(AdapterError::Nonsense);
        }
        self.record(source, &mut Facts::new(Segment::default()))?;
        Ok(self)
    }

    /// Adds what is known to `facts`, as verified by `source`.
    ///
    /// # Errors
    /// [`AdapterError::Nonsense`] when a value is not one of its metric's, or not this party's.
    pub fn record(&self, source: Source, facts: &mut Facts) -> Result<(), AdapterError> {
        for (metric, value) in self.values(source)? {
            facts.set(metric, value, source, self.as_of).map_err(|_| AdapterError::Nonsense)?;
        }
        Ok(())
    }

    fn values(&self, source: Source) -> Result<Vec<(Metric, i64)>, AdapterError> {
        let mut values = Vec::new();
        for (key, text) in &self.data {
            let Ok(metric) = key.parse::<Metric>() else { continue };
            if metric.verifier() != source {
                return Err(AdapterError::Nonsense);
            }
            let value = metric.unit().parse(text).map_err(|_| AdapterError::Nonsense)?;
            values.push((metric, value));
        }
        if self.invoices.is_empty() {
            return Ok(values);
        }
        if source != Source::Invoices {
            return Err(AdapterError::Nonsense);
        }
        invoices::figures(&self.invoices, self.as_of).map_err(|_| AdapterError::Nonsense)
    }
}
