//! What a payment would do on a day, from the fold that books it.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{PreviewRepaymentQuery, ProblemCode};
use shared::calendar::Calendar;
use shared::loan::LoanError;
use shared::money::Money;
use shared::repayment::{self, RepaymentPreview};

use super::Loan;
use super::repay::not_positive;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::query::Query;
use crate::session::SignedIn;

/// Previews a payment today or on a day to come.
///
/// # Errors
/// [`Failure`]: not this borrower's loan, nothing owed, a past day, nothing paid or more than is owed.
pub async fn preview(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<PreviewRepaymentQuery>,
) -> Result<Json<RepaymentPreview>, Failure> {
    let loan = Loan::open(&here, &who.borrower, &id).await?;
    if loan.events.is_empty() {
        return Err(Failure::of(ProblemCode::NotFromHere).because(
            "放款尚未到账，到账后即可还款。",
            "The money has not arrived yet; it can be repaid once it has.",
        ));
    }
    let on = asked.on.unwrap_or_else(|| here.today());
    if on < here.today() {
        return Err(past_day());
    }
    let preview = repayment::preview(&loan.events, on, asked.amount, &Calendar::china());
    preview.map(Json).map_err(|error| match error {
        LoanError::PaymentAbovePayoff { payoff } if payoff.is_positive() && on == here.today() => {
            above_today(payoff)
        }
        error => refused(&error),
    })
}

fn past_day() -> Failure {
    Failure::field("on", "in_past", "请选择今天或以后的日期。", "Choose today or a day to come.")
}

/// More than is owed today.
pub fn above_today(payoff: Money) -> Failure {
    Failure::of(ProblemCode::AboveOwed).because(
        format!("今天还清只需{payoff}元，请减少或选择全部还清。"),
        format!("{payoff} yuan settles everything today. Pay less or settle everything."),
    )
}

/// Why an amount cannot be paid on a day.
pub fn refused(error: &LoanError) -> Failure {
    match error {
        LoanError::PaymentNotPositive => not_positive("amount"),
        LoanError::PaymentAbovePayoff { payoff } if payoff.is_zero() => {
            Failure::of(ProblemCode::LoanSettled)
        }
        LoanError::PaymentAbovePayoff { payoff } => Failure::of(ProblemCode::AboveOwed).because(
            format!("那一天还清只需{payoff}元，请减少或选择全部还清。"),
            format!("{payoff} yuan settles the loan on that day. Pay less or settle everything."),
        ),
        LoanError::BeforeDraw { .. } | LoanError::BeforeBook { .. } => past_day(),
        error => Failure::internal(error.clone()),
    }
}
