//! What happened to an application, in a chain nobody can quietly change.
//!
//! Each [`EvidenceEvent`] holds the digest of the one before it, and its own digest
//! covers everything it says. Whoever holds a [`ChainHead`] given out earlier can tell
//! whether the events before it are still the same, without trusting the bank: start at
//! [`verify_against`]. Documents (consent texts, cost sheet, contract) are bound by their
//! digests and travel beside the events in an [`EvidenceBundle`].
//!
//! # Format
//! An event's digest is the SHA-256 of the canonical JSON of its other members together
//! with `"format":"puhui-evidence-1"`. The first event has sequence 1 and 64 zeros as
//! its predecessor.
//!
//! # What it does not prove
//! That the bank recorded what happened in the first place, that its clock was right, or
//! who held the signing key: the key is the browser's, no licensed authority certified it.
//! A bare chain can be rewritten from the start; only a head held by somebody else
//! prevents that.

mod body;
mod bundle;
mod signing;
mod verify;

pub use body::{DecisionOutcome, EvidenceBody, SignatureAlgorithm, VerifiedBy};
pub use bundle::{BundleFindings, BundleProblem, EvidenceBundle};
pub use signing::signing_message;
pub use verify::{Breakage, BrokenLink, verify, verify_against};

use serde::{Deserialize, Serialize};

use crate::canonical::{self, CanonicalError, Digest};
use crate::timestamp::Timestamp;

/// Names the format in every digest, so that a later format cannot be mistaken for this one.
const FORMAT: &str = "puhui-evidence-1";

/// One event in the evidence chain of one application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvidenceEvent {
    /// The application whose chain this is.
    pub application_id: String,
    /// When it was recorded, by the server's clock.
    pub at: Timestamp,
    /// What happened.
    pub body: EvidenceBody,
    /// Digest of all other members and the format.
    pub digest: Digest,
    /// Digest of the event before; zeros for the first.
    pub previous: Digest,
    /// Place in the chain, from 1.
    pub sequence: u32,
}

/// The end of a chain at some moment: short enough to print, keep or send to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChainHead {
    /// Digest of the last event.
    pub digest: Digest,
    /// Its place in the chain, which is also the number of events.
    pub sequence: u32,
}

/// What an event's digest covers.
#[derive(Serialize)]
struct Leaf<'a> {
    application_id: &'a str,
    at: Timestamp,
    body: &'a EvidenceBody,
    format: &'static str,
    previous: Digest,
    sequence: u32,
}

/// Why an event cannot be appended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendRefused {
    /// The chain belongs to another application.
    #[error("the chain belongs to another application")]
    OtherApplication,
    /// The chain has as many events as a sequence can count.
    #[error("the chain is full")]
    Full,
    /// The event has no canonical form.
    #[error("the event cannot be written")]
    Unwritable(#[from] CanonicalError),
}

impl EvidenceEvent {
    /// The event that follows `head`, or starts the chain when there is none.
    ///
    /// # Errors
    /// [`AppendRefused::Full`] or [`AppendRefused::Unwritable`].
    pub fn following(
        head: Option<ChainHead>,
        application_id: &str,
        at: Timestamp,
        body: EvidenceBody,
    ) -> Result<Self, AppendRefused> {
        let previous = head.map_or(Digest::ZERO, |head| head.digest);
        let sequence = head.map_or(0, |head| head.sequence).checked_add(1);
        let mut event = Self {
            application_id: application_id.to_owned(),
            at,
            body,
            digest: Digest::ZERO,
            previous,
            sequence: sequence.ok_or(AppendRefused::Full)?,
        };
        event.digest = event.computed_digest()?;
        Ok(event)
    }

    /// The head of a chain that ends with this event.
    pub const fn head(&self) -> ChainHead {
        ChainHead { digest: self.digest, sequence: self.sequence }
    }

    /// The digest this event should have, from what it says.
    ///
    /// # Errors
    /// [`CanonicalError`] when it has no canonical form.
    pub fn computed_digest(&self) -> Result<Digest, CanonicalError> {
        canonical::digest(&Leaf {
            application_id: &self.application_id,
            at: self.at,
            body: &self.body,
            format: FORMAT,
            previous: self.previous,
            sequence: self.sequence,
        })
    }
}

/// The event that follows `last` in the chain of `application_id`.
///
/// # Errors
/// [`AppendRefused`]: another application's chain, a full chain, an event that cannot be
/// written canonically.
pub fn append(
    last: Option<&EvidenceEvent>,
    application_id: &str,
    at: Timestamp,
    body: EvidenceBody,
) -> Result<EvidenceEvent, AppendRefused> {
    if last.is_some_and(|last| last.application_id != application_id) {
        return Err(AppendRefused::OtherApplication);
    }
    EvidenceEvent::following(last.map(EvidenceEvent::head), application_id, at, body)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::consent::ConsentKind;
    use crate::money::Money;

    /// A whole life: consent, facts, decision, sheet, contract, signature, money out and back, and
    /// what is agreed afterwards.
    pub(crate) fn life() -> Vec<EvidenceEvent> {
        let of = |text: &str| Digest::of(text.as_bytes());
        let bodies = [
            EvidenceBody::ConsentGiven {
                identity: of("identity"),
                kind: ConsentKind::TaxQuery,
                text: of("consent text"),
                text_version: 1,
            },
            EvidenceBody::FactsUsed { facts: of("facts") },
            EvidenceBody::Disputed { dispute: of("dispute") },
            EvidenceBody::FactsRecorded { officer: "8001 王敏".to_owned(), record: of("record") },
            EvidenceBody::DisputeAnswered {
                answer: of("answer"),
                officer: "8001 王敏".to_owned(),
                upheld: true,
            },
            EvidenceBody::Judged { judgement: of("input"), officer: "8001 王敏".to_owned() },
            EvidenceBody::Decided {
                catalogue: of("catalogue"),
                input: of("input"),
                outcome: DecisionOutcome::Approve,
                output: of("output"),
            },
            EvidenceBody::CostSheetDisplayed { cost_sheet: of("sheet") },
            EvidenceBody::CostSheetAcknowledged { cost_sheet: of("sheet"), seconds_read: 12 },
            EvidenceBody::ContractRendered { contract: of("contract") },
            EvidenceBody::SignerVerified { by: VerifiedBy::Passkey, contract: of("contract") },
            EvidenceBody::Signed {
                algorithm: SignatureAlgorithm::EcdsaP256Sha256,
                challenge: of("challenge"),
                contract: of("contract"),
                public_key: "cHVibGlj".to_owned(),
                signature: "c2lnbmVk".to_owned(),
            },
            EvidenceBody::Drawn {
                amount: Money::from_fen(30_000_000),
                loan_id: "loan-1".to_owned(),
                terms: of("terms"),
            },
            EvidenceBody::Paid {
                amount: Money::from_fen(100_000),
                interest: Money::from_fen(8_333),
                loan_id: "loan-1".to_owned(),
                penalty: Money::ZERO,
                principal: Money::from_fen(91_667),
            },
            EvidenceBody::Frozen {},
            EvidenceBody::Unfrozen {},
            EvidenceBody::LoanChanged { loan_id: "loan-1".to_owned(), preview: of("preview") },
            EvidenceBody::LimitRaised {
                limit: Money::from_fen(40_000_000),
                supplement: of("supplement"),
            },
            EvidenceBody::StatementAnswered { agrees: true, statement: of("statement") },
            EvidenceBody::AdverseNoticeGiven { loan_id: "loan-1".to_owned(), notice: of("notice") },
        ];
        let mut events: Vec<EvidenceEvent> = Vec::new();
        for (body, seconds) in bodies.into_iter().zip(1..) {
            let at = Timestamp::MIN.plus_seconds(seconds);
            events.push(append(events.last(), "application-1", at, body).unwrap());
        }
        events
    }

    #[test]
    fn the_first_event_follows_zeros_and_each_next_the_one_before() {
        let events = life();
        assert_eq!(events[0].previous, Digest::ZERO);
        assert_eq!(events[0].sequence, 1);
        for [one, next] in events.array_windows() {
            assert_eq!(next.previous, one.digest);
            assert_eq!(next.sequence, one.sequence + 1);
        }
    }

    #[test]
    fn a_chain_takes_no_event_of_another_application() {
        let events = life();
        let body = EvidenceBody::ReviewRequested {};
        let refused = append(events.last(), "application-2", Timestamp::MIN, body);
        assert_eq!(refused, Err(AppendRefused::OtherApplication));
    }

    /// The format written out by hand, so that a verifier in any language has an example.
    #[test]
    fn the_digest_is_that_of_the_documented_text() {
        let event = append(
            None,
            "a",
            Timestamp::MIN,
            EvidenceBody::CostSheetAcknowledged { cost_sheet: Digest::ZERO, seconds_read: 10 },
        )
        .unwrap();
        let zeros = "0".repeat(64);
        let text = format!(
            r#"{{"application_id":"a","at":0,"body":{{"cost_sheet_acknowledged":{{"cost_sheet":"{zeros}","seconds_read":10}}}},"format":"puhui-evidence-1","previous":"{zeros}","sequence":1}}"#
        );
        assert_eq!(event.digest, Digest::of(text.as_bytes()));
    }

    #[test]
    fn events_survive_json() {
        for event in life() {
            let json = serde_json::to_string(&event).unwrap();
            assert_eq!(serde_json::from_str::<EvidenceEvent>(&json).unwrap(), event);
        }
    }
}
