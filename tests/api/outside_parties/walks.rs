//! Every walk of a demonstration, over HTTP from the quote to the answer.

use super::word;
use server::simulator::people::visit::noodle_shop;
use server::simulator::people::{Outcome, WALKS, Walk, found};
use shared::api::{RecordVisit, RecordVisitRequest, SetIdentityRequest};
use shared::facts::Segment;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::line::InProcess;
use tests::shop::Shop;

fn person(walk: &Walk) -> Person {
    let name = |identity: &str| found(identity).expect("listed").name.to_owned();
    let segment = match walk.business {
        None => Segment::Farmer,
        Some(code) if code.starts_with("92") => Segment::SoleTrader,
        Some(_) => Segment::MicroEnterprise,
    };
    Person {
        segment,
        product_id: walk.product,
        identity: SetIdentityRequest {
            person_name: name(walk.person),
            resident_id: walk.person.to_owned(),
            business_name: walk.business.map(name),
            uscc: walk.business.map(str::to_owned),
        },
        declared: Vec::new(),
    }
}

const fn expected(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Approve => "approve",
        Outcome::CounterOffer => "counter_offer",
        Outcome::Refer => "refer",
        Outcome::Decline => "decline",
    }
}

/// An officer visits the business of an application and hands in the form.
async fn visit(shop: &Shop, officer: &mut Borrower<InProcess>, application: &str) {
    let mut waiting = officer.cases().await.into_iter().map(|row| row.task_id);
    let task = loop {
        let task = waiting.next().expect("the visit waits");
        if officer.case(&task).await.application_id == application {
            break task;
        }
    };
    let form = noodle_shop(shop.here.today());
    let request = RecordVisitRequest { form, note: "在店内核实".to_owned() };
    officer.ask::<RecordVisit>(&[&task], &request).await;
}

#[tokio::test]
async fn every_walk_of_the_demonstration_ends_where_it_says() {
    let shop = Shop::open().await;
    let mut officer = shop.officer().await;
    let mut wrong = Vec::new();
    for (number, walk) in WALKS.iter().enumerate() {
        let mut borrower = shop.borrower(&format!("138{number:08}")).await;
        let id = borrower.apply(&person(walk), i64::from(walk.yuan)).await;
        shop.work().await;
        if walk.visited {
            visit(&shop, &mut officer, &id).await;
        }
        // Nobody signs in faster than this from one address.
        shop.pass(3);
        let decision = borrower.application(&id).await.decision.expect("a decision");
        if word(&decision.answer) != expected(walk.outcome) {
            let reasons = decision.reasons.iter().map(|reason| reason.text.en.as_str());
            let reasons = reasons.collect::<Vec<_>>().join(" ");
            wrong.push(format!("{walk} is answered {}: {reasons}", word(&decision.answer)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
