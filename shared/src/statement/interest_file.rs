//! The interest book as a file: everything needed to recompute a loan to the fen.

#[cfg(feature = "documents")]
use crate::calendar::Calendar;
#[cfg(feature = "documents")]
use crate::date_text;
#[cfg(feature = "documents")]
use crate::loan::{Change, LoanBook, LoanError, LoanEvent, LoanEventKind};
use crate::loan::{Drawn, InterestLine, Owed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A loan's interest book up to a day, with what was agreed and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InterestBookFile {
    /// The loan.
    pub loan_id: String,
    /// The day the book stands at; its own night is not counted.
    #[serde(with = "crate::date_text")]
    pub as_of: NaiveDate,
    /// What was agreed at the draw.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub agreed: Drawn,
    /// Every line from the draw on.
    pub lines: Vec<InterestLine>,
    /// What has fallen due and is not paid.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub due: Owed,
    /// What settles the loan on the day.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub payoff: Owed,
}

#[cfg(feature = "documents")]
impl InterestBookFile {
    /// The interest book of a loan up to `as_of`.
    ///
    /// # Errors
    /// [`LoanError`] where the events make no book by that day.
    pub fn of(
        loan_id: &str,
        events: &[LoanEvent],
        as_of: NaiveDate,
        calendar: &Calendar,
    ) -> Result<Self, LoanError> {
        let book = LoanBook::rebuild(events, as_of, calendar)?;
        let agreed = events.iter().find_map(|event| match &event.kind {
            LoanEventKind::Drawn(drawn) => Some(drawn.as_ref().clone()),
            _ => None,
        });
        Ok(Self {
            loan_id: loan_id.to_owned(),
            as_of,
            lines: book.interest_lines(events, book.terms().start, as_of)?,
            agreed: agreed.ok_or(LoanError::NotDrawn)?,
            due: book.due(),
            payoff: book.payoff(),
        })
    }

    /// The lines as comma-separated values (RFC 4180), a heading first.
    ///
    /// Amounts and rates are canonical texts; a column that does not apply is empty.
    pub fn csv(&self) -> String {
        let mut out = String::from(
            "date,line,instalment,due_date,balance,rate,part_of_year,accrued,amount,fee,penalty,\
             interest,principal,surplus,principal_after,change\r\n",
        );
        for line in &self.lines {
            out.push_str(&row(line).join(","));
            out.push_str("\r\n");
        }
        out
    }
}

/// The sixteen columns of a line. None of them can hold a comma or a quote.
#[cfg(feature = "documents")]
fn row(line: &InterestLine) -> [String; 16] {
    let mut row = <[String; 16]>::default();
    let [
        date,
        kind,
        instalment,
        due_date,
        balance,
        rate,
        part_of_year,
        accrued,
        amount,
        fee,
        penalty,
        interest,
        principal,
        surplus,
        after,
        change,
    ] = &mut row;
    *date = date_text::format(line.on());
    match line {
        InterestLine::Drawn { amount: drawn, .. } => {
            (*kind, *amount) = ("drawn".to_owned(), drawn.to_string());
        }
        InterestLine::Due { number, principal: asked, interest: of_it, fee: fees, .. } => {
            "due".clone_into(kind);
            *instalment = number.map(|number| number.to_string()).unwrap_or_default();
            (*principal, *interest, *fee) =
                (asked.to_string(), of_it.to_string(), fees.to_string());
        }
        InterestLine::Paid {
            amount: paid,
            fee: fees,
            penalty: penalties,
            interest: of_it,
            principal: repaid,
            surplus: beyond,
            principal_after,
            ..
        } => {
            "paid".clone_into(kind);
            *amount = paid.to_string();
            (*fee, *penalty, *interest) =
                (fees.to_string(), penalties.to_string(), of_it.to_string());
            (*principal, *surplus, *after) =
                (repaid.to_string(), beyond.to_string(), principal_after.to_string());
        }
        InterestLine::Changed { change: what, .. } => {
            (*kind, *change) = ("changed".to_owned(), said(what));
        }
        InterestLine::Night {
            balance: on,
            annual_rate,
            part_of_year: part,
            interest: earned,
            ..
        } => {
            "night".clone_into(kind);
            (*balance, *rate) = (on.to_string(), annual_rate.to_string());
            (*part_of_year, *accrued) = (part.clone(), earned.clone());
        }
        InterestLine::Penalty { due_date: due, base, penalty_rate, penalty: cost, .. } => {
            "penalty".clone_into(kind);
            (*due_date, *balance) = (date_text::format(*due), base.to_string());
            (*rate, *accrued) = (penalty_rate.clone(), cost.clone());
        }
    }
    row
}

/// A change in a few words without a comma.
#[cfg(feature = "documents")]
fn said(change: &Change) -> String {
    match change {
        Change::Rate { annual_rate } => format!("rate {annual_rate}"),
        Change::Discount { basis_points, until } => {
            format!("discount {basis_points} bp until {}", date_text::format(*until))
        }
        Change::Deferral { instalments, .. } => format!("deferral of {instalments} instalments"),
        Change::Extension { months } => format!("extension by {months} months"),
        Change::Method { method } => {
            let name = serde_json::to_value(method).unwrap_or_default();
            format!("method {}", name.as_str().unwrap_or_default())
        }
    }
}
