//! Which product the person wants to apply for, handed from the quote to the application.
//!
//! It is kept on the device beside the draft of the quote, so that signing in, a reload, or a lost
//! connection in between loses nothing.

use crate::saved;

const KEPT_AS: &str = "puhui.wish.v3";

/// Keeps the wish for a product until an application has come of it.
pub fn remember(product_id: &str) {
    saved::write(KEPT_AS, product_id);
}

/// The product wished for, if there is one.
pub fn remembered() -> Option<String> {
    saved::read(KEPT_AS)
}

/// Forgets the wish.
pub fn forget() {
    saved::forget(KEPT_AS);
}
