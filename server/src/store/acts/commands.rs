//! Commands and the answers their keys are given.

use std::sync::Arc;

use shared::canonical::Digest;
use shared::timestamp::Timestamp;

use super::{BorrowerId, FindApplication};
use crate::keys::Sealer;
use crate::store::StoreError;
use crate::store::at_rest::{AtRest, Inward, Personal, at_rest};

/// What makes a command recognisable when it is repeated.
#[derive(Clone, Debug)]
pub struct Command {
    /// Who commands; keys of different borrowers never meet.
    pub borrower: BorrowerId,
    /// The caller's key.
    pub key: String,
    /// Digest of method, path and body.
    pub request_hash: Digest,
    /// Now.
    pub at: Timestamp,
    /// What is answered if the command takes effect.
    pub answer: Answer,
}

/// An answer as it was first given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Digest of the request it answers.
    pub request_hash: Digest,
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub body: Vec<u8>,
}

/// Looks for the answer to a repeated command.
#[derive(Clone, Debug)]
pub struct AnsweredBefore {
    /// Who commands.
    pub borrower: BorrowerId,
    /// The caller's key.
    pub key: String,
}

/// Puts another answer in place of the one a key was given.
#[derive(Clone, Debug)]
pub struct ForgetAnswer {
    /// Whose command it was.
    pub borrower: BorrowerId,
    /// Its key.
    pub key: String,
    /// What it is answered from now on.
    pub body: Vec<u8>,
}

at_rest! {
    AnsweredBefore of borrower {}
    ForgetAnswer of borrower { body in ANSWERED_COMMAND }
}

impl AtRest for Command {
    fn whose(&self) -> &str {
        &self.borrower
    }

    fn sealed(self, sealer: &Arc<Sealer>) -> Result<Self, StoreError> {
        let whose = self.borrower.clone();
        Personal::sealed(self, &Inward { sealer, whose: &whose })
    }
}

acts! {
    /// The answer a key was given before.
    answered(AnsweredBefore) -> Option<Answer>, sealed in ANSWERED_COMMAND;
    /// The commands of people of the bank whose answers say something about an application.
    answers_about(FindApplication) -> Vec<AnsweredBefore>;
    /// Puts another answer in place of the one a key was given.
    forget_answer(ForgetAnswer) -> ();
    /// Keeps the answer to a command whose effects were recorded step by step.
    keep_answer(Command) -> ();
}
