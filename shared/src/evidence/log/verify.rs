//! Checks proofs against roots.

use super::node_hash;
use crate::canonical::Digest;

/// The hashes do not lead from what is proved to the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof does not lead to the root")]
pub struct ProofInvalid;

/// Checks that `leaf` is leaf `index` of the tree of `size` leaves with this root.
///
/// # Errors
/// [`ProofInvalid`]: too many or too few hashes, another root, `index` not below `size`.
///
/// # Source
/// RFC 9162, 2.1.3.2.
pub fn verify_inclusion(
    leaf: Digest,
    index: u64,
    size: u64,
    hashes: &[Digest],
    root: Digest,
) -> Result<(), ProofInvalid> {
    let last = size.checked_sub(1).ok_or(ProofInvalid)?;
    if index > last {
        return Err(ProofInvalid);
    }
    let (mut place, mut last, mut hash) = (index, last, leaf);
    for beside in hashes {
        if last == 0 {
            return Err(ProofInvalid);
        }
        hash = if is_right_or_last(place, last) {
            (place, last) = up_while_left(place, last);
            node_hash(beside, &hash)
        } else {
            node_hash(&hash, beside)
        };
        (place, last) = (place >> 1, last >> 1);
    }
    if last == 0 && hash == root { Ok(()) } else { Err(ProofInvalid) }
}

/// Checks that the tree of `old` leaves is the beginning of the tree of `new` leaves.
///
/// # Errors
/// [`ProofInvalid`], also unless `0 < old ≤ new`.
///
/// # Source
/// RFC 9162, 2.1.4.2.
pub fn verify_consistency(
    (old, old_root): (u64, Digest),
    (new, new_root): (u64, Digest),
    hashes: &[Digest],
) -> Result<(), ProofInvalid> {
    if old == 0 || old > new {
        return Err(ProofInvalid);
    }
    if old == new {
        let same = hashes.is_empty() && old_root == new_root;
        return if same { Ok(()) } else { Err(ProofInvalid) };
    }
    // A complete old tree is itself the first hash of the proof.
    let (first, rest) = if old.is_power_of_two() {
        (old_root, hashes)
    } else {
        hashes.split_first().map(|(first, rest)| (*first, rest)).ok_or(ProofInvalid)?
    };
    let (mut place, mut last) = (old.saturating_sub(1), new.saturating_sub(1));
    while place & 1 == 1 {
        (place, last) = (place >> 1, last >> 1);
    }
    let (mut from_old, mut from_new) = (first, first);
    for beside in rest {
        if last == 0 {
            return Err(ProofInvalid);
        }
        if is_right_or_last(place, last) {
            from_old = node_hash(beside, &from_old);
            from_new = node_hash(beside, &from_new);
            (place, last) = up_while_left(place, last);
        } else {
            from_new = node_hash(&from_new, beside);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    let holds = last == 0 && from_old == old_root && from_new == new_root;
    if holds { Ok(()) } else { Err(ProofInvalid) }
}

/// Whether the node at `place` has its neighbour on the left.
const fn is_right_or_last(place: u64, last: u64) -> bool {
    place & 1 == 1 || place == last
}

/// A last node without a right neighbour rises until it is a right child itself.
const fn up_while_left(mut place: u64, mut last: u64) -> (u64, u64) {
    while place & 1 == 0 && place != 0 {
        (place, last) = (place >> 1, last >> 1);
    }
    (place, last)
}
