//! The module that shows and checks evidence: an application's, and any file's.

fn main() {
    app::start_proof();
}
