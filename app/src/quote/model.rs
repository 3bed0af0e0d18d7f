//! The quote as one value: what was typed, what it comes to, and which product is looked at.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    catalogue::{Catalogue, Product},
    quote::{self, MOST_OFFERS, ProductQuote, QuoteBody, QuoteRequest},
    schedule::Schedule,
};

use super::draft::QuoteDraft;
use crate::{
    later::{Due, later},
    rates::Rates,
    recommendation::Recommendation,
    text::{self, Message},
};

/// What the draft comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A quote, and the request it answers.
    Quoted(Arc<QuoteBody>, Arc<QuoteRequest>),
    /// Nothing can be quoted, and why.
    Unanswered(Message),
}

/// The quote screen's state; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct QuoteModel {
    /// What was typed and chosen.
    pub draft: RwSignal<QuoteDraft>,
    /// What it comes to; computed once per change.
    pub outcome: Memo<Outcome>,
    /// The product the person chose to look at, instead of the cheapest.
    pub chosen: RwSignal<Option<String>>,
    /// What is quoted from.
    pub rates: Rates,
    /// Whether the cheapest product comes first.
    pub recommendation: Recommendation,
    /// What is said when nothing fits.
    pub refused: Message,
}

impl QuoteModel {
    /// The model over the remembered draft, its products in the order asked for.
    pub fn remembered() -> Self {
        let (rates, recommendation) = (Rates::expect(), Recommendation::remembered());
        let draft = RwSignal::new(QuoteDraft::remembered());
        let outcome = Memo::new(move |_| outcome(&draft.read(), rates, recommendation.is_on()));
        let (chosen, refused) = (RwSignal::new(None), text::quote::NOTHING);
        Self { draft, outcome, chosen, rates, recommendation, refused }
    }

    /// The same, but what it comes to follows when typing or sliding pauses: for what nobody looks
    /// at meanwhile.
    #[must_use]
    pub fn later(self) -> Self {
        Self { outcome: later(self.outcome, Due::Pause), ..self }
    }

    /// Something about the quote; nothing while there is none.
    pub fn with_quote<T>(self, look: impl FnOnce(&QuoteBody, &QuoteRequest) -> T) -> Option<T> {
        match &*self.outcome.read() {
            Outcome::Quoted(quote, request) => Some(look(quote, request)),
            Outcome::Unanswered(_) => None,
        }
    }

    /// Something about the product looked at: the chosen one while it is on offer, else the
    /// cheapest; nothing while no product fits.
    pub fn with_offer<T>(self, look: impl FnOnce(&ProductQuote) -> T) -> Option<T> {
        let chosen = self.chosen.read();
        self.with_quote(|quote, _| {
            let offers = &quote.offers;
            let wanted = chosen.as_ref();
            let offer = wanted.and_then(|id| offers.iter().find(|offer| offer.product_id == *id));
            offer.or(offers.first()).map(look)
        })
        .flatten()
    }

    /// Something about the catalogue's product `id`.
    pub fn with_product<T>(self, id: &str, look: impl FnOnce(&Product) -> T) -> Option<T> {
        self.rates.catalogue()?.product(id).map(look)
    }

    /// The first digits of the digest that names the catalogue quoted from.
    pub fn catalogue_name(self) -> String {
        self.rates.catalogue().map_or_else(String::new, |catalogue| catalogue.digest().short())
    }

    /// The plan of the product looked at; empty while no product fits.
    pub fn schedule(self) -> Memo<Schedule> {
        Memo::new(move |_| {
            self.with_offer(|offer| offer.schedule.clone()).unwrap_or_else(|| Schedule {
                drawn_on: self.rates.today(),
                principal: shared::money::Money::ZERO,
                upfront_fee: shared::money::Money::ZERO,
                financed_fee: shared::money::Money::ZERO,
                instalments: Vec::new(),
            })
        })
    }
}

fn outcome(draft: &QuoteDraft, rates: Rates, cheapest_first: bool) -> Outcome {
    let request = match draft.request(rates.today()) {
        Ok(request) => request,
        Err(why) => return Outcome::Unanswered(why),
    };
    let answer = rates.catalogue().and_then(|catalogue| {
        let mut answer = timed(|| quote::every_offer(&catalogue, &request).ok())?;
        if cheapest_first {
            answer.offers.truncate(MOST_OFFERS);
        } else {
            as_published(&mut answer, &catalogue);
        }
        Some(answer)
    });
    match answer {
        Some(answer) => Outcome::Quoted(Arc::new(answer), Arc::new(request)),
        None => Outcome::Unanswered(text::quote::FAULT),
    }
}

/// All that is on offer in the order of the catalogue: nothing is recommended, and nothing left out.
fn as_published(answer: &mut QuoteBody, catalogue: &Catalogue) {
    let mut offers = std::mem::take(&mut answer.offers);
    for product in catalogue.products() {
        if let Some(at) = offers.iter().position(|offer| offer.product_id == product.id) {
            answer.offers.push(offers.swap_remove(at));
        }
    }
}

/// Runs `work`, which the browser's performance timeline then shows as `quote`.
fn timed<T>(work: impl FnOnce() -> T) -> T {
    const NAME: &str = "quote";
    let timeline = window().performance();
    if let Some(timeline) = &timeline {
        let _ = timeline.mark(NAME);
    }
    let result = work();
    if let Some(timeline) = &timeline {
        let _ = timeline.measure_with_start_mark(NAME, NAME);
        timeline.clear_marks();
    }
    result
}
