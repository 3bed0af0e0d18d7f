//! One facility on the screen: as the server last answered, what is chosen, what it costs and takes.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{
        Draw, FacilityStatus, FacilityView, GetFacility, LoanView, PayeeEntry, ProblemCode,
        SteppedUpAct,
    },
    language::Say,
    money::Money,
};

use super::{
    agreement::{Agreement, Wording, drawable},
    draft::{DrawDraft, Preview},
    papers::awaits,
};
use crate::{
    api::{ApiClient, ApiError},
    loan::JustDrawn,
    navigation,
    task::Task,
    text::{Message, controls, facility, papers},
    verification::Verification,
};

/// The id of the amount field.
pub const AMOUNT: &str = "amount";
/// The id of the description field.
pub const DESCRIPTION: &str = "description";
/// The id of the payee's name.
pub const PAYEE_NAME: &str = "payee_name";
/// The id of the payee's account.
pub const PAYEE_ACCOUNT: &str = "payee_account";

/// What is typed beside the amount, field by field.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    /// What it is for.
    pub description: RwSignal<String>,
    /// The payee's name.
    pub payee_name: RwSignal<String>,
    /// The payee's account.
    pub payee_account: RwSignal<String>,
    /// Whether it was tried to draw, so that what is missing is said.
    tried: RwSignal<bool>,
}

/// The draw screen's state; cheap to copy.
#[derive(Clone, Copy)]
pub struct DrawModel {
    /// The facility as last answered.
    pub facility: RwSignal<FacilityView>,
    /// What is chosen.
    pub draft: RwSignal<DrawDraft>,
    /// What is typed beside the amount.
    typed: StoredValue<Typed>,
    /// The amount, or what is wrong with it.
    pub amount: Memo<Result<Money, Message>>,
    /// What the draw comes to; computed once per change.
    pub preview: Memo<Option<Arc<Preview>>>,
    /// What it takes besides its terms.
    pub agreement: Memo<Arc<Agreement>>,
    /// The command.
    pub task: Task,
    /// Who is drawing, shown again before a larger draw.
    pub verification: Verification,
    api: ApiClient,
    just_drawn: JustDrawn,
}

impl DrawModel {
    /// The model of a facility, prefilled with the draw that was wanted.
    pub fn new(facility: RwSignal<FacilityView>) -> Self {
        let draft = RwSignal::new(DrawDraft::wanted_under(&facility.read_untracked()));
        let empty = || RwSignal::new(String::new());
        let typed = Typed {
            description: empty(),
            payee_name: empty(),
            payee_account: empty(),
            tried: RwSignal::new(false),
        };
        let amount = Memo::new(move |_| draft.read().amount_under(&facility.read()));
        let preview = Memo::new(move |_| draft.read().preview(&facility.read()).map(Arc::new));
        let drawn = move || amount.get().unwrap_or_default();
        let model = Self {
            facility,
            draft,
            typed: StoredValue::new(typed),
            amount,
            preview,
            agreement: Memo::new(move |_| {
                let description = typed.description.read();
                let of = Agreement::of(&facility.read(), &draft.read(), drawn(), &description);
                Arc::new(of)
            }),
            task: Task::new(),
            verification: Verification::new(),
            api: ApiClient::expect(),
            just_drawn: JustDrawn::expect(),
        };
        model.follow_refusals();
        model.verification.guard(model.task, move || model.act(), move || model.draw());
        model
    }

    /// Whether anything can be drawn now.
    pub fn is_open(self) -> bool {
        obstacle(&self.facility.read()).is_none()
    }

    /// Whether an answer about a paper is awaited, which comes by itself.
    pub fn awaits(self) -> bool {
        self.facility.read().papers.as_ref().is_some_and(awaits)
    }

    /// Fills in the draw that was wanted again, as when papers have opened it.
    pub fn refill(self) {
        self.draft.set(DrawDraft::wanted_under(&self.facility.read_untracked()));
    }

    /// What is typed beside the amount.
    pub fn typed(self) -> Typed {
        self.typed.get_value()
    }

    /// What is wrong with the amount, in words: found here, or by the server.
    pub fn amount_error(self) -> Option<String> {
        let here = self.amount.get().err().map(|why| self.api.voice().say(why).to_owned());
        here.or_else(|| self.task.field(AMOUNT).get())
    }

    /// What is wrong with the description, in words: at once when it names something never financed,
    /// and when it is missing once somebody tried to draw.
    pub fn description_error(self) -> Option<String> {
        let agreement = self.agreement.get();
        let here =
            agreement.undertaking.as_ref().err().map(|why| why.say(self.api.voice().language()));
        here.or_else(|| self.missing(self.typed().description))
            .or_else(|| self.task.field(DESCRIPTION).get())
    }

    /// What is wrong with a field about the payee, in words.
    pub fn payee_error(self, id: &'static str, text: RwSignal<String>) -> Option<String> {
        self.missing(text).or_else(|| self.task.field(id).get())
    }

    fn missing(self, text: RwSignal<String>) -> Option<String> {
        let is_asked = self.agreement.read().names_payee() && self.typed().tried.get();
        let is_missing = is_asked && text.read().trim().is_empty();
        is_missing.then(|| self.api.voice().say(controls::REQUIRED).to_owned())
    }

    /// The field that has to be mended first.
    fn first_to_mend(self, agreement: &Agreement) -> Option<&'static str> {
        let Typed { description, payee_name, payee_account, .. } = self.typed();
        let is_empty = |text: RwSignal<String>| text.read_untracked().trim().is_empty();
        let wants = agreement.names_payee();
        if self.amount.get_untracked().is_err() {
            Some(AMOUNT)
        } else if agreement.undertaking.is_err() || wants && is_empty(description) {
            Some(DESCRIPTION)
        } else if wants && is_empty(payee_name) {
            Some(PAYEE_NAME)
        } else if wants && is_empty(payee_account) {
            Some(PAYEE_ACCOUNT)
        } else {
            None
        }
    }

    /// Draws, and leads to the loan; a second call while the first is under way does nothing.
    pub fn draw(self) {
        self.typed().tried.set(true);
        let agreement = self.agreement.get_untracked();
        if let Some(field) = self.first_to_mend(&agreement) {
            navigation::focus(field);
            return;
        }
        let amount = self.amount.get_untracked();
        let (Ok(amount), Ok(undertaking)) = (amount, &agreement.undertaking) else { return };
        let typed = self.typed();
        let wording = Wording {
            description: typed.description.get_untracked(),
            payee: PayeeEntry {
                name: typed.payee_name.get_untracked(),
                account: typed.payee_account.get_untracked(),
            },
        };
        let draft = self.draft.read_untracked();
        let request = draft.request(amount, &agreement, undertaking, wording);
        let (id, seen) = self.facility.with_untracked(|facility| {
            (facility.facility_id.clone(), facility.loans.len().to_string())
        });
        let (api, just_drawn) = (self.api, self.just_drawn);
        let send = async move { api.send_once_seeing::<Draw>(&[&id], &request, &seen).await };
        self.task.run(send, move |loan: LoanView| just_drawn.lead_to(loan));
    }

    /// What is verified before a larger draw: exactly this amount on this facility.
    fn act(self) -> Option<SteppedUpAct> {
        let amount = self.amount.get_untracked().ok()?;
        let facility_id = self.facility.read_untracked().facility_id.clone();
        Some(SteppedUpAct::Draw { facility_id, amount })
    }

    /// Whether a draw or its verification is under way.
    pub fn busy(self) -> Signal<bool> {
        Signal::derive(move || self.task.busy().get() || self.verification.busy().get())
    }

    /// A refusal over money, papers or status means that the figures on the screen are old.
    fn follow_refusals(self) {
        use ProblemCode::{
            AboveAvailable, AbovePapers, AccountMissing, FacilityExpired, FacilityFrozen,
            FacilityNotActive, PaperFinanced, PaperNotFree, PapersMissing, PayeeMissing,
        };
        Effect::new(move || {
            let code = self.task.failure().read().as_ref().and_then(ApiError::code);
            let is_old = matches!(
                code,
                Some(
                    AboveAvailable
                        | AbovePapers
                        | AccountMissing
                        | FacilityExpired
                        | FacilityFrozen
                        | FacilityNotActive
                        | PaperFinanced
                        | PaperNotFree
                        | PapersMissing
                        | PayeeMissing
                )
            );
            if is_old {
                self.look_again();
            }
        });
    }

    /// Asks how the facility stands.
    pub fn look_again(self) {
        let id = self.facility.read_untracked().facility_id.clone();
        spawn_local(async move {
            // Without an answer the refusal on the screen already says what there is to know.
            if let Ok(facility) = self.api.get::<GetFacility>(&[&id]).await {
                let _ = self.facility.try_set(facility);
            }
        });
    }
}

/// Why nothing can be drawn, if so.
pub fn obstacle(facility: &FacilityView) -> Option<Message> {
    match facility.status {
        FacilityStatus::Frozen => Some(facility::FROZEN),
        FacilityStatus::Expired => Some(facility::EXPIRED),
        FacilityStatus::Active if !facility.available.is_positive() => Some(facility::USED_UP),
        FacilityStatus::Active => (!drawable(facility).is_positive()).then_some(papers::NEEDED),
    }
}
