//! A store to tell the story on, and the people in it.

use server::clock::Clock;
use server::clock::SystemClock;
use server::randomness::Randomness;
use server::store::acts::{
    AdvanceApplication, Answer, AnswerOnDrawn, Command, Direction, Draw, FindApplication, NewJob,
    NewOrder, OpenApplication, With,
};
use server::store::{Document, Store, StoreError};
use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

/// A store, and a source of names nobody has used.
pub(crate) struct Scene {
    pub(crate) store: Store,
    randomness: Randomness,
    pub(crate) at: Timestamp,
    /// Where the database is; outlives the store.
    _folder: Option<Folder>,
}

/// An application by its borrower and name.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) borrower: String,
    pub(crate) id: String,
}

/// A facility of an application.
#[derive(Clone, Debug)]
pub(crate) struct NamedFacility {
    pub(crate) application: Named,
    pub(crate) id: String,
}

/// A scene on every engine there is: SQLite in memory, SQLite on disk, PostgreSQL.
pub(crate) async fn every_engine() -> Vec<Scene> {
    let mut scenes = vec![Scene::on("sqlite::memory:").await];
    let folder = Folder::new();
    scenes.push(Scene::on(&folder.url()).await.kept_in(folder));
    if let Ok(url) = std::env::var("PUHUI_TEST_POSTGRES_URL") {
        scenes.push(Scene::on(&url).await);
    }
    scenes
}

/// A folder of its own, gone afterwards.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let name = Randomness::System.identifier(SystemClock.now()).unwrap();
        let path = std::env::temp_dir().join(format!("puhui-store-{name}"));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.0.join("story.db").display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // An open connection on some systems keeps the folder; it is a temporary one anyway.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn find(named: &Named) -> FindApplication {
    FindApplication { borrower: named.borrower.clone(), application: named.id.clone() }
}

impl Scene {
    pub(crate) async fn on(url: &str) -> Self {
        let at = SystemClock.now();
        let store = Store::open(url, at).await.unwrap();
        Self { store, randomness: Randomness::System, at, _folder: None }
    }

    fn kept_in(self, folder: Folder) -> Self {
        Self { _folder: Some(folder), ..self }
    }

    /// A name nobody has used.
    pub(crate) fn name(&self) -> String {
        self.randomness.identifier(self.at).unwrap()
    }

    /// 32 bytes nobody has used.
    pub(crate) fn hash(&self) -> [u8; 32] {
        self.randomness.bytes().unwrap()
    }

    pub(crate) fn command(&self, borrower: &str, key: &str) -> Command {
        let request_hash = Digest::of(b"request");
        Command {
            borrower: borrower.to_owned(),
            key: key.to_owned(),
            request_hash,
            at: self.at,
            answer: Answer { request_hash, status: 200, body: key.as_bytes().to_vec() },
        }
    }

    pub(crate) fn job(&self, subject: &str, due_at: Timestamp) -> NewJob {
        let kind = "story".to_owned();
        NewJob { job: self.name(), kind, subject: subject.to_owned(), due_at }
    }

    pub(crate) fn open(&self, borrower: &str, key: &str) -> (Named, OpenApplication) {
        let named = Named { borrower: borrower.to_owned(), id: self.name() };
        let act = OpenApplication {
            command: self.command(borrower, key),
            application: named.id.clone(),
            stage: "draft".to_owned(),
            document: Document::of("first").unwrap(),
            evidence: vec![EvidenceBody::ReviewRequested {}],
        };
        (named, act)
    }

    /// A new borrower's new application.
    pub(crate) async fn application(&self) -> Named {
        let (named, act) = self.open(&self.name(), &self.name());
        self.store.open_application(act).await.unwrap();
        named
    }

    pub(crate) fn step(
        &self,
        named: &Named,
        expected_version: i64,
        with: Vec<With>,
    ) -> AdvanceApplication {
        AdvanceApplication {
            borrower: named.borrower.clone(),
            application: named.id.clone(),
            expected_version,
            stage: "draft".to_owned(),
            document: Document::of("next").unwrap(),
            at: self.at,
            command: None,
            evidence: vec![EvidenceBody::ReviewRequested {}],
            jobs: Vec::new(),
            with,
        }
    }

    /// A facility with this limit, nothing drawn, of a new borrower.
    pub(crate) async fn facility(&self, limit_fen: i64) -> NamedFacility {
        self.facility_of(&self.name(), limit_fen).await
    }

    /// A facility with this limit, nothing drawn.
    pub(crate) async fn facility_of(&self, borrower: &str, limit_fen: i64) -> NamedFacility {
        let (application, act) = self.open(borrower, &self.name());
        self.store.open_application(act).await.unwrap();
        let id = self.name();
        let opened = With::Facility {
            facility: id.clone(),
            limit_fen,
            document: Document::of("facility").unwrap(),
        };
        self.store.advance_application(self.step(&application, 1, vec![opened])).await.unwrap();
        NamedFacility { application, id }
    }

    pub(crate) fn draw(&self, facility: &NamedFacility, key: &str, amount_fen: i64) -> Draw {
        let order = self.name();
        Draw {
            command: self.command(&facility.application.borrower, key),
            answer: AnswerOnDrawn(Arc::new(|drawn| drawn.to_string().into_bytes())),
            facility: facility.id.clone(),
            amount_fen,
            loan: self.name(),
            document: Document::of("loan").unwrap(),
            order: NewOrder {
                order: order.clone(),
                direction: Direction::Disburse,
                amount_fen,
                document: Document::of(&order).unwrap(),
            },
            papers: Vec::new(),
            own: None,
            application: facility.application.id.clone(),
            undertaking: None,
            evidence: Vec::new(),
            cover: None,
            jobs: Vec::new(),
        }
    }
}

/// How many succeeded, and how many were refused as `refused` says.
pub(crate) fn count<T>(
    outcomes: &[Result<T, StoreError>],
    refused: impl Fn(&StoreError) -> bool,
) -> (usize, usize) {
    let done = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let refusals = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    (done, refusals.filter(|error| refused(error)).count())
}
