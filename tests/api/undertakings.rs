//! What the money is for: chosen, described, undertaken, kept as evidence.

use shared::api::{Draw, DrawRequest, Empty, GetEvidence, GetFacility, ProblemCode};
use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::purpose::Undertaking;
use tests::evidence::{checked, kinds};
use tests::identity::Person;
use tests::journey::{draw_under, undertaken, yuan};
use tests::shop::Shop;

#[tokio::test]
async fn what_is_undertaken_is_kept_word_for_word_and_bound_in_the_evidence() {
    let shop = Shop::open().await;
    let (mut borrower, facility) =
        shop.facility_of("13800138000", &Person::enterprise(), 100_000).await;
    let view = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
    let description = "采购面粉和食用油".to_owned();
    let undertaking = undertaken(&view.offer, 0, &description);
    let request = DrawRequest { description, undertaking, ..draw_under(&view.offer, yuan(10_000)) };
    let loan = borrower.ask::<Draw>(&[&facility], &request).await;
    assert_eq!(loan.draw.description, "采购面粉和食用油");
    shop.work().await;
    let bundle = borrower.ask::<GetEvidence>(&[&view.application_id], &Empty {}).await;
    let findings = checked(&bundle);
    assert!(findings.absent.is_empty(), "the undertaking is in the file");
    let undertaken = EvidenceBody::Undertaken { loan_id: loan.loan_id, undertaking };
    let undertaken = serde_json::to_value(undertaken).expect("an event");
    assert!(bundle.events.iter().any(|event| event.body == undertaken));
    let kept: Undertaking =
        serde_json::from_str(&bundle.documents[&undertaking]).expect("an undertaking");
    assert_eq!(kept.description, "采购面粉和食用油");
    assert!(kept.promise.zh.contains(&kept.purpose.zh));
    assert!(!kept.never.is_empty());
    let kinds = kinds(&bundle);
    let at = |kind: &str| kinds.iter().position(|found| *found == kind);
    assert!(
        at("contract_signed") < at("undertaken") && at("undertaken") < at("drawn"),
        "{kinds:?}"
    );
}

#[tokio::test]
async fn a_draw_agrees_to_exactly_the_undertaking_that_was_shown() {
    let shop = Shop::open().await;
    let (mut borrower, facility) =
        shop.facility_of("13800138000", &Person::enterprise(), 100_000).await;
    let offer = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.offer;
    let mut other = draw_under(&offer, yuan(10_000));
    other.undertaking = Digest::of(b"another promise");
    let mut of_another_purpose = draw_under(&offer, yuan(10_000));
    of_another_purpose.purpose = 1;
    let mut described_later = draw_under(&offer, yuan(10_000));
    described_later.description = "面粉".to_owned();
    for request in [other, of_another_purpose, described_later] {
        let problem = borrower.refused::<Draw>(&[&facility], &request).await;
        assert_eq!((problem.status, problem.code), (409, ProblemCode::DocumentChanged));
    }
}

#[tokio::test]
async fn what_is_never_financed_is_found_however_it_is_written() {
    let shop = Shop::open().await;
    let (mut borrower, facility) =
        shop.facility_of("13800138000", &Person::enterprise(), 100_000).await;
    let offer = borrower.ask::<GetFacility>(&[&facility], &Empty {}).await.offer;
    for (description, word) in [
        ("付 房 子 首 付 款", "首付"),
        ("ＳＴＯＣＫＳ of a friend", "stocks"),
        ("ｇａｍｂｌｉｎｇ debts", "gambling"),
        ("买\u{200b}房", "买房"),
        ("炒　股", "炒股"),
    ] {
        let mut request = draw_under(&offer, yuan(10_000));
        request.description = description.to_owned();
        let problem = borrower.refused::<Draw>(&[&facility], &request).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
        let field = &problem.fields[0];
        assert_eq!((&*field.field, &*field.code), ("description", "purpose_prohibited"));
        assert!(field.detail.contains(word), "{description}: {}", field.detail);
    }
    let mut long = draw_under(&offer, yuan(10_000));
    long.description = "长".repeat(201);
    let problem = borrower.refused::<Draw>(&[&facility], &long).await;
    assert_eq!(problem.fields[0].code, "description_too_long");
    let mut nothing = draw_under(&offer, yuan(10_000));
    nothing.purpose = 99;
    let problem = borrower.refused::<Draw>(&[&facility], &nothing).await;
    assert_eq!(problem.fields[0].code, "purpose_not_offered");
}
