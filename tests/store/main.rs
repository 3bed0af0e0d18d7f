//! One story of the store, told on every engine.
//!
//! SQLite always; PostgreSQL when `PUHUI_TEST_POSTGRES_URL` names one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod answers;
mod desk;
mod jobs;
mod lending;
mod log;
mod papers;
mod pools;
mod scene;
mod sealing;
mod servicing;
mod signing_in;

use scene::{Scene, every_engine};

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_can_be_prepared_on_every_engine() {
    for scene in every_engine().await {
        assert_eq!(scene.store.unpreparable().await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_after_reopening() {
    let folder = scene::Folder::new();
    let scene = Scene::on(&folder.url()).await;
    let application = scene.application().await;
    drop(scene.store);
    let again = Scene::on(&folder.url()).await;
    let find = scene::find(&application);
    assert!(again.store.find_application(find).await.unwrap().is_some());
}
