//! Quotes: the server recomputes what the phone computed, and agrees or says why not.

use shared::api::{
    Empty, GetCatalogue, GetProducts, ProblemCode, PublishedCatalogue, RecordQuote,
    RecordQuoteRequest,
};
use shared::canonical::Digest;
use shared::catalogue::Catalogue;
use shared::facts::{Metric, Source};
use shared::quote::quote;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::journey::{quote_request, quoted};
use tests::line::{Asked, InProcess, Line};
use tests::shop::Shop;

/// The catalogue a phone holds after it was published.
fn held(published: PublishedCatalogue) -> Catalogue {
    Catalogue::published(published.catalogue, published.digest)
}

async fn request(phone: &mut Borrower<InProcess>) -> RecordQuoteRequest {
    let published = phone.ask::<GetCatalogue>(&[], &Empty {}).await;
    quoted(published, &Person::enterprise(), 300_000)
}

#[tokio::test]
async fn a_quote_the_server_computes_too_is_kept_with_the_same_digests() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    let request = request(&mut phone).await;
    let kept = phone.ask::<RecordQuote>(&[], &request).await;
    assert_eq!(kept.digests, request.digests);
    assert!(kept.expires_on > request.request.on);
}

#[tokio::test]
async fn every_segment_gets_a_quote_without_signing_in() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    for person in [Person::enterprise(), Person::sole_trader(), Person::farmer()] {
        phone.quote(&person, 50_000).await;
    }
}

#[tokio::test]
async fn a_quote_from_an_old_catalogue_is_stale() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    let mut request = request(&mut phone).await;
    request.digests.catalogue = Digest::of(b"last year's");
    let problem = phone.refused::<RecordQuote>(&[], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::CatalogueStale));
}

#[tokio::test]
async fn a_quote_of_yesterday_is_outdated() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    let request = request(&mut phone).await;
    shop.pass(24 * 3600);
    let problem = phone.refused::<RecordQuote>(&[], &request).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::QuoteOutdated));
}

#[tokio::test]
async fn a_tampered_digest_or_request_is_refused_with_the_reason() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    let honest = request(&mut phone).await;
    let mut output = honest.clone();
    output.digests.output = Digest::of(b"a better rate");
    let mut input = honest.clone();
    input.digests.input = Digest::of(b"another question");
    let mut need = honest.clone();
    need.request.need.term_months = 6;
    for tampered in [output, input, need] {
        let problem = phone.refused::<RecordQuote>(&[], &tampered).await;
        assert_eq!((problem.status, problem.code), (409, ProblemCode::QuoteDiffers));
    }
}

#[tokio::test]
async fn nothing_can_be_quoted_for_an_amount_that_is_none() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    let honest = request(&mut phone).await;
    for amount in ["0.00", "-1.00", "-300000.00"] {
        let mut body = serde_json::to_value(&honest).expect("JSON");
        body["request"]["need"]["amount"] = amount.into();
        let asked = Asked::new("POST", "/api/v1/quotes")
            .header("idempotency-key", amount)
            .json(body.to_string());
        let problem = phone.line.send(asked).await.problem();
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields), "{amount}");
        assert_eq!(problem.fields[0].field, "request.need.amount");
    }
}

#[tokio::test]
async fn nobody_can_say_that_the_tax_bureau_said_so() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    let published = phone.ask::<GetCatalogue>(&[], &Empty {}).await;
    let catalogue = held(published.clone());
    let mut request = quote_request(&Person::enterprise(), 300_000, published.today);
    let sales = request.facts.value(Metric::AnnualSales).expect("declared");
    let claim = request.facts.set(Metric::AnnualSales, sales, Source::Tax, published.today);
    claim.expect("a value in range");
    let digests = quote(&catalogue, &request).expect("a quote").digests;
    let claimed = RecordQuoteRequest { request, digests };
    let problem = phone.refused::<RecordQuote>(&[], &claimed).await;
    assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields));
}

#[tokio::test]
async fn a_thousand_million_is_quoted_up_to_the_limit() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    phone.quote(&Person::enterprise(), 1_000_000_000).await;
}

#[tokio::test]
async fn the_catalogue_is_named_by_its_digest_and_revalidated() {
    let shop = Shop::open().await;
    let mut line = shop.line.clone();
    let reply = line.send(Asked::new("GET", "/api/v1/catalogue")).await;
    let tag = reply.header("etag").expect("the catalogue has a name").to_owned();
    let again = Asked::new("GET", "/api/v1/catalogue").header("if-none-match", &tag);
    assert_eq!(line.send(again).await.status, 304);
}

#[tokio::test]
async fn the_published_catalogue_quotes_as_the_server_s_own_does() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    let published = phone.ask::<GetCatalogue>(&[], &Empty {}).await;
    let request = quote_request(&Person::enterprise(), 300_000, published.today);
    let here = quote(&shop.here.catalogue, &request).expect("a quote");
    assert_eq!(quote(&held(published), &request).expect("a quote"), here);
}

#[tokio::test]
async fn every_product_is_published_under_the_same_digest_as_the_part_for_the_quote() {
    let shop = Shop::open().await;
    let mut phone = shop.stranger("13800138000");
    let part = phone.ask::<GetCatalogue>(&[], &Empty {}).await;
    let whole = phone.ask::<GetProducts>(&[], &Empty {}).await;
    assert_eq!(part.digest, whole.digest);
    assert!(part.catalogue.products.len() < whole.catalogue.products.len());
    let catalogue = Catalogue::try_from(whole.catalogue).expect("a catalogue");
    assert_eq!(catalogue.digest(), whole.digest);
}
