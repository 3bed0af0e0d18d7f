//! An application while it is being filled in.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use shared::api::{
    ApplicationView, ProblemCode, SaveTypedRequest, SetIdentityRequest, StartApplicationRequest,
};
use shared::application::{Application, Identity, RegisteredBusiness, Stage};
use shared::canonical;
use shared::evidence::EvidenceBody;
use shared::facts::Segment;
use shared::identifier::{BusinessName, PersonName, Registrant, ResidentId, Uscc};
use shared::language::Say;

use super::Case;
use super::view::view;
use crate::body::Body;
use crate::command::{Commanded, decided_again};
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::printing;
use crate::quotes::standing_quote;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{Answer, OpenApplication, With};

/// Fields of typed text kept at most.
const TYPED_FIELDS_MAX: usize = 16;

/// Characters of a typed field kept at most.
const TYPED_CHARACTERS_MAX: usize = 200;

/// Starts an application from a recorded quote.
///
/// # Errors
/// [`Failure`]: no such quote or product, or the quote has expired.
pub async fn start(
    State(here): State<Installation>,
    who: SignedIn,
    command: Commanded<StartApplicationRequest>,
) -> Result<Response, Failure> {
    command.once(&here, &who.borrower, || start_new(&here, &who, &command)).await
}

async fn start_new(
    here: &Installation,
    who: &SignedIn,
    command: &Commanded<StartApplicationRequest>,
) -> Result<Answer, Failure> {
    let asked = &command.value;
    let quote = standing_quote(here, who, &asked.quote_id).await?;
    let segment = quote.request.facts.segment;
    let offered = here.catalogue.product(&asked.product_id);
    if !offered.is_some_and(|product| product.segments.contains(&segment)) {
        return Err(Failure::field(
            "product_id",
            "product_not_offered",
            "请选择测额结果中的产品。",
            "Choose a product from the quote.",
        ));
    }
    let (identity, typed) = carried_over(here, &who.borrower, segment).await?;
    let application = Application {
        id: here.identifier()?,
        product_id: asked.product_id.clone(),
        declared: quote.request.facts,
        need: quote.request.need,
        quote: quote.digests,
        typed,
        imports: Vec::new(),
        identity,
        consents: Vec::new(),
        decision: None,
        signatory: None,
        face: None,
        stage: Stage::Draft,
        created_at: here.now(),
    };
    let case = Case { borrower: who.borrower.clone(), version: 1, application };
    let view = view(here, &case).await?;
    let command = command.answered_with(here, &who.borrower, &view)?;
    let answer = command.answer.clone();
    let act = OpenApplication {
        command,
        application: case.application.id.clone(),
        stage: case.application.stage.name().key().to_owned(),
        document: Document::of(&case.application)?,
        evidence: Vec::new(),
    };
    here.store.open_application(act).await?;
    Ok(answer)
}

/// Who applied last time, for the same kind of borrower: nobody types an identity twice.
async fn carried_over(
    here: &Installation,
    borrower: &str,
    segment: Segment,
) -> Result<(Option<Identity>, BTreeMap<String, String>), Failure> {
    let earlier = Case::all(here, borrower).await?;
    let last = earlier
        .into_iter()
        .map(|case| case.application)
        .find(|application| application.identity.is_some() && application.segment() == segment);
    Ok(last.map_or_else(Default::default, |application| (application.identity, application.typed)))
}

/// One application.
///
/// # Errors
/// [`ProblemCode::NotFound`].
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ApplicationView>, Failure> {
    let case = Case::open(&here, &who.borrower, &id).await?;
    Ok(Json(view(&here, &case).await?))
}

/// Keeps text as typed.
///
/// # Errors
/// [`Failure`]: not a draft any more, or more text than is kept.
pub async fn save_typed(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    Body(asked): Body<SaveTypedRequest>,
) -> Result<Json<ApplicationView>, Failure> {
    let keep = || keep_typed(&here, &who.borrower, &id, &asked.typed);
    let case = decided_again(keep).await?;
    Ok(Json(view(&here, &case).await?))
}

async fn keep_typed(
    here: &Installation,
    borrower: &str,
    id: &str,
    typed: &BTreeMap<String, String>,
) -> Result<Case, Failure> {
    let mut case = Case::open(here, borrower, id).await?;
    only_a_draft(&case)?;
    let mut kept = case.application.typed.clone();
    kept.extend(typed.iter().map(|(field, text)| (field.clone(), text.clone())));
    let too_long = |text: &String| text.chars().count() > TYPED_CHARACTERS_MAX;
    if kept.len() > TYPED_FIELDS_MAX || kept.iter().any(|(k, v)| too_long(k) || too_long(v)) {
        return Err(Failure::field(
            "typed",
            "typed_too_long",
            "填写的内容过长。",
            "This is more text than can be kept.",
        ));
    }
    if kept != case.application.typed {
        case.application.typed = kept;
        here.store.advance_application(case.step(here)?).await?;
    }
    Ok(case)
}

fn only_a_draft(case: &Case) -> Result<(), Failure> {
    match case.application.stage {
        Stage::Draft => Ok(()),
        _ => Err(Failure::of(ProblemCode::NotFromHere)),
    }
}

/// Says who applies. The typed text is kept whether it is accepted or not.
///
/// # Errors
/// [`Failure`] with every field that cannot be accepted.
pub async fn set_identity(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    Body(asked): Body<SetIdentityRequest>,
) -> Result<Json<ApplicationView>, Failure> {
    let typed = typed_by(&asked);
    decided_again(|| keep_typed(&here, &who.borrower, &id, &typed)).await?;
    let case = decided_again(|| accept_identity(&here, &who.borrower, &id, &asked)).await?;
    Ok(Json(view(&here, &case).await?))
}

fn typed_by(asked: &SetIdentityRequest) -> BTreeMap<String, String> {
    let fields = [
        ("person_name", Some(&asked.person_name)),
        ("resident_id", Some(&asked.resident_id)),
        ("business_name", asked.business_name.as_ref()),
        ("uscc", asked.uscc.as_ref()),
    ];
    fields
        .into_iter()
        .filter_map(|(field, text)| {
            let kept: String = text?.chars().take(TYPED_CHARACTERS_MAX).collect();
            Some((field.to_owned(), kept))
        })
        .collect()
}

async fn accept_identity(
    here: &Installation,
    borrower: &str,
    id: &str,
    asked: &SetIdentityRequest,
) -> Result<Case, Failure> {
    let mut case = Case::open(here, borrower, id).await?;
    only_a_draft(&case)?;
    let identity = parse_identity(asked, case.application.segment(), here.today())?;
    if case.application.identity.as_ref() == Some(&identity) {
        return Ok(case);
    }
    case.application.identity = Some(identity);
    // Whose money a file shows depends on who applies.
    case.application.imports.clear();
    let withdrawn = withdraw_all(&mut case, here);
    let mut step = case.step(here)?;
    for (kind, text) in withdrawn {
        step.with.push(With::Withdrawal { purpose: kind.key().to_owned() });
        step.evidence.push(EvidenceBody::ConsentWithdrawn { kind, text });
    }
    here.store.advance_application(step).await?;
    Ok(case)
}

/// An authorisation speaks for the identity that gave it; another identity gives its own.
fn withdraw_all(
    case: &mut Case,
    here: &Installation,
) -> Vec<(shared::consent::ConsentKind, canonical::Digest)> {
    let now = here.now();
    let mut withdrawn = Vec::new();
    for consent in &mut case.application.consents {
        if consent.is_live(now) {
            withdrawn.push((consent.kind, consent.text_digest));
            *consent = consent.clone().withdraw(now);
        }
    }
    withdrawn
}

fn parse_identity(
    asked: &SetIdentityRequest,
    segment: Segment,
    today: NaiveDate,
) -> Result<Identity, Failure> {
    let mut refusals = Vec::new();
    let person_name = field::<PersonName>("person_name", &asked.person_name, &mut refusals);
    let resident_id = field::<ResidentId>("resident_id", &asked.resident_id, &mut refusals);
    if let Some(Err(minor)) = resident_id.as_ref().map(|id| id.adult_on(today)) {
        refusals.push(FieldRefusal::new("resident_id", &minor));
    }
    let business = match segment {
        Segment::Farmer => None,
        Segment::MicroEnterprise | Segment::SoleTrader => {
            business_of(asked, segment, &mut refusals)
        }
    };
    let business_name = business.as_ref().map(|business| business.name.as_str());
    let names = [
        ("person_name", person_name.as_ref().map(PersonName::as_str)),
        ("business_name", business_name),
    ];
    refusals.extend(names.into_iter().filter_map(|(field, name)| unprintable(field, name?)));
    match (person_name, resident_id) {
        (Some(person_name), Some(resident_id)) if refusals.is_empty() => {
            Ok(Identity { person_name, resident_id, business })
        }
        _ => Err(Failure::fields(refusals)),
    }
}

/// A name the agreement cannot be printed with is refused when it is typed, not when it is to be signed.
fn unprintable(field: &str, name: &str) -> Option<FieldRefusal> {
    let character = printing::unprintable(name)?;
    Some(FieldRefusal::because(
        field,
        "unprintable_character",
        &format!("“{character}”字在合同字库中没有，请核对；确属生僻字的，请致电客服办理。"),
        &format!("The agreement cannot be printed with “{character}”. Check it, or call us."),
    ))
}

fn business_of(
    asked: &SetIdentityRequest,
    segment: Segment,
    refusals: &mut Vec<FieldRefusal>,
) -> Option<RegisteredBusiness> {
    let name = asked.business_name.as_deref().unwrap_or_default();
    let name = field::<BusinessName>("business_name", name, refusals);
    let uscc = field::<Uscc>("uscc", asked.uscc.as_deref().unwrap_or_default(), refusals)?;
    let is_sole_trader = uscc.registrant() == Registrant::SoleTrader;
    if is_sole_trader != (segment == Segment::SoleTrader) {
        refusals.push(FieldRefusal::because(
            "uscc",
            "uscc_other_segment",
            "该统一社会信用代码与您选择的客群不符：个体工商户以92开头，企业以91开头。",
            "This code is of another kind of business: sole traders' begin with 92, enterprises' with 91.",
        ));
    }
    Some(RegisteredBusiness { name: name?, uscc })
}

fn field<T: std::str::FromStr<Err: Say>>(
    name: &str,
    text: &str,
    refusals: &mut Vec<FieldRefusal>,
) -> Option<T> {
    match text.parse() {
        Ok(value) => Some(value),
        Err(error) => {
            refusals.push(FieldRefusal::new(name, &error));
            None
        }
    }
}
