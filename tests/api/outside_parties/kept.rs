//! What was answered once is used again while it is fresh and its authorisation lives.

use super::word;
use server::adapters::Party;
use shared::api::{Empty, WithdrawConsent};
use shared::application::StageName;
use tests::borrower::Borrower;
use tests::identity::{CLEAN_PERSON, Person};
use tests::line::InProcess;
use tests::shop::Shop;

const DAY: u64 = 24 * 60 * 60;

/// Applies and is approved.
async fn approved(shop: &Shop, borrower: &mut Borrower<InProcess>, person: &Person) -> String {
    let id = borrower.apply(person, 100_000).await;
    shop.work().await;
    assert_eq!(borrower.application(&id).await.stage, StageName::Approved);
    id
}

fn times(shop: &Shop, party: Party) -> u64 {
    let uscc = Person::enterprise().identity.uscc.expect("a code");
    let identity = if party == Party::Credit { CLEAN_PERSON } else { &uscc };
    shop.outside().times_asked(party, identity)
}

#[tokio::test]
async fn a_second_application_asks_nobody_for_what_is_still_fresh() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    approved(&shop, &mut borrower, &Person::enterprise()).await;
    shop.pass(20 * DAY);
    borrower.sign_in().await;
    let id = approved(&shop, &mut borrower, &Person::enterprise()).await;
    for party in [Party::Tax, Party::Registry, Party::Credit] {
        assert_eq!(times(&shop, party), 1, "{party}");
    }
    let decision = borrower.application(&id).await.decision.expect("a decision");
    let datum = decision.facts.datum(shared::facts::Metric::AnnualSales).expect("sales");
    assert_eq!(datum.as_of.to_string(), "2026-11-23", "of the day it was fetched");
}

#[tokio::test]
async fn what_is_too_old_for_its_source_or_whose_authorisation_has_lapsed_is_asked_for_again() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    approved(&shop, &mut borrower, &Person::enterprise()).await;
    // The authorisations of the first application ended a day ago, though tax is fresh for 90 days.
    shop.pass(31 * DAY);
    borrower.sign_in().await;
    approved(&shop, &mut borrower, &Person::enterprise()).await;
    for party in [Party::Tax, Party::Registry, Party::Credit] {
        assert_eq!(times(&shop, party), 2, "{party}");
    }
}

#[tokio::test]
async fn what_was_answered_under_a_withdrawn_authorisation_serves_no_other_application() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let first = approved(&shop, &mut borrower, &Person::enterprise()).await;
    borrower.ask::<WithdrawConsent>(&[&first, "tax_query"], &Empty {}).await;
    approved(&shop, &mut borrower, &Person::enterprise()).await;
    assert_eq!((times(&shop, Party::Tax), times(&shop, Party::Registry)), (2, 1));
}

#[tokio::test]
async fn what_is_known_of_one_business_or_borrower_is_not_used_for_another() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    approved(&shop, &mut borrower, &Person::enterprise()).await;
    let smaller = Person::enterprise_with("91510500MA6PH0002G");
    let id = borrower.apply(&smaller, 300_000).await;
    shop.work().await;
    let decision = borrower.application(&id).await.decision.expect("a decision");
    assert_eq!(word(&decision.answer), "counter_offer");
    assert_eq!(shop.outside().times_asked(Party::Tax, "91510500MA6PH0002G"), 1);
    assert_eq!(times(&shop, Party::Credit), 1, "the same person signs");

    let mut partner = shop.borrower("13800138001").await;
    approved(&shop, &mut partner, &Person::enterprise()).await;
    assert_eq!((times(&shop, Party::Tax), times(&shop, Party::Credit)), (2, 2));
}

#[tokio::test]
async fn the_enterprise_and_its_owner_are_asked_about_each_under_an_authorisation_of_its_own() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person { product_id: "tax-e", ..Person::enterprise() };
    approved(&shop, &mut borrower, &person).await;
    assert_eq!((times(&shop, Party::EnterpriseCredit), times(&shop, Party::Credit)), (1, 1));

    // Without the enterprise's own authorisation its report is not asked for, and a person decides.
    let id = borrower.apply(&person, 100_000).await;
    let mut other = shop.borrower("13800138001").await;
    let id_of_other = other.apply(&person, 100_000).await;
    other.ask::<WithdrawConsent>(&[&id_of_other, "enterprise_credit_report"], &Empty {}).await;
    shop.work().await;
    assert_eq!(other.application(&id_of_other).await.stage, StageName::Referred);
    assert_eq!(borrower.application(&id).await.stage, StageName::Approved);
    assert_eq!((times(&shop, Party::EnterpriseCredit), times(&shop, Party::Credit)), (1, 2));
}
