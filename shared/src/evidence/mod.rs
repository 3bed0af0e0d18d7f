//! What happened to an application, in a chain nobody can quietly change.
//!
//! Each [`EvidenceEvent`] holds the digest of the one before it, and its own digest
//! covers everything it says: [`verify`] finds the first link that does not hold. Every event
//! is also a leaf of the installation's [`log`], whose signed heads name one history for
//! everybody. Documents (consent texts, cost sheet, contract) are bound by their digests and travel
//! beside the events in an [`EvidenceBundle`], which `file::verify` (feature `proof`)
//! checks from end to end without asking anybody.
//!
//! # Format
//! `FORMAT.md` beside this file, written so that a verifier in any language can be written from it.
//!
//! # What it does not prove
//! That the bank recorded what happened in the first place, that its clock was right, or
//! who held the phone while its key signed. A bare chain can be rewritten from the start; only a
//! head signed with the bank's key, or held by somebody else, prevents that.

mod body;
mod bundle;
#[cfg(feature = "proof")]
pub mod certificate;
mod chain;
mod der;
#[cfg(feature = "proof")]
pub mod file;
#[cfg(feature = "proof")]
pub mod head;
#[cfg(feature = "proof")]
pub mod key;
pub mod log;
#[cfg(feature = "proof")]
pub mod note;
mod signing;
#[cfg(feature = "proof")]
pub mod token;

pub use body::{
    ContractSignature, DecisionOutcome, EvidenceBody, SignatureAlgorithm, SignatureTimestamp,
    VerifiedBy,
};
pub use bundle::{EvidenceBundle, Inclusion, LogKey};
pub use chain::{BrokenEvent, EventFault, verify};
pub use signing::{
    certification_request_info, settlement_message, signed_attributes, signing_message,
};

use serde::{Deserialize, Serialize};

use crate::canonical::{self, CanonicalError, Digest};
use crate::timestamp::Timestamp;

/// Names the format in every digest, so that a later format cannot be mistaken for this one.
const FORMAT: &str = "puhui-evidence-1";

/// One event in the evidence chain of one application.
///
/// `B` is what happened: [`EvidenceBody`] for whoever records it, any JSON for whoever only
/// verifies it, so that a verifier needs not know every kind of event there will ever be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvidenceEvent<B = EvidenceBody> {
    /// The application whose chain this is.
    pub application_id: String,
    /// When it was recorded, by the server's clock.
    pub at: Timestamp,
    /// What happened.
    pub body: B,
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
struct Leaf<'a, B> {
    application_id: &'a str,
    at: Timestamp,
    body: &'a B,
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

impl<B: Serialize> EvidenceEvent<B> {
    /// The event that follows `head`, or starts the chain when there is none.
    ///
    /// # Errors
    /// [`AppendRefused::Full`] or [`AppendRefused::Unwritable`].
    pub fn following(
        head: Option<ChainHead>,
        application_id: &str,
        at: Timestamp,
        body: B,
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

    fn of(text: &str) -> Digest {
        Digest::of(text.as_bytes())
    }

    /// Consent, facts, what people of the bank did, decision, cost sheet.
    fn decided() -> Vec<EvidenceBody> {
        vec![
            EvidenceBody::ConsentGiven {
                identity: of("identity"),
                kind: ConsentKind::TaxQuery,
                text: of("consent text"),
                text_version: 1,
            },
            EvidenceBody::SignatoryNamed { may_sign: true, signatory: of("signatory") },
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
        ]
    }

    /// Agreement, key clause, signature, time-stamp.
    fn agreed() -> Vec<EvidenceBody> {
        vec![
            EvidenceBody::ContractRendered { contract: of("contract") },
            EvidenceBody::FaceCompared {
                outcome: crate::face_check::FaceOutcome::Unclear,
                record: of("compared"),
            },
            EvidenceBody::SeeingSignerAsked { why: crate::face_check::WhyInPerson::Wanted },
            EvidenceBody::SignerSeen {
                is_the_applicant: true,
                officer: "8001 王敏".to_owned(),
                record: of("seen"),
            },
            EvidenceBody::SignerVerified { by: VerifiedBy::Passkey, contract: of("contract") },
            EvidenceBody::ClauseAcknowledged {
                clause: 2,
                contract: of("contract"),
                text: of("clause"),
            },
            EvidenceBody::ContractSigned(ContractSignature {
                algorithm: SignatureAlgorithm::EcdsaP256Sha256,
                certificate: of("certificate"),
                challenge: of("challenge"),
                contract: of("contract"),
                document: of("signed pdf"),
                issuers: vec![of("issuer"), of("root")],
                pdf: of("signed bytes"),
                public_key: "cHVibGlj".to_owned(),
                signature: "c2lnbmVk".to_owned(),
            }),
            EvidenceBody::Timestamped(SignatureTimestamp {
                authority: vec![of("authority"), of("root")],
                document: of("stamped pdf"),
                signature: of("signature"),
                token: of("token"),
            }),
        ]
    }

    /// Money out and back, and what is agreed afterwards.
    fn lent() -> Vec<EvidenceBody> {
        vec![
            EvidenceBody::Undertaken {
                loan_id: "loan-1".to_owned(),
                undertaking: of("undertaking"),
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
            EvidenceBody::SettlementCertified {
                certificate: of("settled"),
                loan_id: "loan-1".to_owned(),
                pdf: of("settled pdf"),
            },
            EvidenceBody::AdverseNoticeGiven { loan_id: "loan-1".to_owned(), notice: of("notice") },
        ]
    }

    /// A whole life, of every kind of event.
    pub(crate) fn life() -> Vec<EvidenceEvent> {
        let bodies = [decided(), agreed(), lent()].concat();
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
