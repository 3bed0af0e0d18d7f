//! What decides limits beside rules: the region, the uplift on a mortgage, the VALUE score.

use server::simulator::Behaviour;
use shared::api::{DecisionView, Empty, GetFacility};
use shared::catalogue::Catalogue;
use shared::catalogue::files::{SAMPLE, parse};
use shared::decision::Answer;
use tests::identity::Person;
use tests::shop::Shop;

/// The sample catalogue with one text of one file changed.
fn rewritten(file: &str, from: &str, to: &str) -> Catalogue {
    let text = |(name, text): &(&str, &str)| {
        let text = if *name == file { text.replacen(from, to, 1) } else { (*text).to_owned() };
        ((*name).to_owned(), text)
    };
    let texts: Vec<(String, String)> = SAMPLE.iter().map(text).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    parse(&files).expect("a sound catalogue")
}

async fn decided(shop: &Shop, person: &Person, amount: i64) -> DecisionView {
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.apply(person, amount).await;
    shop.work().await;
    borrower.application(&id).await.decision.expect("a decision")
}

#[tokio::test]
async fn a_business_registered_outside_the_institution_s_region_is_declined_with_the_reason() {
    let person = Person::enterprise().choosing("tax-e");
    let shop = Shop::open().await;
    shop.script_fact("registry", "registered_region", Some("510602"));
    let elsewhere = decided(&shop, &person, 50_000).await;
    assert_eq!(elsewhere.answer, Answer::Decline);
    let reason = elsewhere.reasons.iter().find(|reason| reason.code == "region").expect("why");
    assert!(reason.text.zh.contains("5105") && reason.text.zh.contains("510602"), "{reason:?}");

    // The institution's region is one line of one file.
    let shop = Shop::open_with(|opening| {
        opening.catalogue =
            rewritten("part-region.toml", "threshold = \"5105\"", "threshold = \"5106\"");
    })
    .await;
    shop.script_fact("registry", "registered_region", Some("510602"));
    let at_home = decided(&shop, &person, 50_000).await;
    assert!(matches!(at_home.answer, Answer::Approve(_)), "{:?}", at_home.reasons);
}

#[tokio::test]
async fn a_mortgage_shows_its_limit_with_and_without_ten_more_in_either_reading() {
    let person = Person::enterprise().choosing("property-quick");
    for (reading, after) in [("points", "800000.00"), ("share", "770000.00")] {
        let shop = Shop::open_with(|opening| {
            let written = format!("reading = \"{reading}\"");
            opening.catalogue = rewritten("property-quick.toml", "reading = \"points\"", &written);
        })
        .await;
        let worth = [
            ("property_value", "1000000.00"),
            ("property_kind", "home"),
            ("prior_mortgage", "0.00"),
        ];
        let worth = worth.map(|(key, text)| (key.to_owned(), Some(text.to_owned())));
        shop.script("valuation", Behaviour::Facts(worth.into()), None);
        let (mut borrower, facility) = shop.facility_of("13800138000", &person, 100_000).await;
        let offer = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.offer;
        let uplift = offer.uplift.expect("both limits");
        assert_eq!(uplift.before.to_string(), "700000.00", "{reading}");
        assert_eq!(uplift.after.to_string(), after, "{reading}");
        assert_eq!((offer.limit, uplift.wanting), (uplift.after, Vec::new()), "{reading}");
    }
}

#[tokio::test]
async fn what_is_missing_for_the_uplift_is_named_and_the_limit_is_the_lower_one() {
    let shop = Shop::open().await;
    shop.script_fact("tax", "tax_grade", Some("M"));
    let person = Person::enterprise().choosing("property-quick");
    let decision = decided(&shop, &person, 100_000).await;
    let Answer::Approve(offer) = decision.answer else { panic!("{:?}", decision.reasons) };
    let uplift = offer.uplift.clone().expect("both limits");
    assert_eq!(offer.limit, uplift.before);
    assert!(uplift.before < uplift.after);
    assert_eq!(uplift.wanting.len(), 1);
}

#[tokio::test]
async fn the_value_score_is_shown_factor_by_factor_and_chooses_the_limit() {
    let shop = Shop::open().await;
    let person = Person::enterprise().choosing("value-tech");
    let decision = decided(&shop, &person, 200_000).await;
    let score = decision.score.expect("a score");
    let names: Vec<_> = score.factors.iter().map(|factor| &factor.label.zh[..1]).collect();
    assert_eq!(names, ["V", "A", "L", "U", "E"]);
    assert_eq!(score.points, score.factors.iter().map(|factor| factor.points).sum::<i32>());
    assert_eq!(score.factors.iter().map(|factor| factor.of).sum::<i32>(), 100);
    assert!(score.factors.iter().all(|factor| factor.observed.is_some()));
    let limit = match decision.answer {
        Answer::Approve(offer) | Answer::CounterOffer(offer) => offer.limit,
        other => panic!("{other:?} {:?}", decision.reasons),
    };
    assert!(Some(limit) <= score.opens, "{limit} {:?}", score.opens);
}
