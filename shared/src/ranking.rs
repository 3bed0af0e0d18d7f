//! Which products suit a need, ranked by what they cost in all, with the reason, or not ranked at all.
//!
//! A recommendation can be switched off (PIPL art. 24): products then stand as published, without a
//! word about which is better. Nothing but the need and the prices published decides the order.

use crate::catalogue::Catalogue;
use crate::facts::{Facts, Metric, say_money};
use crate::language::{Label, Language};
use crate::quote::{self, ProductQuote, QuoteError, QuoteRequest};
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

/// Every product on offer for this need, in the order asked for.
///
/// # Errors
/// [`QuoteError`].
pub fn rank(
    catalogue: &Catalogue,
    request: &QuoteRequest,
    ranking: Ranking,
) -> Result<Vec<Ranked>, QuoteError> {
    let mut offers = quote::every_offer(catalogue, request)?.offers;
    if ranking == Ranking::Off {
        let published = |offer: &ProductQuote| {
            catalogue.products().iter().position(|product| product.id == offer.product_id)
        };
        offers.sort_by_key(published);
        return Ok(offers.into_iter().map(|offer| Ranked { offer, why: None }).collect());
    }
    let cheapest = offers.first().cloned();
    let second = offers.get(1).cloned();
    Ok(offers
        .into_iter()
        .map(|offer| {
            let why = why(&offer, cheapest.as_ref(), second.as_ref(), request);
            Ranked { offer, why: Some(why) }
        })
        .collect())
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
