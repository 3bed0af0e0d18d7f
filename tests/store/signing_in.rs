//! Codes, locks and sessions.

use crate::scene::{Scene, every_engine};
use server::clock::seconds_before;
use server::store::acts::{CodeIssue, CodeTrial, EndSession, IssueCode, ResumeSession, TryCode};
use shared::timestamp::Timestamp;

/// A number with a code on its way.
struct Number {
    hash: [u8; 32],
    code: [u8; 32],
}

impl Number {
    async fn with_code(scene: &Scene) -> Self {
        let number = Self { hash: scene.hash(), code: scene.hash() };
        assert_eq!(number.issue(scene, scene.at).await, CodeIssue::Issued);
        number
    }

    async fn issue(&self, scene: &Scene, at: Timestamp) -> CodeIssue {
        let act = IssueCode {
            mobile_hash: self.hash,
            code_hash: self.code,
            at,
            expires_at: at.plus_seconds(300),
            command: scene.command("number", &scene.name()),
        };
        scene.store.issue_code(act).await.unwrap()
    }

    fn trial(&self, scene: &Scene, code: [u8; 32], at: Timestamp) -> TryCode {
        TryCode {
            mobile_hash: self.hash,
            mobile: "13800138000".to_owned(),
            code_hash: code,
            at,
            wrong_codes_max: 5,
            lock_until: at.plus_seconds(900),
            new_borrower: scene.name(),
            token_hash: scene.hash(),
            session_ends_at: at.plus_seconds(3600),
        }
    }

    async fn try_code(&self, scene: &Scene, code: [u8; 32], at: Timestamp) -> CodeTrial {
        scene.store.try_code(self.trial(scene, code, at)).await.unwrap()
    }
}

/// A borrower who has signed in for the first time.
pub(crate) async fn newcomer(scene: &Scene) -> String {
    let number = Number::with_code(scene).await;
    let trial = number.try_code(scene, number.code, scene.at).await;
    let CodeTrial::SignedIn { borrower } = trial else { panic!("{trial:?}") };
    borrower
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fifth_wrong_code_locks_the_number_and_the_lock_passes() {
    for scene in every_engine().await {
        let number = Number::with_code(&scene).await;
        for attempts_left in [4, 3, 2, 1] {
            let trial = number.try_code(&scene, scene.hash(), scene.at).await;
            assert_eq!(trial, CodeTrial::Wrong { attempts_left });
        }
        let until = scene.at.plus_seconds(900);
        let locked = CodeTrial::Locked { until };
        assert_eq!(number.try_code(&scene, scene.hash(), scene.at).await, locked);
        assert_eq!(number.try_code(&scene, number.code, scene.at).await, locked);
        assert_eq!(number.issue(&scene, scene.at).await, CodeIssue::Locked { until });
        assert_eq!(scene.store.locked_until(number.hash).await.unwrap(), Some(until));
        assert_eq!(number.issue(&scene, until).await, CodeIssue::Issued);
        let trial = number.try_code(&scene, number.code, until).await;
        assert!(matches!(trial, CodeTrial::SignedIn { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_signs_in_once_but_the_same_command_gets_its_session_again() {
    for scene in every_engine().await {
        let number = Number::with_code(&scene).await;
        let trial = number.trial(&scene, number.code, scene.at);
        let first = scene.store.try_code(trial.clone()).await.unwrap();
        assert!(matches!(first, CodeTrial::SignedIn { .. }));
        assert_eq!(scene.store.try_code(trial).await.unwrap(), first);
        assert_eq!(number.try_code(&scene, number.code, scene.at).await, CodeTrial::Used);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_past_its_time_and_a_code_never_asked_for_are_refused() {
    for scene in every_engine().await {
        let number = Number::with_code(&scene).await;
        let late = scene.at.plus_seconds(300);
        assert_eq!(number.try_code(&scene, number.code, late).await, CodeTrial::Expired);
        let unknown = Number { hash: scene.hash(), code: scene.hash() };
        assert_eq!(unknown.try_code(&scene, unknown.code, late).await, CodeTrial::Expired);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_by_idleness_by_age_and_by_signing_out() {
    for scene in every_engine().await {
        let number = Number::with_code(&scene).await;
        let trial = number.trial(&scene, number.code, scene.at);
        let token_hash = trial.token_hash;
        let signed_in = scene.store.try_code(trial).await.unwrap();
        let CodeTrial::SignedIn { borrower } = signed_in else { panic!("{signed_in:?}") };
        let resume = async |seconds: u32| {
            let at = scene.at.plus_seconds(seconds);
            let idle_since = seconds_before(at, 1800);
            let act = ResumeSession { borrower: borrower.clone(), token_hash, at, idle_since };
            scene.store.resume_session(act).await.unwrap().is_some()
        };
        assert!(resume(1700).await, "used within half an hour");
        assert!(resume(3400).await, "seen at 1700, so still alive");
        assert!(!resume(3600).await, "an hour is the most");
        let act = EndSession { borrower: borrower.clone(), token_hash };
        scene.store.end_session(act).await.unwrap();
        assert!(!resume(0).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_number_is_the_same_borrower_next_time() {
    for scene in every_engine().await {
        let number = Number::with_code(&scene).await;
        let first = number.try_code(&scene, number.code, scene.at).await;
        number.issue(&scene, scene.at).await;
        assert_eq!(number.try_code(&scene, number.code, scene.at).await, first);
    }
}
