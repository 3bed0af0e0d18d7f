//! Signing in with a phone number and a one-time code.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{
        CodeSent, Empty, PasskeyAnswer, ReadSimulatedMessages, SendCode, SendCodeRequest, SignIn,
        SignInByPasskey, SignInRequest, StartPasskeySignIn,
    },
    identifier::Mobile,
    language::Say,
};

use crate::{
    api::ApiClient,
    components::{
        ButtonKind, Countdown, Entry, TextField, Tone, button, form, notice, submit_button,
        text_field,
    },
    dom::{El, View, el, live, nothing},
    failure::task_failed,
    frame::page,
    language::Voice,
    navigation::Navigator,
    passkey::{self, PasskeyError},
    task::Task,
    text::{self, sign_in},
};

const CODE_DIGITS: usize = 6;
const MOBILE: Entry =
    Entry { keyboard: "numeric", autocomplete: "tel-national", look: "", capitals: false };
const CODE: Entry =
    Entry { keyboard: "numeric", autocomplete: "one-time-code", look: "code", capitals: false };

/// What is typed, and the two commands.
#[derive(Clone, Copy)]
struct Desk {
    api: ApiClient,
    voice: Voice,
    navigator: Navigator,
    mobile: RwSignal<String>,
    code: RwSignal<String>,
    mobile_error: RwSignal<Option<String>>,
    resend: Countdown,
    sending: Task,
    entering: Task,
    /// Signing in by passkey, and why no authenticator answered.
    touching: Task,
    obstacle: RwSignal<Option<PasskeyError>>,
    /// The code the SMS simulator holds.
    simulated_code: RwSignal<Option<String>>,
}

impl Desk {
    fn new() -> Self {
        Self {
            api: ApiClient::expect(),
            voice: Voice::expect(),
            navigator: Navigator::expect(),
            mobile: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
            mobile_error: RwSignal::new(None),
            resend: Countdown::new(),
            sending: Task::new(),
            entering: Task::new(),
            touching: Task::new(),
            obstacle: RwSignal::new(None),
            simulated_code: RwSignal::new(None),
        }
    }

    fn send_code(self) {
        let mobile = match self.mobile.read_untracked().parse::<Mobile>() {
            Ok(mobile) => mobile,
            Err(why) => {
                self.mobile_error.set(Some(why.say(self.voice.language_now())));
                return;
            }
        };
        self.mobile_error.set(None);
        let request = SendCodeRequest { mobile: mobile.as_str().to_owned() };
        let send = async move { self.api.send::<SendCode>(&[], &request).await };
        self.sending.run(send, move |sent| self.code_sent(&sent, mobile));
    }

    fn code_sent(self, sent: &CodeSent, mobile: Mobile) {
        self.resend.start(sent.resend_after_seconds);
        crate::navigation::focus("code");
        if !sent.simulated {
            return;
        }
        spawn_local(async move {
            let request = SendCodeRequest { mobile: mobile.as_str().to_owned() };
            let held = self.api.send::<ReadSimulatedMessages>(&[], &request).await;
            let code = held.ok().and_then(|held| held.messages.into_iter().find_map(|m| m.code));
            let _ = self.simulated_code.try_set(code);
        });
    }

    fn enter(self) {
        let request =
            SignInRequest { mobile: self.mobile.get_untracked(), code: self.code.get_untracked() };
        let enter = async move { self.api.send::<SignIn>(&[], &request).await };
        self.entering.run(enter, move |session| {
            self.navigator.signed_in(session.on_duty.is_some());
        });
    }

    /// One touch: whichever passkey this device has says who it is.
    fn touch(self) {
        self.obstacle.set(None);
        let touch = async move {
            let asked = self.api.send::<StartPasskeySignIn>(&[], &Empty {}).await?;
            match passkey::answer(&asked.options).await {
                Ok(credential) => {
                    let answer = PasskeyAnswer { challenge_id: asked.challenge_id, credential };
                    self.api.send::<SignInByPasskey>(&[], &answer).await.map(Ok)
                }
                Err(why) => Ok(Err(why)),
            }
        };
        self.touching.run(touch, move |answer| match answer {
            Ok(session) => self.navigator.signed_in(session.on_duty.is_some()),
            Err(why) => self.obstacle.set(Some(why)),
        });
    }

    /// Six digits are a code: nobody needs to press a button to say so.
    fn enter_when_complete(self) {
        Effect::new(move |before: Option<usize>| {
            let digits = self.code.read().chars().filter(char::is_ascii_digit).count();
            if digits == CODE_DIGITS && before.is_some_and(|before| before < CODE_DIGITS) {
                self.enter();
            }
            digits
        });
    }
}

/// The sign-in screen.
pub fn sign_in_screen() -> View {
    let desk = Desk::new();
    desk.enter_when_complete();
    let voice = desk.voice;
    let mobile = TextField {
        id: "mobile",
        label: sign_in::MOBILE,
        hint: None,
        entry: MOBILE,
        text: desk.mobile,
        error: Signal::derive(move || {
            desk.mobile_error.get().or_else(|| desk.sending.field("mobile").get())
        }),
    };
    let code = TextField {
        id: "code",
        label: sign_in::CODE,
        hint: Some(sign_in::CODE_HINT),
        entry: CODE,
        text: desk.code,
        error: desk.entering.field("code"),
    };
    let fields = form(desk.entering.busy(), move || desk.enter())
        .with(text_field(mobile, send_button(&desk)))
        .with(task_failed(desk.sending))
        .with(text_field(code, nothing()))
        .with(live(move || desk.simulated_code.get().map(|code| simulated_message(&code)).into()))
        .with(task_failed(desk.entering))
        .with(submit_button(sign_in::SIGN_IN, desk.entering.busy()))
        .with(passkey_part(&desk))
        .with(el("p").class("section__note").say(sign_in::NO_CREDIT_CHECK));
    let lead = move || voice.say(sign_in::LEAD).to_owned();
    page(move || voice.say(sign_in::TITLE).to_owned(), lead).with(fields).into()
}

/// The other way in, where the browser has passkeys.
fn passkey_part(desk: &Desk) -> View {
    let desk = *desk;
    if !passkey::is_possible() {
        return nothing();
    }
    let obstacle = live(move || {
        let why = desk.obstacle.get();
        why.map(|why| notice(Tone::Bad).with(el("p").say(why.message()))).into()
    });
    let touch =
        button(text::passkey::SIGN_IN, ButtonKind::Secondary, desk.touching.busy(), move || {
            desk.touch();
        });
    el("div").class("stack").with(touch).with(obstacle).with(task_failed(desk.touching)).into()
}

fn send_button(desk: &Desk) -> El {
    let desk = *desk;
    let label = move || match desk.resend.left() {
        0 => desk.voice.say(sign_in::SEND_CODE).to_owned(),
        seconds => sign_in::again_in(seconds, desk.voice.language()),
    };
    let is_blocked = move || desk.resend.left() > 0 || desk.sending.busy().get();
    el("button")
        .class("field__action")
        .set("type", "button")
        .state("aria-busy", move || desk.sending.busy().get())
        .follow("disabled", move || is_blocked().then(String::new))
        .on_click(move || desk.send_code())
        .words(label)
}

/// The message a real gateway would have sent, plainly labelled.
pub fn simulated_message(code: &str) -> El {
    let text = el("p")
        .class("simulator__text")
        .say(sign_in::MESSAGE)
        .text(" ")
        .with(el("strong").class("simulator__code").text(code));
    el("aside")
        .class("simulator")
        .say_in("aria-label", sign_in::SIMULATED)
        .with(el("p").class("simulator__label").say(sign_in::SIMULATED))
        .with(text)
}
