//! Products for a need: ranked by total cost with the reason, or not at all.

use crate::cases::{catalogue, today};
use crate::sound;
use shared::facts::{Facts, Metric, Segment, Source};
use shared::language::Label;
use shared::money::Money;
use shared::quote::{Need, ProductQuote, QuoteRequest, quote};
use shared::ranking::{Ranking, Standing, Surveyed, survey};

fn request(amount: i64) -> QuoteRequest {
    let need = Need { amount: Money::from_yuan(amount).unwrap(), term_months: 12, method: None };
    QuoteRequest { facts: sound::business("tax-e"), need, on: today() }
}

/// What is on offer, in the order surveyed, each with its reason.
fn offers(surveyed: &[Surveyed]) -> Vec<(&ProductQuote, Option<&Label>)> {
    let on_offer = surveyed.iter().filter_map(|surveyed| match &surveyed.standing {
        Standing::Offered(offer) => Some((offer.as_ref(), surveyed.why.as_ref())),
        Standing::Unasked(_) | Standing::Unavailable(_) | Standing::OtherSegment => None,
    });
    on_offer.collect()
}

#[test]
fn everything_on_offer_is_ranked_by_total_cost_and_says_why() {
    let catalogue = catalogue();
    let request = request(300_000);
    let surveyed = survey(&catalogue, &request, Ranking::ByTotalCost).unwrap();
    let ranked = offers(&surveyed);
    assert!(ranked.len() > 10, "{}", ranked.len());
    let short = |offer: &ProductQuote| offer.amount < request.need.amount;
    assert!(ranked.is_sorted_by_key(|(offer, _)| short(offer)));
    let full: Vec<Money> = ranked
        .iter()
        .filter(|(offer, _)| !short(offer))
        .map(|(offer, _)| offer.total_cost)
        .collect();
    assert!(full.is_sorted());
    let why = |at: usize| ranked[at].1.unwrap().zh.clone();
    assert!(why(0).contains("比次低的少"), "{}", why(0));
    assert!(why(1).contains("比最低的多"), "{}", why(1));
    // The quote shows the first of the same order.
    let quoted = quote(&catalogue, &request).unwrap().body.offers;
    let first: Vec<_> =
        ranked.iter().take(quoted.len()).map(|(offer, _)| (*offer).clone()).collect();
    assert_eq!(quoted, first);
}

#[test]
fn a_product_that_cannot_be_quoted_yet_says_what_it_would_have_to_be_told() {
    let mut facts = Facts::new(Segment::Farmer);
    facts.set(Metric::HerdSize, 100, Source::Declared, today()).unwrap();
    let request = QuoteRequest { facts, ..request(100_000) };
    let surveyed = survey(&catalogue(), &request, Ranking::Off).unwrap();
    let scene = surveyed.iter().find(|product| product.product_id == "feed-scene").unwrap();
    let asks = vec![Metric::FeedCostPerHead, Metric::CyclesFinanced];
    assert_eq!(scene.standing, Standing::Unasked(asks));
}

#[test]
fn a_survey_has_every_product_once_offers_first_and_others_last() {
    let catalogue = catalogue();
    let mut request = request(300_000);
    request.facts = {
        let mut facts = Facts::new(Segment::MicroEnterprise);
        for metric in [Metric::MonthsInBusiness, Metric::AnnualSales, Metric::ExistingDebt] {
            let value = sound::business("tax-e").value(metric).unwrap();
            facts.set(metric, value, Source::Declared, today()).unwrap();
        }
        facts.set(Metric::PledgedBills, 0, Source::Declared, today()).unwrap();
        facts
    };
    let surveyed = survey(&catalogue, &request, Ranking::ByTotalCost).unwrap();
    let place = |surveyed: &Surveyed| match surveyed.standing {
        Standing::Offered(_) => 0,
        Standing::Unasked(_) => 1,
        Standing::Unavailable(_) => 2,
        Standing::OtherSegment => 3,
    };
    assert!(surveyed.is_sorted_by_key(place));
    let places: std::collections::BTreeSet<i32> = surveyed.iter().map(place).collect();
    assert_eq!(places.len(), 4, "every kind of standing is among them");
    let mut ids: Vec<&str> = surveyed.iter().map(|s| s.product_id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), catalogue.products().len());
    assert!(surveyed[0].why.is_some());
}

#[test]
fn a_survey_that_recommends_nothing_stands_as_published() {
    let catalogue = catalogue();
    let surveyed = survey(&catalogue, &request(300_000), Ranking::Off).unwrap();
    let ids = surveyed.iter().map(|surveyed| surveyed.product_id.as_str());
    assert!(ids.eq(catalogue.products().iter().map(|product| product.id.as_str())));
    assert!(surveyed.iter().all(|surveyed| surveyed.why.is_none()));
}
