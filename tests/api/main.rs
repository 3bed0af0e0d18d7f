//! The HTTP contract, one module per resource, on the router in process.

mod applications;
mod bodies;
mod contracts;
mod description;
mod devices;
mod keys;
mod loans;
mod outside_parties;
mod passkeys;
mod person;
mod quotes;
mod sign_in;
mod step_ups;
