//! Passkeys, and the challenges given to authenticators.

use shared::timestamp::Timestamp;

use super::{BorrowerId, KeyedHash, NewJob};
use crate::store::Document;
use crate::store::at_rest::{at_rest, opened};

/// What a challenge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// Registering a passkey.
    Register,
    /// Signing in by one.
    SignIn,
}

impl Ceremony {
    /// The word stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::SignIn => "sign_in",
        }
    }
}

/// Gives a challenge to an authenticator.
#[derive(Clone, Debug)]
pub struct GiveChallenge {
    /// Whose authenticator; `visitor` before anybody knows.
    pub borrower: BorrowerId,
    /// The challenge's identifier.
    pub challenge: String,
    /// What it is for.
    pub ceremony: Ceremony,
    /// The verifier's half.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
    /// Challenges given before this moment are forgotten.
    pub forget_before: Timestamp,
}

/// Takes a challenge back with its answer.
#[derive(Clone, Debug)]
pub struct TakeChallenge {
    /// Whose authenticator; `visitor` before anybody knows.
    pub borrower: BorrowerId,
    /// The challenge's identifier.
    pub challenge: String,
    /// What it must be for.
    pub ceremony: Ceremony,
    /// Now.
    pub at: Timestamp,
}

/// What became of a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChallengeTaken {
    /// Answered for the first time.
    Fresh {
        /// The verifier's half.
        document: Document,
        /// When it was given.
        issued_at: Timestamp,
    },
    /// Answered before.
    Used,
    /// Never given, or long forgotten.
    Unknown,
}

impl crate::store::at_rest::Sealed for ChallengeTaken {
    fn opened(
        self,
        from: &crate::store::at_rest::Outward<'_>,
        column: crate::keys::Column,
    ) -> Result<Self, crate::store::StoreError> {
        Ok(match self {
            Self::Fresh { document, issued_at } => {
                Self::Fresh { document: document.opened(from, column)?, issued_at }
            }
            Self::Used | Self::Unknown => self,
        })
    }
}

/// Keeps a new passkey.
#[derive(Clone, Debug)]
pub struct KeepPasskey {
    /// Whose.
    pub borrower: BorrowerId,
    /// Its identifier.
    pub passkey: String,
    /// Its credential, hashed.
    pub credential_hash: KeyedHash,
    /// What it was registered on.
    pub device: String,
    /// What verifies its signatures.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
    /// What follows, as telling the borrower.
    pub jobs: Vec<NewJob>,
}

/// A passkey as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPasskey {
    /// Its identifier.
    pub passkey: String,
    /// What it was registered on.
    pub device: String,
    /// What verifies its signatures.
    pub document: Document,
    /// When it was registered.
    pub added_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// Notes that a passkey was used.
#[derive(Clone, Debug)]
pub struct SeePasskey {
    /// Whose.
    pub borrower: BorrowerId,
    /// Which.
    pub passkey: String,
    /// What verifies its next signature.
    pub document: Document,
    /// Now.
    pub at: Timestamp,
}

/// Forgets a passkey.
#[derive(Clone, Debug)]
pub struct ForgetPasskey {
    /// Whose.
    pub borrower: BorrowerId,
    /// Which.
    pub passkey: String,
    /// What follows, as telling the borrower.
    pub jobs: Vec<NewJob>,
}

at_rest! {
    GiveChallenge of borrower { document in PASSKEY_CHALLENGE }
    TakeChallenge of borrower {}
    KeepPasskey of borrower { document in PASSKEY }
    SeePasskey of borrower { document in PASSKEY }
    ForgetPasskey of borrower {}
}

opened! {
    StoredPasskey { document }
}

acts! {
    /// Gives a challenge to an authenticator.
    give_challenge(GiveChallenge) -> ();
    /// Takes a challenge back; it is used from then on, whatever the answer was.
    take_challenge(TakeChallenge) -> ChallengeTaken, sealed in PASSKEY_CHALLENGE;
    /// Keeps a new passkey; `false` when somebody has registered its credential.
    keep_passkey(KeepPasskey) -> bool;
    /// A borrower's passkeys, oldest first.
    passkeys(BorrowerId) -> Vec<StoredPasskey>, sealed in PASSKEY;
    /// Notes that a passkey was used.
    see_passkey(SeePasskey) -> ();
    /// Forgets a passkey; `false` when there is none.
    forget_passkey(ForgetPasskey) -> bool;
}
