//! The part of the catalogue a first visit quotes from.

use crate::cases::{Seeded, catalogue, today};
use shared::catalogue::Catalogue;
use shared::facts::{Facts, Segment, Source};
use shared::money::Money;
use shared::quote::{Need, QuoteRequest, asked_of, quote};

#[test]
fn the_four_products_the_questions_reach_are_the_part_for_the_quote() {
    let part = catalogue().for_quote();
    let ids: Vec<&str> = part.products.iter().map(|product| product.id.as_str()).collect();
    assert_eq!(ids, ["cloud-tax", "farmer-quick", "micro-quick", "sole-trader-quick"]);
}

#[test]
fn what_the_screen_asks_is_quoted_alike_from_the_part_and_from_the_whole() {
    let whole = catalogue();
    let part = Catalogue::published(whole.for_quote(), whole.digest());
    let mut seeded = Seeded(3);
    let mut offers = 0;
    for case in 0..1_500_u32 {
        for segment in [Segment::MicroEnterprise, Segment::SoleTrader, Segment::Farmer] {
            let mut facts = Facts::new(segment);
            for metric in asked_of(segment) {
                // One answer in eight is left empty.
                if !seeded.one_in(8) {
                    let value = seeded.value(*metric);
                    facts.set(*metric, value, Source::Declared, today()).unwrap();
                }
            }
            let amount = Money::from_fen(i64::try_from(seeded.below(100_000_000)).unwrap() + 1);
            let need = Need { amount, term_months: 12, method: None };
            let request = QuoteRequest { facts, need, on: today() };
            let from_part = quote(&part, &request).unwrap();
            assert_eq!(from_part, quote(&whole, &request).unwrap(), "case {case}");
            offers += from_part.body.offers.len();
        }
    }
    assert!(offers > 1_000, "only {offers} offers: the property was hardly tested");
}
