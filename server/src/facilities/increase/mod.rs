//! A higher limit at the borrower's own wish (自助提额): decided at once on what is known, with the
//! exact gap and what would let the engine know more.

pub mod papers;
mod sources;
pub mod told;
mod wish;

pub use papers::redecided;
pub use wish::Wish;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::Days;
use shared::api::{
    AcceptLimitIncreaseRequest, ConnectSourceRequest, LimitIncreaseRequest, LimitIncreaseState,
    LimitIncreaseView, LimitIncreasesView, ProblemCode,
};
use shared::application::Stage;
use shared::decision::{Decision, DecisionRequest};
use shared::evidence::EvidenceBody;
use shared::facts::Facts;
use shared::language::{Language, Say};
use shared::money::Money;
use shared::quote::Need;
use shared::servicing::ServicingRefused;

use self::sources::give_consent;
use self::wish::{judged, supplement, view, word};
use super::checks::Against;
use super::{Facility, checks};
use crate::applications::case::paper;
use crate::applications::deciding::Made;
use crate::applications::{Case, deciding};
use crate::command::Commanded;
use crate::desk::tasks::{self, NamedTask};
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::jobs::asking;
use crate::randomness::is_identifier;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{
    AdvanceApplication, Answer, ChangeIncrease, FindIncrease, ListIncreases, OpenIncrease,
    RaiseLimit,
};

/// A wish as read, with everything it is judged by.
struct Asked {
    id: String,
    stored_state: String,
    wish: Wish,
    facility: Facility,
    case: Case,
    /// Papers handed in for it, oldest first.
    papers: Vec<NamedTask>,
}

/// Asks for a higher limit.
///
/// # Errors
/// [`ProblemCode::ServicingRefused`] where the product has no such thing, it is too early, or the
/// facility is frozen, over or overdue; [`Failure`] for a limit that is not above the one there is.
pub async fn request(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    command: Commanded<LimitIncreaseRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || request_new(&here, &who, &id, &command)).await
}

async fn request_new(
    here: &Installation,
    who: &SignedIn,
    id: &str,
    command: &Commanded<LimitIncreaseRequest>,
) -> Result<Answer, Failure> {
    let facility = Facility::open(here, &who.borrower, id).await?;
    let application = &facility.record.application_id;
    let case = Case::open(here, &who.borrower, application).await?;
    may_ask(here, &facility, &case).await?;
    let wanted = command.value.wanted;
    if wanted <= facility.limit {
        return Err(Failure::field(
            "wanted",
            "not_above_limit",
            "请填写高于现有额度的金额。",
            "Enter a limit above the one there is.",
        ));
    }
    let (decision, step) = decided_again(here, &case, wanted).await?;
    let wish = judged(here, wanted, &facility, &decision, Vec::new());
    let increase = here.identifier()?;
    let view = view(here, &increase, &wish, (&case, &[]))?;
    let answered = command.answered_with(here, &who.borrower, &view)?;
    let answer = answered.answer.clone();
    let act = OpenIncrease {
        command: answered,
        increase,
        facility: facility.id.clone(),
        state: word(wish.state)?,
        document: Document::of(&wish)?,
        step,
    };
    here.store.open_increase(act).await?;
    Ok(answer)
}

fn refuse(refused: &ServicingRefused) -> Failure {
    Failure::of(ProblemCode::ServicingRefused)
        .because(refused.say(Language::Zh), refused.say(Language::En))
        .at(FieldRefusal::new("wanted", refused))
}

/// Whether the limit can change at all: not that of a facility that is frozen or over, nor while
/// something is overdue on it.
async fn may_change(here: &Installation, facility: &Facility) -> Result<(), Failure> {
    let found = checks::against_drawing(here, facility).await?;
    let against = found.into_iter().find_map(|against| match against {
        Against::Expired { last_day } => Some(ServicingRefused::Expired { last_day }),
        Against::Frozen { .. } => Some(ServicingRefused::Frozen),
        Against::Overdue { since } => Some(ServicingRefused::Overdue { since }),
        Against::Holiday { .. } => None,
    });
    against.map_or(Ok(()), |refused| Err(refuse(&refused)))
}

/// Whether the product lets a borrower ask now.
async fn may_ask(here: &Installation, facility: &Facility, case: &Case) -> Result<(), Failure> {
    may_change(here, facility).await?;
    let rules = checks::rules(here, &facility.record.offer);
    let rule = rules.and_then(|rules| rules.limit_increase.as_ref());
    let rule = rule.ok_or_else(|| refuse(&ServicingRefused::NotOffered))?;
    let find = ListIncreases { borrower: facility.borrower.clone(), facility: facility.id.clone() };
    let mut since = match &case.application.stage {
        Stage::Signed { signed_at, .. } => Some(*signed_at),
        _ => None,
    };
    for stored in here.store.list_increases(find).await? {
        let wish: Wish = stored.document.read("limit increase")?;
        since = since.max(wish.accepted_at);
    }
    let from = since
        .and_then(|at| at.date_in_china().checked_add_days(Days::new(u64::from(rule.after_days))));
    match from.filter(|from| here.today() < *from) {
        Some(from) => Err(refuse(&ServicingRefused::TooEarly { from })),
        None => Ok(()),
    }
}

/// Decides anew on everything that is known, and the step that records it.
async fn decided_again(
    here: &Installation,
    case: &Case,
    wanted: Money,
) -> Result<(Decision, AdvanceApplication), Failure> {
    let verified = deciding::verified(here, case).await?;
    let made =
        put_to(here, case, wanted, &verified, |request| deciding::on_request(here, request))?;
    let decision = made.decision.clone();
    let version = deciding::next_version(here, case).await?;
    Ok((decision, deciding::kept(here, case, made, version)?))
}

/// What `decides` answers when it is asked about a limit of `wanted` on these facts.
fn put_to(
    here: &Installation,
    case: &Case,
    wanted: Money,
    verified: &Facts,
    decides: impl FnOnce(&DecisionRequest<'_>) -> Result<Made, Failure>,
) -> Result<Made, Failure> {
    let need = Need { amount: wanted, ..case.application.need.clone() };
    let said = case.application.own_word();
    let request = deciding::request(here, &case.application, (&said, verified));
    decides(&DecisionRequest { need: &need, ..request })
}

async fn find(
    here: &Installation,
    who: &SignedIn,
    facility: &str,
    increase: &str,
) -> Result<Asked, Failure> {
    let facility = Facility::open(here, &who.borrower, facility).await?;
    let not_found = || Failure::of(ProblemCode::NotFound);
    if !is_identifier(increase) {
        return Err(not_found());
    }
    let find = FindIncrease { borrower: who.borrower.clone(), increase: increase.to_owned() };
    let stored = here.store.find_increase(find).await?;
    let stored = stored.filter(|stored| stored.facility == facility.id).ok_or_else(not_found)?;
    let case = Case::open(here, &who.borrower, &facility.record.application_id).await?;
    let wish: Wish = stored.document.read("limit increase")?;
    let papers = papers::of_wish(tasks::all_of(here, &case).await?, &stored.increase);
    Ok(Asked { id: stored.increase, stored_state: stored.state, wish, facility, case, papers })
}

/// The wishes for a facility, newest first.
///
/// # Errors
/// [`ProblemCode::NotFound`].
pub async fn list(
    State(here): State<Installation>,
    who: SignedIn,
    Path(facility): Path<String>,
) -> Result<Json<LimitIncreasesView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &facility).await?;
    let case = Case::open(&here, &who.borrower, &facility.record.application_id).await?;
    let tasks = tasks::all_of(&here, &case).await?;
    let find = ListIncreases { borrower: who.borrower.clone(), facility: facility.id };
    let mut increases = Vec::new();
    for stored in here.store.list_increases(find).await? {
        let wish: Wish = stored.document.read("limit increase")?;
        let papers = papers::of_wish(tasks.clone(), &stored.increase);
        increases.push(view(&here, &stored.increase, &wish, (&case, &papers))?);
    }
    Ok(Json(LimitIncreasesView { increases }))
}

/// One wish for a higher limit.
///
/// # Errors
/// [`ProblemCode::NotFound`].
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path((facility, increase)): Path<(String, String)>,
) -> Result<Json<LimitIncreaseView>, Failure> {
    let asked = find(&here, &who, &facility, &increase).await?;
    Ok(Json(view(&here, &asked.id, &asked.wish, (&asked.case, &asked.papers))?))
}

/// Connects a data source: its authorisation is given, it is asked, and the wish is decided again.
///
/// # Errors
/// [`ProblemCode::DocumentChanged`] for another text, [`ProblemCode::ServicingRefused`] where the limit
/// can change no more, [`ProblemCode::OutsidePartyDown`] when the source does not answer: the authorisation then stands, and the same command can be sent again.
pub async fn connect(
    State(here): State<Installation>,
    who: SignedIn,
    Path((facility, increase)): Path<(String, String)>,
    command: Commanded<ConnectSourceRequest>,
) -> Result<Response, Failure> {
    let connect = || connect_once(&here, &who, &facility, &increase, &command);
    command.once(&here, &who.borrower, connect).await
}

async fn connect_once(
    here: &Installation,
    who: &SignedIn,
    facility: &str,
    increase: &str,
    command: &Commanded<ConnectSourceRequest>,
) -> Result<Answer, Failure> {
    let mut asked = find(here, who, facility, increase).await?;
    if asked.wish.state == LimitIncreaseState::Accepted {
        return Err(Failure::of(ProblemCode::NotFromHere));
    }
    may_change(here, &asked.facility).await?;
    let kind = command.value.consent;
    give_consent(here, &mut asked.case, &command.value).await?;
    if let Some(word) = asking::ask_again(here, &asked.case, kind).await? {
        tracing::warn!(service = kind.key(), reason = word, "a data source did not answer");
        return Err(Failure::of(ProblemCode::OutsidePartyDown));
    }
    // The authorisation moved the application on by one version.
    let case = Case::open(here, &who.borrower, &asked.case.application.id).await?;
    let (decision, step) = decided_again(here, &case, asked.wish.wanted).await?;
    let mut connected = asked.wish.connected.clone();
    if !connected.contains(&kind) {
        connected.push(kind);
    }
    let wish = judged(here, asked.wish.wanted, &asked.facility, &decision, connected);
    keep(here, command, &asked, Changed { wish, case: &case, step, raise: None }).await
}

/// Accepts the higher limit that was granted.
///
/// # Errors
/// [`ProblemCode::NotFromHere`] when nothing is granted, [`ProblemCode::ServicingRefused`] where the limit
/// can change no more, [`ProblemCode::DocumentChanged`] for another text than the one shown.
pub async fn accept(
    State(here): State<Installation>,
    who: SignedIn,
    Path((facility, increase)): Path<(String, String)>,
    command: Commanded<AcceptLimitIncreaseRequest>,
) -> Result<Response, Failure> {
    let accept = || accept_once(&here, &who, &facility, &increase, &command);
    command.once(&here, &who.borrower, accept).await
}

async fn accept_once(
    here: &Installation,
    who: &SignedIn,
    facility: &str,
    increase: &str,
    command: &Commanded<AcceptLimitIncreaseRequest>,
) -> Result<Answer, Failure> {
    let asked = find(here, who, facility, increase).await?;
    let outdated = asked.wish.limit != asked.facility.limit;
    if asked.wish.state != LimitIncreaseState::Granted || outdated {
        return Err(Failure::of(ProblemCode::NotFromHere).because(
            "没有待接受的新额度，请重新申请提额。",
            "No higher limit waits to be accepted. Ask again.",
        ));
    }
    may_change(here, &asked.facility).await?;
    let text = supplement(here, &asked.wish, &asked.case)?;
    let (digest, kept) = paper("supplement", &text)?;
    if digest != command.value.digest {
        return Err(Failure::of(ProblemCode::DocumentChanged));
    }
    if asked.wish.valid_until.is_some_and(|until| here.today() > until) {
        return Err(Failure::of(ProblemCode::OfferExpired));
    }
    let wish = Wish {
        state: LimitIncreaseState::Accepted,
        limit: asked.wish.possible,
        accepted_at: Some(here.now()),
        ..asked.wish.clone()
    };
    let mut step = asked.case.step(here)?;
    step.with = vec![kept];
    step.evidence = vec![EvidenceBody::LimitRaised { limit: wish.possible, supplement: digest }];
    let raise = RaiseLimit {
        facility: asked.facility.id.clone(),
        from_fen: asked.facility.limit.fen(),
        limit_fen: wish.possible.fen(),
    };
    let changed = Changed { wish, case: &asked.case, step, raise: Some(raise) };
    keep(here, command, &asked, changed).await
}

/// What a command makes of a wish.
struct Changed<'a> {
    wish: Wish,
    case: &'a Case,
    step: AdvanceApplication,
    raise: Option<RaiseLimit>,
}

async fn keep<T>(
    here: &Installation,
    command: &Commanded<T>,
    asked: &Asked,
    changed: Changed<'_>,
) -> Result<Answer, Failure> {
    let view = view(here, &asked.id, &changed.wish, (changed.case, &asked.papers))?;
    let answered = command.answered_with(here, &asked.facility.borrower, &view)?;
    let answer = answered.answer.clone();
    let act = ChangeIncrease {
        command: answered,
        increase: asked.id.clone(),
        from_state: asked.stored_state.clone(),
        state: word(changed.wish.state)?,
        document: Document::of(&changed.wish)?,
        step: Some(changed.step),
        raise: changed.raise,
    };
    here.store.change_increase(act).await?;
    Ok(answer)
}
