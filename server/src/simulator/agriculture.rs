//! The simulated agriculture registry.

use shared::facts::Metric;

use super::sketch::{Known, Sketch};

/// Land contracted, crops insured, a good name in the village.
pub(super) fn knows(Sketch { size, age, .. }: Sketch) -> Known {
    vec![
        (Metric::FarmActivity, age % 6),
        (Metric::FarmScale, 30 + size),
        (Metric::AnnualSubsidy, (30 + size) * 12_000),
        (Metric::AnnualInputCost, (30 + size) * 90_000),
        (Metric::HerdSize, 50 + size),
        (Metric::FeedCostPerHead, 60_000),
        (Metric::CyclesFinanced, 1),
        (Metric::MonthsInFarming, 24 + age / 16),
        (Metric::LandRegistered, 1),
        (Metric::FarmInsured, 1),
        (Metric::VillageGrade, 2 + age % 3),
    ]
}
