//! What the sample catalogue as a whole keeps to.

use crate::cases::{Seeded, catalogue, today};
use shared::assessment::verdict;
use shared::canonical;
use shared::catalogue::{LimitCandidate, Product};
use shared::facts::{Lever, Metric};
use std::collections::BTreeSet;

/// What the published catalogue may weigh on its way to a phone.
const CATALOGUE_BYTES_MAX: usize = 20_000;

#[test]
fn the_published_catalogue_travels_in_twenty_kilobytes() {
    let document = canonical::bytes(catalogue().document()).unwrap();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: document.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*document, &mut compressed, &parameters).unwrap();
    println!("catalogue: {} bytes, {} after brotli", document.len(), compressed.len());
    assert!(compressed.len() <= CATALOGUE_BYTES_MAX, "{} bytes", compressed.len());
}

#[test]
fn every_product_of_the_design_is_there() {
    let catalogue = catalogue();
    let names: BTreeSet<&str> =
        catalogue.products().iter().map(|product| product.name.zh.as_str()).collect();
    for name in [
        "小微快贷",
        "个人经营快贷",
        "裕农快贷",
        "交易快贷",
        "云税贷",
        "税e贷",
        "税金贷",
        "票e贷",
        "票e贷（票据质押）",
        "融e贷",
        "建行e贷（应收）",
        "建行e贷（应付）",
        "建行e贷（订单）",
        "善科贷",
        "乡村振兴贷款",
        "乐业贷（新希望六和购料贷）",
        "乐企贷",
        "抵押快贷",
    ] {
        assert!(names.contains(name), "{name} is missing");
    }
    assert_eq!(catalogue.document().announced[0].name.zh, "票保通");
}

#[test]
fn every_rule_limit_and_price_says_where_it_comes_from_and_that_nobody_verified_it() {
    let catalogue = catalogue();
    for product in catalogue.products() {
        let of_rules = product.rules.iter().map(|rule| &rule.source);
        let of_limits = product.limits.iter().map(|limit| &limit.source);
        for source in of_rules.chain(of_limits).chain([&product.pricing.source, &product.source]) {
            assert!(source.contains("未核实"), "{}: {source}", product.id);
        }
    }
}

/// Every metric the product depends on.
pub(crate) fn metrics_of(product: &Product) -> BTreeSet<Metric> {
    let rules = product.rules.iter().map(|rule| rule.require.metric);
    let limits = product.limits.iter().flat_map(LimitCandidate::metrics);
    let uplifts = product.limits.iter().flat_map(|limit| limit.uplift.iter());
    let uplifts = uplifts.flat_map(|uplift| uplift.when.iter().map(|when| when.metric));
    let scores = product.pricing.scorecard.iter().map(|line| line.metric);
    let adjusted = product.pricing.adjustments.iter().map(|adjustment| adjustment.when.metric);
    rules.chain(limits).chain(uplifts).chain(scores).chain(adjusted).collect()
}

#[test]
fn better_facts_never_lower_a_limit_raise_a_rate_or_turn_a_yes_into_a_no_in_any_product() {
    let catalogue = catalogue();
    let lpr = catalogue.lpr_on(today()).unwrap();
    for product in catalogue.products() {
        let mut seeded = Seeded(29);
        let (mut eligible, mut moved) = (0, 0);
        for case in 0..600_u32 {
            let facts = seeded.facts_for(product);
            let before = verdict(product, &facts, lpr);
            eligible += u32::from(before.eligible);
            for metric in metrics_of(product) {
                let value = facts.value(metric).unwrap();
                let by = i64::try_from(seeded.below(20_000_000)).unwrap() + 1;
                let better = match metric.lever() {
                    Lever::Raise => value.saturating_add(by),
                    Lever::Lower => value.saturating_sub(by),
                    Lever::Time | Lever::Fixed => continue,
                };
                let better = better.clamp(0, metric.maximum());
                let after = verdict(product, &facts.with(metric, better, today()), lpr);
                let told = format!("case {case}, {}, {}", product.id, metric.key());
                assert!(after.limit >= before.limit, "{told}: limit fell");
                assert!(after.annual_rate <= before.annual_rate, "{told}: rate rose");
                assert!(after.eligible || !before.eligible, "{told}: became ineligible");
                moved += u32::from(after != before);
            }
        }
        assert!(eligible > 30, "{}: only {eligible} of 600 cases were eligible", product.id);
        assert!(moved > 30, "{}: only {moved} changes moved anything", product.id);
    }
}

#[test]
fn time_alone_never_lowers_a_limit_where_more_of_it_is_asked_for() {
    let catalogue = catalogue();
    let lpr = catalogue.lpr_on(today()).unwrap();
    for product in catalogue.products() {
        let mut seeded = Seeded(31);
        for _ in 0..200_u32 {
            let facts = seeded.facts_for(product);
            let before = verdict(product, &facts, lpr);
            for metric in [
                Metric::MonthsInBusiness,
                Metric::MonthsInvoicing,
                Metric::MonthsOfStatements,
                Metric::MonthsSinceTaxRegistration,
                Metric::MonthsTrading,
            ] {
                let later = (facts.value(metric).unwrap() + 24).min(metric.maximum());
                let after = verdict(product, &facts.with(metric, later, today()), lpr);
                assert!(after.limit >= before.limit && after.annual_rate <= before.annual_rate);
                assert!(after.eligible || !before.eligible, "{} {}", product.id, metric.key());
            }
        }
    }
}
