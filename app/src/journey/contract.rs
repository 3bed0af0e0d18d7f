//! The agreement: read here, signed with the key that lives on this device.

use leptos::prelude::*;
use shared::{
    api::{
        ApplicationView, ContractView, GetContract, SignContract, SignContractRequest, SteppedUpAct,
    },
    contract::{Clause, Contract, SummaryLine},
    evidence::signing_message,
    language::Language,
};

use super::Journey;
use crate::{
    api::{ApiClient, ApiError},
    components::{ButtonKind, FactRow, Tone, button, facts_list, notice},
    dom::{El, View, el, live, words},
    failure::task_failed,
    frame::{notices, screen},
    language::Voice,
    remote::Remote,
    signer::{self, SignerError},
    task::Task,
    text::{Message, contract},
    verification::{Verification, verification_view},
};

/// The contract screen.
pub(super) fn contract_screen(application: ApplicationView) -> View {
    let api = ApiClient::expect();
    let id = application.application_id;
    let asked = id.clone();
    let shown = Remote::new(move || {
        let id = asked.clone();
        async move { api.get::<GetContract>(&[&id]).await }
    });
    shown.screen(move |shown| signing(id.clone(), shown))
}

fn signing(id: String, shown: ContractView) -> View {
    let (api, journey) = (ApiClient::expect(), Journey::expect());
    let (task, verification) = (Task::new(), Verification::new());
    let obstacle = RwSignal::new(None::<Obstacle>);
    let act = SteppedUpAct::Sign { application_id: id.clone(), contract_digest: shown.digest };
    let body = agreement(&shown.contract, &shown.digest.to_string());
    let sign = move || {
        obstacle.set(None);
        let (id, shown) = (id.clone(), shown.clone());
        let signed = async move {
            match signature(&id, &shown).await {
                Ok(request) => api.send_once::<SignContract>(&[&id], &request).await.map(Ok),
                Err(why) => Ok::<_, ApiError>(Err(why)),
            }
        };
        task.run(signed, move |answer| match answer {
            Ok(application) => journey.arrive(application),
            Err(why) => obstacle.set(Some(why)),
        });
    };
    verification.guard(task, move || Some(act.clone()), sign.clone());
    let busy = Signal::derive(move || task.busy().get() || verification.busy().get());
    let cannot = live(move || {
        let why = obstacle.get();
        why.map(|why| notice(Tone::Bad).with(el("p").say(why.message()))).into()
    });
    screen()
        .with(notices())
        .with(el("section").class("card").with(body))
        .with(notice(Tone::Info).with(el("p").say(contract::KEY_STAYS_HERE)))
        .with(cannot)
        .with(task_failed(task))
        .with(verification_view(verification))
        .with(el("div").class("bar").with(button(contract::SIGN, ButtonKind::Primary, busy, sign)))
        .into()
}

/// A signature over exactly the agreement on the screen: what is signed is computed here, not taken
/// from the server.
async fn signature(id: &str, shown: &ContractView) -> Result<SignContractRequest, Obstacle> {
    let contract_digest = shown.contract.digest().map_err(|_| Obstacle::OtherDocument)?;
    if contract_digest != shown.digest {
        return Err(Obstacle::OtherDocument);
    }
    let message = signing_message(contract_digest, id, shown.challenge);
    let public_key = signer::public_key().await.map_err(Obstacle::NoKey)?;
    let signature = signer::sign(&message).await.map_err(Obstacle::NoKey)?;
    Ok(SignContractRequest { contract_digest, public_key, signature })
}

/// Why nothing was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    /// The agreement shown is not the one the server named.
    OtherDocument,
    /// This device has no key to sign with.
    NoKey(SignerError),
}

impl Obstacle {
    const fn message(self) -> Message {
        match self {
            Self::OtherDocument => contract::OTHER_DOCUMENT,
            Self::NoKey(why) => why.message(),
        }
    }
}

/// The whole text: the Chinese is the agreement, English a reading aid.
fn agreement(contract: &Contract, digest: &str) -> El {
    let voice = Voice::expect();
    let (title, number) = (contract.title.clone(), contract.number.clone());
    let (summary, parties) = (contract.summary.clone(), contract.parties.clone());
    let (opening, clauses) = (contract.opening.clone(), contract.clauses.clone());
    let rows = move || {
        let language = voice.language();
        let parties = parties.iter().flat_map(|party| party.details.iter());
        parties.chain(&summary).map(|line| row(line, language)).collect()
    };
    let text = live(move || {
        let language = voice.language();
        let opening = opening.iter().map(|label| el("p").text(label.text(language)));
        let clauses = clauses.iter().map(|one| clause(one, language));
        opening.chain(clauses).collect::<Vec<_>>().into()
    });
    let number = words(move || contract::number(&number, voice.language()));
    el("article")
        .class("contract")
        .with(
            el("h1")
                .class("contract__title")
                .set("tabindex", "-1")
                .words(move || title.text(voice.language()).to_owned()),
        )
        .with(el("p").class("contract__number").with(number))
        .with(facts_list(rows))
        .with(text)
        .with(el("p").class("contract__hash").text("SHA-256 ").text(digest))
}

fn row(line: &SummaryLine, language: Language) -> FactRow {
    FactRow::new(line.label.text(language), line.text.text(language))
}

fn clause(clause: &Clause, language: Language) -> El {
    let mut section = el("section").class("contract__clause").flag("data-key", clause.key);
    if clause.key {
        section = section.with(el("p").class("contract__flag").say(contract::KEY_CLAUSE));
    }
    let heading = contract::heading(clause.number, clause.heading.text(language), language);
    let paragraphs = clause.paragraphs.iter().map(|label| el("p").text(label.text(language)));
    section.with(el("h2").text(&heading)).with(paragraphs.collect::<Vec<_>>())
}
