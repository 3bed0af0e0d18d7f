//! A server whose machine's clock has been set back: nothing is booked on a day that is over.

use chrono::NaiveDate;
use server::jobs::close_day;
use server::keys::Opener;
use shared::api::{
    Draw, Empty, GetFacility, GetLoan, PreviewRepayment, PreviewRepaymentQuery, Repay, RepayAmount,
    RepayRequest,
};
use shared::schedule::RepaymentMethod;
use tests::folder::Folder;
use tests::journey::{draw_of, yuan};
use tests::lent::Lent;
use tests::shop::Shop;

/// Lends on a Monday, lives to Thursday, each day closed, and starts again with the clock back at the Monday.
async fn set_back(folder: &Folder) -> (Shop, Lent, NaiveDate) {
    let shop = Shop::open_in(folder.path(), &Opener::Nothing, Shop::morning()).await;
    close_day::order_today(&shop.here).await.expect("the closing is ordered");
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    shop.live(3, &mut lent).await;
    let today = shop.here.today();
    drop(shop);
    let shop = Shop::open_in(folder.path(), &Opener::Nothing, Shop::morning()).await;
    lent.borrower.line = shop.line.clone();
    (shop, lent, today)
}

#[tokio::test]
async fn the_bank_s_day_stays_after_the_last_one_closed() {
    let folder = Folder::new("clock");
    let (shop, mut lent, today) = set_back(&folder).await;
    assert_eq!(shop.here.today(), today);
    let facility = lent.borrower.ask::<GetFacility>(&[&lent.facility], &Empty {}).await;
    assert_eq!(facility.today, today);
}

#[tokio::test]
async fn money_moves_on_the_day_the_books_are_at_and_the_payoff_is_what_it_was() {
    let folder = Folder::new("clock");
    let (shop, mut lent, today) = set_back(&folder).await;
    let loan = lent.loan.clone();
    let view = lent.borrower.ask::<GetLoan>(&[&loan], &Empty {}).await;
    assert!(view.interest.is_positive(), "three days of it");
    let past = PreviewRepaymentQuery { amount: None, on: today.pred_opt() };
    assert_eq!(lent.borrower.refused::<PreviewRepayment>(&[&loan], &past).await.status, 422);
    let pay = RepayRequest { pay: RepayAmount::Amount(yuan(1_000)) };
    let paid = lent.borrower.ask::<Repay>(&[&loan], &pay).await;
    assert_eq!(paid.movements[0].on, today);
    let drawn = lent.borrower.ask::<Draw>(&[&lent.facility], &draw_of(yuan(1_000))).await;
    assert_eq!(drawn.schedule.drawn_on, today);
    close_day::check_books(&shop.here).await.expect("the books balance");
}
