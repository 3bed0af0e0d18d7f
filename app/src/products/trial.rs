//! One product tried by one person: what it asks, what was answered, what it comes to.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{
    catalogue::{Catalogue, CatalogueDraft, LprPublication, Product},
    counterfactual::{Counterfactuals, counterfactuals},
    facts::{Facts, Metric},
    inquiry,
    mortgage_uplift::{self, UpliftShown},
    quote::body,
};

use super::Visit;
use crate::{
    later::{Due, later},
    question,
    quote::{
        draft::QuoteDraft,
        model::{Outcome, QuoteModel},
    },
    rates::Rates,
    text,
    text::product as words,
};

/// The state of a product's screen; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trial {
    /// The product.
    pub(super) product: StoredValue<Arc<Product>>,
    /// What it asks: its own short form.
    pub(super) form: Memo<Vec<Metric>>,
    /// What it needs and the quote was told already.
    pub(super) known: Memo<Vec<Metric>>,
    /// Need and answers, and what they come to for this product alone.
    pub(super) quote: QuoteModel,
    visit: Visit,
    /// The prime rate in force, when the catalogue lists one.
    lpr: StoredValue<Option<LprPublication>>,
    on: NaiveDate,
}

impl Trial {
    /// The trial of `product` with what the visit knows.
    ///
    /// Somebody of a kind the product is not for tries it as one of its own kind; the visit hears of
    /// that only when they apply.
    pub(super) fn of(catalogue: &Catalogue, product: &Product, on: NaiveDate) -> Self {
        let visit = Visit::expect();
        let mut draft = visit.draft.get_untracked();
        if !product.segments.contains(&draft.segment) {
            draft.segment = product.segments.first().copied().unwrap_or_default();
        }
        let at_first = draft.clone();
        let draft = RwSignal::new(draft);
        answers_reach_the_visit(draft, visit);
        let reads = StoredValue::new(product.metrics());
        let known = Memo::new(move |_| {
            let quoted = question::asked_of(draft.read().segment);
            let is_known =
                |metric: &Metric| quoted.contains(metric) && at_first.is_answered(*metric);
            reads.with_value(|reads| reads.iter().copied().filter(is_known).collect::<Vec<_>>())
        });
        let of_form = product.clone();
        let form = Memo::new(move |_| {
            let known = known.read();
            inquiry::asks(&of_form, |metric| known.contains(&metric))
        });
        let only = Arc::new(alone(catalogue, product));
        let lpr = catalogue.lpr_on(on).cloned();
        let outcome = {
            let only = Arc::clone(&only);
            Memo::new(move |_| {
                let told = reads.with_value(|reads| told(&draft.read(), reads, &form.read()));
                outcome(&draft.read(), &told, &only, on)
            })
        };
        Self {
            product: StoredValue::new(Arc::new(product.clone())),
            form,
            known,
            quote: QuoteModel {
                draft,
                outcome,
                chosen: RwSignal::new(None),
                rates: Rates::of(only, on),
                recommendation: visit.recommendation,
                refused: words::NOT_AS_STATED,
            },
            visit,
            lpr: StoredValue::new(lpr),
            on,
        }
    }

    /// Something about the product and the facts told, with the prime rate; nothing while there are
    /// no facts, as without an amount.
    fn with_facts<T>(self, look: impl FnOnce(&Product, &Facts, &LprPublication) -> T) -> Option<T> {
        let draft = self.quote.draft.read();
        let product = self.product.get_value();
        let told = told(&draft, &product.metrics(), &self.form.read());
        let facts = draft.request_with(&told, self.on).ok()?.facts;
        self.lpr.with_value(|lpr| lpr.as_ref().map(|lpr| look(&product, &facts, lpr)))
    }

    /// What would change the answer, a little after typing pauses; nothing while there is none.
    pub(super) fn advice(self) -> Memo<Option<Counterfactuals>> {
        let found = Memo::new(move |_| {
            let wanted = self.quote.draft.read().wanted().ok()?;
            self.quote.with_quote(|_, _| ())?;
            self.with_facts(|product, facts, lpr| {
                counterfactuals(product, facts, lpr, wanted, self.on)
            })
        });
        later(found, Due::Pause)
    }

    /// The limit without and with the product's uplift; nothing for a product that has none, or
    /// while it cannot be quoted.
    pub(super) fn uplift(self) -> Option<UpliftShown> {
        self.quote.with_quote(|_, _| ())?;
        self.with_facts(mortgage_uplift::shown)?
    }

    /// The facts told, to score them.
    pub(super) fn facts(self) -> Option<Facts> {
        self.with_facts(|_, facts, _| facts.clone())
    }

    /// Keeps everything for the application: what stands in the form was seen, and is declared.
    pub(super) fn keep_for_application(self) {
        let mut draft = self.quote.draft.get_untracked();
        draft.accept(&self.form.get_untracked());
        draft.remember();
        self.visit.filter.update(|filter| filter.segment = Some(draft.segment));
        self.visit.draft.set(draft);
    }
}

/// The visit keeps answers and need as they are given, but its own kind of borrower.
fn answers_reach_the_visit(draft: RwSignal<QuoteDraft>, visit: Visit) {
    Effect::new(move || {
        let draft = draft.read();
        let segment = visit.draft.with_untracked(|visit| visit.segment);
        let kept = QuoteDraft { segment, ..draft.clone() };
        if visit.draft.with_untracked(|visit| *visit != kept) {
            visit.draft.set(kept);
        }
    });
}

/// What the product hears: whatever it reads that was answered, and the examples standing in its form.
fn told(draft: &QuoteDraft, reads: &[Metric], form: &[Metric]) -> Vec<Metric> {
    let heard = |metric: &Metric| draft.is_answered(*metric) || form.contains(metric);
    reads.iter().copied().filter(heard).collect()
}

fn outcome(draft: &QuoteDraft, told: &[Metric], only: &Catalogue, on: NaiveDate) -> Outcome {
    let request = match draft.request_with(told, on) {
        Ok(request) => request,
        Err(why) => return Outcome::Unanswered(why),
    };
    match body(only, &request) {
        Ok(answer) if answer.offers.is_empty() && answer.unavailable.is_empty() => {
            Outcome::Unanswered(words::ANSWER_FIRST)
        }
        Ok(answer) => Outcome::Quoted(Arc::new(answer), Arc::new(request)),
        Err(_) => Outcome::Unanswered(text::quote::FAULT),
    }
}

/// The catalogue with this product alone, under the name of the whole.
fn alone(catalogue: &Catalogue, product: &Product) -> Catalogue {
    let whole = catalogue.document();
    let draft = CatalogueDraft {
        version: whole.version.clone(),
        institution: whole.institution.clone(),
        effective: whole.effective,
        lpr: whole.lpr.clone(),
        products: vec![product.clone()],
        announced: Vec::new(),
    };
    Catalogue::published(draft, catalogue.digest())
}

#[cfg(test)]
mod tests {
    use shared::facts::Segment;

    use super::*;

    #[test]
    fn a_product_hears_what_was_answered_and_the_examples_that_stand_in_its_form() {
        let mut draft = QuoteDraft { segment: Segment::MicroEnterprise, ..QuoteDraft::default() };
        draft.set_answer(Metric::VatPaid12Months, "4".to_owned());
        draft.set_answer(Metric::PropertyValue, "200".to_owned());
        let reads = [Metric::VatPaid12Months, Metric::TaxGrade, Metric::ExistingDebt];
        // Nobody saw the example of the debt, so nobody has said it.
        let told = told(&draft, &reads, &[Metric::VatPaid12Months, Metric::TaxGrade]);
        assert_eq!(told, [Metric::VatPaid12Months, Metric::TaxGrade]);
    }
}
