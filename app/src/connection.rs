//! Whether the network is there, as far as the browser knows.

use leptos::prelude::*;

use crate::dom::on_window;

/// Whether the device is online; follows the browser's signal.
#[derive(Clone, Copy, Debug)]
pub struct Connection {
    online: RwSignal<bool>,
}

impl Connection {
    /// The connection, watched from now on, provided to everything below the caller.
    pub fn provide() -> Self {
        let connection = Self { online: RwSignal::new(window().navigator().on_line()) };
        on_window("online", Box::new(move |_| connection.online.set(true)));
        on_window("offline", Box::new(move |_| connection.online.set(false)));
        provide_context(connection);
        connection
    }

    /// The connection of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Whether the device is online; a reader follows its changes.
    pub fn is_online(self) -> bool {
        self.online.get()
    }
}
