//! Applications: drafts, identities, authorisations, decisions and whose they are.

use server::adapters::Party;
use shared::api::{
    Empty, GetApplication, GetConsentText, GetEvidence, GetFacility, GetLoan, GetOverview,
    GiveConsent, GiveConsentRequest, NextStep, ProblemCode, RequestReview, SaveTyped,
    SaveTypedRequest, SetIdentity, SetIdentityRequest, StartApplication, StartApplicationRequest,
    Submit, WithdrawApplication, WithdrawConsent,
};
use shared::application::StageName;
use shared::canonical::Digest;
use shared::consent::ConsentKind;
use shared::decision::Answer;
use std::collections::BTreeMap;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::line::InProcess;
use tests::shop::Shop;

async fn draft(borrower: &mut Borrower<InProcess>, person: &Person) -> String {
    let quote = borrower.quote(person, 300_000).await;
    borrower.start(&quote.quote_id, person).await.application_id
}

#[tokio::test]
async fn an_application_carries_the_quote_over_without_retyping() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person::enterprise();
    let quote = borrower.quote(&person, 300_000).await;
    let view = borrower.start(&quote.quote_id, &person).await;
    assert_eq!(view.declared, person.facts(shop.here.today()));
    assert_eq!(view.need.amount, tests::journey::yuan(300_000));
    assert_eq!((view.stage, view.next_step), (StageName::Draft, NextStep::GiveIdentity));
}

#[tokio::test]
async fn typed_text_is_kept_and_continues_on_another_device() {
    let shop = Shop::open().await;
    let mut phone = shop.borrower("13800138000").await;
    let id = draft(&mut phone, &Person::enterprise()).await;
    let typed = BTreeMap::from([
        ("person_name".to_owned(), "陈秀".to_owned()),
        ("uscc".to_owned(), "9151050 0MA 💥".to_owned()),
    ]);
    phone.ask::<SaveTyped>(&[&id], &SaveTypedRequest { typed: typed.clone() }).await;

    shop.pass(61);
    let mut tablet = Borrower::at_device(shop.line.clone(), "13800138000", "tablet");
    tablet.sign_in().await;
    let overview = tablet.ask::<GetOverview>(&[], &Empty {}).await;
    assert_eq!(overview.applications[0].application_id, id);
    assert_eq!(overview.applications[0].typed, typed);
}

#[tokio::test]
async fn whatever_is_typed_comes_back_as_it_was_and_has_a_limit() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = draft(&mut borrower, &Person::enterprise()).await;
    let texts = [
        "'; drop table application; --",
        "<script>alert(1)</script>",
        "\u{202e}反\u{202c} \u{200d}👩‍🌾 \u{feff}",
        "%00 \\u0000 \t",
        "𠮷野家，㐂",
    ];
    for text in texts {
        let typed = BTreeMap::from([("business_name".to_owned(), text.to_owned())]);
        let request = SaveTypedRequest { typed: typed.clone() };
        borrower.ask::<SaveTyped>(&[&id], &request).await;
        assert_eq!(borrower.application(&id).await.typed, typed);
    }
    let long = BTreeMap::from([("business_name".to_owned(), "长".repeat(201))]);
    let many = (0..17).map(|count| (format!("field_{count}"), String::new())).collect();
    for typed in [long, many] {
        let problem = borrower.refused::<SaveTyped>(&[&id], &SaveTypedRequest { typed }).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
    }
}

#[tokio::test]
async fn identities_with_wrong_check_digits_are_refused_field_by_field_and_kept_as_typed() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = draft(&mut borrower, &Person::enterprise()).await;
    let good = Person::enterprise().identity;
    let cases: [(&str, &str, &str); 9] = [
        ("uscc", "91510500MA6PH0001E", "uscc_wrong_check_character"),
        ("uscc", "91510500MA6PH0001", "uscc_wrong_length"),
        ("uscc", "91510500MA6PH000🙂D", "uscc_foreign_character"),
        ("resident_id", "510502198506150012", "resident_id_wrong_check_character"),
        ("resident_id", "51050219850615001", "resident_id_seventeen_digits"),
        ("resident_id", "510502850615001", "resident_id_fifteen_digits"),
        ("resident_id", "510502198513450018", "resident_id_no_such_birth_date"),
        ("person_name", "🙂🙂", "person_name_foreign_character"),
        ("business_name", "", "business_name_too_short"),
    ];
    for (field, text, code) in cases {
        let mut request = good.clone();
        match field {
            "uscc" => request.uscc = Some(text.to_owned()),
            "resident_id" => text.clone_into(&mut request.resident_id),
            "person_name" => text.clone_into(&mut request.person_name),
            _ => request.business_name = Some(text.to_owned()),
        }
        let problem = borrower.refused::<SetIdentity>(&[&id], &request).await;
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields), "{text}");
        let named: Vec<_> = problem.fields.iter().map(|f| (&*f.field, &*f.code)).collect();
        assert_eq!(named, [(field, code)], "{text}");
        let kept = borrower.application(&id).await;
        assert_eq!(kept.typed.get(field).map(String::as_str), Some(text), "kept as typed");
        assert_eq!(kept.identity, None);
    }
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = draft(&mut borrower, &Person::enterprise()).await;
    let request = SetIdentityRequest {
        person_name: String::new(),
        resident_id: "1".to_owned(),
        business_name: Some(String::new()),
        uscc: Some("2".to_owned()),
    };
    let problem = borrower.refused::<SetIdentity>(&[&id], &request).await;
    let mut named: Vec<_> = problem.fields.iter().map(|field| &*field.field).collect();
    named.sort_unstable();
    assert_eq!(named, ["business_name", "person_name", "resident_id", "uscc"]);
}

#[tokio::test]
async fn identities_are_read_as_people_type_them() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = draft(&mut borrower, &Person::enterprise()).await;
    let mut request = Person::enterprise().identity;
    "５１０５０２ 19850615 0011".clone_into(&mut request.resident_id);
    request.uscc = Some("9151 0500 ma6p h000 1d".to_owned());
    let view = borrower.ask::<SetIdentity>(&[&id], &request).await;
    assert!(view.identity.is_some());
}

#[tokio::test]
async fn only_adults_born_in_the_past_may_apply() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = draft(&mut borrower, &Person::enterprise()).await;
    for (resident_id, code) in [
        ("510502200906150010", "resident_id_minor"),
        ("510502203006150019", "resident_id_not_yet_born"),
    ] {
        let mut request = Person::enterprise().identity;
        resident_id.clone_into(&mut request.resident_id);
        let problem = borrower.refused::<SetIdentity>(&[&id], &request).await;
        let codes: Vec<_> = problem.fields.iter().map(|field| &*field.code).collect();
        assert_eq!(codes, [code], "{resident_id}");
    }
}

#[tokio::test]
async fn somebody_else_s_things_do_not_exist() {
    let shop = Shop::open().await;
    let mut owner = shop.borrower("13800138000").await;
    let id = draft(&mut owner, &Person::enterprise()).await;
    let mut other = shop.borrower("13800138001").await;
    let found = [
        other.refused::<GetApplication>(&[&id], &Empty {}).await,
        other.refused::<SetIdentity>(&[&id], &Person::enterprise().identity).await,
        other.refused::<Submit>(&[&id], &Empty {}).await,
        other.refused::<WithdrawApplication>(&[&id], &Empty {}).await,
        other.refused::<GetEvidence>(&[&id], &Empty {}).await,
        other.refused::<GetConsentText>(&[&id, "tax_query"], &Empty {}).await,
        other.refused::<GetFacility>(&[&id], &Empty {}).await,
        other.refused::<GetLoan>(&[&id], &Empty {}).await,
    ];
    for problem in found {
        assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    }
    for name in ["nonsense", "..%2f..", "00000000-0000-7000-8000-000000000000"] {
        let problem = owner.refused::<GetApplication>(&[name], &Empty {}).await;
        assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound), "{name}");
    }
    assert_eq!(other.ask::<GetOverview>(&[], &Empty {}).await.applications, []);
}

#[tokio::test]
async fn nothing_can_be_started_from_a_quote_that_is_not_there_or_has_expired() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let start = |quote_id: &str| StartApplicationRequest {
        quote_id: quote_id.to_owned(),
        product_id: "micro-quick".to_owned(),
    };
    let problem = borrower.refused::<StartApplication>(&[], &start("no-such-quote")).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    let quote = borrower.quote(&Person::enterprise(), 300_000).await;
    shop.pass(200 * 24 * 3600);
    borrower.sign_in().await;
    let problem = borrower.refused::<StartApplication>(&[], &start(&quote.quote_id)).await;
    assert_eq!((problem.status, problem.code), (410, ProblemCode::QuoteExpired));
}

#[tokio::test]
async fn nothing_is_submitted_before_every_authorisation_is_given() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person::enterprise();
    let id = draft(&mut borrower, &person).await;
    let view = borrower.ask::<SetIdentity>(&[&id], &person.identity).await;
    assert_eq!(view.consents, [], "nothing is ticked for anybody");
    for kind in view.consents_needed {
        let problem = borrower.refused::<Submit>(&[&id], &Empty {}).await;
        assert_eq!((problem.status, problem.code), (409, ProblemCode::ConsentMissing));
        borrower.give_consent(&id, kind).await;
    }
    let view = borrower.ask::<Submit>(&[&id], &Empty {}).await;
    assert_eq!((view.stage, view.next_step), (StageName::Submitted, NextStep::WaitForDecision));
}

#[tokio::test]
async fn an_authorisation_is_given_to_exactly_the_text_that_was_shown() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person::enterprise();
    let id = draft(&mut borrower, &person).await;
    borrower.ask::<SetIdentity>(&[&id], &person.identity).await;
    let text_digest = Digest::of(b"another text");
    let request = GiveConsentRequest { kind: ConsentKind::TaxQuery, text_digest };
    let problem = borrower.refused::<GiveConsent>(&[&id], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::DocumentChanged));
}

#[tokio::test]
async fn a_withdrawn_authorisation_stops_the_query() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person::enterprise();
    let id = borrower.apply(&person, 300_000).await;
    borrower.ask::<WithdrawConsent>(&[&id, "tax_query"], &Empty {}).await;
    shop.work().await;
    let uscc = person.identity.uscc.expect("an enterprise has a code");
    assert_eq!(shop.outside().times_asked(Party::Tax, &uscc), 0);
    let view = borrower.application(&id).await;
    assert!(view.consents.iter().all(|given| given.kind != ConsentKind::TaxQuery));
    assert!(view.facility_id.is_none() && view.stage != StageName::Approved);
}

#[tokio::test]
async fn every_listed_business_gets_the_answer_it_stands_for() {
    let shop = Shop::open().await;
    let cases = [
        ("13800138001", "91510500MA6PH0001D", StageName::Approved),
        ("13800138002", "91510500MA6PH0002G", StageName::Approved),
        ("13800138003", "91510500MA6PH0003K", StageName::Referred),
        ("13800138004", "91510500MA6PH0004N", StageName::Declined),
    ];
    for (mobile, uscc, stage) in cases {
        let mut borrower = shop.borrower(mobile).await;
        let id = borrower.apply(&Person::enterprise_with(uscc), 300_000).await;
        shop.work().await;
        let view = borrower.application(&id).await;
        assert_eq!(view.stage, stage, "{uscc}");
        let decision = view.decision.expect("a decision");
        let is_counter = matches!(decision.answer, Answer::CounterOffer(_));
        assert_eq!(is_counter, uscc.ends_with("2G"), "{uscc}");
        assert_eq!(decision.reasons.is_empty(), uscc.ends_with("1D"), "{uscc} is told why");
        if is_counter {
            assert!(!decision.differences.is_empty(), "declared against verified");
        }
    }
}

#[tokio::test]
async fn a_declined_borrower_may_ask_for_a_person_to_look() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.apply(&Person::enterprise_with("91510500MA6PH0004N"), 300_000).await;
    shop.work().await;
    let view = borrower.ask::<RequestReview>(&[&id], &Empty {}).await;
    assert_eq!((view.stage, view.next_step), (StageName::Referred, NextStep::WaitForReview));
    assert!(view.decision.is_some(), "the decision stays");
}

#[tokio::test]
async fn an_application_can_be_taken_back_until_it_is_signed_and_stays_so() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    let view = borrower.ask::<WithdrawApplication>(&[&id], &Empty {}).await;
    assert_eq!((view.stage, view.next_step), (StageName::Withdrawn, NextStep::Nothing));
    shop.work().await;
    assert_eq!(borrower.application(&id).await.stage, StageName::Withdrawn);
    let problem = borrower.refused::<Submit>(&[&id], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::NotFromHere));
}

#[tokio::test]
async fn only_signed_in_people_have_applications() {
    let shop = Shop::open().await;
    let mut stranger = shop.stranger("13800138000");
    let found = [
        stranger.refused::<GetOverview>(&[], &Empty {}).await,
        stranger.refused::<GetApplication>(&["x"], &Empty {}).await,
        stranger.refused::<Submit>(&["x"], &Empty {}).await,
    ];
    for problem in found {
        assert_eq!((problem.status, problem.code), (401, ProblemCode::SignInRequired));
    }
}

#[tokio::test]
async fn numbers_of_people_are_masked_wherever_they_are_shown() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person::enterprise();
    let id = draft(&mut borrower, &person).await;
    borrower.ask::<SetIdentity>(&[&id], &person.identity).await;
    for kind in borrower.application(&id).await.consents_needed {
        borrower.give_consent(&id, kind).await;
    }
    let view = borrower.application(&id).await;
    let shown = view.identity.expect("an identity");
    assert!(!shown.resident_id.contains(&person.identity.resident_id[6..14]));
}
