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
/// By total cost: what is on offer, those that cover the whole need first and then the cheapest, then
/// what has still to be asked about, then what is not available, then what is for others, each in the
/// order published. Switched off: all of them in the order published.
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
    let unasked = unasked(catalogue, &request.facts)
        .map(|(product_id, asks)| entry(product_id, Standing::Unasked(asks)));
    let unavailable = unavailable
        .into_iter()
        .map(|refused| entry(refused.product_id.clone(), Standing::Unavailable(refused)));
    let others = catalogue
        .products()
        .iter()
        .filter(|product| !product.segments.contains(&request.facts.segment))
        .map(|product| entry(product.id.clone(), Standing::OtherSegment));
    let mut all = offered(offers, request, ranking);
    all.extend(unasked.chain(unavailable).chain(others));
    if ranking == Ranking::Off {
        let published = |surveyed: &Surveyed| {
            catalogue.products().iter().position(|product| product.id == surveyed.product_id)
        };
        all.sort_by_key(published);
    }
    Ok(all)
}

/// `offers`, which come cheapest first, each with why it stands there unless nothing is recommended.
fn offered(offers: Vec<ProductQuote>, request: &QuoteRequest, ranking: Ranking) -> Vec<Surveyed> {
    let (cheapest, second) = (offers.first().cloned(), offers.get(1).cloned());
    let surveyed = |offer: ProductQuote| {
        let recommended = ranking == Ranking::ByTotalCost;
        let why = recommended.then(|| why(&offer, cheapest.as_ref(), second.as_ref(), request));
        let product_id = offer.product_id.clone();
        Surveyed { product_id, standing: Standing::Offered(Box::new(offer)), why }
    };
    offers.into_iter().map(surveyed).collect()
}

/// The products of the segment that are not quoted yet, and what they would have to be told.
fn unasked<'a>(
    catalogue: &'a Catalogue,
    facts: &'a Facts,
) -> impl Iterator<Item = (String, Vec<Metric>)> + 'a {
    let of_segment =
        catalogue.products().iter().filter(|product| product.segments.contains(&facts.segment));
    let waiting = of_segment.filter(|product| !product.is_quotable(facts));
    waiting.map(|product| {
        let basis = product.limits.first();
        let mut asks: Vec<Metric> = basis
            .iter()
            .flat_map(|basis| basis.metrics())
            .filter(|metric| facts.value(*metric).is_none())
            .collect();
        asks.sort_unstable();
        asks.dedup();
        (product.id.clone(), asks)
    })
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
