//! What becomes of an application's task when it is decided again.

use crate::cases::{catalogue, today};
use crate::sound;
use shared::decision::{Decision, DecisionRequest, decide};
use shared::desk::{
    ByPerson, DecisionMade, Follows, Matter, Officer, Outcome, Task, TaskState, follows,
};
use shared::facts::{Facts, Metric, Source};
use shared::money::Money;
use shared::quote::Need;
use shared::timestamp::Timestamp;

fn at(seconds: u32) -> Timestamp {
    Timestamp::start_of_day_in_china(today()).plus_seconds(seconds)
}

fn without(product: &str, unknown: &[Metric]) -> Facts {
    let sound = sound::business(product);
    let mut facts = Facts::new(sound.segment);
    for (metric, datum) in sound.iter().filter(|(metric, _)| !unknown.contains(metric)) {
        facts.set(metric, datum.value, datum.source, datum.as_of).unwrap();
    }
    facts
}

fn decided(product_id: &str, facts: &Facts) -> Decision {
    let need = Need { amount: Money::from_yuan(20_000).unwrap(), term_months: 12, method: None };
    let request =
        DecisionRequest { declared: facts, need: &need, on: today(), product_id, verified: facts };
    decide(&catalogue(), &request).unwrap()
}

fn after(waited: Option<Task>, product: &str, decision: &Decision, seconds: u32) -> Follows {
    let catalogue = catalogue();
    let product = catalogue.product(product).unwrap();
    let made = DecisionMade { application_id: "a", product, decision, version: 2, at: at(seconds) };
    follows(waited, &made)
}

fn ended(follows: &Follows) -> Option<&Outcome> {
    follows.waited.as_ref().and_then(Task::outcome)
}

#[test]
fn a_referral_opens_a_task_with_a_promise_and_an_approval_opens_none() {
    let facts = without("tax-e", &[Metric::TaxGrade]);
    let task = after(None, "tax-e", &decided("tax-e", &facts), 0).opens.unwrap();
    assert_eq!((&task.matter, task.promise.referred_at), (&Matter::Referral, at(0)));
    assert!(task.promise.due_at > at(0));
    let approved = decided("tax-e", &sound::business("tax-e"));
    assert_eq!(after(None, "tax-e", &approved, 0), Follows { waited: None, opens: None });
    let ended_before =
        Task { state: TaskState::Closed { at: at(0), outcome: Outcome::TakenBack }, ..task };
    let again = after(Some(ended_before), "tax-e", &decided("tax-e", &facts), 9);
    assert_eq!(again.opens.unwrap().promise.referred_at, at(9));
}

#[test]
fn facts_that_settle_a_referral_end_it_and_facts_that_do_not_leave_it_as_it_was() {
    let facts = without("tax-e", &[Metric::TaxGrade, Metric::TaxArrears]);
    let task = after(None, "tax-e", &decided("tax-e", &facts), 0).opens.unwrap();
    let still = without("tax-e", &[Metric::TaxGrade]);
    let stays = after(Some(task.clone()), "tax-e", &decided("tax-e", &still), 60);
    assert_eq!(stays, Follows { waited: Some(task.clone()), opens: None });
    let settled = after(Some(task), "tax-e", &decided("tax-e", &sound::business("tax-e")), 60);
    assert_eq!(ended(&settled), Some(&Outcome::Decided { version: 2, by: None }));
    assert_eq!(settled.opens, None);
}

#[test]
fn a_visit_that_leaves_something_open_hands_the_case_on_with_the_promise_it_had() {
    let unvisited = [
        Metric::Visited,
        Metric::MonthlySurplus,
        Metric::EquityUnexplained,
        Metric::JudgmentDebtor,
    ];
    let task = after(None, "blend-e", &decided("blend-e", &without("blend-e", &unvisited)), 0);
    let task = task.opens.unwrap();
    assert_eq!(task.matter, Matter::Visit);
    let visited = without("blend-e", &[Metric::JudgmentDebtor]);
    let handed = after(Some(task.clone()), "blend-e", &decided("blend-e", &visited), 600);
    assert_eq!(ended(&handed), Some(&Outcome::Decided { version: 2, by: None }));
    let next = handed.opens.unwrap();
    assert_eq!((next.matter, next.promise), (Matter::Referral, task.promise));
}

#[test]
fn a_review_ends_with_an_offer_or_with_a_person_s_answer() {
    let mut declined = sound::business("tax-e");
    declined.set(Metric::CurrentOverdue, 320_000, Source::CreditBureau, today()).unwrap();
    let decision = decided("tax-e", &declined);
    let review = Task {
        matter: Matter::Review,
        application_id: "a".to_owned(),
        promise: shared::queue::ServicePromise::make(None, &declined, at(0)),
        state: TaskState::Open,
    };
    let holds = after(Some(review.clone()), "tax-e", &decision, 60);
    assert!(holds.holds(), "the engine's no is not a person's answer");
    let approved = decided("tax-e", &sound::business("tax-e"));
    let ends = after(Some(review.clone()), "tax-e", &approved, 60);
    assert_eq!(ended(&ends), Some(&Outcome::Decided { version: 2, by: None }));
    let officer = Officer { number: "8001".to_owned(), name: "王敏".to_owned() };
    let by =
        ByPerson { officer: officer.clone(), at: at(60), on_version: 1, overruled: Vec::new() };
    let by_person = Decision { by_person: Some(Box::new(by)), ..decision };
    let ends = after(Some(review), "tax-e", &by_person, 60);
    assert_eq!(ended(&ends), Some(&Outcome::Decided { version: 2, by: Some(officer) }));
    assert!(!ends.holds());
}

#[test]
fn a_green_lane_that_opens_later_brings_the_promise_forward() {
    let unknown = [Metric::JudgmentDebtor, Metric::FirstBusinessLoan];
    let before = decided("blend-e", &without("blend-e", &unknown));
    let task = after(None, "blend-e", &before, 0).opens.unwrap();
    assert!(!task.promise.is_green());
    let mut facts = without("blend-e", &unknown);
    facts.set(Metric::FirstBusinessLoan, 1, Source::CreditBureau, today()).unwrap();
    let kept = after(Some(task.clone()), "blend-e", &decided("blend-e", &facts), 60);
    let kept = kept.waited.unwrap();
    assert!(kept.is_open() && kept.promise.is_green());
    assert_eq!(kept.promise.referred_at, task.promise.referred_at);
    assert!(kept.promise.due_at < task.promise.due_at);
}
