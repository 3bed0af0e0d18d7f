//! One amount for several loans: what is typed, how it would be shared, how it went.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{
    api::{
        AllocationView, FacilityView, PreviewAllocation, PreviewAllocationQuery, RepaidPart,
        RepayFacility,
    },
    money::Money,
};

use crate::{
    along::Along,
    api::ApiClient,
    facility::outcome::show,
    loan::{amount::AmountToRepay, repayment},
    task::Task,
};

/// Where the outcome is shown.
pub(super) const RECEIPT: &str = "receipt";

/// The state of the screen; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct SeveralModel {
    /// What is typed.
    pub(super) typed: AmountToRepay,
    /// What settles every loan today.
    pub(super) payoff: RwSignal<Money>,
    /// How the amount would be shared.
    pub(super) looked: Along<AllocationView>,
    /// How the last repayment went, loan by loan.
    pub(super) paid: RwSignal<Vec<RepaidPart>>,
    facility: RwSignal<FacilityView>,
    api: ApiClient,
}

impl SeveralModel {
    /// Nothing typed yet.
    pub(super) fn new(facility: FacilityView, payoff: Money) -> Self {
        let api = ApiClient::expect();
        let (facility, payoff) = (RwSignal::new(facility), RwSignal::new(payoff));
        let typed = AmountToRepay::new(payoff.into(), Task::new());
        let payable = Memo::new(move |_| typed.amount().ok());
        let looked = Along::of(payable, move |amount| {
            let id = facility.with_untracked(|facility| facility.facility_id.clone());
            let query = PreviewAllocationQuery { amount: Some(amount) };
            async move { api.ask::<PreviewAllocation>(&[&id], &query).await }
        });
        Self { typed, payoff, looked, paid: RwSignal::new(Vec::new()), facility, api }
    }

    /// When and how much was drawn as the loan `id`.
    pub(super) fn drawn(self, id: &str) -> Option<(NaiveDate, Money)> {
        let facility = self.facility.read_untracked();
        let loan = facility.loans.iter().find(|loan| loan.loan_id == id)?;
        Some((loan.drawn_on, loan.drawn))
    }

    /// Repays; a second call while the first is under way does nothing.
    pub(super) fn repay(self) {
        let Some(amount) = self.typed.attempt() else { return };
        let payoff = self.payoff.get_untracked();
        let request = repayment::request(amount, payoff);
        let id = self.facility.with_untracked(|facility| facility.facility_id.clone());
        let (api, seen) = (self.api, payoff.to_string());
        let send =
            async move { api.send_once_seeing::<RepayFacility>(&[&id], &request, &seen).await };
        self.paid.set(Vec::new());
        self.typed.task.run(send, move |repaid| {
            let collected = repaid.parts.iter().filter(|part| part.collected);
            let collected = Money::checked_sum(collected.map(|part| part.amount));
            let left = collected.and_then(|collected| payoff.checked_sub(collected));
            self.typed.is_paid();
            self.facility.set(repaid.facility);
            self.payoff.set(left.unwrap_or(payoff));
            self.paid.set(repaid.parts);
            show(RECEIPT);
        });
    }
}
