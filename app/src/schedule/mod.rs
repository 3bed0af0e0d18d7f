//! A repayment schedule on the screen: chart and table.

mod chart;
pub mod plot;
mod table;

pub use chart::Chart;
pub use table::Table;
