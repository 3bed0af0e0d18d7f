//! Papers that draws rest on: presented, confirmed, taken once, given back.

use server::simulator::Behaviour;
use server::simulator::papers::{CHAIN_COMPANY, FEED_COMPANY};
use shared::api::{
    AskAgain, ConfirmProposal, Draw, DrawRequest, Empty, FacilityView, FetchPapers, GetConsentText,
    GetEvidence, GetFacility, GetLoan, GiveConsent, GiveConsentRequest, LoanStatusView, PaperView,
    PaymentNotice, PresentPaper, PreviewDraw, PreviewDrawQuery, Problem, ProblemCode, Propose,
    ProposeRequest, Repay, RepayAmount, RepayRequest, TakeBackPaper,
};
use shared::backing::{PaperEntry, Standing};
use shared::consent::ConsentKind;
use shared::entrusted_payment::PaymentRoute;
use shared::money::Money;
use shared::servicing::ServicingAction;
use tests::borrower::Borrower;
use tests::evidence::checked;
use tests::identity::Person;
use tests::journey::{draw_under, yuan};
use tests::lent::Lent;
use tests::line::{InProcess, Line};
use tests::shop::Shop;

/// An invoice whose number the simulated parties confirm as claimed.
const INVOICE: &str = "25512000000012345671";

fn receivable(amount: &str, invoices: &[&str]) -> PaperEntry {
    PaperEntry::Receivable {
        debtor: CHAIN_COMPANY.to_owned(),
        amount: amount.to_owned(),
        due: "2027-02-28".to_owned(),
        invoices: invoices.iter().map(|number| (*number).to_owned()).collect(),
    }
}

fn order(number: &str, amount: &str, prepaid: &str) -> PaperEntry {
    PaperEntry::Order {
        buyer: CHAIN_COMPANY.to_owned(),
        number: number.to_owned(),
        amount: amount.to_owned(),
        prepaid: prepaid.to_owned(),
    }
}

async fn view(borrower: &mut Borrower<InProcess>, facility: &str) -> FacilityView {
    borrower.ask::<GetFacility>(&[facility], &Empty {}).await
}

async fn papers(borrower: &mut Borrower<InProcess>, facility: &str) -> Vec<PaperView> {
    view(borrower, facility).await.papers.expect("a facility with papers").papers
}

/// A draw of `amount` on every paper there is.
async fn on_all_papers(
    borrower: &mut Borrower<InProcess>,
    facility: &str,
    amount: Money,
) -> DrawRequest {
    let view = view(borrower, facility).await;
    let papers = view.papers.map(|papers| papers.papers).unwrap_or_default();
    DrawRequest {
        papers: papers.into_iter().map(|paper| paper.paper_id).collect(),
        ..draw_under(&view.offer, amount)
    }
}

async fn refused_draw(
    borrower: &mut Borrower<InProcess>,
    facility: &str,
    amount: Money,
) -> Problem {
    let request = on_all_papers(borrower, facility, amount).await;
    borrower.refused::<Draw>(&[facility], &request).await
}

/// Presents a paper and hears the answer.
async fn present(
    shop: &Shop,
    borrower: &mut Borrower<InProcess>,
    facility: &str,
    entry: &PaperEntry,
) -> Standing {
    let view = borrower.ask::<PresentPaper>(&[facility], entry).await;
    let id = view.papers.expect("papers").papers[0].paper_id.clone();
    shop.work().await;
    let papers = papers(borrower, facility).await;
    papers.into_iter().find(|paper| paper.paper_id == id).expect("the paper").standing
}

/// Invoices that agree with what the enterprise says it sells.
fn invoices_agree(shop: &Shop) {
    shop.script_fact("invoices", "invoiced_sales_12_months", Some("5500000.00"));
}

async fn supplier(shop: &Shop) -> (Borrower<InProcess>, String) {
    let person = Person::enterprise().choosing("chain-receivable");
    shop.facility_of("13800138000", &person, 100_000).await
}

#[tokio::test]
async fn nothing_is_drawn_without_the_papers_a_product_asks_for() {
    let shop = Shop::open().await;
    invoices_agree(&shop);
    let products = [
        ("chain-receivable", Person::enterprise()),
        ("chain-payable", Person::enterprise()),
        ("chain-order", Person::enterprise()),
        ("invoice-e", Person::enterprise()),
        ("bill-pledge", Person::enterprise()),
        ("property-quick", Person::enterprise()),
        ("feed-scene", Person::farmer()),
    ];
    for (index, (product, person)) in products.into_iter().enumerate() {
        let mobile = format!("1380013800{index}");
        let (mut borrower, facility) =
            shop.facility_of(&mobile, &person.choosing(product), 50_000).await;
        let problem = refused_draw(&mut borrower, &facility, yuan(10_000)).await;
        assert_eq!((problem.status, problem.code), (409, ProblemCode::PapersMissing), "{product}");
    }
}

#[tokio::test]
async fn a_receivable_goes_from_claim_to_confirmation_to_money_and_is_free_again_once_repaid() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    shop.script("platform", Behaviour::Hesitate(true), Some(1));
    let entry = receivable("100000.01", &[INVOICE, "25512000000012345672"]);
    let awaited = present(&shop, &mut borrower, &facility, &entry).await;
    let until = "2026-12-23".parse().expect("a day");
    assert_eq!(awaited, Standing::Awaited { until }, "thirty days, by the regulation");
    let problem = refused_draw(&mut borrower, &facility, yuan(10_000)).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PaperNotFree));

    shop.pass(3600);
    shop.work().await;
    borrower.sign_in().await;
    let shown = view(&mut borrower, &facility).await.papers.expect("papers");
    assert_eq!(shown.lendable, yuan(80_000), "four fifths of what was confirmed");
    let problem = refused_draw(&mut borrower, &facility, Money::from_fen(8_000_001)).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::AbovePapers));
    assert!(problem.detail.contains("80000"), "{}", problem.detail);

    let request = on_all_papers(&mut borrower, &facility, yuan(80_000)).await;
    let loan = borrower.ask::<Draw>(&[&facility], &request).await;
    assert_eq!(loan.draw.papers, [INVOICE, "25512000000012345672"]);
    shop.work().await;
    let standing = papers(&mut borrower, &facility).await.remove(0).standing;
    let financed = Standing::Financed { loan_id: loan.loan_id.clone(), on: shop.here.today() };
    assert_eq!(standing, financed);
    let problem = borrower.refused::<Draw>(&[&facility], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PaperFinanced));

    let everything = RepayRequest { pay: RepayAmount::Everything };
    borrower.ask::<Repay>(&[&loan.loan_id], &everything).await;
    let standing = papers(&mut borrower, &facility).await.remove(0).standing;
    assert_eq!(standing, Standing::Lends { amount: yuan(80_000) }, "given back on settlement");
}

#[tokio::test]
async fn money_that_comes_in_by_itself_and_settles_a_loan_gives_its_papers_back() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    present(&shop, &mut borrower, &facility, &receivable("50000", &[INVOICE])).await;
    let request = on_all_papers(&mut borrower, &facility, yuan(20_000)).await;
    let loan = borrower.ask::<Draw>(&[&facility], &request).await.loan_id;
    shop.work().await;
    for (reference, amount, lends) in
        [("R1", yuan(19_999), Money::ZERO), ("R2", yuan(1), yuan(40_000))]
    {
        let notice = PaymentNotice {
            amount,
            on: shop.here.today(),
            payer_account: tests::identity::ACCOUNT.to_owned(),
            loan: loan.clone(),
        };
        assert!(shop.told_of_payment(reference, &notice).await.is_success());
        let standing = papers(&mut borrower, &facility).await.remove(0).standing;
        assert_eq!(standing.lends(), lends);
    }
}

#[tokio::test]
async fn what_a_draw_would_lack_in_papers_is_said_beforehand() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    let offer = view(&mut borrower, &facility).await.offer;
    let draw = draw_under(&offer, yuan(40_001));
    let (term_months, method) = (draw.term_months, draw.method);
    let query = PreviewDrawQuery { amount: draw.amount, term_months, method };
    let code = async |borrower: &mut Borrower<InProcess>, query: &PreviewDrawQuery| {
        let against = borrower.ask::<PreviewDraw>(&[&facility], query).await.against;
        against.into_iter().map(|reason| reason.code).collect::<Vec<_>>()
    };
    assert_eq!(code(&mut borrower, &query).await, ["papers_missing"]);
    present(&shop, &mut borrower, &facility, &receivable("50000", &[INVOICE])).await;
    assert_eq!(code(&mut borrower, &query).await, ["above_papers"]);
    let query = PreviewDrawQuery { amount: yuan(40_000), ..query };
    assert!(code(&mut borrower, &query).await.is_empty());
}

#[tokio::test]
async fn part_of_a_loan_repaid_gives_no_paper_back_and_a_refused_payout_gives_all_of_them() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    present(&shop, &mut borrower, &facility, &receivable("50000", &[INVOICE])).await;
    shop.script("payment", Behaviour::Refuse(true), Some(1));
    let request = on_all_papers(&mut borrower, &facility, yuan(20_000)).await;
    let loan = borrower.ask::<Draw>(&[&facility], &request).await.loan_id;
    shop.work().await;
    let never = borrower.ask::<GetLoan>(&[&loan], &Empty {}).await.status;
    assert!(matches!(never, LoanStatusView::PayoutRefused { .. }));
    let standing = papers(&mut borrower, &facility).await.remove(0).standing;
    assert_eq!(standing, Standing::Lends { amount: yuan(40_000) });

    let loan = borrower.ask::<Draw>(&[&facility], &request).await.loan_id;
    shop.work().await;
    let part = RepayRequest { pay: RepayAmount::Amount(yuan(19_999)) };
    borrower.ask::<Repay>(&[&loan], &part).await;
    let standing = papers(&mut borrower, &facility).await.remove(0).standing;
    assert!(matches!(standing, Standing::Financed { .. }), "{standing:?}");
}

#[tokio::test]
async fn what_cannot_be_a_paper_is_refused_field_by_field() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    let due = |due: &str| PaperEntry::Receivable {
        debtor: CHAIN_COMPANY.to_owned(),
        amount: "100".to_owned(),
        due: due.to_owned(),
        invoices: vec![INVOICE.to_owned()],
    };
    let own = PaperEntry::Receivable {
        debtor: "91510500MA6PH0001D".to_owned(),
        amount: "100".to_owned(),
        due: "2027-02-28".to_owned(),
        invoices: vec![INVOICE.to_owned()],
    };
    let twice = receivable("100", &[INVOICE, "２５５１ 2000 0000 1234 5671"]);
    for (entry, field, code) in [
        (due("2026-11-23"), "due", "paper_due"),
        (due("28/02/2027"), "due", "day_unreadable"),
        (own, "debtor", "paper_of_itself"),
        (twice, "invoices", "invoice_twice"),
        (receivable("0", &[INVOICE]), "amount", "amount_unreadable"),
        (receivable("-5", &[INVOICE]), "amount", "amount_unreadable"),
        (receivable("5", &["123"]), "invoices", "invoice_number_length"),
        (order("PO-1", "100", "10"), "paper", "paper_not_asked_for"),
    ] {
        let problem = borrower.refused::<PresentPaper>(&[&facility], &entry).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
        let named: Vec<_> = problem.fields.iter().map(|f| (&*f.field, &*f.code)).collect();
        assert_eq!(named, [(field, code)], "{entry:?}");
    }
    assert_eq!(papers(&mut borrower, &facility).await, []);
}

#[tokio::test]
async fn a_disputed_receivable_and_one_nobody_answers_for_lend_nothing() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    let disputed = receivable("60000", &["25512000000012345678"]);
    let standing = present(&shop, &mut borrower, &facility, &disputed).await;
    assert_eq!(standing, Standing::Disputed { on: shop.here.today() });
    let problem = refused_draw(&mut borrower, &facility, yuan(10_000)).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PaperNotFree));
    let id = papers(&mut borrower, &facility).await.remove(0).paper_id;
    let problem = borrower.refused::<AskAgain>(&[&facility, &id], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotFromHere));
    let view = borrower.ask::<TakeBackPaper>(&[&facility, &id], &Empty {}).await;
    assert_eq!(view.papers.expect("papers").papers, []);

    let silent = receivable("60000", &["25512000000012345679"]);
    present(&shop, &mut borrower, &facility, &silent).await;
    shop.pass(31 * 24 * 3600);
    shop.work().await;
    borrower.sign_in().await;
    let paper = papers(&mut borrower, &facility).await.remove(0);
    let until = "2026-12-23".parse().expect("a day");
    assert_eq!(paper.standing, Standing::Lapsed { until });
}

#[tokio::test]
async fn an_authorisation_that_has_lapsed_is_given_anew_before_anybody_is_asked_again() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    let silent = receivable("60000", &["25512000000012345679"]);
    present(&shop, &mut borrower, &facility, &silent).await;
    shop.pass(31 * 24 * 3600);
    borrower.sign_in().await;
    let shown = view(&mut borrower, &facility).await;
    let id = shown.papers.as_ref().expect("papers").papers[0].paper_id.clone();
    assert!(!shown.papers.as_ref().expect("papers").is_authorised);
    let problem = borrower.refused::<AskAgain>(&[&facility, &id], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::ConsentMissing));
    assert!(problem.detail.contains("交易信息查询授权书"), "{}", problem.detail);

    let (kind, application) = (ConsentKind::PlatformQuery, shown.application_id);
    let text = borrower.ask::<GetConsentText>(&[&application, kind.key()], &Empty {}).await;
    let given = GiveConsentRequest { kind, text_digest: text.digest };
    borrower.ask::<GiveConsent>(&[&application], &given).await;
    let asked = borrower.ask::<AskAgain>(&[&facility, &id], &Empty {}).await;
    let papers = asked.papers.expect("papers");
    assert!(papers.is_authorised);
    assert!(matches!(papers.papers[0].standing, Standing::Awaited { .. }));
}

#[tokio::test]
async fn the_same_invoice_is_financed_once_across_borrowers_and_nobody_learns_whose() {
    let shop = Shop::open().await;
    let (mut first, facility) = supplier(&shop).await;
    let person = Person::enterprise_with("9144030071526726XG").choosing("chain-receivable");
    let (mut second, other) = shop.facility_of("13800138001", &person, 100_000).await;
    for (borrower, facility) in [(&mut first, &facility), (&mut second, &other)] {
        let entry = receivable("50000", &[INVOICE]);
        let standing = present(&shop, borrower, facility, &entry).await;
        assert_eq!(standing, Standing::Lends { amount: yuan(40_000) });
    }
    let mine = on_all_papers(&mut first, &facility, yuan(10_000)).await;
    let theirs = on_all_papers(&mut second, &other, yuan(10_000)).await;
    let loan = first.ask::<Draw>(&[&facility], &mine).await.loan_id;
    let problem = second.refused::<Draw>(&[&other], &theirs).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PaperFinanced));
    let on = shop.here.today();
    assert!(problem.detail.contains(&on.to_string()), "{}", problem.detail);
    for secret in [loan.as_str(), "青禾", "91510500MA6PH0001D", "13800138000"] {
        assert!(!problem.detail.contains(secret), "{}", problem.detail);
    }
    let standing = papers(&mut second, &other).await.remove(0).standing;
    assert_eq!(standing, Standing::FinancedElsewhere { on });

    // However it is typed, whatever it is presented as, and by whomever.
    let id = papers(&mut second, &other).await.remove(0).paper_id;
    second.ask::<TakeBackPaper>(&[&other, &id], &Empty {}).await;
    let again = receivable("10", &["２５５１-2000 0000 1234 5671"]);
    let problem = second.refused::<PresentPaper>(&[&other], &again).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PaperFinanced));
    invoices_agree(&shop);
    let person = Person::enterprise().choosing("invoice-e");
    let (mut third, invoices) = shop.facility_of("13800138002", &person, 50_000).await;
    let entry = PaperEntry::Invoice { number: INVOICE.to_owned(), amount: "10".to_owned() };
    let problem = third.refused::<PresentPaper>(&[&invoices], &entry).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PaperFinanced));
}

#[tokio::test]
async fn borrowers_who_draw_on_one_receivable_at_once_get_it_once() {
    let shop = Shop::open().await;
    let mut racers = Vec::new();
    for racer in 0..6 {
        let person = Person::enterprise().choosing("chain-receivable");
        let mobile = format!("1380013800{racer}");
        let (mut borrower, facility) = shop.facility_of(&mobile, &person, 100_000).await;
        present(&shop, &mut borrower, &facility, &receivable("50000", &[INVOICE])).await;
        let request = on_all_papers(&mut borrower, &facility, yuan(10_000)).await;
        racers.push((borrower, facility, request));
    }
    let mut at_once = Vec::new();
    for (mut borrower, facility, request) in racers {
        at_once.push(tokio::spawn(async move {
            borrower.try_asking::<Draw>(&[&facility], &request).await
        }));
    }
    let mut drawn = 0;
    for racer in at_once {
        let reply = racer.await.expect("an answer");
        if reply.is_success() {
            drawn += 1;
        } else {
            assert_eq!(reply.problem().code, ProblemCode::PaperFinanced);
        }
    }
    assert_eq!(drawn, 1);
}

#[tokio::test]
async fn a_repeated_draw_on_a_paper_is_answered_as_the_first_was() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    present(&shop, &mut borrower, &facility, &receivable("50000", &[INVOICE])).await;
    let request = on_all_papers(&mut borrower, &facility, yuan(40_000)).await;
    let mut at_once = Vec::new();
    for _ in 0..16 {
        let mut borrower = borrower.clone();
        let asked = borrower.asked_with_key::<Draw>("key", &[&facility], &request);
        at_once.push(tokio::spawn(async move { borrower.line.send(asked).await }));
    }
    for answer in at_once {
        let reply = answer.await.expect("an answer");
        assert!(reply.is_success(), "{}", reply.text());
    }
    assert_eq!(view(&mut borrower, &facility).await.loans.len(), 1);
}

#[tokio::test]
async fn a_paper_presented_twice_and_one_of_somebody_else_are_refused() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    present(&shop, &mut borrower, &facility, &receivable("50000", &[INVOICE])).await;
    let overlapping = receivable("70000", &["25512000000012345672", INVOICE]);
    let problem = borrower.refused::<PresentPaper>(&[&facility], &overlapping).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PaperPresented));

    let id = papers(&mut borrower, &facility).await.remove(0).paper_id;
    let person = Person::enterprise().choosing("chain-receivable");
    let (mut other, theirs) = shop.facility_of("13800138001", &person, 100_000).await;
    let view = view(&mut other, &theirs).await;
    let stolen = DrawRequest { papers: vec![id.clone()], ..draw_under(&view.offer, yuan(10_000)) };
    let found = [
        other.refused::<Draw>(&[&theirs], &stolen).await,
        other.refused::<AskAgain>(&[&theirs, &id], &Empty {}).await,
        other.refused::<TakeBackPaper>(&[&theirs, &id], &Empty {}).await,
        other.refused::<PresentPaper>(&[&facility], &receivable("1", &[INVOICE])).await,
        other.refused::<FetchPapers>(&[&facility], &Empty {}).await,
        other.refused::<TakeBackPaper>(&[&facility, &id], &Empty {}).await,
    ];
    for problem in found {
        assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    }
}

#[tokio::test]
async fn a_chain_company_s_list_is_fetched_and_its_invoices_are_drawn_on_one_by_one() {
    let shop = Shop::open().await;
    let person = Person::enterprise().choosing("chain-payable");
    let (mut borrower, facility) = shop.facility_of("13800138000", &person, 50_000).await;
    let problem =
        borrower.refused::<PresentPaper>(&[&facility], &receivable("50000", &[INVOICE])).await;
    assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
    shop.script("platform", Behaviour::Status(503), Some(1));
    let problem = borrower.refused::<FetchPapers>(&[&facility], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));

    let listed = borrower.ask::<FetchPapers>(&[&facility], &Empty {}).await.papers.expect("papers");
    assert_eq!(listed.papers.len(), 2);
    let lends: Vec<Money> = listed.papers.iter().map(|paper| paper.standing.lends()).collect();
    assert_eq!(Money::checked_sum(lends), Some(listed.lendable));
    let view = view(&mut borrower, &facility).await;
    let one = &listed.papers[0];
    let request =
        DrawRequest { papers: vec![one.paper_id.clone()], ..draw_under(&view.offer, yuan(10_000)) };
    borrower.ask::<Draw>(&[&facility], &request).await;
    let again = borrower.ask::<FetchPapers>(&[&facility], &Empty {}).await.papers.expect("papers");
    assert_eq!(again.papers.len(), 2, "what stands behind a loan stays, and comes once");
    let financed = again.papers.iter().filter(|paper| paper.paper_id == one.paper_id);
    assert!(financed.clone().all(|paper| matches!(paper.standing, Standing::Financed { .. })));
    assert_eq!(financed.count(), 1);

    shop.pass(61 * 24 * 3600);
    borrower.sign_in().await;
    let old = papers(&mut borrower, &facility).await;
    let free = old.iter().find(|paper| paper.paper_id != one.paper_id).expect("the other");
    assert!(matches!(free.standing, Standing::OutOfDate { .. }), "{:?}", free.standing);
}

#[tokio::test]
async fn an_order_lends_seven_tenths_less_what_the_buyer_prepaid_and_nothing_beyond() {
    let shop = Shop::open().await;
    let person = Person::enterprise().choosing("chain-order");
    let (mut borrower, facility) = shop.facility_of("13800138000", &person, 30_000).await;
    let none = order("PO-2026-01", "100000", "0");
    let problem = borrower.refused::<PresentPaper>(&[&facility], &none).await;
    assert_eq!(problem.fields[0].code, "prepaid_too_little");
    let standing =
        present(&shop, &mut borrower, &facility, &order("PO-2026-01", "10万", "3万")).await;
    assert_eq!(standing, Standing::Lends { amount: yuan(40_000) });
    let above = refused_draw(&mut borrower, &facility, yuan(40_001)).await;
    assert_eq!((above.status, above.code), (409, ProblemCode::AbovePapers));
    let request = on_all_papers(&mut borrower, &facility, yuan(40_000)).await;
    let loan = borrower.ask::<Draw>(&[&facility], &request).await;
    assert_eq!(loan.draw.papers, ["PO-2026-01"]);
}

#[tokio::test]
async fn invoices_and_bills_lend_what_their_products_say() {
    let shop = Shop::open().await;
    invoices_agree(&shop);
    let invoice = PaperEntry::Invoice { number: INVOICE.to_owned(), amount: "30000".to_owned() };
    let bill = PaperEntry::Bill {
        number: "130265100001820260901123456781".to_owned(),
        amount: "100000".to_owned(),
        due: "2027-03-31".to_owned(),
    };
    let products = [("invoice-e", invoice, 30_000), ("bill-pledge", bill, 90_000)];
    for (index, (product, entry, lends)) in products.into_iter().enumerate() {
        let person = Person::enterprise().choosing(product);
        let mobile = format!("1380013800{index}");
        let (mut borrower, facility) = shop.facility_of(&mobile, &person, 50_000).await;
        let standing = present(&shop, &mut borrower, &facility, &entry).await;
        assert_eq!(standing, Standing::Lends { amount: yuan(lends) }, "{product}");
        let request = on_all_papers(&mut borrower, &facility, yuan(20_000)).await;
        borrower.ask::<Draw>(&[&facility], &request).await;
    }
}

#[tokio::test]
async fn a_property_secures_every_draw_of_its_facility_and_no_other_facility() {
    let shop = Shop::open().await;
    let certificate = PaperEntry::Property {
        certificate: "川（2024）泸州市不动产权第0012345号".to_owned(),
    };
    let person = Person::enterprise().choosing("property-quick");
    let (mut borrower, facility) = shop.facility_of("13800138000", &person, 100_000).await;
    let limit = view(&mut borrower, &facility).await.limit;
    let standing = present(&shop, &mut borrower, &facility, &certificate).await;
    assert_eq!(standing, Standing::Lends { amount: limit });
    let mut loans = Vec::new();
    for _ in 0..2 {
        let request = on_all_papers(&mut borrower, &facility, yuan(20_000)).await;
        loans.push(borrower.ask::<Draw>(&[&facility], &request).await.loan_id);
    }
    shop.work().await;

    let (mut other, theirs) = shop.facility_of("13800138001", &person, 100_000).await;
    let problem = other.refused::<PresentPaper>(&[&theirs], &certificate).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PaperFinanced));
    let everything = RepayRequest { pay: RepayAmount::Everything };
    borrower.ask::<Repay>(&[&loans[0]], &everything).await;
    let problem = other.refused::<PresentPaper>(&[&theirs], &certificate).await;
    assert_eq!(problem.code, ProblemCode::PaperFinanced, "one loan still rests on it");
    borrower.ask::<Repay>(&[&loans[1]], &everything).await;
    other.ask::<PresentPaper>(&[&theirs], &certificate).await;
}

#[tokio::test]
async fn a_renewed_loan_keeps_the_property_that_secures_it() {
    let shop = Shop::open().await;
    let certificate = PaperEntry::Property {
        certificate: "川（2024）泸州市不动产权第0012345号".to_owned(),
    };
    let person = Person::enterprise().choosing("property-quick");
    let (mut borrower, facility) = shop.facility_of("13800138000", &person, 100_000).await;
    present(&shop, &mut borrower, &facility, &certificate).await;
    let request = on_all_papers(&mut borrower, &facility, yuan(20_000)).await;
    let request = DrawRequest { term_months: 12, ..request };
    let loan = borrower.ask::<Draw>(&[&facility], &request).await.loan_id;
    shop.work().await;
    let mut lent = Lent { borrower, facility, loan };
    shop.live(345, &mut lent).await;
    let action = ServicingAction::Renew { term_months: 12, method: request.method };
    let proposal =
        lent.borrower.ask::<Propose>(&[&lent.loan], &ProposeRequest { action }).await.proposal_id;
    let renewed = lent.borrower.ask::<ConfirmProposal>(&[&lent.loan, &proposal], &Empty {}).await;
    let renewed = renewed.new_loan_id.expect("a new loan");
    shop.work().await;
    let (mut other, theirs) = shop.facility_of("13800138001", &person, 100_000).await;
    let problem = other.refused::<PresentPaper>(&[&theirs], &certificate).await;
    assert_eq!(problem.code, ProblemCode::PaperFinanced);
    let loan = lent.borrower.ask::<GetLoan>(&[&renewed], &Empty {}).await;
    assert_eq!(loan.draw.papers.len(), 1, "what was agreed with the draw goes on");
    let everything = RepayRequest { pay: RepayAmount::Everything };
    lent.borrower.ask::<Repay>(&[&renewed], &everything).await;
    other.ask::<PresentPaper>(&[&theirs], &certificate).await;
}

#[tokio::test]
async fn a_scene_pays_the_feed_company_and_nobody_else() {
    let shop = Shop::open().await;
    let person = Person::farmer().choosing("feed-scene");
    let (mut borrower, facility) = shop.facility_of("13800138000", &person, 20_000).await;
    let delivered = borrower.ask::<FetchPapers>(&[&facility], &Empty {}).await;
    let contract = delivered.papers.expect("papers").papers.remove(0);
    assert_eq!(contract.payee.as_ref().map(|payee| payee.name.as_str()), Some(FEED_COMPANY.0));
    let mut request = on_all_papers(&mut borrower, &facility, yuan(10_000)).await;
    request.payee = Some(shared::api::PayeeEntry {
        name: "我的亲戚".to_owned(),
        account: tests::identity::ACCOUNT.to_owned(),
    });
    let problem = borrower.refused::<Draw>(&[&facility], &request).await;
    assert_eq!(problem.fields[0].code, "payee_fixed");
    request.payee = None;
    let loan = borrower.ask::<Draw>(&[&facility], &request).await;
    assert_eq!(loan.draw.route, PaymentRoute::ByScene);
    assert_eq!(loan.draw.payee.map(|payee| payee.name), Some(FEED_COMPANY.0.to_owned()));
    shop.work().await;
    let paid = shop.outside().orders().remove(0);
    assert_eq!(
        (paid.account.as_str(), paid.payee.as_deref()),
        (FEED_COMPANY.1, Some(FEED_COMPANY.0))
    );
    borrower.ask::<Repay>(&[&loan.loan_id], &RepayRequest { pay: RepayAmount::Everything }).await;
    let collected = shop.outside().orders();
    let collected = collected.iter().find(|order| order.direction == "collect").expect("an order");
    assert_eq!((collected.account.as_str(), &collected.payee), (tests::identity::ACCOUNT, &None));
}

#[tokio::test]
async fn a_party_that_is_down_or_talks_nonsense_is_asked_again_and_nothing_is_lost() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    shop.script("platform", Behaviour::Status(503), Some(1));
    shop.script("platform", Behaviour::Nonsense(true), Some(1));
    let entry = receivable("50000", &[INVOICE]);
    let standing = present(&shop, &mut borrower, &facility, &entry).await;
    assert!(matches!(standing, Standing::Awaited { .. }), "{standing:?}");
    for _ in 0..3 {
        shop.pass(90);
        shop.work().await;
    }
    let standing = papers(&mut borrower, &facility).await.remove(0).standing;
    assert_eq!(standing, Standing::Lends { amount: yuan(40_000) });
}

#[tokio::test]
async fn less_than_claimed_may_be_confirmed_and_is_what_counts() {
    let shop = Shop::open().await;
    let (mut borrower, facility) = supplier(&shop).await;
    let entry = receivable("100000", &["25512000000012345677"]);
    let standing = present(&shop, &mut borrower, &facility, &entry).await;
    assert_eq!(standing, Standing::Lends { amount: yuan(64_000) }, "80 % of 80 %");
    let bundle = {
        let application = view(&mut borrower, &facility).await.application_id;
        borrower.ask::<GetEvidence>(&[&application], &Empty {}).await
    };
    checked(&bundle);
}
