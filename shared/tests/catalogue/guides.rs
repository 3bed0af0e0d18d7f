//! The guide is written from the live rules: change a rule, and text and decision move together.

use crate::cases::{catalogue, today};
use crate::sound;
use shared::catalogue::{Catalogue, files};
use shared::decision::{Answer, DecisionRequest, decide};
use shared::facts::{Facts, Metric};
use shared::guide::{Guide, guide};
use shared::language::Language;
use shared::money::Money;
use shared::quote::Need;

fn text(guide: &Guide, language: Language) -> String {
    let lines = guide.sections.iter().flat_map(|section| &section.lines);
    lines.map(|line| [line.text(language), "\n"].concat()).collect()
}

fn guide_of(catalogue: &Catalogue, product: &str) -> Guide {
    guide(catalogue.product(product).unwrap(), catalogue.lpr_on(today()).unwrap())
}

fn answer(catalogue: &Catalogue, product_id: &str, facts: &Facts) -> Answer {
    let need = Need { amount: Money::from_yuan(20_000).unwrap(), term_months: 12, method: None };
    let request =
        DecisionRequest { declared: facts, need: &need, on: today(), product_id, verified: facts };
    decide(catalogue, &request).unwrap().answer
}

fn changed(file: &str, from: &str, to: &str) -> Catalogue {
    let texts: Vec<(&str, String)> = files::SAMPLE
        .iter()
        .map(|(name, text)| {
            (*name, if *name == file { text.replace(from, to) } else { (*text).to_owned() })
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (*n, t.as_str())).collect();
    files::parse(&files).unwrap()
}

#[test]
fn changing_a_threshold_moves_the_guide_and_the_decision_together() {
    let before = catalogue();
    let after = changed(
        "tax-e.toml",
        "{ metric = \"months_since_tax_payment\", op = \"<=\", threshold = \"6\" }",
        "{ metric = \"months_since_tax_payment\", op = \"<=\", threshold = \"3\" }",
    );
    let facts = sound::business("tax-e").with(Metric::MonthsSinceTaxPayment, 5, today());
    assert!(matches!(answer(&before, "tax-e", &facts), Answer::Approve(_)));
    assert_eq!(answer(&after, "tax-e", &facts), Answer::Decline);
    for (language, old, new) in [
        (Language::Zh, "距最近一次缴税 不超过 6个月", "距最近一次缴税 不超过 3个月"),
        (
            Language::En,
            "time since tax was last paid at most 6 months",
            "time since tax was last paid at most 3 months",
        ),
    ] {
        let (was, is) = (
            text(&guide_of(&before, "tax-e"), language),
            text(&guide_of(&after, "tax-e"), language),
        );
        assert!(was.contains(old) && !was.contains(new), "{was}");
        assert!(is.contains(new) && !is.contains(old), "{is}");
    }
}

#[test]
fn changing_a_multiple_moves_the_guide_and_the_limit_together() {
    let (before, after) =
        (catalogue(), changed("tax-gold.toml", "times = \"3.5\"", "times = \"2.25\""));
    let facts = sound::business("tax-gold");
    let limit = |catalogue: &Catalogue| match answer(catalogue, "tax-gold", &facts) {
        Answer::Approve(offer) => offer.limit,
        other => panic!("{other:?}"),
    };
    assert!(limit(&after) < limit(&before));
    assert!(text(&guide_of(&before, "tax-gold"), Language::Zh).contains("× 3.5"));
    assert!(text(&guide_of(&after, "tax-gold"), Language::Zh).contains("× 2.25"));
}

#[test]
fn every_guide_says_every_rule_every_limit_and_every_price_in_both_languages() {
    let catalogue = catalogue();
    for product in catalogue.products() {
        let guide = guide_of(&catalogue, &product.id);
        for language in [Language::Zh, Language::En] {
            let text = text(&guide, language);
            for rule in &product.rules {
                assert!(text.contains(&rule.require.say(language)), "{}: {}", product.id, rule.id);
            }
            for limit in &product.limits {
                assert!(text.contains(limit.label.text(language)), "{}: {}", product.id, limit.id);
            }
            for grade in &product.pricing.grades {
                assert!(text.contains(&grade.spread_bp.to_string()), "{}", product.id);
            }
        }
    }
}

#[test]
fn an_uplift_says_how_it_is_read() {
    let points = text(&guide_of(&catalogue(), "property-quick"), Language::Zh);
    assert!(points.contains("再提高10个百分点"), "{points}");
    let share = changed("property-quick.toml", "reading = \"points\"", "reading = \"share\"");
    let share = text(&guide_of(&share, "property-quick"), Language::Zh);
    assert!(share.contains("再提高10%"), "{share}");
}

#[test]
fn a_limit_reads_as_people_write_a_sum() {
    let (zh, en) = (
        text(&guide_of(&catalogue(), "property-quick"), Language::Zh),
        text(&guide_of(&catalogue(), "property-quick"), Language::En),
    );
    assert!(zh.contains("住宅 0.7、办公用房 0.5、商铺 0.5） − 在先抵押余额"), "{zh}");
    assert!(en.contains("shop 0.5) − mortgages that come first"), "{en}");
    let room = text(&guide_of(&catalogue(), "tax-gold"), Language::Zh);
    assert!(room.contains("万元 − 现有经营负债"), "{room}");
    assert!(!room.contains("× 1\n") && !room.contains("× -"), "{room}");
}
