//! The module a first visitor downloads: the quote, and nothing a borrower needs later.

fn main() {
    app::start_quote();
}
