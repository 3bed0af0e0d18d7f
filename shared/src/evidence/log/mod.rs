//! The installation's log: one append-only Merkle tree over every evidence event.
//!
//! An application's chain shows that its own events are the same as before. The log shows that
//! the bank holds **one** history for everybody: each event's digest is a leaf, a signed head
//! names the whole tree in 32 bytes, and two heads can be compared ([`verify_consistency`]).
//!
//! Start at [`Tiles`]: the store keeps the tree in tiles of 256 hashes, and from a handful of them
//! the root, the proof that an event is in the log ([`Tiles::inclusion`]) and the proof that the
//! log only grew ([`Tiles::consistency`]) are computed. Verifying needs no tiles:
//! [`verify_inclusion`].
//!
//! # Source
//! Hashing and proofs: RFC 9162, 2.1 (the same as RFC 6962). Tiles: C2SP `tlog-tiles`.

mod ranges;
mod tiles;
mod verify;

pub use ranges::Range;
pub use tiles::{MissingTile, TILE_WIDTH, TileId, Tiles};
pub use verify::{ProofInvalid, verify_consistency, verify_inclusion};

use sha2::Digest as _;

use crate::canonical::Digest;

/// The hash of one entry: `SHA-256(0x00 ‖ entry)`. An evidence event's entry is the 32 bytes of
/// its digest, so that the log itself tells nothing about anybody.
pub fn leaf_hash(entry: &[u8]) -> Digest {
    Digest::from_bytes(sha2::Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// The hash above two hashes: `SHA-256(0x01 ‖ left ‖ right)`.
pub fn node_hash(left: &Digest, right: &Digest) -> Digest {
    let hash = sha2::Sha256::new()
        .chain_update([1])
        .chain_update(left.as_bytes())
        .chain_update(right.as_bytes());
    Digest::from_bytes(hash.finalize().into())
}

/// The root of a tree without leaves: the hash of nothing.
pub fn empty_root() -> Digest {
    Digest::of(b"")
}

#[cfg(test)]
mod tests;
