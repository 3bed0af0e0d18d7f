//! How often one question is put, and the pauses between.

use std::time::Duration;

use shared::canonical::Digest;

/// How often a question is put to a party before whoever needs the answer waits.
pub const TRIES: u32 = 3;

/// The pause before the second try; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// The pause before try number `number`, counted from one: doubled each time, and up to half more, by
/// what the question is called, so that questions that failed together do not return together.
pub(super) fn pause_before(number: u32, question: &str) -> Duration {
    let doublings = number.saturating_sub(2).min(8);
    let pause = FIRST_PAUSE * 2_u32.pow(doublings);
    let digest = Digest::of(format!("{question} {number}").as_bytes());
    let jitter = u32::from(digest.as_bytes().first().copied().unwrap_or_default());
    pause + pause * jitter / 512
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_differ_from_question_to_question_by_half_at_most() {
        let mut seen = std::collections::BTreeSet::new();
        for question in 0..64 {
            let second = pause_before(2, &question.to_string());
            let third = pause_before(3, &question.to_string());
            assert!((FIRST_PAUSE..FIRST_PAUSE * 3 / 2).contains(&second));
            assert!((FIRST_PAUSE * 2..FIRST_PAUSE * 3).contains(&third));
            seen.insert(second);
        }
        assert!(seen.len() > 32, "spread out");
    }
}
