//! Money that comes in by itself: the payment rail tells of it, signed; it is counted, held or
//! returned, once per reference.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::api::{
    IncomingPaymentView, IncomingPaymentsView, PaymentNotice, PaymentNoticeView, ProblemCode,
};
use shared::calendar::Calendar;
use shared::language::Label;
use shared::ledger::{Entry, EntryError, held};
use shared::loan::{LoanError, Receipt};
use shared::money::Money;
use shared::repayment::{
    Disposition, HELD_DAYS, HeldReason, Incoming, Matched, ReturnedReason, dispose,
};
use subtle::ConstantTimeEq;

use super::payment::{evidence_of, principal_repaid, release_of};
use super::{Loan, held_money, posting, refund};
use crate::body;
use crate::command::decided_again;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::randomness::is_identifier;
use crate::session::SignedIn;
use crate::store::Document;
use crate::store::acts::{
    AppliedPayment, FindIncoming, NewEntry, NewRefund, StoredIncoming, TellIncoming,
};

/// The header that carries the rail's signature.
pub const SIGNATURE_HEADER: HeaderName = HeaderName::from_static("payment-signature");

/// The longest reference kept, in characters.
const REFERENCE_CHARACTERS_MAX: usize = 64;

/// What was told and what became of it, as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    /// What the rail told.
    pub(super) notice: PaymentNotice,
    /// What became of the money.
    pub(super) disposition: Disposition,
}

/// Takes a notice of the payment rail.
///
/// # Errors
/// [`ProblemCode::NoticeUnsigned`], or [`Failure`] for a notice that cannot be read.
pub async fn tell(
    State(here): State<Installation>,
    Path(reference): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<PaymentNoticeView>, Failure> {
    let signature = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
    let expected = here.notice_signature(&reference, &bytes);
    let signed = signature.is_some_and(|told| told.as_bytes().ct_eq(expected.as_bytes()).into());
    if !signed {
        return Err(Failure::of(ProblemCode::NoticeUnsigned));
    }
    let plain = reference.bytes().all(|byte| byte.is_ascii_graphic());
    if reference.len() > REFERENCE_CHARACTERS_MAX || !plain {
        return Err(Failure::field(
            "reference",
            "not_a_reference",
            "流水号应为1到64个可见字符。",
            "A reference has 1 to 64 visible characters.",
        ));
    }
    let notice: PaymentNotice = body::decode(&bytes)?;
    let disposition = decided_again(|| take(&here, &reference, &notice)).await?;
    here.work.notify_waiters();
    Ok(Json(PaymentNoticeView { reference, disposition }))
}

/// Decides what becomes of the money and records it.
async fn take(
    here: &Installation,
    reference: &str,
    notice: &PaymentNotice,
) -> Result<Disposition, Failure> {
    let before = here.store.find_incoming(reference.to_owned()).await?;
    let loan = named(here, &notice.loan).await?;
    let incoming = Incoming {
        amount: notice.amount,
        on: notice.on,
        today: here.today(),
        told_before: before
            .as_ref()
            .map(|before| (Money::from_fen(before.amount_fen), before.arrived_on)),
        loan: loan.as_ref().map(|loan| Matched {
            events: &loan.events,
            collecting: loan.collection_underway().is_some(),
        }),
    };
    let disposition = match dispose(&incoming, &Calendar::china()) {
        Ok(disposition) => disposition,
        Err(LoanError::PaymentNotPositive) => return Err(not_positive()),
        Err(error) => return Err(Failure::internal(error)),
    };
    match (&disposition, before) {
        (Disposition::Repeated, _) => Ok(disposition),
        // Another story under a known reference: a difference for a person, kept under its own name.
        (_, Some(_)) => record(here, &format!("{reference}!"), notice, None, disposition).await,
        (_, None) => record(here, reference, notice, loan.as_ref(), disposition).await,
    }
}

fn not_positive() -> Failure {
    Failure::field(
        "amount",
        "amount_not_positive",
        "到账金额应大于零。",
        "An amount that came in is above zero.",
    )
}

/// The loan a payer named, whosever it is.
pub(super) async fn named(here: &Installation, loan: &str) -> Result<Option<Loan>, Failure> {
    let loan = loan.trim();
    if !is_identifier(loan) {
        return Ok(None);
    }
    match here.store.owner_of_loan(loan.to_owned()).await? {
        Some(owner) => Loan::open(here, &owner, loan).await.map(Some),
        None => Ok(None),
    }
}

async fn record(
    here: &Installation,
    reference: &str,
    notice: &PaymentNotice,
    loan: Option<&Loan>,
    disposition: Disposition,
) -> Result<Disposition, Failure> {
    let (state, kept) = match &disposition {
        Disposition::Applied { returned, .. } => ("applied", *returned),
        Disposition::Held { .. } => ("held", notice.amount),
        Disposition::Returned { .. } | Disposition::Repeated => ("returned", notice.amount),
    };
    let goes_back = state != "held" && kept.is_positive();
    let applied = match (&disposition, loan) {
        (Disposition::Applied { event, receipt, .. }, Some(loan)) => {
            Some(applied(here, loan, event, receipt)?)
        }
        _ => None,
    };
    let told = Told { notice: notice.clone(), disposition: disposition.clone() };
    let act = TellIncoming {
        reference: reference.to_owned(),
        owner: loan.map(|loan| loan.borrower.clone()),
        loan: loan.map(|loan| loan.id.clone()),
        amount_fen: notice.amount.fen(),
        arrived_on: notice.on,
        state,
        document: Document::of(&told)?,
        applied,
        entries: entered(here, reference, here.today(), kept)?,
        refund: if goes_back { Some(new_refund(here, notice, kept)?) } else { None },
        look_again: if state == "held" {
            Some(held_money::look_again(here, reference)?)
        } else {
            None
        },
        at: here.now(),
    };
    let is_first = here.store.tell_incoming(act).await?;
    // The same notice may race with itself: the first one counts.
    Ok(if is_first { disposition } else { Disposition::Repeated })
}

fn entered(
    here: &Installation,
    reference: &str,
    on: NaiveDate,
    kept: Money,
) -> Result<Vec<NewEntry>, Failure> {
    name_entry(here, reference, "held", held(on, kept))
}

/// An entry of money that is no part of a loan's book, named.
///
/// # Errors
/// [`Failure`] only for absurd amounts.
pub fn name_entry(
    here: &Installation,
    reference: &str,
    act: &'static str,
    entry: Result<Option<Entry>, EntryError>,
) -> Result<Vec<NewEntry>, Failure> {
    let entry = entry.map_err(Failure::internal)?;
    let named = entry.map(|postings| {
        let subject = reference.to_owned();
        Ok(NewEntry { entry: here.identifier()?, subject, act, postings })
    });
    named.into_iter().collect()
}

pub(super) fn new_refund(
    here: &Installation,
    notice: &PaymentNotice,
    amount: Money,
) -> Result<NewRefund, Failure> {
    let refund = here.identifier()?;
    Ok(NewRefund {
        amount_fen: amount.fen(),
        account: notice.payer_account.clone(),
        job: crate::jobs::new_job(here, refund::CARRY_BACK, &refund)?,
        refund,
    })
}

pub(super) fn applied(
    here: &Installation,
    loan: &Loan,
    event: &shared::loan::LoanEvent,
    receipt: &Receipt,
) -> Result<AppliedPayment, Failure> {
    let mut after = loan.events.clone();
    after.push(event.clone());
    Ok(AppliedPayment {
        borrower: loan.borrower.clone(),
        loan: loan.id.clone(),
        expected_version: loan.version,
        document: Document::of(&loan.record)?,
        event: Document::of(event)?,
        facility: loan.record.facility_id.clone(),
        restored_fen: principal_repaid(&loan.events, &after, here.today())?.fen(),
        release: release_of(&after, here.today())?,
        application: loan.record.application_id.clone(),
        evidence: vec![evidence_of(&loan.id, receipt)],
        entries: posting::entries(here, &loan.id, "received", &loan.events, &after)?,
    })
}

/// Payments from outside for a loan, and what became of them.
///
/// # Errors
/// [`Failure`] when the loan is not this borrower's.
pub async fn list(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<IncomingPaymentsView>, Failure> {
    let loan = Loan::open(&here, &who.borrower, &id).await?;
    let find = FindIncoming { owner: who.borrower.clone(), loan: loan.id.clone() };
    let stored = here.store.list_incoming(find).await?;
    let payments = stored.iter().map(incoming_view).collect::<Result<_, _>>()?;
    Ok(Json(IncomingPaymentsView { payments }))
}

fn incoming_view(stored: &StoredIncoming) -> Result<IncomingPaymentView, Failure> {
    let told: Told = stored.document.read("payment notice")?;
    Ok(IncomingPaymentView {
        reference: stored.reference.clone(),
        amount: Money::from_fen(stored.amount_fen),
        on: stored.arrived_on,
        explained: explained(&told.disposition),
        disposition: told.disposition,
    })
}

/// What became of money, for people.
fn explained(disposition: &Disposition) -> Label {
    let (zh, en) = match disposition {
        Disposition::Applied { returned, .. } if returned.is_positive() => {
            return Label::new(
                format!("已入账，多付的{returned}元原路退回。"),
                format!("Counted; the {returned} yuan beyond what was owed go back to the payer."),
            );
        }
        Disposition::Applied { .. } => ("已入账。", "Counted."),
        Disposition::Repeated => ("重复通知，没有重复入账。", "Told before; counted once."),
        Disposition::Returned { reason: ReturnedReason::LoanSettled } => {
            ("借款已还清，款项原路退回。", "The loan is settled; the money goes back to the payer.")
        }
        Disposition::Returned { reason: ReturnedReason::NotCleared } => (
            "暂存期间没有核清用途，款项原路退回。",
            "Nothing made clear what it was for; the money goes back to the payer.",
        ),
        Disposition::Held { reason } => return held_because(*reason),
    };
    Label::new(zh, en)
}

/// Why money is held, and for how long.
fn held_because(reason: HeldReason) -> Label {
    let (zh, en) = match reason {
        HeldReason::ReferenceConflict => {
            ("同一流水号的金额不一致", "The same reference was told with another amount")
        }
        HeldReason::UnknownLoan => ("没有对应的借款", "It names no loan"),
        HeldReason::NotDisbursed => ("借款尚未到账", "The loan's own money has not arrived"),
        HeldReason::BeforeDraw => ("到账日早于放款日", "It is dated before the loan was drawn"),
        HeldReason::InFuture => ("到账日在今天之后", "It is dated later than today"),
        HeldReason::CollectionUnderway => {
            ("同一借款正在扣款", "A collection for the loan is under way")
        }
    };
    Label::new(
        format!("{zh}，暂存核对：核清后入账，{HELD_DAYS}天内核不清的原路退回。"),
        format!(
            "{en}. Held: it is counted once that is clear, and goes back to the payer after {HELD_DAYS} days otherwise."
        ),
    )
}
