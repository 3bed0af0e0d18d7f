//! What lending is: pure functions and values, the same on the phone and on the server.

pub mod canonical;
