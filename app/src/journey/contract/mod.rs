//! The agreement: its key clauses acknowledged topic by topic, the rest read, all of it signed with the key that
//! lives on this device.

mod signature;
mod text;

use std::collections::BTreeSet;

use leptos::prelude::*;
use shared::{
    api::{
        AcknowledgeClauses, AcknowledgeClausesRequest, ApplicationView, ContractView, GetContract,
        ProblemCode, SteppedUpAct,
    },
    contract::KeyTopic,
};

use self::signature::{Obstacle, sign};
use super::Journey;
use crate::{
    api::{ApiClient, ApiError},
    components::{ButtonKind, Tone, button, notice},
    dom::{El, View, el, live, live_when},
    failure::task_failed,
    frame::{notices, screen},
    language::Voice,
    navigation,
    remote::Remote,
    task::Task,
    text::{contract, controls},
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
    shown.screen(move |view| Reader::new(id.clone(), view, shown).screen())
}

/// Somebody reading one agreement.
#[derive(Clone)]
struct Reader {
    id: String,
    shown: ContractView,
    /// The agreement anew, when another stands by now.
    again: Remote<ContractView>,
    acknowledged: RwSignal<BTreeSet<u16>>,
    task: Task,
    /// Who is signing, shown again for this agreement.
    verification: Verification,
}

impl Reader {
    fn new(id: String, shown: ContractView, again: Remote<ContractView>) -> Self {
        let acknowledged = RwSignal::new(shown.acknowledged.iter().copied().collect());
        let (task, verification) = (Task::new(), Verification::new());
        Self { id, shown, again, acknowledged, task, verification }
    }

    fn screen(&self) -> View {
        let mut article = text::head(&self.shown.contract);
        for topic in KeyTopic::ALL {
            article = article.with(self.topic(topic));
        }
        let article = article
            .with(text::other_clauses(&self.shown.contract))
            .with(text::digest(self.shown.digest));
        let simulated = self.shown.certification_simulated || self.shown.timestamp_simulated;
        let authorities = if simulated { contract::DEMONSTRATION } else { contract::AUTHORITIES };
        screen()
            .with(notices())
            .with(el("section").class("card").with(article))
            .with(notice(Tone::Info).with(el("p").say(contract::KEY_STAYS_HERE)))
            .with(notice(Tone::Info).with(el("p").say(authorities)))
            .with(self.sign_bar())
            .into()
    }

    /// The numbers of the key clauses about `topic`.
    fn clauses(&self, topic: KeyTopic) -> Vec<u16> {
        let clauses = self.shown.contract.key_clauses();
        clauses.filter(|clause| clause.key == Some(topic)).map(|clause| clause.number).collect()
    }

    fn is_acknowledged(
        &self,
        topic: KeyTopic,
    ) -> impl Fn() -> bool + Send + Sync + Clone + 'static {
        let (clauses, acknowledged) = (self.clauses(topic), self.acknowledged);
        move || clauses.iter().all(|number| acknowledged.read().contains(number))
    }

    /// The key clauses about one topic, and under them the button that acknowledges each.
    fn topic(&self, topic: KeyTopic) -> El {
        let voice = Voice::expect();
        let count = self.clauses(topic).len();
        let (done, open) = (self.is_acknowledged(topic), self.is_acknowledged(topic));
        let reader = self.clone();
        let confirm = live_when(move || !open(), move || reader.confirm_button(topic));
        let confirmed = live_when(done, move || {
            let sentence = move || contract::acknowledged(count, voice.language());
            notice(Tone::Good).with(el("p").words(sentence)).into()
        });
        text::topic(&self.shown.contract, topic).with(confirm).with(confirmed)
    }

    fn confirm_button(&self, topic: KeyTopic) -> View {
        let (api, voice) = (ApiClient::expect(), Voice::expect());
        let (clauses, reader) = (self.clauses(topic), self.clone());
        let count = clauses.len();
        let request = AcknowledgeClausesRequest { contract_digest: self.shown.digest, clauses };
        let confirm = move || {
            let (id, request) = (reader.id.clone(), request.clone());
            let acknowledged = reader.acknowledged;
            let send = async move { api.send_once::<AcknowledgeClauses>(&[&id], &request).await };
            reader.task.run(send, move |view| {
                acknowledged.set(view.acknowledged.into_iter().collect());
            });
        };
        let busy = self.task.busy();
        el("button")
            .class("button")
            .set("id", confirm_id(topic))
            .set("type", "button")
            .set("data-kind", "secondary")
            .state("aria-disabled", move || busy.get())
            .on_click(confirm)
            .words(move || contract::acknowledge(count, voice.language()))
            .into()
    }

    /// What went wrong, and the button that signs; before every key clause is acknowledged it leads to the first that is not.
    fn sign_bar(&self) -> View {
        let (voice, journey) = (Voice::expect(), Journey::expect());
        let obstacle = RwSignal::new(None::<Obstacle>);
        let topics = KeyTopic::ALL.map(|topic| (topic, self.is_acknowledged(topic)));
        let missing = move || topics.iter().find(|(_, done)| !done()).map(|(topic, _)| *topic);
        let (reader, task) = (self.clone(), self.task);
        let (missing_now, api) = (missing.clone(), ApiClient::expect());
        let press = move || {
            obstacle.set(None);
            if let Some(topic) = untrack(&missing_now) {
                navigation::focus(confirm_id(topic));
                return;
            }
            let (id, shown) = (reader.id.clone(), reader.shown.clone());
            task.run(async move { sign(api, &id, &shown).await }, move |answer| match answer {
                Ok(application) => journey.arrive(application),
                Err(why) => obstacle.set(Some(why)),
            });
        };
        let verification = self.verification;
        let act = SteppedUpAct::Sign {
            application_id: self.id.clone(),
            contract_digest: self.shown.digest,
        };
        verification.guard(task, move || Some(act.clone()), press.clone());
        let busy = Signal::derive(move || task.busy().get() || verification.busy().get());
        let cannot = live(move || {
            let why = obstacle.get();
            why.map(|why| notice(Tone::Bad).with(el("p").say(why.message()))).into()
        });
        let label = move || match (busy.get(), missing()) {
            (true, _) => voice.say(controls::WORKING).to_owned(),
            (false, Some(_)) => voice.say(contract::ACKNOWLEDGE_FIRST).to_owned(),
            (false, None) => voice.say(contract::SIGN).to_owned(),
        };
        let sign = el("button")
            .class("button")
            .set("type", "button")
            .set("data-kind", "primary")
            .state("aria-busy", move || busy.get())
            .state("aria-disabled", move || busy.get())
            .on_click(move || {
                if !busy.get_untracked() {
                    press();
                }
            })
            .words(label);
        let bar = el("div").class("bar").with(sign);
        el("div")
            .class("stack")
            .with(cannot)
            .with(self.failure())
            .with(verification_view(verification))
            .with(bar)
            .into()
    }

    /// What went wrong; another agreement is told with every difference, and can be read at once.
    fn failure(&self) -> View {
        let (task, again, voice) = (self.task, self.again, Voice::expect());
        live(move || {
            let failure = task.failure().get();
            let Some(ApiError::Refused(problem)) =
                failure.filter(|failure| failure.code() == Some(ProblemCode::DocumentChanged))
            else {
                return task_failed(task);
            };
            let language = voice.language();
            let differences =
                problem.fields.iter().map(|field| el("li").text(field.said(language)));
            let read = button(
                contract::READ_AGAIN,
                ButtonKind::Secondary,
                Signal::stored(false),
                move || again.again(),
            );
            notice(Tone::Bad)
                .with(el("p").text(problem.said(language)))
                .with(el("ul").with(differences.collect::<Vec<_>>()))
                .with(read)
                .into()
        })
    }
}

/// The element of the button that acknowledges a topic.
const fn confirm_id(topic: KeyTopic) -> &'static str {
    match topic {
        KeyTopic::Cost => "acknowledge-cost",
        KeyTopic::Duty => "acknowledge-duty",
    }
}
