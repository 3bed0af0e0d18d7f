//! A loan: its record, its book as of today, repaying it.

pub mod payment;
mod record;
pub mod repay;
mod view;

pub use record::{DrawRecord, Loan, LoanRecord};
pub use view::{get, summary, view, view_of};
