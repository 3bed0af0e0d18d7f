//! The terms of one draw: the same for the quote, the preview and the booking.

use crate::catalogue::ProductFee;
use crate::decision::Offer;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::schedule::{
    Fee, FeeAmount, FeeWhen, Payer, PrincipalPlan, RepaymentMethod, TermMonths, TermMonthsError,
    Terms,
};
use chrono::NaiveDate;

/// How much is drawn, when, for how long, repaid how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Amount.
    pub amount: Money,
    /// The day.
    pub drawn_on: NaiveDate,
    /// Months.
    pub term_months: u16,
    /// Method.
    pub method: RepaymentMethod,
}

/// Why a draw does not fit the offer it is made under.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawRefused {
    /// Nothing or less.
    #[error("draw an amount above zero")]
    NothingDrawn,
    /// A term the offer does not name.
    #[error("choose one of the terms offered")]
    TermNotOffered,
    /// A method the offer does not name.
    #[error("choose one of the repayment methods offered")]
    MethodNotOffered,
}

/// The terms of a draw at a rate, with a product's fees and its plan for seasonal principal.
///
/// # Errors
/// [`TermMonthsError`] outside 1 to 360 months.
pub fn terms(
    drawing: Drawing,
    annual_rate: AnnualRate,
    fees: &[ProductFee],
    seasonal_plan: Option<&PrincipalPlan>,
) -> Result<Terms, TermMonthsError> {
    let months = TermMonths::new(drawing.term_months)?;
    let mut terms =
        Terms::new(drawing.amount, annual_rate, drawing.drawn_on, months, drawing.method);
    terms.fees = fees.iter().map(fee).collect();
    terms.plan = seasonal_plan.cloned();
    Ok(terms)
}

fn fee(fee: &ProductFee) -> Fee {
    Fee {
        code: fee.id.clone(),
        amount: FeeAmount::Fixed(fee.amount),
        when: FeeWhen::Upfront,
        payer: Payer::Borrower,
        payee: fee.payee.zh.clone(),
        financed: false,
        waived: fee.waived,
    }
}

impl Offer {
    /// The terms of a draw under this offer.
    ///
    /// Whether the amount is available is the facility's affair.
    ///
    /// # Errors
    /// [`DrawRefused`], first what is wrong with the amount, then term, then method.
    pub fn draw(&self, drawing: Drawing) -> Result<Terms, DrawRefused> {
        if !drawing.amount.is_positive() {
            return Err(DrawRefused::NothingDrawn);
        }
        if !self.terms_months.contains(&drawing.term_months) {
            return Err(DrawRefused::TermNotOffered);
        }
        if !self.methods.contains(&drawing.method) {
            return Err(DrawRefused::MethodNotOffered);
        }
        terms(drawing, self.price.annual_rate, &self.fees, self.seasonal_plan.as_ref())
            .map_err(|_| DrawRefused::TermNotOffered)
    }
}
