//! Risk pools through the desk: paid in, covering draws, claimed, recovered, to the fen.

use server::Opening;
use shared::api::{
    ClaimFromPool, ClaimFromPoolRequest, ContributeToPool, ContributeToPoolRequest, Draw, Empty,
    GetPool, GetPoolCover, GetPools, PoolReceipt, PoolView, ProblemCode, RecoverToPool,
    RecoverToPoolRequest, Repay, RepayAmount, RepayRequest,
};
use shared::catalogue::{OnUncovered, RiskPoolTerms};
use shared::ledger::Account;
use shared::money::Money;
use shared::risk_pool::{Contributor, PoolEvent};
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::journey::{draw_of, yuan};
use tests::line::InProcess;
use tests::officer::changed;
use tests::shop::Shop;
use tests::signer::Signer;

const POOL: &str = "micro-quick";

fn terms(uncovered: OnUncovered) -> RiskPoolTerms {
    RiskPoolTerms {
        coverage_percent: 80,
        leverage: 10,
        cap_per_borrower: yuan(50_000),
        breaker_percent: 50,
        claim_after_days: 60,
        uncovered,
        source: "test (未核实)".to_owned(),
    }
}

/// 小微快贷 with a pool behind it.
fn with_a_pool(uncovered: OnUncovered) -> impl FnOnce(&mut Opening) {
    move |opening| {
        opening.catalogue = changed(&opening.catalogue, |draft| {
            let product = draft.products.iter_mut().find(|product| product.id == POOL);
            product.expect("the product").risk_pool = Some(terms(uncovered));
        });
    }
}

async fn facility(shop: &Shop, mobile: &str) -> (Borrower<InProcess>, String) {
    let mut borrower = shop.borrower(mobile).await;
    let id = borrower.apply(&Person::enterprise(), 50_000).await;
    shop.work().await;
    let sheet = borrower.show_cost_sheet(&id).await;
    shop.pass(60);
    borrower.acknowledge(&id, &sheet).await;
    let facility = borrower.sign(&id, &Signer::seeded(1)).await;
    borrower.name_account(&facility).await;
    (borrower, facility)
}

async fn paid_in(officer: &mut Borrower<InProcess>, amount: i64) -> PoolReceipt {
    let request = ContributeToPoolRequest { by: Contributor::Government, amount: yuan(amount) };
    officer.ask::<ContributeToPool>(&[POOL], &request).await
}

async fn pool(officer: &mut Borrower<InProcess>) -> PoolView {
    officer.ask::<GetPool>(&[POOL], &Empty {}).await
}

fn claim(loan: &str, loss: Money) -> ClaimFromPoolRequest {
    ClaimFromPoolRequest { loan_id: loan.to_owned(), loss }
}

#[tokio::test]
async fn a_pool_covers_draws_within_its_leverage_and_says_which_it_does_not() {
    let shop = Shop::open_with(with_a_pool(OnUncovered::Lend)).await;
    let (mut borrower, facility) = facility(&shop, "13800138000").await;
    let mut officer = shop.officer().await;
    paid_in(&mut officer, 2_000).await;
    let cover = borrower.ask::<GetPoolCover>(&[&facility], &Empty {}).await;
    assert_eq!((cover.room, cover.loans.len()), (yuan(20_000), 0));
    let first = borrower.draw(&facility, 15_000).await.loan_id;
    let second = borrower.draw(&facility, 6_000).await.loan_id;
    let cover = borrower.ask::<GetPoolCover>(&[&facility], &Empty {}).await;
    assert_eq!(cover.room, yuan(5_000));
    let covered = |loan: &str| cover.loans.iter().find(|of| of.loan_id == loan).unwrap().covered;
    assert!(covered(&first) && !covered(&second), "what is not covered is said");
    let view = pool(&mut officer).await;
    assert_eq!((view.pool.covered, view.loans.len()), (yuan(15_000), 1));
    assert!(matches!(view.ledger[0].event, PoolEvent::Covered { .. }));
    assert!(view.ledger[0].officer.is_none());
}

#[tokio::test]
async fn where_the_terms_say_so_nothing_uncovered_is_drawn_and_the_limit_is_kept() {
    let shop = Shop::open_with(with_a_pool(OnUncovered::Refuse)).await;
    let (mut borrower, facility) = facility(&shop, "13800138000").await;
    let refused = borrower.refused::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
    assert_eq!((refused.status, refused.code), (409, ProblemCode::NotCovered));
    let mut officer = shop.officer().await;
    paid_in(&mut officer, 1_000).await;
    borrower.draw(&facility, 10_000).await;
    let refused = borrower.refused::<Draw>(&[&facility], &draw_of(yuan(1))).await;
    assert_eq!(refused.code, ProblemCode::NotCovered);
}

#[tokio::test]
async fn repaid_principal_and_a_refused_payout_free_what_was_covered() {
    let shop = Shop::open_with(with_a_pool(OnUncovered::Lend)).await;
    let (mut borrower, facility) = facility(&shop, "13800138000").await;
    let mut officer = shop.officer().await;
    paid_in(&mut officer, 10_000).await;
    let loan = borrower.draw(&facility, 20_000).await.loan_id;
    shop.work().await;
    let amount = RepayRequest { pay: RepayAmount::Amount(yuan(5_000)) };
    borrower.ask::<Repay>(&[&loan], &amount).await;
    assert_eq!(pool(&mut officer).await.pool.covered, yuan(15_000));
    shop.script("payment", server::simulator::Behaviour::Refuse(true), Some(1));
    borrower.draw(&facility, 30_000).await;
    assert_eq!(pool(&mut officer).await.pool.covered, yuan(45_000));
    shop.work().await;
    assert_eq!(pool(&mut officer).await.pool.covered, yuan(15_000));
}

#[tokio::test]
async fn an_overdue_loan_is_claimed_and_what_comes_back_goes_back_in_the_same_share() {
    let shop = Shop::open_with(with_a_pool(OnUncovered::Lend)).await;
    let (mut borrower, facility) = facility(&shop, "13800138000").await;
    let mut officer = shop.officer().await;
    paid_in(&mut officer, 100_000).await;
    let loan = borrower.draw(&facility, 40_000).await.loan_id;
    shop.work().await;
    let early = officer.refused::<ClaimFromPool>(&[POOL], &claim(&loan, yuan(40_000))).await;
    assert_eq!((early.status, early.code), (409, ProblemCode::PoolRefused));
    assert!(early.detail.contains("60"), "{}", early.detail);
    // Twelve months to run, then more than sixty days overdue.
    shop.pass(450 * 24 * 3600);
    officer.sign_in().await;
    borrower.sign_in().await;
    let view = pool(&mut officer).await;
    assert!(view.loans[0].claimable && view.loans[0].days_overdue > 60);
    let more = officer.refused::<ClaimFromPool>(&[POOL], &claim(&loan, yuan(40_001))).await;
    assert_eq!(more.code, ProblemCode::PoolRefused);
    let receipt = officer.ask::<ClaimFromPool>(&[POOL], &claim(&loan, yuan(40_000))).await;
    assert_eq!((receipt.moved, receipt.balance), (yuan(32_000), yuan(68_000)));
    let recovery = RecoverToPoolRequest { loan_id: loan.clone(), amount: yuan(10_000) };
    let receipt = officer.ask::<RecoverToPool>(&[POOL], &recovery).await;
    assert_eq!((receipt.moved, receipt.balance), (yuan(8_000), yuan(76_000)));
    borrower.ask::<Repay>(&[&loan], &RepayRequest { pay: RepayAmount::Everything }).await;
    let view = pool(&mut officer).await;
    assert_eq!(view.pool.balance, yuan(100_000), "everything came back");
    let books = shop.here.store.trial_balance(()).await.expect("a store");
    assert_eq!(books.iter().map(|of| of.amount_fen).sum::<i64>(), 0);
    let owed = books.iter().find(|of| of.account == Account::RiskPool).expect("the pool's account");
    assert_eq!(Money::from_fen(-owed.amount_fen), yuan(100_000), "the books owe what it holds");
    assert!(view.pool.covered.is_zero() && view.loans.is_empty());
    let claimed = &view.ledger[2];
    assert_eq!(claimed.officer.as_deref(), Some("8001 演示客户经理"));
    assert!(matches!(claimed.event, PoolEvent::Claimed { .. }), "{:?}", claimed.event);
}

#[tokio::test]
async fn claims_that_reach_the_breaker_stop_new_cover() {
    let shop = Shop::open_with(with_a_pool(OnUncovered::Refuse)).await;
    let (mut borrower, facility) = facility(&shop, "13800138000").await;
    let mut officer = shop.officer().await;
    paid_in(&mut officer, 20_000).await;
    let loan = borrower.draw(&facility, 40_000).await.loan_id;
    shop.work().await;
    shop.pass(450 * 24 * 3600);
    officer.sign_in().await;
    let receipt = officer.ask::<ClaimFromPool>(&[POOL], &claim(&loan, yuan(12_500))).await;
    assert!(receipt.broken, "10,000 of 20,000 are paid out");
    let pools = officer.ask::<GetPools>(&[], &Empty {}).await.pools;
    let row = pools.iter().find(|row| row.product_id == POOL).expect("the pool");
    assert!(row.broken && row.room.is_zero());
}

#[tokio::test]
async fn a_contribution_counts_once_and_nobody_pays_in_nothing() {
    let shop = Shop::open_with(with_a_pool(OnUncovered::Lend)).await;
    let mut officer = shop.officer().await;
    let request = ContributeToPoolRequest { by: Contributor::Bank, amount: yuan(10_000) };
    let asked = officer.asked_with_key::<ContributeToPool>("once", &[POOL], &request);
    for _ in 0..3 {
        let reply = tests::line::Line::send(&mut officer.line, asked.clone()).await;
        let receipt: PoolReceipt = reply.json();
        assert_eq!(receipt.balance, yuan(10_000));
    }
    let nothing = ContributeToPoolRequest { by: Contributor::Bank, amount: Money::ZERO };
    let refused = officer.refused::<ContributeToPool>(&[POOL], &nothing).await;
    assert_eq!((refused.status, refused.code), (409, ProblemCode::PoolRefused));
    let refused = officer.refused::<ContributeToPool>(&["cloud-tax"], &request).await;
    assert_eq!((refused.status, refused.code), (404, ProblemCode::NotFound));
    let strange = claim("00000000-0000-7000-8000-000000000000", yuan(1));
    let refused = officer.refused::<ClaimFromPool>(&[POOL], &strange).await;
    assert_eq!((refused.status, refused.code), (404, ProblemCode::NotFound));
    let mut borrower = shop.borrower("13800138000").await;
    let refused = borrower.refused::<ContributeToPool>(&[POOL], &request).await;
    assert_eq!((refused.status, refused.code), (403, ProblemCode::NotYourDuty));
}
