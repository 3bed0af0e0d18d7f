//! Advice does what it says, the smallest change is found, and nothing that helps is missed.

use crate::cases::{Seeded, catalogue, today};
use crate::whole::metrics_of;
use shared::assessment::{Verdict, verdict};
use shared::catalogue::{LprPublication, OnFailure, Product};
use shared::counterfactual::{Advice, Goal, STEP_FEN, counterfactuals, farthest};
use shared::facts::{Facts, Lever, Metric, Unit};
use shared::money::Money;

/// How many random cases advice is checked on: `PUHUI_ADVICE_CASES`, 400 when it is not set. All
/// of it takes a release build: `PUHUI_ADVICE_CASES=10000 cargo test -p shared --release
/// --features catalogue-files --test catalogue`.
fn cases() -> u32 {
    std::env::var("PUHUI_ADVICE_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(400)
}

fn wanted(seeded: &mut Seeded) -> Money {
    Money::from_yuan(i64::try_from(seeded.below(3_000_000)).unwrap() + 1).unwrap()
}

fn clear(product: &Product, facts: &Facts) -> bool {
    product.rules.iter().all(|rule| {
        let held = rule.require.holds(facts.value(rule.require.metric).unwrap());
        rule.otherwise != OnFailure::Refer || held
    })
}

fn reaches(
    product: &Product,
    facts: &Facts,
    lpr: &LprPublication,
    goal: Goal,
    now: Verdict,
    target: Money,
) -> bool {
    let after = verdict(product, facts, lpr);
    after.eligible
        && match goal {
            Goal::Eligibility => clear(product, facts),
            Goal::Limit => after.limit >= target,
            Goal::Price => after.annual_rate < now.annual_rate,
        }
}

fn applied(facts: &Facts, advice: &Advice) -> Facts {
    advice.changes.iter().fold(facts.clone(), |facts, change| {
        let to = change.metric.unit().parse(&change.to).unwrap();
        facts.with(change.metric, to, today())
    })
}

#[test]
fn every_advice_applied_does_what_it_says_and_a_step_less_of_any_part_does_not() {
    let catalogue = catalogue();
    let lpr = catalogue.lpr_on(today()).unwrap();
    let products = catalogue.products();
    let mut seeded = Seeded(41);
    let (mut singles, mut pairs) = (0, 0);
    for case in 0..cases() {
        let product = &products[usize::try_from(case).unwrap() % products.len()];
        let facts = seeded.facts_for(product);
        let wanted = wanted(&mut seeded);
        let now = verdict(product, &facts, lpr);
        let found = counterfactuals(product, &facts, lpr, wanted, today());
        for advice in &found.advice {
            let told = format!("case {case}, {}, {advice:?}", product.id);
            let target =
                if advice.reaches { wanted.min(product.facility.maximum) } else { advice.limit };
            let after = applied(&facts, advice);
            let answer = verdict(product, &after, lpr);
            assert_eq!((answer.limit, answer.annual_rate), (advice.limit, advice.annual_rate));
            assert!(reaches(product, &after, lpr, advice.goal, now, target), "{told}");
            for change in &advice.changes {
                let lever = change.metric.lever();
                assert!(!matches!(lever, Lever::Time | Lever::Fixed), "{told}");
                let (from, to) = (facts.value(change.metric).unwrap(), {
                    change.metric.unit().parse(&change.to).unwrap()
                });
                let step = if change.metric.unit() == Unit::Money { STEP_FEN } else { 1 };
                let less = if to > from { (to - step).max(from) } else { (to + step).min(from) };
                let less = after.with(change.metric, less, today());
                assert!(
                    !reaches(product, &less, lpr, advice.goal, now, target),
                    "{told}: less would do"
                );
                assert!(!change.takes.zh.is_empty() && !change.takes.en.is_empty());
            }
            if advice.changes.len() == 1 { singles += 1 } else { pairs += 1 }
        }
    }
    println!("{} cases: {singles} single changes and {pairs} pairs advised", cases());
    assert!(singles > cases() / 2 && pairs > cases() / 20, "{singles} singles, {pairs} pairs");
}

/// Every value between today's and the farthest, in the steps of the search.
fn values(metric: Metric, from: i64, step: i64) -> Vec<i64> {
    let Some(far) = farthest(metric, from) else { return Vec::new() };
    let mut values = Vec::new();
    let mut at = from;
    while at != far {
        at = if far > from { (at + step).min(far) } else { (at - step).max(far) };
        values.push(at);
    }
    values
}

/// The same with less money, so that every value on the way can be tried.
fn small(facts: &Facts) -> Facts {
    facts.iter().fold(facts.clone(), |small, (metric, datum)| {
        let value =
            if metric.unit() == Unit::Money { datum.value % 4_000_000 } else { datum.value };
        small.with(metric, value, today())
    })
}

fn has(found: &[Advice], goal: Goal) -> bool {
    found.iter().any(|advice| advice.goal == goal && advice.reaches)
}

#[test]
fn where_a_single_change_within_bounds_helps_advice_is_found() {
    let catalogue = catalogue();
    let lpr = catalogue.lpr_on(today()).unwrap();
    let mut seeded = Seeded(43);
    let mut helped = 0;
    for product in catalogue.products() {
        let metrics = metrics_of(product);
        for case in 0..cases() / 40 {
            let facts = small(&seeded.facts_for(product));
            let wanted = wanted(&mut seeded);
            let now = verdict(product, &facts, lpr);
            let target = wanted.min(product.facility.maximum);
            let found = counterfactuals(product, &facts, lpr, wanted, today());
            for goal in open_goals(product, &facts, now, wanted) {
                let exhaustive = metrics.iter().any(|metric| {
                    let from = facts.value(*metric).unwrap();
                    let money = metric.unit() == Unit::Money;
                    values(*metric, from, if money { STEP_FEN } else { 1 }).into_iter().any(|to| {
                        let after = facts.with(*metric, to, today());
                        reaches(product, &after, lpr, goal, now, target)
                    })
                });
                let single = found.advice.iter().any(|advice| {
                    advice.goal == goal && advice.reaches && advice.changes.len() == 1
                });
                assert_eq!(exhaustive, single, "{} case {case} {goal:?}", product.id);
                helped += u32::from(exhaustive);
            }
        }
    }
    assert!(helped > 20, "only {helped} cases could be helped");
}

#[test]
fn where_any_pair_on_a_grid_over_the_bounds_helps_advice_is_found() {
    let catalogue = catalogue();
    let lpr = catalogue.lpr_on(today()).unwrap();
    let mut seeded = Seeded(47);
    let mut helped = 0;
    for product in catalogue.products() {
        let metrics = metrics_of(product);
        for case in 0..cases() / 20 {
            let facts = seeded.facts_for(product);
            let wanted = wanted(&mut seeded);
            let now = verdict(product, &facts, lpr);
            let target = wanted.min(product.facility.maximum);
            let found = counterfactuals(product, &facts, lpr, wanted, today());
            for goal in open_goals(product, &facts, now, wanted) {
                if has(&found.advice, goal) {
                    helped += 1;
                    continue;
                }
                let grid: Vec<(Metric, Vec<i64>)> = metrics
                    .iter()
                    .map(|metric| {
                        let from = facts.value(*metric).unwrap();
                        let far = farthest(*metric, from).unwrap_or(from);
                        let step = ((far - from).abs() / 3).max(1);
                        (*metric, values(*metric, from, step))
                    })
                    .filter(|(_, values)| !values.is_empty())
                    .collect();
                for (index, (one, ones)) in grid.iter().enumerate() {
                    for (other, others) in &grid[index + 1..] {
                        for (a, b) in ones.iter().flat_map(|a| others.iter().map(move |b| (a, b))) {
                            let after = facts.with(*one, *a, today()).with(*other, *b, today());
                            assert!(
                                !reaches(product, &after, lpr, goal, now, target),
                                "{} case {case} {goal:?}: {one:?} {a} with {other:?} {b}",
                                product.id
                            );
                        }
                    }
                }
            }
        }
    }
    assert!(helped > 20, "only {helped} cases could be helped");
}

fn open_goals(product: &Product, facts: &Facts, now: Verdict, wanted: Money) -> Vec<Goal> {
    let mut goals = Vec::new();
    if !now.eligible || !clear(product, facts) {
        goals.push(Goal::Eligibility);
    }
    if now.limit < wanted && now.limit < product.facility.maximum {
        goals.push(Goal::Limit);
    }
    if now.eligible {
        goals.push(Goal::Price);
    }
    goals
}

#[test]
fn what_nobody_can_change_is_named_and_not_advised() {
    let catalogue = catalogue();
    let lpr = catalogue.lpr_on(today()).unwrap();
    let product = catalogue.product("tax-e").unwrap();
    let mut facts = Seeded(1).facts_for(product);
    for rule in &product.rules {
        let value = if rule.require.metric == Metric::RegisteredRegion {
            110_101
        } else if rule.require.metric == Metric::MonthsSinceTaxRegistration {
            10
        } else {
            rule.require.threshold
        };
        let source = rule.require.metric.verifier();
        facts.set(rule.require.metric, value, source, today()).unwrap();
    }
    let found = counterfactuals(product, &facts, lpr, wanted(&mut Seeded(2)), today());
    assert_eq!(found.fixed, [Metric::RegisteredRegion]);
    assert_eq!(found.waiting.len(), 1);
    assert_eq!((found.waiting[0].from.as_str(), found.waiting[0].to.as_str()), ("10", "24"));
    assert!(found.advice.is_empty(), "{:?}", found.advice);
}
