//! One case: what is promised and wanted, everything it is decided on, and what can be done.

use leptos::prelude::*;
use shared::{
    api::{DeskCaseView, GetDeskCase, GetSession, ProblemCode},
    application::StageName,
    desk::{Duty, Matter, MatterKind},
};

use super::{
    answer::{About, answer_card},
    facts::facts_cards,
    followed,
    history::history_cards,
    judgement::judgement_card,
    record::record_card,
    signer::signer_card,
    summary::summary_card,
    visit::visit_card,
};
use crate::{
    api::{ApiClient, ApiError},
    components::{Tone, notice},
    dom::{View, el, live, nothing},
    frame::page,
    language::Voice,
    navigation::Navigator,
    remote::Remote,
    routes::{Place, Reference},
    text::desk,
};

/// A case on the screen: as last read, and the answer to what was done about it.
#[derive(Clone, Copy)]
pub(super) struct CaseModel {
    /// The way to the server.
    pub(super) api: ApiClient,
    /// The case as last read.
    pub(super) case: RwSignal<DeskCaseView>,
    /// What was answered to the act that ended it.
    pub(super) ended: RwSignal<Option<shared::api::DeskAnswer>>,
    /// What the officer is there for.
    pub(super) duties: StoredValue<Vec<Duty>>,
    asked: Remote<(DeskCaseView, Vec<Duty>)>,
}

impl CaseModel {
    /// The case's name.
    pub(super) fn task_id(self) -> String {
        self.case.with_untracked(|case| case.task_id.clone())
    }

    /// Takes the answer to an act: shows how the case ended, or reads it again.
    pub(super) fn answered(self, answer: shared::api::DeskAnswer) {
        if answer.outcome.is_some() || answer.next_task_id.is_some() {
            self.ended.set(Some(answer));
            crate::navigation::focus("main");
        } else {
            self.asked.again();
        }
    }

    fn has(self, duty: Duty) -> bool {
        self.duties.with_value(|duties| duties.contains(&duty))
    }
}

/// The case `reference`.
pub fn case_screen(reference: Reference) -> View {
    let (api, navigator) = (ApiClient::expect(), Navigator::expect());
    let place = Place::DeskCase(reference.clone());
    let asked = Remote::new(move || {
        let (reference, place) = (reference.clone(), place.clone());
        async move {
            let read = read(api, &reference).await;
            match read.as_ref().err().and_then(ApiError::code) {
                Some(ProblemCode::SignInRequired) => navigator.sign_in_instead(place),
                Some(ProblemCode::NotYourDuty) => navigator.replace(Place::Desk),
                _ => {}
            }
            read
        }
    });
    asked.screen(move |(case, duties)| {
        let model = CaseModel {
            api,
            case: RwSignal::new(case),
            ended: RwSignal::new(None),
            duties: StoredValue::new(duties),
            asked,
        };
        shown(model)
    })
}

async fn read(
    api: ApiClient,
    reference: &Reference,
) -> Result<(DeskCaseView, Vec<Duty>), ApiError> {
    let duties = api.get::<GetSession>(&[]).await?.on_duty.map(|on_duty| on_duty.duties);
    let case = api.get::<GetDeskCase>(&[reference.as_str()]).await?;
    Ok((case, duties.unwrap_or_default()))
}

fn shown(model: CaseModel) -> View {
    let voice = Voice::expect();
    let case = model.case.get_untracked();
    let title = {
        let (product, matter) = (case.product_name.clone(), case.matter.kind());
        move || {
            let language = voice.language();
            let matter = desk::of_matter(matter).in_language(language);
            [product.text(language), " · ", matter].concat()
        }
    };
    let columns = el("div")
        .class("page__columns")
        .with(summary_card(&case))
        .with(el("div").class("stack").with(facts_cards(&case)).with(history_cards(&case)))
        .with(el("div").class("stack").with(live(move || what_to_do(model))));
    page(title, String::new).set("data-width", "wide").with(columns).into()
}

/// What can be done about the case now.
fn what_to_do(model: CaseModel) -> View {
    if let Some(answer) = model.ended.get() {
        return followed(&answer);
    }
    let case = model.case.get_untracked();
    if let Some(outcome) = case.outcome {
        let voice = Voice::expect();
        let said = move || desk::of_outcome(&outcome, voice.language());
        return notice(Tone::Info)
            .with(el("p").class("notice__title").say(desk::CLOSED))
            .with(el("p").words(said))
            .into();
    }
    untrack(|| match &case.matter {
        matter @ (Matter::Dispute(_) | Matter::Paper(_)) => {
            let about = About::of(matter).filter(|_| model.has(Duty::Decide));
            about.map_or_else(nothing, |about| answer_card(model, about))
        }
        Matter::Signer(why) if model.has(Duty::Decide) => signer_card(model, *why),
        Matter::Signer(_) => nothing(),
        _ if case.stage != StageName::Referred => nothing(),
        matter => of_case(model, matter.kind()),
    })
}

fn of_case(model: CaseModel, matter: MatterKind) -> View {
    let (decides, visits) = (model.has(Duty::Decide), model.has(Duty::Visit));
    let needs_visit = matter == MatterKind::Visit;
    let visit = (visits && needs_visit).then(|| visit_card(model));
    let record = decides.then(|| record_card(model));
    let judge = (decides && !needs_visit).then(|| judgement_card(model));
    el("div").class("stack").with(visit).with(record).with(judge).into()
}
