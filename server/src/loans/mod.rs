//! A loan: its record, its book as of any day, repaying it, and everything asked for afterwards.

pub mod collection;
pub mod held_money;
pub mod incoming;
pub mod keepsakes;
pub mod payment;
pub mod posting;
pub mod preview;
pub mod proposals;
mod record;
pub mod refund;
pub mod repay;
pub mod settled;
pub mod standing;
mod view;

pub use record::{DrawRecord, Loan, LoanRecord, LoanService};
pub use view::{book_on, get, overdue_since, summary, view, view_of};
