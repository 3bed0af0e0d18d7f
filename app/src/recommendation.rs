//! Whether products stand in the order of what they cost, or as the bank publishes them.
//!
//! Putting the cheapest first is a recommendation, and a recommendation can be switched off (PIPL
//! art. 24). The choice is kept on the device and holds wherever products are listed.

use leptos::prelude::*;

use crate::{
    dom::{El, el},
    saved,
    text::quote,
};

const KEPT_AS: &str = "puhui.recommendation.v1";
const OFF: &str = "off";

/// The person's choice; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Recommendation {
    is_on: RwSignal<bool>,
}

impl Recommendation {
    /// The choice kept on this device; on when none was made.
    pub fn remembered() -> Self {
        Self { is_on: RwSignal::new(saved::read(KEPT_AS).as_deref() != Some(OFF)) }
    }

    /// Whether the cheapest comes first; a reader follows its changes.
    pub fn is_on(self) -> bool {
        self.is_on.get()
    }

    /// The switch.
    pub fn switch(self) -> El {
        let flip = move || {
            self.is_on.update(|is_on| *is_on = !*is_on);
            if self.is_on.get_untracked() {
                saved::forget(KEPT_AS);
            } else {
                saved::write(KEPT_AS, OFF);
            }
        };
        el("button")
            .class("button")
            .set("data-kind", "chip")
            .set("type", "button")
            .pressed(move || self.is_on())
            .on_click(flip)
            .say(quote::CHEAPEST_FIRST)
    }
}
