//! Who applies. The identities are those the simulator lists, with what to expect of each.

use chrono::NaiveDate;
use shared::api::SetIdentityRequest;
use shared::facts::{Facts, Metric, Segment, Source};

/// A resident ID with a clean credit record.
pub const CLEAN_PERSON: &str = "510502198506150011";

/// An account number that passes the usual check.
pub const ACCOUNT: &str = "6217001540012345672";

/// Somebody who borrows: what they say about themselves and their business.
#[derive(Clone, Debug)]
pub struct Person {
    /// Kind of borrower.
    pub segment: Segment,
    /// The product they choose.
    pub product_id: &'static str,
    /// Who they say they are.
    pub identity: SetIdentityRequest,
    /// Facts they declare, as canonical text.
    pub declared: Vec<(Metric, &'static str)>,
}

impl Person {
    /// An enterprise that is approved as asked.
    pub fn enterprise() -> Self {
        Self::enterprise_with("91510500MA6PH0001D")
    }

    /// An enterprise under one of the simulator's codes.
    pub fn enterprise_with(uscc: &str) -> Self {
        Self {
            segment: Segment::MicroEnterprise,
            product_id: "micro-quick",
            identity: SetIdentityRequest {
                person_name: "陈秀兰".to_owned(),
                resident_id: CLEAN_PERSON.to_owned(),
                business_name: Some("泸州青禾餐饮管理有限公司".to_owned()),
                uscc: Some(uscc.to_owned()),
            },
            declared: vec![
                (Metric::MonthsInBusiness, "75"),
                (Metric::AnnualSales, "6000000.00"),
                (Metric::TaxPaid12Months, "180000.00"),
                (Metric::TaxGrade, "A"),
                (Metric::ExistingDebt, "0.00"),
            ],
        }
    }

    /// The same person, choosing another product.
    #[must_use]
    pub const fn choosing(mut self, product_id: &'static str) -> Self {
        self.product_id = product_id;
        self
    }

    /// A sole trader that is approved as asked.
    pub fn sole_trader() -> Self {
        Self {
            segment: Segment::SoleTrader,
            product_id: "sole-trader-quick",
            identity: SetIdentityRequest {
                person_name: "陈秀兰".to_owned(),
                resident_id: CLEAN_PERSON.to_owned(),
                business_name: Some("江阳区老陈面馆".to_owned()),
                uscc: Some("92510500MA6PH0011B".to_owned()),
            },
            declared: vec![
                (Metric::MonthsInBusiness, "64"),
                (Metric::AnnualSales, "1800000.00"),
                (Metric::ExistingDebt, "0.00"),
            ],
        }
    }

    /// A farmer that is approved as asked.
    pub fn farmer() -> Self {
        Self {
            segment: Segment::Farmer,
            product_id: "farmer-quick",
            identity: SetIdentityRequest {
                person_name: "王满仓".to_owned(),
                resident_id: "510502197903200217".to_owned(),
                business_name: None,
                uscc: None,
            },
            declared: vec![
                (Metric::FarmActivity, "rice"),
                (Metric::FarmScale, "180"),
                (Metric::AnnualSubsidy, "21600.00"),
                (Metric::AnnualInputCost, "160000.00"),
                (Metric::ExistingDebt, "0.00"),
            ],
        }
    }

    /// The facts as declared on `on`.
    ///
    /// # Panics
    /// When a fact is not written canonically.
    pub fn facts(&self, on: NaiveDate) -> Facts {
        let mut facts = Facts::new(self.segment);
        for (metric, text) in &self.declared {
            let value = metric.unit().parse(text).expect("canonical text");
            facts.set(*metric, value, Source::Declared, on).expect("a value in range");
        }
        facts
    }
}
