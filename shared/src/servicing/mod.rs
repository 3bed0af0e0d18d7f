//! What a borrower asks for after the draw: previewed, held to the product's rules, booked as
//! previewed.
//!
//! [`preview`] answers a [`ServicingRequest`] with what would change, in dates and in money, and with
//! the very events that confirming it books; or with a [`ServicingRefused`] that says what to do
//! instead. It changes nothing. Which requests a product takes, and within what, is data
//! (`catalogue::ServicingRules`). Previews are worked out where feature `documents` is, on the server.

mod action;
mod outlook;
mod refusal;
#[cfg(feature = "documents")]
mod rules;
#[cfg(feature = "documents")]
mod sentences;
#[cfg(test)]
#[cfg(feature = "documents")]
mod tests;

pub use action::ServicingAction;
pub use outlook::Outlook;
pub use refusal::ServicingRefused;

use crate::calendar::Calendar;
use crate::catalogue::{Label, Product};
use crate::identifier::BankCard;
use crate::loan::{Drawn, LoanEvent};
#[cfg(feature = "documents")]
use crate::loan::{LoanBook, LoanError, next_sequence};
use crate::money::Money;
use crate::rate::AnnualRate;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A request, and everything it is judged by.
#[derive(Clone, Copy, Debug)]
pub struct ServicingRequest<'a> {
    /// What is asked for.
    pub action: &'a ServicingAction,
    /// What has happened to the loan so far.
    pub events: &'a [LoanEvent],
    /// The loan's product as the catalogue in force has it; none when it is no longer offered.
    pub product: Option<&'a Product>,
    /// How many renewals in a row led to this loan.
    pub renewals: u16,
    /// What stands against a new loan of the borrower.
    pub standing: Standing,
    /// The rate agreed for the facility: what a new loan under it bears.
    pub agreed_rate: AnnualRate,
    /// The account repayments are collected from.
    pub account: &'a BankCard,
    /// Today.
    pub on: NaiveDate,
    /// Which days banks work.
    pub calendar: &'a Calendar,
}

/// How the borrower stands beside this loan, as far as it keeps a new loan from taking its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether the facility is frozen, by its owner or by the bank.
    pub is_frozen: bool,
    /// The earliest due date another loan of the borrower is overdue since.
    pub overdue_elsewhere: Option<NaiveDate>,
}

/// What confirming a request books, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Booking {
    /// What the loan's events gain.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub events: Vec<LoanEvent>,
    /// The loan that takes its place (无还本续贷), drawn the same day.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub new_loan: Option<Drawn>,
}

/// What a request would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServicingPreview {
    /// The day all figures are of; on another day they are others.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// What is still to be paid without it.
    pub before: Outlook,
    /// What is still to be paid with it; of a renewal, on both loans together.
    pub after: Outlook,
    /// Cost afterwards less cost before: above zero when it costs more.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cost_difference: Money,
    /// What falls due the same day because of it: the interest of a loan that is renewed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub due_at_once: Money,
    /// What changes for the borrower, a sentence each.
    pub changes: Vec<Label>,
    /// What confirming it books.
    pub booking: Booking,
    /// Where the rule comes from.
    pub source: String,
}

/// What a request would change, and what confirming it books.
///
/// # Rounding
/// None of its own: every amount is one the loan's book gives.
///
/// # Errors
/// [`ServicingRefused`], the first thing that stands against it; nothing has changed.
///
/// # Source
/// 民法典 678 (extension before maturity), 676 (overdue); notice of 2024-09-24 on 无还本续贷: window, and
/// no lower risk class for renewing alone (未核实), nobody in arrears (未核实); figures by the product.
#[cfg(feature = "documents")]
pub fn preview(request: &ServicingRequest<'_>) -> Result<ServicingPreview, ServicingRefused> {
    if request.events.is_empty() {
        return Err(ServicingRefused::NothingOwed);
    }
    let impossible = ServicingRefused::Impossible;
    let book =
        LoanBook::rebuild(request.events, request.on, request.calendar).map_err(impossible)?;
    let change = rules::change(request, &book)?;
    let sequence = next_sequence(request.events, request.on);
    let event = change.kind.map(|kind| LoanEvent { on: request.on, sequence, kind });
    let booking = Booking { events: event.into_iter().collect(), new_loan: change.new_loan };
    let before = Outlook::of(&book).map_err(impossible)?;
    let after = after(request, &booking).map_err(impossible)?;
    let extends = matches!(request.action, ServicingAction::Extend { .. });
    if extends && after.matures_on <= before.matures_on {
        return Err(ServicingRefused::NothingToExtend);
    }
    let overflow = || impossible(LoanError::Overflow);
    let cost_difference = after.cost.checked_sub(before.cost).ok_or_else(overflow)?;
    let due_at_once = after.due.total.checked_sub(before.due.total).ok_or_else(overflow)?;
    let mut preview = ServicingPreview {
        on: request.on,
        before,
        after,
        cost_difference,
        due_at_once,
        changes: Vec::new(),
        booking,
        source: change.source,
    };
    preview.changes = sentences::changes(request.action, &preview);
    Ok(preview)
}

/// The outlook once the booking is made: the same fold as any other day's.
#[cfg(feature = "documents")]
fn after(request: &ServicingRequest<'_>, booking: &Booking) -> Result<Outlook, LoanError> {
    let mut events = request.events.to_vec();
    events.extend(booking.events.iter().cloned());
    let book = LoanBook::rebuild(&events, request.on, request.calendar)?;
    let outlook = Outlook::of(&book)?;
    match &booking.new_loan {
        None => Ok(outlook),
        Some(drawn) => {
            let drawn = LoanEvent::drawn(drawn.terms.clone(), drawn.servicing.clone());
            let new = LoanBook::rebuild(&[drawn], request.on, request.calendar)?;
            outlook.replaced_by(Outlook::of(&new)?)
        }
    }
}
