//! An event as an entry of a timeline.

use serde_json::Value;
use shared::{
    evidence::{DecisionOutcome, EvidenceBody, EvidenceEvent},
    face_check::FaceOutcome,
    language::Language,
};

use crate::{
    components::TimelineEntry,
    format,
    text::{evidence, mine},
};

/// The entry of an event; a kind this app does not know goes by its own name.
pub(super) fn entry(event: &EvidenceEvent<Value>, language: Language) -> TimelineEntry {
    let body = serde_json::from_value::<EvidenceBody>(event.body.clone()).ok();
    let kind = event.body.as_object().and_then(|body| body.keys().next().cloned());
    let title = match &body {
        Some(body) => evidence::of_body(body).in_language(language).to_owned(),
        None => kind.unwrap_or_default(),
    };
    TimelineEntry {
        state: "done",
        title,
        time: format::instant(event.at),
        note: body.map(|body| note(&body, language)).unwrap_or_default(),
        hash: event.digest.to_string(),
    }
}

/// What an event says beside its name.
fn note(body: &EvidenceBody, language: Language) -> String {
    match body {
        EvidenceBody::ConsentGiven { kind, .. } | EvidenceBody::ConsentWithdrawn { kind, .. } => {
            kind.title(language).to_owned()
        }
        EvidenceBody::Decided { outcome, .. } => {
            let message = match outcome {
                DecisionOutcome::Approve | DecisionOutcome::CounterOffer => mine::APPROVED,
                DecisionOutcome::Refer => mine::REFERRED,
                DecisionOutcome::Decline => mine::DECLINED,
            };
            message.in_language(language).to_owned()
        }
        EvidenceBody::CostSheetAcknowledged { seconds_read, .. } => {
            evidence::seconds_read(*seconds_read, language)
        }
        EvidenceBody::FaceCompared { outcome, .. } => {
            let message = match outcome {
                FaceOutcome::Same => evidence::FACE_SAME,
                FaceOutcome::Different => evidence::FACE_DIFFERENT,
                FaceOutcome::Unclear => evidence::FACE_UNCLEAR,
            };
            message.in_language(language).to_owned()
        }
        EvidenceBody::SeeingSignerAsked { why } => why.label().text(language).to_owned(),
        EvidenceBody::SignerSeen { is_the_applicant, officer, .. } => {
            let seen = if *is_the_applicant { evidence::FACE_SAME } else { evidence::NOT_VERIFIED };
            [officer, language.pick("，", ", "), seen.in_language(language)].concat()
        }
        EvidenceBody::ClauseAcknowledged { clause, .. } => evidence::clause(*clause, language),
        EvidenceBody::Drawn { amount, .. }
        | EvidenceBody::Paid { amount, .. }
        | EvidenceBody::LimitRaised { limit: amount, .. } => format::exact(*amount, language),
        EvidenceBody::FactsRecorded { officer, .. }
        | EvidenceBody::Judged { officer, .. }
        | EvidenceBody::DisputeAnswered { officer, .. } => officer.clone(),
        EvidenceBody::FactsUsed { .. }
        | EvidenceBody::SignatoryNamed { .. }
        | EvidenceBody::Disputed { .. }
        | EvidenceBody::ReviewRequested {}
        | EvidenceBody::CostSheetDisplayed { .. }
        | EvidenceBody::ContractRendered { .. }
        | EvidenceBody::SignerVerified { .. }
        | EvidenceBody::ContractSigned(_)
        | EvidenceBody::Timestamped(_)
        | EvidenceBody::Undertaken { .. }
        | EvidenceBody::Withdrawn {}
        | EvidenceBody::LoanChanged { .. }
        | EvidenceBody::StatementAnswered { .. }
        | EvidenceBody::SettlementCertified { .. }
        | EvidenceBody::AdverseNoticeGiven { .. }
        | EvidenceBody::Frozen {}
        | EvidenceBody::Unfrozen {} => String::new(),
    }
}
