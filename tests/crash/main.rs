//! The server killed between any two steps, and inside each, resumes: nothing doubled, nothing lost.

mod fragile;
mod loaded;

use fragile::{Fragile, Moment, Tries};
use shared::api::{
    Empty, GetEvidence, GetFacility, GetLoan, GetOverview, LoanStatusView, LoanView, Repay,
    RepayAmount, RepayRequest,
};
use shared::application::StageName;
use shared::evidence;
use shared::money::Money;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::journey::yuan;
use tests::signer::Signer;

const MOBILE: &str = "13800138000";

/// From a quote to a repaid loan, the server killed at every command.
async fn walk(moment: Moment) -> Fragile {
    let mut borrower = Borrower::new(Fragile::open().await, MOBILE);
    let code = borrower.receive_code().await;
    borrower.line.moment = Some(moment);
    borrower.sign_in_with(&code).await;
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    wait_for_decision(&mut borrower, &id).await;

    let sheet = borrower.show_cost_sheet(&id).await;
    borrower.acknowledge(&id, &sheet).await;
    let facility = borrower.sign(&id, &Signer::seeded(1)).await;
    borrower.name_account(&facility).await;
    let limit = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.available;

    let loan = borrower.draw(&facility, 100_000).await.loan_id;
    wait_for_money(&mut borrower, &loan).await;
    borrower.line.restart().await;
    let drawn = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    assert_eq!(drawn.loans.len(), 1, "drawn once");
    assert_eq!(drawn.available.checked_add(yuan(100_000)), Some(limit));

    let part = RepayRequest { pay: RepayAmount::Amount(yuan(30_000)) };
    borrower.ask::<Repay>(&[&loan], &part).await;
    wait_for(&mut borrower, &loan, |loan| loan.principal < yuan(100_000)).await;
    let everything = RepayRequest { pay: RepayAmount::Everything };
    borrower.ask::<Repay>(&[&loan], &everything).await;
    let is_settled = |loan: &LoanView| matches!(loan.status, LoanStatusView::Settled { .. });
    let settled = wait_for(&mut borrower, &loan, is_settled).await;

    nothing_is_doubled_or_lost(&mut borrower, &id, &facility, &settled, limit).await;
    borrower.line
}

async fn nothing_is_doubled_or_lost(
    borrower: &mut Borrower<Fragile>,
    id: &str,
    facility: &str,
    settled: &LoanView,
    limit: Money,
) {
    let movements = settled.movements.len();
    assert_eq!(movements, 3, "one draw and two payments: {:?}", settled.movements);
    let after = borrower.ask::<GetFacility>(&[facility], &Empty {}).await;
    assert_eq!(after.available, limit);
    let overview = borrower.ask::<GetOverview>(&[], &Empty {}).await;
    assert_eq!((overview.applications.len(), overview.facilities.len()), (1, 1));
    assert_eq!(overview.applications[0].stage, StageName::Signed);

    let chain = borrower.ask::<GetEvidence>(&[id], &Empty {}).await.events;
    evidence::verify(&chain).expect("an unbroken chain");
    let count = |kind: &str| chain.iter().filter(|event| event.body.get(kind).is_some()).count();
    assert_eq!((count("consent_given"), count("decided")), (3, 1));
    assert_eq!((count("contract_signed"), count("drawn"), count("paid")), (1, 1, 2));
    assert_eq!(count("timestamped"), 1);
}

async fn wait_for_decision(borrower: &mut Borrower<Fragile>, id: &str) {
    let mut tries = Tries::of_a_minute();
    loop {
        let view = borrower.application(id).await;
        if view.stage != StageName::Submitted {
            assert_eq!(view.stage, StageName::Approved);
            return;
        }
        tries.next().await;
    }
}

async fn wait_for_money(borrower: &mut Borrower<Fragile>, loan: &str) {
    wait_for(borrower, loan, |loan| loan.status == LoanStatusView::Performing).await;
}

async fn wait_for(
    borrower: &mut Borrower<Fragile>,
    loan: &str,
    holds: impl Fn(&LoanView) -> bool,
) -> LoanView {
    let mut tries = Tries::of_a_minute();
    loop {
        let view = borrower.ask::<GetLoan>(&[loan], &Empty {}).await;
        if holds(&view) {
            return view;
        }
        tries.next().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_every_answer_the_server_repeats_it_and_goes_on() {
    let shop = walk(Moment::AfterTheAnswer).await;
    assert!(shop.kills >= 15, "{} kills", shop.kills);
    assert!(shop.repeated >= 10, "{} answers repeated", shop.repeated);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_inside_every_command_the_server_carries_it_out_once() {
    let shop = walk(Moment::InsideTheCommand).await;
    assert!(shop.kills >= 15, "{} kills", shop.kills);
}
