//! The sample catalogue as a whole, and what a catalogue file is refused for.
#![cfg(all(feature = "catalogue-files", not(target_arch = "wasm32")))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod cases;
mod counterfactuals;
mod cross_checks;
mod guides;
mod inquiry;
mod judgements;
mod mechanisms;
mod part_for_quote;
mod ranking;
mod refused_files;
mod sound;
mod tasks;
mod whole;
