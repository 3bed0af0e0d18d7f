//! Changing how a loan is repaid: what can be asked for, what it would change, and agreeing to it.
//!
//! Nothing changes before the person has seen the plan before and after side by side and said so.
//! [`wish`] is what is chosen; `options` offers it, `preview` compares and confirms.

mod comparison;
mod options;
mod preview;
pub mod wish;

use leptos::prelude::*;
use shared::{
    api::{
        CancelProposal, ConfirmProposal, Empty, FacilityView, GetFacility, GetLoan, GetServicing,
        LoanView, ProposalView, Propose, ProposeRequest, ServicingView,
    },
    servicing::ServicingAction,
};

use self::{
    options::{choosing, offered},
    preview::{done, looking},
    wish::{Draft, Kind},
};
use crate::{
    api::ApiClient,
    dom::{View, live},
    remote::Remote,
    routes::Reference,
    task::Task,
};

/// What the bank says can be asked for, and what the choices are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offered {
    servicing: ServicingView,
    loan: LoanView,
    facility: FacilityView,
}

/// Where the person is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum At {
    /// At the list of what can be asked for.
    List,
    /// Choosing how much of it.
    Choosing(Kind),
    /// Looking at what it would change.
    Looking(Box<ProposalView>),
    /// It is booked.
    Done(Box<ProposalView>),
}

/// The state of the screen; cheap to copy.
#[derive(Clone, Copy)]
struct Servicing {
    offered: RwSignal<Offered>,
    at: RwSignal<At>,
    draft: RwSignal<Draft>,
    tried: RwSignal<bool>,
    task: Task,
    api: ApiClient,
    asked: Remote<Offered>,
}

/// What can be changed about the loan `reference`.
pub fn servicing_screen(reference: Reference) -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move {
            let loan = api.get::<GetLoan>(&[reference.as_str()]).await?;
            let servicing = api.get::<GetServicing>(&[reference.as_str()]).await?;
            let facility = api.get::<GetFacility>(&[&loan.facility_id]).await?;
            Ok(Offered { servicing, loan, facility })
        }
    });
    asked.screen(move |offered| opened(offered, asked))
}

fn opened(offer: Offered, asked: Remote<Offered>) -> View {
    let screen = Servicing {
        draft: RwSignal::new(Draft::of(&offer.loan, &offer.facility.offer)),
        offered: RwSignal::new(offer),
        at: RwSignal::new(At::List),
        tried: RwSignal::new(false),
        task: Task::new(),
        api: ApiClient::expect(),
        asked,
    };
    live(move || {
        let at = screen.at.get();
        untrack(|| match at {
            At::List => offered(screen),
            At::Choosing(kind) => choosing(screen, kind),
            At::Looking(proposal) => looking(screen, *proposal),
            At::Done(proposal) => done(screen, &proposal),
        })
    })
}

impl Servicing {
    fn loan_id(self) -> String {
        self.offered.with_untracked(|offered| offered.loan.loan_id.clone())
    }

    fn go(self, at: At) {
        self.task.clear();
        self.tried.set(false);
        self.at.set(at);
    }

    /// Leaves for the list of what can be asked for now. It is waited for: a list that changed later
    /// would take away what somebody has begun to choose.
    fn to_list(self) {
        self.asked.anew();
    }

    /// Asks what `action` would change.
    fn propose(self, action: ServicingAction) {
        let (api, id) = (self.api, self.loan_id());
        let request = ProposeRequest { action };
        let send = async move { api.send_once::<Propose>(&[&id], &request).await };
        self.task.run(send, move |proposal| self.go(At::Looking(Box::new(proposal))));
    }

    /// Books exactly what was previewed.
    fn confirm(self, proposal: String) {
        let (api, id) = (self.api, self.loan_id());
        let send =
            async move { api.send_once::<ConfirmProposal>(&[&id, &proposal], &Empty {}).await };
        self.task.run(send, move |proposal| self.go(At::Done(Box::new(proposal))));
    }

    /// Takes the proposal back.
    fn cancel(self, proposal: String) {
        let (api, id) = (self.api, self.loan_id());
        let send = async move { api.send::<CancelProposal>(&[&id, &proposal], &Empty {}).await };
        self.task.run(send, move |_| self.to_list());
    }
}
