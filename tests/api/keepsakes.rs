//! What a borrower takes away, and how things stood on a past day.

use shared::api::{
    AnswerStatement, AnswerStatementRequest, Empty, GetDecision, GetDueDates, GetFacility,
    GetInterestBook, GetInterestBookCsv, GetInterestReceipts, GetLoan, GetProducts,
    GetSettlementCertificate, GetStatement, GetStatements, ProblemCode, Repay, RepayAmount,
    RepayRequest,
};
use shared::canonical;
use shared::money::Money;
use shared::schedule::RepaymentMethod;
use std::process::Command;
use tests::journey::yuan;
use tests::line::Line;
use tests::shop::Shop;

const ANY_TIME: RepaymentMethod = RepaymentMethod::AnyTime;

fn pay(amount: i64) -> RepayRequest {
    RepayRequest { pay: RepayAmount::Amount(yuan(amount)) }
}

#[tokio::test]
async fn an_independent_script_recomputes_the_exported_loan_to_the_fen() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(30_000, 12, RepaymentMethod::LevelInstalment).await;
    shop.live(12, &mut lent).await;
    let loan = lent.loan.clone();
    lent.borrower.ask::<Repay>(&[&loan], &pay(777)).await;
    // Debits refused for a week: overdue beyond the days of grace, then paid.
    shop.live(17, &mut lent).await;
    shop.script("payment", server::simulator::Behaviour::Refuse(true), Some(5));
    shop.live(8, &mut lent).await;
    let owed = lent.standing().await.due.total;
    assert!(lent.standing().await.overdue.is_some_and(|overdue| !overdue.in_grace));
    let pay_due = RepayRequest { pay: RepayAmount::Amount(owed) };
    lent.borrower.ask::<Repay>(&[&loan], &pay_due).await;
    shop.live(30, &mut lent).await;
    let book = lent.borrower.ask::<GetInterestBook>(&[&loan], &Empty {}).await;
    let file =
        std::env::temp_dir().join(format!("puhui-interest-book-{}.json", std::process::id()));
    std::fs::write(&file, serde_json::to_vec(&book).expect("JSON")).expect("a file");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/recompute.py");
    let recompute = || Command::new("python3").arg(script).arg(&file).output().expect("python3");
    let agreed = recompute();
    let said = String::from_utf8_lossy(&agreed.stdout).into_owned();
    assert!(agreed.status.success(), "{said}{}", String::from_utf8_lossy(&agreed.stderr));
    assert!(said.contains(&format!("payoff {}", book.payoff.total)), "{said}");

    // A script that cannot disagree is worth nothing.
    let text = std::fs::read_to_string(&file).expect("the file");
    let payment = book.lines.iter().find_map(|line| match line {
        shared::loan::InterestLine::Paid { interest, .. } => Some(*interest),
        _ => None,
    });
    let payment = payment.expect("a payment");
    let altered = payment.checked_add(Money::from_fen(1)).expect("money");
    let changed = text.replacen(
        &format!("\"interest\":\"{payment}\",\"principal\""),
        &format!("\"interest\":\"{altered}\",\"principal\""),
        1,
    );
    assert_ne!(changed, text);
    std::fs::write(&file, changed).expect("a file");
    assert!(!recompute().status.success(), "one fen more is found");
    std::fs::remove_file(file).expect("the file was there");
}

#[tokio::test]
async fn the_interest_book_and_due_dates_can_be_taken_away_as_files() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(10, &mut lent).await;
    let loan = lent.loan.clone();
    let csv = lent.borrower.try_asking::<GetInterestBookCsv>(&[&loan], &Empty {}).await;
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(csv.header("content-disposition").is_some_and(|value| value.contains("attachment")));
    let text = csv.text();
    assert_eq!(text.lines().filter(|line| line.contains(",night,")).count(), 10);
    let book = lent.borrower.ask::<GetInterestBook>(&[&loan], &Empty {}).await;
    assert_eq!(text.lines().count(), book.lines.len() + 1);
    let calendar = lent.borrower.try_asking::<GetDueDates>(&[&loan], &Empty {}).await;
    assert_eq!(calendar.header("content-type"), Some("text/calendar; charset=utf-8"));
    assert_eq!(calendar.text().matches("BEGIN:VEVENT").count(), 12);
    // Part of the interest, paid ahead of its due date.
    lent.borrower.ask::<Repay>(&[&loan], &pay(5)).await;
    let standing = lent.standing().await;
    let next = standing.next.expect("a due date");
    assert_eq!(standing.upcoming[0].total, next.owed.total, "the plan asks for what is due next");
    let calendar = lent.borrower.try_asking::<GetDueDates>(&[&loan], &Empty {}).await;
    let said = format!("应还{}元", next.owed.total);
    assert!(calendar.text().contains(&said), "{said} {}", calendar.text());
}

#[tokio::test]
async fn only_a_settled_loan_is_certified_and_every_payment_has_its_receipt() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(10, &mut lent).await;
    let loan = lent.loan.clone();
    let refused = lent.borrower.refused::<GetSettlementCertificate>(&[&loan], &Empty {}).await;
    assert_eq!((refused.status, refused.code), (409, ProblemCode::NotSettled));
    lent.borrower.ask::<Repay>(&[&loan], &pay(1_000)).await;
    let everything = RepayRequest { pay: RepayAmount::Everything };
    shop.live(5, &mut lent).await;
    lent.borrower.ask::<Repay>(&[&loan], &everything).await;
    let shown = lent.borrower.ask::<GetSettlementCertificate>(&[&loan], &Empty {}).await;
    assert_eq!(canonical::digest(&shown.certificate).ok(), Some(shown.digest));
    assert!(shown.certificate.text.zh.contains("泸州青禾餐饮管理有限公司"));
    assert_eq!(shown.certificate.settled_on, shop.here.today());
    let receipts = lent.borrower.ask::<GetInterestReceipts>(&[&loan], &Empty {}).await.receipts;
    let cost = Money::checked_sum(receipts.iter().map(|receipt| receipt.cost));
    assert_eq!((receipts.len(), cost), (2, Some(shown.certificate.interest)));
}

#[tokio::test]
async fn each_month_has_a_statement_that_the_borrower_agrees_or_disagrees_with() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    shop.live(40, &mut lent).await;
    let facility = lent.facility.clone();
    let months = lent.borrower.ask::<GetStatements>(&[&facility], &Empty {}).await.months;
    let named: Vec<String> = months.iter().map(|month| month.month.to_string()).collect();
    assert_eq!(named, ["2026-12", "2026-11"]);
    let ids = [facility.as_str(), "2026-12"];
    let shown = lent.borrower.ask::<GetStatement>(&ids, &Empty {}).await;
    assert_eq!(canonical::digest(&shown.statement).ok(), Some(shown.digest));
    assert_eq!((shown.corrected, &shown.answer), (None, &None));
    assert_eq!(shown.statement.loans[0].payments.len(), 1);
    let answer = |agrees, remark: &str, digest| AnswerStatementRequest {
        digest,
        agrees,
        remark: remark.to_owned(),
    };
    let other = answer(true, "", months[1].digest);
    let problem = lent.borrower.refused::<AnswerStatement>(&ids, &other).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::DocumentChanged));
    let silent = answer(false, " ", shown.digest);
    assert_eq!(lent.borrower.refused::<AnswerStatement>(&ids, &silent).await.status, 422);
    let disagrees = answer(false, "少记一笔", shown.digest);
    let answered = lent.borrower.ask::<AnswerStatement>(&ids, &disagrees).await;
    assert_eq!(answered.answer.as_ref().map(|answer| answer.agrees), Some(false));
    let now = [facility.as_str(), "2027-01"];
    let unfinished = lent.borrower.refused::<GetStatement>(&now, &Empty {}).await;
    assert_eq!(unfinished.status, 404, "the month is not over");
}

#[tokio::test]
async fn every_balance_can_be_seen_as_of_a_past_day() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, ANY_TIME).await;
    let (loan, facility) = (lent.loan.clone(), lent.facility.clone());
    shop.live(10, &mut lent).await;
    let (then, before) = (shop.here.today(), lent.view().await);
    let facility_before = lent.borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    shop.live(5, &mut lent).await;
    lent.borrower.ask::<Repay>(&[&loan], &pay(4_000)).await;
    lent.draw(&shop, 5_000, 12, ANY_TIME).await;

    let seen = lent.borrower.ask_as_of::<GetLoan>(&[&loan], then).await;
    assert_eq!(seen, before);
    let seen = lent.borrower.ask_as_of::<GetFacility>(&[&facility], then).await;
    assert_eq!(seen, facility_before);
    let tomorrow = shop.here.today().succ_opt().expect("a day");
    let ahead = lent.borrower.try_asking_as_of::<GetLoan>(&[&loan], tomorrow).await.problem();
    assert_eq!((ahead.status, ahead.fields[0].code.as_str()), (422, "in_future"));
    let earlier = "2026-11-22".parse().expect("a day");
    let early = lent.borrower.try_asking_as_of::<GetLoan>(&[&loan], earlier).await.problem();
    assert_eq!((early.status, early.fields[0].code.as_str()), (422, "before_it_began"));

    let id = facility_before.application_id;
    let decided = lent.borrower.ask_as_of::<GetDecision>(&[&id], then).await;
    assert_eq!(decided.version, 1);
    let nothing = lent.borrower.try_asking_as_of::<GetDecision>(&[&id], earlier).await;
    assert_eq!(nothing.problem().status, 404);
    let products = lent.borrower.ask_as_of::<GetProducts>(&[], then).await;
    assert_eq!((products.digest, products.today), (shop.here.catalogue.digest(), then));
    let nothing = lent.borrower.try_asking_as_of::<GetProducts>(&[], earlier).await;
    assert_eq!(nothing.problem().status, 422, "there was no catalogue");
    let unreadable = lent.borrower.asked::<GetLoan>(&[&loan], &Empty {});
    let path = format!("{}?as_of=yesterday", unreadable.path);
    let problem = lent.borrower.line.send(tests::line::Asked { path, ..unreadable }).await;
    assert_eq!(problem.problem().status, 422);
}
