//! A proof for one record in a log of a million is small, and a phone verifies it in no time.
//!
//! Natively and in a real browser; there it also says how long a verification takes, which `cargo xtask measure`
//! shows beside its budget.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use shared::canonical::{self, Digest};
use shared::evidence::Inclusion;
use shared::evidence::log::{Tiles, leaf_hash, verify_inclusion};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const RECORDS: u64 = 1_000_000;
/// A proof as the evidence file holds it, in bytes.
const PROOF_BYTES_MAX: usize = 2_000;

/// A log, and proofs of its first, its last and some records between.
fn proofs() -> (Digest, Vec<(Digest, Inclusion)>) {
    let leaf = |number: u64| leaf_hash(&number.to_be_bytes());
    let leaves: Vec<Digest> = (0..RECORDS).map(leaf).collect();
    let mut tiles = Tiles::new();
    tiles.append(0, &leaves);
    let proof = |index| {
        let hashes = tiles.inclusion(index, RECORDS).unwrap().unwrap();
        (leaf(index), Inclusion { hashes, index })
    };
    let proofs = [0, 1, 255, 256, 524_287, 524_288, 777_777, 999_935, 999_936, 999_999];
    (tiles.root(RECORDS).unwrap(), proofs.map(proof).to_vec())
}

fn verify(root: Digest, proofs: &[(Digest, Inclusion)]) {
    for (leaf, proof) in proofs {
        verify_inclusion(*leaf, proof.index, RECORDS, &proof.hashes, root).unwrap();
    }
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn every_proof_holds_and_takes_at_most_two_kilobytes() {
    let (root, proofs) = proofs();
    verify(root, &proofs);
    let sizes = proofs.iter().map(|(_, proof)| canonical::bytes(proof).unwrap().len());
    let largest = sizes.max().unwrap();
    assert!(largest <= PROOF_BYTES_MAX, "{largest} bytes");
    #[cfg(target_arch = "wasm32")]
    tell(largest, root, &proofs);
}

/// Says how long one verification takes here.
#[cfg(target_arch = "wasm32")]
fn tell(largest: usize, root: Digest, proofs: &[(Digest, Inclusion)]) {
    const ROUNDS: u32 = 100;
    let begun = js_sys::Date::now();
    for _ in 0..ROUNDS {
        verify(root, proofs);
    }
    let verified = ROUNDS * u32::try_from(proofs.len()).unwrap();
    let each = (js_sys::Date::now() - begun) / f64::from(verified);
    wasm_bindgen_test::console_log!(
        "proof of {RECORDS} records: {largest} B, verified in {each:.3} ms"
    );
}
