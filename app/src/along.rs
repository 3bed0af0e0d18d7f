//! An answer that follows a question while somebody types it.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::ApiError,
    components::skeleton,
    dom::{View, follow, live, nothing},
    failure::failed,
    later::{Due, later},
    remote::Fetched,
};

/// The answer to the question as it now stands: asked once typing pauses, and only the last one counts.
/// An older answer stays until the newer one is here.
#[derive(Debug)]
pub struct Along<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Fetched<Arc<T>>>>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Along<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Along<T> {}

impl<T: Send + Sync + 'static> Along<T> {
    /// Follows `question`; while there is none, there is no answer either.
    pub fn of<Q, F>(question: Memo<Option<Q>>, ask: impl Fn(Q) -> F + 'static) -> Self
    where
        Q: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        let (answer, again) = (RwSignal::new(None), RwSignal::new(0));
        let asked = later(question, Due::Pause);
        follow(Box::new(move || {
            again.track();
            let Some(question) = asked.get() else {
                answer.set(None);
                return;
            };
            if !matches!(&*answer.read_untracked(), Some(Fetched::Here(_))) {
                answer.set(Some(Fetched::Waiting));
            }
            let asking = ask(question.clone());
            spawn_local(async move {
                let heard = match asking.await {
                    Ok(heard) => Fetched::Here(Arc::new(heard)),
                    Err(error) => Fetched::Failed(error),
                };
                let present = asked.try_get_untracked().flatten();
                if present.as_ref() == Some(&question) {
                    // The person may have left the screen meanwhile.
                    let _ = answer.try_set(Some(heard));
                }
            });
        }));
        Self { answer, again }
    }

    /// The answer, when it is here; a reader follows its changes.
    pub fn answer(self) -> Option<Arc<T>> {
        match &*self.answer.read() {
            Some(Fetched::Here(answer)) => Some(Arc::clone(answer)),
            _ => None,
        }
    }

    /// Asks the same again.
    pub fn again(self) {
        self.again.update(|again| *again = again.wrapping_add(1));
    }

    /// The answer on the page; before it a placeholder, or what went wrong with a retry.
    pub fn part(self, view: impl Fn(&T) -> View + 'static) -> View {
        live(move || match self.answer.get() {
            None => nothing(),
            Some(Fetched::Waiting) => skeleton(),
            Some(Fetched::Here(answer)) => untrack(|| view(&answer)),
            Some(Fetched::Failed(error)) => failed(error, move || self.again()),
        })
    }
}
