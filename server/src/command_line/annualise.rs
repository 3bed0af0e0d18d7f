//! `puhui annualise`: what a loan really costs a year.

use comfy_table::Table;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::annualised::{
    Annualised, AnnualisedError, AnnualisedMethod, Flow, annualise, of_schedule,
};
use shared::calendar::Calendar;
use shared::language::Language;
use shared::schedule::{Schedule, Terms};

use super::format::Format;
use super::question::Question;
use super::refusal::Refusal;
use super::table::headed;

const METHODS: [AnnualisedMethod; 3] =
    [AnnualisedMethod::Simple, AnnualisedMethod::Irr, AnnualisedMethod::Xirr];

/// A line that asks for the annualised cost, of terms or of any dated flows.
#[derive(Debug, Deserialize)]
pub struct Annualise {
    /// Edition of the line.
    #[serde(default)]
    pub format: Format,
    /// Whatever the asker recognises the answer by.
    #[serde(default)]
    pub id: Option<Value>,
    /// What was agreed.
    #[serde(default)]
    pub terms: Option<Terms>,
    /// From the borrower's side: received positive, paid negative.
    #[serde(default)]
    pub flows: Option<Vec<Flow>>,
    /// The only method wanted; all of them when left out.
    #[serde(default)]
    pub method: Option<AnnualisedMethod>,
}

/// The annualised cost by each method.
#[derive(Debug, Serialize)]
pub struct Costs {
    /// One per method.
    pub annualised: Vec<Annualised>,
}

impl Annualise {
    fn cost(&self, method: AnnualisedMethod, calendar: &Calendar) -> Result<Annualised, Refusal> {
        let refused = |whole: &str, error: &AnnualisedError| {
            Refusal::of(format!("{whole}.{}", error.field()), error)
        };
        match (&self.terms, &self.flows) {
            (Some(terms), None) => {
                let schedule = Schedule::build(terms, calendar)
                    .map_err(|error| Refusal::of(format!("terms.{}", error.field()), &error))?;
                of_schedule(terms, &schedule, method).map_err(|error| Refusal::of("terms", &error))
            }
            (None, Some(flows)) => {
                annualise(flows, method).map_err(|error| refused("flows", &error))
            }
            (Some(_), Some(_)) => Err(Refusal::new("flows", "give either terms or flows")),
            (None, None) => Err(Refusal::new("terms", "give terms, or flows")),
        }
    }
}

impl Question for Annualise {
    type Answer = Costs;
    type Basis = Calendar;

    fn id(&self) -> Option<&Value> {
        self.id.as_ref()
    }

    fn answer(&self, calendar: &Calendar) -> Result<Costs, Refusal> {
        let wanted = METHODS.into_iter().filter(|method| self.method.is_none_or(|m| m == *method));
        let annualised = wanted.map(|method| self.cost(method, calendar)).collect::<Result<_, _>>();
        Ok(Costs { annualised: annualised? })
    }

    fn tables(answer: &Costs, language: Language) -> Vec<Table> {
        let headings = [("年化方式", "Annualised"), ("年化利率 %", "% a year")];
        let mut table = headed(&headings, language);
        for cost in &answer.annualised {
            let method = match cost.method {
                AnnualisedMethod::Simple => language.pick("单利", "simple (nominal IRR)"),
                AnnualisedMethod::Irr => language.pick("复利（IRR）", "compound (effective IRR)"),
                AnnualisedMethod::Xirr => language.pick("按日（XIRR）", "by days (XIRR)"),
            };
            table.add_row([method.to_owned(), cost.annual_rate.percent_text()]);
        }
        vec![table]
    }
}
