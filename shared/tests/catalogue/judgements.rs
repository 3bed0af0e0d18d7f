//! A person decides within what the engine says on the same facts, whatever they want.

use crate::cases::{Seeded, catalogue, today};
use crate::sound;
use shared::assessment::verdict;
use shared::canonical;
use shared::catalogue::{Catalogue, OnFailure};
use shared::decision::{Answer, Decision, DecisionRequest, Offer, decide};
use shared::desk::{
    GivenGround, Ground, GroundsRefused, Judgement, JudgementRefused, Judging, Matter, Officer,
    Verdict, judge, waits_for,
};
use shared::facts::{Facts, Metric, Source};
use shared::language::{Language, Say};
use shared::money::Money;
use shared::quote::Need;
use shared::timestamp::Timestamp;

const CASES: u64 = 4_000;

fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount).unwrap()
}

fn officer() -> Officer {
    Officer { number: "8001".to_owned(), name: "王敏".to_owned() }
}

fn given(ground: Ground) -> GivenGround {
    GivenGround { ground, note: "已电话核实".to_owned() }
}

fn approve(limit: Money, grounds: &[Ground]) -> Judgement {
    let verdict = Verdict::Approve { limit };
    Judgement { verdict, grounds: grounds.iter().copied().map(given).collect() }
}

const BOTH_SIDES: [Ground; 2] = [Ground::Explained, Ground::DebtTooHigh];

fn asked<'a>(product_id: &'a str, facts: &'a Facts, need: &'a Need) -> DecisionRequest<'a> {
    DecisionRequest { declared: facts, need, on: today(), product_id, verified: facts }
}

fn need(amount: i64) -> Need {
    Need { amount: yuan(amount), term_months: 12, method: None }
}

fn judged(
    product_id: &str,
    facts: &Facts,
    amount: i64,
    judgement: &Judgement,
) -> Result<Decision, JudgementRefused> {
    judged_in(&catalogue(), product_id, facts, amount, judgement)
}

fn judged_in(
    catalogue: &Catalogue,
    product_id: &str,
    facts: &Facts,
    amount: i64,
    judgement: &Judgement,
) -> Result<Decision, JudgementRefused> {
    let (need, officer) = (need(amount), officer());
    let request = asked(product_id, facts, &need);
    let judging = Judging {
        request: &request,
        on_version: 1,
        officer: &officer,
        at: Timestamp::MIN,
        judgement,
    };
    judge(catalogue, &judging)
}

/// Invoices cancelled more than the product lets pass by itself: a rule refers, nothing is missing.
fn in_doubt() -> Facts {
    let facts = sound::business("invoice-e");
    let referring = catalogue().product("invoice-e").unwrap().rules.clone();
    let rule = referring.iter().find(|rule| rule.otherwise == OnFailure::Refer).unwrap();
    let wrong = (0..10_000).find(|value| !rule.require.holds(*value)).unwrap();
    let mut facts = facts;
    facts.set(rule.require.metric, wrong, rule.require.metric.verifier(), today()).unwrap();
    facts
}

fn offered(decision: &Decision) -> &Offer {
    match &decision.answer {
        Answer::Approve(offer) | Answer::CounterOffer(offer) => offer,
        other => panic!("no offer: {other:?}"),
    }
}

#[test]
fn what_the_engine_refers_a_person_may_approve_and_the_decision_says_who_and_over_what() {
    let facts = in_doubt();
    let need = need(20_000);
    let engine = decide(&catalogue(), &asked("invoice-e", &facts, &need)).unwrap();
    assert_eq!(engine.answer, Answer::Refer);
    let wanted = approve(yuan(20_000), &BOTH_SIDES);
    let decision = judged("invoice-e", &facts, 20_000, &wanted).unwrap();
    assert!(matches!(decision.answer, Answer::Approve(_)));
    let by = decision.by_person.as_ref().unwrap();
    assert_eq!((&by.officer, by.on_version), (&officer(), 1));
    assert_eq!(by.overruled, engine.reasons);
    assert_eq!(decision.reasons[0].text.zh, "疑点已说明清楚：已电话核实");
    assert_eq!(decision.trace, engine.trace, "the rules stand as they were evaluated");
    let output = canonical::digest(&(&decision.answer, &decision.reasons)).unwrap();
    assert_eq!(decision.digests.output, output);
    assert_ne!(decision.digests.input, engine.digests.input);
}

#[test]
fn less_than_asked_is_a_counter_offer_and_says_why_less() {
    let facts = in_doubt();
    let bare = approve(yuan(10_000), &[Ground::Explained]);
    let refused = judged("invoice-e", &facts, 20_000, &bare).unwrap_err();
    assert_eq!(refused, JudgementRefused::Grounds(GroundsRefused::NothingAgainst));
    let decision =
        judged("invoice-e", &facts, 20_000, &approve(yuan(10_000), &BOTH_SIDES)).unwrap();
    assert!(matches!(decision.answer, Answer::CounterOffer(_)));
    let offer = offered(&decision);
    assert_eq!((offer.limit, offer.example.amount), (yuan(10_000), yuan(10_000)));
}

#[test]
fn a_person_declines_with_a_ground_against_it_and_nothing_else() {
    let facts = in_doubt();
    let decline = |ground| Judgement { verdict: Verdict::Decline, grounds: vec![given(ground)] };
    let refused = judged("invoice-e", &facts, 20_000, &decline(Ground::Explained)).unwrap_err();
    assert_eq!(refused.field(), "grounds");
    let decision = judged("invoice-e", &facts, 20_000, &decline(Ground::Unexplained)).unwrap();
    assert_eq!(decision.answer, Answer::Decline);
    assert_eq!(decision.reasons[0].code, "unexplained");
}

#[test]
fn a_rule_that_declines_is_met_by_other_facts_and_by_nothing_else() {
    let mut facts = sound::business("tax-e");
    facts.set(Metric::CurrentOverdue, 320_000, Source::CreditBureau, today()).unwrap();
    let wanted = approve(yuan(20_000), &BOTH_SIDES);
    let refused = judged("tax-e", &facts, 20_000, &wanted).unwrap_err();
    assert!(matches!(refused, JudgementRefused::DeclinedByRule { .. }), "{refused:?}");
    assert!(refused.say(Language::Zh).contains("请先更正"));
    facts.set(Metric::CurrentOverdue, 0, Source::Papers, today()).unwrap();
    judged("tax-e", &facts, 20_000, &wanted).unwrap();
}

#[test]
fn nobody_lends_on_what_nobody_knows() {
    let catalogue = catalogue();
    let basis = catalogue.product("tax-e").unwrap().limits[0].metrics().next().unwrap();
    let mut facts = Facts::new(sound::business("tax-e").segment);
    for (metric, datum) in sound::business("tax-e").iter().filter(|(metric, _)| *metric != basis) {
        facts.set(metric, datum.value, datum.source, datum.as_of).unwrap();
    }
    let refused = judged("tax-e", &facts, 20_000, &approve(yuan(20_000), &BOTH_SIDES)).unwrap_err();
    let JudgementRefused::FactsMissing { metrics } = &refused else { panic!("{refused:?}") };
    assert_eq!(metrics, &[basis]);
    assert!(refused.say(Language::En).contains(basis.label(Language::En)));
}

#[test]
fn a_limit_is_a_multiple_of_the_step_between_the_product_s_minimum_and_the_engine_s_limit() {
    let facts = in_doubt();
    let refused = |fen| {
        let wanted = approve(Money::from_fen(fen), &BOTH_SIDES);
        judged("invoice-e", &facts, 20_000, &wanted).unwrap_err().code()
    };
    assert_eq!(refused(i64::MAX), "above_limit");
    assert_eq!(refused(0), "below_minimum");
    assert_eq!(refused(-1), "below_minimum");
    assert_eq!(refused(2_000_001), "not_a_multiple");
}

#[test]
fn what_only_a_visit_can_tell_waits_for_a_visit() {
    let catalogue = catalogue();
    let product = catalogue.product("blend-e").unwrap();
    let sound = sound::business("blend-e");
    assert_eq!(waits_for(product, &sound), Matter::Referral);
    let mut unvisited = Facts::new(sound.segment);
    for (metric, datum) in sound.iter().filter(|(metric, _)| *metric != Metric::MonthlySurplus) {
        unvisited.set(metric, datum.value, datum.source, datum.as_of).unwrap();
    }
    assert_eq!(waits_for(product, &unvisited), Matter::Visit);
    let tax = catalogue.product("tax-e").unwrap();
    assert_eq!(waits_for(tax, &Facts::new(sound.segment)), Matter::Referral);
}

/// Whatever the facts, product and amount: an approval is one the engine's own figures allow.
#[test]
fn an_approval_never_exceeds_what_the_engine_allows_on_the_same_facts() {
    let catalogue = catalogue();
    let mut approved = 0;
    for case in 0..CASES {
        let mut seeded = Seeded(case);
        let products = catalogue.products();
        let product = &products[usize::try_from(case).unwrap() % products.len()];
        let mut facts = seeded.facts_for(product);
        if seeded.one_in(3) {
            facts = without_some(&mut seeded, &facts);
        }
        let lpr = catalogue.lpr_on(today()).unwrap();
        let engine = verdict(product, &facts, lpr);
        let wanted = if seeded.one_in(3) {
            engine.limit
        } else {
            Money::from_fen(i64::try_from(seeded.below(60_000_000)).unwrap())
                .floor_to(product.facility.step)
        };
        let amount = i64::try_from(seeded.below(500_000)).unwrap() + 1;
        let judgement = approve(wanted, &BOTH_SIDES);
        let Ok(decision) = judged_in(&catalogue, &product.id, &facts, amount, &judgement) else {
            continue;
        };
        approved += 1;
        let offer = offered(&decision);
        assert!(engine.eligible, "case {case}: a rule declines");
        assert!(offer.limit <= engine.limit, "case {case}: more than the engine's limit");
        assert_eq!(offer.price.annual_rate, engine.annual_rate, "case {case}: another price");
        assert_eq!(offer.limit, wanted, "case {case}");
        assert!(offer.example.amount <= offer.limit, "case {case}");
        for limit in &product.limits {
            assert!(limit.amount(&facts).is_ok(), "case {case}: lent on a guess");
        }
    }
    assert!(approved > CASES / 20, "only {approved} approvals say little");
}

fn without_some(seeded: &mut Seeded, facts: &Facts) -> Facts {
    let mut fewer = Facts::new(facts.segment);
    for (metric, datum) in facts.iter() {
        if !seeded.one_in(40) {
            fewer.set(metric, datum.value, datum.source, datum.as_of).unwrap();
        }
    }
    fewer
}
