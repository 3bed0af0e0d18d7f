//! Who may sign for the business, as the registry says: told as early as the decision.

use shared::{
    api::{ApplicationView, AskRegistry, Empty, NextStep, SignatoryView},
    language::Language,
};

use super::Journey;
use crate::{
    api::ApiClient,
    components::{ButtonKind, FactRow, Tone, button, notice},
    dom::{View, el, nothing},
    format,
    language::Voice,
    task::Task,
    text::{progress, signatory},
};

/// Whether somebody else than the applicant has to sign, as far as the registry says.
pub(super) fn is_unsettled(application: &ApplicationView) -> bool {
    application.next_step == NextStep::SettleSignatory
}

/// Who signs and who says so, as a row of the offer; nothing for a farmer, and where it is unsettled.
pub(super) fn signatory_row(found: &SignatoryView, voice: Voice) -> Option<FactRow> {
    let name = found.name.as_ref().filter(|_| found.may_sign)?;
    let capacity = found.capacity.label(voice.language());
    let value = [name.as_str(), voice.language().pick("，", ", "), capacity].concat();
    let row = FactRow::new(voice.say(signatory::SIGNS), value);
    Some(row.with_note(source(found, voice)))
}

/// Whose word it is, of which day, and whether it is simulated.
fn source(found: &SignatoryView, voice: Voice) -> String {
    let language = voice.language();
    let said = signatory::said_by_registry(&format::date(found.as_of, language), language);
    if found.simulated {
        [said.as_str(), language.pick("，", ", "), voice.say(progress::SIMULATED)].concat()
    } else {
        said
    }
}

/// That somebody else has to sign, and what to do about it; nothing where it is settled.
pub(super) fn signatory_notice(application: &ApplicationView) -> View {
    if !is_unsettled(application) {
        return nothing();
    }
    let voice = Voice::expect();
    let found = application.signatory.clone();
    let who = move || match &found {
        None => voice.say(signatory::NOT_ASKED).to_owned(),
        Some(found) => {
            let language = voice.language();
            let capacity = found.capacity.label(language);
            let named = signatory::names(found.name.as_deref(), capacity, language);
            [named.as_str(), language.pick("（", " ("), &source(found, voice), close(language)]
                .concat()
        }
    };
    notice(Tone::Warn)
        .with(el("p").class("notice__title").say(signatory::SOMEBODY_ELSE))
        .with(el("p").words(who))
        .with(el("p").say(signatory::WHAT_TO_DO))
        .into()
}

const fn close(language: Language) -> &'static str {
    language.pick("）。", ").")
}

/// Has the registry asked again.
pub(super) fn ask_registry(application: &ApplicationView, task: Task) -> View {
    let (api, journey) = (ApiClient::expect(), Journey::expect());
    let id = application.application_id.clone();
    let ask = move || {
        let id = id.clone();
        let send = async move { api.send_once::<AskRegistry>(&[&id], &Empty {}).await };
        task.run(send, move |application| journey.arrive(application));
    };
    button(signatory::ASK_AGAIN, ButtonKind::Primary, task.busy(), ask)
}
