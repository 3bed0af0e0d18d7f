//! Mechanisms of products as the sample catalogue uses them.

use crate::cases::{catalogue, today};
use crate::sound;
use shared::assessment::verdict;
use shared::decision::{Answer, DecisionRequest, decide};
use shared::facts::Metric;
use shared::money::Money;
use shared::mortgage_uplift::shown;
use shared::purpose::{PurposeRefused, undertake};
use shared::quote::Need;

fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount).unwrap()
}

#[test]
fn ten_points_more_on_a_mortgage_are_shown_before_and_after_with_what_is_missing() {
    let catalogue = catalogue();
    let product = catalogue.product("property-quick").unwrap();
    let lpr = catalogue.lpr_on(today()).unwrap();
    let facts = sound::business("property-quick");
    let both = shown(product, &facts, lpr).unwrap();
    // A home worth a million at 70 %, or 80 %.
    assert_eq!((both.before, both.after), (yuan(700_000), yuan(800_000)));
    assert_eq!(both.wanting, []);
    assert_eq!(verdict(product, &facts, lpr).limit, both.after);

    let worse = facts.with(Metric::TaxGrade, 2, today());
    let both = shown(product, &worse, lpr).unwrap();
    assert_eq!((both.before, both.after), (yuan(700_000), yuan(800_000)));
    assert_eq!(both.wanting.len(), 1);
    assert_eq!(verdict(product, &worse, lpr).limit, both.before);
    assert!(shown(catalogue.product("tax-e").unwrap(), &facts, lpr).is_none());
}

#[test]
fn the_scene_limit_is_herd_times_feed_times_cycles() {
    let catalogue = catalogue();
    let product = catalogue.product("feed-scene").unwrap();
    let lpr = catalogue.lpr_on(today()).unwrap();
    let facts = sound::business("feed-scene");
    // 400 head × 600 yuan × 1 cycle × 70 %
    assert_eq!(verdict(product, &facts, lpr).limit, yuan(168_000));
    let more = facts.with(Metric::CyclesFinanced, 2, today());
    assert_eq!(verdict(product, &more, lpr).limit, yuan(336_000));
    assert_eq!(product.scene.as_ref().unwrap().name.zh, "新希望六和购料贷");
    assert!(product.entrusted_payment_above.is_zero());
}

#[test]
fn the_value_score_shows_every_factor_and_opens_its_band() {
    let catalogue = catalogue();
    let product = catalogue.product("value-tech").unwrap();
    let facts = sound::business("value-tech");
    let score = product.limits[0].score.as_ref().unwrap();
    let factors = score.explain(&facts);
    assert_eq!(factors.len(), 5);
    assert_eq!(factors.iter().map(|factor| factor.of).sum::<i32>(), 100);
    // V 14, A 14, L 6, U 20, E 20.
    assert_eq!(factors.iter().map(|factor| factor.points).collect::<Vec<_>>(), [14, 14, 6, 20, 20]);
    assert_eq!(score.amount(&facts), Ok(yuan(5_000_000)));
    let lpr = catalogue.lpr_on(today()).unwrap();
    assert_eq!(verdict(product, &facts, lpr).limit, yuan(5_000_000));
}

#[test]
fn a_business_registered_elsewhere_is_declined_by_the_local_bank_only() {
    let facts = sound::business("tax-e").with(Metric::RegisteredRegion, 510_602, today());
    let need = Need { amount: yuan(20_000), term_months: 12, method: None };
    let answer = |product_id| {
        let on = today();
        let request =
            DecisionRequest { declared: &facts, need: &need, on, product_id, verified: &facts };
        decide(&catalogue(), &request).unwrap()
    };
    let local = answer("tax-e");
    assert_eq!(local.answer, Answer::Decline);
    assert_eq!(local.reasons[0].text.zh, "要求注册地行政区划 属于 5105，目前为 510602。");
    assert!(matches!(answer("trade-quick").answer, Answer::Approve(_)));
}

#[test]
fn an_undertaking_names_the_purpose_and_refuses_what_is_never_financed() {
    let catalogue = catalogue();
    let product = catalogue.product("tax-e").unwrap();
    let undertaking = undertake(product, 0, "采购面粉和食用油").unwrap();
    assert!(undertaking.promise.zh.contains("采购货物、原材料"));
    assert_eq!(undertaking.never.len(), 4);
    for words in ["支付 买 房 首付", "炒股", "SHARES of a friend's firm"] {
        let refused = undertake(product, 0, words);
        assert!(matches!(refused, Err(PurposeRefused::Prohibited { .. })), "{words}: {refused:?}");
    }
    assert_eq!(undertake(product, 9, ""), Err(PurposeRefused::NotOffered));
}
