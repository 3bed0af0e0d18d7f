//! A party that fails again and again is left alone for a while.
//!
//! Closed, it is asked. After [`FAILURES_MAX`] questions in a row that failed for a reason that may
//! pass, the circuit opens: nobody asks, whoever needs the party waits. After [`REST_SECONDS`] one
//! question is let through; its outcome closes the circuit or opens it again. The state is this
//! process's own: what it protects is the party from us, and us from waiting.

use std::sync::{Mutex, MutexGuard};

use serde::Serialize;
use shared::timestamp::Timestamp;

/// Failed questions in a row that open the circuit.
pub const FAILURES_MAX: u32 = 5;

/// How long an open circuit lets nothing through.
pub const REST_SECONDS: u32 = 30;

/// How a circuit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CircuitState {
    /// The party is asked.
    Closed,
    /// It is not.
    Open,
    /// One question finds out whether it is well again.
    HalfOpen,
}

/// The circuit to one party.
#[derive(Debug, Default)]
pub struct Circuit(Mutex<Inside>);

#[derive(Clone, Copy, Debug)]
enum Inside {
    Closed {
        failures: u32,
    },
    Open {
        until: Timestamp,
    },
    /// A question is under way; when nobody hears how it ended, another may try after `until`.
    HalfOpen {
        until: Timestamp,
    },
}

impl Default for Inside {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

impl Inside {
    fn admits(self, now: Timestamp) -> bool {
        match self {
            Self::Closed { .. } => true,
            Self::Open { until } | Self::HalfOpen { until } => until <= now,
        }
    }
}

impl Circuit {
    /// Whether a question asked now would be let through.
    pub fn would_admit(&self, now: Timestamp) -> bool {
        self.inside().admits(now)
    }

    /// Lets a question through, or not; half open, only the first one.
    pub fn admit(&self, now: Timestamp) -> bool {
        let mut inside = self.inside();
        let admits = inside.admits(now);
        if admits && !matches!(*inside, Inside::Closed { .. }) {
            *inside = Inside::HalfOpen { until: now.plus_seconds(REST_SECONDS) };
        }
        admits
    }

    /// A question was answered: the party is well.
    pub fn succeeded(&self) {
        *self.inside() = Inside::default();
    }

    /// A question failed for a reason that may pass.
    pub fn failed(&self, now: Timestamp) {
        let open = Inside::Open { until: now.plus_seconds(REST_SECONDS) };
        let mut inside = self.inside();
        *inside = match *inside {
            Inside::Closed { failures } if failures + 1 < FAILURES_MAX => {
                Inside::Closed { failures: failures + 1 }
            }
            Inside::Closed { .. } | Inside::HalfOpen { .. } => open,
            Inside::Open { until } => Inside::Open { until },
        };
    }

    /// How it stands, for the server's health.
    pub fn state(&self, now: Timestamp) -> CircuitState {
        match *self.inside() {
            Inside::Closed { .. } => CircuitState::Closed,
            Inside::Open { until } if now < until => CircuitState::Open,
            Inside::Open { .. } | Inside::HalfOpen { .. } => CircuitState::HalfOpen,
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::MIN;

    fn opened() -> Circuit {
        let circuit = Circuit::default();
        for _ in 0..FAILURES_MAX {
            assert!(circuit.admit(START));
            circuit.failed(START);
        }
        circuit
    }

    #[test]
    fn failures_in_a_row_open_it_and_a_success_between_them_does_not_count() {
        let circuit = Circuit::default();
        for _ in 1..FAILURES_MAX {
            circuit.failed(START);
        }
        circuit.succeeded();
        circuit.failed(START);
        assert_eq!(circuit.state(START), CircuitState::Closed);
        assert_eq!(opened().state(START), CircuitState::Open);
        assert!(!opened().admit(START) && !opened().would_admit(START));
    }

    #[test]
    fn after_the_rest_one_question_decides() {
        let rested = START.plus_seconds(REST_SECONDS);
        let circuit = opened();
        assert!(circuit.would_admit(rested) && circuit.admit(rested));
        assert_eq!(circuit.state(rested), CircuitState::HalfOpen);
        assert!(!circuit.admit(rested), "one at a time");
        circuit.failed(rested);
        assert!(!circuit.admit(rested.plus_seconds(REST_SECONDS - 1)));
        let again = rested.plus_seconds(REST_SECONDS);
        assert!(circuit.admit(again));
        circuit.succeeded();
        assert_eq!(circuit.state(again), CircuitState::Closed);
        assert!(circuit.admit(again));
    }

    #[test]
    fn a_question_nobody_heard_of_again_does_not_hold_the_circuit_for_ever() {
        let circuit = opened();
        let rested = START.plus_seconds(REST_SECONDS);
        assert!(circuit.admit(rested));
        assert!(circuit.admit(rested.plus_seconds(REST_SECONDS)));
    }
}
