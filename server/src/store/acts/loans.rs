//! Loans: draws, repayments, and the orders that move their money.

use std::sync::Arc;

use shared::canonical::Digest;
use shared::evidence::EvidenceBody;
use shared::timestamp::Timestamp;

use super::{Answer, BorrowerId, Command, CoverDraw, NewEntry, NewJob, OwnDrawAct, TakePaper};
use crate::store::Document;

/// An answer that tells what is drawn afterwards, which only the transaction knows.
#[derive(Clone)]
pub struct AnswerOnDrawn(pub Arc<dyn Fn(i64) -> Vec<u8> + Send + Sync>);

impl std::fmt::Debug for AnswerOnDrawn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AnswerOnDrawn")
    }
}

/// Draws on a facility.
#[derive(Clone, Debug)]
pub struct Draw {
    /// The command that asks for it; its answer is made by `answer`.
    pub command: Command,
    /// The body answered, from what is drawn afterwards.
    pub answer: AnswerOnDrawn,
    /// The facility drawn on.
    pub facility: String,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The new loan's identifier.
    pub loan: String,
    /// The new loan.
    pub document: Document,
    /// The order to pay the money out.
    pub order: NewOrder,
    /// The papers it rests on.
    pub papers: Vec<TakePaper>,
    /// What must hold for the money to go to the borrower's own account; none when it does not.
    pub own: Option<OwnDrawAct>,
    /// The application whose evidence chain records what was undertaken.
    pub application: String,
    /// What was undertaken, as it was shown.
    pub undertaking: Option<(Digest, Document)>,
    /// Events to append to the evidence chain.
    pub evidence: Vec<EvidenceBody>,
    /// The pool that is to cover the loan, for products that have one.
    pub cover: Option<CoverDraw>,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
}

/// An order to the payment rail.
#[derive(Clone, Debug)]
pub struct NewOrder {
    /// Its identifier, which the rail uses to carry it out at most once.
    pub order: String,
    /// Which way the money goes.
    pub direction: Direction,
    /// How much, in fen.
    pub amount_fen: i64,
    /// The order itself.
    pub document: Document,
}

/// Which way money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the borrower.
    Disburse,
    /// From the borrower.
    Collect,
}

impl Direction {
    /// The word stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Disburse => "disburse",
            Self::Collect => "collect",
        }
    }
}

/// Names one loan of a borrower.
#[derive(Clone, Debug)]
pub struct FindLoan {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// Which one.
    pub loan: String,
}

/// A loan as stored, with what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLoan {
    /// Its identifier.
    pub loan: String,
    /// The facility it was drawn on.
    pub facility: String,
    /// What was drawn, in fen.
    pub principal_fen: i64,
    /// Increases with every event.
    pub version: i64,
    /// The loan itself.
    pub document: Document,
    /// What happened to it, oldest first.
    pub events: Vec<Document>,
    /// Orders to the payment rail, oldest first.
    pub orders: Vec<StoredOrder>,
}

/// Asks the payment rail to collect a repayment. One key leads to one order.
#[derive(Clone, Debug)]
pub struct OrderRepayment {
    /// Whose loan.
    pub borrower: BorrowerId,
    /// The caller's key.
    pub key: String,
    /// Digest of the request.
    pub request_hash: Digest,
    /// Which loan.
    pub loan: String,
    /// The version the amount was checked against.
    pub expected_version: i64,
    /// The order.
    pub order: NewOrder,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
    /// Now.
    pub at: Timestamp,
}

/// Asks the payment rail to collect from several loans at once, each as [`OrderRepayment`] would.
#[derive(Clone, Debug)]
pub struct OrderRepayments(pub Vec<OrderRepayment>);

/// Finds the payment order a key led to.
#[derive(Clone, Debug)]
pub struct FindOrderOfKey {
    /// Whose order.
    pub borrower: BorrowerId,
    /// The caller's key.
    pub key: String,
}

/// Names one payment order of a borrower.
#[derive(Clone, Debug)]
pub struct FindOrder {
    /// Whose order.
    pub borrower: BorrowerId,
    /// Which one.
    pub order: String,
}

/// How far an order to the payment rail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderState {
    /// Asked of the rail; not known to be carried out.
    Asked,
    /// Carried out.
    Done,
    /// Refused by the rail for good.
    Refused,
}

impl OrderState {
    /// The word stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The state a stored word means; unknown words read as asked, which only retries.
    pub fn from_word(word: &str) -> Self {
        match word {
            "done" => Self::Done,
            "refused" => Self::Refused,
            _ => Self::Asked,
        }
    }
}

/// A payment order as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrder {
    /// Its identifier.
    pub order: String,
    /// The loan it serves.
    pub loan: String,
    /// Which way the money goes.
    pub direction: Direction,
    /// How much, in fen.
    pub amount_fen: i64,
    /// How far it is.
    pub state: OrderState,
    /// The order itself.
    pub document: Document,
    /// The key and the digest of the command that led to it, when one waits for it.
    pub asked_by: Option<(String, Digest)>,
    /// When it was asked for.
    pub asked_at: Timestamp,
}

/// What a loan lets go of when one of its orders is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// Nothing: it goes on.
    Nothing,
    /// Its papers: it is repaid.
    Papers,
    /// Its papers and its place among the borrower's draws: it was never paid out.
    Everything,
}

/// Records that an order was carried out or refused, and all that follows from it.
#[derive(Clone, Debug)]
pub struct SettleOrder {
    /// Whose order.
    pub borrower: BorrowerId,
    /// Which one.
    pub order: String,
    /// Carried out or refused.
    pub state: OrderState,
    /// The loan it serves.
    pub loan: String,
    /// The loan's version the events were folded on.
    pub expected_version: i64,
    /// The loan after it.
    pub document: Document,
    /// What happened to the loan.
    pub events: Vec<Document>,
    /// The facility whose limit comes back.
    pub facility: String,
    /// How much principal comes back to the limit, in fen.
    pub restored_fen: i64,
    /// What the loan lets go of.
    pub release: Release,
    /// The application whose evidence chain records it.
    pub application: String,
    /// Events to append to the evidence chain.
    pub evidence: Vec<EvidenceBody>,
    /// What it posts.
    pub entries: Vec<NewEntry>,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
    /// The command that asked for it, with the answer made from what is drawn afterwards.
    pub answer: Option<(Command, AnswerOnDrawn)>,
    /// When the rail moved the money, or refused to.
    pub moved_at: Timestamp,
    /// Now.
    pub at: Timestamp,
}

acts! {
    /// Draws on a facility: limit, loan, payment order, evidence and job in one transaction.
    draw(Draw) -> Answer;
    /// A borrower's loans, newest first.
    list_loans(BorrowerId) -> Vec<StoredLoan>;
    /// One loan with its events.
    find_loan(FindLoan) -> Option<StoredLoan>;
    /// Asks the payment rail to collect a repayment.
    order_repayment(OrderRepayment) -> ();
    /// Asks the payment rail to collect from several loans: all of it or nothing.
    order_repayments(OrderRepayments) -> ();
    /// Records that a payment order was carried out or refused, and all that follows.
    settle_order(SettleOrder) -> ();
    /// The payment order a key led to.
    order_of_key(FindOrderOfKey) -> Option<StoredOrder>;
    /// One payment order.
    find_order(FindOrder) -> Option<StoredOrder>;
}
