//! What would let the engine know more, and the authorisations that takes.

use shared::api::{ConnectSourceRequest, EvidenceTask, ProblemCode};
use shared::canonical;
use shared::catalogue::{LimitCandidate, Product};
use shared::consent::{self, Consent, ConsentKind};
use shared::evidence::EvidenceBody;
use shared::facts::{Metric, Source};

use super::papers::last_about;
use super::wish::Wish;
use crate::applications::Case;
use crate::applications::case::paper;
use crate::desk::tasks::NamedTask;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::With;

/// Everything a product's limit and entry rules look at, each once.
fn reads(product: &Product) -> Vec<Metric> {
    let limits = product.limits.iter().flat_map(LimitCandidate::metrics);
    let mut reads: Vec<Metric> =
        limits.chain(product.rules.iter().map(|rule| rule.require.metric)).collect();
    reads.sort_unstable();
    reads.dedup();
    reads
}

/// The authorisations whose data a product's limit and entry rules rest on.
pub(super) fn sources(product: &Product) -> Vec<ConsentKind> {
    let reads = reads(product);
    let tells = |kind: &ConsentKind| reads.iter().any(|read| read.verifier() == kind.source());
    product.consents.iter().copied().filter(tells).collect()
}

/// What would let the engine know more: sources not asked anew yet, and figures from files.
pub(super) fn tasks(
    here: &Installation,
    wish: &Wish,
    (case, papers): (&Case, &[NamedTask]),
) -> Result<Vec<EvidenceTask>, Failure> {
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
    tasks.extend(
        shown_on_paper(here, case)
            .into_iter()
            .map(|metric| EvidenceTask::Upload { metric, shown: last_about(papers, metric) }),
    );
    Ok(tasks)
}

/// The figures that a file or a paper can show: those the limit is worked out from, and whatever banks and payment
/// institutions know, of which their customers have statements. What only a visit, a credit report or an identity tells
/// is on no paper of the borrower's.
pub(super) fn shown_on_paper(here: &Installation, case: &Case) -> Vec<Metric> {
    let Some(product) = here.catalogue.product(&case.application.product_id) else {
        return Vec::new();
    };
    let of_limit: Vec<Metric> = product.limits.iter().flat_map(LimitCandidate::metrics).collect();
    let is_shown = |read: &Metric| match read.verifier() {
        Source::Bank | Source::Takings => true,
        Source::FieldVisit
        | Source::CreditBureau
        | Source::EnterpriseCredit
        | Source::Court
        | Source::Identity => false,
        _ => of_limit.contains(read),
    };
    reads(product).into_iter().filter(is_shown).collect()
}

/// Gives the authorisation to exactly the text shown, unless it stands already.
pub(super) async fn give_consent(
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
