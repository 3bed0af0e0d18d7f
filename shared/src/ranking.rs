//! Which products suit a need, ranked by what they cost in all, with the reason, or not ranked at all.
//!
//! A recommendation can be switched off (PIPL art. 24): products then stand as published, without a
//! word about which is better. Nothing but the need and the prices published decides the order.

use crate::catalogue::Catalogue;
use crate::facts::{Facts, Metric, say_money};
use crate::language::{Label, Language};
use crate::quote::{self, ProductQuote, QuoteBody, QuoteError, QuoteRequest, Unavailable};
use serde::{Deserialize, Serialize};

/// How products are put in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ranking {
    /// Those that cover the whole need first, then the lowest total cost; each says why.
    #[default]
    ByTotalCost,
    /// As published; nothing is recommended.
    Off,
}

/// One product for this need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ranked {
    /// Its figures.
    pub offer: ProductQuote,
    /// Why it stands where it stands; absent when nothing is recommended.
    pub why: Option<Label>,
}

/// A product that cannot be quoted yet, and what it would have to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unasked {
    /// Product.
    pub product_id: String,
    /// The metrics its limit rests on and nobody has stated.
    pub asks: Vec<Metric>,
}

/// How one product stands to one business and its need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On offer, with its figures.
    Offered(Box<ProductQuote>),
    /// Not known yet: what its limit rests on and nobody has stated.
    Unasked(Vec<Metric>),
    /// Not for this business now, and why.
    Unavailable(Unavailable),
    /// For other kinds of borrower.
    OtherSegment,
}

/// A product of the catalogue as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surveyed {
    /// Product.
    pub product_id: String,
    /// How it stands.
    pub standing: Standing,
    /// Why it stands where it stands; absent where nothing is recommended.
    pub why: Option<Label>,
}

/// Every product of the catalogue, each once.
///
/// By total cost: what is on offer as [`rank`] has it, then what has still to be asked about, then what
/// is not available, then what is for others, each in the order published. Switched off: all of them
/// in the order published.
///
/// # Errors
/// [`QuoteError`].
pub fn survey(
    catalogue: &Catalogue,
    request: &QuoteRequest,
    ranking: Ranking,
) -> Result<Vec<Surveyed>, QuoteError> {
    let QuoteBody { offers, unavailable, .. } = quote::every_offer(catalogue, request)?;
    let entry = |product_id, standing| Surveyed { product_id, standing, why: None };
    let ranked = ranked(offers, catalogue, request, ranking).into_iter().map(|ranked| Surveyed {
        product_id: ranked.offer.product_id.clone(),
        standing: Standing::Offered(Box::new(ranked.offer)),
        why: ranked.why,
    });
    let unasked = unasked(catalogue, &request.facts)
        .into_iter()
        .map(|unasked| entry(unasked.product_id, Standing::Unasked(unasked.asks)));
    let unavailable = unavailable
        .into_iter()
        .map(|refused| entry(refused.product_id.clone(), Standing::Unavailable(refused)));
    let others = catalogue
        .products()
        .iter()
        .filter(|product| !product.segments.contains(&request.facts.segment))
        .map(|product| entry(product.id.clone(), Standing::OtherSegment));
    let mut all: Vec<Surveyed> = ranked.chain(unasked).chain(unavailable).chain(others).collect();
    if ranking == Ranking::Off {
        all.sort_by_key(|surveyed| position(catalogue, &surveyed.product_id));
    }
    Ok(all)
}

/// Where a product stands in the catalogue.
fn position(catalogue: &Catalogue, id: &str) -> Option<usize> {
    catalogue.products().iter().position(|product| product.id == id)
}

/// Every product on offer for this need, in the order asked for.
///
/// # Errors
/// [`QuoteError`].
pub fn rank(
    catalogue: &Catalogue,
    request: &QuoteRequest,
    ranking: Ranking,
) -> Result<Vec<Ranked>, QuoteError> {
    let offers = quote::every_offer(catalogue, request)?.offers;
    Ok(ranked(offers, catalogue, request, ranking))
}

/// `offers`, which come cheapest first, in the order asked for.
fn ranked(
    mut offers: Vec<ProductQuote>,
    catalogue: &Catalogue,
    request: &QuoteRequest,
    ranking: Ranking,
) -> Vec<Ranked> {
    if ranking == Ranking::Off {
        offers.sort_by_key(|offer| position(catalogue, &offer.product_id));
        return offers.into_iter().map(|offer| Ranked { offer, why: None }).collect();
    }
    let cheapest = offers.first().cloned();
    let second = offers.get(1).cloned();
    offers
        .into_iter()
        .map(|offer| {
            let why = why(&offer, cheapest.as_ref(), second.as_ref(), request);
            Ranked { offer, why: Some(why) }
        })
        .collect()
}

/// Up to three products chosen to be compared for this need, in the order chosen; one that is not on
/// offer is left out.
///
/// # Errors
/// [`QuoteError`].
pub fn compare(
    catalogue: &Catalogue,
    request: &QuoteRequest,
    chosen: &[&str],
) -> Result<Vec<ProductQuote>, QuoteError> {
    let offers = quote::every_offer(catalogue, request)?.offers;
    let of = |id: &&str| offers.iter().find(|offer| offer.product_id == **id).cloned();
    Ok(chosen.iter().take(quote::MOST_OFFERS).filter_map(of).collect())
}

/// The products of the segment that are not quoted yet, and what they would have to be told.
pub fn unasked(catalogue: &Catalogue, facts: &Facts) -> Vec<Unasked> {
    let of_segment =
        catalogue.products().iter().filter(|product| product.segments.contains(&facts.segment));
    let waiting = of_segment.filter(|product| !product.is_quotable(facts));
    waiting
        .map(|product| {
            let basis = product.limits.first();
            let mut asks: Vec<Metric> = basis
                .iter()
                .flat_map(|basis| basis.metrics())
                .filter(|metric| facts.value(*metric).is_none())
                .collect();
            asks.sort_unstable();
            asks.dedup();
            Unasked { product_id: product.id.clone(), asks }
        })
        .collect()
}

fn why(
    offer: &ProductQuote,
    cheapest: Option<&ProductQuote>,
    second: Option<&ProductQuote>,
    request: &QuoteRequest,
) -> Label {
    let first = cheapest.is_none_or(|cheapest| cheapest.product_id == offer.product_id);
    let other = if first { second } else { cheapest };
    let sentence = |language: Language| {
        let cost = say_money(offer.total_cost, language);
        let mut out = match language {
            Language::Zh => ["总成本", &cost].concat(),
            Language::En => ["Costs ", &cost, " in all"].concat(),
        };
        if offer.amount < request.need.amount {
            let amount = say_money(offer.amount, language);
            out.push_str(&match language {
                Language::Zh => ["，最多可借", &amount, "，不足所需"].concat(),
                Language::En => [", lends ", &amount, " at most, less than needed"].concat(),
            });
        } else if let Some(other) = other.filter(|other| other.amount == offer.amount) {
            let (more, less) = (offer.total_cost, other.total_cost);
            let apart = more.max(less).checked_sub(more.min(less)).unwrap_or_default();
            let apart = say_money(apart, language);
            out.push_str(&match (language, first) {
                (Language::Zh, true) => ["，比次低的少", &apart].concat(),
                (Language::Zh, false) => ["，比最低的多", &apart].concat(),
                (Language::En, true) => [", ", &apart, " less than the next"].concat(),
                (Language::En, false) => [", ", &apart, " more than the cheapest"].concat(),
            });
        }
        out.push_str(language.pick("。", "."));
        out
    };
    Label { zh: sentence(Language::Zh), en: sentence(Language::En) }
}
