//! What the person does about papers, sent to the server one command at a time.

use leptos::prelude::*;
use shared::{
    api::{
        AskAgain, Empty, FacilityView, FetchPapers, GiveConsent, GiveConsentRequest, PresentPaper,
        TakeBackPaper,
    },
    backing::PaperEntry,
    canonical::Digest,
    consent::ConsentKind,
};

use crate::{api::ApiClient, task::Task};

/// The papers' state; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct PapersModel {
    /// The facility as last answered.
    pub facility: RwSignal<FacilityView>,
    /// The command under way.
    pub task: Task,
    /// Whether something was fetched and nothing came.
    fetched_nothing: RwSignal<bool>,
    api: ApiClient,
}

impl PapersModel {
    /// The papers of a facility.
    pub fn new(facility: RwSignal<FacilityView>) -> Self {
        let fetched_nothing = RwSignal::new(false);
        Self { facility, task: Task::new(), fetched_nothing, api: ApiClient::expect() }
    }

    fn id(self) -> String {
        self.facility.with_untracked(|facility| facility.facility_id.clone())
    }

    /// Whether something was fetched and nothing came.
    pub fn came_empty(self) -> bool {
        self.fetched_nothing.get()
    }

    /// Presents a paper; `done` once it is kept.
    pub fn present(self, entry: PaperEntry, done: impl FnOnce() + 'static) {
        let (api, id) = (self.api, self.id());
        let send = async move { api.send_once::<PresentPaper>(&[&id], &entry).await };
        self.task.run(send, move |facility| {
            done();
            self.facility.set(facility);
        });
    }

    /// Fetches what is delivered.
    pub fn fetch(self) {
        let (api, id) = (self.api, self.id());
        let send = async move { api.send::<FetchPapers>(&[&id], &Empty {}).await };
        self.task.run(send, move |facility: FacilityView| {
            let came = facility.papers.as_ref().is_some_and(|papers| !papers.papers.is_empty());
            self.fetched_nothing.set(!came);
            self.facility.set(facility);
        });
    }

    /// Asks again whoever let their time pass.
    pub fn ask_again(self, paper: String) {
        let (api, id) = (self.api, self.id());
        let send = async move { api.send::<AskAgain>(&[&id, &paper], &Empty {}).await };
        self.task.run(send, move |facility| self.facility.set(facility));
    }

    /// Takes a paper back.
    pub fn take_back(self, paper: String) {
        let (api, id) = (self.api, self.id());
        let send = async move { api.send::<TakeBackPaper>(&[&id, &paper], &Empty {}).await };
        self.task.run(send, move |facility| self.facility.set(facility));
    }

    /// Gives the authorisation that papers are checked under, to the text shown.
    pub fn authorise(self, kind: ConsentKind, text_digest: Digest) {
        let api = self.api;
        let (facility, application) = self.facility.with_untracked(|facility| {
            (facility.facility_id.clone(), facility.application_id.clone())
        });
        let request = GiveConsentRequest { kind, text_digest };
        let send = async move {
            api.send_once::<GiveConsent>(&[&application], &request).await?;
            api.get::<shared::api::GetFacility>(&[&facility]).await
        };
        self.task.run(send, move |facility| self.facility.set(facility));
    }
}
