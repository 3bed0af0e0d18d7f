//! What becomes of an application's task when a decision is made.

use super::task::{Matter, Outcome, Task, TaskState, waits_for};
use crate::catalogue::Product;
use crate::decision::{Answer, Decision};
use crate::queue::ServicePromise;
use crate::timestamp::Timestamp;

/// A decision just made, by the engine or by a person.
#[derive(Clone, Copy, Debug)]
pub struct DecisionMade<'a> {
    /// About which application.
    pub application_id: &'a str,
    /// Of which product.
    pub product: &'a Product,
    /// The decision.
    pub decision: &'a Decision,
    /// Its version.
    pub version: u32,
    /// When.
    pub at: Timestamp,
}

/// What follows for the people of the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follows {
    /// The task that waited, as it then is; still open when its matter is not settled.
    pub waited: Option<Task>,
    /// Another task that opens.
    pub opens: Option<Task>,
}

impl Follows {
    /// Whether a person still has to answer, whatever the decision says: a review ends with a
    /// person's answer, not with the engine saying no again.
    pub fn holds(&self) -> bool {
        let is_open_review = |task: &Task| task.is_open() && task.matter == Matter::Review;
        self.waited.as_ref().is_some_and(is_open_review)
    }
}

/// What becomes of `waited`, the open task of the application. What was promised is kept through
/// every change of hands.
pub fn follows(waited: Option<Task>, made: &DecisionMade<'_>) -> Follows {
    let DecisionMade { product, decision, version, at, .. } = *made;
    let lane = product.green_lane.as_ref();
    let refers = decision.answer == Answer::Refer;
    let Some(waited) = waited.filter(Task::is_open) else {
        let promise = ServicePromise::make(lane, &decision.facts, at);
        return Follows { waited: None, opens: refers.then(|| referred(made, promise)) };
    };
    let promise = waited.promise.clone().kept(lane, &decision.facts);
    let by = decision.by_person.as_ref().map(|by| by.officer.clone());
    let is_review = waited.matter == Matter::Review;
    let is_no_again = is_review && decision.answer == Answer::Decline;
    let waits_on = by.is_none() && (refers || is_no_again);
    if waits_on && (is_review || waited.matter == waits_for(product, &decision.facts)) {
        return Follows { waited: Some(Task { promise, ..waited }), opens: None };
    }
    let opens = waits_on.then(|| referred(made, promise));
    let state = TaskState::Closed { at, outcome: Outcome::Decided { version, by } };
    Follows { waited: Some(Task { state, ..waited }), opens }
}

/// The task of a case the engine refers.
fn referred(made: &DecisionMade<'_>, promise: ServicePromise) -> Task {
    Task {
        matter: waits_for(made.product, &made.decision.facts),
        application_id: made.application_id.to_owned(),
        promise,
        state: TaskState::Open,
    }
}
