//! Work that no answer to a touch has to wait for.
//!
//! What a person looks at while typing or sliding changes at once; everything else follows after
//! the browser has painted that, one piece per task, so that the next touch never waits for more
//! than one piece.

use std::{cell::RefCell, collections::VecDeque, time::Duration};

use leptos::prelude::*;

use crate::dom::{View, follow, live_when, next_frame};

/// How long nothing may have changed before what is out of sight follows a slide.
const QUIET: Duration = Duration::from_millis(80);
/// How often it waits for that before it follows all the same.
const PATIENCE: u8 = 3;

/// When a piece of work is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// After the next paint.
    NextPaint,
    /// After the next paint, once typing and sliding pause.
    Pause,
}

/// Pieces of work in the order they were asked for.
#[derive(Default)]
struct Waiting {
    pieces: VecDeque<Box<dyn FnOnce()>>,
    at_work: bool,
    asked: u32,
}

thread_local! {
    static WAITING: RefCell<Waiting> = RefCell::default();
}

/// `source`, a little later: its first value at once, each further one when it is due. Values that
/// were overtaken meanwhile are left out.
pub fn later<T: Clone + PartialEq + Send + Sync + 'static>(source: Memo<T>, due: Due) -> Memo<T> {
    let shown = RwSignal::new(source.get_untracked());
    let asked_for = StoredValue::new(false);
    follow(Box::new(move || {
        source.track();
        let is_news = source.with_untracked(|source| shown.with_untracked(|shown| source != shown));
        WAITING.with_borrow_mut(|waiting| waiting.asked = waiting.asked.wrapping_add(1));
        if !is_news || asked_for.get_value() {
            return;
        }
        asked_for.set_value(true);
        when(
            due,
            Box::new(move || {
                // Whoever wanted to know may be gone by now.
                let _ = asked_for.try_set_value(false);
                if let Some(value) = source.try_get_untracked() {
                    let _ = shown.try_set(value);
                }
            }),
        );
    }));
    Memo::new(move |_| shown.get())
}

/// A piece of the page that comes after the next paint, and nothing until then.
pub fn eventually(build: Box<dyn Fn() -> View>) -> View {
    let ready = RwSignal::new(false);
    when(
        Due::NextPaint,
        Box::new(move || {
            let _ = ready.try_set(true);
        }),
    );
    live_when(move || ready.get(), build)
}

/// Does `piece` when it is due, in a task of its own.
fn when(due: Due, piece: Box<dyn FnOnce()>) {
    let begins = WAITING.with_borrow_mut(|waiting| {
        waiting.pieces.push_back(piece);
        !std::mem::replace(&mut waiting.at_work, true)
    });
    if begins {
        next_frame(move || match due {
            Due::NextPaint => set_timeout(work, Duration::ZERO),
            Due::Pause => at_a_pause(PATIENCE),
        });
    }
}

/// Begins work when nothing was asked for during a while, or patience has run out.
fn at_a_pause(patience: u8) {
    let asked = || WAITING.with_borrow(|waiting| waiting.asked);
    let before = asked();
    let look = move || match patience.checked_sub(1) {
        Some(patience) if asked() != before => at_a_pause(patience),
        _ => work(),
    };
    set_timeout(look, QUIET);
}

/// Does the piece that has waited longest, and comes back for the next one.
fn work() {
    let piece = WAITING.with_borrow_mut(|waiting| {
        let piece = waiting.pieces.pop_front();
        waiting.at_work = piece.is_some();
        piece
    });
    if let Some(piece) = piece {
        piece();
        set_timeout(work, Duration::ZERO);
    }
}
