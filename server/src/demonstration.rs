//! What only a demonstration has: its business date moves forward, and what falls due on the way
//! happens on its day and in its order.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use chrono::{Months, NaiveDate};
use shared::api::{BusinessDateView, MoveBusinessDateRequest, ProblemCode};
use shared::day_count::actual_days;
use shared::timestamp::Timestamp;

use crate::clock::Clock as _;
use crate::command::Commanded;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs;
use crate::store::acts::{Answer, MoveClock};

/// Whose key the installation's own commands are under.
const INSTALLATION: &str = "installation";

/// The furthest one move goes: two years, some hundred due dates a loan.
const MONTHS_MAX: u32 = 24;

/// How long work that is under way elsewhere may take before the date moves on without it.
const LOOKS: u32 = 500;

/// Between two looks at work that is under way elsewhere.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// The business date.
///
/// # Errors
/// [`ProblemCode::NotFound`] in production.
pub async fn get(State(here): State<Installation>) -> Result<Json<BusinessDateView>, Failure> {
    only_a_demonstration(&here)?;
    Ok(Json(view(&here)))
}

/// Moves the business date forward.
///
/// # Errors
/// [`ProblemCode::NotFound`] in production, [`ProblemCode::DateGoesBackwards`] for today and before.
pub async fn advance(
    State(here): State<Installation>,
    command: Commanded<MoveBusinessDateRequest>,
) -> Result<Response, Failure> {
    only_a_demonstration(&here)?;
    command.once(&here, INSTALLATION, || advance_new(&here, &command)).await
}

async fn advance_new(
    here: &Installation,
    command: &Commanded<MoveBusinessDateRequest>,
) -> Result<Answer, Failure> {
    let to = command.value.to;
    if to <= here.today() {
        return Err(Failure::of(ProblemCode::DateGoesBackwards));
    }
    if to > latest(here.today()) {
        return Err(Failure::field(
            "to",
            "too_far",
            "一次最多往后调两年。",
            "Move at most two years at a time.",
        ));
    }
    // The same time of day on the new date, so that the bank is open.
    let days = u32::try_from(actual_days(here.today(), to)).unwrap_or(0);
    let target = here.now().plus_days(days);
    walk_to(here, target).await?;
    let answered = command.answered_with(here, INSTALLATION, &view(here))?;
    let answer = answered.answer.clone();
    here.store.keep_answer(answered).await?;
    Ok(answer)
}

/// Stops at every moment at which work falls due, and does it there.
async fn walk_to(here: &Installation, target: Timestamp) -> Result<(), Failure> {
    loop {
        let due = here.store.next_job_due(()).await?.filter(|due| *due <= target);
        let Some(due) = due else { break };
        set(here, due).await?;
        finish_due(here, due).await?;
    }
    set(here, target).await
}

/// Does what is due, and waits for what others are doing.
async fn finish_due(here: &Installation, due: Timestamp) -> Result<(), Failure> {
    for _ in 0..LOOKS {
        jobs::do_due(here).await;
        let next = here.store.next_job_due(()).await?;
        if next.is_none_or(|next| next > due) {
            return Ok(());
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(())
}

/// Sets the clock ahead to a moment; one that has passed leaves it as it is.
async fn set(here: &Installation, moment: Timestamp) -> Result<(), Failure> {
    let by_micros = moment.as_micros() - here.now().as_micros();
    if by_micros <= 0 {
        return Ok(());
    }
    let ahead_micros = here.clock.ahead_micros() + by_micros;
    here.store.move_clock(MoveClock { ahead_micros, by_micros }).await?;
    here.clock.set_ahead(ahead_micros);
    Ok(())
}

/// Follows a move that another server of the same installation made.
pub async fn follow(here: &Installation) {
    if here.is_production() {
        return;
    }
    match here.store.clock_ahead(()).await {
        Ok(ahead) => here.clock.set_ahead(ahead),
        Err(error) => tracing::warn!(%error, "the business date cannot be read"),
    }
}

fn only_a_demonstration(here: &Installation) -> Result<(), Failure> {
    if here.is_production() { Err(Failure::of(ProblemCode::NotFound)) } else { Ok(()) }
}

fn latest(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(MONTHS_MAX)).unwrap_or(today)
}

fn view(here: &Installation) -> BusinessDateView {
    let today = here.today();
    let real = here.clock.real_now().date_in_china();
    BusinessDateView {
        today,
        now: here.clock.now(),
        days_ahead: u32::try_from(actual_days(real, today)).unwrap_or(0),
        latest: latest(today),
    }
}
