//! Signing in: codes that are wrong, old or used, and the lock.

use shared::api::{
    Empty, GetOverview, GetSession, ProblemCode, SendCode, SendCodeRequest, SignIn, SignInRequest,
    SignOut,
};
use tests::line::{Asked, Line};
use tests::shop::Shop;

const MOBILE: &str = "13800138000";

fn trial(code: &str) -> SignInRequest {
    SignInRequest { mobile: MOBILE.to_owned(), code: code.to_owned() }
}

/// A code that is not `right`.
fn other_than(right: &str) -> &'static str {
    if right == "000000" { "000001" } else { "000000" }
}

#[tokio::test]
async fn a_code_signs_in_and_signing_out_ends_the_session_on_the_server() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger(MOBILE);
    let problem = borrower.refused::<GetSession>(&[], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (401, ProblemCode::SignInRequired));
    let session = borrower.sign_in().await;
    assert_eq!(session.mobile_masked, "138****8000");
    borrower.ask::<SignOut>(&[], &Empty {}).await;
    let problem = borrower.refused::<GetSession>(&[], &Empty {}).await;
    assert_eq!(problem.code, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger(MOBILE);
    let code = borrower.receive_code().await;
    let reply = borrower.try_asking::<SignIn>(&[], &trial(&code)).await;
    let cookie = reply.header("set-cookie").expect("a cookie");
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
}

#[tokio::test]
async fn five_wrong_codes_lock_the_number_and_say_until_when() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger(MOBILE);
    let right = borrower.receive_code().await;
    for left in [4, 3, 2, 1] {
        let problem = borrower.refused::<SignIn>(&[], &trial(other_than(&right))).await;
        assert_eq!((problem.status, problem.code), (401, ProblemCode::WrongCode));
        assert_eq!(problem.attempts_left, Some(left));
    }
    let problem = borrower.refused::<SignIn>(&[], &trial(other_than(&right))).await;
    assert_eq!((problem.status, problem.code), (423, ProblemCode::SignInLocked));
    let seconds = problem.retry_after_seconds.expect("a lock says how long it lasts");
    assert!(problem.detail.contains("10:15"), "{}", problem.detail);
    let problem = borrower.refused::<SignIn>(&[], &trial(&right)).await;
    assert_eq!(problem.code, ProblemCode::SignInLocked, "not even the right code");
    shop.pass(u64::from(seconds) + 60);
    borrower.sign_in().await;
}

#[tokio::test]
async fn a_locked_number_is_sent_no_code() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger(MOBILE);
    let right = borrower.receive_code().await;
    for _ in 0..5 {
        borrower.refused::<SignIn>(&[], &trial(other_than(&right))).await;
    }
    shop.pass(61);
    let request = SendCodeRequest { mobile: MOBILE.to_owned() };
    let problem = borrower.refused::<SendCode>(&[], &request).await;
    assert_eq!((problem.status, problem.code), (423, ProblemCode::SignInLocked));
}

#[tokio::test]
async fn a_code_works_once() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger(MOBILE);
    let code = borrower.receive_code().await;
    borrower.sign_in_with(&code).await;
    let problem = borrower.refused::<SignIn>(&[], &trial(&code)).await;
    assert_eq!((problem.status, problem.code), (401, ProblemCode::CodeUsed));
}

#[tokio::test]
async fn a_code_stops_working_after_its_time() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger(MOBILE);
    let code = borrower.receive_code().await;
    shop.pass(5 * 60 + 1);
    let problem = borrower.refused::<SignIn>(&[], &trial(&code)).await;
    assert_eq!((problem.status, problem.code), (401, ProblemCode::CodeExpired));
}

#[tokio::test]
async fn a_newer_code_replaces_the_older_one() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger(MOBILE);
    let older = borrower.receive_code().await;
    shop.pass(61);
    let newer = borrower.receive_code().await;
    assert_ne!(older, newer);
    assert!(!borrower.try_asking::<SignIn>(&[], &trial(&older)).await.is_success());
    borrower.sign_in_with(&newer).await;
}

#[tokio::test]
async fn numbers_are_understood_as_people_type_them_and_refused_with_a_reason() {
    let shop = Shop::open().await;
    let mut line = shop.line.clone();
    let mut send = async |mobile: &str, key: &str| {
        let request = SendCodeRequest { mobile: mobile.to_owned() };
        let body = serde_json::to_vec(&request).expect("JSON");
        let asked = Asked::new("POST", "/api/v1/sign-in-codes").json(body);
        line.send(asked.header("idempotency-key", key)).await
    };
    assert!(send("１３８ ０１３８ ０００１", "wide").await.is_success());
    for mobile in ["", "1380013800", "138001380000", "23800138000", "📱", "13８0013x000"] {
        let problem = send(mobile, "bad").await.problem();
        assert_eq!((problem.status, problem.code), (422, ProblemCode::InvalidFields), "{mobile}");
        assert_eq!(problem.fields[0].field, "mobile");
        assert!(!problem.fields[0].detail.is_empty());
    }
}

#[tokio::test]
async fn somebody_who_asks_for_code_after_code_is_told_when_to_try_again() {
    let shop = Shop::open().await;
    let mut borrower = shop.stranger(MOBILE);
    let request = SendCodeRequest { mobile: MOBILE.to_owned() };
    let mut refusal = None;
    for _ in 0..10 {
        let reply = borrower.try_asking::<SendCode>(&[], &request).await;
        if !reply.is_success() {
            refusal = Some(reply.problem());
            break;
        }
    }
    let refusal = refusal.expect("there is a limit");
    assert_eq!((refusal.status, refusal.code), (429, ProblemCode::TooManyRequests));
    assert!(refusal.retry_after_seconds.is_some());
}

#[tokio::test]
async fn a_session_ends_when_it_lies_idle_and_at_the_latest_after_half_a_day() {
    let shop = Shop::open().await;
    let mut idle = shop.borrower(MOBILE).await;
    shop.pass(31 * 60);
    let problem = idle.refused::<GetOverview>(&[], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (401, ProblemCode::SignInRequired));

    let mut busy = shop.borrower("13800138001").await;
    for _ in 0..35 {
        shop.pass(20 * 60);
        busy.ask::<GetOverview>(&[], &Empty {}).await;
    }
    shop.pass(25 * 60);
    let problem = busy.refused::<GetOverview>(&[], &Empty {}).await;
    assert_eq!(problem.code, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_request_from_another_site_is_refused() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower(MOBILE).await;
    let request = SendCodeRequest { mobile: MOBILE.to_owned() };
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let asked = borrower.asked::<SendCode>(&[], &request);
        let asked = asked.header("host", "puhui.example").header(name, value);
        let problem = borrower.line.send(asked).await.problem();
        assert_eq!((problem.status, problem.code), (403, ProblemCode::ForeignOrigin));
    }
}
