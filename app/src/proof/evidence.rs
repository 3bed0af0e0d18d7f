//! What was consented, decided and signed: the evidence of one application, checked on this phone.

use shared::{
    api::{GetContractPdf, GetEvidence, GetLogConsistency, path},
    canonical,
    evidence::{
        EvidenceBundle,
        file::{self, Findings},
        head::LogHead,
        log::verify_consistency,
    },
};

use super::findings::{events, limits, verdict};
use crate::{
    api::{ApiClient, ApiError},
    components::{ButtonKind, Tone, link_button, notice},
    dom::{View, el, nothing},
    frame::page,
    language::Voice,
    remote::Remote,
    routes::{Place, Reference},
    saved::Slot,
    text::evidence,
};

/// The log's head this device saw last: what the bank showed then must be the beginning of what it shows now.
const SEEN: Slot = Slot::new("puhui.log-head.v1");

/// How the log compares with the one seen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Growth {
    /// Seen for the first time on this device.
    First,
    /// It only grew.
    Grown,
    /// Another history than the one shown before.
    Rewritten,
    /// Nobody could be asked for the proof.
    Unknown,
}

/// The evidence of the application `reference`.
pub fn evidence_screen(reference: Reference) -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move {
            let text = api.text::<GetEvidence>(&[reference.as_str()]).await?;
            // Events of kinds this app does not know are any JSON, which `crate::json` does not read.
            let bundle: EvidenceBundle =
                serde_json::from_str(&text).map_err(|_| ApiError::Unreadable)?;
            let file = canonical::bytes(&bundle).map_err(|_| ApiError::Unreadable)?;
            let checked = file::verify(&file);
            let growth = match &checked {
                Ok(findings) => growth(api, findings).await,
                Err(_) => Growth::Unknown,
            };
            Ok((bundle, growth))
        }
    });
    asked.screen(|(bundle, growth)| shown(&bundle, growth))
}

/// Compares the log with the one seen before on this device, and remembers it.
async fn growth(api: ApiClient, findings: &Findings) -> Growth {
    let origin = findings.log_key.split('+').next().unwrap_or_default().to_owned();
    let now = findings.log;
    let seen = SEEN.read::<(String, u64, canonical::Digest)>();
    let seen =
        seen.filter(|(name, ..)| *name == origin).map(|(_, size, root)| LogHead { size, root });
    let growth = match seen {
        None => Growth::First,
        Some(seen) if seen.size > now.size => Growth::Rewritten,
        Some(seen) => match proof(api, seen, now).await {
            Some(true) => Growth::Grown,
            Some(false) => Growth::Rewritten,
            None => Growth::Unknown,
        },
    };
    if growth != Growth::Rewritten {
        SEEN.write(&(origin, now.size, now.root));
    }
    growth
}

async fn proof(api: ApiClient, seen: LogHead, now: LogHead) -> Option<bool> {
    let hashes = if seen.size == now.size || seen.size == 0 {
        Vec::new()
    } else {
        let sizes = [seen.size.to_string(), now.size.to_string()];
        let sizes = [sizes[0].as_str(), sizes[1].as_str()];
        api.get::<GetLogConsistency>(&sizes).await.ok()?.hashes
    };
    let proved = verify_consistency((seen.size, seen.root), (now.size, now.root), &hashes);
    Some(seen.size == 0 || proved.is_ok())
}

fn shown(bundle: &EvidenceBundle, growth: Growth) -> View {
    let voice = Voice::expect();
    let file = canonical::bytes(bundle).unwrap_or_default();
    let checked = file::verify(&file);
    let is_signed = bundle.events.iter().any(|event| event.body.get("contract_signed").is_some());
    let application = bundle.events.first().map(|event| event.application_id.clone());
    let pdf = application.as_ref().filter(|_| is_signed).map(|id| contract_link(id));
    let download = application.and_then(|id| download(&id, file));
    page(
        move || voice.say(evidence::TITLE).to_owned(),
        move || voice.say(evidence::LEAD).to_owned(),
    )
    .with(verdict(&checked))
    .with(log_notice(growth))
    .with(pdf)
    .with(download)
    .with(el("p").class("section__note").say(evidence::SAFEKEEPING))
    .with(link_button(evidence::VERIFY_A_FILE, ButtonKind::Quiet, &Place::Verify.href()))
    .with(events(&checked))
    .with(limits())
    .into()
}

fn log_notice(growth: Growth) -> View {
    let (tone, message) = match growth {
        Growth::First | Growth::Unknown => return nothing(),
        Growth::Grown => (Tone::Good, evidence::LOG_GREW),
        Growth::Rewritten => (Tone::Bad, evidence::LOG_REWRITTEN),
    };
    notice(tone).with(el("p").say(message)).into()
}

/// The signed agreement as a PDF, from the server.
fn contract_link(application: &str) -> View {
    let link = el("a").class("button").set("data-kind", "secondary");
    let link = link.set("href", &path::<GetContractPdf>(&[application])).set("download", "");
    link.say(evidence::CONTRACT_PDF).into()
}

/// The evidence as one file to keep, complete without the bank.
fn download(application: &str, file: Vec<u8>) -> Option<View> {
    let encoded = String::from(js_sys::encode_uri_component(&String::from_utf8(file).ok()?));
    let href = ["data:application/json;charset=utf-8,", &encoded].concat();
    let name = ["puhui-evidence-", application, ".json"].concat();
    let link = el("a").class("button").set("data-kind", "primary").set("href", &href);
    Some(link.set("download", &name).say(evidence::DOWNLOAD).into())
}
