//! The HTTP contract, one module per resource, on the router in process.

mod applications;
mod bodies;
mod contracts;
mod description;
mod evidence;
mod keys;
mod loans;
mod outside_parties;
mod quotes;
mod sign_in;
mod signing;
