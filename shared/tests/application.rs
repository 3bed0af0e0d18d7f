//! The stages of an application: what follows from what, and what is refused with why.
#![cfg(feature = "catalogue-files")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use shared::application::{Stage, StageName, TransitionRefused};
use shared::canonical::Digest;
use shared::catalogue::files;
use shared::decision::{Decision, DecisionRequest, decide};
use shared::facts::{Facts, Metric, Segment, Source};
use shared::money::Money;
use shared::quote::Need;
use shared::timestamp::Timestamp;

const READING_SECONDS: u32 = 10;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn at(second: u32) -> Timestamp {
    Timestamp::start_of_day_in_china(today()).plus_seconds(second)
}

fn sheet() -> Digest {
    Digest::of(b"cost sheet")
}

/// The decision on a farmer with so many mu of rice.
fn decision(mu: i64) -> Decision {
    let mut facts = Facts::new(Segment::Farmer);
    for (metric, value) in [
        (Metric::FarmActivity, 0),
        (Metric::FarmScale, mu),
        (Metric::AnnualSubsidy, 0),
        (Metric::AnnualInputCost, 10_000_000),
        (Metric::ExistingDebt, 0),
        (Metric::CurrentOverdue, 0),
        (Metric::Overdues24Months, 0),
        (Metric::CreditQueries6Months, 0),
        (Metric::ApplicantAge, 45),
    ] {
        facts.set(metric, value, Source::Agriculture, today()).unwrap();
    }
    let need = Need { amount: Money::from_yuan(20_000).unwrap(), method: None, term_months: 9 };
    let request = DecisionRequest {
        declared: &facts,
        need: &need,
        on: today(),
        product_id: "farmer-quick",
        verified: &facts,
    };
    decide(&files::sample().unwrap(), &request).unwrap()
}

fn approved() -> Stage {
    Stage::Draft.submit(at(0)).unwrap().decide(&decision(30), at(5)).unwrap()
}

fn disclosed() -> Stage {
    approved().disclose(sheet(), at(10), today()).unwrap()
}

fn accepted() -> Stage {
    disclosed().acknowledge(sheet(), READING_SECONDS, at(20), today()).unwrap()
}

fn contract() -> Digest {
    Digest::of(b"contract")
}

/// Signs an agreement with two key clauses, both acknowledged, on `on`.
fn sign(stage: Stage, on: NaiveDate) -> Result<Stage, TransitionRefused> {
    let key_clauses = BTreeSet::from([1, 2]);
    let stage = match &stage {
        Stage::Accepted { .. } => stage.acknowledge_clauses(contract(), &key_clauses, on)?,
        _ => stage,
    };
    stage.sign(contract(), &key_clauses, "f1".to_owned(), at(60), on)
}

#[test]
fn the_whole_way_leads_from_draft_to_signature() {
    let signed = sign(accepted(), today()).unwrap();
    assert_eq!(signed.name(), StageName::Signed);
    assert_eq!(signed.offer().unwrap().limit, Money::from_yuan(36_000).unwrap());
}

#[test]
fn the_cost_sheet_cannot_be_acknowledged_before_its_reading_time() {
    let refused = disclosed().acknowledge(sheet(), READING_SECONDS, at(13), today()).unwrap_err();
    assert_eq!(refused, TransitionRefused::TooEarly { seconds_left: 7 });
    assert!(disclosed().acknowledge(sheet(), READING_SECONDS, at(20), today()).is_ok());
}

#[test]
fn a_clock_that_runs_backwards_does_not_shorten_the_reading_time() {
    let refused = disclosed().acknowledge(sheet(), READING_SECONDS, at(0), today()).unwrap_err();
    assert_eq!(refused, TransitionRefused::TooEarly { seconds_left: READING_SECONDS });
}

#[test]
fn showing_the_same_sheet_again_does_not_restart_the_reading_time() {
    let again = disclosed().disclose(sheet(), at(19), today()).unwrap();
    assert!(again.acknowledge(sheet(), READING_SECONDS, at(20), today()).is_ok());
    let other = disclosed().disclose(Digest::of(b"another"), at(19), today()).unwrap();
    let refused = other.acknowledge(Digest::of(b"another"), READING_SECONDS, at(20), today());
    assert_eq!(refused, Err(TransitionRefused::TooEarly { seconds_left: 9 }));
}

#[test]
fn another_sheet_than_the_one_shown_is_refused() {
    let refused = disclosed().acknowledge(Digest::of(b"another"), READING_SECONDS, at(60), today());
    assert_eq!(refused, Err(TransitionRefused::OtherDocument));
}

#[test]
fn an_offer_stands_through_its_last_day_and_not_after() {
    let last = today().checked_add_days(Days::new(30)).unwrap();
    let after = last.succ_opt().unwrap();
    assert!(sign(accepted(), last).is_ok());
    let refused = sign(accepted(), after);
    assert_eq!(refused, Err(TransitionRefused::OfferExpired { valid_until: last }));
    assert_eq!(approved().as_of(last).name(), StageName::Approved);
    assert_eq!(approved().as_of(after).name(), StageName::Expired);
}

#[test]
fn other_facts_decide_again_as_long_as_nothing_is_signed() {
    let declined = Stage::Draft.submit(at(0)).unwrap().decide(&decision(2), at(5)).unwrap();
    for stage in [approved(), disclosed(), accepted(), declined] {
        let again = stage.clone().decide_again(&decision(2), at(40)).unwrap();
        assert_eq!(again, Stage::Declined { decided_at: at(40) });
        let again = stage.decide_again(&decision(60), at(40)).unwrap();
        assert_eq!(again.name(), StageName::Approved, "the offer made before no longer stands");
        assert!(again.offer().unwrap().limit > approved().offer().unwrap().limit);
    }
    let signed = sign(accepted(), today()).unwrap();
    for stage in [Stage::Draft, Stage::Draft.submit(at(0)).unwrap(), signed] {
        assert!(stage.decide_again(&decision(60), at(70)).is_err());
    }
}

#[test]
fn nothing_can_be_signed_before_it_was_accepted_or_twice() {
    for stage in [Stage::Draft, approved(), disclosed()] {
        let from = stage.name();
        let refused = sign(stage, today());
        assert_eq!(refused, Err(TransitionRefused::NotFromHere { stage: from, act: "signed" }));
    }
    let signed = sign(accepted(), today()).unwrap();
    assert!(sign(signed.clone(), today()).is_err());
    assert!(signed.withdraw(at(62)).is_err());
}

#[test]
fn nothing_is_signed_before_every_key_clause_of_that_agreement_is_acknowledged() {
    let key_clauses = BTreeSet::from([2, 5, 9]);
    let may_sign = |stage: &Stage| stage.check_may_sign(contract(), &key_clauses, today());
    let unread =
        |clauses: &[u16]| Err(TransitionRefused::ClausesUnread { clauses: clauses.into() });
    assert_eq!(may_sign(&accepted()), unread(&[2, 5, 9]));
    let some = accepted().acknowledge_clauses(contract(), &BTreeSet::from([5, 2]), today());
    let some = some.unwrap();
    assert_eq!(may_sign(&some), unread(&[9]));
    let all = some.acknowledge_clauses(contract(), &BTreeSet::from([9]), today()).unwrap();
    assert_eq!(may_sign(&all), Ok(()));
    let other = Digest::of(b"the agreement made out again");
    assert_eq!(all.check_may_sign(other, &key_clauses, today()), unread(&[2, 5, 9]));
}

#[test]
fn a_borrower_may_withdraw_at_any_time_before_signing_and_ask_for_a_person() {
    for stage in [Stage::Draft, approved(), disclosed(), accepted()] {
        assert_eq!(stage.withdraw(at(70)).unwrap().name(), StageName::Withdrawn);
    }
    let declined = Stage::Draft.submit(at(0)).unwrap().decide(&decision(2), at(5)).unwrap();
    assert_eq!(declined.name(), StageName::Declined);
    assert_eq!(declined.request_review(at(6)).unwrap().name(), StageName::Referred);
    assert!(Stage::Draft.request_review(at(6)).is_err());
}
