//! After signing: the facility, its account, drawing on it.

pub mod account;
pub mod draw;
mod payment_route;
mod record;
pub mod view;

pub use account::AccountRecord;
pub use record::{Facility, FacilityRecord, available};
