//! Passkeys: registered by somebody signed in, then one tap to sign in and to sign.
//!
//! [`Verifier`] wraps the WebAuthn library and turns what it refuses into typed refusals;
//! challenges live in the store, last five minutes and are answered once. A credential
//! belongs to one borrower. What goes between browser and authenticator is WebAuthn's own
//! JSON, which only the library reads.

mod register;
mod sign_in;
mod verifier;

pub use register::{add, list, remove, start, view};
pub use sign_in::{sign_in, start_sign_in};
pub use verifier::{Bound, Verifier, VerifierError};

use shared::api::ProblemCode;
use shared::timestamp::Timestamp;
use webauthn_rs::prelude::Passkey;

use crate::failure::Failure;
use crate::freshness::{Age, age};
use crate::installation::Installation;
use crate::store::Document;
use crate::store::acts::{SeePasskey, StoredPasskey};

/// A challenge may be answered for this long.
pub const CHALLENGE_SECONDS: u32 = 5 * 60;

/// Challenges are remembered for this long, so that a replayed one is known as used.
pub const REMEMBER_SECONDS: u32 = 24 * 3600;

/// Whose challenges those are that nobody has signed in for.
pub const VISITOR: &str = "visitor";

/// A passkey as kept and as verified with.
#[derive(Clone, Debug)]
pub struct KnownPasskey {
    /// As kept.
    pub stored: StoredPasskey,
    /// As verified with.
    pub passkey: Passkey,
}

/// The passkeys of a borrower, oldest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn known(here: &Installation, borrower: &str) -> Result<Vec<KnownPasskey>, Failure> {
    let stored = here.store.passkeys(borrower.to_owned()).await?;
    stored
        .into_iter()
        .map(|stored| {
            let passkey = stored.document.read("passkey")?;
            Ok(KnownPasskey { stored, passkey })
        })
        .collect()
}

/// Refuses an answer to a challenge given too long ago.
///
/// # Errors
/// [`ProblemCode::ChallengeExpired`].
pub fn still_answerable(here: &Installation, issued_at: Timestamp) -> Result<(), Failure> {
    match age(issued_at, here.now(), CHALLENGE_SECONDS) {
        Age::Fresh => Ok(()),
        Age::Over => Err(Failure::of(ProblemCode::ChallengeExpired)),
        Age::Ahead => {
            tracing::error!("a challenge was given by a clock far ahead of this server's");
            Err(Failure::of(ProblemCode::ChallengeExpired))
        }
    }
}

/// Notes that a passkey verified something, with the counter it has reached.
///
/// # Errors
/// [`Failure`] when the store cannot be written.
pub async fn note_use(
    here: &Installation,
    borrower: &str,
    stored: &StoredPasskey,
    passkey: &Passkey,
) -> Result<(), Failure> {
    let act = SeePasskey {
        borrower: borrower.to_owned(),
        passkey: stored.passkey.clone(),
        document: Document::of(passkey)?,
        at: here.now(),
    };
    Ok(here.store.see_passkey(act).await?)
}
