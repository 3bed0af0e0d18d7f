//! `puhui decide`: businesses through the products of a catalogue.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use comfy_table::Table;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::catalogue::files::{self, FileProblem};
use shared::catalogue::{Catalogue, Product};
use shared::date_text;
use shared::decision::{Answer, Decision, DecisionRequest, Reason, decide};
use shared::facts::{Facts, Metric, Segment, say_money};
use shared::language::Language;
use shared::money::Money;
use shared::quote::Need;
use shared::rate::AnnualRate;

use super::batch::{Batch, BatchError, Outcome};
use super::csv_lines::CsvLines;
use super::format::Format;
use super::question::Question;
use super::refusal::Refusal;
use super::table::headed;
use crate::catalogue::{self, CatalogueError};
use crate::clock::{Clock as _, SystemClock};

/// What `puhui decide` can be told.
#[derive(Clone, Debug, Args)]
pub struct Decide {
    #[command(flatten)]
    batch: Batch,
    /// The folder of catalogue files; the sample catalogue when left out.
    #[arg(long)]
    catalogue: Option<PathBuf>,
    /// The day of the decisions, where a line names none; today when left out.
    #[arg(long, value_parser = day)]
    on: Option<NaiveDate>,
    /// The input is CSV: a first record of column names, then a business a record. Assumed of files
    /// whose names end in .csv.
    #[arg(long)]
    csv: bool,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    date_text::parse(text).ok_or_else(|| "write a day such as 2026-11-21".to_owned())
}

/// Why decisions cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// The catalogue in the folder cannot be used.
    #[error("the catalogue cannot be used")]
    Catalogue(#[from] CatalogueError),
    /// The sample catalogue does not pass its own checks.
    #[error("the sample catalogue is wrong: {0:?}")]
    Sample(Vec<FileProblem>),
}

/// What all businesses of a batch are decided from.
#[derive(Debug)]
pub struct Basis {
    catalogue: Catalogue,
    on: NaiveDate,
}

impl Decide {
    /// Reads the catalogue and fixes the day.
    ///
    /// # Errors
    /// [`DecideError`].
    pub fn basis(&self) -> Result<Basis, DecideError> {
        let catalogue = match &self.catalogue {
            Some(folder) => catalogue::read(folder)?,
            None => files::sample().map_err(DecideError::Sample)?,
        };
        let on = self.on.unwrap_or_else(|| SystemClock.now().date_in_china());
        Ok(Basis { catalogue, on })
    }

    /// Decides every line; see [`Batch::run`].
    ///
    /// # Errors
    /// [`BatchError`].
    pub fn run(&self, basis: &Basis) -> Result<Outcome, BatchError> {
        let named_csv = |file: &Path| file.extension().is_some_and(|extension| extension == "csv");
        if !self.csv && !self.batch.file().is_some_and(named_csv) {
            return self.batch.run::<Case>(basis);
        }
        // The lines made of a CSV are not as long as its own: how far it is cannot be told in bytes.
        let (source, _) = self.batch.open()?;
        self.batch.run_over::<Case>(Box::new(CsvLines::of(source)), None, basis)
    }
}

/// A line that asks for decisions about one business.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// Edition of the line.
    #[serde(default)]
    pub format: Format,
    /// Whatever the asker recognises the answer by.
    #[serde(default)]
    pub id: Option<Value>,
    /// The kind of borrower.
    pub segment: Segment,
    /// The one product asked about; every product of the segment when left out.
    #[serde(default)]
    pub product: Option<String>,
    /// How much, for how long.
    pub need: Need,
    /// What was verified, by metric key, as canonical text. What is not known is left out.
    pub facts: BTreeMap<String, String>,
    /// The day of the facts; the day of the decision when left out.
    #[serde(default, with = "date_text::optional")]
    pub as_of: Option<NaiveDate>,
    /// The day of the decision; that of the batch when left out.
    #[serde(default, with = "date_text::optional")]
    pub on: Option<NaiveDate>,
}

/// Decisions about one business.
#[derive(Debug, Serialize)]
pub struct Decided {
    /// One for each product asked about, in the order of the catalogue.
    pub decisions: Vec<ProductDecision>,
}

/// What one product answers.
#[derive(Debug, Serialize)]
pub struct ProductDecision {
    /// Product.
    pub product_id: String,
    /// `approve`, `counter_offer`, `refer` or `decline`.
    pub answer: &'static str,
    /// The limit offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Money>,
    /// The rate offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annual_rate: Option<AnnualRate>,
    /// Why; empty for an approval as asked.
    pub reasons: Vec<Reason>,
}

impl Case {
    fn verified(&self, on: NaiveDate) -> Result<Facts, Refusal> {
        let as_of = self.as_of.unwrap_or(on);
        let mut facts = Facts::new(self.segment);
        for (key, text) in &self.facts {
            let field = || format!("facts.{key}");
            let metric: Metric = key.parse().map_err(|error| Refusal::of(field(), &error))?;
            let value = metric.unit().parse(text).map_err(|error| Refusal::of(field(), &error))?;
            facts
                .set(metric, value, metric.verifier(), as_of)
                .map_err(|error| Refusal::of(field(), &error))?;
        }
        Ok(facts)
    }

    fn products<'a>(&self, catalogue: &'a Catalogue) -> Result<Vec<&'a Product>, Refusal> {
        if let Some(id) = &self.product {
            let unknown = || Refusal::new("product", format!("no product is called `{id}`"));
            return catalogue.product(id).map(|product| vec![product]).ok_or_else(unknown);
        }
        let products = catalogue.products().iter();
        Ok(products.filter(|product| product.segments.contains(&self.segment)).collect())
    }
}

impl Question for Case {
    type Answer = Decided;
    type Basis = Basis;

    fn id(&self) -> Option<&Value> {
        self.id.as_ref()
    }

    fn answer(&self, basis: &Basis) -> Result<Decided, Refusal> {
        let on = self.on.unwrap_or(basis.on);
        if !self.need.amount.is_positive() {
            return Err(Refusal::new("need.amount", "ask for an amount above zero"));
        }
        let verified = self.verified(on)?;
        let decided = |product: &Product| {
            let request = DecisionRequest {
                declared: &verified,
                need: &self.need,
                on,
                product_id: &product.id,
                verified: &verified,
            };
            decide(&basis.catalogue, &request)
                .map(|decision| told(&product.id, decision))
                .map_err(|error| Refusal::of("", &error))
        };
        let products = self.products(&basis.catalogue)?;
        let decisions = products.into_iter().map(decided).collect::<Result<_, _>>()?;
        Ok(Decided { decisions })
    }

    fn tables(answer: &Decided, language: Language) -> Vec<Table> {
        let headings = [
            ("产品", "Product"),
            ("结果", "Answer"),
            ("额度", "Limit"),
            ("年利率", "Annual rate"),
            ("原因", "Reasons"),
        ];
        let mut table = headed(&headings, language);
        for decision in &answer.decisions {
            let reasons: Vec<&str> =
                decision.reasons.iter().map(|reason| reason.text.text(language)).collect();
            table.add_row([
                decision.product_id.clone(),
                decision.answer.to_owned(),
                decision.limit.map_or_else(String::new, |limit| say_money(limit, language)),
                decision
                    .annual_rate
                    .map_or_else(String::new, |rate| format!("{} %", rate.percent_text())),
                reasons.join("\n"),
            ]);
        }
        vec![table]
    }
}

fn told(product_id: &str, decision: Decision) -> ProductDecision {
    let (answer, offer) = match decision.answer {
        Answer::Approve(offer) => ("approve", Some(offer)),
        Answer::CounterOffer(offer) => ("counter_offer", Some(offer)),
        Answer::Refer => ("refer", None),
        Answer::Decline => ("decline", None),
    };
    ProductDecision {
        product_id: product_id.to_owned(),
        answer,
        limit: offer.as_ref().map(|offer| offer.limit),
        annual_rate: offer.as_ref().map(|offer| offer.price.annual_rate),
        reasons: decision.reasons,
    }
}
