//! A higher limit at the borrower's own wish: decided at once, with the exact gap.

use server::adapters::TRIES;
use shared::api::{
    AcceptLimitIncrease, AcceptLimitIncreaseRequest, ConnectSource, ConnectSourceRequest, Empty,
    EvidenceTask, FreezeFacility, FreezeRequest, GetDecision, GetEvidence, GetFacility,
    GetLimitIncrease, LimitIncreaseRequest, LimitIncreaseState, LimitIncreaseView, ProblemCode,
    RequestLimitIncrease, SetAutomaticDebit, SwitchRequest, UnfreezeFacility,
};
use shared::consent::ConsentKind;
use shared::money::Money;
use shared::schedule::RepaymentMethod;
use tests::evidence::{checked, count};
use tests::journey::yuan;
use tests::lent::Lent;
use tests::shop::Shop;

async fn limit(lent: &mut Lent) -> Money {
    let facility = lent.facility.clone();
    lent.borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.limit
}

/// The first data source that could tell more.
fn first_source(view: &LimitIncreaseView) -> Option<ConnectSourceRequest> {
    view.tasks.iter().find_map(|task| match task {
        EvidenceTask::Connect { consent, text_digest, .. } => {
            Some(ConnectSourceRequest { consent: *consent, text_digest: *text_digest })
        }
        EvidenceTask::Upload { .. } => None,
    })
}

#[tokio::test]
async fn the_exact_gap_is_shown_and_a_connected_source_closes_it() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    let facility = lent.facility.clone();
    let before = limit(&mut lent).await;
    let more = yuan(100_000);
    let wanted = before.checked_add(more).expect("money");
    let wish = LimitIncreaseRequest { wanted };
    let early = lent.borrower.refused::<RequestLimitIncrease>(&[&facility], &wish).await;
    assert_eq!(
        (early.code, early.fields[0].code.as_str()),
        (ProblemCode::ServicingRefused, "too_early")
    );
    shop.live(31, &mut lent).await;
    let lower = LimitIncreaseRequest { wanted: before };
    assert_eq!(
        lent.borrower.refused::<RequestLimitIncrease>(&[&facility], &lower).await.status,
        422
    );

    let asked = lent.borrower.ask::<RequestLimitIncrease>(&[&facility], &wish).await;
    assert_eq!(asked.state, LimitIncreaseState::NotEnough);
    assert_eq!((asked.possible, asked.gap), (before, more));
    assert!(!asked.reasons.is_empty());
    // Business has grown since, and every source is asked anew: what was known is a month old.
    shop.script_fact("tax", "annual_sales", Some("50000000.00"));
    let ids = [facility.as_str(), asked.increase_id.as_str()];
    let mut granted = asked.clone();
    while let Some(connect) = first_source(&granted) {
        assert_eq!(granted.state, LimitIncreaseState::NotEnough);
        granted = lent.borrower.ask::<ConnectSource>(&ids, &connect).await;
    }
    assert_eq!(granted.state, LimitIncreaseState::Granted, "{granted:?}");
    assert_eq!((granted.possible, granted.gap), (wanted, Money::ZERO));
    assert_eq!(limit(&mut lent).await, before, "nothing changes before it is accepted");

    let supplement = granted.supplement.expect("a text to agree to");
    let accept = AcceptLimitIncreaseRequest { digest: supplement.digest };
    let accepted = lent.borrower.ask::<AcceptLimitIncrease>(&ids, &accept).await;
    assert_eq!((accepted.state, limit(&mut lent).await), (LimitIncreaseState::Accepted, wanted));
    let again = lent.borrower.refused::<AcceptLimitIncrease>(&ids, &accept).await;
    assert_eq!((again.status, again.code), (409, ProblemCode::NotFromHere));

    let yesterday = shop.here.today().pred_opt().expect("a day");
    let seen = lent.borrower.ask_as_of::<GetFacility>(&[&facility], yesterday).await;
    assert_eq!(seen.limit, before);
    let id = seen.application_id;
    let decided = lent.borrower.ask::<GetDecision>(&[&id], &Empty {}).await;
    assert_eq!(decided.version, 5, "signed under, asked again, and with each source connected");
    let bundle = lent.borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    assert_eq!(checked(&bundle).absent.len(), 0);
    assert_eq!(count(&bundle, "limit_raised"), 1);
}

#[tokio::test]
async fn another_text_is_not_agreed_to_and_a_source_that_is_down_can_be_asked_again() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    let facility = lent.facility.clone();
    shop.live(31, &mut lent).await;
    let wanted = limit(&mut lent).await.checked_add(yuan(100_000)).expect("money");
    let wish = LimitIncreaseRequest { wanted };
    let asked = lent.borrower.ask::<RequestLimitIncrease>(&[&facility], &wish).await;
    let ids = [facility.as_str(), asked.increase_id.as_str()];
    let other = ConnectSourceRequest {
        consent: ConsentKind::TaxQuery,
        text_digest: shared::canonical::Digest::of(b"another text"),
    };
    let problem = lent.borrower.refused::<ConnectSource>(&ids, &other).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::DocumentChanged));
    let connect = first_source(&asked).expect("a source");
    assert_eq!(connect.consent, ConsentKind::TaxQuery);
    shop.script("tax", server::simulator::Behaviour::Status(503), Some(TRIES));
    let problem = lent.borrower.refused::<ConnectSource>(&ids, &connect).await;
    assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
    let again = lent.borrower.ask::<ConnectSource>(&ids, &connect).await;
    assert_ne!(again.state, LimitIncreaseState::Accepted);
    let digest = shared::canonical::Digest::of(b"another text");
    let accept = AcceptLimitIncreaseRequest { digest };
    let problem = lent.borrower.refused::<AcceptLimitIncrease>(&ids, &accept).await;
    assert_eq!(problem.status, 409);
}

#[tokio::test]
async fn a_higher_limit_waits_as_long_as_the_offer_stands() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    let facility = lent.facility.clone();
    shop.live(31, &mut lent).await;
    let before = limit(&mut lent).await;
    let wanted = before.checked_add(yuan(100_000)).expect("money");
    shop.script_fact("tax", "annual_sales", Some("50000000.00"));
    let wish = LimitIncreaseRequest { wanted };
    let mut granted = lent.borrower.ask::<RequestLimitIncrease>(&[&facility], &wish).await;
    let increase = granted.increase_id.clone();
    let ids = [facility.as_str(), increase.as_str()];
    while let Some(connect) = first_source(&granted) {
        granted = lent.borrower.ask::<ConnectSource>(&ids, &connect).await;
    }
    let until = granted.valid_until.expect("it is granted until some day");
    let days = (until - shop.here.today()).num_days();
    shop.pass(u64::try_from(days + 1).expect("a day to come") * 24 * 3600);
    lent.borrower.sign_in().await;
    let digest = granted.supplement.expect("a text to agree to").digest;
    let accept = AcceptLimitIncreaseRequest { digest };
    let problem = lent.borrower.refused::<AcceptLimitIncrease>(&ids, &accept).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::OfferExpired));
    assert_eq!(limit(&mut lent).await, before);
}

#[tokio::test]
async fn the_limit_of_a_facility_that_is_frozen_overdue_or_over_stays_as_it_is() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::LevelInstalment).await;
    let (facility, loan) = (lent.facility.clone(), lent.loan.clone());
    let switch = SwitchRequest { on: false };
    lent.borrower.ask::<SetAutomaticDebit>(&[&loan], &switch).await;
    let before = limit(&mut lent).await;
    // Drawn on 23 November: asked on 23 December, the day the first instalment falls due.
    shop.live(30, &mut lent).await;
    let wish = LimitIncreaseRequest { wanted: before.checked_add(yuan(100_000)).expect("money") };
    let asked = lent.borrower.ask::<RequestLimitIncrease>(&[&facility], &wish).await;
    let connect = first_source(&asked).expect("a source that could tell more");
    let ids = [facility.as_str(), asked.increase_id.as_str()];

    let freeze = FreezeRequest { reason: "丢了手机".to_owned() };
    lent.borrower.ask::<FreezeFacility>(&[&facility], &freeze).await;
    let problem = lent.borrower.refused::<ConnectSource>(&ids, &connect).await;
    assert_eq!((problem.status, problem.fields[0].code.as_str()), (409, "frozen"));
    lent.borrower.ask::<UnfreezeFacility>(&[&facility], &Empty {}).await;

    shop.live(10, &mut lent).await;
    let problem = lent.borrower.refused::<RequestLimitIncrease>(&[&facility], &wish).await;
    assert_eq!((problem.status, problem.fields[0].code.as_str()), (409, "overdue"));
    shop.pass(400 * 24 * 3600);
    lent.borrower.sign_in().await;
    let problem = lent.borrower.refused::<RequestLimitIncrease>(&[&facility], &wish).await;
    assert_eq!((problem.status, problem.fields[0].code.as_str()), (409, "expired"));
    let problem = lent.borrower.refused::<ConnectSource>(&ids, &connect).await;
    assert_eq!(problem.fields[0].code, "expired");
    let seen = lent.borrower.ask::<GetLimitIncrease>(&ids, &Empty {}).await;
    assert_eq!((seen.state, limit(&mut lent).await), (asked.state, before));
}
