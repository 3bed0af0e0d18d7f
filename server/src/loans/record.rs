//! A loan as kept and as read. Its balance is nowhere kept: it follows from its events.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::api::{DrawView, ProblemCode};
use shared::catalogue::Label;
use shared::entrusted_payment::{Payee, PaymentRoute};
use shared::loan::{LoanEvent, Servicing};
use shared::schedule::Terms;
use shared::timestamp::Timestamp;

use crate::backing::payee_view;
use crate::facilities::AccountRecord;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::randomness::is_identifier;
use crate::store::acts::{Direction, FindLoan, OrderState, StoredLoan, StoredOrder};

/// What was agreed when the loan was drawn, and whether its money arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanRecord {
    /// The facility it was drawn on.
    pub facility_id: String,
    /// The application whose evidence chain records it.
    pub application_id: String,
    /// The product's name.
    pub product_name: Label,
    /// What the money is for.
    pub purpose: Label,
    /// Amount, rate, term and method; they start on the day the money arrives.
    pub terms: Terms,
    /// Rules for life after the draw.
    pub servicing: Servicing,
    /// The borrower's own account: paid to, unless the draw says otherwise, and repaid from.
    pub account: AccountRecord,
    /// What else was agreed with the draw.
    #[serde(default)]
    pub draw: DrawRecord,
    /// When the money arrived.
    pub arrived_at: Option<Timestamp>,
    /// When the payment rail refused to pay it out; then nothing is owed.
    #[serde(with = "shared::date_text::optional")]
    pub refused_on: Option<NaiveDate>,
    /// How it is collected and where it comes from.
    #[serde(default)]
    pub service: LoanService,
}

/// How a loan is collected and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanService {
    /// Whether what falls due is collected from the account by itself.
    pub automatic_debit: bool,
    /// Whether text messages remind of due dates.
    pub reminders: bool,
    /// How many renewals in a row led to this loan.
    #[serde(default)]
    pub renewals: u16,
    /// The loan whose place it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renews: Option<String>,
}

impl Default for LoanService {
    /// As agreements have it: collected by itself, with a reminder before.
    fn default() -> Self {
        Self { automatic_debit: true, reminders: true, renewals: 0, renews: None }
    }
}

/// What was agreed with a draw besides its terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawRecord {
    /// What the money is for, in the borrower's own words.
    pub description: String,
    /// Where it was paid, and why.
    pub route: PaymentRoute,
    /// Whom it was paid to; nobody but the borrower when there is none.
    pub payee: Option<Payee>,
    /// Numbers of the papers it rests on.
    pub papers: Vec<String>,
}

impl DrawRecord {
    /// The same as its owner sees it.
    pub fn view(&self) -> DrawView {
        DrawView {
            description: self.description.clone(),
            route: self.route,
            payee: self.payee.as_ref().map(payee_view),
            papers: self.papers.clone(),
        }
    }
}

/// A loan with everything that happened to it.
#[derive(Clone, Debug)]
pub struct Loan {
    /// Its identifier.
    pub id: String,
    /// Whose it is.
    pub borrower: String,
    /// Increases with every event.
    pub version: i64,
    /// What was agreed.
    pub record: LoanRecord,
    /// What happened, oldest first; empty until the money has arrived.
    pub events: Vec<LoanEvent>,
    /// Orders to the payment rail, oldest first.
    pub orders: Vec<StoredOrder>,
}

impl Loan {
    /// Opens one of the borrower's loans.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`], for somebody else's as well.
    pub async fn open(here: &Installation, borrower: &str, id: &str) -> Result<Self, Failure> {
        if !is_identifier(id) {
            return Err(Failure::of(ProblemCode::NotFound));
        }
        let find = FindLoan { borrower: borrower.to_owned(), loan: id.to_owned() };
        let stored = here.store.find_loan(find).await?;
        Self::read(borrower, stored.ok_or(Failure::of(ProblemCode::NotFound))?)
    }

    /// The borrower's loans, newest first.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be read.
    pub async fn all(here: &Installation, borrower: &str) -> Result<Vec<Self>, Failure> {
        let stored = here.store.list_loans(borrower.to_owned()).await?;
        stored.into_iter().map(|stored| Self::read(borrower, stored)).collect()
    }

    /// The collection from the borrower's account that is under way, if one is.
    pub fn collection_underway(&self) -> Option<&StoredOrder> {
        let underway = |order: &&StoredOrder| {
            order.direction == Direction::Collect && order.state == OrderState::Asked
        };
        self.orders.iter().find(underway)
    }

    fn read(borrower: &str, stored: StoredLoan) -> Result<Self, Failure> {
        let events = stored.events.iter().map(|event| event.read("loan event"));
        Ok(Self {
            borrower: borrower.to_owned(),
            version: stored.version,
            record: stored.document.read("loan")?,
            events: events.collect::<Result<_, _>>()?,
            id: stored.loan,
            orders: stored.orders,
        })
    }
}
