//! What is kept about people is sealed, and can be sealed again under a new key.

use crate::scene::{Folder, Scene, every_engine, find};
use server::keys::{KeyRing, Purpose, Sealer};
use server::randomness::Randomness;
use server::store::acts::{AnsweredBefore, FindPaper, With};
use server::store::{Document, Store, StoreError};
use shared::canonical::Digest;
use shared::timestamp::Timestamp;

/// A number that must not be found on a disk.
const NUMBER: &str = "510502198506150011";

fn paper(kind: &'static str) -> With {
    let document = Document::of(&(kind, NUMBER)).unwrap();
    With::Paper { kind, digest: Digest::of(document.as_str().as_bytes()), document }
}

async fn keep(scene: &Scene) -> (crate::scene::Named, Digest) {
    let named = scene.application().await;
    let kept = paper("identity");
    let With::Paper { digest, .. } = kept else { unreachable!("a paper was made") };
    scene.store.advance_application(scene.step(&named, 1, vec![kept])).await.unwrap();
    (named, digest)
}

async fn read(store: &Store, named: &crate::scene::Named, digest: Digest) -> Document {
    let find =
        FindPaper { borrower: named.borrower.clone(), application: named.id.clone(), digest };
    store.paper(find).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sealed_reads_back_as_it_was_and_is_nowhere_on_the_disk() {
    let folder = Folder::new();
    let scene = Scene::on(&folder.url()).await;
    let (named, digest) = keep(&scene).await;
    assert_eq!(
        read(&scene.store, &named, digest).await,
        Document::of(&("identity", NUMBER)).unwrap()
    );
    for (name, bytes) in folder.files() {
        let found = bytes.windows(NUMBER.len()).any(|window| window == NUMBER.as_bytes());
        assert!(!found, "{name} holds {NUMBER}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_installation_s_keys_open_nothing_and_say_which_key_is_missing() {
    let folder = Folder::new();
    let scene = Scene::on(&folder.url()).await;
    let (named, _) = keep(&scene).await;
    let foreign = KeyRing::make(&Randomness::seeded(4), Timestamp::MIN).unwrap();
    let store = Store::open(&folder.url(), scene.at, Sealer::new(foreign)).await.unwrap();
    let refused = store.find_application(find(&named)).await;
    assert!(matches!(refused, Err(StoreError::Sealing(_))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rotation_everything_is_sealed_again_once_and_the_old_key_is_needed_no_more() {
    let folder = Folder::new();
    let (mut ring, at) = (crate::scene::ring(), Timestamp::MIN);
    let scene = Scene::on(&folder.url()).await;
    let (named, digest) = keep(&scene).await;
    ring.rotate(Purpose::Data, &Randomness::seeded(8), at).unwrap();
    let newest = ring
        .keys()
        .filter(|key| key.purpose == Purpose::Hash || key.id == ring.current(Purpose::Data).id);
    let newest = KeyRing::of(newest.cloned().collect()).unwrap();
    let rotated = Store::open(&folder.url(), at, Sealer::new(ring)).await.unwrap();
    assert!(rotated.seal_again().await.unwrap() > 0);
    assert_eq!(rotated.seal_again().await.unwrap(), 0, "nothing is left to seal");
    let store = Store::open(&folder.url(), at, Sealer::new(newest)).await.unwrap();
    read(&store, &named, digest).await;
    assert!(store.find_application(find(&named)).await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_to_commands_are_sealed_and_given_again_as_they_were() {
    for scene in every_engine().await {
        let (borrower, key) = (scene.name(), scene.name());
        let (_, opening) = scene.open(&borrower, &key);
        scene.store.open_application(opening).await.unwrap();
        let asked = AnsweredBefore { borrower, key: key.clone() };
        assert_eq!(scene.store.answered(asked).await.unwrap().unwrap().body, key.into_bytes());
        assert_eq!(scene.store.seal_again().await.unwrap(), 0, "it was sealed from the start");
    }
}
