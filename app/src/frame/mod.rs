//! What surrounds every screen: header, page, notices about the app itself, footer.

#[cfg(feature = "every-product")]
mod empty;
mod footer;
mod header;
mod hero;
mod notices;
mod page;

#[cfg(feature = "every-product")]
pub use empty::empty;
pub use footer::footer;
pub use header::{MARK, brand, desk_header, header, way_back};
pub use hero::hero;
pub use notices::notices;
pub use page::{page, screen};
