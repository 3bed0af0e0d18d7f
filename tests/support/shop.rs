//! A server in process: in-memory store, a clock that stands still, the built-in simulator.

use crate::borrower::Borrower;
use crate::identity::Person;
use crate::line::InProcess;
use crate::signer::Signer;
use chrono::NaiveDate;
use server::clock::FixedClock;
use server::data_folder::DataFolder;
use server::keys::Opener;
use server::simulator::{Behaviour, Script, Simulator};
use server::{Installation, Opening};
use shared::timestamp::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A server in process.
#[derive(Clone, Debug)]
pub struct Shop {
    /// Its clock.
    pub clock: Arc<FixedClock>,
    /// Its inside.
    pub here: Installation,
    /// The way in.
    pub line: InProcess,
}

impl Shop {
    /// Opens at ten in the morning of 2026-11-23, a Monday.
    pub async fn open() -> Self {
        Self::open_with(|_| ()).await
    }

    /// The same, after `change` has had its way with what the server opens with.
    ///
    /// # Panics
    /// When the server cannot open.
    pub async fn open_with(change: impl FnOnce(&mut Opening)) -> Self {
        Self::open_at(Self::morning(), change).await
    }

    /// The same at another moment.
    ///
    /// # Panics
    /// When the server cannot open.
    pub async fn open_at(at: Timestamp, change: impl FnOnce(&mut Opening)) -> Self {
        let clock = Arc::new(FixedClock::at(at));
        let mut opening = Opening::in_memory(clock.clone()).expect("the sample catalogue is right");
        change(&mut opening);
        Self::on(clock, opening).await
    }

    /// Opens on a data folder at `at`, with keys that `opener` unlocks: as `puhui serve` would, but
    /// for the clock.
    ///
    /// # Panics
    /// When the server cannot open.
    pub async fn open_in(folder: &Path, opener: &Opener, at: Timestamp) -> Self {
        let clock = Arc::new(FixedClock::at(at));
        let folder = DataFolder::open(folder).expect("a data folder");
        let opening = Opening::from_folder(&folder, None, opener).expect("what the folder holds");
        Self::on(clock.clone(), Opening { clock, ..opening }).await
    }

    /// Ten in the morning of 2026-11-23.
    ///
    /// # Panics
    /// Never: it is a date.
    pub fn morning() -> Timestamp {
        Self::morning_of(NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"))
    }

    /// Ten in the morning of a day.
    pub fn morning_of(day: NaiveDate) -> Timestamp {
        Timestamp::start_of_day_in_china(day).plus_seconds(10 * 3600)
    }

    async fn on(clock: Arc<FixedClock>, opening: Opening) -> Self {
        let here = opening.open().await.expect("the server opens");
        let line = InProcess(server::router(here.clone()));
        Self { clock, here, line }
    }

    /// Somebody who has not signed in.
    pub fn stranger(&self, mobile: &str) -> Borrower<InProcess> {
        Borrower::new(self.line.clone(), mobile)
    }

    /// Somebody who has.
    pub async fn borrower(&self, mobile: &str) -> Borrower<InProcess> {
        let mut borrower = self.stranger(mobile);
        borrower.sign_in().await;
        borrower
    }

    /// Somebody whose agreement is signed and whose account is named; and the facility it opened.
    pub async fn facility_of(
        &self,
        mobile: &str,
        person: &Person,
        amount: i64,
    ) -> (Borrower<InProcess>, String) {
        let mut borrower = self.borrower(mobile).await;
        let id = borrower.apply(person, amount).await;
        self.work().await;
        let sheet = borrower.show_cost_sheet(&id).await;
        self.pass(60);
        borrower.acknowledge(&id, &sheet).await;
        let facility = borrower.sign(&id, &Signer::seeded(1)).await;
        borrower.name_account(&facility).await;
        (borrower, facility)
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// Does the work that is due: facts fetched, decisions made, money moved.
    pub async fn work(&self) {
        server::jobs::do_due(&self.here).await;
    }

    /// The outside world.
    ///
    /// # Panics
    /// When nobody is simulated.
    pub fn outside(&self) -> &Simulator {
        self.here.simulator.as_ref().expect("the demonstration has a simulator")
    }

    /// Makes a party behave toward everybody, `times` times or from now on.
    ///
    /// # Panics
    /// When there is no such party.
    pub fn script(&self, service: &str, behaviour: Behaviour, times: Option<u32>) {
        self.outside().script(Script {
            service: service.parse().expect("a party"),
            identity: "*".to_owned(),
            behaviour,
            times,
        });
    }

    /// Makes a party answer with one fact changed, or left out.
    pub fn script_fact(&self, service: &str, metric: &str, text: Option<&str>) {
        let facts = BTreeMap::from([(metric.to_owned(), text.map(str::to_owned))]);
        self.script(service, Behaviour::Facts(facts), None);
    }
}
