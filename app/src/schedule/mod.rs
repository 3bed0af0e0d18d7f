//! A repayment schedule on the screen: a picture and the numbers behind it.

pub(crate) mod path;
pub mod plot;
mod view;

pub use view::{plan_chart, plan_table};
