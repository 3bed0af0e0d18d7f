//! Files of statements a borrower imports: read or refused line by line, held against the bank's own
//! record, deciding nothing by themselves.

use shared::api::{
    ApplicationView, Empty, ImportFile, ImportFileRequest, ProblemCode, RemoveFile, SetIdentity,
    SetIdentityRequest, Submit,
};
use shared::application::StageName;
use shared::cross_check::FindingKind;
use shared::decision::Answer;
use shared::facts::{Metric, Source};
use shared::imported::FileKind;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::line::{Asked, InProcess, Line};
use tests::shop::Shop;

fn joy() -> Person {
    Person { product_id: "enterprise-joy", ..Person::enterprise() }
}

/// A year of statements with this much coming in, and out again, every month.
fn account(monthly: u32) -> String {
    let months = std::iter::once((2025, 12)).chain((1..=11).map(|month| (2026, month)));
    let lines = months
        .map(|(year, month)| format!("{year}-{month:02}-10,{monthly}.00,{monthly}.00,180000.00\n"));
    format!("日期,收入,支出,余额\n{}", lines.collect::<String>())
}

async fn import(
    borrower: &mut Borrower<InProcess>,
    id: &str,
    kind: &str,
    csv: &str,
) -> ApplicationView {
    let request = ImportFileRequest { csv: csv.to_owned() };
    borrower.ask::<ImportFile>(&[id, kind], &request).await
}

/// The decision on 乐企贷 after importing `csv`.
async fn decided(shop: &Shop, csv: &str) -> shared::api::DecisionView {
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.prepare(&joy(), 100_000).await;
    import(&mut borrower, &id, "bank", csv).await;
    borrower.ask::<Submit>(&[&id], &Empty {}).await;
    shop.work().await;
    borrower.application(&id).await.decision.expect("a decision")
}

#[tokio::test]
async fn a_file_is_kept_as_figures_of_its_days_and_replaced_or_taken_back() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.prepare(&joy(), 100_000).await;
    import(&mut borrower, &id, "takings", "日期,收款\n2026-11-20,88.80\n").await;
    import(&mut borrower, &id, "bank", &account(100)).await;
    let view = import(&mut borrower, &id, "bank", &account(475_000)).await;
    let kinds: Vec<FileKind> = view.imports.iter().map(|file| file.kind).collect();
    assert_eq!(kinds, [FileKind::Bank, FileKind::Takings]);
    let bank = &view.imports[0];
    assert_eq!((bank.lines, bank.last_day.to_string().as_str()), (12, "2026-11-10"));
    let inflow = bank.figures.datum(Metric::BankInflow12Months).expect("inflow");
    assert_eq!((inflow.value, inflow.source), (570_000_000, Source::Imported));

    let view = borrower.ask::<RemoveFile>(&[&id, "bank"], &Empty {}).await;
    assert_eq!(view.imports.len(), 1);
    let problem = borrower.refused::<RemoveFile>(&[&id, "bank"], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
}

#[tokio::test]
async fn a_file_that_agrees_with_the_bank_changes_nothing_and_one_that_differs_goes_to_a_person() {
    // The bank's own record of this enterprise says 5,700,000.
    let decision = decided(&Shop::open().await, &account(475_000)).await;
    assert!(matches!(decision.answer, Answer::Approve(_)), "{:?}", decision.reasons);
    assert_eq!(decision.findings, []);
    let decision = decided(&Shop::open().await, &account(700_000)).await;
    assert_eq!(decision.answer, Answer::Refer);
    assert_eq!(decision.findings[0].code, "import_against_record");
    let used = decision.facts.datum(Metric::BankInflow12Months).expect("inflow");
    assert_eq!((used.value, used.source), (570_000_000, Source::Bank), "the file decides nothing");
}

#[tokio::test]
async fn what_only_a_file_knows_is_missing_and_a_person_sees_it() {
    let shop = Shop::open().await;
    shop.script_fact("bank", "bank_inflow_12_months", None);
    let decision = decided(&shop, &account(475_000)).await;
    assert_eq!(decision.answer, Answer::Refer);
    assert_eq!(decision.reasons[0].code, "missing_fact");
    assert_eq!(decision.findings[0].kind, FindingKind::Unconfirmed);
    assert!(decision.facts.datum(Metric::BankInflow12Months).is_none());
}

#[tokio::test]
async fn each_bad_line_is_named_with_what_to_write_and_the_earlier_file_stays() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.prepare(&joy(), 100_000).await;
    import(&mut borrower, &id, "bank", &account(100)).await;
    let csv = "date,in,out,balance\n2026-02-30,1,,1\n2026-11-01,one,,1\n".to_owned();
    let request = ImportFileRequest { csv };
    let problem = borrower.refused::<ImportFile>(&[&id, "bank"], &request).await;
    assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
    let codes: Vec<&str> = problem.fields.iter().map(|field| field.code.as_str()).collect();
    assert_eq!(codes, ["line_without_a_day", "line_without_an_amount"]);
    assert!(problem.fields[0].detail.starts_with("第2行："), "{:?}", problem.fields);
    let view = borrower.application(&id).await;
    assert_eq!(view.imports[0].lines, 12);
}

#[tokio::test]
async fn a_file_belongs_to_who_applies_and_to_a_draft() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let quote = borrower.quote(&joy(), 100_000).await;
    let id = borrower.start(&quote.quote_id, &joy()).await.application_id;
    let request = ImportFileRequest { csv: account(100) };
    let problem = borrower.refused::<ImportFile>(&[&id, "bank"], &request).await;
    assert_eq!(problem.code, ProblemCode::NotFromHere, "nobody applies yet");
    borrower.ask::<SetIdentity>(&[&id], &joy().identity).await;
    let problem = borrower.refused::<ImportFile>(&[&id, "diary"], &request).await;
    assert_eq!(problem.status, 404);
    import(&mut borrower, &id, "bank", &account(100)).await;

    let mut other = shop.borrower("13800138001").await;
    let problem = other.refused::<ImportFile>(&[&id, "bank"], &request).await;
    assert_eq!(problem.status, 404, "somebody else's application");

    let another = SetIdentityRequest {
        business_name: Some("泸州小满商贸有限公司".to_owned()),
        uscc: Some("91510500MA6PH0002G".to_owned()),
        ..joy().identity
    };
    let view = borrower.ask::<SetIdentity>(&[&id], &another).await;
    assert!(view.imports.is_empty(), "another business, another account");
    for kind in view.consents_needed {
        borrower.give_consent(&id, kind).await;
    }
    borrower.ask::<Submit>(&[&id], &Empty {}).await;
    let problem = borrower.refused::<ImportFile>(&[&id, "bank"], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotFromHere));
    assert_eq!(borrower.application(&id).await.stage, StageName::Submitted);
}

#[tokio::test]
async fn a_file_may_be_longer_than_other_bodies_and_has_its_own_end() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.prepare(&joy(), 100_000).await;
    let long = format!("日期,收款\n{}", "2026-11-20,88.80\n".repeat(15_000));
    let view = import(&mut borrower, &id, "takings", &long).await;
    assert_eq!(view.imports[0].lines, 15_000);
    let endless = ImportFileRequest { csv: "2026-11-20,88.80\n".repeat(150_000) };
    let problem = borrower.refused::<ImportFile>(&[&id, "takings"], &endless).await;
    assert_eq!((problem.status, problem.code), (413, ProblemCode::BodyTooLarge));
    let path = format!("/api/v1/applications/{id}/typed");
    let typed = Asked::new("PUT", path).json(vec![b' '; 100_000]);
    let typed = typed.header("cookie", borrower.cookie.as_deref().expect("signed in"));
    assert_eq!(shop.line.clone().send(typed).await.problem().status, 413);
}
