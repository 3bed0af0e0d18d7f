//! Who signs for a business: the person whom the business registry names, and nobody else.

use server::adapters::Party;
use server::simulator::Behaviour;
use shared::api::{
    ApplicationView, AskRegistry, Empty, GetEvidence, NextStep, PrepareSigning, ProblemCode,
    WithdrawConsent,
};
use shared::application::StageName;
use shared::facts::Source;
use shared::identifier::Uscc;
use shared::signatory::{Capacity, NamedPerson};
use tests::borrower::Borrower;
use tests::evidence::checked;
use tests::identity::Person;
use tests::journey::{accepted, approved};
use tests::line::{InProcess, Line};
use tests::shop::Shop;
use tests::signer::Signer;

/// Sound, and represented by 高守信, who is not the applicant.
const REPRESENTED_BY_ANOTHER: &str = "91510500MA6PH0032K";

fn named(person: &Person, resident_id: &str) -> NamedPerson {
    let code = person.identity.uscc.as_deref().expect("a business");
    let business: Uscc = code.parse().expect("a code");
    let name = person.identity.person_name.parse().expect("a name");
    NamedPerson::of(&name, &resident_id.parse().expect("a number"), &business)
}

/// Has the registry name this person to whoever asks, from now on.
fn registry_names(shop: &Shop, person: Option<NamedPerson>) {
    shop.outside().clear_scripts();
    shop.script("registry", Behaviour::Signatory(person), None);
}

/// Somebody who applied for a business that another represents.
async fn not_the_signatory(shop: &Shop) -> (Borrower<InProcess>, String) {
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person::enterprise_with(REPRESENTED_BY_ANOTHER);
    let id = borrower.apply(&person, 300_000).await;
    shop.work().await;
    (borrower, id)
}

/// The agreement is read, its clauses acknowledged; how asking for a certificate is refused.
async fn refused_to_sign(shop: &Shop, borrower: &mut Borrower<InProcess>, id: &str) -> ProblemCode {
    let sheet = borrower.show_cost_sheet(id).await;
    shop.pass(60);
    borrower.acknowledge(id, &sheet).await;
    let contract = borrower.contract(id).await;
    let contract = borrower.acknowledge_clauses(id, &contract).await;
    let prepare = Signer::seeded(1).prepare(&contract);
    let problem = borrower.refused::<PrepareSigning>(&[id], &prepare).await;
    assert_eq!(problem.status, 409);
    problem.code
}

/// What the evidence says about who may sign, oldest first.
async fn told(borrower: &mut Borrower<InProcess>, id: &str) -> Vec<bool> {
    let bundle = borrower.ask::<GetEvidence>(&[id], &Empty {}).await;
    assert!(checked(&bundle).absent.is_empty(), "what was said is in the file");
    let told = bundle.events.iter().filter_map(|event| event.body.get("signatory_named"));
    told.map(|event| event["may_sign"] == true).collect()
}

fn may_sign(view: &ApplicationView) -> bool {
    view.signatory.as_ref().expect("the registry was asked").may_sign
}

#[tokio::test]
async fn whom_the_registry_names_signs_and_agreement_and_evidence_say_so() {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    let found = borrower.application(&id).await.signatory.expect("the registry was asked");
    assert_eq!((found.capacity, found.source), (Capacity::LegalRepresentative, Source::Registry));
    assert_eq!(
        (found.name.as_deref(), found.as_of.to_string().as_str()),
        (Some("陈**"), "2026-11-23")
    );
    assert!(found.may_sign && found.simulated);
    let contract = borrower.contract(&id).await.contract;
    let lines = contract.parties.iter().flat_map(|party| &party.details);
    let registry = lines.filter(|line| line.label.en == "Registry").collect::<Vec<_>>();
    assert_eq!(registry[0].text.zh, "签署人即市场监督管理登记的法定代表人（2026年11月23日查询）");
    borrower.sign(&id, &Signer::seeded(1)).await;
    assert_eq!(told(&mut borrower, &id).await, [true]);
}

#[tokio::test]
async fn whoever_the_registry_does_not_name_learns_it_with_the_decision_and_cannot_sign() {
    let shop = Shop::open().await;
    let (mut borrower, id) = not_the_signatory(&shop).await;
    let view = borrower.application(&id).await;
    assert_eq!((view.stage, view.next_step), (StageName::Approved, NextStep::SettleSignatory));
    let found = view.signatory.expect("the registry was asked");
    assert_eq!((found.may_sign, found.name.as_deref()), (false, Some("高**")));
    assert_eq!(told(&mut borrower, &id).await, [false]);
    let refused = refused_to_sign(&shop, &mut borrower, &id).await;
    assert_eq!(refused, ProblemCode::NotTheSignatory);
    let view = borrower.application(&id).await;
    assert_eq!((view.stage, view.next_step), (StageName::Accepted, NextStep::SettleSignatory));
}

#[tokio::test]
async fn the_refusal_says_in_both_languages_what_to_do() {
    let shop = Shop::open().await;
    let (mut borrower, id) = not_the_signatory(&shop).await;
    refused_to_sign(&shop, &mut borrower, &id).await;
    let contract = borrower.contract(&id).await;
    let prepare = Signer::seeded(1).prepare(&contract);
    for (language, says) in [("zh-CN", "用自己的手机号登录"), ("en", "with their own phone")]
    {
        let asked = borrower.asked::<PrepareSigning>(&[&id], &prepare);
        let asked = asked.header("accept-language", language);
        let problem = borrower.line.send(asked).await.problem();
        assert!(problem.detail.contains(says), "{}", problem.detail);
    }
}

#[tokio::test]
async fn the_same_name_with_another_number_is_somebody_else_and_a_name_alone_will_do() {
    let shop = Shop::open().await;
    let person = Person::enterprise();
    registry_names(&shop, Some(named(&person, "51050219850615002X")));
    let (mut borrower, id) = approved(&shop).await;
    assert!(!may_sign(&borrower.application(&id).await));
    let by_name = NamedPerson { resident_id: None, ..named(&person, "51050219850615002X") };
    registry_names(&shop, Some(by_name));
    let view = borrower.ask::<AskRegistry>(&[&id], &Empty {}).await;
    assert!(may_sign(&view));
}

#[tokio::test]
async fn a_registry_brought_up_to_date_is_asked_again_and_the_applicant_signs() {
    let shop = Shop::open().await;
    let (mut borrower, id) = not_the_signatory(&shop).await;
    let person = Person::enterprise_with(REPRESENTED_BY_ANOTHER);
    let again = borrower.ask::<AskRegistry>(&[&id], &Empty {}).await;
    assert!(!may_sign(&again), "nothing has changed there yet");
    registry_names(&shop, Some(named(&person, &person.identity.resident_id)));
    let view = borrower.ask::<AskRegistry>(&[&id], &Empty {}).await;
    assert_eq!((may_sign(&view), view.next_step), (true, NextStep::ReadCostSheet));
    assert_eq!(view.decision.expect("a decision").version, 1, "no figure has changed");
    let asked = shop.outside().times_asked(Party::Registry, REPRESENTED_BY_ANOTHER);
    borrower.ask::<AskRegistry>(&[&id], &Empty {}).await;
    let after = shop.outside().times_asked(Party::Registry, REPRESENTED_BY_ANOTHER);
    assert_eq!((asked, after), (3, 3), "nobody is asked about what is settled");
    let sheet = borrower.show_cost_sheet(&id).await;
    shop.pass(60);
    borrower.acknowledge(&id, &sheet).await;
    borrower.sign(&id, &Signer::seeded(1)).await;
    assert_eq!(told(&mut borrower, &id).await, [false, true]);
}

#[tokio::test]
async fn figures_that_changed_with_the_registration_are_decided_on_again() {
    let shop = Shop::open().await;
    registry_names(&shop, None);
    let (mut borrower, id) = approved(&shop).await;
    let view = borrower.application(&id).await;
    let found = view.signatory.expect("the registry was asked");
    assert_eq!((found.may_sign, found.name), (false, None), "it names nobody");
    shop.outside().clear_scripts();
    shop.script_fact("registry", "months_in_business", Some("3"));
    let view = borrower.ask::<AskRegistry>(&[&id], &Empty {}).await;
    assert!(may_sign(&view));
    assert_eq!((view.stage, view.decision.expect("a decision").version), (StageName::Declined, 2));
}

#[tokio::test]
async fn the_registry_is_asked_again_only_where_it_helps_and_may_be() {
    let shop = Shop::open().await;
    let (mut borrower, id) = not_the_signatory(&shop).await;
    let mut stranger = shop.borrower("13800138009").await;
    let problem = stranger.refused::<AskRegistry>(&[&id], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));

    shop.script("registry", Behaviour::Status(400), Some(1));
    let problem = borrower.refused::<AskRegistry>(&[&id], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
    assert!(!may_sign(&borrower.application(&id).await), "what it said before still stands");

    borrower.ask::<WithdrawConsent>(&[&id, "registry_query"], &Empty {}).await;
    let problem = borrower.refused::<AskRegistry>(&[&id], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::ConsentMissing));

    let waiting = borrower.apply(&Person::enterprise(), 300_000).await;
    let problem = borrower.refused::<AskRegistry>(&[&waiting], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotFromHere));
}

#[tokio::test]
async fn a_sole_trader_signs_as_the_operator_and_a_farmer_as_nobody_but_themselves() {
    let shop = Shop::open().await;
    let mut trader = shop.borrower("13800138000").await;
    let id = trader.apply(&Person::sole_trader(), 100_000).await;
    let mut farmer = shop.borrower("13800138001").await;
    let farmed = farmer.apply(&Person::farmer(), 50_000).await;
    shop.work().await;
    let found = trader.application(&id).await.signatory.expect("the registry was asked");
    assert_eq!((found.capacity, found.may_sign), (Capacity::Operator, true));
    let view = farmer.application(&farmed).await;
    assert_eq!((view.signatory, view.next_step), (None, NextStep::ReadCostSheet));
    let sheet = farmer.show_cost_sheet(&farmed).await;
    shop.pass(60);
    farmer.acknowledge(&farmed, &sheet).await;
    farmer.sign(&farmed, &Signer::seeded(1)).await;
    assert_eq!(told(&mut farmer, &farmed).await, Vec::<bool>::new());
}

#[tokio::test]
async fn somebody_else_who_signs_for_the_same_business_is_asked_about_anew() {
    let shop = Shop::open().await;
    let (mut borrower, first) = approved(&shop).await;
    assert!(may_sign(&borrower.application(&first).await));
    let mut partner = Person::enterprise();
    "周建国".clone_into(&mut partner.identity.person_name);
    "510502198506150038".clone_into(&mut partner.identity.resident_id);
    let id = borrower.apply(&partner, 100_000).await;
    shop.work().await;
    let code = partner.identity.uscc.expect("a code");
    assert_eq!(shop.outside().times_asked(Party::Registry, &code), 2);
    assert!(may_sign(&borrower.application(&id).await), "the simulator takes anybody's word");
}
