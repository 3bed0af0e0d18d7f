//! Whom an application still has to ask, and what is known already.
//!
//! Nobody is asked twice for what a kept answer still says: an answer about the same identity, given under
//! an authorisation of the same borrower that lives, and of a day its source's figures may be of
//! ([`Source::fresh_days`]). For a credit report that also means one query less on the borrower's record.
//! An older one is asked for again.
//!
//! [`Source::fresh_days`]: shared::facts::Source::fresh_days

use chrono::NaiveDate;
use futures_util::future::join_all;
use shared::application::{Application, Identity};
use shared::consent::{ConsentKind, Query, QueryPurpose};
use shared::signatory::NamedPerson;
use shared::timestamp::Timestamp;

use crate::adapters::{AdapterError, FactsAnswer, FactsQuestion, Party};
use crate::applications::Case;
use crate::applications::queries::{KeptAnswer, ask_on_record};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::StoreError;
use crate::store::acts::{AdoptAnswer, HeldAnswer};

/// How a party gave no usable answer, in a stable word.
pub type Unanswered = &'static str;

/// Sees to it that there is an answer of everybody the product needs, asking all at the same time.
///
/// A purpose without a live authorisation, or without an identity the party knows, is not asked, and
/// neither is one where a person of the bank goes and looks: the decision then lacks its facts.
///
/// # Errors
/// [`Failure`] on our side. A party without a usable answer is no error: its word comes back, what
/// others answered is kept.
pub async fn ask_whoever_has_not_answered(
    here: &Installation,
    case: &Case,
) -> Result<Option<Unanswered>, Failure> {
    let product = here.catalogue.product(&case.application.product_id);
    let needed = product.map(|product| product.consents.as_slice()).unwrap_or_default();
    let held = here.store.held_answers(case.borrower.clone()).await?;
    let needs = needed.iter().filter_map(|kind| Need::of(here, &case.application, *kind));
    let settled = join_all(needs.map(|need| settle(here, case, need, &held))).await;
    let mut unanswered = None;
    for outcome in settled {
        unanswered = outcome?.or(unanswered);
    }
    Ok(unanswered)
}

/// Asks one party again, whatever is known already: somebody has just authorised it.
///
/// # Errors
/// [`Failure`] on our side. A party without a usable answer is no error: its word comes back.
pub async fn ask_again(
    here: &Installation,
    case: &Case,
    kind: ConsentKind,
) -> Result<Option<Unanswered>, Failure> {
    match Need::of(here, &case.application, kind) {
        Some(need) => ask(here, case, need).await,
        None => Ok(None),
    }
}

/// What an application needs to know of one party.
struct Need<'a> {
    party: Party,
    kind: ConsentKind,
    /// What the party knows the applicant as.
    identity: &'a str,
    /// Who is to sign for the business, where the party is the one that says who may.
    signatory: Option<NamedPerson>,
}

impl<'a> Need<'a> {
    /// The need, where the application may ask and there is somebody to ask.
    fn of(here: &Installation, application: &'a Application, kind: ConsentKind) -> Option<Self> {
        let query = Query { kind, purpose: QueryPurpose::Approval };
        let now = here.now();
        application.consents.iter().find(|consent| consent.covers(query, now))?;
        let applicant = application.identity.as_ref()?;
        let signatory = match kind {
            ConsentKind::RegistryQuery => applicant.in_the_registry(),
            _ => None,
        };
        let identity = known_as(applicant, kind);
        Some(Self { party: Party::asked_for(kind)?, kind, identity, signatory })
    }
}

/// What the party asked under an authorisation knows the applicant as.
fn known_as(identity: &Identity, kind: ConsentKind) -> &str {
    if kind.is_about_the_person() {
        return identity.resident_id.as_str();
    }
    // A farmer has no registration: the chain company and the courts know the person.
    let business = identity.business.as_ref().map(|business| business.uscc.as_str());
    business.unwrap_or(identity.resident_id.as_str())
}

/// An answer for one need: a kept one, or a new one.
async fn settle(
    here: &Installation,
    case: &Case,
    need: Need<'_>,
    held: &[HeldAnswer],
) -> Result<Option<Unanswered>, Failure> {
    let kept = Kept::of(&need, held)?;
    let stands = |kept: &&Kept<'_>| kept.stands(need.kind, here.today());
    let own = kept.iter().find(|kept| kept.held.application == case.application.id);
    if own.as_ref().is_some_and(stands) {
        return Ok(None);
    }
    let serves = |kept: &&Kept<'_>| kept.may_serve_another(here.now()) && kept.names(&need);
    let other = kept.iter().filter(stands).find(serves);
    if let Some(other) = other
        && adopt(here, case, other.held).await?
    {
        return Ok(None);
    }
    ask(here, case, need).await
}

/// A kept answer about the identity in question.
struct Kept<'a> {
    held: &'a HeldAnswer,
    as_of: NaiveDate,
    signatory: Option<NamedPerson>,
}

impl<'a> Kept<'a> {
    /// The kept answers of the party about the identity, newest first.
    fn of(need: &Need<'_>, held: &'a [HeldAnswer]) -> Result<Vec<Self>, Failure> {
        let mut kept = Vec::new();
        for held in held.iter().filter(|held| held.service == need.kind.key()) {
            let answer: FactsAnswer = held.document.read("verified answer")?;
            if answer.identity == need.identity {
                kept.push(Self { held, as_of: answer.as_of, signatory: answer.signatory });
            }
        }
        Ok(kept)
    }

    /// Whether asking again would bring nothing newer: it is of a day that still counts, or was
    /// given today, when the party had nothing newer.
    fn stands(&self, kind: ConsentKind, today: NaiveDate) -> bool {
        let age = today.signed_duration_since(self.as_of).num_days();
        let fresh = kind.source().fresh_days().is_none_or(|days| age <= i64::from(days));
        (fresh && age >= 0) || self.held.answered_at.date_in_china() == today
    }

    /// Whether it names who is to sign, where that is asked: somebody else is asked about anew, for a
    /// registration changes.
    fn names(&self, need: &Need<'_>) -> bool {
        let named =
            |wanted: &NamedPerson| self.signatory.as_ref().is_some_and(|one| one.is(wanted));
        need.signatory.as_ref().is_none_or(named)
    }

    /// Whether the authorisation it was given under lives, so that another application may use it.
    fn may_serve_another(&self, now: Timestamp) -> bool {
        self.held.asked.as_ref().is_some_and(|asked| asked.is_live(now))
    }
}

/// Uses an answer again; `false` when its authorisation was withdrawn this moment.
async fn adopt(here: &Installation, case: &Case, held: &HeldAnswer) -> Result<bool, Failure> {
    let adopt = AdoptAnswer {
        borrower: case.borrower.clone(),
        application: case.application.id.clone(),
        from: held.application.clone(),
        service: held.service.clone(),
        at: here.now(),
    };
    match here.store.adopt_answer(adopt).await {
        Ok(()) => Ok(true),
        Err(StoreError::NotAuthorised) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Asks a party and keeps what it says, or that it said nothing.
async fn ask(
    here: &Installation,
    case: &Case,
    need: Need<'_>,
) -> Result<Option<Unanswered>, Failure> {
    if !here.outside.would_ask(need.party) {
        return Ok(Some(AdapterError::Resting.word()));
    }
    let asked = (need.kind, need.kind.key().to_owned());
    let answer = ask_on_record(here, case, asked, KeptAnswer::whole, async |authorisation| {
        let (identity, signatory) = (need.identity, need.signatory.as_ref());
        here.outside.facts(need.kind, FactsQuestion { identity, authorisation, signatory }).await
    });
    Ok(answer.await?.and_then(Result::err).map(|error| error.word()))
}
