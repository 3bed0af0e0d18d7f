//! Verifying an act by passkey or code.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{ProblemCode, StepUpProof, StepUpProven};
use subtle::ConstantTimeEq;

use super::{BY_CODE, BY_PASSKEY, code_hash, fresh_seconds};
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::passkeys::{known, note_use, still_answerable};
use crate::session::SignedIn;
use crate::sign_in::{WRONG_CODES_MAX, parse_code, wrong_code};
use crate::store::acts::{FindStepUp, StoredStepUp, SucceedStepUp};

/// Verifies the act.
///
/// # Errors
/// [`Failure`]: no such verification of this session, too old, used, the wrong code, an answer that
/// does not verify.
pub async fn prove(
    State(here): State<Installation>,
    who: SignedIn,
    Path(step_up): Path<String>,
    command: Commanded<StepUpProof>,
) -> Result<Json<StepUpProven>, Failure> {
    let find = FindStepUp {
        borrower: who.borrower.clone(),
        step_up: step_up.clone(),
        token_hash: who.token_hash,
    };
    let stored = here.store.find_step_up(find.clone()).await?;
    let stored = stored.ok_or(Failure::of(ProblemCode::NotFound))?;
    if stored.proven_at.is_some() {
        return Err(Failure::of(ProblemCode::ChallengeUsed));
    }
    still_answerable(&here, stored.issued_at)?;
    let by = match &command.value {
        StepUpProof::Passkey(credential) => by_passkey(&here, &who, &stored, credential).await?,
        StepUpProof::Code(code) => by_code(&here, find, &stored, code).await?,
    };
    let now = here.now();
    let act = SucceedStepUp { borrower: who.borrower, step_up, by, at: now };
    if !here.store.succeed_step_up(act).await? {
        return Err(Failure::of(ProblemCode::ChallengeUsed));
    }
    Ok(Json(StepUpProven { valid_until: now.plus_seconds(fresh_seconds(&here)) }))
}

async fn by_passkey(
    here: &Installation,
    who: &SignedIn,
    stored: &StoredStepUp,
    credential: &str,
) -> Result<&'static str, Failure> {
    let state = stored.document.as_ref().ok_or(Failure::of(ProblemCode::PasskeyInvalid))?;
    let state = state.read("step-up")?;
    let mut known = known(here, &who.borrower).await?;
    let at = here.passkeys.verified(credential, &state, &mut known)?;
    if let Some(used) = known.get(at) {
        note_use(here, &who.borrower, &used.stored, &used.passkey).await?;
    }
    Ok(BY_PASSKEY)
}

async fn by_code(
    here: &Installation,
    find: FindStepUp,
    stored: &StoredStepUp,
    code: &str,
) -> Result<&'static str, Failure> {
    let expected = stored.code_hash.ok_or(Failure::of(ProblemCode::PasskeyInvalid))?;
    let code = parse_code(code)?;
    if stored.wrong_codes >= WRONG_CODES_MAX {
        return Err(Failure::of(ProblemCode::CodeExpired));
    }
    if bool::from(expected.ct_eq(&code_hash(here, &find.step_up, &code))) {
        return Ok(BY_CODE);
    }
    here.store.count_wrong_step_up(find).await?;
    let left = WRONG_CODES_MAX - stored.wrong_codes - 1;
    match u32::try_from(left) {
        Ok(left) if left > 0 => Err(wrong_code(left)),
        _ => Err(Failure::of(ProblemCode::CodeExpired)),
    }
}
