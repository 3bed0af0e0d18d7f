//! Repaying any amount on any day.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{
        GetLoan, LoanStatusView, LoanView, MovementView, PreviewRepayment, PreviewRepaymentQuery,
        ProblemCode, Repay,
    },
    money::Money,
    repayment::RepaymentPreview,
};

use super::{
    amount::AmountToRepay,
    repayment::{self, Split, quick_amounts},
};
use crate::{
    along::Along,
    api::{ApiClient, ApiError},
    components::{FactRow, Tone, card, chips, facts_grid, note, notice, read},
    dom::{View, el, live, nothing},
    facility::outcome::{at_hand, show},
    format,
    task::Task,
    text::{loan, standing},
};

const RECEIPT: &str = "receipt";

/// One repayment: what is typed, how the command stands, what the last one did. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct RepayModel {
    /// What is typed.
    pub(super) typed: AmountToRepay,
    latest: RwSignal<LoanView>,
    last_paid: RwSignal<Option<MovementView>>,
    /// What the server says the amount would do, from the fold that books it.
    looked: Along<RepaymentPreview>,
    api: ApiClient,
}

impl RepayModel {
    /// Nothing typed yet: money leaves an account only by a choice made here.
    pub(super) fn new(latest: RwSignal<LoanView>) -> Self {
        let api = ApiClient::expect();
        let payoff = Signal::derive(move || latest.read().payoff);
        let typed = AmountToRepay::new(payoff, Task::new());
        let payable = Memo::new(move |_| {
            let payoff = latest.read().payoff;
            typed.amount().ok().map(|amount| (amount, payoff))
        });
        let looked = Along::of(payable, move |(amount, _)| {
            let loan = latest.with_untracked(|loan| loan.loan_id.clone());
            let query = PreviewRepaymentQuery { amount: Some(amount), on: None };
            async move { api.ask::<PreviewRepayment>(&[&loan], &query).await }
        });
        let model = Self { typed, latest, last_paid: RwSignal::new(None), looked, api };
        model.follow_refusals();
        model
    }

    /// What the present amount would settle: as the server says, or worked out here until it does.
    fn split(self) -> Option<Split> {
        let amount = self.typed.amount().ok()?;
        match self.preview_of(amount) {
            Some(preview) => repayment::booked(&preview.receipt),
            None => repayment::split(amount, &self.latest.read()),
        }
    }

    fn preview_of(self, amount: Money) -> Option<std::sync::Arc<RepaymentPreview>> {
        self.looked.answer().filter(|preview| preview.receipt.amount == amount)
    }

    /// Repays; a second call while the first is under way does nothing.
    fn repay(self) {
        let Some(amount) = self.typed.attempt() else { return };
        let loan = self.latest.read_untracked();
        let request = repayment::request(amount, loan.payoff);
        let (id, api) = (loan.loan_id.clone(), self.api);
        let seen = loan.movements.len().to_string();
        let send = async move { api.send_once_seeing::<Repay>(&[&id], &request, &seen).await };
        self.last_paid.set(None);
        self.typed.task.run(send, move |loan: LoanView| {
            self.last_paid.set(loan.movements.first().cloned());
            self.typed.is_paid();
            self.latest.set(loan);
            show(RECEIPT);
        });
    }

    /// What the last payment did.
    pub(super) fn receipt(self) -> View {
        let receipt = live(move || {
            let language = self.typed.voice.language();
            let amount = |money: Money| format::exact(money, language);
            let said = self.last_paid.read().as_ref().map(|paid| {
                let whole = paid.amount.checked_neg().unwrap_or_default();
                match self.latest.read().available.map(amount) {
                    Some(available) => {
                        loan::paid(&amount(whole), &amount(paid.principal), &available, language)
                    }
                    None => loan::paid_for_good(&amount(whole), language),
                }
            });
            said.map(|said| {
                notice(Tone::Good)
                    .with(el("p").class("notice__title").say(loan::PAID))
                    .with(el("p").text(&said))
            })
            .into()
        });
        at_hand(RECEIPT, move || self.last_paid.read().is_some(), receipt)
    }

    /// A refusal over money means that the figures on the screen are old.
    fn follow_refusals(self) {
        use ProblemCode::{AboveOwed, LoanSettled, VersionConflict};
        Effect::new(move || {
            let code = self.typed.task.failure().read().as_ref().and_then(ApiError::code);
            if !matches!(code, Some(AboveOwed | LoanSettled | VersionConflict)) {
                return;
            }
            let id = self.latest.read_untracked().loan_id.clone();
            spawn_local(async move {
                // Without an answer the refusal on the screen already says what there is to know.
                if let Ok(loan) = self.api.get::<GetLoan>(&[&id]).await {
                    let _ = self.latest.try_set(loan);
                }
            });
        });
    }
}

/// The amount, quick amounts, and what the payment would settle.
pub(super) fn repay_card(model: RepayModel) -> View {
    card(loan::REPAY_CARD, nothing())
        .with(model.typed.form(quick(model)))
        .with(facts_grid(move || settled(model)))
        .with(live(move || remark(model)))
        .into()
}

fn quick(model: RepayModel) -> View {
    let voice = model.typed.voice;
    let offered = move || quick_amounts(&model.latest.read());
    let labels =
        move || offered().iter().map(|(name, _)| voice.say(name).to_owned()).collect::<Vec<_>>();
    let pressed = move || {
        let chosen = model.typed.amount().ok();
        offered().iter().position(|(_, amount)| Some(*amount) == chosen).unwrap_or(usize::MAX)
    };
    chips(read(labels), read(pressed), move |position| {
        if let Some((_, amount)) = untrack(offered).get(position) {
            model.typed.put(*amount);
        }
    })
}

/// Interest first, then principal; the limit comes back with it.
fn settled(model: RepayModel) -> Vec<FactRow> {
    let (voice, loan) = (model.typed.voice, model.latest.read());
    let Some(split) = model.split() else { return Vec::new() };
    let available = loan.available.and_then(|now| now.checked_add(split.principal));
    [
        (loan::FIRST_INTEREST, Some(split.interest)),
        (loan::THEN_PRINCIPAL, Some(split.principal)),
        (loan::LEFT, Some(split.left)),
        (loan::AVAILABLE_AFTER, available),
    ]
    .into_iter()
    .filter_map(|(name, amount)| {
        let amount = format::exact(amount?, voice.language());
        Some(FactRow::new(voice.say(name), amount))
    })
    .collect()
}

/// What repaying early saves, once that is known.
fn remark(model: RepayModel) -> View {
    let amount = model.typed.amount().ok();
    let saved = amount.and_then(|amount| model.preview_of(amount)).map(|preview| preview.saved);
    let is_overdue = matches!(model.latest.read().status, LoanStatusView::Overdue { .. });
    match saved.filter(|saved| saved.is_positive()) {
        Some(saved) => {
            let language = model.typed.voice.language();
            note(standing::saves(&format::exact(saved, language), language))
        }
        None if is_overdue => note(loan::ARREARS_FIRST),
        None => note(loan::NO_PENALTY),
    }
}

/// The amount and the button.
pub(super) fn repay_bar(model: RepayModel) -> View {
    model.typed.bar(move || model.repay())
}
