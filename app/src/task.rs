//! A command under way: busy or not, and how the last one failed.

use leptos::{prelude::*, task::spawn_local};

use crate::{api::ApiError, format, language::Voice};

/// One command at a time. What happens on success is run only while the screen is still there.
#[derive(Clone, Copy, Debug)]
pub struct Task(StoredValue<Parts>);

/// Behind one handle, since screens hand their tasks about by value.
#[derive(Clone, Copy, Debug)]
struct Parts {
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    voice: Voice,
}

impl Task {
    /// A task that has not run yet.
    pub fn new() -> Self {
        let (busy, failure) = (RwSignal::new(false), RwSignal::new(None));
        Self(StoredValue::new(Parts { busy, failure, voice: Voice::expect() }))
    }

    /// Whether the command is under way; a reader follows its changes.
    pub fn busy(self) -> Signal<bool> {
        self.0.get_value().busy.into()
    }

    /// How the last command failed, if it did; a reader follows its changes.
    pub fn failure(self) -> Signal<Option<ApiError>> {
        self.0.get_value().failure.into()
    }

    /// The server's sentence about one field, while the last command failed over it.
    pub fn field(self, name: &'static str) -> Signal<Option<String>> {
        let Parts { failure, voice, .. } = self.0.get_value();
        Signal::derive(move || {
            let failure = failure.read();
            let field = failure.as_ref().and_then(|failure| failure.field(name))?;
            Some(format::sentence(field.said(voice.language())))
        })
    }

    /// Forgets how the last command failed.
    pub fn clear(self) {
        if let Some(parts) = self.0.try_get_value() {
            parts.failure.set(None);
        }
    }

    /// Runs `command` unless one is under way, then `done` with its answer.
    pub fn run<T: 'static>(
        self,
        command: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        let Parts { busy, failure, .. } = self.0.get_value();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = command.await;
            let left_the_screen = busy.try_set(false).is_some();
            if left_the_screen {
                return;
            }
            match answer {
                Ok(answer) => done(answer),
                Err(error) => failure.set(Some(error)),
            }
        });
    }
}

impl Default for Task {
    fn default() -> Self {
        Self::new()
    }
}
