//! The persons of a demonstration: who signs for a business, and farmers.

use shared::facts::Metric;

use super::{Listed, Words};

/// Signs for every business whose own record decides.
pub(super) const CLEAN: &str = "510502198506150011";
/// Asked for credit all over town.
pub(super) const MANY_QUERIES: &str = "51050219850615002X";
/// Is late today.
pub(super) const OVERDUE: &str = "510502198506150038";
/// Offers an old building.
pub(super) const OLD_BUILDING: &str = "510502198506150046";
/// Offers a property worth little.
pub(super) const SMALL_PROPERTY: &str = "510502198506150054";
/// Grows rice on 180 mu.
pub(super) const RICE: &str = "510502197903200217";
/// Grows rice on 20 mu.
pub(super) const LITTLE_RICE: &str = "510502197903200225";
/// Farms an area nobody has registered.
pub(super) const UNKNOWN_AREA: &str = "510502197903200233";
/// Farms, and is late today.
pub(super) const LATE_FARMER: &str = "510502197903200241";
/// Farms on land that is not registered.
pub(super) const UNREGISTERED_LAND: &str = "51050219790320025X";
/// Has the village's lowest grade.
pub(super) const LOW_GRADE: &str = "510502197903200268";
/// Keeps pigs without insurance.
pub(super) const UNINSURED: &str = "510502197903200276";
/// Keeps five pigs.
pub(super) const FIVE_PIGS: &str = "510502197903200284";

/// Represents the one business whose applicant is somebody else; applies for nothing.
pub(super) const REPRESENTATIVE: &str = "高守信";

/// Nothing owed, nothing late, hardly any queries; a good property.
const CLEAN_AND_PROPERTIED: &[(Metric, Option<i64>)] = &[
    (Metric::ExistingDebt, Some(0)),
    (Metric::CurrentOverdue, Some(0)),
    (Metric::Overdues24Months, Some(0)),
    (Metric::CreditQueries6Months, Some(1)),
    (Metric::PropertyValue, Some(200_000_000)),
    (Metric::PropertyKind, Some(0)),
    (Metric::PropertyAge, Some(9)),
];

/// Every person listed.
pub(super) const PERSONS: &[Listed] = &[
    Listed {
        identity: CLEAN,
        name: "陈秀兰",
        particular: Words { zh: "征信良好", en: "clean credit record" },
        known: CLEAN_AND_PROPERTIED,
    },
    Listed {
        identity: MANY_QUERIES,
        name: "周建国",
        particular: Words {
            zh: "近6个月征信查询11次", en: "11 credit queries in 6 months"
        },
        known: &[(Metric::CreditQueries6Months, Some(11)), (Metric::ExistingDebt, Some(5_000_000))],
    },
    Listed {
        identity: OVERDUE,
        name: "吴大海",
        particular: Words { zh: "当前逾期3,200元", en: "¥3,200 overdue now" },
        known: &[(Metric::CurrentOverdue, Some(320_000)), (Metric::Overdues24Months, Some(5))],
    },
    Listed {
        identity: OLD_BUILDING,
        name: "冯茂才",
        particular: Words { zh: "抵押物房龄35年", en: "a building 35 years old" },
        known: &[(Metric::PropertyAge, Some(35)), (Metric::PropertyKind, Some(1))],
    },
    Listed {
        identity: SMALL_PROPERTY,
        name: "方寸心",
        particular: Words { zh: "抵押物评估8万元", en: "a property worth ¥80,000" },
        known: &[(Metric::PropertyValue, Some(8_000_000))],
    },
    Listed {
        identity: RICE,
        name: "王满仓",
        particular: Words { zh: "水稻180亩", en: "180 mu of rice" },
        known: &[
            (Metric::FarmActivity, Some(0)),
            (Metric::FarmScale, Some(180)),
            (Metric::AnnualSubsidy, Some(2_160_000)),
            (Metric::AnnualInputCost, Some(16_000_000)),
            (Metric::HerdSize, Some(300)),
            (Metric::VillageGrade, Some(3)),
            (Metric::MonthsInFarming, Some(120)),
            (Metric::Traded12Months, Some(40_000_000)),
            (Metric::ExistingDebt, Some(0)),
            (Metric::CurrentOverdue, Some(0)),
        ],
    },
    Listed {
        identity: LITTLE_RICE,
        name: "刘春生",
        particular: Words { zh: "水稻20亩", en: "20 mu of rice" },
        known: &[
            (Metric::FarmActivity, Some(0)),
            (Metric::FarmScale, Some(20)),
            (Metric::AnnualSubsidy, Some(240_000)),
            (Metric::AnnualInputCost, Some(1_800_000)),
            (Metric::ExistingDebt, Some(0)),
        ],
    },
    Listed {
        identity: UNKNOWN_AREA,
        name: "赵小禾",
        particular: Words {
            zh: "登记系统里没有种植面积",
            en: "the registry does not know the area",
        },
        known: &[(Metric::FarmScale, None)],
    },
    Listed {
        identity: LATE_FARMER,
        name: "孙有田",
        particular: Words { zh: "当前逾期800元", en: "¥800 overdue now" },
        known: &[(Metric::CurrentOverdue, Some(80_000)), (Metric::Overdues24Months, Some(2))],
    },
    Listed {
        identity: UNREGISTERED_LAND,
        name: "郑长青",
        particular: Words { zh: "流转土地未登记", en: "land lease not registered" },
        known: &[(Metric::LandRegistered, Some(0))],
    },
    Listed {
        identity: LOW_GRADE,
        name: "何水生",
        particular: Words { zh: "信用户等级C", en: "village credit grade C" },
        known: &[(Metric::VillageGrade, Some(0))],
    },
    Listed {
        identity: UNINSURED,
        name: "罗世明",
        particular: Words { zh: "生猪未投保", en: "pigs not insured" },
        known: &[(Metric::FarmActivity, Some(6)), (Metric::FarmInsured, Some(0))],
    },
    Listed {
        identity: FIVE_PIGS,
        name: "谢小牛",
        particular: Words { zh: "存栏5头", en: "a herd of five" },
        known: &[(Metric::FarmActivity, Some(6)), (Metric::HerdSize, Some(5))],
    },
];
