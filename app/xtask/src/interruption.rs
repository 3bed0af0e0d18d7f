//! Ctrl-C and the like: noticed, so that what we started can be stopped in order.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use anyhow::{Context, Result};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    flag,
};

/// Whether somebody has asked this program to end.
#[derive(Clone, Debug)]
pub(crate) struct Interruption(Arc<AtomicBool>);

impl Interruption {
    /// From now on any request to end is remembered instead of ending the program at once.
    ///
    /// # Errors
    /// When the system does not let us listen.
    pub(crate) fn of_any_kind() -> Result<Self> {
        Self::listen(&[SIGHUP, SIGINT, SIGTERM])
    }

    /// The same for Ctrl-C, which reaches the programs we wait for as well and so ends them too.
    ///
    /// # Errors
    /// When the system does not let us listen.
    pub(crate) fn from_the_keyboard() -> Result<Self> {
        Self::listen(&[SIGINT])
    }

    fn listen(signals: &[i32]) -> Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        for &signal in signals {
            flag::register(signal, Arc::clone(&asked)).context("cannot listen for Ctrl-C")?;
        }
        Ok(Self(asked))
    }

    /// Whether it has come.
    pub(crate) fn has_come(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
