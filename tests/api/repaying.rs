//! Repaying on any day: quoted beforehand, shared among loans, collected by itself.

use server::simulator::Behaviour;
use shared::api::{
    DebitState, Draw, Empty, GetFacility, GetLoan, LoanStatusView, NoticeKind, PreviewAllocation,
    PreviewAllocationQuery, PreviewRepayment, PreviewRepaymentQuery, ProblemCode, Repay,
    RepayAmount, RepayFacility, RepayRequest, SetAutomaticDebit, SetReminders, SwitchRequest,
};
use shared::money::Money;
use shared::overdue::AdverseReporting;
use shared::schedule::RepaymentMethod;
use tests::evidence::{checked, count};
use tests::journey::{draw_of, yuan};
use tests::lent::MOBILE;
use tests::line::Line;
use tests::shop::Shop;

const ANY_TIME: RepaymentMethod = RepaymentMethod::AnyTime;

#[tokio::test]
async fn what_is_quoted_for_a_day_to_come_is_booked_on_that_day() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    let on = shop.here.today().checked_add_days(chrono::Days::new(17));
    let query = PreviewRepaymentQuery { amount: None, on };
    let loan = lent.loan.clone();
    let quoted = lent.borrower.ask::<PreviewRepayment>(&[&loan], &query).await;
    assert!(quoted.saved.is_positive(), "interest that no longer arises");
    shop.live(17, &mut lent).await;
    let pay = RepayRequest { pay: RepayAmount::Everything };
    let settled = lent.borrower.ask::<Repay>(&[&loan], &pay).await;
    assert!(matches!(settled.status, LoanStatusView::Settled { .. }));
    assert_eq!(settled.movements[0].amount.checked_neg(), Some(quoted.payoff.total));
    assert_eq!(settled.movements[0].interest, quoted.receipt.interest);
}

#[tokio::test]
async fn an_amount_that_is_none_and_a_day_that_is_past_are_refused_and_change_nothing() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(3, &mut lent).await;
    let loan = lent.loan.clone();
    let before = lent.view().await;
    let yesterday = shop.here.today().pred_opt();
    let fen = Money::from_fen;
    for (amount, on, status, code) in [
        (Some(fen(0)), None, 422, ProblemCode::InvalidFields),
        (Some(fen(-1)), None, 422, ProblemCode::InvalidFields),
        (Some(yuan(10_001_000)), None, 409, ProblemCode::AboveOwed),
        (None, yesterday, 422, ProblemCode::InvalidFields),
    ] {
        let query = PreviewRepaymentQuery { amount, on };
        let problem = lent.borrower.refused::<PreviewRepayment>(&[&loan], &query).await;
        assert_eq!((problem.status, problem.code), (status, code), "{amount:?} {on:?}");
    }
    let fen = PreviewRepaymentQuery { amount: Some(fen(1)), on: None };
    let preview = lent.borrower.ask::<PreviewRepayment>(&[&loan], &fen).await;
    assert_eq!(preview.receipt.interest, Money::from_fen(1), "a fen meets interest first");
    assert_eq!(lent.view().await, before);
}

#[tokio::test]
async fn one_amount_pays_what_is_due_and_then_the_dearest() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(1, &mut lent).await;
    let second = lent.draw(&shop, 20_000, 12, ANY_TIME).await;
    shop.live(4, &mut lent).await;
    let facility = lent.facility.clone();
    let query = PreviewAllocationQuery { amount: Some(yuan(12_000)) };
    let preview = lent.borrower.ask::<PreviewAllocation>(&[&facility], &query).await;
    // Of equal rates the one drawn first.
    assert_eq!(preview.allocation.parts[0].loan_id, lent.loan);
    let shared = Money::checked_sum(preview.allocation.parts.iter().map(|part| part.amount));
    assert_eq!(shared, Some(yuan(12_000)));
    let pay = RepayRequest { pay: RepayAmount::Amount(yuan(12_000)) };
    let asked = lent.borrower.asked_with_key::<RepayFacility>("once", &[&facility], &pay);
    let first = lent.borrower.line.send(asked.clone()).await;
    assert!(first.is_success(), "{}", first.text());
    let again = lent.borrower.line.send(asked).await;
    assert_eq!((again.header("idempotency-hit"), &again.body), (Some("true"), &first.body));
    assert_eq!(shop.outside().orders().iter().filter(|o| o.direction == "collect").count(), 2);
    assert!(matches!(lent.view().await.status, LoanStatusView::Settled { .. }));
    let remaining = lent.borrower.ask::<GetLoan>(&[&second], &Empty {}).await;
    let owed = preview.payoff.checked_sub(yuan(12_000)).expect("money");
    assert_eq!(remaining.payoff, owed);
}

#[tokio::test]
async fn a_part_the_bank_cannot_collect_changes_nothing_and_the_others_count() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(1, &mut lent).await;
    lent.draw(&shop, 20_000, 12, ANY_TIME).await;
    shop.script("payment", Behaviour::Refuse(true), Some(1));
    let facility = lent.facility.clone();
    let everything = RepayRequest { pay: RepayAmount::Everything };
    let repaid = lent.borrower.ask::<RepayFacility>(&[&facility], &everything).await;
    let collected: Vec<bool> = repaid.parts.iter().map(|part| part.collected).collect();
    assert_eq!(collected, [false, true]);
    assert_eq!(lent.view().await.principal, yuan(10_000));
    let limit = repaid.facility.limit;
    assert_eq!(repaid.facility.available.checked_add(yuan(10_000)), Some(limit));
}

#[tokio::test]
async fn what_falls_due_is_collected_by_itself_after_a_reminder() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(30, &mut lent).await;
    let standing = lent.standing().await;
    assert_eq!(standing.debits.len(), 1);
    assert_eq!(standing.debits[0].state, DebitState::Collected);
    assert_eq!(standing.due.total, Money::ZERO);
    let view = lent.view().await;
    assert_eq!(view.movements[0].amount.checked_neg(), Some(standing.debits[0].amount));
    assert_eq!(view.principal, yuan(10_000), "interest is due, principal at maturity");
    let reminders = standing.notices.iter().filter(|n| n.kind == NoticeKind::Reminder);
    assert_eq!(reminders.count(), 1);
    let sent = shop.outside().messages(MOBILE);
    assert!(sent.iter().any(|message| message.text.contains("2026年12月23日应还")), "{sent:?}");
    // The 23rd of January 2027 is a Saturday.
    shop.live(33, &mut lent).await;
    assert_eq!(lent.standing().await.debits.len(), 2, "and again a month later");
}

#[tokio::test]
async fn a_debit_the_account_cannot_cover_is_told_and_tried_again() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(29, &mut lent).await;
    shop.script("payment", Behaviour::Refuse(true), Some(1));
    shop.live(1, &mut lent).await;
    let standing = lent.standing().await;
    assert_eq!(standing.debits[0].state, DebitState::Refused);
    assert_eq!(standing.notices[0].kind, NoticeKind::DebitRefused);
    assert!(standing.warnings.iter().any(|warning| warning.id == "debit-refused"));
    shop.live(1, &mut lent).await;
    let standing = lent.standing().await;
    assert_eq!(standing.debits[0].state, DebitState::Collected);
    assert_eq!((standing.due.total, standing.overdue), (Money::ZERO, None));
    assert_eq!(lent.view().await.movements[0].principal, Money::ZERO);
}

#[tokio::test]
async fn while_the_rail_is_down_a_debit_waits_and_then_happens_once() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(29, &mut lent).await;
    shop.script("payment", Behaviour::Status(503), Some(3));
    shop.live(3, &mut lent).await;
    let collected = shop.outside().orders();
    assert_eq!(collected.iter().filter(|order| order.direction == "collect").count(), 1);
    assert_eq!(lent.standing().await.due.total, Money::ZERO);
}

#[tokio::test]
async fn a_debit_that_is_refused_moves_nothing_and_ends_the_command() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    let loan = lent.loan.clone();
    let pay = RepayRequest { pay: RepayAmount::Amount(yuan(1_000)) };
    shop.script("payment", Behaviour::Refuse(true), Some(1));
    let asked = lent.borrower.asked_with_key::<Repay>("first", &[&loan], &pay);
    for _ in 0..2 {
        let problem = lent.borrower.line.send(asked.clone()).await.problem();
        assert_eq!((problem.status, problem.code), (409, ProblemCode::DebitRefused));
    }
    assert_eq!(lent.view().await.principal, yuan(10_000));
    let filled_up = lent.borrower.asked_with_key::<Repay>("second", &[&loan], &pay);
    let paid = lent.borrower.line.send(filled_up).await;
    assert!(paid.is_success(), "{}", paid.text());
    assert_eq!(lent.view().await.principal, yuan(9_000));
}

#[tokio::test]
async fn a_payment_the_rail_does_not_answer_is_recorded_and_made_once_however_often_it_is_sent() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    let loan = lent.loan.clone();
    let pay = RepayRequest { pay: RepayAmount::Amount(yuan(1_000)) };
    shop.script("payment", Behaviour::Status(503), None);
    let asked = lent.borrower.asked_with_key::<Repay>("once", &[&loan], &pay);
    let problem = lent.borrower.line.send(asked.clone()).await.problem();
    assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
    let told = problem.sentence.expect("both languages");
    assert!(told.zh.contains("已经记下") && told.en.contains("is recorded"), "{told:?}");
    assert_eq!(lent.view().await.principal, yuan(10_000));
    shop.outside().clear_scripts();
    let again = lent.borrower.line.send(asked).await;
    assert!(again.is_success(), "{}", again.text());
    shop.work().await;
    let view = lent.view().await;
    assert_eq!((view.movements.len(), view.principal), (2, yuan(9_000)));
}

#[tokio::test]
async fn whoever_pays_by_hand_is_neither_debited_nor_reminded() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    let loan = lent.loan.clone();
    let off = SwitchRequest { on: false };
    lent.borrower.ask::<SetAutomaticDebit>(&[&loan], &off).await;
    let standing = lent.borrower.ask::<SetReminders>(&[&loan], &off).await;
    assert_eq!((standing.automatic_debit, standing.reminders), (false, false));
    shop.live(30, &mut lent).await;
    let standing = lent.standing().await;
    assert_eq!((standing.debits.len(), standing.notices.len()), (0, 0));
    assert!(standing.due.total.is_positive());
    assert_eq!(standing.overdue, None, "on time until the day ends");
}

#[tokio::test]
async fn what_a_day_costs_is_what_tomorrow_adds_also_once_something_has_fallen_due() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, RepaymentMethod::LevelInstalment).await;
    let loan = lent.loan.clone();
    lent.borrower.ask::<SetAutomaticDebit>(&[&loan], &SwitchRequest { on: false }).await;
    shop.live(30, &mut lent).await;
    let today = lent.view().await;
    assert!(lent.standing().await.due.principal.is_positive());
    let query = PreviewRepaymentQuery { amount: None, on: shop.here.today().succ_opt() };
    let tomorrow = lent.borrower.ask::<PreviewRepayment>(&[&loan], &query).await.payoff.total;
    let adds = tomorrow.checked_sub(today.payoff).expect("money");
    let differs_by = adds.fen() - today.interest_per_day.fen();
    assert!(differs_by.abs() <= 1, "{adds} is added, {} was said", today.interest_per_day);
}

#[tokio::test]
async fn what_is_overdue_is_explained_warned_of_and_stops_further_draws() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    let loan = lent.loan.clone();
    let off = SwitchRequest { on: false };
    lent.borrower.ask::<SetAutomaticDebit>(&[&loan], &off).await;
    shop.live(31, &mut lent).await;
    let standing = lent.standing().await;
    let overdue = standing.overdue.expect("something is overdue");
    assert_eq!((overdue.days, overdue.in_grace, overdue.unmet.len()), (1, true, 1));
    assert_eq!(standing.warnings[0].id, "overdue");
    assert!(matches!(standing.adverse, Some(AdverseReporting::Far { .. })));
    let facility = lent.facility.clone();
    let refused = lent.borrower.refused::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
    assert_eq!((refused.status, refused.code), (409, ProblemCode::OverdueFirst));
    let pay = RepayRequest { pay: RepayAmount::Amount(overdue.pay_today.total) };
    lent.borrower.ask::<Repay>(&[&loan], &pay).await;
    assert_eq!(lent.standing().await.overdue, None, "what to pay today was enough");
    lent.borrower.ask::<Draw>(&[&facility], &draw_of(yuan(10_000))).await;
}

#[tokio::test]
async fn nothing_is_reported_to_the_credit_bureau_before_a_notice_that_is_kept_as_evidence() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    let loan = lent.loan.clone();
    let off = SwitchRequest { on: false };
    lent.borrower.ask::<SetAutomaticDebit>(&[&loan], &off).await;
    shop.live(30 + 20, &mut lent).await;
    let standing = lent.standing().await;
    let notice = standing.notices.iter().find(|n| n.kind == NoticeKind::AdverseReporting);
    assert!(notice.is_some_and(|notice| notice.text.zh.contains("报送征信")), "{standing:?}");
    assert!(matches!(standing.adverse, Some(AdverseReporting::Noticed { .. })));
    let facility = lent.borrower.ask::<GetFacility>(&[&lent.facility], &Empty {}).await;
    let id = &facility.application_id;
    let bundle = lent.borrower.ask::<shared::api::GetEvidence>(&[id], &Empty {}).await;
    assert_eq!(count(&bundle, "adverse_notice_given"), 1);
    assert!(checked(&bundle).absent.is_empty(), "what was said is kept");
    shop.live(11, &mut lent).await;
    assert_eq!(lent.standing().await.adverse, Some(AdverseReporting::Reportable));
}

#[tokio::test]
async fn a_loan_in_a_list_says_its_interest_today_and_what_comes_next() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, RepaymentMethod::LevelInstalment).await;
    shop.live(5, &mut lent).await;
    let (loan, standing) = (lent.view().await, lent.standing().await);
    let facility = lent.facility.clone();
    let listed = lent.borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.loans;
    assert!(listed[0].interest.is_positive());
    assert_eq!((listed[0].interest, listed[0].next), (loan.interest, standing.next));
    let pay = RepayRequest { pay: RepayAmount::Everything };
    lent.borrower.ask::<Repay>(&[&loan.loan_id], &pay).await;
    shop.work().await;
    let settled = lent.borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.loans;
    assert_eq!((settled[0].interest, settled[0].next), (Money::ZERO, None));
}
