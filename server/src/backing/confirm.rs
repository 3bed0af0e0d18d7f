//! Asking whoever can vouch for a paper, until they have answered or their time has passed.

use shared::api::ProblemCode;
use shared::backing::Answer;

use super::Presented;
use super::query::ask_under;
use crate::applications::Case;
use crate::facilities::Facility;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::Postponed;
use crate::store::Document;
use crate::store::acts::AdvanceBacking;

/// How long after an open answer the next question comes, in seconds.
const ASK_EVERY_SECONDS: u32 = 60 * 60;

/// Asks once, and keeps the answer.
///
/// # Errors
/// [`Postponed`]: no answer yet, none that can be used, or no live authorisation to ask.
pub async fn ask_and_keep(
    here: &Installation,
    borrower: &str,
    paper: &str,
) -> Result<(), Postponed> {
    let paper = match Presented::find(here, borrower, paper).await {
        Ok(paper) => paper,
        // Taken back meanwhile.
        Err(failure) if failure.code() == ProblemCode::NotFound => return Ok(()),
        Err(failure) => return Err(failure.into()),
    };
    let today = here.today();
    let Some(kind) = paper.backing.paper().authorisation() else { return Ok(()) };
    if !paper.backing.confirmation.is_awaited(today) {
        return Ok(());
    }
    let facility = Facility::open(here, borrower, &paper.facility).await?;
    let case = Case::open(here, borrower, &facility.record.application_id).await?;
    let service = format!("paper {}", paper.id);
    let asked = ask_under(here, &case, kind, service, async |authorisation| {
        let (claim, id) = (&paper.backing.claim, &paper.id);
        here.outside.vouch(kind.source(), id, claim, authorisation).await
    })
    .await;
    let later = Postponed::Until(here.now().plus_seconds(ASK_EVERY_SECONDS));
    let answer = match asked {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => return Err(Postponed::Outside(error.word())),
        // The borrower has taken the authorisation back, or it has lapsed: they may give it again.
        Err(failure) if failure.code() == ProblemCode::ConsentMissing => return Err(later),
        Err(failure) => return Err(failure.into()),
    };
    if answer == Answer::Awaited {
        return Err(later);
    }
    let heard = paper.backing.clone().hear(&answer, today);
    // More than was claimed is an answer to something else.
    let heard = heard.map_err(|_| Postponed::Outside("nonsense"))?;
    let act = AdvanceBacking {
        borrower: borrower.to_owned(),
        backing: paper.id,
        expected_version: paper.version,
        document: Document::of(&heard).map_err(Failure::from)?,
        command: None,
        jobs: Vec::new(),
    };
    here.store.advance_backing(act).await?;
    Ok(())
}
