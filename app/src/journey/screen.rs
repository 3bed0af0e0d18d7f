//! Opens an application at one of its screens, or wherever it stands.

use leptos::prelude::*;
use shared::api::{ApplicationView, GetApplication};

use super::{
    Journey, consent::consent_screen, contract::contract_screen, cost_sheet::cost_sheet_screen,
    decision::decision_screen, face::face_screen, identity::identity_screen,
    progress::progress_screen, review::review_screen, stage::may_open, step::Step,
};
use crate::{
    api::ApiClient,
    dom::{View, nothing},
    remote::Remote,
    routes::Reference,
    shelf::Shelf,
};

/// The application `reference` at `step`, or wherever it stands when there is no step or that step
/// is not open; fetched unless this visit already has it.
pub fn application_screen(reference: Reference, step: Option<Step>) -> View {
    let journey = Journey::expect();
    if let Some(latest) = journey.latest(&reference)
        && let Some(step) = step
        && may_open(&latest, step)
    {
        return screen(latest, step);
    }
    let (api, shelf) = (ApiClient::expect(), Shelf::expect());
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move {
            let answer = api.get::<GetApplication>(&[reference.as_str()]).await?;
            if answer.decision.is_some() {
                // Advice on it needs the catalogue; coming later it would push the page about.
                shelf.ready().await;
            }
            Ok(answer)
        }
    });
    asked.screen(move |application| {
        if let Some(step) = step
            && may_open(&application, step)
        {
            return screen(application, step);
        }
        // Leading elsewhere replaces this screen, which must not happen while it is built.
        request_animation_frame(move || journey.arrive(application));
        nothing()
    })
}

fn screen(application: ApplicationView, step: Step) -> View {
    match step {
        Step::Identity => identity_screen(&application),
        Step::Consent(kind) => consent_screen(application, kind),
        Step::Review => review_screen(&application),
        Step::Progress => progress_screen(application),
        Step::Decision => decision_screen(&application),
        Step::CostSheet => cost_sheet_screen(application),
        Step::Face => face_screen(&application),
        Step::Contract => contract_screen(application),
    }
}
