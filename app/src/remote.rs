//! Something the server knows, on its way to the screen.

use std::{pin::Pin, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::ApiError,
    components::skeleton,
    dom::{View, live, nothing},
    failure::failed,
    frame::page,
    language::Voice,
    navigation::Navigator,
};

/// How far a question to the server is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched<T> {
    /// No answer yet.
    Waiting,
    /// The answer.
    Here(T),
    /// No answer, and why.
    Failed(ApiError),
}

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// One question, asked at once and again whenever wanted.
pub struct Remote<T: Send + Sync + 'static> {
    state: RwSignal<Fetched<T>>,
    ask: StoredValue<Arc<dyn Fn() -> Answer<T>>, LocalStorage>,
}

impl<T: Send + Sync + 'static> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Remote<T> {}

impl<T: Clone + Send + Sync + 'static> Remote<T> {
    /// Asks now.
    pub fn new<F>(ask: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        let boxed: Arc<dyn Fn() -> Answer<T>> = Arc::new(move || Box::pin(ask()));
        let remote =
            Self { state: RwSignal::new(Fetched::Waiting), ask: StoredValue::new_local(boxed) };
        remote.again();
        remote
    }

    /// Asks again, keeping the present answer on the screen until the new one arrives.
    pub fn again(self) {
        let Some(ask) = self.ask.try_get_value() else { return };
        spawn_local(async move {
            let fetched = match ask().await {
                Ok(answer) => Fetched::Here(answer),
                Err(error) => Fetched::Failed(error),
            };
            // The person may have left the screen meanwhile.
            let _ = self.state.try_set(fetched);
        });
    }

    /// Asks again, showing the placeholder until the new answer arrives: for a screen on which nothing
    /// may be begun from the present answer.
    pub fn anew(self) {
        self.state.set(Fetched::Waiting);
        self.again();
    }

    /// Puts an answer that came another way, as from a command.
    pub fn put(self, answer: T) {
        self.state.set(Fetched::Here(answer));
    }

    /// How far the question is; a reader follows its changes.
    pub fn state(self) -> Fetched<T> {
        self.state.get()
    }

    /// The answer, when it is here; a reader follows its changes.
    pub fn answer(self) -> Option<T> {
        match &*self.state.read() {
            Fetched::Here(answer) => Some(answer.clone()),
            Fetched::Waiting | Fetched::Failed(_) => None,
        }
    }

    /// How far the question is; a reader follows it.
    pub fn fetched(self) -> Fetched<T> {
        self.state.get()
    }

    /// A whole screen that can do without the answer: built once, as soon as there is one or none can
    /// be had. Until then a placeholder.
    pub fn screen_once(self, view: impl Fn() -> View + 'static) -> View {
        let is_over = Memo::new(move |_| !matches!(&*self.state.read(), Fetched::Waiting));
        live(move || if is_over.get() { untrack(&view) } else { waiting(skeleton()) })
    }

    /// What went wrong, with a retry; nothing otherwise.
    pub fn failure(self) -> View {
        live(move || match self.state.get() {
            Fetched::Failed(error) => failed(error, move || self.again()),
            Fetched::Waiting | Fetched::Here(_) => nothing(),
        })
    }

    /// The answer as a whole screen; before that a placeholder, or what went wrong with a retry.
    pub fn screen(self, view: impl Fn(T) -> View + 'static) -> View {
        screen_of(self.state, move || self.again(), view)
    }
}

/// What `state` holds as a whole screen; before that a placeholder, or what went wrong with a button
/// that asks `again`.
pub fn screen_of<T: Clone + Send + Sync + 'static>(
    state: RwSignal<Fetched<T>>,
    again: impl Fn() + Copy + 'static,
    view: impl Fn(T) -> View + 'static,
) -> View {
    live(move || match state.get() {
        Fetched::Waiting => waiting(skeleton()),
        Fetched::Here(answer) => untrack(|| view(answer)),
        Fetched::Failed(error) => waiting(failed(error, move || {
            state.set(Fetched::Waiting);
            again();
        })),
    })
}

/// A screen that so far has only its name.
fn waiting(content: View) -> View {
    let (navigator, voice) = (Navigator::expect(), Voice::expect());
    let title = move || navigator.place_now().title(voice.language()).to_owned();
    page(title, String::new).with(content).into()
}
