//! The proof of one record in a log of a million.

use shared::canonical::{self, Digest};
use shared::evidence::Inclusion;
use shared::evidence::log::{Tiles, leaf_hash, verify_inclusion};
use std::time::Duration;

use crate::{ROUNDS, timed};

/// Records of the log.
const RECORDS: u64 = 1_000_000;

/// What the proof came to.
pub(crate) struct Proof {
    pub(crate) bytes: usize,
    pub(crate) verifying: Vec<Duration>,
}

/// Proves records all over the log.
pub(crate) fn measure() -> Proof {
    let leaves: Vec<Digest> = (0..RECORDS).map(|number| leaf_hash(&number.to_be_bytes())).collect();
    let mut tiles = Tiles::new();
    tiles.append(0, &leaves);
    let root = tiles.root(RECORDS).expect("all tiles");
    let (mut bytes, mut verifying) = (0, Vec::new());
    let apart = usize::try_from(RECORDS).expect("an index").div_euclid(ROUNDS);
    for (index, leaf) in (0..).zip(&leaves).step_by(apart) {
        let hashes = tiles.inclusion(index, RECORDS).expect("all tiles").expect("a record");
        let proof = Inclusion { hashes, index };
        bytes = bytes.max(canonical::bytes(&proof).expect("a proof").len());
        let verified = timed(&mut verifying, || {
            verify_inclusion(*leaf, proof.index, RECORDS, &proof.hashes, root)
        });
        verified.expect("a proof that holds");
    }
    Proof { bytes, verifying }
}
