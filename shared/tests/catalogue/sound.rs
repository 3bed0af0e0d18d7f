//! A sound business for each product: every rule met with room, figures that fit each other.

use crate::cases::{catalogue, today};
use shared::facts::{Facts, Lever, Metric, Unit};

/// Facts on which `product` is approved, everything verified by whoever verifies it.
pub(crate) fn business(product: &str) -> Facts {
    let catalogue = catalogue();
    let product = catalogue.product(product).unwrap();
    let mut facts = Facts::new(product.segments[0]);
    for metric in Metric::ALL {
        let value = ordinary(*metric);
        facts.set(*metric, value, metric.verifier(), today()).unwrap();
    }
    facts
}

/// What is ordinary for a sound business.
fn ordinary(metric: Metric) -> i64 {
    let million = 100_000_000;
    match (metric, metric.unit(), metric.lever()) {
        (
            Metric::RegistryActive
            | Metric::Visited
            | Metric::ListedPartner
            | Metric::CyclesFinanced
            | Metric::MonthsSinceTaxPayment,
            _,
            _,
        ) => 1,
        (Metric::RegisteredRegion, _, _) => 510_502,
        (Metric::ApplicantAge, _, _) => 41,
        (Metric::AnnualSales, _, _) => 4 * million,
        (Metric::InvoicedSales12Months | Metric::Traded12Months, _, _) => 3 * million,
        (Metric::BankInflow12Months, _, _) => 3 * million + million / 2,
        (Metric::Takings12Months, _, _) => million,
        (Metric::TaxPaid12Months, _, _) => 12_000_000,
        (Metric::TaxPaid24Months, _, _) => 22_000_000,
        (Metric::VatPaid12Months | Metric::IncomeTaxPaid12Months, _, _) => 5_000_000,
        (Metric::FeedCostPerHead, _, _) => 60_000,
        (Metric::HerdSize, _, _) => 400,
        (Metric::MonthlySurplus, _, _) => 1_800_000,
        (Metric::MonthsInBusiness, _, _) => 60,
        (Metric::MonthsSinceTaxRegistration | Metric::MonthsInvoicing, _, _) => 58,
        (Metric::InvoiceTrend | Metric::SalesGrowth, _, _) => 110,
        (
            Metric::ResearchShare
            | Metric::ResearchStaff
            | Metric::Shareholding
            | Metric::LongestInvoiceGap,
            _,
            _,
        ) => 20,
        (Metric::PropertyAge, _, _) => 9,
        (Metric::PledgedBillDays | Metric::ReceivableDays, _, _) => 90,
        (Metric::OrdersPrepaid, _, _) => million / 10,
        (_, Unit::Level(_) | Unit::Flag, Lever::Raise) => metric.maximum(),
        (_, Unit::Months, _) => 48,
        (_, Unit::Money, Lever::Raise) => million,
        (_, _, Lever::Raise) => 12,
        (_, Unit::Money, Lever::Fixed) => 5_000_000,
        _ => 0,
    }
}
