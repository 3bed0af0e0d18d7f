//! What the simulated parties know about whom.
//!
//! The identities in [`LISTED`] lead to a certain outcome, so that every answer can be
//! shown; their check digits are right and they belong to nobody we know of. Anybody
//! else is derived from a digest of the identity: a sound business of varying size.

use shared::canonical::Digest;
use shared::facts::{Metric, Source};

/// One listed identity.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    /// A unified social credit code or a resident ID.
    pub identity: &'static str,
    /// What to expect of an application.
    pub outcome: &'static str,
    /// Where it differs from a sound business; `None` means the party does not know.
    pub known: &'static [(Metric, Option<i64>)],
}

/// Identities for demonstrations and tests.
pub const LISTED: &[Listed] = &[
    Listed {
        identity: "91510500MA6PH0001D",
        outcome: "enterprise, approved as asked",
        known: &[
            (Metric::AnnualSales, Some(600_000_000)),
            (Metric::TaxPaid12Months, Some(18_000_000)),
            (Metric::TaxPaid24Months, Some(34_000_000)),
            (Metric::TaxGrade, Some(4)),
            (Metric::MonthsInBusiness, Some(75)),
            (Metric::MonthsSinceTaxRegistration, Some(72)),
        ],
    },
    Listed {
        identity: "91510500MA6PH0002G",
        outcome: "enterprise, counter-offer above 100,000 or so: sells and pays less tax than most declare",
        known: &[
            (Metric::AnnualSales, Some(50_000_000)),
            (Metric::TaxPaid12Months, Some(1_500_000)),
            (Metric::TaxPaid24Months, Some(2_800_000)),
            (Metric::TaxGrade, Some(3)),
            (Metric::MonthsInBusiness, Some(40)),
            (Metric::MonthsSinceTaxRegistration, Some(38)),
        ],
    },
    Listed {
        identity: "91510500MA6PH0003K",
        outcome: "enterprise, referred: the tax bureau has not filed sales and grade",
        known: &[
            (Metric::AnnualSales, None),
            (Metric::TaxGrade, None),
            (Metric::TaxPaid24Months, None),
        ],
    },
    Listed {
        identity: "91510500MA6PH0004N",
        outcome: "enterprise, declined: owes tax",
        known: &[(Metric::TaxArrears, Some(1_260_000)), (Metric::TaxGrade, Some(1))],
    },
    Listed {
        identity: "92510500MA6PH0011B",
        outcome: "sole trader, approved as asked",
        known: &[
            (Metric::AnnualSales, Some(180_000_000)),
            (Metric::TaxPaid12Months, Some(3_600_000)),
            (Metric::TaxPaid24Months, Some(6_900_000)),
            (Metric::TaxGrade, Some(3)),
            (Metric::MonthsInBusiness, Some(64)),
            (Metric::MonthsSinceTaxRegistration, Some(63)),
        ],
    },
    Listed {
        identity: "92510500MA6PH0012E",
        outcome: "sole trader, counter-offer: sells less than most declare",
        known: &[(Metric::AnnualSales, Some(30_000_000)), (Metric::MonthsInBusiness, Some(30))],
    },
    Listed {
        identity: "92510500MA6PH0013H",
        outcome: "sole trader, declined: the registration is not active",
        known: &[(Metric::RegistryActive, Some(0))],
    },
    Listed { identity: "510502198506150011", outcome: "person, clean credit record", known: CLEAN },
    Listed {
        identity: "51050219850615002X",
        outcome: "person, referred: many credit queries",
        known: &[(Metric::CreditQueries6Months, Some(11)), (Metric::ExistingDebt, Some(5_000_000))],
    },
    Listed {
        identity: "510502198506150038",
        outcome: "person, declined: overdue now",
        known: &[(Metric::CurrentOverdue, Some(320_000)), (Metric::Overdues24Months, Some(5))],
    },
    Listed {
        identity: "510502197903200217",
        outcome: "farmer, approved up to 149,000: 180 mu of rice",
        known: &[
            (Metric::FarmActivity, Some(0)),
            (Metric::FarmScale, Some(180)),
            (Metric::AnnualSubsidy, Some(2_160_000)),
            (Metric::AnnualInputCost, Some(16_000_000)),
            (Metric::ExistingDebt, Some(0)),
            (Metric::CurrentOverdue, Some(0)),
        ],
    },
    Listed {
        identity: "510502197903200225",
        outcome: "farmer, counter-offer: 20 mu",
        known: &[
            (Metric::FarmActivity, Some(0)),
            (Metric::FarmScale, Some(20)),
            (Metric::AnnualSubsidy, Some(240_000)),
            (Metric::AnnualInputCost, Some(1_800_000)),
            (Metric::ExistingDebt, Some(0)),
        ],
    },
    Listed {
        identity: "510502197903200233",
        outcome: "farmer, referred: the registry does not know the area",
        known: &[(Metric::FarmScale, None)],
    },
];

/// Nothing owed, nothing late, hardly any queries.
const CLEAN: &[(Metric, Option<i64>)] = &[
    (Metric::ExistingDebt, Some(0)),
    (Metric::CurrentOverdue, Some(0)),
    (Metric::Overdues24Months, Some(0)),
    (Metric::CreditQueries6Months, Some(1)),
];

/// What `party` knows about `identity`, as metric keys and canonical texts.
pub(super) fn known(party: Source, identity: &str) -> Vec<(&'static str, String)> {
    let listed = LISTED.iter().find(|listed| listed.identity == identity);
    let of_party = Metric::ALL.iter().copied().filter(|metric| metric.verifier() == party);
    of_party
        .filter_map(|metric| {
            let fixed = listed.and_then(|listed| {
                listed.known.iter().find(|(known, _)| *known == metric).map(|(_, value)| *value)
            });
            let value = fixed.unwrap_or_else(|| Some(derived(metric, identity)))?;
            Some((metric.key(), metric.unit().text(value)))
        })
        .collect()
}

/// The value of a sound business whose size depends on the identity.
fn derived(metric: Metric, identity: &str) -> i64 {
    let size = i64::from(digest_byte(identity, "size"));
    let age = i64::from(digest_byte(identity, "age"));
    // 80 to 590 ten-thousands a year, and tax of 3 per cent of it.
    let sales = 80_000_000 + size * 2_000_000;
    match metric {
        Metric::AnnualSales => sales,
        Metric::TaxPaid12Months => sales / 100 * 3,
        Metric::TaxPaid24Months => sales / 100 * 5,
        Metric::TaxGrade => 3 + age % 2,
        Metric::MonthsInBusiness => 38 + age / 4,
        Metric::MonthsSinceTaxRegistration => 36 + age / 4,
        Metric::RegistryActive => 1,
        Metric::ExistingDebt => sales / 100 * 2,
        Metric::CreditQueries6Months => age % 4,
        Metric::FarmActivity => age % 6,
        Metric::FarmScale => 30 + size,
        Metric::AnnualSubsidy => (30 + size) * 12_000,
        Metric::AnnualInputCost => (30 + size) * 90_000,
        _ => derived_further(metric, size, age, sales),
    }
}

/// The same for what only products beyond the quote screen look at.
fn derived_further(metric: Metric, size: i64, age: i64, sales: i64) -> i64 {
    match metric {
        Metric::VatPaid12Months => sales / 100 * 2,
        Metric::IncomeTaxPaid12Months => sales / 200,
        Metric::MonthsSinceTaxPayment
        | Metric::Visited
        | Metric::ListedPartner
        | Metric::LandRegistered
        | Metric::FarmInsured
        | Metric::CyclesFinanced => 1,
        Metric::SalesGrowth | Metric::InvoiceTrend => 95 + age % 30,
        Metric::RegisteredRegion => 510_502,
        Metric::Shareholding => 51 + age % 40,
        Metric::Specialised | Metric::HighTech => 1 - (age % 5).min(1),
        Metric::InvoicedSales12Months => sales / 100 * 92,
        Metric::MonthsInvoicing | Metric::MonthsInFarming => 24 + age / 16,
        Metric::LongestInvoiceGap => 10 + age % 40,
        Metric::LargestBuyer | Metric::CardUse => 20 + age % 40,
        Metric::BankInflow12Months => sales / 100 * 95,
        Metric::AverageBalance => sales / 100 * 3,
        Metric::MonthsOfStatements | Metric::MonthsOfTakings | Metric::MonthsTrading => {
            18 + age / 8
        }
        Metric::PledgedBills => (10 + size) * 1_000_000,
        Metric::PledgedBillDays | Metric::ReceivableDays => 60 + age % 90,
        Metric::Takings12Months => sales / 100 * 40,
        Metric::HerdSize => 50 + size,
        Metric::FeedCostPerHead => 60_000,
        Metric::VillageGrade | Metric::CustomsGrade => 2 + age % 3,
        Metric::ConfirmedReceivables | Metric::ListedPayables => (20 + size) * 1_000_000,
        Metric::ConfirmedOrders => (30 + size) * 1_000_000,
        Metric::OrdersPrepaid => (30 + size) * 200_000,
        Metric::Traded12Months => sales / 100 * 60,
        Metric::PropertyValue => (80 + size) * 1_000_000,
        Metric::PropertyKind => age % 4,
        Metric::PropertyAge => 3 + age % 20,
        Metric::ValidPatents => age % 12,
        Metric::ResearchShare => 2 + age % 12,
        Metric::ResearchStaff => 8 + age % 25,
        Metric::Exports12Months => sales / 100 * 10,
        Metric::MonthlySurplus => 800_000 + size * 5_000,
        Metric::EquityUnexplained => age % 15,
        _ => 0,
    }
}

fn digest_byte(identity: &str, what: &str) -> u8 {
    let digest = Digest::of(format!("{what} of {identity}").as_bytes());
    digest.as_bytes().first().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::identifier::{ResidentId, Uscc};

    #[test]
    fn every_listed_identity_has_a_right_check_digit() {
        for listed in LISTED {
            let valid = listed.identity.parse::<Uscc>().is_ok()
                || listed.identity.parse::<ResidentId>().is_ok();
            assert!(valid, "{}", listed.identity);
        }
    }

    #[test]
    fn the_same_identity_is_always_told_the_same() {
        let once = known(Source::Tax, "91330100799655058B");
        assert_eq!(once, known(Source::Tax, "91330100799655058B"));
        assert_ne!(once, known(Source::Tax, "9144030071526726XG"));
        assert!(once.iter().any(|(key, _)| *key == "tax_grade"));
    }
}
