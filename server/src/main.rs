//! Puhui server.
fn main() {}
