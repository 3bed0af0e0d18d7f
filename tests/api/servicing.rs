//! What is asked for after the draw: previewed, confirmed as previewed, or taken back.

use server::adapters::Party;
use shared::api::{
    AskForPerson, AskForPersonRequest, CancelProposal, ConfirmProposal, Empty, FreezeFacility,
    FreezeRequest, GetEvidence, GetFacility, GetLoan, GetProposal, GetServiceRequests,
    GetServicing, LimitIncreaseRequest, LoanStatusView, Problem, ProblemCode, ProposalState,
    ProposalView, Propose, ProposeRequest, Repay, RepayAmount, RepayFacility, RepayRequest,
    RequestLimitIncrease, ServiceRequestKind, ServiceRequestState, SetAutomaticDebit,
    SwitchRequest, UnfreezeFacility, WithdrawServiceRequest,
};
use shared::money::Money;
use shared::schedule::RepaymentMethod;
use shared::servicing::ServicingAction;
use tests::evidence::{checked, count};
use tests::journey::yuan;
use tests::lent::Lent;
use tests::line::Line;
use tests::shop::Shop;

const LEVEL: RepaymentMethod = RepaymentMethod::LevelInstalment;

const DEFER: ServicingAction = ServicingAction::DeferPrincipal { instalments: 2 };

async fn propose(lent: &mut Lent, action: ServicingAction) -> ProposalView {
    let loan = lent.loan.clone();
    lent.borrower.ask::<Propose>(&[&loan], &ProposeRequest { action }).await
}

async fn refused(lent: &mut Lent, action: ServicingAction) -> (u16, ProblemCode, String) {
    let loan = lent.loan.clone();
    let problem = lent.borrower.refused::<Propose>(&[&loan], &ProposeRequest { action }).await;
    let code = problem.fields.first().map(|field| field.code.clone()).unwrap_or_default();
    (problem.status, problem.code, code)
}

async fn confirm(lent: &mut Lent, proposal: &ProposalView) -> ProposalView {
    let ids = [proposal.loan_id.as_str(), proposal.proposal_id.as_str()];
    lent.borrower.ask::<ConfirmProposal>(&ids, &Empty {}).await
}

fn code(code: &str) -> (u16, ProblemCode, String) {
    (409, ProblemCode::ServicingRefused, code.to_owned())
}

#[tokio::test]
async fn a_deferral_changes_nothing_until_confirmed_and_then_exactly_what_was_previewed() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, LEVEL).await;
    let before = lent.standing().await;
    let proposal = propose(&mut lent, DEFER).await;
    assert_eq!(proposal.state, ProposalState::Open);
    assert_eq!(proposal.preview.before.instalments, before.upcoming);
    assert_eq!(lent.standing().await.upcoming, before.upcoming, "nothing has changed");
    let asked = lent.borrower.asked_with_key::<ConfirmProposal>(
        "once",
        &[&proposal.loan_id, &proposal.proposal_id],
        &Empty {},
    );
    let first = lent.borrower.line.send(asked.clone()).await;
    assert!(first.is_success(), "{}", first.text());
    let again = lent.borrower.line.send(asked).await;
    assert_eq!((again.header("idempotency-hit"), &again.body), (Some("true"), &first.body));
    assert_eq!(lent.standing().await.upcoming, proposal.preview.after.instalments);
    assert_eq!(refused(&mut lent, DEFER).await, code("already_deferred"));
    let facility = lent.borrower.ask::<GetFacility>(&[&lent.facility], &Empty {}).await;
    let id = &facility.application_id;
    let bundle = lent.borrower.ask::<GetEvidence>(&[id], &Empty {}).await;
    assert_eq!(checked(&bundle).absent.len(), 0);
    assert_eq!(count(&bundle, "loan_changed"), 1);
}

#[tokio::test]
async fn a_proposal_can_be_taken_back_and_does_not_outlive_its_day() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, LEVEL).await;
    let proposal = propose(&mut lent, DEFER).await;
    let ids = [proposal.loan_id.as_str(), proposal.proposal_id.as_str()];
    let cancelled = lent.borrower.ask::<CancelProposal>(&ids, &Empty {}).await;
    assert_eq!(cancelled.state, ProposalState::Cancelled);
    let problem = lent.borrower.refused::<ConfirmProposal>(&ids, &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotFromHere));

    let proposal = propose(&mut lent, DEFER).await;
    shop.live(1, &mut lent).await;
    let ids = [proposal.loan_id.as_str(), proposal.proposal_id.as_str()];
    let seen = lent.borrower.ask::<GetProposal>(&ids, &Empty {}).await;
    assert_eq!(seen.state, ProposalState::Outdated);
    let problem = lent.borrower.refused::<ConfirmProposal>(&ids, &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::ProposalOutdated));
    assert_eq!(lent.standing().await.upcoming.len(), 12, "nothing has changed");
}

#[tokio::test]
async fn of_two_proposals_the_one_confirmed_first_makes_the_other_outdated() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, LEVEL).await;
    let defer = propose(&mut lent, DEFER).await;
    let extend = propose(&mut lent, ServicingAction::Extend { months: 3 }).await;
    confirm(&mut lent, &extend).await;
    assert_eq!(lent.standing().await.upcoming.len(), 15);
    let ids = [defer.loan_id.as_str(), defer.proposal_id.as_str()];
    let problem = lent.borrower.refused::<ConfirmProposal>(&ids, &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::ProposalOutdated));
}

#[tokio::test]
async fn what_can_be_asked_for_is_listed_with_what_stands_against_it() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, LEVEL).await;
    let loan = lent.loan.clone();
    let offered = lent.borrower.ask::<GetServicing>(&[&loan], &Empty {}).await;
    assert!(offered.rules.is_some());
    let against = |key: &str| {
        let option = offered.options.iter().find(|option| option.action.key() == key);
        let option = option.unwrap_or_else(|| panic!("{key} is listed"));
        option.against.as_ref().map(|reason| reason.code.clone())
    };
    assert_eq!(against("defer_principal"), None);
    assert_eq!(against("change_method"), None);
    assert_eq!(against("renew").as_deref(), Some("too_early"));
    assert_eq!(against("discount_rate").as_deref(), Some("not_on_time_yet"));
    let too_long = ServicingAction::Extend { months: 60 };
    assert_eq!(refused(&mut lent, too_long).await, code("too_much"));
}

#[tokio::test]
async fn a_loan_is_renewed_without_repaying_principal_and_only_its_interest_is_paid() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(30_000, 3, RepaymentMethod::InterestOnly).await;
    let facility = lent.facility.clone();
    let available = lent.borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.available;
    // Drawn on 23 November, due on 23 February; 20 days before that.
    shop.live(72, &mut lent).await;
    let action = ServicingAction::Renew { term_months: 12, method: RepaymentMethod::AnyTime };
    let proposal = propose(&mut lent, action).await;
    assert!(proposal.preview.due_at_once.is_positive());
    let confirmed = confirm(&mut lent, &proposal).await;
    let renewed = confirmed.new_loan_id.expect("a new loan");
    shop.work().await;

    let old = lent.view().await;
    let today = shop.here.today();
    assert_eq!(old.status, LoanStatusView::Settled { on: today });
    let new = lent.borrower.ask::<GetLoan>(&[&renewed], &Empty {}).await;
    assert_eq!((new.principal, new.drawn_on), (yuan(30_000), today));
    let after = lent.borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    assert_eq!(after.available, available, "no new money was lent");
    let moved = shop.outside().orders();
    assert_eq!(moved.iter().filter(|order| order.direction == "disburse").count(), 1);
    let interest = moved.iter().rfind(|order| order.direction == "collect");
    let collected: Vec<&str> = moved.iter().map(|order| order.amount.as_str()).collect();
    let due = proposal.preview.due_at_once.to_string();
    assert!(interest.is_some() && collected.contains(&due.as_str()), "{collected:?}");
    lent.loan = renewed;
    let books = server::jobs::close_day::check_books(&shop.here).await;
    assert!(books.is_ok());
    assert_eq!(lent.standing().await.due.total, Money::ZERO);
}

#[tokio::test]
async fn nothing_is_renewed_under_a_frozen_limit_not_even_what_was_previewed_before() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(30_000, 3, RepaymentMethod::InterestOnly).await;
    shop.live(72, &mut lent).await;
    let action = ServicingAction::Renew { term_months: 12, method: RepaymentMethod::AnyTime };
    let proposal = propose(&mut lent, action.clone()).await;
    let (facility, before) = (lent.facility.clone(), lent.view().await);
    let freeze = FreezeRequest { reason: "丢了手机".to_owned() };
    lent.borrower.ask::<FreezeFacility>(&[&facility], &freeze).await;
    let ids = [proposal.loan_id.as_str(), proposal.proposal_id.as_str()];
    let problem = lent.borrower.refused::<ConfirmProposal>(&ids, &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::ServicingRefused));
    assert_eq!(refused(&mut lent, action).await, code("frozen"));
    assert_eq!(lent.view().await.movements, before.movements, "nothing has changed");
    let extend = propose(&mut lent, ServicingAction::Extend { months: 1 }).await;
    confirm(&mut lent, &extend).await;

    lent.borrower.ask::<UnfreezeFacility>(&[&facility], &Empty {}).await;
    let problem = lent.borrower.refused::<ConfirmProposal>(&ids, &Empty {}).await;
    assert_eq!(problem.code, ProblemCode::ProposalOutdated, "the loan is another by now");
}

#[tokio::test]
async fn nothing_is_renewed_while_another_loan_is_overdue() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(30_000, 3, RepaymentMethod::InterestOnly).await;
    let other = lent.draw(&shop, 20_000, 12, LEVEL).await;
    let switch = SwitchRequest { on: false };
    lent.borrower.ask::<SetAutomaticDebit>(&[&other], &switch).await;
    shop.live(72, &mut lent).await;
    let action = ServicingAction::Renew { term_months: 12, method: RepaymentMethod::AnyTime };
    assert_eq!(refused(&mut lent, action).await, code("overdue_elsewhere"));
}

#[tokio::test]
async fn repayments_are_collected_from_the_account_that_was_changed_to() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, LEVEL).await;
    let number = "6222021234567890128".parse().expect("a card number");
    let proposal = propose(&mut lent, ServicingAction::ChangeAccount { number }).await;
    assert_eq!(proposal.preview.before, proposal.preview.after);
    confirm(&mut lent, &proposal).await;
    assert!(lent.standing().await.account_masked.ends_with("0128"));
    shop.live(30, &mut lent).await;
    assert_eq!(shop.outside().times_asked(Party::Payment, "6222021234567890128"), 1);
}

#[tokio::test]
async fn somebody_else_s_loan_and_a_proposal_of_another_loan_are_not_found() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, LEVEL).await;
    let other = lent.draw(&shop, 10_000, 12, LEVEL).await;
    let proposal = propose(&mut lent, DEFER).await;
    let ids = [other.as_str(), proposal.proposal_id.as_str()];
    assert_eq!(lent.borrower.refused::<ConfirmProposal>(&ids, &Empty {}).await.status, 404);
    let mut stranger = shop.borrower("13900139000").await;
    let loan = lent.loan.as_str();
    assert_eq!(stranger.refused::<GetServicing>(&[loan], &Empty {}).await.status, 404);
    let request = ProposeRequest { action: DEFER };
    assert_eq!(stranger.refused::<Propose>(&[loan], &request).await.status, 404);
    let ids = [loan, proposal.proposal_id.as_str()];
    assert_eq!(stranger.refused::<ConfirmProposal>(&ids, &Empty {}).await.status, 404);
}

#[tokio::test]
async fn a_complaint_is_promised_an_answer_and_can_be_taken_back() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let complain = |text: &str| AskForPersonRequest {
        kind: ServiceRequestKind::Complaint,
        loan_id: None,
        text: text.to_owned(),
    };
    let problem = borrower.refused::<AskForPerson>(&[], &complain("  ")).await;
    assert_eq!((problem.status, problem.fields[0].field.as_str()), (422, "text"));
    let asked = borrower.ask::<AskForPerson>(&[], &complain("利息多收了")).await;
    assert_eq!(asked.promised_by.seconds_since(asked.asked_at), 15 * 24 * 3600);
    let open = shop.here.store.open_requests(10).await.expect("the store answers");
    assert_eq!((open.len(), open[0].kind.as_str()), (1, "complaint"));
    let id = asked.request_id.as_str();
    let withdrawn = borrower.ask::<WithdrawServiceRequest>(&[id], &Empty {}).await;
    assert_eq!(withdrawn.state, ServiceRequestState::Withdrawn);
    let listed = borrower.ask::<GetServiceRequests>(&[], &Empty {}).await;
    assert_eq!(listed.requests, [withdrawn]);
}

/// What the server says to this body, sent as a wish to change the loan.
async fn said_to(lent: &mut Lent, action: serde_json::Value) -> Problem {
    let loan = lent.loan.clone();
    let mut asked = lent.borrower.asked::<Propose>(&[&loan], &ProposeRequest { action: DEFER });
    asked.body = serde_json::json!({ "action": action }).to_string().into_bytes();
    lent.borrower.line.send(asked).await.problem()
}

#[tokio::test]
async fn less_than_nothing_is_never_an_adjustment() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, LEVEL).await;
    shop.live(31, &mut lent).await;
    let (view, standing) = (lent.view().await, lent.standing().await);
    for action in [
        serde_json::json!({ "defer_principal": { "instalments": -1 } }),
        serde_json::json!({ "extend": { "months": -3 } }),
        serde_json::json!({ "renew": { "term_months": -12, "method": "any_time" } }),
    ] {
        let problem = said_to(&mut lent, action.clone()).await;
        assert_eq!((problem.status, problem.code), (400, ProblemCode::MalformedBody), "{action}");
        assert!(problem.detail.contains("action"), "{}", problem.detail);
    }
    for action in
        [ServicingAction::DeferPrincipal { instalments: 0 }, ServicingAction::Extend { months: 0 }]
    {
        let (status, problem, _) = refused(&mut lent, action).await;
        assert_eq!((status, problem), (409, ProblemCode::ServicingRefused));
    }
    let (loan, facility) = (lent.loan.clone(), lent.facility.clone());
    for amount in [Money::ZERO, yuan(-1)] {
        let pay = RepayRequest { pay: RepayAmount::Amount(amount) };
        for problem in [
            lent.borrower.refused::<Repay>(&[&loan], &pay).await,
            lent.borrower.refused::<RepayFacility>(&[&facility], &pay).await,
        ] {
            assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
        }
        let wish = LimitIncreaseRequest { wanted: amount };
        let problem = lent.borrower.refused::<RequestLimitIncrease>(&[&facility], &wish).await;
        assert_eq!((problem.status, problem.fields[0].code.as_str()), (422, "not_above_limit"));
    }
    assert_eq!((lent.view().await, lent.standing().await), (view, standing), "nothing has changed");
}

#[tokio::test]
async fn a_fen_is_a_payment() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(12_000, 12, LEVEL).await;
    shop.live(3, &mut lent).await;
    let (loan, before) = (lent.loan.clone(), lent.view().await);
    let fen = Money::from_fen(1);
    let pay = RepayRequest { pay: RepayAmount::Amount(fen) };
    let after = lent.borrower.ask::<Repay>(&[&loan], &pay).await;
    assert_eq!(after.movements.len(), before.movements.len() + 1);
    assert_eq!(after.movements[0].amount.checked_neg(), Some(fen));
    assert_eq!(after.payoff.checked_add(fen), Some(before.payoff));
    server::jobs::close_day::check_books(&shop.here).await.expect("the books balance");
}
