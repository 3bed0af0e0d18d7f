//! Puhui app.
fn main() {}
