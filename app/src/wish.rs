//! What the person wants to apply for, handed from the quote to the application.
//!
//! It is kept on the device, so that signing in, a reload, or a lost connection in between loses
//! nothing.

use serde::{Deserialize, Serialize};
use shared::quote::QuoteRequest;

use crate::saved::Slot;

const WISH: Slot = Slot::new("puhui.wish.v2");

/// A product wanted on the terms of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The product chosen.
    pub product_id: String,
    /// What the quote was asked.
    pub request: QuoteRequest,
}

/// Keeps the wish until an application has come of it.
pub fn remember(wish: &Wish) {
    WISH.write(wish);
}

/// The wish, if there is one.
pub fn remembered() -> Option<Wish> {
    WISH.read()
}

/// Forgets the wish.
pub fn forget() {
    WISH.forget();
}
