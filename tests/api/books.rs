//! The bank's own books: every movement posted, and every difference with the rail's file named.

use server::command_line::position;
use server::jobs::close_day;
use server::simulator::{Behaviour, FileChanges, RailOrder};
use server::store::acts::{FindLoan, FindPosition};
use shared::api::{Empty, GetInterestBook, Repay, RepayAmount, RepayRequest};
use shared::calendar::Calendar;
use shared::ledger::{Account, Position};
use shared::loan::{LoanBook, LoanEvent};
use shared::money::Money;
use shared::reconciliation::Difference;
use shared::schedule::RepaymentMethod;
use std::collections::BTreeMap;
use tests::journey::yuan;
use tests::lent::Lent;
use tests::shop::Shop;

/// What the books say of a loan, and what its events come to.
async fn both(shop: &Shop, lent: &mut Lent) -> (Position, Position) {
    let owner = shop.here.store.owner_of_loan(lent.loan.clone()).await.expect("the store answers");
    let borrower = owner.expect("somebody's loan");
    let find = FindPosition { borrower: borrower.clone(), loan: lent.loan.clone() };
    let posted = shop.here.store.position_of(find).await.expect("the store answers");
    let posted = posted.iter().map(|b| (b.account, Money::from_fen(b.amount_fen))).collect();
    let find = FindLoan { borrower, loan: lent.loan.clone() };
    let stored = shop.here.store.find_loan(find).await.expect("the store answers");
    let events: Vec<LoanEvent> =
        stored.expect("a loan").events.iter().map(|e| e.read("event").expect("one")).collect();
    let last = events.iter().map(|event| event.on).max().expect("a draw");
    let book = LoanBook::rebuild(&events, last, &Calendar::china()).expect("a book");
    (posted, Position::of(&book).expect("a position"))
}

#[tokio::test]
async fn what_was_posted_is_what_the_events_come_to() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::LevelInstalment).await;
    let (posted, rebuilt) = both(&shop, &mut lent).await;
    assert_eq!(posted, rebuilt);
    assert_eq!(posted.of_account(Account::LoanPrincipal), yuan(10_000));
    shop.live(12, &mut lent).await;
    let loan = lent.loan.clone();
    let pay = RepayRequest { pay: RepayAmount::Amount(yuan(3_000)) };
    lent.borrower.ask::<Repay>(&[&loan], &pay).await;
    shop.live(60, &mut lent).await;
    let (posted, rebuilt) = both(&shop, &mut lent).await;
    assert_eq!(posted, rebuilt);
    assert_eq!(posted.sum(), Some(Money::ZERO));
    assert!(posted.of_account(Account::InterestIncome).is_negative(), "income is a credit");
    let book = lent.borrower.ask::<GetInterestBook>(&[&loan], &Empty {}).await;
    assert_eq!(posted.of_account(Account::LoanPrincipal), book.payoff.principal);
    close_day::check_books(&shop.here).await.expect("the books balance");
}

#[tokio::test]
async fn the_position_of_all_loans_is_told_as_of_any_day() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    let first = shop.here.today();
    shop.live(3, &mut lent).await;
    lent.draw(&shop, 20_000, 12, RepaymentMethod::AnyTime).await;
    let told = async |day| position(&shop.here.store, day).await.expect("a position");
    let now = told(shop.here.today()).await;
    assert_eq!((now.loans(), now.principal()), (2, yuan(30_000)));
    let interest = lent.view().await.interest;
    assert_eq!(now.position.of_account(Account::InterestReceivable), interest);
    assert_eq!(now.position.sum(), Some(Money::ZERO));
    let then = told(first).await;
    assert_eq!((then.loans(), then.principal()), (1, yuan(10_000)));
    let before = first.pred_opt().expect("a day");
    assert_eq!(told(before).await.loans(), 0);
}

#[tokio::test]
async fn a_day_that_agrees_with_the_rail_s_file_has_no_difference() {
    let shop = Shop::open().await;
    let lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    let today = shop.here.today();
    let differences = close_day::reconciled(&shop.here, today).await.expect("the rail answers");
    assert_eq!((differences, lent.loan.is_empty()), (Vec::new(), false));
}

#[tokio::test]
async fn every_difference_with_the_rail_s_file_is_listed_and_kept() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    for amount in [20_000, 5_000, 6_000] {
        lent.draw(&shop, amount, 12, RepaymentMethod::AnyTime).await;
    }
    let orders = shop.outside().orders();
    let stray = RailOrder { order: "stray".to_owned(), ..orders[0].clone() };
    let changes = FileChanges {
        omit: vec![orders[0].order.clone()],
        amounts: BTreeMap::from([(orders[1].order.clone(), "1.00".to_owned())]),
        twice: vec![orders[2].order.clone()],
        add: vec![stray],
    };
    shop.script("payment_file", Behaviour::File(changes), Some(1));
    let today = shop.here.today();
    let found = close_day::reconciled(&shop.here, today).await.expect("the rail answers");
    assert_eq!(found.len(), 4, "{found:?}");
    let count = |kind: fn(&Difference) -> bool| found.iter().filter(|d| kind(d)).count();
    assert_eq!(count(|d| matches!(d, Difference::OnlyOurs(_))), 1);
    assert_eq!(count(|d| matches!(d, Difference::OnlyTheirs(m) if m.order == "stray")), 1);
    assert_eq!(count(|d| matches!(d, Difference::Differs { .. })), 1);
    assert_eq!(count(|d| matches!(d, Difference::Repeated { ours: 1, theirs: 2, .. })), 1);
    let kept = shop.here.store.reconciliation(today).await.expect("the store answers");
    let kept: Vec<Difference> = kept.expect("kept").read("differences").expect("differences");
    assert_eq!(kept, found);
    let again = close_day::reconciled(&shop.here, today).await.expect("the rail answers");
    assert_eq!(again, [], "once the rail has put its file right");
}
