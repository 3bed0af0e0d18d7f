//! What each simulated party knows about whom.

use std::collections::BTreeMap;

use shared::facts::Metric;

use super::sketch::{Known, Sketch};
use super::{
    agriculture, bank, court, credit, customs, enterprise_credit, invoices, people, platform,
    registry, takings, tax, technology, valuation,
};
use crate::adapters::Party;

/// What `party` knows about a sound business; nothing for a party that knows no facts.
fn of_party(party: Party) -> Option<fn(Sketch) -> Known> {
    Some(match party {
        Party::Tax => tax::knows,
        Party::Registry => registry::knows,
        Party::Credit => credit::knows,
        Party::EnterpriseCredit => enterprise_credit::knows,
        Party::Invoices => invoices::knows,
        Party::Court => court::knows,
        Party::Customs => customs::knows,
        Party::Bank => bank::knows,
        Party::Takings => takings::knows,
        Party::Platform => platform::knows,
        Party::Valuation => valuation::knows,
        Party::Technology => technology::knows,
        Party::Agriculture => agriculture::knows,
        Party::Face | Party::Sms | Party::Payment | Party::Certification | Party::Timestamp => {
            return None;
        }
    })
}

/// What `party` says about `identity`, as metric keys and canonical texts; nothing where it says
/// nothing about anybody.
pub(super) fn said(party: Party, identity: &str) -> Option<BTreeMap<String, String>> {
    let mut known: BTreeMap<Metric, i64> =
        of_party(party)?(Sketch::of(identity)).into_iter().collect();
    for (metric, value) in people::found(identity).map_or(&[][..], |listed| listed.known) {
        match value {
            Some(value) if party.source() == Some(metric.verifier()) => {
                known.insert(*metric, *value);
            }
            Some(_) => {}
            None => {
                known.remove(metric);
            }
        }
    }
    let text =
        |(metric, value): (Metric, i64)| (metric.key().to_owned(), metric.unit().text(value));
    Some(known.into_iter().map(text).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_party_knows_every_fact_it_verifies_and_no_other() {
        let has_facts = |party: &&Party| party.asked_under().is_some() && **party != Party::Face;
        for party in Party::ALL.iter().filter(has_facts) {
            let known = of_party(*party).unwrap()(Sketch::of("anybody"));
            let mut known: Vec<Metric> = known.into_iter().map(|(metric, _)| metric).collect();
            known.sort_unstable();
            let all = Metric::ALL.iter().copied();
            let own: Vec<Metric> =
                all.filter(|metric| party.source() == Some(metric.verifier())).collect();
            assert_eq!(known, own, "{party}");
        }
    }

    #[test]
    fn the_same_identity_is_always_told_the_same_and_another_something_else() {
        let once = said(Party::Tax, "91330100799655058B").unwrap();
        assert_eq!(Some(&once), said(Party::Tax, "91330100799655058B").as_ref());
        assert_ne!(Some(&once), said(Party::Tax, "9144030071526726XG").as_ref());
        assert!(once.contains_key("tax_grade"));
        assert_eq!(said(Party::Sms, "13800138000"), None);
    }

    #[test]
    fn what_is_listed_goes_before_what_is_made_up() {
        let owes = said(Party::Tax, "91510500MA6PH0004N").unwrap();
        assert_eq!(owes["tax_arrears"], "12600.00");
        let unfiled = said(Party::Tax, "91510500MA6PH0003K").unwrap();
        assert!(!unfiled.contains_key("annual_sales"));
    }
}
