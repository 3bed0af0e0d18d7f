//! The certificate that a loan is settled, signed by the bank.

use server::adapters::Party;
use server::simulator::{Behaviour, REVOCATIONS, Script};
use shared::api::{
    CertificateView, Empty, GetSettlementCertificate, GetSettlementCertificatePdf, ProblemCode,
    Repay, RepayAmount, RepayRequest,
};
use shared::evidence::file::pdf_signed_digest;
use shared::schedule::RepaymentMethod;
use tests::lent::Lent;
use tests::shop::Shop;

/// Somebody who paid everything back.
async fn settled(shop: &Shop) -> Lent {
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    shop.live(3, &mut lent).await;
    let (loan, everything) = (lent.loan.clone(), RepayRequest { pay: RepayAmount::Everything });
    lent.borrower.ask::<Repay>(&[&loan], &everything).await;
    lent
}

async fn view(lent: &mut Lent) -> CertificateView {
    lent.borrower.ask::<GetSettlementCertificate>(&[&lent.loan], &Empty {}).await
}

async fn pdf(lent: &mut Lent) -> Vec<u8> {
    let ids = [lent.loan.as_str()];
    let reply = lent.borrower.try_asking::<GetSettlementCertificatePdf>(&ids, &Empty {}).await;
    assert!(reply.is_success(), "{}", reply.text());
    assert_eq!(reply.header("content-type"), Some("application/pdf"));
    reply.body
}

#[tokio::test]
async fn it_is_signed_once_and_is_the_same_file_whenever_it_is_asked_for() {
    let shop = Shop::open().await;
    let mut lent = settled(&shop).await;
    let signed = view(&mut lent).await.signed.expect("the bank signs at once");
    assert_eq!(signed.signed_at, shop.here.now());
    assert!(signed.certification_simulated && signed.timestamp_simulated);
    shop.work().await;
    let one = pdf(&mut lent).await;
    shop.pass(60);
    assert_eq!(one, pdf(&mut lent).await);
    assert_eq!(view(&mut lent).await.signed.map(|signed| signed.signed_at), Some(signed.signed_at));
    assert!(one.len() <= 200_000, "{} bytes", one.len());
    let mut stranger = shop.borrower("13900139000").await;
    let loan = lent.loan.clone();
    let problem = stranger.refused::<GetSettlementCertificatePdf>(&[&loan], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
}

#[tokio::test]
async fn while_something_is_owed_nothing_is_signed() {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    let loan = lent.loan.clone();
    let problem = lent.borrower.refused::<GetSettlementCertificatePdf>(&[&loan], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotSettled));
}

#[tokio::test]
async fn while_the_time_stamping_authority_is_down_it_holds_and_waits_in_line_for_its_stamp() {
    let shop = Shop::open().await;
    let mut lent = settled(&shop).await;
    shop.work().await;
    shop.script("timestamp", Behaviour::Status(503), Some(2));
    let before = pdf(&mut lent).await;
    shop.work().await;
    assert_eq!(view(&mut lent).await.signed.expect("signed").timestamped_at, None);
    for _ in 0..3 {
        shop.pass(120);
        shop.work().await;
    }
    let stamped = view(&mut lent).await.signed.expect("signed").timestamped_at;
    assert!(stamped.is_some(), "stamped as soon as somebody answers");
    let after = pdf(&mut lent).await;
    assert_eq!(pdf_signed_digest(&before), pdf_signed_digest(&after), "the same was signed");
    assert_ne!(before, after, "the stamp is inside");
}

#[tokio::test]
async fn while_nobody_certifies_the_bank_s_key_what_is_certified_can_be_read_and_is_signed_later() {
    let shop = Shop::open().await;
    let mut lent = settled(&shop).await;
    shop.work().await;
    let loan = lent.loan.clone();
    for behaviour in [Behaviour::Status(500), Behaviour::Nonsense(true)] {
        shop.script("certification", behaviour.clone(), Some(1));
        assert_eq!(view(&mut lent).await.signed, None);
        shop.script("certification", behaviour, Some(1));
        let problem =
            lent.borrower.refused::<GetSettlementCertificatePdf>(&[&loan], &Empty {}).await;
        assert_eq!((problem.status, problem.code), (503, ProblemCode::OutsidePartyDown));
    }
    assert!(view(&mut lent).await.signed.is_some());
}

#[tokio::test]
async fn while_nobody_can_tell_whether_the_bank_s_certificate_stands_nothing_is_signed_by_it() {
    let shop = Shop::open().await;
    let mut lent = settled(&shop).await;
    pdf(&mut lent).await;
    lent.loan = lent.draw(&shop, 10_000, 12, RepaymentMethod::AnyTime).await;
    shop.live(1, &mut lent).await;
    let (loan, everything) = (lent.loan.clone(), RepayRequest { pay: RepayAmount::Everything });
    lent.borrower.ask::<Repay>(&[&loan], &everything).await;
    shop.outside().script(Script {
        service: Party::Certification,
        identity: REVOCATIONS.to_owned(),
        behaviour: Behaviour::Status(503),
        times: Some(1),
    });
    assert_eq!(view(&mut lent).await.signed, None);
    assert!(view(&mut lent).await.signed.is_some());
}
