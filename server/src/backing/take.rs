//! Which papers a draw rests on.

use shared::api::{DrawRequest, ProblemCode};
use shared::backing::{Claim, Cover, Standing, lendable};
use shared::catalogue::Paper;
use shared::entrusted_payment::Payee;
use shared::facts::Metric;
use shared::guide::paper_name;
use shared::language::{Label, Language, Say};
use shared::money::Money;

use super::Presented;
use super::view::numbers;
use crate::applications::Case;
use crate::facilities::Facility;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::TakePaper;

/// What a draw takes.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// For the store: each paper with the version it was decided on.
    pub papers: Vec<TakePaper>,
    /// Their numbers, as their owner knows them.
    pub numbers: Vec<String>,
    /// Of a scene's contracts: whom the money goes to.
    pub seller: Option<Payee>,
}

/// The papers named in a draw, when they may stand behind it and lend enough for it.
///
/// # Errors
/// [`Failure`]: none named though the product asks for some, not this facility's, one that cannot
/// stand behind a draw now, together they lend less than is drawn.
pub async fn taken(
    here: &Installation,
    facility: &Facility,
    case: &Case,
    asked: &DrawRequest,
) -> Result<Taken, Failure> {
    let conditions = &facility.record.offer.draws;
    if conditions.papers.contains(&Paper::CashFlowForm) && !was_visited(case) {
        return Err(missing(Paper::CashFlowForm));
    }
    let Some(paper) = conditions.paper() else {
        return match asked.papers.first() {
            None => Ok(Taken::default()),
            Some(_) => Err(Failure::of(ProblemCode::NotFound)),
        };
    };
    if asked.papers.is_empty() {
        return Err(missing(paper));
    }
    let presented = Presented::all(here, facility).await?;
    let mut chosen: Vec<&Presented> = Vec::new();
    for id in &asked.papers {
        let found = presented.iter().find(|paper| paper.id == *id);
        let found = found.ok_or(Failure::of(ProblemCode::NotFound))?;
        if chosen.iter().all(|earlier| earlier.id != found.id) {
            chosen.push(found);
        }
    }
    let mut covers = Vec::new();
    for paper in &chosen {
        let standing = paper.standing(here, facility);
        if !standing.lends().is_positive() {
            return Err(not_free(paper, &standing));
        }
        covers.push(Cover { id: paper.id.clone(), lends: standing.lends() });
    }
    if asked.amount > lendable(&covers) {
        return Err(above(&covers));
    }
    Ok(Taken {
        papers: chosen.iter().map(|paper| take(paper)).collect(),
        numbers: chosen.iter().flat_map(|paper| numbers(&paper.backing.claim)).collect(),
        seller: seller(&chosen)?,
    })
}

/// Whether the decision rests on a visit, at which the cash-flow form was drawn up.
fn was_visited(case: &Case) -> bool {
    let decision = case.application.decision.as_ref();
    decision.is_some_and(|decision| decision.facts.value(Metric::Visited) == Some(1))
}

fn take(paper: &Presented) -> TakePaper {
    TakePaper {
        backing: paper.id.clone(),
        expected_version: paper.version,
        keys: paper.keys(),
        for_facility: paper.backing.claim.secures_the_facility(),
    }
}

/// The one seller that all of a scene's contracts are with.
fn seller(chosen: &[&Presented]) -> Result<Option<Payee>, Failure> {
    let mut sellers = chosen.iter().filter_map(|paper| match &paper.backing.claim {
        Claim::Purchase(purchase) => Some(&purchase.seller),
        _ => None,
    });
    let first = sellers.next();
    if sellers.any(|other| Some(other) != first) {
        return Err(Failure::field(
            "papers",
            "papers_of_two_sellers",
            "一笔用款只能付给一家卖方，请按卖方分开用款。",
            "One draw is paid to one seller; draw for each seller separately.",
        ));
    }
    Ok(first.cloned())
}

/// What stands against drawing so much whichever papers are named: none is there, or all together
/// lend less.
///
/// # Errors
/// [`Failure`] when the store does not answer.
pub async fn short_of_papers(
    here: &Installation,
    facility: &Facility,
    amount: Money,
) -> Result<Option<(ProblemCode, Label)>, Failure> {
    let conditions = &facility.record.offer.draws;
    if conditions.papers.contains(&Paper::CashFlowForm) {
        let application = &facility.record.application_id;
        if !was_visited(&Case::open(here, &facility.borrower, application).await?) {
            return Ok(Some((ProblemCode::PapersMissing, needed(Paper::CashFlowForm))));
        }
    }
    let Some(paper) = conditions.paper() else { return Ok(None) };
    let presented = Presented::all(here, facility).await?;
    let cover =
        |paper: &Presented| Cover { id: paper.id.clone(), lends: paper.lends(here, facility) };
    let lends = lendable(&presented.iter().map(cover).collect::<Vec<_>>());
    Ok(if !lends.is_positive() {
        Some((ProblemCode::PapersMissing, needed(paper)))
    } else if amount > lends {
        Some((ProblemCode::AbovePapers, beyond(lends)))
    } else {
        None
    })
}

fn missing(paper: Paper) -> Failure {
    let Label { zh, en } = needed(paper);
    Failure::of(ProblemCode::PapersMissing).because(zh, en)
}

fn needed(paper: Paper) -> Label {
    let name = paper_name(paper);
    Label::new(
        format!("用款前需要：{}。请先提供，核实后就能用款。", name.zh),
        format!("Before drawing we need {}. Provide it; once it is checked you can draw.", name.en),
    )
}

/// Says of a paper why nothing can be drawn on it; one that stands behind a financing has its own code.
fn not_free(paper: &Presented, standing: &Standing) -> Failure {
    let code = match standing {
        Standing::Financed { .. } | Standing::FinancedElsewhere { .. } => {
            ProblemCode::PaperFinanced
        }
        _ => ProblemCode::PaperNotFree,
    };
    let number = paper.backing.claim.number();
    Failure::of(code).because(
        format!("{number}：{}", standing.say(Language::Zh)),
        format!("{number}: {}", standing.say(Language::En)),
    )
}

fn above(covers: &[Cover]) -> Failure {
    let Label { zh, en } = beyond(lendable(covers));
    Failure::of(ProblemCode::AbovePapers).because(zh, en)
}

fn beyond(lends: Money) -> Label {
    Label::new(
        format!("金额超过这些单据可用的{lends}元，请减少金额，或再提供单据。"),
        format!(
            "The amount is above the {lends} yuan these papers lend. Draw less, or provide more."
        ),
    )
}
