//! What surrounds every screen: header, page, notices about the app itself, footer.

mod footer;
mod header;
mod hero;
mod notices;
mod page;

pub use footer::Footer;
pub use header::Header;
pub use hero::Hero;
pub use notices::Notices;
pub use page::Page;
