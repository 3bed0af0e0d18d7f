//! The product supermarket: every product of the bank, held against what this person needs.
//!
//! [`Visit`] is what somebody asks for while they look around; [`filter`] decides what is listed. The
//! market lists, the comparison puts up to three products side by side, and a product's own screen
//! carries its guide, its own short form and the way to apply for it.

mod balance_plot;
mod chosen_bar;
mod compare;
mod compare_table;
mod cost_bars;
mod entry;
pub mod filter;
mod filter_card;
mod guide;
mod market;
mod need;
mod product;
mod score;
mod trial;
mod try_card;
mod uplift;
mod visit;

pub use compare::compare_screen;
pub use market::market_screen;
pub use product::product_screen;
pub use visit::Visit;
