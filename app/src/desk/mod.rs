//! The desk of the bank's people: what waits, one case in full, the pools they keep.
//!
//! [`judgement_draft`], [`record_draft`] and [`visit_draft`] hold what an officer typed and read it
//! into the domain's own values; the rest shows and sends. A borrower never comes here, and nobody
//! of the bank ever sees a borrower's screens.

mod answer;
mod case;
mod facts;
mod history;
mod judgement;
pub mod judgement_draft;
mod pool;
mod pools;
mod queue;
mod record;
pub mod record_draft;
mod requests;
mod signer;
mod summary;
mod visit;
pub mod visit_draft;

pub use case::case_screen;
pub use history::version;
pub use pool::pool_screen;
pub use pools::pools_screen;
pub use queue::queue_screen;

use shared::api::DeskAnswer;

use crate::{
    components::{ButtonKind, Tone, link_button, notice},
    dom::{View, el},
    language::Voice,
    routes::{Place, Reference},
    text::desk,
};

/// What followed from an act: how the task ended, and where to go on.
fn followed(answer: &DeskAnswer) -> View {
    let voice = Voice::expect();
    let outcome = answer.outcome.clone();
    let said = move || {
        let language = voice.language();
        outcome.as_ref().map_or_else(String::new, |outcome| desk::of_outcome(outcome, language))
    };
    let next = answer.next_task_id.as_deref().and_then(Reference::parse).map(|reference| {
        let place = Place::DeskCase(reference);
        link_button(desk::NEXT_CASE, ButtonKind::Primary, &place.href())
    });
    let back = link_button(desk::BACK_TO_QUEUE, ButtonKind::Secondary, &Place::Desk.href());
    notice(Tone::Good)
        .with(el("p").class("notice__title").say(desk::CLOSED))
        .with(el("p").words(said))
        .with(el("p").class("cluster").with(next).with(back))
        .into()
}
