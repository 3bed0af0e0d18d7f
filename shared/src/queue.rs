//! Who is served next: cases that wait for a person, in the order of what was promised to them.
//!
//! A case is due when its promise runs out. The earliest due comes first, so a green case that came
//! at the same time goes before an ordinary one, and nobody waits for ever: only cases that are due
//! earlier can ever go before.

use crate::catalogue::{Condition, GreenLane};
use crate::facts::Facts;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// A promise made to a case when it was referred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServicePromise {
    /// When the case came.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub referred_at: Timestamp,
    /// Until when a person has answered.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub due_at: Timestamp,
    /// What opened the green lane; empty for an ordinary case.
    pub green: Vec<Condition>,
}

/// Minutes promised where the product has no green lane: one day.
const ORDINARY_MINUTES: u32 = 24 * 60;

impl ServicePromise {
    /// The promise to a case referred now.
    pub fn make(lane: Option<&GreenLane>, facts: &Facts, referred_at: Timestamp) -> Self {
        let opened = lane.map(|lane| (lane, lane.opened_by(facts)));
        let (minutes, green) = match opened {
            Some((lane, opened)) if !opened.is_empty() => (lane.promise_minutes, opened),
            Some((lane, _)) => (lane.ordinary_minutes, Vec::new()),
            None => (ORDINARY_MINUTES, Vec::new()),
        };
        let due_at = referred_at.plus_seconds(minutes.saturating_mul(60));
        Self { referred_at, due_at, green: green.into_iter().cloned().collect() }
    }

    /// The promise to the same case on what is known now: kept, or made earlier when the green lane
    /// has opened meanwhile. Nothing anybody learns puts it off.
    #[must_use]
    pub fn kept(self, lane: Option<&GreenLane>, facts: &Facts) -> Self {
        let anew = Self::make(lane, facts, self.referred_at);
        if anew.due_at < self.due_at { anew } else { self }
    }

    /// Whether the case is in the green lane.
    pub fn is_green(&self) -> bool {
        !self.green.is_empty()
    }

    /// Whether the promise was broken at `now`.
    pub fn is_broken(&self, now: Timestamp) -> bool {
        now > self.due_at
    }

    /// What the queue is ordered by, smallest first: due, then came, then the case's own id.
    pub fn order<'a>(&self, id: &'a str) -> (Timestamp, Timestamp, &'a str) {
        (self.due_at, self.referred_at, id)
    }
}

/// The ids of waiting cases in the order they are served.
pub fn serve(waiting: &[(String, ServicePromise)]) -> Vec<&str> {
    let mut cases: Vec<&(String, ServicePromise)> = waiting.iter().collect();
    cases.sort_by(|(a, one), (b, other)| one.order(a).cmp(&other.order(b)));
    cases.into_iter().map(|(id, _)| id.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Metric, Segment, Source};
    use chrono::NaiveDate;

    fn lane() -> GreenLane {
        let any_of = vec![
            serde_json::from_str(r#"{"metric":"specialised","op":"=","threshold":"true"}"#)
                .unwrap(),
        ];
        GreenLane { any_of, promise_minutes: 120, ordinary_minutes: 1_440, source: String::new() }
    }

    fn facts(specialised: Option<i64>) -> Facts {
        let mut facts = Facts::new(Segment::MicroEnterprise);
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        if let Some(value) = specialised {
            facts.set(Metric::Specialised, value, Source::Registry, day).unwrap();
        }
        facts
    }

    fn at(minutes: u32) -> Timestamp {
        Timestamp::MIN.plus_seconds(minutes.saturating_mul(60))
    }

    fn promise(specialised: Option<i64>, minutes: u32) -> ServicePromise {
        ServicePromise::make(Some(&lane()), &facts(specialised), at(minutes))
    }

    #[test]
    fn only_a_condition_known_to_hold_opens_the_green_lane() {
        assert!(promise(Some(1), 0).is_green());
        assert!(!promise(Some(0), 0).is_green());
        assert!(!promise(None, 0).is_green());
        assert_eq!(promise(Some(1), 0).due_at, at(120));
        assert_eq!(promise(None, 0).due_at, at(1_440));
    }

    #[test]
    fn green_goes_before_ordinary_that_came_with_it_and_after_ordinary_that_is_due_earlier() {
        let waiting = [
            ("ordinary".to_owned(), promise(None, 10)),
            ("green".to_owned(), promise(Some(1), 10)),
            ("late green".to_owned(), promise(Some(1), 1_400)),
        ];
        assert_eq!(serve(&waiting), ["green", "ordinary", "late green"]);
    }

    #[test]
    fn whoever_is_due_earlier_is_served_earlier_whatever_comes_later() {
        let mut waiting: Vec<(String, ServicePromise)> = (0..200_u32)
            .map(|n| (format!("{n:03}"), promise(Some(i64::from(n % 3 == 0)), n * 37 % 1_900)))
            .collect();
        let due = |id: &str, waiting: &[(String, ServicePromise)]| {
            waiting.iter().find(|(own, _)| own == id).unwrap().1.due_at
        };
        let served: Vec<String> = serve(&waiting).into_iter().map(str::to_owned).collect();
        assert!(served.is_sorted_by_key(|id| due(id, &waiting)));
        waiting.reverse();
        assert_eq!(serve(&waiting), served, "the order depends on how the list was kept");
    }

    #[test]
    fn what_is_learnt_later_can_bring_a_promise_forward_and_never_puts_it_off() {
        let (ordinary, green) = (promise(None, 0), promise(Some(1), 0));
        assert_eq!(ordinary.clone().kept(Some(&lane()), &facts(Some(1))), green);
        assert_eq!(ordinary.clone().kept(Some(&lane()), &facts(Some(0))), ordinary);
        assert_eq!(green.clone().kept(Some(&lane()), &facts(Some(0))), green);
        assert_eq!(green.clone().kept(None, &facts(None)), green);
    }

    #[test]
    fn a_promise_is_kept_to_its_last_second() {
        let promise = promise(Some(1), 0);
        assert!(!promise.is_broken(at(120)));
        assert!(promise.is_broken(at(120).plus_seconds(1)));
    }
}
