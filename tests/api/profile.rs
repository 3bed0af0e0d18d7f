//! What the bank holds about somebody: every datum with its source, its day and its authorisation.

use server::simulator::Behaviour;
use shared::api::{
    Empty, GetProfile, HeldGroup, HowItCame, ImportFile, ImportFileRequest, ProblemCode, Profile,
    WithdrawConsent,
};
use shared::consent::ConsentKind;
use shared::cross_check::FindingKind;
use shared::facts::{Metric, Source};
use std::collections::BTreeSet;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::line::InProcess;
use tests::shop::Shop;

async fn profile(borrower: &mut Borrower<InProcess>) -> Profile {
    borrower.ask::<GetProfile>(&[], &Empty {}).await
}

fn of(profile: &Profile, source: Source) -> Vec<&HeldGroup> {
    profile.groups.iter().filter(|group| group.source == source).collect()
}

#[tokio::test]
async fn somebody_of_whom_nothing_is_known_has_an_empty_profile() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let profile = profile(&mut borrower).await;
    assert!(profile.people.is_empty() && profile.groups.is_empty() && profile.findings.is_empty());
    let problem = shop.stranger("13800138000").refused::<GetProfile>(&[], &Empty {}).await;
    assert_eq!(problem.code, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn every_datum_has_its_source_its_day_and_the_authorisation_it_was_fetched_under() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person { product_id: "tax-e", ..Person::enterprise_with("91510500MA6PH0002G") };
    let id = borrower.apply(&person, 300_000).await;
    let submitted = shop.here.now();
    shop.pass(60);
    shop.work().await;
    let profile = profile(&mut borrower).await;

    let sources: BTreeSet<Source> = profile.groups.iter().map(|group| group.source).collect();
    let expected = [
        Source::Declared,
        Source::Tax,
        Source::Registry,
        Source::CreditBureau,
        Source::Identity,
        Source::Court,
        Source::EnterpriseCredit,
    ];
    assert_eq!(sources, BTreeSet::from(expected));
    let tax = of(&profile, Source::Tax)[0];
    assert_eq!((tax.subject.as_str(), &tax.application_id), ("91510500MA6PH0002G", &id));
    let HowItCame::Fetched { at, kind, under: Some(under), simulated: true } = &tax.came else {
        panic!("fetched from the simulator: {:?}", tax.came);
    };
    assert_eq!((*kind, *at), (ConsentKind::TaxQuery, submitted.plus_seconds(60)));
    assert!(under.given_at <= submitted && under.withdrawn_at.is_none());
    let sales = tax.data.iter().find(|held| held.metric == Metric::AnnualSales).expect("sales");
    assert_eq!(sales.value, "500000.00");
    assert_eq!(sales.declared.as_deref(), Some("6000000.00"), "what was declared instead");
    assert_eq!(sales.as_of, shop.here.today());

    let credit = of(&profile, Source::CreditBureau)[0];
    assert_eq!(credit.subject, profile.people[0].resident_id, "a resident ID is masked");
    assert_eq!(of(&profile, Source::Identity)[0].subject, profile.people[0].resident_id);
    let age = &of(&profile, Source::Identity)[0].data[0];
    assert_eq!((age.metric, age.value.as_str()), (Metric::ApplicantAge, "41"));
}

#[tokio::test]
async fn an_answer_used_again_is_held_once_and_a_withdrawal_shows() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let mut applications = Vec::new();
    for _ in 0..2 {
        applications.push(borrower.apply(&Person::enterprise(), 100_000).await);
        shop.work().await;
        shop.pass(1);
    }
    borrower.ask::<WithdrawConsent>(&[&applications[0], "tax_query"], &Empty {}).await;
    let profile = profile(&mut borrower).await;
    let tax = of(&profile, Source::Tax);
    assert_eq!(tax.len(), 1);
    assert_eq!(tax[0].application_id, applications[1], "the latest it serves");
    let HowItCame::Fetched { under: Some(under), .. } = &tax[0].came else { panic!("fetched") };
    assert_eq!(under.withdrawn_at, Some(shop.here.now()));
    assert_eq!(of(&profile, Source::Declared).len(), 1, "the same answers, carried over");
    assert_eq!(profile.people.len(), 1);
}

#[tokio::test]
async fn findings_and_imported_files_are_held_too_and_nobody_else_sees_any_of_it() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person { product_id: "enterprise-joy", ..Person::enterprise() };
    let facts = [("bank_inflow_12_months".to_owned(), Some("1000000.00".to_owned()))];
    shop.script("bank", Behaviour::Facts(facts.into()), None);
    let id = borrower.prepare(&person, 100_000).await;
    let csv = "日期,收入,支出,余额\n2026-11-20,500,,500\n".to_owned();
    borrower.ask::<ImportFile>(&[&id, "bank"], &ImportFileRequest { csv }).await;
    borrower.ask::<shared::api::Submit>(&[&id], &Empty {}).await;
    shop.work().await;

    let held = profile(&mut borrower).await;
    let file = of(&held, Source::Imported)[0];
    assert!(matches!(file.came, HowItCame::Imported { lines: 1, .. }));
    let kinds: Vec<FindingKind> = held.findings.iter().map(|one| one.finding.kind).collect();
    assert!(kinds.contains(&FindingKind::Mismatch), "{kinds:?}");
    assert!(held.findings.iter().all(|one| one.application_id == id));

    let mut other = shop.borrower("13800138001").await;
    assert!(profile(&mut other).await.groups.is_empty());
}
