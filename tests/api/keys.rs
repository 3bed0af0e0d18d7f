//! Idempotency keys: the same command twice is one command.

use shared::api::{
    Empty, Endpoint, GetOverview, ProblemCode, SetIdentity, StartApplication,
    StartApplicationRequest,
};
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::line::{Asked, InProcess, Line, Reply};
use tests::shop::Shop;

async fn start(
    borrower: &mut Borrower<InProcess>,
    key: &str,
    quote_id: &str,
    product_id: &str,
) -> Reply {
    let request = StartApplicationRequest {
        quote_id: quote_id.to_owned(),
        product_id: product_id.to_owned(),
    };
    let asked = borrower.asked_with_key::<StartApplication>(key, &[], &request);
    borrower.line.send(asked).await
}

async fn applications(borrower: &mut Borrower<InProcess>) -> usize {
    borrower.ask::<GetOverview>(&[], &Empty {}).await.applications.len()
}

#[tokio::test]
async fn the_same_key_and_body_are_given_the_same_answer_again() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let quote = borrower.quote(&Person::enterprise(), 300_000).await;
    let first = start(&mut borrower, "key", &quote.quote_id, "micro-quick").await;
    let again = start(&mut borrower, "key", &quote.quote_id, "micro-quick").await;
    assert!(first.is_success(), "{}", first.text());
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(first.header("idempotency-hit"), None);
    assert_eq!(again.header("idempotency-hit"), Some("true"));
    assert_eq!(applications(&mut borrower).await, 1);
}

#[tokio::test]
async fn the_same_key_with_another_body_is_refused() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let quote = borrower.quote(&Person::enterprise(), 300_000).await;
    start(&mut borrower, "key", &quote.quote_id, "micro-quick").await;
    let other = start(&mut borrower, "key", &quote.quote_id, "cloud-tax").await.problem();
    assert_eq!((other.status, other.code), (422, ProblemCode::IdempotencyKeyReused));
    assert_eq!(applications(&mut borrower).await, 1);
}

#[tokio::test]
async fn the_same_key_at_another_address_is_refused() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.prepare(&Person::enterprise(), 300_000).await;
    let mut submit = async |verb: &str| {
        let path = format!("/api/v1/applications/{id}/{verb}");
        let asked = Asked::new("POST", path).header("idempotency-key", "key").json("{}");
        let cookie = borrower.cookie.clone().expect("signed in");
        borrower.line.send(asked.header("cookie", &cookie)).await
    };
    assert!(submit("submission").await.is_success());
    let other = submit("withdrawal").await.problem();
    assert_eq!((other.status, other.code), (422, ProblemCode::IdempotencyKeyReused));
}

#[tokio::test]
async fn a_key_belongs_to_one_person() {
    let shop = Shop::open().await;
    let mut one = shop.borrower("13800138000").await;
    let mut two = shop.borrower("13800138001").await;
    let quote = one.quote(&Person::enterprise(), 300_000).await;
    let first = start(&mut one, "key", &quote.quote_id, "micro-quick").await;
    let quote = two.quote(&Person::enterprise(), 200_000).await;
    let second = start(&mut two, "key", &quote.quote_id, "micro-quick").await;
    assert!(first.is_success() && second.is_success());
    assert_ne!(first.body, second.body);
}

#[tokio::test]
async fn a_refused_command_does_not_use_its_key_up() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let quote = borrower.quote(&Person::enterprise(), 300_000).await;
    let refused = start(&mut borrower, "key", &quote.quote_id, "no-such-product").await;
    assert!(!refused.is_success());
    let corrected = start(&mut borrower, "key", &quote.quote_id, "micro-quick").await;
    assert!(corrected.is_success(), "{}", corrected.text());
}

#[tokio::test]
async fn a_key_is_needed_and_has_at_most_255_characters() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let quote = borrower.quote(&Person::enterprise(), 300_000).await;
    for key in ["", "a b", &"k".repeat(256)] {
        let problem = start(&mut borrower, key, &quote.quote_id, "micro-quick").await.problem();
        assert_eq!((problem.status, problem.code), (400, ProblemCode::IdempotencyKeyInvalid));
    }
    let longest = "k".repeat(255);
    assert!(start(&mut borrower, &longest, &quote.quote_id, "micro-quick").await.is_success());
}

#[tokio::test]
async fn sixty_four_repetitions_at_once_take_effect_once() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let quote = borrower.quote(&Person::enterprise(), 300_000).await;
    let at_once: Vec<_> = (0..64)
        .map(|_| {
            let (mut borrower, quote_id) = (borrower.clone(), quote.quote_id.clone());
            tokio::spawn(async move { start(&mut borrower, "key", &quote_id, "micro-quick").await })
        })
        .collect();
    let mut answers = Vec::new();
    for task in at_once {
        answers.push(task.await.expect("an answer"));
    }
    let first = answers.first().expect("answers").body.clone();
    assert!(answers.iter().all(|answer| answer.is_success() && answer.body == first));
    assert_eq!(applications(&mut borrower).await, 1);
}

#[tokio::test]
async fn putting_the_same_thing_twice_changes_nothing() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower("13800138000").await;
    let person = Person::enterprise();
    let quote = borrower.quote(&person, 300_000).await;
    let id = borrower.start(&quote.quote_id, &person).await.application_id;
    let once = borrower.ask::<SetIdentity>(&[&id], &person.identity).await;
    let twice = borrower.ask::<SetIdentity>(&[&id], &person.identity).await;
    assert_eq!(once, twice);
    const { assert!(!SetIdentity::IDEMPOTENT, "a PUT needs no key") };
}
