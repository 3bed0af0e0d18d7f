//! Where a draw is paid: to the borrower, or by rule to whom they buy from.

use server::simulator::Behaviour;
use shared::api::{
    Draw, DrawRequest, Empty, GetFacility, GetLoan, LoanView, PayeeEntry, ProblemCode,
};
use shared::decision::Offer;
use shared::entrusted_payment::PaymentRoute;
use shared::money::Money;
use tests::borrower::Borrower;
use tests::identity::{ACCOUNT, Person};
use tests::journey::{draw_under, undertaken, yuan};
use tests::line::InProcess;
use tests::shop::Shop;

const SELLER: &str = "4111111111111111";

/// Somebody with a limit of 1,800,000 whose single draws above 500,000 go to the seller.
struct Trader {
    borrower: Borrower<InProcess>,
    facility: String,
    offer: Offer,
}

impl Trader {
    async fn with_a_limit(shop: &Shop) -> Self {
        shop.script_fact("platform", "traded_12_months", Some("9000000.00"));
        shop.script_fact("bank", "bank_inflow_12_months", Some("9000000.00"));
        let person = Person::enterprise().choosing("trade-quick");
        let (mut borrower, facility) = shop.facility_of("13800138000", &person, 900_000).await;
        let view = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
        assert_eq!(view.limit, yuan(1_800_000));
        assert_eq!(view.offer.entrusted_payment_above, yuan(500_000));
        Self { borrower, facility, offer: view.offer }
    }

    fn own(&self, amount: Money) -> DrawRequest {
        draw_under(&self.offer, amount)
    }

    fn to_seller(&self, amount: Money) -> DrawRequest {
        let description = "面粉10吨".to_owned();
        DrawRequest {
            payee: Some(PayeeEntry {
                name: "泸州市江阳区面粉厂".to_owned(),
                account: SELLER.to_owned(),
            }),
            undertaking: undertaken(&self.offer, 0, &description),
            description,
            ..self.own(amount)
        }
    }

    async fn draw(&mut self, request: &DrawRequest) -> LoanView {
        self.borrower.ask::<Draw>(&[&self.facility], request).await
    }

    async fn refused(&mut self, request: &DrawRequest) -> shared::api::Problem {
        self.borrower.refused::<Draw>(&[&self.facility], request).await
    }
}

#[tokio::test]
async fn the_threshold_itself_goes_to_the_borrower_and_a_fen_more_to_the_seller() {
    let shop = Shop::open().await;
    let mut trader = Trader::with_a_limit(&shop).await;
    let above = Money::from_fen(50_000_001);
    let problem = trader.refused(&trader.own(above)).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PayeeMissing));
    assert!(problem.detail.contains("500000"), "{}", problem.detail);
    let loan = trader.draw(&trader.to_seller(above)).await;
    assert_eq!(loan.draw.route, PaymentRoute::ByAmount);
    let own = trader.draw(&trader.own(yuan(500_000))).await;
    assert_eq!((own.draw.route, own.draw.payee), (PaymentRoute::Own, None));
    shop.work().await;
    let paid: Vec<_> = shop
        .outside()
        .orders()
        .into_iter()
        .map(|order| (order.amount, order.account, order.payee))
        .collect();
    let seller = Some("泸州市江阳区面粉厂".to_owned());
    assert!(paid.contains(&("500000.01".to_owned(), SELLER.to_owned(), seller)), "{paid:?}");
    assert!(paid.contains(&("500000.00".to_owned(), ACCOUNT.to_owned(), None)), "{paid:?}");
    let shown = trader.borrower.ask::<GetLoan>(&[&loan.loan_id], &Empty {}).await.draw;
    let payee = shown.payee.expect("the loan shows who was paid");
    assert_eq!(payee.name, "泸州市江阳区面粉厂");
    assert!(payee.account_masked.contains('*'), "{}", payee.account_masked);
    assert_eq!(shown.description, "面粉10吨");
}

#[tokio::test]
async fn draws_split_to_stay_below_the_threshold_are_seen_as_one_for_thirty_days() {
    let shop = Shop::open().await;
    let mut trader = Trader::with_a_limit(&shop).await;
    trader.draw(&trader.own(yuan(200_000))).await;
    trader.draw(&trader.own(yuan(300_000))).await;
    let view = trader.borrower.ask::<GetFacility>(&[&trader.facility], &Empty {}).await;
    assert_eq!(view.own_draws.len(), 2, "shown before drawing");
    let problem = trader.refused(&trader.own(Money::from_fen(1))).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PayeeMissing));
    assert!(problem.detail.contains("500000.01"), "{}", problem.detail);
    // Another purpose is another matter.
    let mut rent = trader.own(yuan(10_000));
    rent.purpose = 1;
    rent.undertaking = undertaken(&trader.offer, 1, "");
    trader.draw(&rent).await;
    let loan = trader.draw(&trader.to_seller(yuan(100_000))).await;
    let together = yuan(600_000);
    assert_eq!(loan.draw.route, PaymentRoute::ByAggregation { together });

    shop.pass(29 * 24 * 3600);
    trader.borrower.sign_in().await;
    assert_eq!(trader.refused(&trader.own(yuan(1))).await.code, ProblemCode::PayeeMissing);
    shop.pass(24 * 3600);
    trader.borrower.sign_in().await;
    let own = trader.draw(&trader.own(yuan(100_000))).await;
    assert_eq!(own.draw.route, PaymentRoute::Own);
}

#[tokio::test]
async fn two_draws_at_once_cannot_both_stay_below_the_threshold() {
    let shop = Shop::open().await;
    let trader = Trader::with_a_limit(&shop).await;
    let mut at_once = Vec::new();
    for device in 0..8 {
        let (mut borrower, facility) = (trader.borrower.clone(), trader.facility.clone());
        let key = format!("device-{device}");
        let request = trader.own(yuan(150_000));
        let asked = borrower.asked_with_key::<Draw>(&key, &[&facility], &request);
        at_once.push(tokio::spawn(async move {
            tests::line::Line::send(&mut borrower.line, asked).await
        }));
    }
    let mut drawn = 0;
    for device in at_once {
        let reply = device.await.expect("an answer");
        if reply.is_success() {
            drawn += 1;
        } else {
            assert_eq!(reply.problem().code, ProblemCode::PayeeMissing);
        }
    }
    assert_eq!(drawn, 3, "450,000 stay, the fourth would be 600,000");
}

#[tokio::test]
async fn a_draw_that_was_never_paid_out_does_not_count() {
    let shop = Shop::open().await;
    let mut trader = Trader::with_a_limit(&shop).await;
    shop.script("payment", Behaviour::Refuse(true), Some(1));
    trader.draw(&trader.own(yuan(500_000))).await;
    shop.work().await;
    let own = trader.draw(&trader.own(yuan(500_000))).await;
    assert_eq!(own.draw.route, PaymentRoute::Own);
}

#[tokio::test]
async fn a_payee_who_is_the_borrower_or_nobody_is_refused_field_by_field() {
    let shop = Shop::open().await;
    let mut trader = Trader::with_a_limit(&shop).await;
    let cases = [
        ("泸州青禾餐饮管理有限公司", SELLER, "payee_name", "payee_is_oneself"),
        (" 陈秀兰 ", SELLER, "payee_name", "payee_is_oneself"),
        ("面粉厂", ACCOUNT, "payee_account", "payee_account_is_own"),
        ("面粉厂", "６２１７ 0015 4001 2345 672", "payee_account", "payee_account_is_own"),
        ("面粉厂", "12", "payee_account", "bank_card_wrong_length"),
        ("面粉厂", "six", "payee_account", "bank_card_not_digits"),
        ("", SELLER, "payee_name", "business_name_too_short"),
        ("🙂🙂", SELLER, "payee_name", "business_name_foreign_character"),
    ];
    for (name, account, field, code) in cases {
        let mut request = trader.to_seller(yuan(600_000));
        request.payee = Some(PayeeEntry { name: name.to_owned(), account: account.to_owned() });
        let problem = trader.refused(&request).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields), "{name}");
        let named: Vec<_> = problem.fields.iter().map(|f| (&*f.field, &*f.code)).collect();
        assert_eq!(named, [(field, code)], "{name} {account}");
    }
    let mut unsaid = trader.to_seller(yuan(600_000));
    unsaid.description = " ".to_owned();
    unsaid.undertaking = undertaken(&trader.offer, 0, "");
    let problem = trader.refused(&unsaid).await;
    assert_eq!(problem.fields[0].code, "description_missing");
}

#[tokio::test]
async fn a_borrower_may_have_the_seller_paid_although_nobody_asks_for_it() {
    let shop = Shop::open().await;
    let mut trader = Trader::with_a_limit(&shop).await;
    let loan = trader.draw(&trader.to_seller(yuan(400_000))).await;
    assert_eq!(loan.draw.route, PaymentRoute::Own);
    assert!(loan.draw.payee.is_some());
    // It went to the seller, so it does not count.
    let own = trader.draw(&trader.own(yuan(400_000))).await;
    assert_eq!(own.draw.route, PaymentRoute::Own);
}
