//! When the draw form is there: what comes by itself never moves what is being read.

use leptos::prelude::*;

use super::model::{AMOUNT, DrawModel};
use crate::{
    components::{ButtonKind, button},
    dom::{View, el},
    navigation,
    text::papers,
};

/// Where the draw form stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nothing can be drawn.
    Closed {
        /// Whether an answer about a paper is awaited, which comes by itself.
        awaits: bool,
    },
    /// Such an answer came: the form opens on a tap.
    Ready,
    /// The form is there.
    Open,
}

impl Opening {
    /// Where it stands on a screen that has just come.
    pub const fn at_first(can_draw: bool, awaits: bool) -> Self {
        if can_draw { Self::Open } else { Self::Closed { awaits } }
    }

    /// Where it stands after what is known has changed.
    #[must_use]
    pub const fn next(self, can_draw: bool, awaits: bool) -> Self {
        match self {
            _ if !can_draw => Self::Closed { awaits },
            Self::Closed { awaits: true } | Self::Ready => Self::Ready,
            Self::Closed { awaits: false } | Self::Open => Self::Open,
        }
    }
}

/// Follows what can be drawn.
pub(super) fn opening(model: DrawModel) -> RwSignal<Opening> {
    let known = move || (model.is_open(), model.awaits());
    let (can_draw, awaits) = untrack(known);
    let opening = RwSignal::new(Opening::at_first(can_draw, awaits));
    Effect::new(move || {
        let (can_draw, awaits) = known();
        let before = opening.get_untracked();
        let next = before.next(can_draw, awaits);
        if next != before {
            opening.set(next);
        }
    });
    opening
}

/// The tap that opens the form, over the page like the one that draws.
pub(super) fn ready_bar(opening: RwSignal<Opening>) -> View {
    let open = move || {
        opening.set(Opening::Open);
        request_animation_frame(|| navigation::focus(AMOUNT));
    };
    let open = button(papers::TO_DRAW, ButtonKind::Primary, Signal::stored(false), open);
    el("div")
        .class("bar")
        .with(el("p").class("bar__facts").say(papers::READY_SHORT))
        .with(open)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_comes_by_itself_opens_nothing_until_it_is_tapped() {
        let awaited = Opening::at_first(false, true);
        let ready = awaited.next(true, false);
        assert_eq!(ready, Opening::Ready);
        assert_eq!(ready.next(true, false), Opening::Ready);
        assert_eq!(ready.next(false, false), Opening::Closed { awaits: false });
    }

    #[test]
    fn what_the_person_asked_for_opens_the_form_at_once() {
        assert_eq!(Opening::at_first(true, true), Opening::Open);
        assert_eq!(Opening::at_first(false, false).next(true, false), Opening::Open);
        assert_eq!(Opening::Open.next(true, true), Opening::Open);
    }
}
