//! Money that comes in by itself: counted, held or returned, never lost, never twice.

use shared::api::{
    Empty, Endpoint, GetFacility, GetIncomingPayments, LoanStatusView, PaymentNotice,
    PaymentNoticeView, ProblemCode, Repay, RepayAmount, RepayRequest, TellIncomingPayment, path,
};
use shared::ledger::Account;
use shared::money::Money;
use shared::repayment::{Disposition, HeldReason, ReturnedReason};
use shared::schedule::RepaymentMethod;
use tests::identity::ACCOUNT;
use tests::journey::yuan;
use tests::lent::Lent;
use tests::line::{Asked, Line};
use tests::shop::Shop;

const ANY_TIME: RepaymentMethod = RepaymentMethod::AnyTime;

fn notice(shop: &Shop, loan: &str, amount: Money) -> PaymentNotice {
    PaymentNotice {
        amount,
        on: shop.here.today(),
        payer_account: ACCOUNT.to_owned(),
        loan: loan.to_owned(),
    }
}

async fn tell(shop: &Shop, reference: &str, notice: &PaymentNotice) -> Disposition {
    let reply = shop.told_of_payment(reference, notice).await;
    assert!(reply.is_success(), "{}", reply.text());
    reply.json::<PaymentNoticeView>().disposition
}

async fn held_in_books(shop: &Shop) -> i64 {
    server::jobs::close_day::check_books(&shop.here).await.expect("the books balance");
    let balances = shop.here.store.trial_balance(()).await.expect("the store answers");
    let held = balances.iter().find(|balance| balance.account == Account::HeldPayments);
    held.map_or(0, |balance| balance.amount_fen)
}

fn refunds(shop: &Shop) -> Vec<String> {
    let orders = shop.outside().orders();
    orders.into_iter().filter(|order| order.direction == "return").map(|o| o.amount).collect()
}

#[tokio::test]
async fn a_transfer_counts_on_its_day_and_what_is_too_much_goes_back() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(10, &mut lent).await;
    let loan = lent.loan.clone();
    let owed = lent.view().await.payoff;
    let told = tell(&shop, "R1", &notice(&shop, &loan, yuan(3_000))).await;
    let Disposition::Applied { receipt, returned, .. } = told else { panic!("{told:?}") };
    assert_eq!((receipt.amount, returned), (yuan(3_000), Money::ZERO));
    assert_eq!(lent.view().await.payoff, owed.checked_sub(yuan(3_000)).expect("money"));
    let told = tell(&shop, "R2", &notice(&shop, &loan, yuan(9_000))).await;
    let Disposition::Applied { receipt, returned, .. } = told else { panic!("{told:?}") };
    assert_eq!(receipt.amount.checked_add(returned), Some(yuan(9_000)));
    assert!(matches!(lent.view().await.status, LoanStatusView::Settled { .. }));
    assert_eq!(held_in_books(&shop).await, -returned.fen(), "held until it has gone back");
    shop.work().await;
    assert_eq!((refunds(&shop), held_in_books(&shop).await), (vec![returned.to_string()], 0));
    shop.work().await;
    assert_eq!(refunds(&shop).len(), 1, "once");
    let listed = lent.borrower.ask::<GetIncomingPayments>(&[&loan], &Empty {}).await;
    assert_eq!(listed.payments.len(), 2);
    assert!(listed.payments.iter().any(|payment| payment.explained.zh.contains("退回")));
}

#[tokio::test]
async fn a_transfer_told_of_late_gives_back_what_it_lets_later_payments_repay() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(10, &mut lent).await;
    let arrived_on = shop.here.today();
    shop.live(10, &mut lent).await;
    let (loan, facility) = (lent.loan.clone(), lent.facility.clone());
    let pay = RepayRequest { pay: RepayAmount::Amount(yuan(2_000)) };
    lent.borrower.ask::<Repay>(&[&loan], &pay).await;
    let late = PaymentNotice { on: arrived_on, ..notice(&shop, &loan, yuan(5_000)) };
    let told = tell(&shop, "R1", &late).await;
    let Disposition::Applied { event, .. } = told else { panic!("{told:?}") };
    assert_eq!(event.on, arrived_on, "a late notice costs the borrower nothing");
    let owed = lent.view().await.principal;
    let seen = lent.borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    assert_eq!(seen.drawn, owed, "the limit knows what the book knows");
    assert_eq!(seen.available.checked_add(owed), Some(seen.limit));
}

#[tokio::test]
async fn one_reference_told_twice_counts_once_and_told_otherwise_is_held() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(10, &mut lent).await;
    let loan = lent.loan.clone();
    let first = notice(&shop, &loan, yuan(3_000));
    assert!(matches!(tell(&shop, "R1", &first).await, Disposition::Applied { .. }));
    let after = lent.view().await;
    assert_eq!(tell(&shop, "R1", &first).await, Disposition::Repeated);
    let other = notice(&shop, &loan, yuan(4_000));
    let reason = HeldReason::ReferenceConflict;
    assert_eq!(tell(&shop, "R1", &other).await, Disposition::Held { reason });
    tell(&shop, "R1", &other).await;
    assert_eq!(lent.view().await, after, "the loan is as it was");
    assert_eq!(held_in_books(&shop).await, -400_000, "held once");
}

#[tokio::test]
async fn a_notice_that_races_with_itself_counts_once() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    let told = notice(&shop, &lent.loan, yuan(1_000));
    let racers: Vec<_> = (0..16)
        .map(|_| {
            let (shop, told) = (shop.clone(), told.clone());
            tokio::spawn(async move { tell(&shop, "R1", &told).await })
        })
        .collect();
    let mut applied = 0;
    for racer in racers {
        let told = racer.await.expect("an answer");
        applied += usize::from(matches!(told, Disposition::Applied { .. }));
    }
    assert_eq!((applied, lent.view().await.principal), (1, yuan(9_000)));
}

#[tokio::test]
async fn what_fits_no_loan_is_held_and_what_a_settled_loan_gets_goes_back() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(3, &mut lent).await;
    let loan = lent.loan.clone();
    let on = |days: i64| shop.here.today() + chrono::TimeDelta::days(days);
    let cases: [(&str, PaymentNotice, HeldReason); 3] = [
        ("U1", notice(&shop, "谢谢", yuan(1)), HeldReason::UnknownLoan),
        ("U2", PaymentNotice { on: on(1), ..notice(&shop, &loan, yuan(1)) }, HeldReason::InFuture),
        (
            "U3",
            PaymentNotice { on: on(-4), ..notice(&shop, &loan, yuan(1)) },
            HeldReason::BeforeDraw,
        ),
    ];
    let before = lent.view().await;
    for (reference, told, reason) in cases {
        assert_eq!(tell(&shop, reference, &told).await, Disposition::Held { reason });
    }
    assert_eq!((lent.view().await, held_in_books(&shop).await), (before, -300));
    let everything = RepayRequest { pay: RepayAmount::Everything };
    lent.borrower.ask::<Repay>(&[&loan], &everything).await;
    let reason = ReturnedReason::LoanSettled;
    let late = tell(&shop, "S1", &notice(&shop, &loan, yuan(50))).await;
    assert_eq!(late, Disposition::Returned { reason });
    shop.work().await;
    assert_eq!((refunds(&shop), held_in_books(&shop).await), (vec!["50.00".to_owned()], -300));
}

#[tokio::test]
async fn what_is_held_is_counted_once_it_is_clear_and_goes_back_after_three_days_otherwise() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(3, &mut lent).await;
    let loan = lent.loan.clone();
    let unknown = notice(&shop, "谢谢", yuan(7));
    let reason = HeldReason::UnknownLoan;
    assert_eq!(tell(&shop, "U1", &unknown).await, Disposition::Held { reason });
    let tomorrow = shop.here.today().succ_opt().expect("a day");
    let ahead = PaymentNotice { on: tomorrow, ..notice(&shop, &loan, yuan(2_000)) };
    let reason = HeldReason::InFuture;
    assert_eq!(tell(&shop, "F1", &ahead).await, Disposition::Held { reason });
    shop.pass(3_600);
    shop.work().await;
    assert_eq!(held_in_books(&shop).await, -200_700, "nothing is clear yet");
    shop.live(1, &mut lent).await;
    let listed = lent.borrower.ask::<GetIncomingPayments>(&[&loan], &Empty {}).await;
    let counted = &listed.payments[0].disposition;
    let Disposition::Applied { event, receipt, .. } = counted else { panic!("{counted:?}") };
    assert_eq!((event.on, receipt.amount), (tomorrow, yuan(2_000)));
    assert_eq!(lent.view().await.movements[0].amount, yuan(-2_000));
    assert_eq!(held_in_books(&shop).await, -700);
    shop.live(3, &mut lent).await;
    shop.work().await;
    assert_eq!((refunds(&shop), held_in_books(&shop).await), (vec!["7.00".to_owned()], 0));
    shop.live(2, &mut lent).await;
    assert_eq!(refunds(&shop).len(), 1, "once");
}

#[tokio::test]
async fn nothing_is_booked_without_the_rail_s_signature_or_without_money() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    let before = lent.view().await;
    let told = notice(&shop, &lent.loan, yuan(1_000));
    let body = serde_json::to_vec(&told).expect("JSON");
    let signed = shop.here.notice_signature("R1", &body);
    for (reference, signature) in [("R1", ""), ("R1", "00"), ("R2", signed.as_str())] {
        let address = path::<TellIncomingPayment>(&[reference]);
        let asked = Asked::new("PUT", address).json(body.clone());
        let reply = shop.line.clone().send(asked.header("payment-signature", signature)).await;
        let problem = reply.problem();
        assert_eq!((problem.status, problem.code), (401, ProblemCode::NoticeUnsigned));
    }
    for amount in [Money::ZERO, Money::from_fen(-100)] {
        let problem =
            shop.told_of_payment("R3", &notice(&shop, &lent.loan, amount)).await.problem();
        assert_eq!((problem.status, problem.fields[0].field.as_str()), (422, "amount"));
    }
    const { assert!(!TellIncomingPayment::IDEMPOTENT, "its reference is its key") };
    assert_eq!(lent.view().await, before);
}

#[tokio::test]
async fn somebody_else_does_not_see_what_came_in() {
    let shop = Shop::open().await;
    let Lent { loan, .. } = shop.lent(10_000, 12, ANY_TIME).await;
    let mut stranger = shop.borrower("13900139000").await;
    assert_eq!(stranger.refused::<GetIncomingPayments>(&[&loan], &Empty {}).await.status, 404);
}
