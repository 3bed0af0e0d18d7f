//! A higher limit at the borrower's own wish (自助提额): decided at once on what is known, with the
//! exact gap and what would let the engine know more.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::Days;
use serde::{Deserialize, Serialize};
use shared::api::{
    AcceptLimitIncreaseRequest, ConnectSourceRequest, EvidenceTask, LimitIncreaseRequest,
    LimitIncreaseState, LimitIncreaseView, ProblemCode, SupplementView,
};
use shared::canonical;
use shared::catalogue::Product;
use shared::consent::{self, Consent, ConsentKind};
use shared::decision::{Answer as Decided, Decision, DecisionRequest, Reason, decide};
use shared::evidence::EvidenceBody;
use shared::facts::{Metric, Source};
use shared::language::{Label, Language, Say};
use shared::legal::amount_in_full;
use shared::money::Money;
use shared::quote::Need;
use shared::servicing::ServicingRefused;
use shared::timestamp::Timestamp;

use super::{Facility, checks};
use crate::applications::Case;
use crate::applications::case::paper;
use crate::command::Commanded;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::jobs::facts;
use crate::randomness::is_identifier;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{
    AdvanceApplication, Answer, ChangeIncrease, FindIncrease, ListIncreases, OpenIncrease,
    RaiseLimit, With,
};

/// A wish for a higher limit and the decision it led to, as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The limit wanted.
    pub wanted: Money,
    /// The limit there was.
    pub limit: Money,
    /// The limit the engine gives.
    pub possible: Money,
    /// Where it stands.
    pub state: LimitIncreaseState,
    /// Why not more.
    pub reasons: Vec<Reason>,
    /// Sources that were asked anew for this wish.
    pub connected: Vec<ConsentKind>,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
}

/// A wish as read, with everything it is judged by.
struct Asked {
    id: String,
    stored_state: String,
    wish: Wish,
    facility: Facility,
    case: Case,
}

/// Asks for a higher limit.
///
/// # Errors
/// [`ProblemCode::ServicingRefused`] where the product has no such thing or it is too early;
/// [`Failure`] for a limit that is not above the one there is.
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
    let view = view(here, &increase, &wish, &case)?;
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

/// Whether the product lets a borrower ask now.
async fn may_ask(here: &Installation, facility: &Facility, case: &Case) -> Result<(), Failure> {
    let refuse = |refused: &ServicingRefused| {
        Failure::of(ProblemCode::ServicingRefused)
            .because(refused.say(Language::Zh), refused.say(Language::En))
            .at(FieldRefusal::new("wanted", refused))
    };
    let rules = checks::rules(here, &facility.record.offer);
    let rule = rules.and_then(|rules| rules.limit_increase.as_ref());
    let rule = rule.ok_or_else(|| refuse(&ServicingRefused::NotOffered))?;
    let find = ListIncreases { borrower: facility.borrower.clone(), facility: facility.id.clone() };
    let mut since = match &case.application.stage {
        shared::application::Stage::Signed { signed_at, .. } => Some(*signed_at),
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
    let answers = here.store.verified_answers(case.name()).await?;
    let verified = facts::verified_facts(here, &case.application, &answers)?;
    let need = Need { amount: wanted, ..case.application.need.clone() };
    let request = DecisionRequest {
        declared: &case.application.declared,
        need: &need,
        on: here.today(),
        product_id: &case.application.product_id,
        verified: &verified,
    };
    let decision = decide(&here.catalogue, &request).map_err(Failure::internal)?;
    let (digest, kept) = paper("facts", &verified)?;
    let version = here.store.decisions(case.name()).await?.len();
    let version = i64::try_from(version).unwrap_or(i64::MAX).saturating_add(1);
    let mut step = case.step(here)?;
    step.evidence = vec![EvidenceBody::FactsUsed { facts: digest }, facts::decided(&decision)];
    step.with = vec![kept, With::Decision { version, document: Document::of(&decision)? }];
    step.with.extend(facts::papers_of(here, &request, &decision)?);
    Ok((decision, step))
}

/// What a decision means for a wish. Figures that are too old or not known go to a person only once
/// every source has been asked anew.
fn judged(
    here: &Installation,
    wanted: Money,
    facility: &Facility,
    decision: &Decision,
    connected: Vec<ConsentKind>,
) -> Wish {
    let product = here.catalogue.product(&facility.record.offer.product_id);
    let unasked = product
        .is_some_and(|product| sources(product).iter().any(|kind| !connected.contains(kind)));
    let (possible, state) = match &decision.answer {
        Decided::Approve(offer) | Decided::CounterOffer(offer) => {
            let possible = offer.limit.min(wanted).max(facility.limit);
            let more = possible > facility.limit;
            let state =
                if more { LimitIncreaseState::Granted } else { LimitIncreaseState::NotEnough };
            (possible, state)
        }
        Decided::Refer if !unasked => (facility.limit, LimitIncreaseState::Referred),
        Decided::Refer | Decided::Decline => (facility.limit, LimitIncreaseState::NotEnough),
    };
    Wish {
        wanted,
        limit: facility.limit,
        possible,
        state,
        reasons: decision.reasons.clone(),
        connected,
        accepted_at: None,
    }
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
    Ok(Asked { id: stored.increase, stored_state: stored.state, wish, facility, case })
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
    Ok(Json(view(&here, &asked.id, &asked.wish, &asked.case)?))
}

/// Connects a data source: its authorisation is given, it is asked, and the wish is decided again.
///
/// # Errors
/// [`ProblemCode::DocumentChanged`] for another text, [`ProblemCode::OutsidePartyDown`] when the
/// source does not answer: the authorisation then stands, and the same command can be sent again.
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
    let kind = command.value.consent;
    give_consent(here, &mut asked.case, &command.value).await?;
    if let Err(word) = facts::ask(here, &asked.case, kind).await? {
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
    let view = view(here, &asked.id, &wish, &case)?;
    change(here, who, command, &asked, &wish, &view, Some(step), None).await
}

/// Gives the authorisation to exactly the text shown, unless it stands already.
async fn give_consent(
    here: &Installation,
    case: &mut Case,
    asked: &ConnectSourceRequest,
) -> Result<(), Failure> {
    let product = here.catalogue.product(&case.application.product_id);
    let known = product.is_some_and(|product| sources(product).contains(&asked.consent));
    if !known {
        return Err(Failure::of(ProblemCode::NotFound));
    }
    let text = consent::text::render(asked.consent, here.name());
    let (text_digest, kept) = paper("consent_text", &text)?;
    if text_digest != asked.text_digest {
        return Err(Failure::of(ProblemCode::DocumentChanged));
    }
    let now = here.now();
    let identity = case.application.identity.as_ref();
    let identity = identity.ok_or(Failure::of(ProblemCode::NotFromHere))?;
    let (identity, who_agreed) = paper("identity", identity)?;
    let consent = Consent::give(asked.consent, text.version, text_digest, now);
    let given = With::Consent {
        consent: here.identifier()?,
        purpose: asked.consent.key().to_owned(),
        text_hash: text_digest,
        valid_until: consent.valid_until,
    };
    case.application.consents.push(consent);
    let mut step = case.step(here)?;
    step.with = vec![given, kept, who_agreed];
    step.evidence = vec![EvidenceBody::ConsentGiven {
        identity,
        kind: asked.consent,
        text: text_digest,
        text_version: text.version,
    }];
    Ok(here.store.advance_application(step).await?)
}

/// Accepts the higher limit that was granted.
///
/// # Errors
/// [`ProblemCode::NotFromHere`] when nothing is granted, [`ProblemCode::DocumentChanged`] for another
/// text than the one shown.
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
    let text = supplement(here, &asked.wish, &asked.case)?;
    let (digest, kept) = paper("supplement", &text)?;
    if digest != command.value.digest {
        return Err(Failure::of(ProblemCode::DocumentChanged));
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
    let view = view(here, &asked.id, &wish, &asked.case)?;
    change(here, who, command, &asked, &wish, &view, Some(step), Some(raise)).await
}

#[expect(clippy::too_many_arguments, reason = "one act, whose parts two commands work out")]
async fn change<T>(
    here: &Installation,
    who: &SignedIn,
    command: &Commanded<T>,
    asked: &Asked,
    wish: &Wish,
    view: &LimitIncreaseView,
    step: Option<AdvanceApplication>,
    raise: Option<RaiseLimit>,
) -> Result<Answer, Failure> {
    let answered = command.answered_with(here, &who.borrower, view)?;
    let answer = answered.answer.clone();
    let act = ChangeIncrease {
        command: answered,
        increase: asked.id.clone(),
        from_state: asked.stored_state.clone(),
        state: word(wish.state)?,
        document: Document::of(wish)?,
        step,
        raise,
    };
    here.store.change_increase(act).await?;
    Ok(answer)
}

fn word(state: LimitIncreaseState) -> Result<String, Failure> {
    let word = serde_json::to_value(state).map_err(Failure::internal)?;
    Ok(word.as_str().unwrap_or_default().to_owned())
}

fn view(
    here: &Installation,
    id: &str,
    wish: &Wish,
    case: &Case,
) -> Result<LimitIncreaseView, Failure> {
    let open = !matches!(wish.state, LimitIncreaseState::Accepted);
    let gap = wish.wanted.checked_sub(wish.possible).unwrap_or(Money::ZERO).max(Money::ZERO);
    let supplement = if wish.state == LimitIncreaseState::Granted {
        let text = supplement(here, wish, case)?;
        Some(SupplementView { digest: canonical::digest(&text)?, text })
    } else {
        None
    };
    Ok(LimitIncreaseView {
        increase_id: id.to_owned(),
        wanted: wish.wanted,
        limit: wish.limit,
        possible: wish.possible,
        gap,
        state: wish.state,
        reasons: wish.reasons.clone(),
        tasks: if open && gap.is_positive() { tasks(here, wish, case)? } else { Vec::new() },
        supplement,
    })
}

/// What accepting a higher limit agrees to.
fn supplement(here: &Installation, wish: &Wish, case: &Case) -> Result<Label, Failure> {
    let contract = match &case.application.stage {
        shared::application::Stage::Signed { contract, .. } => contract.to_string(),
        _ => return Err(Failure::of(ProblemCode::NotFromHere)),
    };
    let (from, to) = (amount_in_full(wish.limit), amount_in_full(wish.possible));
    let lender = here.name();
    Ok(Label::new(
        format!(
            "借款人与{}同意：借款合同（摘要{contract}）项下的授信额度由{}提高到{}，其余条款不变。",
            lender.zh, from.zh, to.zh
        ),
        format!(
            "The borrower and {} agree that the limit under the agreement with digest {contract} \
             is raised from {} to {}; all other terms stay as they are.",
            lender.en, from.en, to.en
        ),
    ))
}

/// Everything a product's limit and entry rules look at, each once.
fn reads(product: &Product) -> Vec<Metric> {
    let limits = product.limits.iter().flat_map(|limit| limit.metrics());
    let mut reads: Vec<Metric> =
        limits.chain(product.rules.iter().map(|rule| rule.require.metric)).collect();
    reads.sort_unstable();
    reads.dedup();
    reads
}

/// The authorisations whose data a product's limit and entry rules rest on.
fn sources(product: &Product) -> Vec<ConsentKind> {
    let reads = reads(product);
    let tells = |kind: &ConsentKind| reads.iter().any(|read| read.verifier() == kind.source());
    product.consents.iter().copied().filter(tells).collect()
}

/// What would let the engine know more: sources not asked anew yet, and figures from files.
fn tasks(here: &Installation, wish: &Wish, case: &Case) -> Result<Vec<EvidenceTask>, Failure> {
    let Some(product) = here.catalogue.product(&case.application.product_id) else {
        return Ok(Vec::new());
    };
    let reads = reads(product);
    let mut tasks = Vec::new();
    for kind in sources(product) {
        if wish.connected.contains(&kind) {
            continue;
        }
        let metrics = reads.iter().copied().filter(|read| read.verifier() == kind.source());
        let text = consent::text::render(kind, here.name());
        tasks.push(EvidenceTask::Connect {
            consent: kind,
            text_digest: canonical::digest(&text)?,
            metrics: metrics.collect(),
        });
    }
    let from_file =
        reads.into_iter().filter(|read| matches!(read.verifier(), Source::Bank | Source::Takings));
    tasks.extend(from_file.map(|metric| EvidenceTask::Upload { metric }));
    Ok(tasks)
}
