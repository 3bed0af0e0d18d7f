//! What the engine answers, told with the sample catalogue.
#![cfg(feature = "catalogue-files")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use chrono::NaiveDate;
use shared::assessment::{RuleOutcome, assess, verdict};
use shared::catalogue::{Catalogue, files};
use shared::decision::{Answer, Decision, DecisionRequest, decide};
use shared::facts::{Facts, Lever, Metric, Segment, Source, Unit};
use shared::improvement::improvements;
use shared::money::Money;
use shared::quote::{Need, QuoteRequest, quote};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn catalogue() -> Catalogue {
    files::sample().unwrap()
}

fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount).unwrap()
}

fn need(amount: i64) -> Need {
    Need { amount: yuan(amount), term_months: 12, method: None }
}

/// Facts as `(metric, canonical text)`.
fn facts(segment: Segment, source: Source, data: &[(Metric, &str)]) -> Facts {
    let mut facts = Facts::new(segment);
    for (metric, text) in data {
        facts.set(*metric, metric.unit().parse(text).unwrap(), source, today()).unwrap();
    }
    facts
}

/// A sound enterprise with a three-year tax record, as verified.
fn sound_enterprise() -> Facts {
    facts(
        Segment::MicroEnterprise,
        Source::Tax,
        &[
            (Metric::MonthsInBusiness, "40"),
            (Metric::RegistryActive, "true"),
            (Metric::AnnualSales, "3000000.00"),
            (Metric::TaxPaid12Months, "60000.00"),
            (Metric::TaxPaid24Months, "110000.00"),
            (Metric::TaxGrade, "B"),
            (Metric::TaxArrears, "0.00"),
            (Metric::MonthsSinceTaxRegistration, "38"),
            (Metric::ExistingDebt, "200000.00"),
            (Metric::CurrentOverdue, "0.00"),
            (Metric::Overdues24Months, "0"),
            (Metric::CreditQueries6Months, "2"),
            (Metric::ApplicantAge, "41"),
        ],
    )
}

fn decided(product: &str, declared: &Facts, verified: &Facts, amount: i64) -> Decision {
    let need = need(amount);
    let request =
        DecisionRequest { declared, need: &need, on: today(), product_id: product, verified };
    decide(&catalogue(), &request).unwrap()
}

#[test]
fn a_sound_business_gets_what_it_asks_for_and_the_limit_it_could_have() {
    let facts = sound_enterprise();
    let decision = decided("cloud-tax", &facts, &facts, 300_000);
    let Answer::Approve(offer) = &decision.answer else { panic!("{:?}", decision.answer) };
    // min(7 × 60,000; 4 × 110,000; B cap 2,000,000; 5,000,000 − 200,000)
    assert_eq!(offer.limit, yuan(420_000));
    assert_eq!(offer.example.amount, yuan(300_000));
    // Score B 20 + tax 15 + registration 5 = 40: grade B, LPR 3.00 % + 65 bp.
    assert_eq!(offer.price.annual_rate.to_string(), "0.0365");
    assert!(decision.reasons.is_empty());
}

#[test]
fn asking_for_more_than_the_limit_makes_a_counter_offer_that_says_what_decided_it() {
    let facts = sound_enterprise();
    let decision = decided("cloud-tax", &facts, &facts, 800_000);
    assert!(
        matches!(&decision.answer, Answer::CounterOffer(offer) if offer.limit == yuan(420_000))
    );
    assert_eq!(
        decision.reasons[0].text.zh,
        "申请80万元，可批42万元，取决于：近12个月纳税额的7倍。"
    );
}

#[test]
fn a_missing_fact_refers_and_never_approves() {
    for metric in [Metric::TaxGrade, Metric::CurrentOverdue, Metric::TaxPaid24Months] {
        let full = sound_enterprise();
        let mut verified = Facts::new(full.segment);
        for (known, datum) in full.iter().filter(|(known, _)| *known != metric) {
            verified.set(known, datum.value, datum.source, datum.as_of).unwrap();
        }
        let decision = decided("cloud-tax", &full, &verified, 300_000);
        assert_eq!(decision.answer, Answer::Refer, "{}", metric.key());
        assert!(decision.reasons.iter().any(|reason| reason.code == "missing_fact"));
    }
}

#[test]
fn every_failed_rule_is_a_reason_in_plain_words() {
    let mut facts = sound_enterprise();
    facts.set(Metric::TaxGrade, 0, Source::Tax, today()).unwrap();
    facts.set(Metric::CurrentOverdue, 500_000, Source::CreditBureau, today()).unwrap();
    let decision = decided("cloud-tax", &facts, &facts, 300_000);
    assert_eq!(decision.answer, Answer::Decline);
    let said: Vec<&str> = decision.reasons.iter().map(|reason| reason.text.zh.as_str()).collect();
    assert_eq!(
        said,
        [
            "要求纳税信用等级 不低于 M级，目前为 D级。",
            "要求当前逾期金额 不超过 0元，目前为 5,000元。"
        ]
    );
}

#[test]
fn a_rule_that_refers_hands_the_case_to_a_person() {
    let mut facts = sound_enterprise();
    facts.set(Metric::CreditQueries6Months, 9, Source::CreditBureau, today()).unwrap();
    assert_eq!(decided("micro-quick", &facts, &facts, 300_000).answer, Answer::Refer);
}

#[test]
fn the_difference_between_declared_and_verified_moves_the_limit_and_is_told() {
    let declared = sound_enterprise();
    let mut verified = declared.clone();
    verified.set(Metric::TaxPaid12Months, 3_000_000, Source::Tax, today()).unwrap();
    let decision = decided("cloud-tax", &declared, &verified, 300_000);
    assert!(
        matches!(&decision.answer, Answer::CounterOffer(offer) if offer.limit == yuan(210_000))
    );
    assert_eq!(decision.differences.len(), 1);
    assert_eq!(decision.differences[0].declared, "60000.00");
    assert_eq!(decision.differences[0].verified, "30000.00");
}

#[test]
fn a_product_of_another_segment_declines() {
    let facts = sound_enterprise();
    let decision = decided("farmer-quick", &facts, &facts, 10_000);
    assert_eq!(decision.answer, Answer::Decline);
    assert!(decision.reasons.iter().any(|reason| reason.code == "segment"));
}

#[test]
fn a_quote_ranks_products_that_cover_the_need_by_total_cost() {
    let request = QuoteRequest { facts: sound_enterprise(), need: need(300_000), on: today() };
    let body = quote(&catalogue(), &request).unwrap().body;
    let products: Vec<&str> = body.offers.iter().map(|offer| offer.product_id.as_str()).collect();
    // Two years of tax are known, so the product that rests on them is quoted too.
    assert_eq!(products.len(), 3);
    assert!(products.contains(&"tax-gold"), "{products:?}");
    assert!(body.offers.is_sorted_by_key(|offer| offer.total_cost));
    for offer in &body.offers {
        assert_eq!(offer.amount, yuan(300_000));
        assert!(offer.annualised_irr >= offer.annualised_simple);
        assert!(!offer.binding.is_empty());
    }
}

#[test]
fn a_quote_from_few_declared_facts_lists_what_will_be_verified() {
    let declared = facts(
        Segment::MicroEnterprise,
        Source::Declared,
        &[
            (Metric::MonthsInBusiness, "36"),
            (Metric::AnnualSales, "1200000.00"),
            (Metric::TaxPaid12Months, "30000.00"),
            (Metric::TaxGrade, "B"),
            (Metric::ExistingDebt, "0.00"),
        ],
    );
    let request = QuoteRequest { facts: declared, need: need(300_000), on: today() };
    let body = quote(&catalogue(), &request).unwrap().body;
    assert_eq!(body.offers.len(), 2);
    assert!(body.offers.iter().all(|offer| offer.to_verify.contains(&Metric::CurrentOverdue)));
}

#[test]
fn what_is_not_available_says_why_and_what_would_change_it() {
    let mut facts = sound_enterprise();
    facts.set(Metric::TaxGrade, 1, Source::Declared, today()).unwrap();
    let request = QuoteRequest { facts, need: need(300_000), on: today() };
    let body = quote(&catalogue(), &request).unwrap().body;
    let tax = body.unavailable.iter().find(|product| product.product_id == "cloud-tax").unwrap();
    assert_eq!(tax.reasons[0].code, "tax-grade");
    let advice = &tax.improvements[0];
    assert_eq!((advice.metric, advice.to.as_str()), (Metric::TaxGrade, "M"));
}

/// SplitMix64, so that a failing case can be named by its number.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

fn random_facts(seeded: &mut Seeded, segment: Segment) -> Facts {
    let mut facts = Facts::new(segment);
    for metric in Metric::ALL {
        let bound = metric.maximum().min(1_000_000_000).unsigned_abs() + 1;
        let bound = if seeded.below(3) == 0 { bound } else { bound.min(50_000_000) };
        let value = i64::try_from(seeded.below(bound)).unwrap();
        facts.set(*metric, value, Source::Tax, today()).unwrap();
    }
    // Half of the cases are registered, of age and without trouble, or almost all would decline.
    if seeded.below(2) == 0 {
        for (metric, value) in [
            (Metric::RegistryActive, 1),
            (Metric::ApplicantAge, 40),
            (Metric::CurrentOverdue, 0),
            (Metric::TaxArrears, 0),
            (Metric::Overdues24Months, 0),
            (Metric::CreditQueries6Months, 0),
        ] {
            facts.set(metric, value, Source::Tax, today()).unwrap();
        }
    }
    facts
}

#[test]
fn better_facts_never_lower_a_limit_or_raise_a_rate_product_by_product() {
    let catalogue = catalogue();
    let lpr = catalogue.lpr_on(today()).unwrap();
    let mut seeded = Seeded(7);
    let mut eligible = 0;
    for case in 0..5_000_u32 {
        for product in catalogue.products() {
            let facts = random_facts(&mut seeded, product.segments[0]);
            let before = verdict(product, &facts, lpr);
            eligible += u32::from(before.eligible);
            for metric in Metric::ALL {
                let value = facts.value(*metric).unwrap();
                let better = match metric.lever() {
                    Lever::Raise => value + 1 + i64::try_from(seeded.below(10_000_000)).unwrap(),
                    Lever::Lower => value - 1 - i64::try_from(seeded.below(10_000_000)).unwrap(),
                    Lever::Time | Lever::Fixed => continue,
                };
                let better = better.clamp(0, metric.maximum());
                let after = verdict(product, &facts.with(*metric, better, today()), lpr);
                let told = format!("case {case}, {}, {}", product.id, metric.key());
                assert!(after.limit >= before.limit, "{told}: limit fell");
                assert!(after.annual_rate <= before.annual_rate, "{told}: rate rose");
                assert!(after.eligible || !before.eligible, "{told}: became ineligible");
            }
        }
    }
    assert!(
        eligible > 1_000,
        "only {eligible} cases were eligible: the property was hardly tested"
    );
}

#[test]
fn all_advice_applied_does_what_it_says_and_a_step_less_does_not() {
    let catalogue = catalogue();
    let lpr = catalogue.lpr_on(today()).unwrap();
    let mut seeded = Seeded(11);
    let mut given = 0;
    for case in 0..3_000_u32 {
        for product in catalogue.products() {
            let facts = random_facts(&mut seeded, product.segments[0]);
            let before = verdict(product, &facts, lpr);
            let wanted = yuan(i64::try_from(seeded.below(3_000_000)).unwrap() + 1);
            for advice in improvements(product, &facts, wanted, today()) {
                given += 1;
                let told = format!("case {case}, {}, {}", product.id, advice.metric.key());
                assert!(
                    !matches!(advice.metric.lever(), Lever::Time | Lever::Fixed),
                    "{told}: advised what nobody can change"
                );
                let to = advice.metric.unit().parse(&advice.to).unwrap();
                let after = verdict(product, &facts.with(advice.metric, to, today()), lpr);
                assert_eq!(after.limit, advice.limit, "{told}");
                assert!(
                    after.eligible && (after.limit > before.limit || !before.eligible),
                    "{told}"
                );
                let from = facts.value(advice.metric).unwrap();
                let step = if advice.metric.unit() == Unit::Money { 10_000 } else { 1 };
                let short = if to > from { to - step } else { to + step };
                let short = verdict(product, &facts.with(advice.metric, short, today()), lpr);
                assert!(
                    !short.eligible || short.limit < after.limit,
                    "{told}: a smaller change would do"
                );
            }
        }
    }
    assert!(given > 1_000, "only {given} pieces of advice: the property was hardly tested");
}

#[test]
fn the_short_verdict_and_the_full_assessment_agree() {
    let catalogue = catalogue();
    let lpr = catalogue.lpr_on(today()).unwrap();
    let mut seeded = Seeded(13);
    for _ in 0..2_000 {
        for product in catalogue.products() {
            let facts = random_facts(&mut seeded, product.segments[0]);
            let full = assess(product, &facts, lpr);
            let short = verdict(product, &facts, lpr);
            assert_eq!(short.eligible, full.is_eligible());
            assert_eq!(short.limit, full.limit);
            assert_eq!(short.annual_rate, full.price.annual_rate);
            assert!(!full.any(RuleOutcome::Missing));
        }
    }
}
