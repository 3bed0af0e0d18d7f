//! What a draw would cost, from the function that books it.

use axum::Json;
use axum::extract::{Path, State};
use shared::annualised::{AnnualisedMethod, of_schedule};
use shared::api::{DrawPreviewView, PreviewDrawQuery, ProblemCode};
use shared::calendar::Calendar;
use shared::day_count::DayCount;
use shared::decision::Reason;
use shared::interest::interest_for_days;
use shared::language::Label;
use shared::money::Money;
use shared::rate::AnnualRate;
use shared::rounding::Rounding;
use shared::schedule::{Schedule, Terms};

use super::{AccountRecord, Facility, checks, draw, left};
use crate::backing::short_of_papers;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::query::Query;
use crate::session::SignedIn;

/// Previews a draw; what stands against it is said and not refused.
///
/// # Errors
/// [`Failure`] when the facility is not this borrower's, or its offer has no such terms.
pub async fn preview(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<PreviewDrawQuery>,
) -> Result<Json<DrawPreviewView>, Failure> {
    let facility = Facility::open(&here, &who.borrower, &id).await?;
    let terms = draw::terms(&here, &facility, asked.amount, asked.term_months, asked.method)?;
    let schedule = Schedule::build(&terms, &Calendar::china()).map_err(Failure::internal)?;
    let cost = schedule.total_payment().checked_sub(schedule.principal).unwrap_or(Money::ZERO);
    let annual_rate = terms.annual_rate;
    let per_day =
        interest_for_days(terms.principal, annual_rate, 1, DayCount::Act360, Rounding::HalfUp);
    let available_after = left(facility.available(here.today()), asked.amount);
    Ok(Json(DrawPreviewView {
        against: against(&here, &facility, asked.amount).await?,
        annual_rate,
        cost,
        interest_per_day: per_day.unwrap_or(Money::ZERO),
        annualised_irr: annualised(&terms, &schedule, AnnualisedMethod::Irr),
        annualised_simple: annualised(&terms, &schedule, AnnualisedMethod::Simple),
        available_after,
        schedule,
    }))
}

/// Everything that stands against this draw now.
async fn against(
    here: &Installation,
    facility: &Facility,
    amount: Money,
) -> Result<Vec<Reason>, Failure> {
    let found = checks::against_drawing(here, facility).await?;
    let mut against: Vec<Reason> = found.iter().map(checks::Against::reason).collect();
    let mut say = |code: ProblemCode, text: Label| {
        let code = serde_json::to_value(code).unwrap_or_default();
        against.push(Reason { code: code.as_str().unwrap_or_default().to_owned(), text });
    };
    if AccountRecord::find(here, facility).await?.is_none() {
        let text = Label::new("请先填写收款和还款账户。", "Name the account for payouts first.");
        say(ProblemCode::AccountMissing, text);
    }
    let left = facility.record.revolving(facility.limit, facility.drawn, here.today());
    if let Some(left) = left.filter(|left| amount > *left) {
        let text = Label::new(
            format!("金额超过可用额度，目前可用{left}元。"),
            format!("The amount is above what is available: {left} yuan."),
        );
        say(ProblemCode::AboveAvailable, text);
    }
    if let Some((code, text)) = short_of_papers(here, facility, amount).await? {
        say(code, text);
    }
    Ok(against)
}

fn annualised(terms: &Terms, schedule: &Schedule, method: AnnualisedMethod) -> Option<AnnualRate> {
    of_schedule(terms, schedule, method).ok().map(|cost| cost.annual_rate)
}
