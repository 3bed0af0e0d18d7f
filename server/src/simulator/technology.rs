//! The simulated science and technology authorities.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// Some patents, some research, one in five certified.
pub(super) fn knows(Sketch { age, .. }: Sketch) -> Known {
    vec![
        (Metric::ValidPatents, age % 12),
        (Metric::HighTech, 1 - (age % 5).min(1)),
        (Metric::ResearchShare, 2 + age % 12),
        (Metric::ResearchStaff, 8 + age % 25),
        (Metric::EquityRaised24Months, 0),
    ]
}
