//! The evidence log with many who append at once: one whole tree, every event in it once, no size missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::scene::{Named, Scene, every_engine, find};
use server::log::{append, inclusion, read_head};
use server::store::Store;
use server::store::acts::FindTiles;
use shared::canonical::Digest;
use shared::evidence::EvidenceEvent;
use shared::evidence::head::LogHead;
use shared::evidence::log::{
    TILE_WIDTH, TileId, Tiles, leaf_hash, verify_consistency, verify_inclusion,
};

/// Who appends at once.
const APPENDERS: usize = 12;

/// Events each of them records, one after the other, in an application of its own.
const EVENTS: i64 = 30;

/// Records an application's events, appending after each, and notes the heads seen on the way.
async fn append_often(scene: &Scene) -> (Named, Vec<LogHead>) {
    let named = scene.application().await;
    let mut heads = Vec::new();
    for version in 1..EVENTS {
        let step = scene.step(&named, version, Vec::new());
        scene.store.advance_application(step).await.unwrap();
        append(&scene.store).await.unwrap();
        heads.push(read_head(&scene.store).await.unwrap());
    }
    (named, heads)
}

/// Every event of the application with its place in the log.
async fn placed(store: &Store, named: &Named) -> BTreeMap<u64, Digest> {
    let events = store.evidence(find(named)).await.unwrap();
    let places = store.log_places(find(named)).await.unwrap();
    assert_eq!(places.len(), events.len(), "every event is in the log");
    let read = |event: &server::store::Document| {
        event.read::<EvidenceEvent<serde_json::Value>>("evidence event").unwrap()
    };
    let events = events.iter().map(read);
    places
        .iter()
        .zip(events)
        .map(|(place, event)| {
            assert_eq!(place.sequence, event.sequence);
            (place.leaf, leaf_hash(event.digest.as_bytes()))
        })
        .collect()
}

/// The hashes of all leaves, which the tree's lowest tiles hold.
async fn leaves(store: &Store, size: u64) -> Vec<Digest> {
    let ids: BTreeSet<TileId> =
        (0..size.div_ceil(TILE_WIDTH)).map(|index| TileId { level: 0, index }).collect();
    let tiles = store.log_tiles(FindTiles { ids: ids.clone() }).await.unwrap();
    let bytes: Vec<u8> = ids.iter().flat_map(|id| tiles.bytes(*id).unwrap()).collect();
    bytes.as_chunks().0.iter().map(|hash| Digest::from_bytes(*hash)).collect()
}

async fn is_beginning_of(store: &Store, old: LogHead, new: LogHead) {
    let ids = Tiles::needed_for_consistency(old.size, new.size);
    let tiles = store.log_tiles(FindTiles { ids }).await.unwrap();
    let proof = tiles.consistency(old.size, new.size).unwrap().unwrap();
    verify_consistency((old.size, old.root), (new.size, new.root), &proof).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn many_who_append_at_once_leave_one_whole_tree_with_every_event_in_it_once() {
    for scene in every_engine().await {
        let before = scene.store.log_size(()).await.unwrap();
        let scene = std::sync::Arc::new(scene);
        let appending: Vec<_> = (0..APPENDERS)
            .map(|_| {
                let scene = std::sync::Arc::clone(&scene);
                tokio::spawn(async move { append_often(&scene).await })
            })
            .collect();
        let (mut ours, mut heads) = (BTreeMap::new(), BTreeSet::new());
        let store = &scene.store;
        for appender in appending {
            let (named, seen) = appender.await.unwrap();
            let placed = placed(store, &named).await;
            ours.extend(placed);
            heads.extend(seen.iter().map(|head| (head.size, *head.root.as_bytes())));
        }
        let events = APPENDERS * usize::try_from(EVENTS).unwrap();
        assert_eq!(ours.len(), events, "no place was given twice");

        let head = read_head(store).await.unwrap();
        let leaves = leaves(store, head.size).await;
        let counted = leaves.iter().take(usize::try_from(head.size).unwrap());
        assert_eq!(counted.len(), usize::try_from(head.size).unwrap(), "no size is missing");
        let mut rebuilt = Tiles::new();
        rebuilt.append(0, &counted.copied().collect::<Vec<_>>());
        assert_eq!(rebuilt.root(head.size).unwrap(), head.root, "the tree is whole");

        for (leaf, hash) in ours {
            assert!(leaf >= before);
            assert_eq!(leaves[usize::try_from(leaf).unwrap()], hash);
            let proof = inclusion(store, leaf, head.size).await.unwrap();
            verify_inclusion(hash, leaf, head.size, &proof, head.root).unwrap();
        }
        for (size, root) in heads {
            let seen = LogHead { size, root: Digest::from_bytes(root) };
            is_beginning_of(store, seen, head).await;
        }
    }
}
