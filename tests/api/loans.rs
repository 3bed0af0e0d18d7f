//! Facilities and loans: drawing to the last yuan, repaying on any day.

use server::simulator::Behaviour;
use shared::api::{
    Draw, Empty, GetFacility, GetLoan, LoanStatusView, ProblemCode, Repay, RepayAmount,
    RepayRequest, SetAccount, SetAccountRequest,
};
use shared::money::Money;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::journey::{draw_of, draw_under, yuan};
use tests::line::InProcess;
use tests::shop::Shop;

async fn available(borrower: &mut Borrower<InProcess>, facility: &str) -> Money {
    borrower.ask::<GetFacility>(&[facility], &Empty {}).await.available
}

#[tokio::test]
async fn money_needs_an_account_to_go_to() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.signed(&Person::enterprise()).await;
    let problem = borrower.refused::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::AccountMissing));
    for number in ["", "123", "6217🙂0154001234", "six two one seven"] {
        let request = SetAccountRequest { number: number.to_owned() };
        let problem = borrower.refused::<SetAccount>(&[&facility], &request).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields), "{number}");
        assert_eq!(problem.fields[0].field, "number");
    }
    let spaced = SetAccountRequest { number: "６２１７ 0015 4001 2345 672".to_owned() };
    let view = borrower.ask::<SetAccount>(&[&facility], &spaced).await;
    let account = view.account.expect("an account");
    assert!(!account.unusual_number);
    assert!(account.number_masked.ends_with("5672") && account.number_masked.contains('*'));
}

#[tokio::test]
async fn a_number_that_fails_the_usual_check_is_questioned_and_not_refused() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.signed(&Person::enterprise()).await;
    let request = SetAccountRequest { number: "6217001540012345678".to_owned() };
    let view = borrower.ask::<SetAccount>(&[&facility], &request).await;
    assert!(view.account.expect("an account").unusual_number);
}

#[tokio::test]
async fn sixty_four_repetitions_of_one_draw_make_one_loan() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    let limit = available(&mut borrower, &facility).await;
    let mut at_once = Vec::new();
    for _ in 0..64 {
        let mut borrower = borrower.clone();
        let asked = borrower.asked_with_key::<Draw>("key", &[&facility], &draw_of(yuan(10_000)));
        at_once.push(tokio::spawn(async move {
            tests::line::Line::send(&mut borrower.line, asked).await
        }));
    }
    for answer in at_once {
        let reply = answer.await.expect("an answer");
        assert!(reply.is_success(), "{}", reply.text());
    }
    shop.work().await;
    let view = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    assert_eq!(view.loans.len(), 1);
    assert_eq!(view.available.checked_add(yuan(10_000)), Some(limit));
    assert_eq!(shop.outside().orders().len(), 1);
}

#[tokio::test]
async fn what_is_drawn_arrives_and_what_is_repaid_can_be_drawn_again() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    let limit = available(&mut borrower, &facility).await;
    let loan = borrower.draw(&facility, 10_000).await;
    assert_eq!(loan.status, LoanStatusView::Disbursing);
    assert_eq!(loan.available, limit.checked_sub(yuan(10_000)));
    shop.work().await;
    let loan = borrower.ask::<GetLoan>(&[&loan.loan_id], &Empty {}).await;
    assert_eq!(loan.status, LoanStatusView::Performing);
    assert!(loan.arrived_at.is_some() && loan.simulated);

    shop.pass(10 * 24 * 3600);
    borrower.sign_in().await;
    let later = borrower.ask::<GetLoan>(&[&loan.loan_id], &Empty {}).await;
    assert!(later.interest.is_positive());
    assert_eq!(later.payoff, later.principal.checked_add(later.interest).expect("money"));
    let pay = RepayRequest { pay: RepayAmount::Everything };
    borrower.ask::<Repay>(&[&loan.loan_id], &pay).await;
    shop.work().await;
    let settled = borrower.ask::<GetLoan>(&[&loan.loan_id], &Empty {}).await;
    assert!(matches!(settled.status, LoanStatusView::Settled { .. }), "{:?}", settled.status);
    assert_eq!(available(&mut borrower, &facility).await, limit);
    let paid = settled.movements.first().expect("a payment").amount;
    assert_eq!(paid.checked_neg(), Some(later.payoff), "what was quoted is what was booked");
}

#[tokio::test]
async fn any_amount_repaid_goes_to_interest_then_principal() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    let loan = borrower.draw(&facility, 10_000).await.loan_id;
    shop.work().await;
    shop.pass(10 * 24 * 3600);
    borrower.sign_in().await;
    let before = borrower.ask::<GetLoan>(&[&loan], &Empty {}).await;
    let pay = RepayRequest { pay: RepayAmount::Amount(yuan(3_000)) };
    borrower.ask::<Repay>(&[&loan], &pay).await;
    shop.work().await;
    let after = borrower.ask::<GetLoan>(&[&loan], &Empty {}).await;
    let payment = after.movements.first().expect("a payment");
    assert_eq!(payment.interest, before.interest);
    assert_eq!(payment.principal.checked_add(payment.interest), Some(yuan(3_000)));
    assert_eq!(after.principal.checked_add(payment.principal), Some(before.principal));
    assert_eq!(after.interest, Money::ZERO);
}

#[tokio::test]
async fn two_devices_drawing_the_last_yuan_at_once_get_it_once() {
    let shop = Shop::open().await;
    let (borrower, facility) = shop.ready().await;
    let limit = available(&mut borrower.clone(), &facility).await;
    let mut devices = Vec::new();
    for device in 0..8 {
        let (mut borrower, facility) = (borrower.clone(), facility.clone());
        devices.push(tokio::spawn(async move {
            let key = format!("device-{device}");
            let asked = borrower.asked_with_key::<Draw>(&key, &[&facility], &draw_of(limit));
            tests::line::Line::send(&mut borrower.line, asked).await
        }));
    }
    let mut drawn = 0;
    for device in devices {
        let reply = device.await.expect("an answer");
        if reply.is_success() {
            drawn += 1;
        } else {
            let problem = reply.problem();
            assert_eq!((problem.status, problem.code), (409, ProblemCode::AboveAvailable));
        }
    }
    assert_eq!(drawn, 1);
    assert_eq!(available(&mut borrower.clone(), &facility).await, Money::ZERO);
}

#[tokio::test]
async fn more_than_is_left_and_less_than_anything_cannot_be_drawn() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    let above = available(&mut borrower, &facility).await.checked_add(Money::from_fen(1));
    let above = draw_of(above.expect("money"));
    let problem = borrower.refused::<Draw>(&[&facility], &above).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::AboveAvailable));
    for amount in [Money::ZERO, Money::from_fen(-1)] {
        let problem = borrower.refused::<Draw>(&[&facility], &draw_of(amount)).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields), "{amount}");
    }
    let mut never = draw_of(yuan(10_000));
    never.term_months = 7;
    let mut nowhere = draw_of(yuan(10_000));
    nowhere.purpose = 99;
    for request in [never, nowhere] {
        let problem = borrower.refused::<Draw>(&[&facility], &request).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
    }
}

#[tokio::test]
async fn more_than_is_owed_cannot_be_repaid_and_a_settled_loan_needs_nothing() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    let loan = borrower.draw(&facility, 10_000).await.loan_id;
    shop.work().await;
    let pay = |amount: Money| RepayRequest { pay: RepayAmount::Amount(amount) };
    let problem = borrower.refused::<Repay>(&[&loan], &pay(yuan(10_001))).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::AboveOwed));
    for amount in [Money::ZERO, Money::from_fen(-100)] {
        let problem = borrower.refused::<Repay>(&[&loan], &pay(amount)).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
    }
    let everything = RepayRequest { pay: RepayAmount::Everything };
    borrower.ask::<Repay>(&[&loan], &everything).await;
    shop.work().await;
    let problem = borrower.refused::<Repay>(&[&loan], &everything).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::LoanSettled));
}

#[tokio::test]
async fn a_payout_the_rail_refuses_gives_the_limit_back_and_never_reads_as_settled() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    let limit = available(&mut borrower, &facility).await;
    shop.script("payment", Behaviour::Refuse(true), Some(1));
    let loan = borrower.draw(&facility, 10_000).await.loan_id;
    shop.work().await;
    assert_eq!(available(&mut borrower, &facility).await, limit);

    let on = shop.here.today();
    let refused = LoanStatusView::PayoutRefused { on };
    let view = borrower.ask::<GetLoan>(&[&loan], &Empty {}).await;
    assert_eq!((&view.status, view.arrived_at), (&refused, None), "never settled: never paid out");
    assert_eq!((view.payoff, view.available), (Money::ZERO, Some(limit)));
    let facility = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    let listed: Vec<_> = facility.loans.iter().map(|loan| (&loan.status, loan.principal)).collect();
    assert_eq!(listed, [(&refused, Money::ZERO)]);
    let problem =
        borrower.refused::<Repay>(&[&loan], &RepayRequest { pay: RepayAmount::Everything }).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotFromHere));
}

#[tokio::test]
async fn while_the_payment_rail_is_down_the_money_is_on_its_way_and_then_arrives_once() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = shop.ready().await;
    shop.script("payment", Behaviour::Status(503), Some(2));
    let loan = borrower.draw(&facility, 10_000).await.loan_id;
    for _ in 0..2 {
        shop.work().await;
        let view = borrower.ask::<GetLoan>(&[&loan], &Empty {}).await;
        assert_eq!(view.status, LoanStatusView::Disbursing);
        shop.pass(90);
    }
    shop.work().await;
    let view = borrower.ask::<GetLoan>(&[&loan], &Empty {}).await;
    assert_eq!(view.status, LoanStatusView::Performing);
    assert_eq!(shop.outside().orders().len(), 1);
}

#[tokio::test]
async fn sole_traders_and_farmers_come_to_their_money_too() {
    for person in [Person::sole_trader(), Person::farmer()] {
        let shop = Shop::open().await;
        let (mut borrower, facility) = shop.signed(&person).await;
        borrower.name_account(&facility).await;
        let offer = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.offer;
        let mut request = draw_under(&offer, yuan(10_000));
        request.term_months = offer.terms_months[0];
        let loan = borrower.ask::<Draw>(&[&facility], &request).await.loan_id;
        shop.work().await;
        let view = borrower.ask::<GetLoan>(&[&loan], &Empty {}).await;
        assert_eq!(view.status, LoanStatusView::Performing, "{:?}", person.segment);
    }
}
