//! Papers a borrower hands in for a higher limit, and the limit decided again on what they show.

use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::api::{LimitIncreaseState, ProblemCode, ShowPaperRequest, ShownPaperView};
use shared::canonical::Digest;
use shared::desk::{Matter, OnPaper, Outcome, PaperForm, ShownFigure, ShownPaper, ShownRefused};
use shared::facts::{Facts, Metric};
use shared::imported::FileKind as Lines;

use super::sources::shown_on_paper;
use super::wish::{Wish, judged, word};
use super::{Changed, decided_again, find, keep};
use crate::applications::signing::file;
use crate::applications::{Case, deciding, imports};
use crate::command::Commanded;
use crate::desk::tasks::{self, NamedTask};
use crate::facilities::Facility;
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{AdvanceApplication, Answer, FileKind, FindIncrease, With};

/// Hands in a file that shows a figure asked for; a person checks it by the time promised.
///
/// Lines of a statement are read at once and stand beside the bank's record from now on: they can bring a contradiction
/// to light, and grant nothing.
///
/// # Errors
/// [`Failure`]: no such wish or accepted already; a file that is empty, too large, of another kind, does not hold the
/// figure, or is here already; lines that cannot be read.
pub async fn show(
    State(here): State<Installation>,
    who: SignedIn,
    Path((facility, increase)): Path<(String, String)>,
    command: Commanded<ShowPaperRequest>,
) -> Result<Response, Failure> {
    let show = || show_once(&here, &who, &facility, &increase, &command);
    command.once(&here, &who.borrower, show).await
}

async fn show_once(
    here: &Installation,
    who: &SignedIn,
    facility: &str,
    increase: &str,
    command: &Commanded<ShowPaperRequest>,
) -> Result<Answer, Failure> {
    let mut asked = find(here, who, facility, increase).await?;
    if asked.wish.state == LimitIncreaseState::Accepted {
        return Err(Failure::of(ProblemCode::NotFromHere));
    }
    let metric = command.value.metric;
    if !shown_on_paper(here, &asked.case).contains(&metric) {
        return Err(refused("metric", ShownRefused::NotAsked));
    }
    let bytes = STANDARD.decode(&command.value.file);
    let bytes = bytes.map_err(|_| refused("file", ShownRefused::OtherKind))?;
    let form = PaperForm::of(&bytes).map_err(|why| refused("file", why))?;
    not_here_yet(&asked.papers, metric, Digest::of(&bytes))?;
    let mut case = asked.case.clone();
    let says = match form {
        PaperForm::Lines => Some(from_lines(here, &mut case, metric, &bytes)?),
        PaperForm::Jpeg | PaperForm::Png | PaperForm::Pdf => as_said(&command.value)?,
    };
    let (wish, mut step) = if form == PaperForm::Lines {
        let (decision, step) = decided_again(here, &case, asked.wish.wanted).await?;
        let connected = asked.wish.connected.clone();
        (judged(here, asked.wish.wanted, &asked.facility, &decision, connected), step)
    } else {
        (asked.wish.clone(), case.step(here)?)
    };
    let shown = ShownPaper {
        metric,
        facility_id: asked.facility.id.clone(),
        increase_id: asked.id.clone(),
        file: Digest::of(&bytes),
        form,
        says: says.map(|value| metric.unit().text(value)),
        at: here.now(),
    };
    let promise = tasks::promise(here, &case, here.now());
    let opened = NamedTask::new(here, &case, Matter::Paper(Box::new(shown)), promise)?;
    step.with.extend([file(FileKind::Shown, bytes), opened.opened()?]);
    asked.papers.push(opened);
    keep(here, command, &asked, Changed { wish, case: &case, step, raise: None }).await
}

fn refused(field: &str, why: ShownRefused) -> Failure {
    Failure::fields(vec![FieldRefusal::new(field, &why)])
}

/// Refuses a paper about a figure that one waits for, and a file that was checked in vain.
fn not_here_yet(papers: &[NamedTask], metric: Metric, file: Digest) -> Result<(), Failure> {
    for named in papers {
        let Matter::Paper(shown) = &named.task.matter else { continue };
        if named.task.is_open() && shown.metric == metric {
            return Err(refused("file", ShownRefused::Waits));
        }
        let in_vain = matches!(named.task.outcome(), Some(Outcome::Refused { .. }));
        if in_vain && (shown.metric, shown.file) == (metric, file) {
            return Err(refused("file", ShownRefused::CheckedBefore));
        }
    }
    Ok(())
}

/// The figure that the lines of a statement come to; the file is kept as the borrower's own word.
fn from_lines(
    here: &Installation,
    case: &mut Case,
    metric: Metric,
    bytes: &[u8],
) -> Result<i64, Failure> {
    let text = str::from_utf8(bytes).map_err(|_| refused("file", ShownRefused::OtherKind))?;
    let kind = Lines::ALL.into_iter().find(|kind| kind.record() == metric.verifier());
    let kind = kind.ok_or_else(|| refused("file", ShownRefused::NotInFile))?;
    let imported = imports::read(here, &case.application, kind, text)?;
    let value = imported.figures.value(metric);
    let value = value.ok_or_else(|| refused("file", ShownRefused::NotInFile))?;
    case.application.import(imported);
    Ok(value)
}

/// What the borrower says that the paper shows; they need not know.
fn as_said(asked: &ShowPaperRequest) -> Result<Option<i64>, Failure> {
    let typed = asked.says.as_deref().map(str::trim).filter(|says| !says.is_empty());
    let value = typed.map(|typed| asked.metric.unit().parse(typed)).transpose();
    match value {
        Ok(value) if value.is_none_or(|value| asked.metric.admits(value)) => Ok(value),
        Ok(_) | Err(_) => Err(refused("says", ShownRefused::NotAValue)),
    }
}

/// The papers handed in for a wish, oldest first.
pub(super) fn of_wish(all: Vec<NamedTask>, increase: &str) -> Vec<NamedTask> {
    let is_for_it = |named: &NamedTask| matches!(&named.task.matter, Matter::Paper(shown) if shown.increase_id == increase);
    all.into_iter().filter(is_for_it).collect()
}

/// What was last handed in about a figure, as its owner sees it.
pub(super) fn last_about(papers: &[NamedTask], metric: Metric) -> Option<Box<ShownPaperView>> {
    papers.iter().rev().find_map(|named| match &named.task.matter {
        Matter::Paper(shown) if shown.metric == metric => Some(Box::new(ShownPaperView {
            paper: (**shown).clone(),
            promised_by: named.task.promise.due_at,
            outcome: named.task.outcome().cloned(),
        })),
        _ => None,
    })
}

/// The step that decides the wish for which a paper was shown again, on these facts, among which is the figure as an officer
/// saw it there. The version of the decision is
/// none when the wish was accepted meanwhile: then nothing is left to decide.
///
/// # Errors
/// [`Failure`] when something cannot be read or written.
pub async fn redecided(
    here: &Installation,
    case: &Case,
    (shown, figure, note): (&ShownPaper, &ShownFigure, &str),
    verified: &Facts,
) -> Result<(AdvanceApplication, Option<u32>), Failure> {
    let find =
        FindIncrease { borrower: case.borrower.clone(), increase: shown.increase_id.clone() };
    let stored = here.store.find_increase(find).await?;
    let stored = stored.ok_or(Failure::of(ProblemCode::NotFound))?;
    let wish: Wish = stored.document.read("limit increase")?;
    if wish.state == LimitIncreaseState::Accepted {
        return Ok((case.step(here)?, None));
    }
    let facility = Facility::open(here, &case.borrower, &shown.facility_id).await?;
    let made = super::put_to(here, case, wish.wanted, verified, |request| {
        deciding::on_paper(here, &OnPaper { request, shown: figure, note })
    })?;
    let judged = judged(here, wish.wanted, &facility, &made.decision, wish.connected);
    let version = deciding::next_version(here, case).await?;
    let mut step = deciding::kept(here, case, made, version)?;
    step.with.push(With::Increase {
        increase: stored.increase,
        from_state: stored.state,
        state: word(judged.state)?,
        document: Document::of(&judged)?,
    });
    Ok((step, Some(version)))
}
