//! Papers as their owner sees them.

use shared::api::{PaperView, PapersView, PayeeView};
use shared::backing::{Claim, Cover, lendable};
use shared::consent::{Query, QueryPurpose};
use shared::entrusted_payment::Payee;

use super::Presented;
use crate::applications::Case;
use crate::facilities::Facility;
use crate::installation::Installation;

/// The papers of a facility that takes some; `None` for one that takes none.
pub fn papers_view(
    here: &Installation,
    facility: &Facility,
    case: &Case,
    presented: &[Presented],
) -> Option<PapersView> {
    let paper = facility.record.offer.draws.paper()?;
    let authorisation = paper.authorisation()?;
    let query = Query { kind: authorisation, purpose: QueryPurpose::Approval };
    let consents = &case.application.consents;
    let cover =
        |paper: &Presented| Cover { id: paper.id.clone(), lends: paper.lends(here, facility) };
    let covers: Vec<Cover> = presented.iter().map(cover).collect();
    Some(PapersView {
        paper,
        authorisation,
        is_authorised: consents.iter().any(|consent| consent.covers(query, here.now())),
        lendable: lendable(&covers),
        papers: presented.iter().map(|paper| paper_view(here, facility, paper)).collect(),
        simulated: here.outside.is_simulated(authorisation.source()),
    })
}

fn paper_view(here: &Installation, facility: &Facility, paper: &Presented) -> PaperView {
    let claim = &paper.backing.claim;
    let (other_side, prepaid, payee) = match claim {
        Claim::Receivable(of) => (Some(of.debtor.as_str()), None, None),
        Claim::Payable(of) => (Some(of.company.as_str()), None, None),
        Claim::Order(of) => (Some(of.buyer.as_str()), Some(of.prepaid), None),
        Claim::Purchase(of) => (Some(of.seller.name.as_str()), None, Some(payee_view(&of.seller))),
        Claim::Invoice(_) | Claim::Bill(_) | Claim::Property(_) => (None, None, None),
    };
    PaperView {
        paper_id: paper.id.clone(),
        numbers: numbers(claim),
        other_side: other_side.map(str::to_owned),
        amount: claim.amount(),
        prepaid,
        due: claim.due(),
        payee,
        standing: paper.standing(here, facility),
    }
}

/// The numbers its owner knows it by.
pub(super) fn numbers(claim: &Claim) -> Vec<String> {
    match claim {
        Claim::Receivable(of) => {
            of.invoices.iter().map(|invoice| invoice.as_str().to_owned()).collect()
        }
        other => vec![other.number().to_owned()],
    }
}

/// Somebody who is paid, as shown.
pub fn payee_view(payee: &Payee) -> PayeeView {
    PayeeView { name: payee.name.as_str().to_owned(), account_masked: payee.account.masked() }
}
