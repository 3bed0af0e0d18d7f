//! The module for everything after the quote, from signing in to repaying.

fn main() {
    app::start_account();
}
