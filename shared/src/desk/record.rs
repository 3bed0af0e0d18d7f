//! What an officer writes down: facts they saw proof of, or the form of a visit.
//!
//! A record stands beside what outside parties answered and wins over it where both speak of the
//! same metric: somebody saw the proof. That is why little may be recorded in a referred case
//! (what nobody vouches for, and what is in doubt), and a figure somebody vouches for only where
//! its being wrong is the matter, in a review or a dispute, or where the borrower handed in a paper about it that is
//! no older ([`ShownFigure`]).

use super::{Matter, Officer, ShownFigure};
use crate::cash_flow_form::{CashFlowForm, FormRefused};
use crate::facts::{Datum, FactOutOfRange, Facts, Metric, Source};
use crate::language::{Language, Say};
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One entry in a case's file; entries are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Who wrote it down.
    pub by: Officer,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Recorded,
    /// Where the proof was seen, in the officer's own words.
    pub note: String,
}

/// What is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recorded {
    /// Facts, each with where it was seen.
    Facts(Vec<RecordedFact>),
    /// The figure of a paper handed in for a higher limit.
    Shown(Box<ShownFigure>),
    /// The cash-flow form of a visit.
    Visit(Box<CashFlowForm>),
}

/// A fact an officer saw proof of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenFact", into = "WrittenFact")]
pub struct RecordedFact {
    /// Which metric.
    pub metric: Metric,
    /// Its value, in base units.
    pub value: i64,
    /// [`Source::Papers`] or [`Source::FieldVisit`].
    pub source: Source,
    /// Of which day.
    pub as_of: NaiveDate,
}

/// A fact as it is written: the value in its unit's canonical text.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFact {
    metric: Metric,
    value: String,
    source: Source,
    #[serde(with = "crate::date_text")]
    as_of: NaiveDate,
}

impl TryFrom<WrittenFact> for RecordedFact {
    type Error = String;

    fn try_from(written: WrittenFact) -> Result<Self, Self::Error> {
        let WrittenFact { metric, value, source, as_of } = written;
        let value = metric.unit().parse(&value).map_err(|error| error.to_string())?;
        Ok(Self { metric, value, source, as_of })
    }
}

impl From<RecordedFact> for WrittenFact {
    fn from(fact: RecordedFact) -> Self {
        let RecordedFact { metric, value, source, as_of } = fact;
        Self { metric, value: metric.unit().text(value), source, as_of }
    }
}

/// Why something cannot be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordRefused {
    /// An officer vouches for what they saw on paper or on a visit, for nothing else.
    #[error("an officer's source is papers or a field visit")]
    NotAnOfficersSource,
    /// What follows from the cash-flow form is not written down by hand.
    #[error("fill in the cash-flow form")]
    ByForm,
    /// Somebody vouches for it, and nobody has said it is wrong.
    #[error("{by:?} vouches for it")]
    Vouched {
        /// Who.
        by: Source,
    },
    /// A source has said otherwise on a later day than the paper's.
    #[error("{by:?} said otherwise on {as_of}")]
    Newer {
        /// Who.
        by: Source,
        /// On which day.
        as_of: NaiveDate,
    },
    /// A day that has not come.
    #[error("the day has not come")]
    Future,
    /// Older than a decision may rest on.
    #[error("more than {days} days old")]
    Old {
        /// The most days it may be old.
        days: u32,
    },
    /// A value the metric does not admit.
    #[error("the value is out of range")]
    OutOfRange,
}

impl Say for RecordRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAnOfficersSource => "not_an_officers_source",
            Self::ByForm => "by_form",
            Self::Vouched { .. } => "vouched",
            Self::Newer { .. } => "source_is_newer",
            Self::Future => "future_fact",
            Self::Old { .. } => "stale_fact",
            Self::OutOfRange => "out_of_range",
        }
    }

    fn say(&self, language: Language) -> String {
        let sentence = match self {
            Self::NotAnOfficersSource => language.pick(
                "来源只能是书面材料或实地调查。",
                "The source is papers shown or a field visit.",
            ),
            Self::ByForm => language.pick(
                "这一项由现金流调查表得出，请填写调查表。",
                "This follows from the cash-flow form; fill in the form.",
            ),
            Self::Vouched { by } => {
                let source = by.label(language);
                return match language {
                    Language::Zh => {
                        [source, "已核实这一项；如确有错误，须由客户提出异议或申请复核后更正。"]
                            .concat()
                    }
                    Language::En => {
                        let rest = " vouches for this. It is corrected in a review or a dispute \
                                    the borrower asks for.";
                        ["The ", source, rest].concat()
                    }
                };
            }
            Self::Newer { by, as_of } => {
                let (source, day) = (by.label(language), crate::date_text::format(*as_of));
                return match language {
                    Language::Zh => [
                        source,
                        "在",
                        &day,
                        "的数据比这份材料新，不能以材料为准；请取得更新的材料，或由客户提出异议。",
                    ]
                    .concat(),
                    Language::En => {
                        let rest = ", after the day of this paper. Ask for a newer paper; a wrong \
                                    datum is corrected in a dispute.";
                        ["The ", source, " said otherwise on ", &day, rest].concat()
                    }
                };
            }
            Self::Future => {
                language.pick("日期不能晚于今天。", "The day must not be later than today.")
            }
            Self::Old { days } => {
                let days = days.to_string();
                return match language {
                    Language::Zh => ["材料日期已超过", &days, "天，请取得更新的材料。"].concat(),
                    Language::En => {
                        ["It is more than ", &days, " days old; ask for something newer."].concat()
                    }
                };
            }
            Self::OutOfRange => language.pick(
                "数值超出这一项的范围，请核对单位。",
                "The value is out of range; check its unit.",
            ),
        };
        sentence.to_owned()
    }
}

/// Whether `fact` may be written down on `on` in a case about `matter`, where `known` is what the
/// bank holds and `doubtful` what its findings name.
///
/// # Errors
/// [`RecordRefused`].
pub fn may_be_recorded(
    matter: &Matter,
    known: &Facts,
    doubtful: &[Metric],
    fact: &RecordedFact,
    on: NaiveDate,
) -> Result<(), RecordRefused> {
    if !matches!(fact.source, Source::Papers | Source::FieldVisit) {
        return Err(RecordRefused::NotAnOfficersSource);
    }
    if fact.metric.verifier() == Source::FieldVisit {
        return Err(RecordRefused::ByForm);
    }
    if !fact.metric.admits(fact.value) {
        return Err(RecordRefused::OutOfRange);
    }
    check_day(fact.source, fact.as_of, on)?;
    let Some(Datum { value, source: by, as_of }) = vouched(known, fact.metric) else {
        return Ok(());
    };
    if matter.is_paper_on(fact.metric) {
        let is_newer = as_of > fact.as_of && value != fact.value;
        return if is_newer { Err(RecordRefused::Newer { by, as_of }) } else { Ok(()) };
    }
    if matter.is_about_errors() || doubtful.contains(&fact.metric) {
        return Ok(());
    }
    Err(RecordRefused::Vouched { by })
}

/// What somebody other than borrower and officer vouches for, if anybody does.
pub(super) fn vouched(known: &Facts, metric: Metric) -> Option<Datum> {
    known.datum(metric).filter(|datum| !matches!(datum.source, Source::Declared | Source::Papers))
}

fn check_day(source: Source, as_of: NaiveDate, on: NaiveDate) -> Result<(), RecordRefused> {
    let age = on.signed_duration_since(as_of).num_days();
    if age < 0 {
        return Err(RecordRefused::Future);
    }
    match source.fresh_days() {
        Some(days) if age > i64::from(days) => Err(RecordRefused::Old { days }),
        _ => Ok(()),
    }
}

impl Record {
    /// Writes this record over what is known.
    ///
    /// # Errors
    /// [`FormRefused`] when a visit's form cannot be worked out; [`FormRefused::TooLarge`] also for
    /// a value its metric does not admit. Neither happens to a record that was accepted.
    pub fn apply(&self, facts: &mut Facts) -> Result<(), FormRefused> {
        let too_large = |FactOutOfRange { .. }| FormRefused::TooLarge;
        match &self.what {
            Recorded::Shown(figure) => figure.record(facts).map_err(too_large),
            Recorded::Visit(form) => form.record(facts).map(|_| ()),
            Recorded::Facts(recorded) => recorded.iter().try_for_each(|fact| {
                facts.set(fact.metric, fact.value, fact.source, fact.as_of).map_err(too_large)
            }),
        }
    }

    /// Whether the form of a visit may be handed in on `on`.
    ///
    /// # Errors
    /// [`RecordRefused::Future`], [`RecordRefused::Old`].
    pub fn may_be_visited(form: &CashFlowForm, on: NaiveDate) -> Result<(), RecordRefused> {
        check_day(Source::FieldVisit, form.visited_on, on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::Digest;
    use crate::desk::{PaperForm, ShownPaper};
    use crate::facts::Segment;
    use chrono::Days;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn fact(metric: Metric, value: i64) -> RecordedFact {
        RecordedFact { metric, value, source: Source::Papers, as_of: today() }
    }

    fn known() -> Facts {
        let mut facts = Facts::new(Segment::MicroEnterprise);
        facts.set(Metric::TaxArrears, 100, Source::Tax, today()).unwrap();
        facts.set(Metric::AnnualSales, 100, Source::Declared, today()).unwrap();
        facts
    }

    fn judged(matter: &Matter, doubtful: &[Metric], fact: RecordedFact) -> Option<RecordRefused> {
        may_be_recorded(matter, &known(), doubtful, &fact, today()).err()
    }

    #[test]
    fn a_referral_takes_what_nobody_vouches_for_or_what_is_in_doubt() {
        let referral = Matter::Referral;
        assert_eq!(judged(&referral, &[], fact(Metric::AnnualSales, 5)), None);
        assert_eq!(judged(&referral, &[], fact(Metric::TaxGrade, 3)), None);
        let vouched = Some(RecordRefused::Vouched { by: Source::Tax });
        assert_eq!(judged(&referral, &[], fact(Metric::TaxArrears, 0)), vouched);
        assert_eq!(judged(&referral, &[Metric::TaxArrears], fact(Metric::TaxArrears, 0)), None);
    }

    #[test]
    fn a_review_may_correct_what_a_source_vouches_for() {
        assert_eq!(judged(&Matter::Review, &[], fact(Metric::TaxArrears, 0)), None);
    }

    #[test]
    fn a_paper_takes_its_own_figure_unless_a_source_has_said_otherwise_since() {
        let shown = ShownPaper {
            metric: Metric::TaxArrears,
            facility_id: "facility".to_owned(),
            increase_id: "increase".to_owned(),
            file: Digest::ZERO,
            form: PaperForm::Pdf,
            says: None,
            at: Timestamp::MIN,
        };
        let paper = Matter::Paper(Box::new(shown));
        let arrears = fact(Metric::TaxArrears, 0);
        assert_eq!(judged(&paper, &[], arrears), None, "of the day of the source's figure");
        let yesterday = today().pred_opt().unwrap();
        let newer = Some(RecordRefused::Newer { by: Source::Tax, as_of: today() });
        assert_eq!(judged(&paper, &[], RecordedFact { as_of: yesterday, ..arrears }), newer);
        let same = RecordedFact { value: 100, as_of: yesterday, ..arrears };
        assert_eq!(judged(&paper, &[], same), None, "it says what the source says");
    }

    #[test]
    fn an_officer_vouches_only_for_what_they_saw_of_a_day_a_decision_may_rest_on() {
        let fact = fact(Metric::AnnualSales, 5);
        let other = RecordedFact { source: Source::Tax, ..fact };
        assert_eq!(judged(&Matter::Review, &[], other), Some(RecordRefused::NotAnOfficersSource));
        let future = RecordedFact { as_of: today().succ_opt().unwrap(), ..fact };
        assert_eq!(judged(&Matter::Review, &[], future), Some(RecordRefused::Future));
        let aged = |days: u64| RecordedFact {
            as_of: today().checked_sub_days(Days::new(days)).unwrap(),
            ..fact
        };
        assert_eq!(judged(&Matter::Review, &[], aged(90)), None);
        assert_eq!(judged(&Matter::Review, &[], aged(91)), Some(RecordRefused::Old { days: 90 }));
        let by_form = RecordedFact { metric: Metric::MonthlySurplus, ..fact };
        assert_eq!(judged(&Matter::Review, &[], by_form), Some(RecordRefused::ByForm));
        let absurd = RecordedFact { metric: Metric::TaxGrade, ..fact };
        assert_eq!(judged(&Matter::Review, &[], absurd), Some(RecordRefused::OutOfRange));
    }

    #[test]
    fn a_record_reads_back_and_wins_over_what_a_source_said() {
        let record = Record {
            by: Officer { number: "8001".to_owned(), name: "王敏".to_owned() },
            at: Timestamp::MIN,
            what: Recorded::Facts(vec![fact(Metric::TaxArrears, 0)]),
            note: "完税证明".to_owned(),
        };
        let json = serde_json::to_string(&record).unwrap();
        assert!(json.contains(r#""value":"0.00""#), "{json}");
        assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
        let mut facts = known();
        record.apply(&mut facts).unwrap();
        let datum = facts.datum(Metric::TaxArrears).unwrap();
        assert_eq!((datum.value, datum.source), (0, Source::Papers));
    }
}
