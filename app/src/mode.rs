//! Text size: the standard layout, or the large one (长辈版). A switch, not a different app.

use leptos::prelude::*;

use crate::{dom::follow, saved};

/// How large text and targets are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DisplayMode {
    /// The designed size.
    #[default]
    Standard,
    /// Text and targets for eyes and hands that want them larger.
    Large,
}

impl DisplayMode {
    /// The value of `data-mode` and of the remembered choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Large => "large",
        }
    }

    /// The mode called `name`; standard when there is no such mode.
    pub fn from_name(name: &str) -> Self {
        if name == "large" { Self::Large } else { Self::Standard }
    }
}

/// The switch between the two sizes.
#[derive(Clone, Copy, Debug)]
pub struct ModeSwitch {
    mode: RwSignal<DisplayMode>,
}

impl ModeSwitch {
    /// The switch at its remembered position, provided to everything below the caller.
    pub fn provide() -> Self {
        let switch = Self { mode: RwSignal::new(saved::mode()) };
        provide_context(switch);
        follow(Box::new(move || {
            let mode = switch.mode.get();
            saved::remember_mode(mode);
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("data-mode", mode.name());
            }
        }));
        switch
    }

    /// The switch of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Whether the large size is on; a reader follows its changes.
    pub fn is_large(self) -> bool {
        self.mode.get() == DisplayMode::Large
    }

    /// Changes to the other size.
    pub fn flip(self) {
        self.mode.update(|mode| {
            *mode = match *mode {
                DisplayMode::Standard => DisplayMode::Large,
                DisplayMode::Large => DisplayMode::Standard,
            }
        });
    }
}
