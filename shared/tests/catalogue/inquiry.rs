//! What is asked to try a product, and where its rules come from.

use crate::cases::{catalogue, today};
use crate::sound;
use shared::facts::{Facts, Metric, Source, Unit};
use shared::inquiry::{MOST, asks, rests_on};
use shared::money::Money;
use shared::provenance::{UNVERIFIED, provenance};
use shared::quote::{Need, QuoteRequest, asked_of};
use shared::ranking::{Ranking, Standing, survey};

#[test]
fn six_answers_at_most_and_every_product_can_be_quoted() {
    let catalogue = catalogue();
    for product in catalogue.products() {
        for segment in &product.segments {
            let quoted = asked_of(*segment);
            let asked = asks(product, |metric| quoted.contains(&metric));
            assert!(asked.len() <= MOST, "{}: {asked:?}", product.id);
            let sound = sound::business(&product.id);
            let mut facts = Facts::new(*segment);
            for metric in quoted.iter().chain(&asked) {
                let value = sound.value(*metric).unwrap();
                facts.set(*metric, value, Source::Declared, today()).unwrap();
            }
            let need =
                Need { amount: Money::from_yuan(50_000).unwrap(), term_months: 12, method: None };
            let request = QuoteRequest { facts, need, on: today() };
            let surveyed = survey(&catalogue, &request, Ranking::Off).unwrap();
            let found = surveyed.iter().find(|found| found.product_id == product.id).unwrap();
            assert!(matches!(found.standing, Standing::Offered(_)), "{}: {found:?}", product.id);
        }
    }
}

#[test]
fn somebody_unknown_is_asked_what_the_limit_rests_on_before_anything_else() {
    for product in catalogue().products() {
        let asked = asks(product, |_| false);
        let basis = asked.iter().take_while(|metric| rests_on(product, **metric)).count();
        assert!(basis > 0, "{}", product.id);
        assert!(
            asked.iter().skip(basis).all(|metric| !rests_on(product, *metric)),
            "{}: {asked:?}",
            product.id
        );
    }
}

#[test]
fn nobody_is_asked_their_age_a_division_code_or_what_only_a_visit_shows() {
    for product in catalogue().products() {
        let asked = asks(product, |_| false);
        assert!(!asked.contains(&Metric::ApplicantAge) && !asked.contains(&Metric::Visited));
        assert!(asked.iter().all(|metric| metric.unit() != Unit::Region), "{}", product.id);
    }
    let catalogue = catalogue();
    let visited = asks(catalogue.product("blend-e").unwrap(), |_| false);
    assert_eq!(visited.first(), Some(&Metric::MonthlySurplus));
}

#[test]
fn every_rule_limit_and_price_has_a_source_and_the_mark_stands_beside_it() {
    for product in catalogue().products() {
        let found = provenance(product);
        let what = found.iter().map(|provenance| provenance.what.len()).sum::<usize>();
        assert!(what >= product.limits.len() + 2, "{}", product.id);
        for (index, provenance) in found.iter().enumerate() {
            assert!(!provenance.source.contains(UNVERIFIED) && !provenance.source.is_empty());
            let again = found.iter().skip(index + 1);
            let again = again.filter(|other| other.source == provenance.source);
            assert!(again.clone().all(|other| other.verified != provenance.verified));
        }
        assert!(found.iter().any(|provenance| !provenance.verified), "{}", product.id);
    }
}
