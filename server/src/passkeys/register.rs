//! Registering passkeys, listing them, forgetting them.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{
    Empty, PasskeyAnswer, PasskeyCeremony, PasskeyView, PasskeysView, ProblemCode, SteppedUpAct,
};
use shared::device::Device;
use shared::identifier::Mobile;
use webauthn_rs::prelude::PasskeyRegistration;

use super::{REMEMBER_SECONDS, known, still_answerable};
use crate::clock::seconds_before;
use crate::command::Commanded;
use crate::devices::{OnDevice, Told, telling};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::step_up;
use crate::store::Document;
use crate::store::acts::{
    Ceremony, ChallengeTaken, ForgetPasskey, GiveChallenge, KeepPasskey, TakeChallenge,
};

/// The passkeys of the person signed in.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn list(
    State(here): State<Installation>,
    who: SignedIn,
) -> Result<Json<PasskeysView>, Failure> {
    Ok(Json(view(&here, &who.borrower).await?))
}

/// The passkeys of a borrower.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn view(here: &Installation, borrower: &str) -> Result<PasskeysView, Failure> {
    let passkeys = here.store.passkeys(borrower.to_owned()).await?;
    let passkeys = passkeys.into_iter().map(|stored| PasskeyView {
        passkey_id: stored.passkey,
        device: Device::of_key(&stored.device),
        added_at: stored.added_at,
        used_at: stored.used_at,
    });
    Ok(PasskeysView { offered: here.passkeys.is_offered(), passkeys: passkeys.collect() })
}

/// Begins to register a passkey.
///
/// # Errors
/// [`ProblemCode::StepUpRequired`]; [`ProblemCode::NotFound`] when passkeys are not offered.
pub async fn start(
    State(here): State<Installation>,
    who: SignedIn,
    _: Commanded<Empty>,
) -> Result<Json<PasskeyCeremony>, Failure> {
    step_up::verified(&here, &who, &SteppedUpAct::ChangePasskeys {}).await?;
    let passkeys: Vec<_> =
        known(&here, &who.borrower).await?.into_iter().map(|known| known.passkey).collect();
    let mobile = who.mobile.parse::<Mobile>().map_err(Failure::internal)?;
    let (options, state) =
        here.passkeys.ask_to_register(&who.borrower, &mobile.masked(), &passkeys)?;
    let now = here.now();
    let challenge = here.identifier()?;
    let act = GiveChallenge {
        borrower: who.borrower,
        challenge: challenge.clone(),
        ceremony: Ceremony::Register,
        document: Document::of(&state)?,
        at: now,
        forget_before: seconds_before(now, REMEMBER_SECONDS),
    };
    here.store.give_challenge(act).await?;
    Ok(Json(PasskeyCeremony { challenge_id: challenge, options }))
}

/// Keeps the passkey an authenticator made.
///
/// # Errors
/// [`Failure`]: the challenge is old or used, the answer does not verify or is of another site,
/// the passkey is registered already.
pub async fn add(
    State(here): State<Installation>,
    who: SignedIn,
    OnDevice(device): OnDevice,
    command: Commanded<PasskeyAnswer>,
) -> Result<Json<PasskeysView>, Failure> {
    let answer = &command.value;
    let taken = TakeChallenge {
        borrower: who.borrower.clone(),
        challenge: answer.challenge_id.clone(),
        ceremony: Ceremony::Register,
        at: here.now(),
    };
    let state: PasskeyRegistration = match here.store.take_challenge(taken).await? {
        ChallengeTaken::Fresh { document, issued_at } => {
            still_answerable(&here, issued_at)?;
            document.read("passkey challenge")?
        }
        ChallengeTaken::Used => return Err(Failure::of(ProblemCode::ChallengeUsed)),
        ChallengeTaken::Unknown => return Err(Failure::of(ProblemCode::ChallengeExpired)),
    };
    let passkey = here.passkeys.registered(&answer.credential, &state)?;
    let act = KeepPasskey {
        borrower: who.borrower.clone(),
        passkey: here.identifier()?,
        credential_hash: here.secret.hash_bytes("credential", &[passkey.cred_id()]),
        device: device.key(),
        document: Document::of(&passkey)?,
        at: here.now(),
        jobs: vec![telling(&here, Told::PasskeyAdded, device)?],
    };
    if !here.store.keep_passkey(act).await? {
        return Err(Failure::of(ProblemCode::PasskeyTaken));
    }
    here.work.notify_waiters();
    Ok(Json(view(&here, &who.borrower).await?))
}

/// Forgets a passkey.
///
/// # Errors
/// [`ProblemCode::StepUpRequired`], [`ProblemCode::NotFound`].
pub async fn remove(
    State(here): State<Installation>,
    who: SignedIn,
    OnDevice(device): OnDevice,
    Path(passkey): Path<String>,
) -> Result<Json<PasskeysView>, Failure> {
    step_up::verified(&here, &who, &SteppedUpAct::ChangePasskeys {}).await?;
    let act = ForgetPasskey {
        borrower: who.borrower.clone(),
        passkey,
        jobs: vec![telling(&here, Told::PasskeyRemoved, device)?],
    };
    if !here.store.forget_passkey(act).await? {
        return Err(Failure::of(ProblemCode::NotFound));
    }
    here.work.notify_waiters();
    Ok(Json(view(&here, &who.borrower).await?))
}
