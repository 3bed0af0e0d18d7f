//! What a draw would cost, and what stands against drawing.

use shared::api::{
    Draw, Empty, FacilityStatus, FreezeFacility, FreezeRequest, GetFacility, PreviewDraw,
    PreviewDrawQuery, ProblemCode, Repay, RepayAmount, RepayRequest, UnfreezeFacility,
};
use shared::catalogue::{Catalogue, PayoutDays};
use shared::money::Money;
use shared::schedule::RepaymentMethod;
use shared::timestamp::Timestamp;
use tests::identity::Person;
use tests::journey::{draw_of, yuan};
use tests::shop::Shop;

fn query(amount: i64) -> PreviewDrawQuery {
    let method = RepaymentMethod::AnyTime;
    PreviewDrawQuery { amount: yuan(amount), term_months: 12, method }
}

#[tokio::test]
async fn what_a_draw_previews_is_what_the_loan_then_is() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    let preview = borrower.ask::<PreviewDraw>(&[&facility], &query(10_000)).await;
    assert_eq!(preview.against, []);
    assert!(preview.cost.is_positive() && preview.annualised_irr.is_some());
    let drawn = borrower.ask::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
    assert_eq!(drawn.schedule, preview.schedule);
    assert_eq!(drawn.annual_rate, preview.annual_rate);
    assert_eq!(drawn.interest_per_day, preview.interest_per_day);
    assert_eq!(drawn.available, Some(preview.available_after));
}

#[tokio::test]
async fn what_stands_against_a_draw_is_said_beforehand_all_at_once() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.signed(&Person::enterprise()).await;
    let freeze = FreezeRequest { reason: "丢了手机".to_owned() };
    borrower.ask::<FreezeFacility>(&[&facility], &freeze).await;
    let preview = borrower.ask::<PreviewDraw>(&[&facility], &query(9_000_000)).await;
    let codes: Vec<&str> = preview.against.iter().map(|reason| reason.code.as_str()).collect();
    assert_eq!(codes, ["facility_frozen", "account_missing", "above_available"]);
    let mut nothing = query(0);
    let problem = borrower.refused::<PreviewDraw>(&[&facility], &nothing).await;
    assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
    nothing.term_months = 7;
    let problem = borrower.refused::<PreviewDraw>(&[&facility], &nothing).await;
    assert_eq!(problem.status, 422);
}

#[tokio::test]
async fn a_frozen_facility_is_not_drawn_on_until_its_owner_lifts_the_freeze() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    let freeze = FreezeRequest { reason: "丢了手机".to_owned() };
    let frozen = borrower.ask::<FreezeFacility>(&[&facility], &freeze).await;
    assert_eq!(frozen.status, FacilityStatus::Frozen);
    borrower.ask::<FreezeFacility>(&[&facility], &freeze).await;
    let problem = borrower.refused::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::FacilityFrozen));
    let view = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    assert_eq!((view.loans.len(), view.available), (0, view.limit), "nothing has changed");
    let lifted = borrower.ask::<UnfreezeFacility>(&[&facility], &Empty {}).await;
    assert_eq!(lifted.status, FacilityStatus::Active);
    borrower.ask::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
    let yesterday = shop.here.today().pred_opt().expect("a day");
    let before = borrower.try_asking_as_of::<GetFacility>(&[&facility], yesterday).await;
    assert_eq!(before.problem().status, 422, "there was no facility yesterday");
}

#[tokio::test]
async fn one_second_after_its_last_day_nothing_can_be_drawn() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    let last_day = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.expires_on;
    let midnight = Timestamp::start_of_day_in_china(last_day).plus_days(1);
    shop.pass(midnight.seconds_since(shop.here.now()) - 1);
    borrower.sign_in().await;
    let loan = borrower.draw(&facility, 10_000).await.loan_id;
    shop.work().await;
    shop.pass(1);
    let problem = borrower.refused::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::FacilityExpired));
    let preview = borrower.ask::<PreviewDraw>(&[&facility], &query(10_000)).await;
    let codes: Vec<&str> = preview.against.iter().map(|reason| reason.code.as_str()).collect();
    assert_eq!(
        (codes.as_slice(), preview.available_after),
        (&["facility_expired"][..], Money::ZERO)
    );
    let view = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    assert_eq!(view.status, FacilityStatus::Expired);
    assert_eq!((view.drawn, view.available), (yuan(10_000), Money::ZERO));
    let everything = RepayRequest { pay: RepayAmount::Everything };
    let repaid = borrower.ask::<Repay>(&[&loan], &everything).await;
    assert_eq!(repaid.available, None, "what is repaid now does not come back");
    let view = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    assert_eq!((view.drawn, view.available), (Money::ZERO, Money::ZERO));
    let last = borrower.ask_as_of::<GetFacility>(&[&facility], last_day).await;
    assert_eq!(last.available.checked_add(yuan(10_000)), Some(last.limit), "as it was that day");
}

/// Every product pays out on the days banks work.
fn on_business_days(sample: &Catalogue) -> Catalogue {
    let mut draft = sample.document().clone();
    for product in &mut draft.products {
        if let Some(rules) = &mut product.servicing {
            rules.payout = PayoutDays::BusinessDays;
        }
    }
    Catalogue::try_from(draft).expect("a sound catalogue")
}

#[tokio::test]
async fn a_product_that_pays_out_on_working_days_is_not_drawn_on_in_a_holiday() {
    let eve = Shop::morning_of(shared::date_text::parse("2026-09-30").expect("a date"));
    let shop =
        Shop::open_at(eve, |opening| opening.catalogue = on_business_days(&opening.catalogue))
            .await;
    let (mut borrower, facility) = shop.ready().await;
    // To Thursday 1 October, the first day of the National Day holiday.
    shop.pass(24 * 3600);
    borrower.sign_in().await;
    let problem = borrower.refused::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::BankHoliday));
    assert!(problem.detail.contains("2026-10-08"), "{}", problem.detail);
    let view = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    assert_eq!((view.loans.len(), view.available), (0, view.limit), "nothing has changed");
    // To Saturday the 10th, on which banks work in return.
    shop.pass(9 * 24 * 3600);
    borrower.sign_in().await;
    borrower.ask::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
}

#[tokio::test]
async fn a_product_that_pays_out_on_working_days_is_not_drawn_on_at_the_weekend() {
    let shop =
        Shop::open_with(|opening| opening.catalogue = on_business_days(&opening.catalogue)).await;
    let (mut borrower, facility) = shop.ready().await;
    // From Monday 23 November to Saturday the 28th.
    shop.pass(5 * 24 * 3600);
    borrower.sign_in().await;
    let problem = borrower.refused::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::BankHoliday));
    assert!(problem.detail.contains("2026-11-30"), "{}", problem.detail);
    shop.pass(2 * 24 * 3600);
    borrower.sign_in().await;
    borrower.ask::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
}
