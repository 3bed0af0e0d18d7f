//! The HTTP contract, one module per resource, on the router in process.

mod applications;
mod bodies;
mod contracts;
mod description;
mod keys;
mod limit_mechanisms;
mod loans;
mod outside_parties;
mod papers;
mod payment_routes;
mod quotes;
mod sign_in;
mod undertakings;
