//! Signing in by phone and one-time code.

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use shared::api::{
    CodeSent, Empty, ProblemCode, SendCodeRequest, SessionView, SignInRequest, SimulatedMessage,
    SimulatedMessages,
};
use shared::canonical::Digest;
use shared::identifier::Mobile;
use shared::timestamp::Timestamp;

use crate::adapters::Party;
use crate::caller::Caller;
use crate::command::Commanded;
use crate::devices::{OnDevice, Told, telling};
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::{Anybody, SESSION_SECONDS, SignedIn, end_cookie, start_cookie};
use crate::store::acts::{
    CodeIssue, CodeTrial, EndSession, IssueCode, KeyedHash, NewSession, TryCode,
};

/// A code stops working after this long.
const CODE_SECONDS: u32 = 5 * 60;

/// Seconds until another code may be asked for.
pub const RESEND_SECONDS: u32 = 60;

/// This many wrong codes in a row lock the number.
pub const WRONG_CODES_MAX: i64 = 5;

/// How long a number stays locked.
const LOCK_SECONDS: u32 = 15 * 60;

/// Digits in a code.
const CODE_DIGITS: usize = 6;

/// Sends a one-time code.
///
/// # Errors
/// [`Failure`]: not a mobile number, too often, locked, or the gateway is down.
pub async fn send_code(
    State(here): State<Installation>,
    command: Commanded<SendCodeRequest>,
) -> Result<Response, Failure> {
    let mobile = parse_mobile(&command.value.mobile)?;
    let mobile_hash = here.secret.hash("mobile", mobile.as_str());
    let scope = format!("mobile {}", Digest::from_bytes(mobile_hash));
    command
        .once(&here, &scope, || send_new_code(&here, &command, &mobile, mobile_hash, &scope))
        .await
}

async fn send_new_code(
    here: &Installation,
    command: &Commanded<SendCodeRequest>,
    mobile: &Mobile,
    mobile_hash: KeyedHash,
    scope: &str,
) -> Result<crate::store::acts::Answer, Failure> {
    let now = here.now();
    if let Some(until) = here.store.locked_until(mobile_hash).await?.filter(|until| *until > now) {
        return Err(locked(until, now));
    }
    here.limits.codes.take(&mobile_hash, now)?;
    let code = here.randomness.one_time_code()?;
    let text = format!(
        "【{}】验证码{code}，{}分钟内有效。请勿告诉任何人，包括银行员工。",
        here.name().zh,
        CODE_SECONDS / 60,
    );
    here.outside.send_message(mobile.as_str(), &text).await.map_err(|error| {
        tracing::warn!(service = "sms", reason = error.word(), "a code could not be sent");
        Failure::of(ProblemCode::OutsidePartyDown)
    })?;
    let expires_at = now.plus_seconds(CODE_SECONDS);
    let sent = CodeSent {
        resend_after_seconds: RESEND_SECONDS,
        expires_at,
        simulated: here.outside.is_simulated(Party::Sms),
    };
    let command = command.answered_with(here, scope, &sent)?;
    let answer = command.answer.clone();
    let code_hash = code_hash(here, mobile, &code);
    let act = IssueCode { mobile_hash, code_hash, at: now, expires_at, command };
    match here.store.issue_code(act).await? {
        CodeIssue::Issued => Ok(answer),
        CodeIssue::Locked { until } => Err(locked(until, now)),
    }
}

/// Signs in with the code and starts a session.
///
/// The session's token follows from the command, so that a repetition after a lost
/// answer starts no second session and gives the same cookie.
///
/// # Errors
/// [`Failure`]: a wrong, expired or used code, a locked number, too many attempts.
pub async fn sign_in(
    State(here): State<Installation>,
    caller: Caller,
    OnDevice(device): OnDevice,
    command: Commanded<SignInRequest>,
) -> Result<Response, Failure> {
    let now = here.now();
    here.limits.sign_ins.take(&caller.0, now)?;
    let mobile = parse_mobile(&command.value.mobile)?;
    let code = parse_code(&command.value.code)?;
    let token = {
        let unique = format!("{} {} {code}", command.key, mobile.as_str());
        Digest::from_bytes(here.secret.hash("session token", &unique)).to_string()
    };
    let session_ends_at = now.plus_seconds(SESSION_SECONDS);
    let act = TryCode {
        mobile_hash: here.secret.hash("mobile", mobile.as_str()),
        mobile: mobile.as_str().to_owned(),
        code_hash: code_hash(&here, &mobile, &code),
        at: now,
        wrong_codes_max: WRONG_CODES_MAX,
        lock_until: now.plus_seconds(LOCK_SECONDS),
        new_borrower: here.identifier()?,
        session: NewSession {
            token_hash: here.secret.hash("session", &token),
            ends_at: session_ends_at,
            device: device.key(),
            signed_in_by: "code".to_owned(),
            jobs: vec![telling(&here, Told::SignedIn, device)?],
        },
    };
    let borrower = match here.store.try_code(act).await? {
        CodeTrial::SignedIn { borrower } => borrower,
        CodeTrial::Wrong { attempts_left } => return Err(wrong_code(attempts_left)),
        CodeTrial::Locked { until } => return Err(locked(until, now)),
        CodeTrial::Expired => return Err(Failure::of(ProblemCode::CodeExpired)),
        CodeTrial::Used => return Err(Failure::of(ProblemCode::CodeUsed)),
    };
    here.work.notify_waiters();
    let view = SessionView {
        mobile_masked: mobile.masked(),
        expires_at: session_ends_at,
        on_duty: here.institution.on_duty(mobile.as_str()),
    };
    Ok(([(SET_COOKIE, start_cookie(&here, &borrower, &token)?)], Json(view)).into_response())
}

/// Who is signed in.
///
/// # Errors
/// [`Failure`] when the number on file is not one.
pub async fn session(
    State(here): State<Installation>,
    Anybody(who): Anybody,
) -> Result<Json<SessionView>, Failure> {
    let mobile = who.mobile.parse::<Mobile>().map_err(Failure::internal)?;
    Ok(Json(SessionView {
        mobile_masked: mobile.masked(),
        expires_at: who.ends_at,
        on_duty: here.institution.on_duty(&who.mobile),
    }))
}

/// Signs out: the token is worth nothing afterwards.
///
/// # Errors
/// [`Failure`] when the store cannot forget it.
pub async fn sign_out(
    State(here): State<Installation>,
    Anybody(who): Anybody,
) -> Result<Response, Failure> {
    let act = EndSession { borrower: who.borrower, token_hash: who.token_hash };
    here.store.end_session(act).await?;
    Ok(([(SET_COOKIE, end_cookie(&here)?)], Json(Empty {})).into_response())
}

/// What the text message simulator holds for a number; nothing of the kind in production.
///
/// # Errors
/// [`ProblemCode::NotFound`] unless the built-in simulator delivers the messages.
pub async fn simulated_messages(
    State(here): State<Installation>,
    asked: Commanded<SendCodeRequest>,
) -> Result<Json<SimulatedMessages>, Failure> {
    let mobile = parse_mobile(&asked.value.mobile)?;
    messages_of(&here, &mobile).map(Json)
}

/// The same for the number of the person signed in.
///
/// # Errors
/// [`ProblemCode::NotFound`] unless the built-in simulator delivers the messages.
pub async fn own_simulated_messages(
    State(here): State<Installation>,
    who: SignedIn,
) -> Result<Json<SimulatedMessages>, Failure> {
    let mobile = who.mobile.parse().map_err(|_| Failure::of(ProblemCode::NotFound))?;
    messages_of(&here, &mobile).map(Json)
}

fn messages_of(here: &Installation, mobile: &Mobile) -> Result<SimulatedMessages, Failure> {
    let simulator = here
        .simulator
        .as_ref()
        .filter(|_| here.institution.services.address(Party::Sms).is_none())
        .ok_or(Failure::of(ProblemCode::NotFound))?;
    let messages = simulator
        .messages(mobile.as_str())
        .into_iter()
        .map(|message| SimulatedMessage {
            sent_at: message.sent_at,
            code: code_in(&message.text),
            text: message.text,
        })
        .collect();
    Ok(SimulatedMessages { messages })
}

fn parse_mobile(text: &str) -> Result<Mobile, Failure> {
    text.parse().map_err(|error| Failure::fields(vec![FieldRefusal::new("mobile", &error)]))
}

/// Six digits; full-width digits and spaces are what phones paste, so they are understood.
///
/// # Errors
/// [`ProblemCode::InvalidFields`].
pub fn parse_code(text: &str) -> Result<String, Failure> {
    let digits: Option<String> = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '０'..='９' => char::from_digit(u32::from(character) - u32::from('０'), 10),
            '0'..='9' => Some(character),
            _ => None,
        })
        .collect();
    digits.filter(|digits| digits.len() == CODE_DIGITS).ok_or_else(|| {
        Failure::field(
            "code",
            "code_not_six_digits",
            "请输入6位数字验证码。",
            "Enter the six digits.",
        )
    })
}

/// The first run of six digits in a message.
fn code_in(text: &str) -> Option<String> {
    text.split(|character: char| !character.is_ascii_digit())
        .find(|digits| digits.len() == CODE_DIGITS)
        .map(str::to_owned)
}

fn code_hash(here: &Installation, mobile: &Mobile, code: &str) -> KeyedHash {
    here.secret.hash("one-time code", &format!("{} {code}", mobile.as_str()))
}

/// The refusal of a wrong code, saying how many tries are left.
pub fn wrong_code(attempts_left: u32) -> Failure {
    Failure::of(ProblemCode::WrongCode).attempts_left(attempts_left).because(
        format!("验证码不对，还可以再试{attempts_left}次。"),
        format!("That code is not right. Tries left: {attempts_left}."),
    )
}

fn locked(until: Timestamp, now: Timestamp) -> Failure {
    let seconds = u32::try_from(until.seconds_since(now)).unwrap_or(u32::MAX).max(1);
    // `2026-11-21 09:30:00`: the time of day says enough for a lock of minutes.
    let shown = until.to_string();
    let time = shown.get(11..16).unwrap_or(&shown);
    Failure::of(ProblemCode::SignInLocked).retry_after(seconds).because(
        format!("验证码连续输错，已暂时锁定，请在{time}之后再试。"),
        format!("Too many wrong codes. Signing in is locked until {time}, China time."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_phones_paste_it() {
        assert_eq!(parse_code(" 123 456 ").ok().as_deref(), Some("123456"));
        assert_eq!(parse_code("１２３４５６").ok().as_deref(), Some("123456"));
        for bad in ["", "12345", "1234567", "12345a", "🙂🙂🙂🙂🙂🙂"] {
            assert!(parse_code(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_code_is_found_in_the_message() {
        assert_eq!(code_in("【银行】验证码012345，5分钟内有效。").as_deref(), Some("012345"));
        assert_eq!(code_in("no code"), None);
    }
}
