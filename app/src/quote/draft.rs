//! What the person has typed into the quote, kept as typed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::{
    facts::{Facts, Metric, Segment, Source},
    money::Money,
    quote::{Need, QuoteRequest},
    schedule::RepaymentMethod,
};

use super::question;
use crate::text::{Message, quote};

/// Text and choices of the quote; survives reloads, and switching the kind of borrower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteDraft {
    /// The kind of borrower.
    pub segment: Segment,
    /// The amount wanted, as typed.
    pub amount: String,
    /// Months wanted.
    pub term_months: u16,
    /// Method wanted; the product's usual one when absent.
    pub method: Option<RepaymentMethod>,
    /// Answers as typed, by the metric's key; a metric never touched shows its example.
    pub answers: BTreeMap<String, String>,
}

impl Default for QuoteDraft {
    fn default() -> Self {
        Self {
            segment: Segment::default(),
            amount: "300000".to_owned(),
            term_months: 12,
            method: None,
            answers: BTreeMap::new(),
        }
    }
}

impl QuoteDraft {
    /// The answer as it stands in its field.
    pub fn answer(&self, metric: Metric) -> &str {
        self.answers.get(metric.key()).map_or_else(|| question::example(metric), String::as_str)
    }

    /// Keeps an answer as typed.
    pub fn set_answer(&mut self, metric: Metric, text: String) {
        self.answers.insert(metric.key().to_owned(), text);
    }

    /// Whether some of the facts shown are still examples.
    pub fn has_examples(&self) -> bool {
        question::asked_of(self.segment)
            .iter()
            .any(|metric| !self.answers.contains_key(metric.key()))
    }

    /// The amount wanted.
    ///
    /// # Errors
    /// The sentence that says what to write instead.
    pub fn wanted(&self) -> Result<Money, Message> {
        match Money::parse_typed(&self.amount) {
            Ok(amount) if amount.is_positive() => Ok(amount),
            Ok(_) => Err(quote::AMOUNT_MISSING),
            Err(_) if self.amount.trim().is_empty() => Err(quote::AMOUNT_MISSING),
            Err(_) => Err(quote::WANTED_UNREADABLE),
        }
    }

    /// What is wrong with an answer, if anything.
    pub fn problem(&self, metric: Metric) -> Option<Message> {
        question::read(metric, self.answer(metric)).err()
    }

    /// The request this draft makes on a day; an answer that cannot be read counts as not known.
    ///
    /// # Errors
    /// The sentence about the amount, without which there is nothing to quote.
    pub fn request(&self, on: NaiveDate) -> Result<QuoteRequest, Message> {
        let need =
            Need { amount: self.wanted()?, term_months: self.term_months, method: self.method };
        let mut facts = Facts::new(self.segment);
        for metric in question::asked_of(self.segment) {
            if let Ok(Some(value)) = question::read(*metric, self.answer(*metric)) {
                // The reader refuses what the metric does not admit.
                let _ = facts.set(*metric, value, Source::Declared, on);
            }
        }
        Ok(QuoteRequest { facts, need, on })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
    }

    #[test]
    fn a_fresh_draft_already_makes_a_request() {
        let request = QuoteDraft::default().request(today()).expect("a request");
        assert_eq!(request.need.amount, Money::from_fen(30_000_000));
        assert_eq!(request.facts.value(Metric::AnnualSales), Some(190_000_000));
        assert_eq!(request.facts.value(Metric::FarmScale), None);
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_named_and_left_out() {
        let mut draft = QuoteDraft::default();
        draft.set_answer(Metric::AnnualSales, "lots".to_owned());
        assert_eq!(draft.problem(Metric::AnnualSales), Some(quote::AMOUNT_UNREADABLE));
        let request = draft.request(today()).expect("a request");
        assert_eq!(request.facts.value(Metric::AnnualSales), None);
    }

    #[test]
    fn the_amount_is_needed_and_says_so() {
        let wanting =
            |amount: &str| QuoteDraft { amount: amount.to_owned(), ..QuoteDraft::default() };
        assert_eq!(wanting("").wanted(), Err(quote::AMOUNT_MISSING));
        assert_eq!(wanting("0").wanted(), Err(quote::AMOUNT_MISSING));
        assert_eq!(wanting("-1").wanted(), Err(quote::WANTED_UNREADABLE));
        assert_eq!(wanting("３０万").wanted(), Ok(Money::from_fen(30_000_000)));
    }

    #[test]
    fn what_was_typed_survives_a_change_of_mind_about_the_segment() {
        let mut draft = QuoteDraft::default();
        draft.set_answer(Metric::AnnualSales, "88".to_owned());
        draft.segment = Segment::Farmer;
        draft.segment = Segment::MicroEnterprise;
        assert_eq!(draft.answer(Metric::AnnualSales), "88");
    }
}
