//! What confirming a proposal books: events, entries, jobs, and the loan that takes another's place.

use shared::loan::{Drawn, LoanEvent};
use shared::servicing::ServicingAction;

use super::super::{Loan, LoanRecord, LoanService, posting};
use super::Proposal;
use crate::facilities::AccountRecord;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::due;
use crate::store::Document;
use crate::store::acts::{NewEntry, NewJob, RenewedLoan};

/// What confirming does to the loan, and the loan that takes its place.
pub(super) struct Booked {
    pub(super) loan: Loan,
    pub(super) new_loan: Option<RenewedLoan>,
    pub(super) entries: Vec<NewEntry>,
    pub(super) jobs: Vec<NewJob>,
}

impl Booked {
    pub(super) fn of(
        here: &Installation,
        loan: &Loan,
        proposal: &Proposal,
    ) -> Result<Self, Failure> {
        let mut after = loan.clone();
        after.events.extend(proposal.preview.booking.events.iter().cloned());
        if let ServicingAction::ChangeAccount { number } = &proposal.action {
            let holder_masked = loan.record.account.holder_masked.clone();
            after.record.account = AccountRecord { number: number.clone(), holder_masked };
        }
        let act = proposal.action.key();
        let mut entries = posting::entries(here, &loan.id, act, &loan.events, &after.events)?;
        let mut jobs = due::jobs_ahead(here, &after)?;
        let new_loan = match &proposal.preview.booking.new_loan {
            None => None,
            Some(drawn) => {
                let renewed = renewed(here, loan, drawn)?;
                entries.extend(posting::entries(here, &renewed.id, act, &[], &renewed.events)?);
                jobs.extend(due::jobs_of_draw(here, &renewed)?);
                jobs.push(due::collect_at_once(here, &after)?);
                Some(RenewedLoan {
                    loan: renewed.id.clone(),
                    facility: renewed.record.facility_id.clone(),
                    principal_fen: drawn.terms.principal.fen(),
                    document: Document::of(&renewed.record)?,
                    events: renewed.events.iter().map(Document::of).collect::<Result<_, _>>()?,
                })
            }
        };
        Ok(Self { loan: after, new_loan, entries, jobs })
    }
}

/// The loan that takes another's place: no money moves, so it has arrived as it is drawn.
fn renewed(here: &Installation, old: &Loan, drawn: &Drawn) -> Result<Loan, Failure> {
    let service = LoanService {
        renewals: old.record.service.renewals.saturating_add(1),
        renews: Some(old.id.clone()),
        ..old.record.service.clone()
    };
    let record = LoanRecord {
        terms: drawn.terms.clone(),
        servicing: drawn.servicing.clone(),
        arrived_at: Some(here.now()),
        service,
        ..old.record.clone()
    };
    Ok(Loan {
        id: here.identifier()?,
        borrower: old.borrower.clone(),
        version: 1,
        events: vec![LoanEvent::drawn(drawn.terms.clone(), drawn.servicing.clone())],
        record,
        orders: Vec::new(),
    })
}
