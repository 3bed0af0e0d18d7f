//! A fresh verification of who is acting, bound to exactly what they do.
//!
//! Signing, a draw above the institution's threshold, downloading or deleting everything and
//! changing passkeys ask for it. Somebody with a passkey answers with it, to a challenge made
//! from the act itself; somebody without gets a one-time code for this act, unless the code they
//! signed in with is a few minutes old. A verification belongs to one session, lasts minutes and
//! serves one signature or one draw.

mod prove;
mod start;

pub use prove::prove;
pub use start::start;

use shared::api::{ProblemCode, SignedInBy, SteppedUpAct};
use shared::canonical::{self, Digest};
use shared::evidence::VerifiedBy;

use crate::clock::seconds_before;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::passkeys::{KnownPasskey, known};
use crate::session::SignedIn;
use crate::store::acts::{FindProven, KeyedHash, Proven};

/// What an act asks for now.
enum Need {
    /// Nothing more than the session.
    Nothing,
    /// One of these passkeys.
    Passkey(Vec<KnownPasskey>),
    /// A one-time code.
    Code,
}

/// How an act was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The verification to use up, if one was needed.
    pub step_up: Option<String>,
    /// By what.
    pub by: VerifiedBy,
}

/// Whether the act has been verified freshly enough, and by what.
///
/// # Errors
/// [`ProblemCode::StepUpRequired`].
pub async fn verified(
    here: &Installation,
    who: &SignedIn,
    act: &SteppedUpAct,
) -> Result<Verified, Failure> {
    if let Need::Nothing = need(here, who, act).await? {
        return Ok(Verified { step_up: None, by: VerifiedBy::Session });
    }
    let find = FindProven {
        borrower: who.borrower.clone(),
        token_hash: who.token_hash,
        binds: binds(act)?,
        since: seconds_before(here.now(), fresh_seconds(here)),
    };
    let Proven { step_up, by } =
        here.store.find_proven(find).await?.ok_or(Failure::of(ProblemCode::StepUpRequired))?;
    let by = if by == BY_PASSKEY { VerifiedBy::Passkey } else { VerifiedBy::Code };
    Ok(Verified { step_up: Some(step_up), by })
}

/// The words stored for what verified an act.
const BY_PASSKEY: &str = "passkey";
const BY_CODE: &str = "code";

/// What an act asks for, of this person, in this session, now.
async fn need(here: &Installation, who: &SignedIn, act: &SteppedUpAct) -> Result<Need, Failure> {
    if let SteppedUpAct::Draw { amount, .. } = act
        && *amount <= here.institution.step_up.draw_above
    {
        return Ok(Need::Nothing);
    }
    let since = seconds_before(here.now(), fresh_seconds(here));
    let signed_in_freshly = who.started_at >= since;
    // Whoever lost a passkey signs in by code and takes it away; that must not ask for the passkey.
    if signed_in_freshly && *act == (SteppedUpAct::ChangePasskeys {}) {
        return Ok(Need::Nothing);
    }
    let passkeys =
        if here.passkeys.is_offered() { known(here, &who.borrower).await? } else { Vec::new() };
    if !passkeys.is_empty() {
        return Ok(Need::Passkey(passkeys));
    }
    if signed_in_freshly && who.signed_in_by == SignedInBy::Code {
        return Ok(Need::Nothing);
    }
    Ok(Need::Code)
}

/// Seconds a verification lasts.
fn fresh_seconds(here: &Installation) -> u32 {
    u32::from(here.institution.step_up.minutes) * 60
}

/// Digest of exactly what is verified.
fn binds(act: &SteppedUpAct) -> Result<Digest, Failure> {
    Ok(canonical::digest(act)?)
}

/// The word stored for an act.
const fn word(act: &SteppedUpAct) -> &'static str {
    match act {
        SteppedUpAct::Sign { .. } => "sign",
        SteppedUpAct::Draw { .. } => "draw",
        SteppedUpAct::Export {} => "export",
        SteppedUpAct::Delete {} => "delete",
        SteppedUpAct::ChangePasskeys {} => "passkeys",
    }
}

/// A code of one verification, hashed.
fn code_hash(here: &Installation, step_up: &str, code: &str) -> KeyedHash {
    here.secret.hash("step-up code", &format!("{step_up} {code}"))
}
