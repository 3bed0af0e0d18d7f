//! Finds the first broken link of a chain.

use super::{ChainHead, EvidenceEvent};
use crate::canonical::Digest;
use crate::language::{Language, Say};

/// The first link that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("event {} does not hold: {what}", index.saturating_add(1))]
pub struct BrokenLink {
    /// Index of the event, from 0; the number of events when the end is missing.
    pub index: usize,
    /// What is wrong with it.
    pub what: Breakage,
}

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Breakage {
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
    /// The chain ends before the head that was given out.
    #[error("the events after it are missing")]
    Truncated,
    /// The chain holds another event where the head that was given out points.
    #[error("it is not the event that was given out")]
    Forked,
}

/// Checks every link and returns the chain's head.
///
/// A chain whose tail was cut off is still a chain; only a head held elsewhere shows the
/// cut: [`verify_against`].
///
/// # Errors
/// The first [`BrokenLink`].
pub fn verify(events: &[EvidenceEvent]) -> Result<ChainHead, BrokenLink> {
    let mut before: Option<&EvidenceEvent> = None;
    for (index, event) in events.iter().enumerate() {
        check(event, before).map_err(|what| BrokenLink { index, what })?;
        before = Some(event);
    }
    before.map(EvidenceEvent::head).ok_or(BrokenLink { index: 0, what: Breakage::Empty })
}

/// Checks every link, and that the chain still contains the head given out earlier.
///
/// The chain may have grown since; it must not have been cut or rewritten before it.
///
/// # Errors
/// The first [`BrokenLink`]; [`Breakage::Truncated`] or [`Breakage::Forked`] when the chain
/// holds together but is not the one the head was taken from.
pub fn verify_against(
    events: &[EvidenceEvent],
    receipt: ChainHead,
) -> Result<ChainHead, BrokenLink> {
    let head = verify(events)?;
    let found = events.iter().enumerate().find(|(_, event)| event.sequence == receipt.sequence);
    match found {
        None => Err(BrokenLink { index: events.len(), what: Breakage::Truncated }),
        Some((index, event)) if event.digest != receipt.digest => {
            Err(BrokenLink { index, what: Breakage::Forked })
        }
        Some(_) => Ok(head),
    }
}

fn check(event: &EvidenceEvent, before: Option<&EvidenceEvent>) -> Result<(), Breakage> {
    if event.computed_digest() != Ok(event.digest) {
        return Err(Breakage::Altered);
    }
    if before.is_some_and(|before| before.application_id != event.application_id) {
        return Err(Breakage::OtherApplication);
    }
    let expected = before.map_or(0, |before| before.sequence).checked_add(1);
    if Some(event.sequence) != expected {
        return Err(Breakage::OutOfSequence);
    }
    if event.previous != before.map_or(Digest::ZERO, |before| before.digest) {
        return Err(Breakage::NotLinked);
    }
    Ok(())
}

impl Say for BrokenLink {
    fn code(&self) -> &'static str {
        match self.what {
            Breakage::Empty => "evidence_empty",
            Breakage::Altered => "evidence_altered",
            Breakage::OtherApplication => "evidence_other_application",
            Breakage::OutOfSequence => "evidence_out_of_sequence",
            Breakage::NotLinked => "evidence_not_linked",
            Breakage::Truncated => "evidence_truncated",
            Breakage::Forked => "evidence_forked",
        }
    }

    fn say(&self, language: Language) -> String {
        let what = match self.what {
            Breakage::Empty => {
                return language.pick("没有任何存证记录。", "There are no events.").to_owned();
            }
            Breakage::Altered => language.pick("内容被改动过", "its content was changed"),
            Breakage::OtherApplication => {
                language.pick("属于另一笔申请", "it belongs to another application")
            }
            Breakage::OutOfSequence => language.pick(
                "之前的记录被删除、插入或调换过",
                "events before it were removed, added or moved",
            ),
            Breakage::NotLinked => {
                language.pick("与上一条记录接不上", "it does not follow the event before it")
            }
            Breakage::Truncated => language.pick(
                "缺失：您手中凭证之前的记录不完整",
                "it is missing, although your receipt names it",
            ),
            Breakage::Forked => {
                language.pick("与您手中的凭证不一致", "it is not the event your receipt names")
            }
        };
        let number = self.index.saturating_add(1);
        match language {
            Language::Zh => format!("第{number}条记录：{what}。"),
            Language::En => format!("Event {number}: {what}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::life;
    use super::super::{EvidenceBody, append};
    use super::*;
    use crate::timestamp::Timestamp;
    use proptest::prelude::*;

    fn broken(events: &[EvidenceEvent]) -> (usize, Breakage) {
        let link = verify(events).unwrap_err();
        (link.index, link.what)
    }

    #[test]
    fn a_whole_chain_holds_and_names_its_head() {
        let events = life();
        let head = events.last().unwrap().head();
        assert_eq!(verify(&events), Ok(head));
        assert_eq!(verify_against(&events, head), Ok(head));
        assert_eq!(broken(&[]), (0, Breakage::Empty));
    }

    #[test]
    fn a_dropped_event_is_named_by_the_one_after_it() {
        for at in 0..life().len() - 1 {
            let mut events = life();
            events.remove(at);
            assert_eq!(broken(&events), (at, Breakage::OutOfSequence));
        }
    }

    #[test]
    fn reordered_events_are_named_where_the_order_breaks() {
        for at in 0..life().len() - 1 {
            let mut events = life();
            events.swap(at, at + 1);
            assert_eq!(broken(&events), (at, Breakage::OutOfSequence));
        }
    }

    #[test]
    fn a_repeated_event_is_named() {
        let mut events = life();
        events.insert(3, events[2].clone());
        assert_eq!(broken(&events), (3, Breakage::OutOfSequence));
    }

    #[test]
    fn an_inserted_event_breaks_the_one_after_it_even_when_it_links_back() {
        let mut events = life();
        let body = EvidenceBody::ReviewRequested {};
        let inserted = append(Some(&events[2]), "application-1", Timestamp::MIN, body).unwrap();
        events.insert(3, inserted);
        assert_eq!(broken(&events), (4, Breakage::OutOfSequence));
        let mut replaced = life();
        replaced[3] = events[3].clone();
        assert_eq!(broken(&replaced), (4, Breakage::NotLinked));
    }

    #[test]
    fn events_of_another_application_are_named() {
        let mut events = life();
        let body = EvidenceBody::ReviewRequested {};
        let head = Some(events[2].head());
        events[3] = EvidenceEvent::following(head, "application-2", Timestamp::MIN, body).unwrap();
        assert_eq!(broken(&events), (3, Breakage::OtherApplication));
    }

    #[test]
    fn a_cut_tail_shows_only_against_a_head_held_elsewhere() {
        let events = life();
        let head = events.last().unwrap().head();
        let cut = &events[..events.len() - 2];
        assert!(verify(cut).is_ok());
        let link = verify_against(cut, head).unwrap_err();
        assert_eq!((link.index, link.what), (cut.len(), Breakage::Truncated));
    }

    #[test]
    fn a_chain_rewritten_from_the_start_shows_only_against_a_head_held_elsewhere() {
        let events = life();
        let mut rewritten: Vec<EvidenceEvent> = Vec::new();
        for event in &events {
            let at = event.at.plus_seconds(1);
            let body = event.body.clone();
            rewritten.push(append(rewritten.last(), "application-1", at, body).unwrap());
        }
        assert!(verify(&rewritten).is_ok());
        let link = verify_against(&rewritten, events[4].head()).unwrap_err();
        assert_eq!((link.index, link.what), (4, Breakage::Forked));
    }

    #[test]
    fn a_chain_that_has_grown_still_contains_an_earlier_head() {
        let events = life();
        let earlier = events[6].head();
        assert_eq!(verify_against(&events, earlier), Ok(events.last().unwrap().head()));
    }

    #[test]
    fn the_sentence_counts_from_one() {
        let link = BrokenLink { index: 2, what: Breakage::Altered };
        assert_eq!(link.say(Language::Zh), "第3条记录：内容被改动过。");
        assert_eq!(link.say(Language::En), "Event 3: its content was changed.");
    }

    proptest! {
        /// Any changed character of any event's JSON either no longer reads as an event or
        /// breaks the chain at that event.
        #[test]
        fn any_flipped_byte_is_found(
            event in 0..9_usize,
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
                prop_assert_eq!(broken(&events), (event, Breakage::Altered));
            }
        }
    }
}
