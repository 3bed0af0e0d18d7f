//! Mechanisms of products as the sample catalogue uses them.

use crate::cases::{catalogue, today};
use crate::sound;
use shared::assessment::verdict;
use shared::catalogue::files::{SAMPLE, parse};
use shared::catalogue::{Catalogue, Multiple, Paper};
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
fn both_readings_of_raised_by_ten_are_one_word_in_the_catalogue() {
    let facts = sound::business("property-quick");
    let limits = |reading: &str| {
        let written = format!("reading = \"{reading}\"");
        let catalogue = rewritten("property-quick.toml", "reading = \"points\"", &written);
        let need = Need { amount: yuan(900_000), term_months: 12, method: None };
        let request = DecisionRequest {
            declared: &facts,
            need: &need,
            on: today(),
            product_id: "property-quick",
            verified: &facts,
        };
        let decision = decide(&catalogue, &request).unwrap();
        let Answer::CounterOffer(offer) = decision.answer else { panic!("{:?}", decision.answer) };
        let uplift = offer.uplift.expect("both limits are on the offer");
        (uplift.before, uplift.after, offer.limit)
    };
    // A home worth a million: 70 % raised to 80 %, or by a tenth to 77 %.
    assert_eq!(limits("points"), (yuan(700_000), yuan(800_000), yuan(800_000)));
    assert_eq!(limits("share"), (yuan(700_000), yuan(770_000), yuan(770_000)));
}

/// The sample catalogue with one text of one file changed.
fn rewritten(file: &str, from: &str, to: &str) -> Catalogue {
    let text = |(name, text): &(&str, &str)| {
        let text = if *name == file { text.replace(from, to) } else { (*text).to_owned() };
        ((*name).to_owned(), text)
    };
    let texts: Vec<(String, String)> = SAMPLE.iter().map(text).collect();
    let files: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    parse(&files).unwrap()
}

#[test]
fn what_is_lent_on_papers_is_the_share_the_limit_is_worked_out_with() {
    let catalogue = catalogue();
    for (id, share) in
        [("chain-receivable", 80), ("chain-payable", 85), ("chain-order", 70), ("bill-pledge", 90)]
    {
        let product = catalogue.product(id).unwrap();
        let times = product.limits[0].parts[0].times.unwrap();
        assert_eq!(times.parts(), share * Multiple::PARTS / 100, "{id}");
        assert_eq!(i64::from(product.advance.as_ref().unwrap().percent), share, "{id}");
    }
}

#[test]
fn an_offer_carries_what_its_draws_take_so_that_a_later_product_cannot_change_it() {
    let facts = sound::business("feed-scene");
    let need = Need { amount: yuan(20_000), term_months: 4, method: None };
    let on = today();
    let request = DecisionRequest {
        declared: &facts,
        need: &need,
        on,
        product_id: "feed-scene",
        verified: &facts,
    };
    let decision = decide(&catalogue(), &request).unwrap();
    let Answer::Approve(offer) = decision.answer else { panic!("{:?}", decision.answer) };
    assert_eq!(offer.draws.paper(), Some(Paper::PurchaseContract));
    assert_eq!(offer.draws.scene.unwrap().goods.zh, "饲料");
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
    let shown = score.shown(&facts);
    assert_eq!((shown.points, shown.opens), (74, Some(yuan(5_000_000))));
    assert_eq!(shown.next.map(|band| band.at_least), Some(80));
    let factors = shown.factors;
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
    assert_eq!(undertaking.description, "采购面粉和食用油");
    for words in
        ["支付 买 房 首付", "炒股", "SHARES of a friend's firm", "ｇａｍｂｌｉｎｇ", "买\u{200b}房"]
    {
        let refused = undertake(product, 0, words);
        assert!(matches!(refused, Err(PurposeRefused::Prohibited { .. })), "{words}: {refused:?}");
    }
    let named = undertake(product, 0, "ＳＴＯＣＫＳ");
    assert_eq!(named, Err(PurposeRefused::Prohibited { word: "stocks".to_owned() }));
    assert_eq!(undertake(product, 9, ""), Err(PurposeRefused::NotOffered));
    assert_eq!(undertake(product, 0, &"长".repeat(201)), Err(PurposeRefused::TooLong));
}
