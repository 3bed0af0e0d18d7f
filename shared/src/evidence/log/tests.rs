#![expect(clippy::arithmetic_side_effects, reason = "small numbers of leaves")]

use proptest::prelude::*;

use super::*;

/// Leaves whose tree is known: those of RFC 6962's reference implementation.
const PUBLISHED_LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];

/// The roots of its first one to eight leaves.
const PUBLISHED_ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn bytes_of(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().as_chunks::<2>().0;
    pairs
        .iter()
        .map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn leaf(number: u64) -> Digest {
    leaf_hash(&number.to_be_bytes())
}

/// A tree grown in batches, only its edge kept between them.
fn grown(size: u64, batch: usize) -> Tiles {
    let mut kept = Tiles::new();
    let leaves: Vec<Digest> = (0..size).map(leaf).collect();
    let mut at = 0;
    for batch in leaves.chunks(batch) {
        let mut working = Tiles::new();
        for id in Tiles::edge(at) {
            working.insert(id, &kept.bytes(id).unwrap());
        }
        for id in working.append(at, batch) {
            kept.insert(id, &working.bytes(id).unwrap());
        }
        at += u64::try_from(batch.len()).unwrap();
    }
    kept
}

/// The definition itself (RFC 9162, 2.1.1), as slow as it is short.
fn defined_root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let left = leaves.len().next_power_of_two() / 2;
            node_hash(&defined_root(&leaves[..left]), &defined_root(&leaves[left..]))
        }
    }
}

#[test]
fn the_roots_are_the_published_ones() {
    assert_eq!(
        empty_root().to_string(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    let mut tiles = Tiles::new();
    for (size, (entry, root)) in (0..).zip(PUBLISHED_LEAVES.iter().zip(PUBLISHED_ROOTS)) {
        tiles.append(size, &[leaf_hash(&bytes_of(entry))]);
        assert_eq!(tiles.root(size + 1).unwrap().to_string(), root);
    }
}

#[test]
fn the_edge_is_all_that_growing_and_the_root_need() {
    for size in [0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, 70_000] {
        let whole = grown(size, 1000);
        let mut edge = Tiles::new();
        for id in Tiles::edge(size) {
            edge.insert(id, &whole.bytes(id).unwrap());
        }
        assert_eq!(edge.root(size), whole.root(size), "{size}");
        let leaves: Vec<Digest> = (0..size).map(leaf).collect();
        assert_eq!(edge.root(size).unwrap(), defined_root(&leaves), "{size}");
    }
}

#[test]
fn a_tile_that_is_not_here_is_named() {
    let mut tiles = grown(300, 300);
    let needed = Tiles::needed_for_inclusion(7, 300);
    let leaves = TileId { level: 0, index: 0 };
    assert!(needed.contains(&leaves));
    tiles.insert(leaves, &[]);
    assert_eq!(tiles.inclusion(7, 300), Err(MissingTile(leaves)));
}

#[test]
fn there_is_no_proof_of_what_is_not_in_the_tree() {
    let tiles = grown(3, 3);
    assert_eq!(tiles.inclusion(3, 3), Ok(None));
    assert_eq!(tiles.consistency(0, 3), Ok(None));
    assert_eq!(tiles.consistency(4, 3), Ok(None));
    let root = tiles.root(3).unwrap();
    assert_eq!(verify_inclusion(leaf(0), 0, 0, &[], empty_root()), Err(ProofInvalid));
    assert_eq!(verify_consistency((0, empty_root()), (3, root), &[]), Err(ProofInvalid));
}

proptest! {
    #[test]
    fn every_leaf_is_proved_and_at_no_other_place(size in 1..700_u64, batch in 1..300_usize) {
        let tiles = grown(size, batch);
        let root = tiles.root(size).unwrap();
        for index in [0, size / 3, size / 2, size - 1] {
            let mut needed = Tiles::new();
            for id in Tiles::needed_for_inclusion(index, size) {
                needed.insert(id, &tiles.bytes(id).unwrap());
            }
            let proof = needed.inclusion(index, size).unwrap().unwrap();
            prop_assert_eq!(verify_inclusion(leaf(index), index, size, &proof, root), Ok(()));
            let other = (index + 1) % size;
            if other != index {
                prop_assert!(verify_inclusion(leaf(index), other, size, &proof, root).is_err());
                prop_assert!(verify_inclusion(leaf(other), index, size, &proof, root).is_err());
            }
            let mut longer = proof.clone();
            longer.push(root);
            prop_assert!(verify_inclusion(leaf(index), index, size, &longer, root).is_err());
            if let Some((_, shorter)) = proof.split_last() {
                prop_assert!(verify_inclusion(leaf(index), index, size, shorter, root).is_err());
            }
        }
    }

    #[test]
    fn a_tree_that_only_grew_is_consistent_and_one_that_changed_is_not(
        new in 2..700_u64, part in 1..1000_u64,
    ) {
        let old = 1 + part % new;
        let tiles = grown(new, 100);
        let mut needed = Tiles::new();
        for id in Tiles::needed_for_consistency(old, new) {
            needed.insert(id, &tiles.bytes(id).unwrap());
        }
        let proof = needed.consistency(old, new).unwrap().unwrap();
        let leaves: Vec<Digest> = (0..new).map(leaf).collect();
        let (before, now) = (defined_root(&leaves[..usize::try_from(old).unwrap()]), defined_root(&leaves));
        prop_assert_eq!(verify_consistency((old, before), (new, now), &proof), Ok(()));
        let other = Digest::of(b"another history");
        prop_assert!(verify_consistency((old, other), (new, now), &proof).is_err());
        prop_assert!(verify_consistency((old, before), (new, other), &proof).is_err());
        prop_assert!(verify_consistency((old + 1, before), (new, now), &proof).is_err());
    }
}
