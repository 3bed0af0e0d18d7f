//! Who to be, for which product, to be answered how.

use std::fmt;

use serde::Serialize;
use shared::language::Language;

use super::businesses as business;
use super::persons as person;
use super::visit::{self, Entry};
use super::{Words, found};

/// How an application is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As asked.
    Approve,
    /// Less than asked.
    CounterOffer,
    /// A person decides.
    Refer,
    /// Not now.
    Decline,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Approve, Self::CounterOffer, Self::Refer, Self::Decline];

    /// What people call it.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Approve => language.pick("通过", "approve"),
            Self::CounterOffer => language.pick("调整额度", "counter-offer"),
            Self::Refer => language.pick("转人工", "refer"),
            Self::Decline => language.pick("未通过", "decline"),
        }
    }
}

/// One application of a demonstration, and its answer.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Walk {
    /// The product applied for.
    pub product: &'static str,
    /// The answer.
    pub outcome: Outcome,
    /// The business; farmers have none.
    pub business: Option<&'static str>,
    /// The person.
    pub person: &'static str,
    /// How much to ask for.
    pub yuan: u32,
    /// Whether an officer visits, finds what [`visit::entries`] says and hands in the form.
    pub visited: bool,
}

/// A walk as it is told to people and programs.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// The walk.
    pub walk: Walk,
    /// What the business is called.
    pub business_name: Option<&'static str>,
    /// What the person is called.
    pub person_name: Option<&'static str>,
    /// Why the answer is what it is.
    pub why: Words,
    /// What an officer writes down on the visit; nothing where there is none.
    pub visit: Vec<Entry>,
}

impl Walk {
    /// The walk with names and reason.
    pub fn told(self) -> Told {
        let name = |identity| found(identity).map(|listed| listed.name);
        Told {
            walk: self,
            business_name: self.business.and_then(name),
            person_name: name(self.person),
            why: self.why(),
            visit: if self.visited { visit::entries() } else { Vec::new() },
        }
    }

    /// Why the answer is what it is: what is particular about the business or person, or the amount.
    pub fn why(&self) -> Words {
        if self.outcome == Outcome::CounterOffer {
            return Words {
                zh: "申请金额高于可批额度", en: "asks for more than the limit"
            };
        }
        if self.visited {
            return Words {
                zh: "实地调查后，现金流足够",
                en: "after the visit, enough is left each month",
            };
        }
        if self.product == "blend-e" && self.outcome == Outcome::Refer {
            return Words { zh: "等待实地调查", en: "waits for a field visit" };
        }
        let sound = [business::SOUND, business::SOUND_TRADER];
        let telling =
            self.business.filter(|one| !sound.contains(one) || self.person == person::CLEAN);
        found(telling.unwrap_or(self.person))
            .map_or(Words { zh: "", en: "" }, |listed| listed.particular)
    }
}

impl fmt::Display for Walk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let business = self.business.unwrap_or("-");
        let outcome = self.outcome.label(Language::En);
        write!(formatter, "{} {outcome}: {business} {} {}", self.product, self.person, self.yuan)
    }
}

const fn firm(product: &'static str, outcome: Outcome, business: &'static str, yuan: u32) -> Walk {
    signed(product, outcome, business, person::CLEAN, yuan)
}

const fn signed(
    product: &'static str,
    outcome: Outcome,
    business: &'static str,
    person: &'static str,
    yuan: u32,
) -> Walk {
    Walk { product, outcome, business: Some(business), person, yuan, visited: false }
}

const fn visited(product: &'static str, outcome: Outcome, yuan: u32) -> Walk {
    Walk { visited: true, ..firm(product, outcome, business::SOUND, yuan) }
}

const fn farm(product: &'static str, outcome: Outcome, person: &'static str, yuan: u32) -> Walk {
    Walk { product, outcome, business: None, person, yuan, visited: false }
}

/// Every product of the sample catalogue to every outcome it can have. 融e贷 is neither approved nor
/// countered before a person of the bank has visited.
pub const WALKS: &[Walk] = {
    use Outcome::{Approve, CounterOffer, Decline, Refer};
    &[
        firm("micro-quick", Approve, business::SOUND, 300_000),
        firm("micro-quick", Approve, business::REPRESENTED_BY_ANOTHER, 300_000),
        firm("micro-quick", CounterOffer, business::SMALLER, 300_000),
        firm("micro-quick", Refer, business::UNFILED, 300_000),
        firm("micro-quick", Decline, business::OWES_TAX, 300_000),
        firm("cloud-tax", Approve, business::SOUND, 300_000),
        firm("cloud-tax", CounterOffer, business::SMALLER, 300_000),
        firm("cloud-tax", Refer, business::UNFILED, 300_000),
        firm("cloud-tax", Decline, business::OWES_TAX, 300_000),
        firm("tax-e", Approve, business::SOUND, 300_000),
        firm("tax-e", CounterOffer, business::SOUND, 3_000_000),
        firm("tax-e", Refer, business::SIX_LENDERS, 100_000),
        firm("tax-e", Decline, business::LATE_ELSEWHERE, 100_000),
        firm("tax-gold", Approve, business::SOUND, 300_000),
        firm("tax-gold", CounterOffer, business::SOUND, 3_000_000),
        firm("tax-gold", Refer, business::SUED, 50_000),
        firm("tax-gold", Decline, business::ELSEWHERE, 50_000),
        firm("invoice-e", Approve, business::SOUND, 300_000),
        firm("invoice-e", CounterOffer, business::SOUND, 3_000_000),
        firm("invoice-e", Refer, business::INVOICED_TWICE, 100_000),
        firm("invoice-e", Decline, business::LONG_GAP, 100_000),
        firm("enterprise-joy", Approve, business::SOUND, 300_000),
        firm("enterprise-joy", CounterOffer, business::SOUND, 2_000_000),
        firm("enterprise-joy", Refer, business::LITTLE_INFLOW, 100_000),
        firm("enterprise-joy", Decline, business::NEW_ACCOUNT, 100_000),
        firm("trade-quick", Approve, business::SOUND, 300_000),
        firm("trade-quick", CounterOffer, business::SOUND, 2_000_000),
        firm("trade-quick", Refer, business::DISPUTES, 50_000),
        firm("trade-quick", Decline, business::LEFT_CHAIN, 50_000),
        firm("chain-receivable", Approve, business::SOUND, 300_000),
        firm("chain-receivable", CounterOffer, business::SOUND, 3_000_000),
        firm("chain-receivable", Refer, business::DISPUTES, 100_000),
        firm("chain-receivable", Decline, business::LEFT_CHAIN, 100_000),
        firm("chain-payable", Approve, business::SOUND, 300_000),
        firm("chain-payable", CounterOffer, business::SOUND, 3_000_000),
        firm("chain-payable", Refer, business::DISPUTES, 100_000),
        firm("chain-payable", Decline, business::LEFT_CHAIN, 100_000),
        firm("chain-order", Approve, business::SOUND, 300_000),
        firm("chain-order", CounterOffer, business::SOUND, 2_000_000),
        firm("chain-order", Refer, business::DISPUTES, 100_000),
        firm("chain-order", Decline, business::LEFT_CHAIN, 100_000),
        firm("bill-pledge", Approve, business::SOUND, 300_000),
        firm("bill-pledge", CounterOffer, business::SOUND, 3_000_000),
        firm("bill-pledge", Refer, business::NEW_REPRESENTATIVE, 50_000),
        firm("bill-pledge", Decline, business::NO_BILLS, 50_000),
        firm("property-quick", Approve, business::SOUND, 1_000_000),
        firm("property-quick", CounterOffer, business::SOUND, 9_000_000),
        signed("property-quick", Refer, business::SOUND, person::OLD_BUILDING, 300_000),
        signed("property-quick", Decline, business::SOUND, person::SMALL_PROPERTY, 50_000),
        firm("value-tech", Approve, business::SOUND, 1_000_000),
        firm("value-tech", CounterOffer, business::SOUND, 9_000_000),
        firm("value-tech", Refer, business::UNKNOWN_RESEARCH, 300_000),
        firm("value-tech", Decline, business::NO_RESEARCH, 300_000),
        visited("blend-e", Approve, 50_000),
        visited("blend-e", CounterOffer, 100_000),
        firm("blend-e", Refer, business::SOUND, 100_000),
        firm("blend-e", Decline, business::JUDGMENT, 100_000),
        firm("sole-trader-quick", Approve, business::SOUND_TRADER, 200_000),
        firm("sole-trader-quick", CounterOffer, business::SMALLER_TRADER, 300_000),
        signed("sole-trader-quick", Refer, business::SOUND_TRADER, person::MANY_QUERIES, 200_000),
        firm("sole-trader-quick", Decline, business::INACTIVE_TRADER, 200_000),
        signed("sole-trader-quick", Decline, business::SOUND_TRADER, person::OVERDUE, 200_000),
        farm("farmer-quick", Approve, person::RICE, 100_000),
        farm("farmer-quick", CounterOffer, person::LITTLE_RICE, 100_000),
        farm("farmer-quick", Refer, person::UNKNOWN_AREA, 100_000),
        farm("farmer-quick", Decline, person::LATE_FARMER, 30_000),
        farm("village", Approve, person::RICE, 100_000),
        farm("village", CounterOffer, person::RICE, 500_000),
        farm("village", Refer, person::UNREGISTERED_LAND, 30_000),
        farm("village", Decline, person::LOW_GRADE, 30_000),
        farm("feed-scene", Approve, person::RICE, 100_000),
        farm("feed-scene", CounterOffer, person::RICE, 500_000),
        farm("feed-scene", Refer, person::UNINSURED, 20_000),
        farm("feed-scene", Decline, person::FIVE_PIGS, 20_000),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_product_of_the_sample_catalogue_is_led_to_every_outcome() {
        let catalogue = shared::catalogue::files::sample().unwrap();
        for product in catalogue.products() {
            let of_product = WALKS.iter().filter(|walk| walk.product == product.id);
            let led: BTreeSet<Outcome> = of_product.map(|walk| walk.outcome).collect();
            assert_eq!(led, BTreeSet::from(Outcome::ALL), "{}", product.id);
        }
        assert!(WALKS.iter().all(|walk| !walk.why().zh.is_empty() && !walk.why().en.is_empty()));
    }
}
