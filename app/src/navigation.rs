//! Moving between places: the address bar, the title, focus and scroll.
//!
//! Links are ordinary `<a href>`; a click on one that leads to a [`Place`] is answered here without
//! a page load. Clicks that mean something else to the browser (new tab, download, another site)
//! are left alone.

use leptos::prelude::*;
use shared::language::Language;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, FocusOptions, HtmlAnchorElement, HtmlElement, MouseEvent, PopStateEvent,
    ScrollRestoration,
};

use crate::{
    dom::{follow, next_frame, on_window},
    language::Voice,
    routes::{Place, Side},
    saved,
    text::frame,
    wish,
};

/// Where the person was headed when they left this module's page to sign in.
const HEADED_FOR: &str = "puhui.headed.v1";

/// The one element a screen's heading is found by after a move.
const HEADING: &str = "h1[tabindex]";

/// Knows where the person is and takes them elsewhere; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Navigator {
    side: Side,
    place: RwSignal<Place>,
    after_sign_in: StoredValue<Option<Place>>,
    moved: StoredValue<bool>,
}

impl Navigator {
    /// A navigator of one module at the address bar's place, listening to links and to the Back
    /// button, provided to everything below the caller.
    pub fn provide(side: Side) -> Self {
        let navigator = Self {
            side,
            place: RwSignal::new(Place::parse(&address())),
            after_sign_in: StoredValue::new(None),
            moved: StoredValue::new(false),
        };
        provide_context(navigator);
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
        }
        on_window(
            "popstate",
            Box::new(move |event| {
                let place = Place::parse(&address());
                if navigator.is_elsewhere(&place) {
                    let _ = location().reload();
                    return;
                }
                navigator.moved.set_value(true);
                navigator.place.set(place);
                let state = event.dyn_into::<PopStateEvent>().map(|event| event.state());
                let offset = state.ok().and_then(|state| state.as_f64()).unwrap_or_default();
                next_frame(move || window().scroll_to_with_x_and_y(0.0, offset));
            }),
        );
        on_window(
            "click",
            Box::new(move |event| {
                if let Some(event) = event.dyn_ref::<MouseEvent>() {
                    navigator.follow(event);
                }
            }),
        );
        entitle(move |language| navigator.place.read().title(language));
        navigator
    }

    /// The navigator of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Where the person is; a reader follows their moves.
    pub fn place(self) -> Place {
        self.place.get()
    }

    /// Whether the present screen came after another; the first one leaves the focus alone.
    pub fn has_moved(self) -> bool {
        self.moved.get_value()
    }

    /// Where the person is, once.
    pub fn place_now(self) -> Place {
        self.place.get_untracked()
    }

    /// Leads to the sign-in, and from there to `place`.
    pub fn sign_in_for(self, place: Place) {
        self.head_for(place);
        self.go(Place::SignIn);
    }

    /// The same, when the present place only passes through.
    pub fn sign_in_instead(self, place: Place) {
        self.head_for(place);
        self.replace(Place::SignIn);
    }

    /// Remembers where the person is headed; on the device where the sign-in is another module's page.
    fn head_for(self, place: Place) {
        if self.is_elsewhere(&Place::SignIn) {
            saved::write(HEADED_FOR, &place.href());
        } else {
            saved::forget(HEADED_FOR);
        }
        self.after_sign_in.set_value(Some(place));
    }

    /// Goes where the person was headed before they had to sign in; people of the bank go to the
    /// desk, whatever it was.
    pub fn signed_in(self, is_staff: bool) {
        let headed = self.after_sign_in.try_update_value(Option::take).flatten();
        let from_elsewhere = saved::read(HEADED_FOR);
        saved::forget(HEADED_FOR);
        let headed = headed.or_else(|| from_elsewhere.map(|address| Place::parse(&address)));
        let headed = headed.filter(|place| place.is_at_the_desk() == is_staff);
        // After a reload nobody remembers the way, but a product wished for says it.
        let otherwise = match wish::remembered() {
            _ if is_staff => Place::Desk,
            Some(_) => Place::Apply,
            None => Place::Me,
        };
        self.replace(headed.unwrap_or(otherwise));
    }

    /// Moves to `place`, leaving the present one under the Back button.
    pub fn go(self, place: Place) {
        if self.is_elsewhere(&place) {
            leave_for(&place);
            return;
        }
        if let Ok(history) = window().history() {
            let offset = JsValue::from_f64(window().scroll_y().unwrap_or_default());
            let _ = history.replace_state(&offset, "");
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&place.href()));
        }
        self.arrive(place);
    }

    /// Moves to `place` instead of the present one: Back will not return here.
    pub fn replace(self, place: Place) {
        if self.is_elsewhere(&place) {
            let _ = location().replace(&place.href());
            return;
        }
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&place.href()));
        }
        self.arrive(place);
    }

    /// One entry back in the person's own history.
    pub fn back(self) {
        if let Ok(history) = window().history() {
            let _ = history.back();
        }
    }

    /// Whether another module knows `place`.
    fn is_elsewhere(self, place: &Place) -> bool {
        place.side().is_some_and(|side| side != self.side)
    }

    fn arrive(self, place: Place) {
        self.moved.set_value(true);
        self.place.set(place);
        next_frame(|| window().scroll_to_with_x_and_y(0.0, 0.0));
    }

    fn follow(self, event: &MouseEvent) {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || modified {
            return;
        }
        let Some(place) = event.target().and_then(|target| linked_place(&target)) else { return };
        if self.is_elsewhere(&place) {
            return;
        }
        event.prevent_default();
        if place != self.place.get_untracked() {
            self.go(place);
        }
    }
}

/// Leaves this page for the one of `place`.
pub fn leave_for(place: &Place) {
    let _ = location().assign(&place.href());
}

/// Keeps the page's title in step with what it shows and the language it speaks.
pub fn entitle(what: impl Fn(Language) -> &'static str + 'static) {
    let voice = Voice::expect();
    follow(Box::new(move || {
        let mut title = String::from(what(voice.language()));
        title.push_str(" · ");
        title.push_str(voice.say(frame::PRODUCT));
        document().set_title(&title);
    }));
}

/// Moves focus to the screen's heading, so that a screen reader starts there; unless the person is
/// already doing something on the screen.
pub fn focus_heading_unless_busy() {
    let active = document().active_element();
    let is_busy = active.is_some_and(|element| element.closest("main").ok().flatten().is_some());
    if is_busy {
        return;
    }
    let heading = document().query_selector(HEADING).ok().flatten();
    if let Some(heading) = heading.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    }
}

/// Moves focus to the control `id`.
pub fn focus(id: &str) {
    let control = document().get_element_by_id(id);
    if let Some(control) = control.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = control.focus();
    }
}

/// The place the link around `target` leads to, when it is one of ours.
fn linked_place(target: &web_sys::EventTarget) -> Option<Place> {
    let link = target.dyn_ref::<Element>()?.closest("a[href]").ok().flatten()?;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    if link.has_attribute("target") || link.has_attribute("download") || !link.hash().is_empty() {
        return None;
    }
    if link.origin() != location().origin().ok()? {
        return None;
    }
    match Place::parse(&[link.pathname(), link.search()].concat()) {
        Place::NotFound => None,
        place => Some(place),
    }
}

/// Where the browser is: path and query.
fn address() -> String {
    let location = location();
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    [part(location.pathname()), part(location.search())].concat()
}
