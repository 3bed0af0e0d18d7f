//! What a product needs and its party does not know refers the case to a person, whoever the party is.

use super::{applied, codes, word};
use server::adapters::Party;
use tests::identity::Person;
use tests::shop::Shop;

/// For each party: a product that asks it, and a fact of its that the product needs.
const NEEDED: [(Party, &str, &str); 11] = [
    (Party::Tax, "micro-quick", "annual_sales"),
    (Party::Registry, "micro-quick", "registry_active"),
    (Party::Credit, "micro-quick", "current_overdue"),
    (Party::EnterpriseCredit, "tax-e", "enterprise_overdue"),
    (Party::Invoices, "invoice-e", "invoiced_sales_12_months"),
    (Party::Court, "tax-gold", "judgment_debtor"),
    (Party::Bank, "enterprise-joy", "bank_inflow_12_months"),
    (Party::Platform, "chain-order", "confirmed_orders"),
    (Party::Valuation, "property-quick", "property_value"),
    (Party::Technology, "value-tech", "research_percent"),
    (Party::Agriculture, "farmer-quick", "farm_scale"),
];

/// Parties that no rule of the sample catalogue rests on: customs nobody asks, takings are only held
/// against the bank's figures, and a face says who signs.
const RESTED_ON_BY_NONE: [Party; 3] = [Party::Customs, Party::Takings, Party::Face];

#[tokio::test]
async fn a_fact_the_party_does_not_have_refers_and_never_approves() {
    for (party, product_id, metric) in NEEDED {
        let shop = Shop::open().await;
        shop.script_fact(party.key(), metric, None);
        let person =
            if party == Party::Agriculture { Person::farmer() } else { Person::enterprise() };
        let person = Person { product_id, ..person };
        let decision = applied(&shop, &person).await.decision.expect("a decision");
        assert_eq!(word(&decision.answer), "refer", "{party}");
        assert!(
            codes(&decision.reasons).contains(&"missing_fact"),
            "{party}: {:?}",
            decision.reasons
        );
    }
}

#[test]
fn no_party_that_knows_facts_is_forgotten_here() {
    let facts = Party::ALL.iter().filter(|party| party.asked_under().is_some());
    for party in facts {
        let is_here = NEEDED.iter().any(|(needed, ..)| needed == party);
        assert!(is_here || RESTED_ON_BY_NONE.contains(party), "{party}");
    }
}

#[tokio::test]
async fn a_visit_is_no_party_to_ask_and_its_facts_refer_until_a_person_has_been_there() {
    let shop = Shop::open().await;
    let person = Person { product_id: "blend-e", ..Person::enterprise() };
    let view = applied(&shop, &person).await;
    let decision = view.decision.expect("a decision");
    assert_eq!(word(&decision.answer), "refer");
    assert!(decision.reasons.iter().any(|reason| reason.text.en.contains("visited")));
}
