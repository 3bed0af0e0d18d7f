//! The application from identity to account.

pub mod step;
