//! Passkeys: registered, one tap to sign in, and every way an answer is refused.

use chrono::NaiveDate;
use server::clock::FixedClock;
use server::keys::KeyFolder;
use server::randomness::Randomness;
use shared::api::{
    AddPasskey, Empty, GetPasskeys, GetSession, GetSessions, PasskeyAnswer, PasskeyCeremony,
    PasskeysView, ProblemCode, RemovePasskey, SignInByPasskey, SignedInBy, StartPasskey,
    StartPasskeySignIn,
};
use shared::timestamp::Timestamp;
use std::sync::Arc;
use tests::authenticator::Authenticator;
use tests::borrower::Borrower;
use tests::line::{InProcess, Line};
use tests::shop::Shop;

const MOBILE: &str = "13800138000";

/// Registers the passkey of `authenticator`.
async fn register(
    borrower: &mut Borrower<InProcess>,
    authenticator: &mut Authenticator,
) -> PasskeysView {
    let asked = borrower.ask::<StartPasskey>(&[], &Empty {}).await;
    let credential = authenticator.register(&asked.options);
    let answer = PasskeyAnswer { challenge_id: asked.challenge_id, credential };
    borrower.ask::<AddPasskey>(&[], &answer).await
}

/// Somebody with a passkey.
async fn with_passkey(shop: &Shop, mobile: &str, seed: u8) -> (Borrower<InProcess>, Authenticator) {
    let (mut borrower, mut authenticator) =
        (shop.borrower(mobile).await, Authenticator::seeded(seed));
    register(&mut borrower, &mut authenticator).await;
    (borrower, authenticator)
}

/// A device of somebody nobody knows yet, with a challenge on its screen.
async fn asked_who(shop: &Shop) -> (Borrower<InProcess>, PasskeyCeremony) {
    let mut device = Borrower::at_device(shop.line.clone(), MOBILE, "new-phone");
    let ceremony = device.ask::<StartPasskeySignIn>(&[], &Empty {}).await;
    (device, ceremony)
}

fn answer(ceremony: &PasskeyCeremony, authenticator: &mut Authenticator) -> PasskeyAnswer {
    PasskeyAnswer {
        challenge_id: ceremony.challenge_id.clone(),
        credential: authenticator.answer(&ceremony.options),
    }
}

async fn refused(shop: &Shop, authenticator: &mut Authenticator) -> (u16, ProblemCode) {
    let (mut device, ceremony) = asked_who(shop).await;
    let problem = device.refused::<SignInByPasskey>(&[], &answer(&ceremony, authenticator)).await;
    (problem.status, problem.code)
}

#[tokio::test]
async fn a_passkey_signs_in_without_a_code_and_the_borrower_is_told() {
    let shop = Shop::open().await;
    let (mut borrower, mut authenticator) = with_passkey(&shop, MOBILE, 1).await;
    let (mut device, ceremony) = asked_who(&shop).await;
    let reply =
        device.try_asking::<SignInByPasskey>(&[], &answer(&ceremony, &mut authenticator)).await;
    assert!(reply.is_success(), "{}", reply.text());
    let cookie = reply.header("set-cookie").expect("a session starts with a cookie");
    device.cookie = cookie.split(';').next().map(str::to_owned);
    let session = device.ask::<GetSession>(&[], &Empty {}).await;
    assert_eq!(session.mobile_masked, "138****8000");
    let sessions = device.ask::<GetSessions>(&[], &Empty {}).await.sessions;
    let ways: Vec<_> = sessions.iter().map(|entry| (entry.signed_in_by, entry.is_this)).collect();
    assert!(
        ways.contains(&(SignedInBy::Passkey, true)) && ways.contains(&(SignedInBy::Code, false))
    );
    let passkeys = borrower.ask::<GetPasskeys>(&[], &Empty {}).await.passkeys;
    assert!(passkeys[0].used_at.is_some());
    shop.work().await;
    let texts: Vec<_> =
        shop.outside().messages(MOBILE).into_iter().map(|message| message.text).collect();
    for told in ["上登录", "上添加了通行密钥"] {
        assert!(texts.iter().any(|text| text.contains(told)), "{texts:?}");
    }
}

#[tokio::test]
async fn an_answer_given_twice_or_too_late_signs_nobody_in() {
    let shop = Shop::open().await;
    let (_, mut authenticator) = with_passkey(&shop, MOBILE, 1).await;
    let (mut device, ceremony) = asked_who(&shop).await;
    let once = answer(&ceremony, &mut authenticator);
    device.ask::<SignInByPasskey>(&[], &once).await;
    let problem = device.refused::<SignInByPasskey>(&[], &once).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::ChallengeUsed));

    let (mut device, ceremony) = asked_who(&shop).await;
    shop.pass(301);
    let late = answer(&ceremony, &mut authenticator);
    let problem = device.refused::<SignInByPasskey>(&[], &late).await;
    assert_eq!((problem.status, problem.code), (410, ProblemCode::ChallengeExpired));
    let made_up = PasskeyAnswer { challenge_id: "no such challenge".to_owned(), ..late };
    let problem = device.refused::<SignInByPasskey>(&[], &made_up).await;
    assert_eq!(problem.code, ProblemCode::ChallengeExpired);
}

#[tokio::test]
async fn another_s_authenticator_another_site_and_a_copied_one_are_told_apart() {
    let shop = Shop::open().await;
    let (_, mine) = with_passkey(&shop, MOBILE, 1).await;
    let (_, theirs) = with_passkey(&shop, "13800138001", 2).await;

    let mut stranger = Authenticator::seeded(3);
    stranger.user.clone_from(&mine.user);
    assert_eq!(refused(&shop, &mut stranger).await, (401, ProblemCode::PasskeyUnknown));

    // Claims to be somebody else's account with one's own key.
    let mut impostor = theirs.clone();
    impostor.user.clone_from(&mine.user);
    assert_eq!(refused(&shop, &mut impostor).await, (401, ProblemCode::PasskeyUnknown));

    let mut phished = mine.clone();
    phished.origin = "https://puhui.evil.example".to_owned();
    assert_eq!(refused(&shop, &mut phished).await, (403, ProblemCode::PasskeyOtherSite));

    let mut careless = mine.clone();
    careless.looks = false;
    assert_eq!(refused(&shop, &mut careless).await, (422, ProblemCode::PasskeyInvalid));

    let mut original = mine.clone();
    let (mut device, ceremony) = asked_who(&shop).await;
    device.ask::<SignInByPasskey>(&[], &answer(&ceremony, &mut original)).await;
    let mut copy = mine.clone();
    assert_eq!(refused(&shop, &mut copy).await, (422, ProblemCode::PasskeyInvalid));
}

#[tokio::test]
async fn an_answer_to_another_challenge_or_none_at_all_is_refused() {
    let shop = Shop::open().await;
    let (_, mut authenticator) = with_passkey(&shop, MOBILE, 1).await;
    let (mut device, one) = asked_who(&shop).await;
    let (_, other) = asked_who(&shop).await;
    let crossed = PasskeyAnswer {
        challenge_id: one.challenge_id,
        credential: authenticator.answer(&other.options),
    };
    let problem = device.refused::<SignInByPasskey>(&[], &crossed).await;
    assert_eq!((problem.status, problem.code), (422, ProblemCode::PasskeyInvalid));
    for nonsense in ["", "{}", "null", "[]", "🙂", "{\"id\":\"AA\",\"rawId\":\"!\"}"] {
        let (mut device, ceremony) = asked_who(&shop).await;
        let credential = nonsense.to_owned();
        let answer = PasskeyAnswer { challenge_id: ceremony.challenge_id, credential };
        let problem = device.refused::<SignInByPasskey>(&[], &answer).await;
        assert_eq!(problem.code, ProblemCode::PasskeyInvalid, "{nonsense}");
    }
}

#[tokio::test]
async fn a_credential_belongs_to_one_borrower_until_it_is_forgotten() {
    let shop = Shop::open().await;
    let (mut owner, mut authenticator) = with_passkey(&shop, MOBILE, 1).await;
    let mut other = shop.borrower("13800138001").await;
    let asked = other.ask::<StartPasskey>(&[], &Empty {}).await;
    let credential = authenticator.clone().register(&asked.options);
    let answer = PasskeyAnswer { challenge_id: asked.challenge_id, credential };
    let problem = other.refused::<AddPasskey>(&[], &answer).await;
    assert_eq!((problem.status, problem.code), (409, ProblemCode::PasskeyTaken));

    let passkeys = owner.ask::<GetPasskeys>(&[], &Empty {}).await;
    assert!(passkeys.offered);
    let id = passkeys.passkeys[0].passkey_id.clone();
    let problem = other.refused::<RemovePasskey>(&[&id], &Empty {}).await;
    assert_eq!(problem.status, 404, "somebody else's passkey does not exist");
    let left = owner.ask::<RemovePasskey>(&[&id], &Empty {}).await;
    assert_eq!(left.passkeys, []);
    assert_eq!(refused(&shop, &mut authenticator).await, (401, ProblemCode::PasskeyUnknown));
    register(&mut other, &mut authenticator).await;
}

#[tokio::test]
async fn a_registration_is_answered_once_in_time_and_by_whoever_began_it() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower(MOBILE).await;
    let mut authenticator = Authenticator::seeded(1);
    let asked = borrower.ask::<StartPasskey>(&[], &Empty {}).await;
    let credential = authenticator.register(&asked.options);
    let answer = PasskeyAnswer { challenge_id: asked.challenge_id, credential };
    let mut other = shop.borrower("13800138001").await;
    let problem = other.refused::<AddPasskey>(&[], &answer).await;
    assert_eq!(problem.code, ProblemCode::ChallengeExpired, "another's challenge is not known");
    borrower.ask::<AddPasskey>(&[], &answer).await;
    let problem = borrower.refused::<AddPasskey>(&[], &answer).await;
    assert_eq!(problem.code, ProblemCode::ChallengeUsed);

    let asked = borrower.ask::<StartPasskey>(&[], &Empty {}).await;
    shop.pass(301);
    let credential = Authenticator::seeded(2).register(&asked.options);
    let answer = PasskeyAnswer { challenge_id: asked.challenge_id, credential };
    let problem = borrower.refused::<AddPasskey>(&[], &answer).await;
    assert_eq!((problem.status, problem.code), (410, ProblemCode::ChallengeExpired));
}

#[tokio::test]
async fn a_stolen_session_some_minutes_old_cannot_add_a_passkey() {
    let shop = Shop::open().await;
    let mut borrower = shop.borrower(MOBILE).await;
    shop.pass(11 * 60);
    let problem = borrower.refused::<StartPasskey>(&[], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (403, ProblemCode::StepUpRequired));
}

#[tokio::test]
async fn a_challenge_of_a_server_whose_clock_is_far_ahead_is_refused_and_of_one_a_little_ahead_is_not()
 {
    let name = Randomness::System.identifier(Timestamp::MIN).expect("randomness");
    let path = std::env::temp_dir().join(format!("puhui-skew-{name}.db"));
    let url = format!("sqlite://{}", path.display());
    let keys = path.with_extension("keys");
    let ahead_by = async |seconds: u32| {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        let morning = Timestamp::start_of_day_in_china(monday).plus_seconds(10 * 3600 + seconds);
        Shop::open_with(|opening| {
            opening.store_url.clone_from(&url);
            opening.keys = KeyFolder::open(&keys).expect("a folder for keys");
            opening.clock = Arc::new(FixedClock::at(morning));
        })
        .await
    };
    let (ours, near, far) = (ahead_by(0).await, ahead_by(50).await, ahead_by(7200).await);
    let (_, mut authenticator) = with_passkey(&ours, MOBILE, 1).await;
    for (theirs, understood) in [(near, true), (far, false)] {
        let (_, ceremony) = asked_who(&theirs).await;
        let mut device = Borrower::at_device(ours.line.clone(), MOBILE, "phone");
        let asked = device.asked::<SignInByPasskey>(&[], &answer(&ceremony, &mut authenticator));
        let reply = device.line.send(asked).await;
        if understood {
            assert!(reply.is_success(), "{}", reply.text());
        } else {
            assert_eq!(reply.problem().code, ProblemCode::ChallengeExpired);
        }
    }
    let _ = std::fs::remove_dir_all(&keys);
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
}

#[tokio::test]
async fn an_installation_that_names_no_site_offers_no_passkeys() {
    let shop = Shop::open_with(|opening| {
        opening.institution.mode = server::config::Mode::Production;
    })
    .await;
    let mut stranger = shop.stranger(MOBILE);
    let problem = stranger.refused::<StartPasskeySignIn>(&[], &Empty {}).await;
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
}
