//! The devices somebody is signed in on, and being told of what changes there.

use axum::Json;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use shared::api::{ProblemCode, SessionEntry, SessionsView, SignedInBy};
use shared::canonical::Digest;
use shared::device::Device;
use shared::identifier::Mobile;
use shared::language::Language;
use shared::timestamp::Timestamp;

use crate::clock::{from_micros, seconds_before};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::{Postponed, TELL, new_job};
use crate::session::{Anybody, IDLE_SECONDS, SignedIn};
use crate::store::acts::{EndSession, ListSessions, NewJob};

/// What a request comes from, in a few words.
#[derive(Clone, Copy, Debug)]
pub struct OnDevice(pub Device);

impl FromRequestParts<Installation> for OnDevice {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &Installation,
    ) -> Result<Self, Self::Rejection> {
        let said = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self(Device::of_user_agent(said.unwrap_or_default())))
    }
}

/// Every session of the person signed in.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn list(
    State(here): State<Installation>,
    Anybody(who): Anybody,
) -> Result<Json<SessionsView>, Failure> {
    Ok(Json(view(&here, &who).await?))
}

/// The sessions of the person signed in.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn view(here: &Installation, who: &SignedIn) -> Result<SessionsView, Failure> {
    let now = here.now();
    let act = ListSessions {
        borrower: who.borrower.clone(),
        at: now,
        idle_since: seconds_before(now, IDLE_SECONDS),
    };
    let sessions = here.store.list_sessions(act).await?.into_iter().map(|listed| SessionEntry {
        session_id: Digest::from_bytes(listed.token_hash).to_string(),
        device: Device::of_key(&listed.device),
        signed_in_by: signed_in_by(&listed.signed_in_by),
        started_at: listed.started_at,
        seen_at: listed.seen_at,
        is_this: listed.token_hash == who.token_hash,
    });
    Ok(SessionsView { sessions: sessions.collect() })
}

/// How somebody signed in, from the word stored.
pub fn signed_in_by(word: &str) -> SignedInBy {
    if word == "passkey" { SignedInBy::Passkey } else { SignedInBy::Code }
}

/// Ends one session, wherever it is.
///
/// # Errors
/// [`ProblemCode::NotFound`] when there is none of this name.
pub async fn end(
    State(here): State<Installation>,
    Anybody(who): Anybody,
    Path(session): Path<String>,
) -> Result<Json<SessionsView>, Failure> {
    let missing = || Failure::of(ProblemCode::NotFound);
    let token_hash = *session.parse::<Digest>().map_err(|_| missing())?.as_bytes();
    let act = EndSession { borrower: who.borrower.clone(), token_hash };
    if !here.store.end_session(act).await? {
        return Err(missing());
    }
    Ok(Json(view(&here, &who).await?))
}

/// Ends all sessions but this one.
///
/// # Errors
/// [`Failure`] when the store cannot be written.
pub async fn end_others(
    State(here): State<Installation>,
    Anybody(who): Anybody,
) -> Result<Json<SessionsView>, Failure> {
    let act = EndSession { borrower: who.borrower.clone(), token_hash: who.token_hash };
    here.store.end_other_sessions(act).await?;
    Ok(Json(view(&here, &who).await?))
}

/// What a borrower is told by text message, so that a stranger's doing does not stay unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Somebody signed in.
    SignedIn,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
}

impl Told {
    const ALL: [Self; 3] = [Self::SignedIn, Self::PasskeyAdded, Self::PasskeyRemoved];

    const fn word(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
        }
    }

    const fn happened(self) -> &'static str {
        match self {
            Self::SignedIn => "登录",
            Self::PasskeyAdded => "添加了通行密钥",
            Self::PasskeyRemoved => "删除了通行密钥",
        }
    }
}

/// The job that tells the borrower. Its subject says what, when and on what; nothing personal.
///
/// # Errors
/// [`Failure`] when there is no randomness for its identifier.
pub fn telling(here: &Installation, told: Told, device: Device) -> Result<NewJob, Failure> {
    let subject = format!("{} {} {}", told.word(), here.now().as_micros(), device.key());
    new_job(here, TELL, &subject)
}

/// Sends the message of [`telling`].
///
/// # Errors
/// [`Postponed`] when the gateway is down.
pub async fn tell(here: &Installation, borrower: &str, subject: &str) -> Result<(), Postponed> {
    let Some((told, at, device)) = told_of(subject) else { return Ok(()) };
    let Some(mobile) = here.store.mobile_of(borrower.to_owned()).await? else { return Ok(()) };
    let mobile = mobile.parse::<Mobile>().map_err(Failure::internal)?;
    let text = format!(
        "【{}】您的账户于{}在“{}”上{}。如非本人操作，请登录后在“我的—登录与设备”中退出该设备，或致电{}。",
        here.name().zh,
        minute(at),
        device.words(Language::Zh),
        told.happened(),
        here.institution.lender.hotline,
    );
    here.outside
        .send_message(mobile.as_str(), &text)
        .await
        .map_err(|error| Postponed::Outside(error.word()))
}

fn told_of(subject: &str) -> Option<(Told, Timestamp, Device)> {
    let mut parts = subject.split(' ');
    let word = parts.next()?;
    let told = Told::ALL.into_iter().find(|told| told.word() == word)?;
    let at = from_micros(parts.next()?.parse().ok()?);
    Some((told, at, Device::of_key(parts.next()?)))
}

/// `11月23日10:05`, China time.
fn minute(at: Timestamp) -> String {
    let shown = at.to_string();
    let part = |from: usize, to: usize| shown.get(from..to).unwrap_or_default();
    format!("{}月{}日{}", part(5, 7), part(8, 10), part(11, 16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telling_reads_back_and_nonsense_tells_nothing() {
        let at = Timestamp::start_of_day_in_china("2026-11-23".parse().unwrap());
        let subject = format!("passkey_added {} android/wechat", at.as_micros());
        let (told, when, device) = told_of(&subject).unwrap();
        assert_eq!(
            (told, when, device.key()),
            (Told::PasskeyAdded, at, "android/wechat".to_owned())
        );
        assert_eq!(minute(when.plus_seconds(36_300)), "11月23日10:05");
        for nonsense in ["", "signed_in", "signed_in x y", "other 1 android/chrome"] {
            assert_eq!(told_of(nonsense), None, "{nonsense}");
        }
    }
}
