//! The devices somebody is signed in on: listed, ended one by one or all others.

use shared::api::{
    Empty, EndOtherSessions, EndSession, GetSession, GetSessions, ProblemCode, SignIn,
    SignInRequest, SignedInBy,
};
use shared::language::Language;
use tests::borrower::Borrower;
use tests::line::{InProcess, Line};
use tests::officer::OFFICER_MOBILE;
use tests::shop::Shop;

const MOBILE: &str = "13800138000";
const WECHAT: &str = "Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49";

/// Signs in on a device that says `user_agent` about itself.
async fn on_device(shop: &Shop, name: &'static str, user_agent: &str) -> Borrower<InProcess> {
    shop.pass(61);
    let mut borrower = Borrower::at_device(shop.line.clone(), MOBILE, name);
    let code = borrower.receive_code().await;
    let request = SignInRequest { mobile: MOBILE.to_owned(), code };
    let asked = borrower.asked::<SignIn>(&[], &request).header("user-agent", user_agent);
    let reply = borrower.line.send(asked).await;
    let cookie = reply.header("set-cookie").expect("a session starts with a cookie");
    borrower.cookie = cookie.split(';').next().map(str::to_owned);
    borrower
}

#[tokio::test]
async fn sessions_are_listed_with_words_a_person_recognises() {
    let shop = Shop::open().await;
    on_device(&shop, "phone", WECHAT).await;
    let mut tablet = on_device(&shop, "tablet", "curl/8.4.0").await;
    let sessions = tablet.ask::<GetSessions>(&[], &Empty {}).await.sessions;
    let words: Vec<_> = sessions
        .iter()
        .map(|entry| (entry.device.words(Language::Zh), entry.is_this, entry.signed_in_by))
        .collect();
    assert_eq!(
        words,
        [
            ("未知设备".to_owned(), true, SignedInBy::Code),
            ("安卓手机 · 微信".to_owned(), false, SignedInBy::Code),
        ]
    );
    assert!(sessions[0].started_at > sessions[1].started_at);
    let text = serde_json::to_string(&sessions).expect("JSON");
    assert!(!text.contains("V2307A"), "what the browser said about itself is not kept: {text}");
}

#[tokio::test]
async fn one_session_ends_wherever_it_is_and_then_all_others() {
    let shop = Shop::open().await;
    let mut phone = on_device(&shop, "phone", WECHAT).await;
    let mut tablet = on_device(&shop, "tablet", "").await;
    let mut laptop = on_device(&shop, "laptop", "").await;
    let sessions = laptop.ask::<GetSessions>(&[], &Empty {}).await.sessions;
    let of_phone = sessions.last().expect("three sessions").session_id.clone();
    let left = laptop.ask::<EndSession>(&[&of_phone], &Empty {}).await;
    assert_eq!(left.sessions.len(), 2);
    let problem = phone.refused::<GetSession>(&[], &Empty {}).await;
    assert_eq!(problem.code, ProblemCode::SignInRequired);
    let left = laptop.ask::<EndOtherSessions>(&[], &Empty {}).await;
    assert_eq!(left.sessions.iter().map(|entry| entry.is_this).collect::<Vec<_>>(), [true]);
    let problem = tablet.refused::<GetSession>(&[], &Empty {}).await;
    assert_eq!(problem.code, ProblemCode::SignInRequired);
    laptop.ask::<GetSession>(&[], &Empty {}).await;
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let shop = Shop::open().await;
    let mut owner = shop.borrower(MOBILE).await;
    let mut other = shop.borrower("13800138001").await;
    let id = owner.ask::<GetSessions>(&[], &Empty {}).await.sessions[0].session_id.clone();
    for name in [id.as_str(), "nonsense"] {
        let problem = other.refused::<EndSession>(&[name], &Empty {}).await;
        assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    }
    owner.ask::<GetSession>(&[], &Empty {}).await;
}

#[tokio::test]
async fn a_new_sign_in_is_told_by_message_and_the_very_first_is_not() {
    let shop = Shop::open().await;
    on_device(&shop, "phone", WECHAT).await;
    shop.work().await;
    assert_eq!(shop.outside().messages(MOBILE).len(), 1, "only the code");
    on_device(&shop, "tablet", WECHAT).await;
    shop.work().await;
    let told = shop.outside().messages(MOBILE)[0].text.clone();
    for part in ["11月23日10:02", "安卓手机 · 微信", "登录", "如非本人操作", "95000-0000"]
    {
        assert!(told.contains(part), "{told}");
    }
}

#[tokio::test]
async fn people_of_the_bank_list_and_end_their_own_sessions_and_nobody_else_s() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower(MOBILE).await;
    let mut desk = shop.officer().await;
    shop.pass(61);
    let mut tablet = Borrower::at_device(shop.line.clone(), OFFICER_MOBILE, "tablet");
    tablet.sign_in().await;
    let sessions = tablet.ask::<GetSessions>(&[], &Empty {}).await.sessions;
    assert_eq!(sessions.iter().map(|one| one.is_this).collect::<Vec<_>>(), [true, false]);
    let theirs = borrower.ask::<GetSessions>(&[], &Empty {}).await.sessions[0].session_id.clone();
    let problem = tablet.refused::<EndSession>(&[&theirs], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
    let left = tablet.ask::<EndOtherSessions>(&[], &Empty {}).await.sessions;
    assert_eq!(left.len(), 1);
    let problem = desk.refused::<GetSessions>(&[], &Empty {}).await;
    assert_eq!(problem.code, ProblemCode::SignInRequired);
}
