//! What waits, in the order it is served.

use axum::Json;
use axum::extract::State;
use shared::api::{DeskCaseRow, DeskCases};
use shared::application::Application;
use shared::desk::Matter;
use shared::facts::Metric;
use shared::language::{Label, Language};
use shared::queue::serve;

use super::tasks::NamedTask;
use crate::applications::Case;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::AtTheDesk;
use crate::store::acts::StoredTask;

/// Cases on one page; whoever is due later waits for these to be served.
const CASES_SHOWN: i64 = 200;

/// Reasons named in a row.
const REASONS_SHOWN: usize = 3;

/// Everything that waits for a person, in the order it is served.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn cases(
    State(here): State<Installation>,
    _: AtTheDesk,
) -> Result<Json<DeskCases>, Failure> {
    let waiting = here.store.open_tasks(CASES_SHOWN).await?;
    let mut rows = Vec::with_capacity(waiting.tasks.len());
    for stored in &waiting.tasks {
        rows.push(row(&here, stored).await?);
    }
    let more = usize::try_from(waiting.all).unwrap_or_default().saturating_sub(rows.len());
    let cases = in_order(rows);
    Ok(Json(DeskCases { cases, more: u32::try_from(more).unwrap_or(u32::MAX), now: here.now() }))
}

/// The rows in the order the domain serves them, which the store only approximates.
fn in_order(rows: Vec<DeskCaseRow>) -> Vec<DeskCaseRow> {
    let waiting: Vec<_> =
        rows.iter().map(|row| (row.task_id.clone(), row.promise.clone())).collect();
    let order = serve(&waiting);
    let mut rows: Vec<Option<DeskCaseRow>> = rows.into_iter().map(Some).collect();
    let take = |id: &&str| {
        let place = waiting.iter().position(|(own, _)| own == id)?;
        rows.get_mut(place).and_then(Option::take)
    };
    order.iter().filter_map(take).collect()
}

async fn row(here: &Installation, stored: &StoredTask) -> Result<DeskCaseRow, Failure> {
    let NamedTask { id, task } = NamedTask::read(stored)?;
    let case = Case::open(here, &stored.borrower, &stored.application).await?;
    let application = &case.application;
    let because = match &task.matter {
        Matter::Dispute(dispute) => vec![named(dispute.metric)],
        Matter::Paper(shown) => vec![named(shown.metric)],
        Matter::Signer(why) => vec![why.label()],
        Matter::Referral | Matter::Review | Matter::Visit => {
            let reasons = application.decision.iter().flat_map(|decision| &decision.reasons);
            reasons.take(REASONS_SHOWN).map(|reason| reason.text.clone()).collect()
        }
    };
    Ok(DeskCaseRow {
        task_id: id,
        matter: task.matter.kind(),
        product_name: super::view::product_name(here, application),
        applicant: applicant(application),
        amount: application.need.amount,
        promise: task.promise,
        because,
    })
}

fn named(metric: Metric) -> Label {
    Label::new(metric.label(Language::Zh), metric.label(Language::En))
}

/// The business, or the masked name of somebody who farms.
pub(super) fn applicant(application: &Application) -> String {
    let Some(identity) = &application.identity else { return String::new() };
    identity
        .business
        .as_ref()
        .map_or_else(|| identity.person_name.masked(), |business| business.name.as_str().to_owned())
}
