//! The module that shows and checks evidence: which screen belongs to which place.

use leptos::prelude::*;

use crate::{
    dom::{all, live},
    frame::{footer, header, way_back},
    navigation::Navigator,
    not_found::not_found_screen,
    proof::{evidence::evidence_screen, verify::verify_screen},
    routes::{Place, Side},
    start::take_over,
};

/// Starts the module that shows and checks evidence.
pub fn start_proof() {
    take_over(|| {
        let navigator = Navigator::provide(Side::Proof);
        let screen = live(move || match navigator.place() {
            Place::Evidence(reference) => untrack(|| evidence_screen(reference)),
            Place::Verify => untrack(verify_screen),
            _ => untrack(not_found_screen),
        });
        all([header(way_back()), screen, footer()])
    });
}
