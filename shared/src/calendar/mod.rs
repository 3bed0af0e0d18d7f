//! Due dates and business days.
//!
//! A due date is computed from the anchor day, never from the previous due date, so
//! that 31 January, 28 February, 31 March follow each other. A day missing in a month
//! is that month's last day (Civil Code 202); a payment date on a holiday moves by the
//! product's convention (Civil Code 203: to the next working day).

mod business_day;
mod china;
mod due_date;

pub use business_day::{BusinessDayConvention, Calendar};
pub use due_date::{add_months, day_in_month, is_month_end, month_end};
