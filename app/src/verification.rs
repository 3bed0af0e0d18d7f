//! Verifying who is acting, when the server asks for it: by passkey at once, or by a one-time code.
//!
//! A screen hands over its task and what the task does ([`Verification::guard`]). When the server
//! refuses because the act must be verified first, this verifies and does it again: somebody with
//! a passkey touches once and sees nothing of it.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use shared::api::{
    GetOwnSimulatedMessages, ProblemCode, ProveStepUp, StartStepUp, StartStepUpRequest,
    StepUpProof, StepUpView, SteppedUpAct,
};

use crate::{
    api::{ApiClient, ApiError},
    components::{Entry, TextField, Tone, form, notice, submit_button, text_field},
    dom::{View, el, live, nothing},
    failure::task_failed,
    navigation,
    passkey::{self, PasskeyError},
    sign_in::simulated_message,
    task::Task,
    text::{passkey as words, sign_in},
};

const CODE_DIGITS: usize = 6;
/// The field's name in the page and in the server's refusals.
const CODE: &str = "code";
const ENTRY: Entry =
    Entry { keyboard: "numeric", autocomplete: "one-time-code", look: "code", capitals: false };

/// What is done, to be done again once it is verified.
type Act = Rc<dyn Fn()>;

/// One verification at a time; a handle, cheap to copy.
#[derive(Clone, Copy)]
pub struct Verification(StoredValue<Parts, LocalStorage>);

#[derive(Clone, Copy)]
struct Parts {
    api: ApiClient,
    task: Task,
    /// The verification whose code is awaited.
    step_up: RwSignal<Option<String>>,
    code: RwSignal<String>,
    /// The code the SMS simulator holds.
    simulated: RwSignal<Option<String>>,
    obstacle: RwSignal<Option<PasskeyError>>,
    then: StoredValue<Option<Act>, LocalStorage>,
}

/// What came of asking.
enum Asked {
    /// The act may be done.
    Verified,
    /// A code was sent.
    CodeSent { step_up: String, simulated: bool },
    /// No authenticator answered.
    Unanswered(PasskeyError),
}

impl Verification {
    /// Nothing to verify yet.
    pub fn new() -> Self {
        let parts = Parts {
            api: ApiClient::expect(),
            task: Task::new(),
            step_up: RwSignal::new(None),
            code: RwSignal::new(String::new()),
            simulated: RwSignal::new(None),
            obstacle: RwSignal::new(None),
            then: StoredValue::new_local(None),
        };
        parts.prove_when_complete();
        Self(StoredValue::new_local(parts))
    }

    /// Whether it is under way; a reader follows its changes.
    pub fn busy(self) -> Signal<bool> {
        self.parts().task.busy()
    }

    fn parts(self) -> Parts {
        self.0.get_value()
    }

    /// Verifies `act`, then calls `then`: for an act the server asks to have verified every time.
    pub fn verify(self, act: SteppedUpAct, then: impl Fn() + 'static) {
        let (parts, then): (_, Act) = (self.parts(), Rc::new(then));
        parts.then.set_value(Some(then));
        parts.start(act);
    }

    /// Whenever `task` is refused for want of a verification, verifies `act` and calls `again`.
    pub fn guard(
        self,
        task: Task,
        act: impl Fn() -> Option<SteppedUpAct> + 'static,
        again: impl Fn() + 'static,
    ) {
        let (parts, again): (_, Act) = (self.parts(), Rc::new(again));
        parts.then.set_value(Some(again));
        Effect::new(move || {
            let code = task.failure().read().as_ref().and_then(ApiError::code);
            if code == Some(ProblemCode::StepUpRequired)
                && let Some(act) = untrack(&act)
            {
                untrack(|| {
                    task.clear();
                    parts.start(act);
                });
            }
        });
    }
}

impl Parts {
    /// Verifies `act`, then does it.
    fn start(self, act: SteppedUpAct) {
        self.obstacle.set(None);
        self.step_up.set(None);
        let asked = async move { self.ask(act).await };
        self.task.run(asked, move |asked| match asked {
            Asked::Verified => self.go_on(),
            Asked::Unanswered(why) => self.obstacle.set(Some(why)),
            Asked::CodeSent { step_up, simulated } => self.await_code(step_up, simulated),
        });
    }

    async fn ask(self, act: SteppedUpAct) -> Result<Asked, ApiError> {
        let request = StartStepUpRequest { act };
        match self.api.send::<StartStepUp>(&[], &request).await? {
            StepUpView::NotNeeded => Ok(Asked::Verified),
            StepUpView::Code { step_up_id, sent } => {
                Ok(Asked::CodeSent { step_up: step_up_id, simulated: sent.simulated })
            }
            StepUpView::Passkey { step_up_id, options } => match passkey::answer(&options).await {
                Ok(credential) => {
                    let proof = StepUpProof::Passkey(credential);
                    self.api.send::<ProveStepUp>(&[&step_up_id], &proof).await?;
                    Ok(Asked::Verified)
                }
                Err(why) => Ok(Asked::Unanswered(why)),
            },
        }
    }

    fn await_code(self, step_up: String, simulated: bool) {
        self.code.set(String::new());
        self.simulated.set(None);
        self.step_up.set(Some(step_up));
        request_animation_frame(|| navigation::focus(CODE));
        if !simulated {
            return;
        }
        spawn_local(async move {
            let held = self.api.get::<GetOwnSimulatedMessages>(&[]).await;
            let code = held.ok().and_then(|held| held.messages.into_iter().find_map(|m| m.code));
            let _ = self.simulated.try_set(code);
        });
    }

    /// Six digits are a code: nobody needs to press a button to say so.
    fn prove_when_complete(self) {
        Effect::new(move |before: Option<usize>| {
            let digits = self.code.read().chars().filter(char::is_ascii_digit).count();
            if digits == CODE_DIGITS && before.is_some_and(|before| before < CODE_DIGITS) {
                self.prove();
            }
            digits
        });
    }

    fn prove(self) {
        let Some(step_up) = self.step_up.get_untracked() else { return };
        let proof = StepUpProof::Code(self.code.get_untracked());
        let prove = async move { self.api.send::<ProveStepUp>(&[&step_up], &proof).await };
        self.task.run(prove, move |_| {
            self.step_up.set(None);
            self.go_on();
        });
    }

    fn go_on(self) {
        if let Some(Some(again)) = self.then.try_get_value() {
            again();
        }
    }
}

impl Default for Verification {
    fn default() -> Self {
        Self::new()
    }
}

/// The code to enter while one is awaited, and what went wrong; nothing otherwise.
pub fn verification_view(verification: Verification) -> View {
    let verification = verification.parts();
    let task = verification.task;
    let obstacle = live(move || {
        let why = verification.obstacle.get();
        why.map(|why| notice(Tone::Bad).with(el("p").say(why.message()))).into()
    });
    let form = live(move || match verification.step_up.get() {
        Some(_) => untrack(|| code_form(verification)),
        None => nothing(),
    });
    el("div").class("stack").with(obstacle).with(task_failed(task)).with(form).into()
}

fn code_form(verification: Parts) -> View {
    let code = TextField {
        id: CODE,
        label: sign_in::CODE,
        hint: Some(sign_in::CODE_HINT),
        entry: ENTRY,
        text: verification.code,
        error: verification.task.field(CODE),
    };
    let simulated =
        live(move || verification.simulated.get().map(|code| simulated_message(&code)).into());
    let fields = form(verification.task.busy(), move || verification.prove())
        .with(text_field(code, nothing()))
        .with(simulated)
        .with(submit_button(words::VERIFY, verification.task.busy()));
    el("section")
        .class("card")
        .with(el("h2").class("card__title").say(words::VERIFY_TITLE))
        .with(el("p").class("card__note").say(words::VERIFY_LEAD))
        .with(fields)
        .into()
}
