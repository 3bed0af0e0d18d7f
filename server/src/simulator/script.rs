//! What tests can make the simulated parties do.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::face_check::FaceOutcome;
use shared::invoices::Invoice;
use shared::signatory::NamedPerson;

use crate::adapters::Party;

use super::RailOrder;

/// One party's behaviour toward one identity, for a number of questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Which party.
    pub service: Party,
    /// The identity asked about: a code, a resident ID, a mobile or account number, the number of a paper,
    /// a name to certify, or [`REVOCATIONS`](super::REVOCATIONS); `*` is anybody.
    pub identity: String,
    /// What happens.
    pub behaviour: Behaviour,
    /// For how many questions; none means every question from now on.
    #[serde(default = "once")]
    pub times: Option<u32>,
}

/// What a simulated party does instead of answering as usual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behaviour {
    /// Answers with these values in place of its own; `null` leaves one out.
    Facts(BTreeMap<String, Option<String>>),
    /// Lists these invoices.
    Invoices(Vec<Invoice>),
    /// The business registry names this person as legal representative or operator, or nobody.
    Signatory(Option<NamedPerson>),
    /// A photo comes to this.
    Face(FaceOutcome),
    /// Answers about somebody else.
    Identity(String),
    /// Answers with what it knew, or will know, on another day.
    AsOf(#[serde(with = "shared::date_text")] NaiveDate),
    /// Answers as usual, this many milliseconds late.
    DelayMs(u64),
    /// Answers with this HTTP status and no content.
    Status(u16),
    /// Answers 200 with something that is not an answer.
    Nonsense(bool),
    /// Begins to answer and hangs up.
    HangUp(bool),
    /// Answers 200 with this many bytes.
    Bytes(u64),
    /// The payment rail refuses the order for good.
    Refuse(bool),
    /// Certifies for another time than usual.
    Valid(Validity),
    /// Whoever is asked about a paper does not answer yet.
    Hesitate(bool),
    /// The payment rail's file of a day differs from what it did; orders are not concerned.
    File(FileChanges),
}

/// When a certificate is valid, from the moment it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// Begins so many seconds later, as with an authority whose clock is ahead.
    #[serde(default)]
    pub begins_in: u32,
    /// Lasts so many seconds.
    pub lasts: u32,
}

/// How the payment rail's file differs from what it did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileChanges {
    /// Orders left out.
    pub omit: Vec<String>,
    /// Orders listed with another amount: yuan, canonical text.
    pub amounts: BTreeMap<String, String>,
    /// Orders listed twice.
    pub twice: Vec<String>,
    /// Movements of which nobody was told.
    pub add: Vec<RailOrder>,
}

#[expect(clippy::unnecessary_wraps, reason = "serde wants the field's type")]
const fn once() -> Option<u32> {
    Some(1)
}

/// The first script that applies, used up by one.
pub(super) fn take(scripts: &mut Vec<Script>, party: Party, identity: &str) -> Option<Behaviour> {
    let applies = |script: &Script| {
        let of_party = script.service == party && !matches!(script.behaviour, Behaviour::File(_));
        of_party && (script.identity == identity || script.identity == "*")
    };
    take_first(scripts, applies)
}

/// How the next file of the payment rail differs, used up by one.
pub(super) fn take_file(scripts: &mut Vec<Script>) -> Option<FileChanges> {
    match take_first(scripts, |script| matches!(script.behaviour, Behaviour::File(_)))? {
        Behaviour::File(changes) => Some(changes),
        _ => None,
    }
}

fn take_first(scripts: &mut Vec<Script>, applies: impl Fn(&Script) -> bool) -> Option<Behaviour> {
    let at = scripts.iter().position(applies)?;
    let script = scripts.get_mut(at)?;
    let behaviour = script.behaviour.clone();
    if let Some(times) = &mut script.times {
        *times = times.saturating_sub(1);
        if *times == 0 {
            scripts.remove(at);
        }
    }
    Some(behaviour)
}
