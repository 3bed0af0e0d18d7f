//! What surrounds every screen: header, page, notices about the app itself, footer.

mod footer;
mod header;
mod hero;
mod notices;
mod page;

pub use footer::footer;
pub use header::{MARK, brand, desk_header, header, way_back};
pub use hero::hero;
pub use notices::notices;
pub use page::{page, screen};
