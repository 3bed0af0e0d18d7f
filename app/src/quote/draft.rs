//! What the person has typed into the quote, kept as typed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use shared::{
    facts::{Facts, Metric, Segment, Source},
    money::Money,
    quote::{Need, QuoteRequest},
    schedule::RepaymentMethod,
};

use crate::{
    question, saved,
    text::{Message, quote},
};

/// Where the draft is kept; the version is raised with every change of its text.
const KEPT_AS: &str = "puhui.quote.v2";
/// Kinds of borrower as they are kept.
const SEGMENTS: [(&str, Segment); 3] = [
    ("micro_enterprise", Segment::MicroEnterprise),
    ("sole_trader", Segment::SoleTrader),
    ("farmer", Segment::Farmer),
];
/// Repayment methods as they are kept.
const METHODS: [(&str, RepaymentMethod); 7] = [
    ("any_time", RepaymentMethod::AnyTime),
    ("level_instalment", RepaymentMethod::LevelInstalment),
    ("equal_principal", RepaymentMethod::EqualPrincipal),
    ("interest_only", RepaymentMethod::InterestOnly),
    ("bullet", RepaymentMethod::Bullet),
    ("seasonal", RepaymentMethod::Seasonal),
    ("flat", RepaymentMethod::Flat),
];

/// Text and choices of the quote; survives reloads, and switching the kind of borrower.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The draft kept on this device; a fresh one when there is none, or an older one.
    pub fn remembered() -> Self {
        saved::read(KEPT_AS).map_or_else(Self::default, |text| Self::from_lines(&text))
    }

    /// Keeps the draft on this device.
    pub fn remember(&self) {
        saved::write(KEPT_AS, &self.lines());
    }

    /// One line per value: its name, a tab, and what was typed. A tab or a line break cannot be typed
    /// into a line of text.
    fn lines(&self) -> String {
        let segment = SEGMENTS.iter().find(|(_, segment)| *segment == self.segment);
        let method = METHODS.iter().find(|(_, method)| Some(*method) == self.method);
        let term = self.term_months.to_string();
        let mut out = String::new();
        let mut line = |name: &str, value: &str| {
            for part in [name, "\t", value, "\n"] {
                out.push_str(part);
            }
        };
        line("segment", segment.map_or("", |(name, _)| name));
        line("amount", &self.amount);
        line("term", &term);
        line("method", method.map_or("", |(name, _)| name));
        for (metric, answer) in &self.answers {
            line(metric, answer);
        }
        out
    }

    /// Reads [`Self::lines`]; a line that says nothing keeps the default.
    fn from_lines(text: &str) -> Self {
        let mut draft = Self::default();
        for (name, value) in text.lines().filter_map(|line| line.split_once('\t')) {
            match name {
                "segment" => {
                    let segment = SEGMENTS.iter().find(|(name, _)| *name == value);
                    draft.segment = segment.map_or(draft.segment, |(_, segment)| *segment);
                }
                "amount" => value.clone_into(&mut draft.amount),
                "term" => draft.term_months = value.parse().unwrap_or(draft.term_months),
                "method" => {
                    let method = METHODS.iter().find(|(name, _)| *name == value);
                    draft.method = method.map(|(_, method)| *method);
                }
                metric => {
                    draft.answers.insert(metric.to_owned(), value.to_owned());
                }
            }
        }
        draft
    }

    /// The answer as it stands in its field.
    pub fn answer(&self, metric: Metric) -> &str {
        self.answers.get(metric.key()).map_or_else(|| question::example(metric), String::as_str)
    }

    /// Keeps an answer as typed.
    pub fn set_answer(&mut self, metric: Metric, text: String) {
        self.answers.insert(metric.key().to_owned(), text);
    }

    /// Whether somebody has answered, instead of leaving the example.
    pub fn is_answered(&self, metric: Metric) -> bool {
        self.answers.contains_key(metric.key())
    }

    /// The facts to hold against a product that reads `metrics`: what the quote asks, and whatever
    /// else of those was answered.
    pub fn told_of(&self, metrics: &[Metric]) -> Vec<Metric> {
        let quoted = question::asked_of(self.segment);
        let further = metrics.iter().filter(|metric| !quoted.contains(metric));
        let further = further.filter(|metric| self.is_answered(**metric));
        quoted.iter().chain(further).copied().collect()
    }

    /// What was answered of what the quote asks and of `metrics`: what is declared on applying.
    pub fn answered_of(&self, metrics: &[Metric]) -> Vec<Metric> {
        let told = self.told_of(metrics).into_iter();
        told.filter(|metric| self.is_answered(*metric)).collect()
    }

    /// Takes the examples of `shown` for answers: whoever goes on with them has seen them.
    pub fn accept(&mut self, shown: &[Metric]) {
        for metric in shown {
            if !self.is_answered(*metric) && !question::example(*metric).is_empty() {
                self.set_answer(*metric, question::example(*metric).to_owned());
            }
        }
    }

    /// Whether some of the facts shown are still examples.
    pub fn has_examples(&self) -> bool {
        question::asked_of(self.segment).iter().any(|metric| !self.is_answered(*metric))
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
        self.request_with(question::asked_of(self.segment), on)
    }

    /// The request with the answers about these facts, and no others.
    ///
    /// # Errors
    /// As [`Self::request`].
    pub fn request_with(&self, asked: &[Metric], on: NaiveDate) -> Result<QuoteRequest, Message> {
        let need =
            Need { amount: self.wanted()?, term_months: self.term_months, method: self.method };
        let mut facts = Facts::new(self.segment);
        for metric in asked {
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
    fn a_draft_that_was_kept_reads_back_as_it_was() {
        let mut draft = QuoteDraft {
            segment: Segment::Farmer,
            amount: "１２ 万".to_owned(),
            term_months: 6,
            method: Some(RepaymentMethod::Seasonal),
            ..QuoteDraft::default()
        };
        draft.set_answer(Metric::FarmScale, "💰 120".to_owned());
        draft.set_answer(Metric::ExistingDebt, String::new());
        assert_eq!(QuoteDraft::from_lines(&draft.lines()), draft);
        let fresh = QuoteDraft::default();
        assert_eq!(QuoteDraft::from_lines(&fresh.lines()), fresh);
        assert_eq!(QuoteDraft::from_lines("nonsense\nterm\tmany"), fresh);
    }

    #[test]
    fn what_was_typed_survives_a_change_of_mind_about_the_segment() {
        let mut draft = QuoteDraft::default();
        draft.set_answer(Metric::AnnualSales, "88".to_owned());
        draft.segment = Segment::Farmer;
        draft.segment = Segment::MicroEnterprise;
        assert_eq!(draft.answer(Metric::AnnualSales), "88");
    }

    #[cfg(feature = "every-product")]
    #[test]
    fn a_product_is_told_what_the_quote_asks_and_what_else_of_its_own_was_answered() {
        let mut draft = QuoteDraft { segment: Segment::SoleTrader, ..QuoteDraft::default() };
        draft.set_answer(Metric::PropertyValue, "200".to_owned());
        draft.set_answer(Metric::HerdSize, "90".to_owned());
        let reads = [Metric::PropertyValue, Metric::PropertyAge, Metric::AnnualSales];
        let told = draft.told_of(&reads);
        assert_eq!(
            told,
            [
                Metric::MonthsInBusiness,
                Metric::AnnualSales,
                Metric::ExistingDebt,
                Metric::PropertyValue
            ]
        );
        let facts = draft.request_with(&told, today()).expect("a request").facts;
        assert_eq!(facts.value(Metric::PropertyValue), Some(200_000_000));
        assert_eq!(facts.value(Metric::HerdSize), None);
    }

    #[test]
    fn what_is_declared_is_what_was_answered_or_seen_and_accepted() {
        let mut draft = QuoteDraft::default();
        draft.set_answer(Metric::AnnualSales, "88".to_owned());
        assert_eq!(draft.answered_of(&[]), [Metric::AnnualSales]);
        draft.accept(&[Metric::AnnualSales, Metric::TaxGrade]);
        assert_eq!(draft.answered_of(&[]), [Metric::AnnualSales, Metric::TaxGrade]);
        assert_eq!(draft.answer(Metric::AnnualSales), "88");
    }
}
