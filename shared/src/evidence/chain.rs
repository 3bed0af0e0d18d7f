//! Finds the first broken link of a chain.

use serde::Serialize;

use super::{ChainHead, EvidenceEvent};
use crate::canonical::Digest;

/// The first event that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("event {} does not hold: {fault}", index.saturating_add(1))]
pub struct BrokenEvent {
    /// Index of the event, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub fault: EventFault,
}

/// What is wrong with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventFault {
    /// There are no events.
    #[error("the chain is empty")]
    Empty,
    /// Its digest is not that of what it says: something in it was changed.
    #[error("its content was changed")]
    Altered,
    /// It belongs to another application's chain.
    #[error("it belongs to another application")]
    OtherApplication,
    /// Events before it are missing, repeated or in another order.
    #[error("events before it were removed, added or moved")]
    OutOfSequence,
    /// It follows another event than the one before it.
    #[error("it does not follow the event before it")]
    NotLinked,
}

/// Checks every link and returns the chain's head.
///
/// A chain whose tail was cut off, or that was written anew from the start, is still a chain; only
/// a head signed by the bank or held elsewhere shows that: `file::verify`.
///
/// # Errors
/// The first [`BrokenEvent`].
pub fn verify<B: Serialize>(events: &[EvidenceEvent<B>]) -> Result<ChainHead, BrokenEvent> {
    let mut before: Option<&EvidenceEvent<B>> = None;
    for (index, event) in events.iter().enumerate() {
        check(event, before).map_err(|fault| BrokenEvent { index, fault })?;
        before = Some(event);
    }
    before.map(EvidenceEvent::head).ok_or(BrokenEvent { index: 0, fault: EventFault::Empty })
}

fn check<B: Serialize>(
    event: &EvidenceEvent<B>,
    before: Option<&EvidenceEvent<B>>,
) -> Result<(), EventFault> {
    if event.computed_digest() != Ok(event.digest) {
        return Err(EventFault::Altered);
    }
    if before.is_some_and(|before| before.application_id != event.application_id) {
        return Err(EventFault::OtherApplication);
    }
    let expected = before.map_or(0, |before| before.sequence).checked_add(1);
    if Some(event.sequence) != expected {
        return Err(EventFault::OutOfSequence);
    }
    if event.previous != before.map_or(Digest::ZERO, |before| before.digest) {
        return Err(EventFault::NotLinked);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::life;
    use super::super::{EvidenceBody, append};
    use super::*;
    use crate::timestamp::Timestamp;
    use proptest::prelude::*;

    fn broken(events: &[EvidenceEvent]) -> (usize, EventFault) {
        let link = verify(events).unwrap_err();
        (link.index, link.fault)
    }

    #[test]
    fn a_whole_chain_holds_and_names_its_head() {
        let events = life();
        let head = events.last().unwrap().head();
        assert_eq!(verify(&events), Ok(head));
        assert_eq!(broken(&[]), (0, EventFault::Empty));
    }

    #[test]
    fn a_dropped_event_is_named_by_the_one_after_it() {
        for at in 0..life().len() - 1 {
            let mut events = life();
            events.remove(at);
            assert_eq!(broken(&events), (at, EventFault::OutOfSequence));
        }
    }

    #[test]
    fn reordered_events_are_named_where_the_order_breaks() {
        for at in 0..life().len() - 1 {
            let mut events = life();
            events.swap(at, at + 1);
            assert_eq!(broken(&events), (at, EventFault::OutOfSequence));
        }
    }

    #[test]
    fn a_repeated_event_is_named() {
        let mut events = life();
        events.insert(3, events[2].clone());
        assert_eq!(broken(&events), (3, EventFault::OutOfSequence));
    }

    #[test]
    fn an_inserted_event_breaks_the_one_after_it_even_when_it_links_back() {
        let mut events = life();
        let body = EvidenceBody::ReviewRequested {};
        let inserted = append(Some(&events[2]), "application-1", Timestamp::MIN, body).unwrap();
        events.insert(3, inserted);
        assert_eq!(broken(&events), (4, EventFault::OutOfSequence));
        let mut replaced = life();
        replaced[3] = events[3].clone();
        assert_eq!(broken(&replaced), (4, EventFault::NotLinked));
    }

    #[test]
    fn events_of_another_application_are_named() {
        let mut events = life();
        let body = EvidenceBody::ReviewRequested {};
        let head = Some(events[2].head());
        events[3] = EvidenceEvent::following(head, "application-2", Timestamp::MIN, body).unwrap();
        assert_eq!(broken(&events), (3, EventFault::OtherApplication));
    }

    proptest! {
        /// Any changed character of any event's JSON either no longer reads as an event or
        /// breaks the chain at that event.
        #[test]
        fn any_flipped_byte_is_found(
            event in 0..11_usize,
            byte in any::<prop::sample::Index>(),
            bit in 0..7_u8,
        ) {
            let mut events = life();
            let mut json = serde_json::to_vec(&events[event]).unwrap();
            let byte = byte.index(json.len());
            json[byte] ^= 1 << bit;
            if let Ok(changed) = serde_json::from_slice::<EvidenceEvent>(&json) {
                prop_assume!(changed != events[event]);
                events[event] = changed;
                prop_assert_eq!(broken(&events), (event, EventFault::Altered));
            }
        }
    }
}
