//! Signing in by passkey.

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use shared::api::{Empty, PasskeyAnswer, PasskeyCeremony, ProblemCode, SessionView};
use shared::canonical::Digest;
use shared::identifier::Mobile;
use webauthn_rs::prelude::DiscoverableAuthentication;

use super::{REMEMBER_SECONDS, VISITOR, known, note_use, still_answerable};
use crate::caller::Caller;
use crate::clock::seconds_before;
use crate::command::Commanded;
use crate::devices::{OnDevice, Told, telling};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::randomness::{TOKEN_BYTES, is_identifier};
use crate::session::{SESSION_SECONDS, start_cookie};
use crate::store::Document;
use crate::store::acts::{
    Ceremony, ChallengeTaken, GiveChallenge, NewSession, StartSession, TakeChallenge,
};

/// Begins to sign in by passkey.
///
/// # Errors
/// [`ProblemCode::TooManyRequests`]; [`ProblemCode::NotFound`] when passkeys are not offered.
pub async fn start_sign_in(
    State(here): State<Installation>,
    caller: Caller,
    _: Commanded<Empty>,
) -> Result<Json<PasskeyCeremony>, Failure> {
    let now = here.now();
    here.limits.sign_ins.take(&caller.0, now)?;
    let (options, state) = here.passkeys.ask_who()?;
    let challenge = here.identifier()?;
    let act = GiveChallenge {
        borrower: VISITOR.to_owned(),
        challenge: challenge.clone(),
        ceremony: Ceremony::SignIn,
        document: Document::of(&state)?,
        at: now,
        forget_before: seconds_before(now, REMEMBER_SECONDS),
    };
    here.store.give_challenge(act).await?;
    Ok(Json(PasskeyCeremony { challenge_id: challenge, options }))
}

/// Signs in by passkey and starts a session.
///
/// # Errors
/// [`Failure`]: the challenge is old or used, nobody registered the passkey, the answer does not
/// verify or is of another site, too many attempts.
pub async fn sign_in(
    State(here): State<Installation>,
    caller: Caller,
    OnDevice(device): OnDevice,
    command: Commanded<PasskeyAnswer>,
) -> Result<Response, Failure> {
    let now = here.now();
    here.limits.sign_ins.take(&caller.0, now)?;
    let answer = &command.value;
    let state = taken(&here, &answer.challenge_id).await?;
    let borrower = verified(&here, &answer.credential, state).await?;
    let token = Digest::from_bytes(here.randomness.bytes::<TOKEN_BYTES>()?).to_string();
    let ends_at = now.plus_seconds(SESSION_SECONDS);
    let session = NewSession {
        token_hash: here.secret.hash("session", &token),
        ends_at,
        device: device.key(),
        signed_in_by: "passkey".to_owned(),
        jobs: vec![telling(&here, Told::SignedIn, device)?],
    };
    let mobile = here.store.mobile_of(borrower.clone()).await?;
    let mobile = mobile.ok_or(Failure::of(ProblemCode::PasskeyUnknown))?;
    let mobile = mobile.parse::<Mobile>().map_err(Failure::internal)?;
    let start = StartSession { borrower: borrower.clone(), session, at: now };
    here.store.start_session(start).await?;
    here.work.notify_waiters();
    let view = SessionView {
        mobile_masked: mobile.masked(),
        expires_at: ends_at,
        on_duty: here.institution.on_duty(mobile.as_str()),
    };
    Ok(([(SET_COOKIE, start_cookie(&here, &borrower, &token)?)], Json(view)).into_response())
}

async fn taken(
    here: &Installation,
    challenge: &str,
) -> Result<DiscoverableAuthentication, Failure> {
    let act = TakeChallenge {
        borrower: VISITOR.to_owned(),
        challenge: challenge.to_owned(),
        ceremony: Ceremony::SignIn,
        at: here.now(),
    };
    match here.store.take_challenge(act).await? {
        ChallengeTaken::Fresh { document, issued_at } => {
            still_answerable(here, issued_at)?;
            Ok(document.read("passkey challenge")?)
        }
        ChallengeTaken::Used => Err(Failure::of(ProblemCode::ChallengeUsed)),
        ChallengeTaken::Unknown => Err(Failure::of(ProblemCode::ChallengeExpired)),
    }
}

/// Who signed in: the owner of the passkey that answered.
async fn verified(
    here: &Installation,
    credential: &str,
    state: DiscoverableAuthentication,
) -> Result<String, Failure> {
    let (borrower, credential_id) = here.passkeys.who(credential)?;
    let unknown = || Failure::of(ProblemCode::PasskeyUnknown);
    if !is_identifier(&borrower) {
        return Err(unknown());
    }
    let mut known = known(here, &borrower).await?.into_iter();
    let mut found = known
        .find(|known| known.passkey.cred_id().as_slice() == credential_id)
        .ok_or_else(unknown)?;
    here.passkeys.signed_in(credential, state, &mut found.passkey)?;
    note_use(here, &borrower, &found.stored, &found.passkey).await?;
    Ok(borrower)
}
