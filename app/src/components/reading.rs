//! Something a control shows and follows.

use std::rc::Rc;

/// A value read anew whenever a signal behind it changes.
///
/// Leaner than Leptos' `Signal`, which brings the code of signals, memos and stored values for each
/// type it carries; a control only ever reads.
pub struct Reading<T>(Rc<dyn Fn() -> T>);

/// Reads by calling `value`, inside whatever follows its signals.
pub fn read<T>(value: impl Fn() -> T + 'static) -> Reading<T> {
    Reading(Rc::new(value))
}

impl<T> Reading<T> {
    /// The present value; a reader follows its changes.
    pub fn get(&self) -> T {
        (self.0)()
    }
}

impl<T> Clone for Reading<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}
