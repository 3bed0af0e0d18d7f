//! Outside parties: that are away, that answer wrongly, that were asked before, and where each of the
//! people of a demonstration leads.

mod answers;
mod away;
mod kept;
mod missing;
mod walks;

use shared::api::{ApplicationView, FactQueryState, NextStep};
use shared::application::StageName;
use shared::decision::{Answer, Reason};
use shared::facts::Source;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::line::InProcess;
use tests::shop::Shop;

/// Longer than the longest pause before a job is taken up again.
const NEXT_TRY: u64 = 90;

fn state_of(view: &ApplicationView, source: Source) -> FactQueryState {
    let waiting = view.waiting.as_ref().expect("somebody waits");
    let query = waiting.queries.iter().find(|query| query.source == source);
    query.expect("the source is asked").state
}

/// Asserts that the application waits for the tax bureau, says so and promises a time.
async fn waits_for_the_tax_bureau(shop: &Shop, borrower: &mut Borrower<InProcess>, id: &str) {
    let view = borrower.application(id).await;
    assert_eq!((view.stage, view.next_step), (StageName::Submitted, NextStep::WaitForDecision));
    assert_eq!(state_of(&view, Source::Tax), FactQueryState::Retrying);
    assert_eq!(state_of(&view, Source::Registry), FactQueryState::Answered);
    let promised = view.waiting.expect("somebody waits").promised_by;
    assert!(promised > shop.here.now(), "a time is promised");
}

/// The application of a sound enterprise, after the work that is due.
async fn applied(shop: &Shop, person: &Person) -> ApplicationView {
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.apply(person, 300_000).await;
    shop.work().await;
    borrower.application(&id).await
}

/// The word of an answer.
const fn word(answer: &Answer) -> &'static str {
    match answer {
        Answer::Approve(_) => "approve",
        Answer::CounterOffer(_) => "counter_offer",
        Answer::Refer => "refer",
        Answer::Decline => "decline",
    }
}

fn codes(reasons: &[Reason]) -> Vec<&str> {
    reasons.iter().map(|reason| reason.code.as_str()).collect()
}
