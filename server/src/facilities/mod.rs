//! After signing: the facility, its account, drawing on it, and everything about it afterwards.

pub mod account;
pub mod allocation;
pub mod checks;
pub mod draw;
pub mod freeze;
mod history;
pub mod increase;
mod payment_route;
pub mod preview;
mod record;
pub mod statements;
pub mod view;

pub use account::AccountRecord;
pub use history::{drawn_on, limit_on, status_on};
pub use record::{Facility, FacilityRecord, left};
