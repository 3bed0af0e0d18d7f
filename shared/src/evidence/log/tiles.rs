//! The tree as it is kept: in tiles.

use std::collections::{BTreeMap, BTreeSet};

use super::ranges::{Range, Subtree, of_consistency, of_inclusion, power};
use super::{empty_root, node_hash};
use crate::canonical::Digest;

/// Hashes in a full tile.
pub const TILE_WIDTH: u64 = 256;

/// Levels of the tree that one tile spans: `2^8 = 256`.
const TILE_HEIGHT: u32 = 8;

/// Where a tile lies: hash `k` of tile (`level`, `index`) is the root of the complete subtree of
/// `256^level` leaves that begins at leaf `(index × 256 + k) × 256^level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TileId {
    /// 0 holds the leaves.
    pub level: u32,
    /// From 0, left to right.
    pub index: u64,
}

/// Some tiles of a tree: those needed for a root, a proof or for growing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tiles(BTreeMap<TileId, Vec<Digest>>);

/// A tile that is needed is not here or too short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("tile {} of level {} is missing or too short", .0.index, .0.level)]
pub struct MissingTile(pub TileId);

impl Tiles {
    /// No tiles: all that an empty tree has.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds a tile read from the store, its hashes one after another.
    pub fn insert(&mut self, id: TileId, hashes: &[u8]) {
        let hashes = hashes.as_chunks().0.iter().map(|hash| Digest::from_bytes(*hash)).collect();
        self.0.insert(id, hashes);
    }

    /// The hashes of a tile one after another, as the store keeps them.
    pub fn bytes(&self, id: TileId) -> Option<Vec<u8>> {
        let hashes = self.0.get(&id)?;
        Some(hashes.iter().flat_map(|hash| *hash.as_bytes()).collect())
    }

    /// The tiles that grow when leaves are appended to a tree of `size` leaves: the last of each
    /// level that is not full. They are also all that [`Self::root`] needs.
    pub fn edge(size: u64) -> BTreeSet<TileId> {
        let mut found = BTreeSet::new();
        let mut width = size;
        for level in 0.. {
            if width == 0 {
                break;
            }
            if !width.is_multiple_of(TILE_WIDTH) {
                found.insert(TileId { level, index: width / TILE_WIDTH });
            }
            width /= TILE_WIDTH;
        }
        found
    }

    /// Appends leaf hashes to the tree of `size` leaves whose [`Self::edge`] is here. Returns the
    /// tiles that changed.
    pub fn append(&mut self, size: u64, leaves: &[Digest]) -> BTreeSet<TileId> {
        let mut changed = BTreeSet::new();
        let mut place = size;
        for leaf in leaves {
            self.push(0, place, *leaf, &mut changed);
            place = place.saturating_add(1);
        }
        changed
    }

    /// Puts a hash at its place on a level; a tile it completes becomes one hash of the level above.
    fn push(&mut self, level: u32, place: u64, hash: Digest, changed: &mut BTreeSet<TileId>) {
        let id = TileId { level, index: place / TILE_WIDTH };
        let tile = self.0.entry(id).or_default();
        tile.push(hash);
        changed.insert(id);
        if place % TILE_WIDTH == TILE_WIDTH.saturating_sub(1) {
            let above = fold(tile);
            self.push(level.saturating_add(1), id.index, above, changed);
        }
    }

    /// The root of the tree of `size` leaves.
    ///
    /// # Errors
    /// [`MissingTile`].
    pub fn root(&self, size: u64) -> Result<Digest, MissingTile> {
        self.hash(Range::new(0, size))
    }

    /// The tiles that the proof of inclusion of leaf `index` in a tree of `size` leaves needs.
    pub fn needed_for_inclusion(index: u64, size: u64) -> BTreeSet<TileId> {
        of_inclusion(index, size).map(|ranges| tiles_of(&ranges)).unwrap_or_default()
    }

    /// The proof that leaf `index` is in the tree of `size` leaves: hashes from the leaf up.
    /// `None` when it is not.
    ///
    /// # Errors
    /// [`MissingTile`].
    pub fn inclusion(&self, index: u64, size: u64) -> Result<Option<Vec<Digest>>, MissingTile> {
        of_inclusion(index, size).map(|ranges| self.hashes(&ranges)).transpose()
    }

    /// The tiles that [`Self::consistency`] needs.
    pub fn needed_for_consistency(old: u64, new: u64) -> BTreeSet<TileId> {
        of_consistency(old, new).map(|ranges| tiles_of(&ranges)).unwrap_or_default()
    }

    /// The proof that the tree of `old` leaves is the beginning of the tree of `new` leaves.
    /// `None` unless `0 < old ≤ new`.
    ///
    /// # Errors
    /// [`MissingTile`].
    pub fn consistency(&self, old: u64, new: u64) -> Result<Option<Vec<Digest>>, MissingTile> {
        of_consistency(old, new).map(|ranges| self.hashes(&ranges)).transpose()
    }

    fn hashes(&self, ranges: &[Range]) -> Result<Vec<Digest>, MissingTile> {
        ranges.iter().map(|range| self.hash(*range)).collect()
    }

    /// The root of a range: its complete subtrees, hashed together from the right.
    fn hash(&self, range: Range) -> Result<Digest, MissingTile> {
        let mut right: Option<Digest> = None;
        for subtree in range.subtrees().into_iter().rev() {
            let left = self.subtree(subtree)?;
            right = Some(right.map_or(left, |right| node_hash(&left, &right)));
        }
        Ok(right.unwrap_or_else(empty_root))
    }

    fn subtree(&self, subtree: Subtree) -> Result<Digest, MissingTile> {
        let (id, first, count) = place_in_tile(subtree);
        let hashes = self.0.get(&id).and_then(|tile| {
            let first = usize::try_from(first).ok()?;
            let end = first.checked_add(usize::try_from(count).ok()?)?;
            tile.get(first..end)
        });
        hashes.map(fold).ok_or(MissingTile(id))
    }
}

/// The tile a complete subtree lies in, its first hash there and how many hashes it spans.
fn place_in_tile(subtree: Subtree) -> (TileId, u64, u64) {
    let (level, rest) = (subtree.height / TILE_HEIGHT, subtree.height % TILE_HEIGHT);
    let count = power(rest);
    let first = subtree.index.saturating_mul(count);
    (TileId { level, index: first / TILE_WIDTH }, first % TILE_WIDTH, count)
}

fn tiles_of(ranges: &[Range]) -> BTreeSet<TileId> {
    let subtrees = ranges.iter().flat_map(|range| range.subtrees());
    subtrees.map(|subtree| place_in_tile(subtree).0).collect()
}

/// The root above a power of two of hashes.
fn fold(hashes: &[Digest]) -> Digest {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row.as_chunks().0.iter().map(|[left, right]| node_hash(left, right)).collect();
    }
    row.first().copied().unwrap_or_else(empty_root)
}
