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
    along::Along, api::ApiClient, facility::outcome::show, language::Voice, loan::repayment,
    navigation, task::Task, text::Message,
};

/// The id of the amount field.
pub(super) const AMOUNT: &str = "repay";
/// Where the outcome is shown.
pub(super) const RECEIPT: &str = "receipt";

/// The state of the screen; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct SeveralModel {
    /// The command.
    pub(super) task: Task,
    /// The amount as typed.
    pub(super) text: RwSignal<String>,
    /// What settles every loan today.
    pub(super) payoff: RwSignal<Money>,
    /// How the amount would be shared.
    pub(super) looked: Along<AllocationView>,
    /// How the last repayment went, loan by loan.
    pub(super) paid: RwSignal<Vec<RepaidPart>>,
    /// Says things.
    pub(super) voice: Voice,
    facility: RwSignal<FacilityView>,
    tried: RwSignal<bool>,
    api: ApiClient,
}

impl SeveralModel {
    /// Nothing typed yet.
    pub(super) fn new(facility: FacilityView, payoff: Money) -> Self {
        let (api, text) = (ApiClient::expect(), RwSignal::new(String::new()));
        let (facility, payoff) = (RwSignal::new(facility), RwSignal::new(payoff));
        let payable = Memo::new(move |_| repayment::amount(&text.read(), payoff.get()).ok());
        let looked = Along::of(payable, move |amount| {
            let id = facility.with_untracked(|facility| facility.facility_id.clone());
            let query = PreviewAllocationQuery { amount: Some(amount) };
            async move { api.ask::<PreviewAllocation>(&[&id], &query).await }
        });
        Self {
            task: Task::new(),
            text,
            payoff,
            looked,
            paid: RwSignal::new(Vec::new()),
            voice: Voice::expect(),
            facility,
            tried: RwSignal::new(false),
            api,
        }
    }

    /// The amount, or what is wrong with it.
    pub(super) fn amount(self) -> Result<Money, Message> {
        repayment::amount(&self.text.read(), self.payoff.get())
    }

    /// What is wrong with the amount, in words. An empty field is wrong only after an attempt.
    pub(super) fn error(self) -> Option<String> {
        let is_untouched = self.text.read().is_empty() && !self.tried.get();
        let here = self.amount().err().filter(|_| !is_untouched);
        let here = here.map(|why| self.voice.say(why).to_owned());
        here.or_else(|| self.task.field("pay").get())
    }

    /// Enters an amount.
    pub(super) fn set(self, text: String) {
        self.task.clear();
        self.text.set(text);
    }

    /// When and how much was drawn as the loan `id`.
    pub(super) fn drawn(self, id: &str) -> Option<(NaiveDate, Money)> {
        let facility = self.facility.read_untracked();
        let loan = facility.loans.iter().find(|loan| loan.loan_id == id)?;
        Some((loan.drawn_on, loan.drawn))
    }

    /// Repays; a second call while the first is under way does nothing.
    pub(super) fn repay(self) {
        self.tried.set(true);
        let Ok(amount) = untrack(|| self.amount()) else {
            navigation::focus(AMOUNT);
            return;
        };
        let payoff = self.payoff.get_untracked();
        let request = repayment::request(amount, payoff);
        let id = self.facility.with_untracked(|facility| facility.facility_id.clone());
        let api = self.api;
        let send = async move { api.send_once::<RepayFacility>(&[&id], &request).await };
        self.paid.set(Vec::new());
        self.task.run(send, move |repaid| {
            let collected = repaid.parts.iter().filter(|part| part.collected);
            let collected = Money::checked_sum(collected.map(|part| part.amount));
            let left = collected.and_then(|collected| payoff.checked_sub(collected));
            self.tried.set(false);
            self.text.set(String::new());
            self.facility.set(repaid.facility);
            self.payoff.set(left.unwrap_or(payoff));
            self.paid.set(repaid.parts);
            show(RECEIPT);
        });
    }
}
