//! Why a limit is what it is: an uplift with both limits, a score with every factor's points.

mod score;
mod uplift;

pub use score::score_card;
pub use uplift::uplift_card;
