//! One facility on the screen: as the server last answered, what is chosen, what it costs.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{Draw, FacilityStatus, FacilityView, GetFacility, LoanView, ProblemCode, SteppedUpAct},
    money::Money,
};

use super::draft::{DrawDraft, Preview};
use crate::{
    api::{ApiClient, ApiError},
    language::Voice,
    loan::JustDrawn,
    navigation,
    task::Task,
    text::{Message, facility},
    verification::Verification,
};

/// The id of the amount field.
pub const AMOUNT: &str = "amount";

/// The draw screen's state; cheap to copy.
#[derive(Clone, Copy)]
pub struct DrawModel {
    /// The facility as last answered.
    pub facility: RwSignal<FacilityView>,
    /// What is typed and chosen.
    pub draft: RwSignal<DrawDraft>,
    /// The amount, or what is wrong with it.
    pub amount: Memo<Result<Money, Message>>,
    /// What the draw comes to; computed once per change.
    pub preview: Memo<Option<Arc<Preview>>>,
    /// The command.
    pub task: Task,
    /// Who is drawing, shown again before a larger draw.
    pub verification: Verification,
    api: ApiClient,
    just_drawn: JustDrawn,
    voice: Voice,
}

impl DrawModel {
    /// The model of a facility, prefilled with the draw that was wanted.
    pub fn new(facility: RwSignal<FacilityView>) -> Self {
        let draft = RwSignal::new(DrawDraft::wanted_under(&facility.read_untracked()));
        let amount = Memo::new(move |_| draft.read().amount_within(facility.read().available));
        let preview = Memo::new(move |_| draft.read().preview(&facility.read()).map(Arc::new));
        let model = Self {
            facility,
            draft,
            amount,
            preview,
            task: Task::new(),
            verification: Verification::new(),
            api: ApiClient::expect(),
            just_drawn: JustDrawn::expect(),
            voice: Voice::expect(),
        };
        model.follow_refusals();
        model.verification.guard(model.task, move || model.act(), move || model.draw());
        model
    }

    /// Whether anything can be drawn now.
    pub fn is_open(self) -> bool {
        let facility = self.facility.read();
        facility.status == FacilityStatus::Active && facility.available.is_positive()
    }

    /// What is wrong with the amount, in words: found here, or by the server.
    pub fn amount_error(self) -> Option<String> {
        let here = self.amount.get().err().map(|why| self.voice.say(why).to_owned());
        here.or_else(|| self.task.field(AMOUNT).get())
    }

    /// Draws, and leads to the loan; a second call while the first is under way does nothing.
    pub fn draw(self) {
        let Ok(amount) = self.amount.get_untracked() else {
            navigation::focus(AMOUNT);
            return;
        };
        let request = self.draft.read_untracked().request(amount);
        let id = self.facility.read_untracked().facility_id.clone();
        let (api, just_drawn) = (self.api, self.just_drawn);
        let send = async move { api.send_once::<Draw>(&[&id], &request).await };
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

    /// A refusal over money or status means that the figures on the screen are old.
    fn follow_refusals(self) {
        use ProblemCode::{AboveAvailable, AccountMissing, FacilityNotActive};
        Effect::new(move || {
            let code = self.task.failure().read().as_ref().and_then(ApiError::code);
            if matches!(code, Some(AboveAvailable | AccountMissing | FacilityNotActive)) {
                self.look_again();
            }
        });
    }

    fn look_again(self) {
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
        FacilityStatus::Active => (!facility.available.is_positive()).then_some(facility::USED_UP),
    }
}
