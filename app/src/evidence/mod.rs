//! What was consented, decided and signed: the chain of one application, verified on this phone.

use shared::{
    api::GetEvidence,
    canonical,
    evidence::{DecisionOutcome, EvidenceBody, EvidenceBundle, EvidenceEvent, verify},
    language::Say,
};

use crate::{
    api::ApiClient,
    components::{TimelineEntry, Tone, notice, timeline},
    dom::{View, el, words},
    format,
    frame::page,
    language::Voice,
    remote::Remote,
    routes::Reference,
    text::{evidence, mine},
};

/// The chain of the application `reference`.
pub fn evidence_screen(reference: Reference) -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move { api.get::<GetEvidence>(&[reference.as_str()]).await }
    });
    asked.screen(chain)
}

fn chain(evidence: EvidenceBundle) -> View {
    let voice = Voice::expect();
    let finding = finding(&evidence.events);
    let file = download(&evidence);
    let entries = move || evidence.events.iter().map(|event| entry(event, voice)).collect();
    page(
        move || voice.say(evidence::TITLE).to_owned(),
        move || voice.say(evidence::LEAD).to_owned(),
    )
    .with(finding)
    .with(el("section").class("card").with(timeline(entries)))
    .with(el("p").class("section__note").say(evidence::SAFEKEEPING))
    .with(file)
    .into()
}

/// Whether every link holds, found out here and not by asking the bank.
fn finding(events: &[EvidenceEvent]) -> View {
    let voice = Voice::expect();
    match verify(events) {
        Ok(head) => {
            let count = events.len();
            let line = move || {
                [&evidence::events(count, voice.language()), " · ", &head.digest.short()].concat()
            };
            notice(Tone::Good)
                .with(el("p").class("notice__title").say(evidence::HOLDS))
                .with(el("p").words(line))
                .into()
        }
        Err(link) => notice(Tone::Bad)
            .with(el("p").class("notice__title").say(evidence::BROKEN))
            .with(el("p").with(words(move || link.say(voice.language()))))
            .into(),
    }
}

/// The chain and the documents it names as one file to keep, complete without the bank.
fn download(bundle: &EvidenceBundle) -> Option<View> {
    let application = &bundle.events.first()?.application_id;
    let json = String::from_utf8(canonical::bytes(bundle).ok()?).ok()?;
    let encoded = String::from(js_sys::encode_uri_component(&json));
    let href = ["data:application/json;charset=utf-8,", &encoded].concat();
    let name = ["puhui-evidence-", application, ".json"].concat();
    let link = el("a").class("button").set("data-kind", "secondary").set("href", &href);
    Some(link.set("download", &name).say(evidence::DOWNLOAD).into())
}

fn entry(event: &EvidenceEvent, voice: Voice) -> TimelineEntry {
    TimelineEntry {
        state: "done",
        title: voice.say(evidence::of_body(&event.body)).to_owned(),
        time: format::instant(event.at),
        note: note(&event.body, voice),
        hash: event.digest.to_string(),
    }
}

/// What an event says beside its name.
fn note(body: &EvidenceBody, voice: Voice) -> String {
    let language = voice.language();
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
            voice.say(message).to_owned()
        }
        EvidenceBody::CostSheetAcknowledged { seconds_read, .. } => {
            evidence::seconds_read(*seconds_read, language)
        }
        EvidenceBody::Drawn { amount, .. }
        | EvidenceBody::Paid { amount, .. }
        | EvidenceBody::LimitRaised { limit: amount, .. } => format::exact(*amount, language),
        EvidenceBody::FactsRecorded { officer, .. }
        | EvidenceBody::Judged { officer, .. }
        | EvidenceBody::DisputeAnswered { officer, .. } => officer.clone(),
        EvidenceBody::FactsUsed { .. }
        | EvidenceBody::Disputed { .. }
        | EvidenceBody::ReviewRequested {}
        | EvidenceBody::CostSheetDisplayed { .. }
        | EvidenceBody::ContractRendered { .. }
        | EvidenceBody::SignerVerified { .. }
        | EvidenceBody::Signed { .. }
        | EvidenceBody::Withdrawn {}
        | EvidenceBody::LoanChanged { .. }
        | EvidenceBody::StatementAnswered { .. }
        | EvidenceBody::AdverseNoticeGiven { .. }
        | EvidenceBody::Frozen {}
        | EvidenceBody::Unfrozen {} => String::new(),
    }
}
