//! The HTTP contract, one module per resource, on the router in process.

mod applications;
mod bodies;
mod books;
mod business_date;
mod contracts;
mod description;
mod desk;
mod disputes;
mod drawing;
mod evidence;
mod higher_limit;
mod incoming;
mod keepsakes;
mod keys;
mod loans;
mod outside_parties;
mod pools;
mod products;
mod quotes;
mod repaying;
mod servicing;
mod sign_in;
mod signing;
mod visits;
