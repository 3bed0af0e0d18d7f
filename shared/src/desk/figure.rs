//! The figure a paper shows, beside what a source vouches for.
//!
//! A paper speaks for the one figure it was handed in for, as of its day. Where a source vouches for that figure and says
//! otherwise, the paper stands only while the source has said nothing newer ([`RecordRefused::Newer`]), and the decision
//! made on it says so among its reasons ([`OnPaper::decide`]). An answer the source gives later stands again by itself.
//!
//! [`RecordRefused::Newer`]: super::RecordRefused::Newer

use super::record::{RecordedFact, vouched};
use crate::canonical::{self, CanonicalError, Digest};
use crate::catalogue::Catalogue;
use crate::date_text;
use crate::decision::{Decision, DecisionError, DecisionRequest, Reason, decide};
use crate::facts::{FactOutOfRange, Facts, Source};
use crate::language::{Label, Language};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A figure as a paper shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShownFigure {
    /// The figure, of the paper's day.
    pub fact: RecordedFact,
    /// What a source says otherwise, if it does.
    pub over: Option<Overruled>,
}

/// What a source vouches for, where a paper shows otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overruled {
    /// Who.
    pub source: Source,
    /// The figure, as canonical text.
    pub said: String,
    /// Of which day.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
}

/// A decision on facts among which one is from a paper. Its canonical bytes are the decision's input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OnPaper<'a> {
    /// What is decided about; the figure is among its verified facts.
    pub request: &'a DecisionRequest<'a>,
    /// The figure.
    pub shown: &'a ShownFigure,
    /// Where the officer saw it, in their own words.
    pub note: &'a str,
}

impl ShownFigure {
    /// The figure beside what is known.
    pub fn beside(known: &Facts, fact: RecordedFact) -> Self {
        let other = vouched(known, fact.metric).filter(|datum| datum.value != fact.value);
        let over = other.map(|datum| Overruled {
            source: datum.source,
            said: fact.metric.unit().text(datum.value),
            as_of: datum.as_of,
        });
        Self { fact, over }
    }

    /// Writes the figure over what is known, unless a source vouches for one of a later day.
    ///
    /// # Errors
    /// [`FactOutOfRange`]; never for a figure that was accepted.
    pub fn record(&self, facts: &mut Facts) -> Result<(), FactOutOfRange> {
        let RecordedFact { metric, value, source, as_of } = self.fact;
        if vouched(facts, metric).is_some_and(|datum| datum.as_of > as_of) {
            return Ok(());
        }
        facts.set(metric, value, source, as_of)
    }

    /// That the paper stands over a source, and why; nothing where no source says otherwise.
    fn reason(&self, note: &str) -> Option<Reason> {
        let over = self.over.as_ref()?;
        let RecordedFact { metric, value, as_of, .. } = self.fact;
        let unit = metric.unit();
        let (shown_on, said_on) = (date_text::format(as_of), date_text::format(over.as_of));
        let sentence = |language: Language| {
            let said = unit.parse(&over.said).map(|value| unit.say(value, language));
            let said = said.unwrap_or_else(|_| over.said.clone());
            let (label, source) = (metric.label(language), over.source.label(language));
            let value = unit.say(value, language);
            match language {
                Language::Zh => [
                    label,
                    "按人工核对的材料（",
                    &shown_on,
                    "）采用",
                    &value,
                    "，",
                    source,
                    "（",
                    &said_on,
                    "）为",
                    &said,
                    "：",
                    note.trim(),
                ]
                .concat(),
                Language::En => [
                    "Decided on ",
                    &value,
                    " for ",
                    label,
                    ", from a paper of ",
                    &shown_on,
                    " that a person checked, where the ",
                    source,
                    " had ",
                    &said,
                    " on ",
                    &said_on,
                    ": ",
                    note.trim(),
                ]
                .concat(),
            }
        };
        let text = Label { zh: sentence(Language::Zh), en: sentence(Language::En) };
        Some(Reason { code: "paper_over_source".to_owned(), text })
    }
}

impl OnPaper<'_> {
    /// What the engine decides on these facts, with one reason more where the paper stands over a source.
    /// Deterministic: equal inputs give equal bytes.
    ///
    /// # Errors
    /// [`DecisionError`], as [`decide`].
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Decision, DecisionError> {
        let mut decision = decide(catalogue, self.request)?;
        decision.reasons.extend(self.shown.reason(self.note));
        let digest =
            |result: Result<Digest, CanonicalError>| result.map_err(DecisionError::Canonical);
        decision.digests.input = digest(canonical::digest(self))?;
        decision.digests.output =
            digest(canonical::digest(&(&decision.answer, &decision.reasons)))?;
        Ok(decision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Metric, Segment};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn fact(value: i64, on: u32) -> RecordedFact {
        RecordedFact { metric: Metric::AnnualSales, value, source: Source::Papers, as_of: day(on) }
    }

    fn known(source: Source, value: i64, on: u32) -> Facts {
        let mut facts = Facts::new(Segment::MicroEnterprise);
        facts.set(Metric::AnnualSales, value, source, day(on)).unwrap();
        facts
    }

    #[test]
    fn a_paper_stands_over_what_a_source_says_otherwise_and_over_nothing_else() {
        let over = |known: &Facts| ShownFigure::beside(known, fact(500, 20)).over;
        let other = Overruled { source: Source::Tax, said: "3.00".to_owned(), as_of: day(10) };
        assert_eq!(over(&known(Source::Tax, 300, 10)), Some(other));
        assert_eq!(over(&known(Source::Tax, 500, 10)), None, "the source says the same");
        assert_eq!(over(&known(Source::Declared, 300, 10)), None, "nobody vouches for it");
        assert_eq!(over(&known(Source::Papers, 300, 10)), None);
        assert_eq!(over(&Facts::new(Segment::MicroEnterprise)), None);
    }

    #[test]
    fn the_reason_names_both_figures_both_days_the_source_and_what_was_seen() {
        let figure = ShownFigure::beside(&known(Source::Tax, 30_000_000, 10), fact(50_000_000, 20));
        let reason = figure.reason(" 完税证明原件 ").unwrap();
        assert_eq!(reason.code, "paper_over_source");
        for part in ["50万元", "30万元", "税务机关", "2026-11-20", "2026-11-10", "完税证明原件"]
        {
            assert!(reason.text.zh.contains(part), "{part}: {}", reason.text.zh);
        }
        assert!(reason.text.en.ends_with(": 完税证明原件"), "{}", reason.text.en);
        let same = ShownFigure::beside(&known(Source::Tax, 500, 10), fact(500, 20));
        assert_eq!(same.reason("seen"), None);
    }

    #[test]
    fn a_later_answer_of_the_source_stands_again() {
        let figure = ShownFigure::beside(&known(Source::Tax, 300, 10), fact(500, 20));
        let held = |mut facts: Facts| {
            figure.record(&mut facts).unwrap();
            let datum = facts.datum(Metric::AnnualSales).unwrap();
            (datum.value, datum.source)
        };
        assert_eq!(held(known(Source::Tax, 300, 10)), (500, Source::Papers));
        assert_eq!(held(known(Source::Tax, 300, 20)), (500, Source::Papers), "of the same day");
        assert_eq!(held(known(Source::Tax, 400, 21)), (400, Source::Tax));
        assert_eq!(held(known(Source::Declared, 400, 21)), (500, Source::Papers));
    }

    #[test]
    fn a_figure_reads_back_from_its_own_json() {
        let figure = ShownFigure::beside(&known(Source::Tax, 300, 10), fact(500, 20));
        let json = serde_json::to_string(&figure).unwrap();
        assert_eq!(serde_json::from_str::<ShownFigure>(&json).unwrap(), figure);
    }
}
