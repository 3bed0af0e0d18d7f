//! What holds for every loan, over random ones; and what no input can break.
//!
//! The everyday run looks at a few hundred loans for each property. `PUHUI_LOANS=100000`
//! (best with `--release`) looks at as many as it says; `PUHUI_FUZZ_SECONDS=600` keeps
//! feeding absurd input for as long.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod absurd;
#[cfg(all(feature = "documents", feature = "every-product"))]
mod books;
mod lives;
mod plans;
mod random;
#[cfg(all(feature = "documents", feature = "every-product"))]
mod recomputed;
#[cfg(all(feature = "documents", feature = "every-product"))]
mod together;
#[cfg(all(feature = "documents", feature = "catalogue-files"))]
mod wishes;

/// How many random loans each property looks at.
fn loans() -> u64 {
    let asked = std::env::var("PUHUI_LOANS").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(400)
}
