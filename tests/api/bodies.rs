//! Bodies that are too large, of the wrong kind, or not what the endpoint reads.

use serde_json::{Value, json};
use shared::api::{Empty, GetCatalogue, Problem, ProblemCode};
use shared::canonical::Digest;
use tests::identity::Person;
use tests::journey::quoted;
use tests::line::{Asked, Line};
use tests::shop::Shop;

/// What the server says to these bytes sent as a quote.
async fn refusal(shop: &Shop, body: impl Into<Vec<u8>>) -> Problem {
    let body = body.into();
    let key = Digest::of(&body).to_string();
    let asked = Asked::new("POST", "/api/v1/quotes").header("idempotency-key", &key).json(body);
    shop.line.clone().send(asked).await.problem()
}

async fn honest_quote(shop: &Shop) -> Value {
    let mut phone = shop.stranger("13800138000");
    let published = phone.ask::<GetCatalogue>(&[], &Empty {}).await;
    serde_json::to_value(quoted(published, &Person::enterprise(), 300_000)).expect("JSON")
}

#[tokio::test]
async fn ten_megabytes_are_too_large() {
    let shop = Shop::open().await;
    let mut body = honest_quote(&shop).await;
    body["padding"] = "x".repeat(10 * 1024 * 1024).into();
    let problem = refusal(&shop, body.to_string()).await;
    assert_eq!((problem.status, problem.code), (413, ProblemCode::BodyTooLarge));
}

#[tokio::test]
async fn what_is_not_json_is_malformed() {
    let shop = Shop::open().await;
    let deep = "[".repeat(20_000);
    let texts: [&[u8]; 8] =
        [b"", b"{", b"null", b"[]", b"\"text\"", b"\xff\xfe{}", b"{} {}", deep.as_bytes()];
    for text in texts {
        let problem = refusal(&shop, text).await;
        assert_eq!((problem.status, problem.code), (400, ProblemCode::MalformedBody));
    }
}

#[tokio::test]
async fn wrong_types_and_unknown_fields_are_malformed_and_the_place_is_named() {
    let shop = Shop::open().await;
    let honest = honest_quote(&shop).await;
    let wrong: [(&str, Value); 12] = [
        ("/request/need/amount", json!(300_000)),
        ("/request/need/amount", json!("300,000.00")),
        ("/request/need/amount", json!("30万")),
        ("/request/need/amount", json!("1e9")),
        ("/request/need/amount", json!("３０００００")),
        ("/request/need/amount", json!("💰")),
        ("/request/need/term_months", json!("12")),
        ("/request/need/term_months", json!(-12)),
        ("/request/need/term_months", json!(1e300)),
        ("/request/on", json!("2026-02-30")),
        ("/request/facts", json!([])),
        ("/digests/output", json!("short")),
    ];
    for (place, value) in wrong {
        let mut body = honest.clone();
        *body.pointer_mut(place).expect("a place in the request") = value.clone();
        let problem = refusal(&shop, body.to_string()).await;
        assert_eq!(problem.code, ProblemCode::MalformedBody, "{place} {value}");
        let top = place.split('/').nth(1).expect("a field");
        assert!(problem.detail.contains(top), "{place} in {}", problem.detail);
    }
    for place in ["", "/request", "/request/need", "/digests"] {
        let mut body = honest.clone();
        body.pointer_mut(place).expect("a place in the request")["surprise"] = json!(1);
        let problem = refusal(&shop, body.to_string()).await;
        assert_eq!(problem.code, ProblemCode::MalformedBody, "{place}");
        assert!(problem.detail.contains("surprise"), "{}", problem.detail);
    }
}

#[tokio::test]
async fn facts_nobody_can_have_are_refused() {
    let shop = Shop::open().await;
    let honest = honest_quote(&shop).await;
    for text in ["-1.00", "1e9", "1000000000000000000.00", "１２", "1,000.00", "🙂"] {
        let mut body = honest.clone();
        let datum = json!({"value": text, "source": "declared", "as_of": "2026-11-23"});
        body["request"]["facts"]["data"]["annual_sales"] = datum;
        let problem = refusal(&shop, body.to_string()).await;
        assert!([400, 422].contains(&problem.status), "{text}: {problem:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_not_said_to_be_json_is_not_read() {
    let shop = Shop::open().await;
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"] {
        let mut asked = Asked::new("POST", "/api/v1/quotes").header("idempotency-key", "kind");
        asked.body = b"{}".to_vec();
        let asked = asked.header("content-type", kind);
        let problem = shop.line.clone().send(asked).await.problem();
        assert_eq!((problem.status, problem.code), (415, ProblemCode::WrongContentType));
    }
}

#[tokio::test]
async fn addresses_and_methods_that_do_not_exist_are_refused_as_problems() {
    let shop = Shop::open().await;
    let problem = shop.line.clone().send(Asked::new("GET", "/api/v1/riches")).await.problem();
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    let patch = Asked::new("PATCH", "/api/v1/quotes");
    let problem = shop.line.clone().send(patch).await.problem();
    assert_eq!((problem.status, problem.code), (405, ProblemCode::MethodNotAllowed));
}

#[tokio::test]
async fn a_refusal_speaks_the_language_of_the_request() {
    let shop = Shop::open().await;
    let say = async |language: &str| {
        let asked = Asked::new("GET", "/api/v1/session").header("accept-language", language);
        shop.line.clone().send(asked).await.problem().detail
    };
    let is_chinese = |text: &str| text.chars().any(|c| ('一'..='龥').contains(&c));
    assert!(is_chinese(&say("zh-CN,zh;q=0.9").await));
    assert!(!is_chinese(&say("en-GB,en;q=0.9").await));
    assert!(is_chinese(&say("*").await), "Chinese first");
}

#[tokio::test]
async fn every_answer_tells_the_browser_to_be_careful() {
    let shop = Shop::open().await;
    for path in ["/", "/api/v1/catalogue", "/api/v1/session", "/api/v1/nothing", "/nothing"] {
        let reply = shop.line.clone().send(Asked::new("GET", path)).await;
        let policy = reply.header("content-security-policy").unwrap_or_default().to_owned();
        assert!(policy.contains("default-src"), "{path}: {policy}");
        assert!(!policy.contains("'unsafe-inline'"), "{path}: {policy}");
        assert!(!policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(reply.header("referrer-policy").is_some(), "{path}");
    }
}
