//! What a borrower can take away: the interest book as a file, due dates for a calendar, a month's
//! statement, a certificate that a loan is settled, receipts of interest.
//!
//! All are worked out from the loan's events and deterministic: the same events and day give the
//! same bytes, so each can be named by its digest.

#[cfg(feature = "documents")]
mod calendar_file;
mod certificate;
mod interest_file;
mod month;
mod receipt;
#[cfg(test)]
#[cfg(feature = "documents")]
mod tests;

#[cfg(feature = "documents")]
pub use calendar_file::{Reminder, calendar_file};
pub use certificate::SettlementCertificate;
#[cfg(feature = "documents")]
pub use certificate::settlement_certificate;
pub use interest_file::InterestBookFile;
pub use month::{LoanMonth, Month, MonthStatement, ParseMonthError, StatedPayment};
#[cfg(feature = "documents")]
pub use month::{StatedLoan, month_statement};
pub use receipt::InterestReceipt;
#[cfg(feature = "documents")]
pub use receipt::interest_receipt;
