//! The house cannot drift: arrows between crates and modules, words, sizes, places.

mod arrows;
mod shape;
mod source;
mod words;
