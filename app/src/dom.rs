//! Elements, put together by plain functions and kept up to date by Leptos' signals.
//!
//! Why not `view!`: it gives each element and each closure a type of its own, and each type its own
//! build, rebuild, mount and unmount. Measured here, one reactive text costs 1.5 kB of WASM and the
//! quote screen alone 380 kB; the first load must fit into 130 kB. So closures are boxed and elements
//! are one type: the same screen takes a tenth. Everything else is Leptos: signals, memos, effects,
//! owners, context, mounting.
//!
//! What follows a signal does so until its owner is disposed: [`live`] disposes what it built before
//! it builds again.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Document, Element, Event, Node};

use crate::{language::Voice, text::Message};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A piece of the page: an element, a text, several of them, or nothing.
#[derive(Clone, Debug)]
#[must_use = "a piece nobody places is not on the page"]
pub struct View(Node);

/// An element while it is put together.
#[derive(Clone, Debug)]
#[must_use = "an element nobody places is not on the page"]
pub struct El(Element);

fn page() -> Document {
    document()
}

/// A new HTML element.
///
/// # Panics
/// Never: every name used is a valid one, which the browser tests would show.
pub fn el(name: &'static str) -> El {
    El(page().create_element(name).expect("a valid element name"))
}

/// A new SVG element.
///
/// # Panics
/// Never, as [`el`].
pub fn svg(name: &'static str) -> El {
    El(page().create_element_ns(Some(SVG), name).expect("a valid element name"))
}

/// Nothing at all.
pub fn nothing() -> View {
    View(page().create_document_fragment().into())
}

/// One piece after another.
pub fn all(views: impl IntoIterator<Item = View>) -> View {
    let together = nothing();
    for view in views {
        together.append(&view);
    }
    together
}

/// A piece that is built again whenever a signal it reads changes.
pub fn live(build: impl Fn() -> View + 'static) -> View {
    live_boxed(Box::new(build))
}

fn live_boxed(build: Box<dyn Fn() -> View>) -> View {
    let place = nothing();
    let (start, end) = (page().create_text_node(""), page().create_text_node(""));
    let (start, end): (Node, Node) = (start.into(), end.into());
    place.append(&View(start.clone()));
    place.append(&View(end.clone()));
    follow(Box::new(move || {
        let view = build();
        let Some(parent) = end.parent_node() else { return };
        while let Some(old) = start.next_sibling().filter(|old| *old != end) {
            let _ = parent.remove_child(&old);
        }
        let _ = parent.insert_before(&view.0, Some(&end));
    }));
    place
}

/// A piece that is there only while `condition` holds.
pub fn live_when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    build: impl Fn() -> View + 'static,
) -> View {
    let holds = Memo::new(move |_| condition());
    live(move || if holds.get() { untrack(&build) } else { nothing() })
}

/// A piece that is built again whenever `key` comes to something else, and only then.
pub fn live_on(key: impl Fn() -> String + 'static, build: impl Fn() -> View + 'static) -> View {
    let shown = RwSignal::new(untrack(&key));
    follow(Box::new(move || {
        let key = key();
        if shown.with_untracked(|shown| *shown != key) {
            shown.set(key);
        }
    }));
    live(move || {
        shown.track();
        untrack(&build)
    })
}

/// Runs `act` now and again whenever a signal it reads changes, until the owner is disposed.
pub fn follow(mut act: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| act());
    let _ = StoredValue::new_local(effect);
}

/// Calls `act` on each `event` of the window, for as long as the page lives.
pub fn on_window(event: &'static str, act: Box<dyn FnMut(Event)>) {
    let act = Closure::wrap(act).into_js_value();
    let _ = window().add_event_listener_with_callback(event, act.unchecked_ref());
}

/// Calls `act` before the next frame is painted.
pub fn next_frame(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    let _ = window().request_animation_frame(Closure::once_into_js(act).unchecked_ref());
}

impl View {
    fn append(&self, child: &Self) {
        let _ = self.0.append_child(&child.0);
    }

    /// Puts this at the end of `parent`.
    pub fn append_to(&self, parent: &Element) {
        let _ = parent.append_child(&self.0);
    }
}

impl From<El> for View {
    fn from(element: El) -> Self {
        Self(element.0.into())
    }
}

impl From<String> for View {
    fn from(text: String) -> Self {
        Self(page().create_text_node(&text).into())
    }
}

impl<T: Into<Self>> From<Option<T>> for View {
    fn from(piece: Option<T>) -> Self {
        piece.map_or_else(nothing, Into::into)
    }
}

impl<T: Into<Self>> From<Vec<T>> for View {
    fn from(pieces: Vec<T>) -> Self {
        all(pieces.into_iter().map(Into::into))
    }
}

/// A message, in whatever language the person speaks.
impl From<Message> for View {
    fn from(message: Message) -> Self {
        let voice = Voice::expect();
        words(move || voice.say(message).to_owned())
    }
}

/// A text that follows the signals it reads.
pub fn words(text: impl Fn() -> String + 'static) -> View {
    words_boxed(Box::new(text))
}

fn words_boxed(text: Box<dyn Fn() -> String>) -> View {
    let node = page().create_text_node("");
    let shown = node.clone();
    follow(Box::new(move || {
        let text = text();
        if shown.data() != text {
            shown.set_data(&text);
        }
    }));
    View(node.into())
}

impl El {
    /// Its one class.
    pub fn class(self, class: &'static str) -> Self {
        self.set("class", class)
    }

    /// An attribute that never changes.
    pub fn set(self, attribute: &'static str, value: &str) -> Self {
        let _ = self.0.set_attribute(attribute, value);
        self
    }

    /// An attribute that is there without a value, or not at all.
    pub fn flag(self, attribute: &'static str, on: bool) -> Self {
        if on { self.set(attribute, "") } else { self }
    }

    /// An attribute that follows the signals it reads; absent while there is no value.
    pub fn follow(
        self,
        attribute: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.follow_boxed(attribute, Box::new(value))
    }

    fn follow_boxed(self, attribute: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || {
            let value = value();
            // Writing the same again would make the browser lay the page out again.
            if element.get_attribute(attribute) == value {
                return;
            }
            let _ = match value {
                Some(value) => element.set_attribute(attribute, &value),
                None => element.remove_attribute(attribute),
            };
        }));
        self
    }

    /// An ARIA state that follows the signals it reads: `true`, or absent.
    pub fn state(self, attribute: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        self.follow(attribute, move || on().then(|| "true".to_owned()))
    }

    /// `aria-pressed`, which says both yes and no.
    pub fn pressed(self, on: impl Fn() -> bool + 'static) -> Self {
        self.follow("aria-pressed", move || Some(if on() { "true" } else { "false" }.to_owned()))
    }

    /// An attribute in whatever language the person speaks.
    pub fn say_in(self, attribute: &'static str, message: Message) -> Self {
        let voice = Voice::expect();
        self.follow(attribute, move || Some(voice.say(message).to_owned()))
    }

    /// A property, such as `value` or `checked`, that follows the signals it reads.
    pub fn property(self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> Self {
        self.property_boxed(name, Box::new(value))
    }

    fn property_boxed(self, name: &'static str, value: Box<dyn Fn() -> JsValue>) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || {
            let (name, value) = (JsValue::from_str(name), value());
            // Setting the same text again would move the caret.
            if js_sys::Reflect::get(&element, &name).is_ok_and(|now| now != value) {
                let _ = js_sys::Reflect::set(&element, &name, &value);
            }
        }));
        self
    }

    /// Something inside, after what is there.
    pub fn with(self, child: impl Into<View>) -> Self {
        let child: View = child.into();
        child.append_to(&self.0);
        self
    }

    /// A message inside.
    pub fn say(self, message: Message) -> Self {
        self.with(message)
    }

    /// A text inside that never changes.
    pub fn text(self, text: &str) -> Self {
        self.with(text.to_owned())
    }

    /// A text inside that follows the signals it reads.
    pub fn words(self, text: impl Fn() -> String + 'static) -> Self {
        self.with(words(text))
    }

    /// Calls `act` on each `event`.
    pub fn on(self, event: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        self.on_boxed(event, Box::new(act))
    }

    fn on_boxed(self, event: &'static str, act: Box<dyn FnMut(Event)>) -> Self {
        let act = Closure::wrap(act);
        let _ = self.0.add_event_listener_with_callback(event, act.as_ref().unchecked_ref());
        let _ = StoredValue::new_local(act);
        self
    }

    /// Calls `act` on each click.
    pub fn on_click(self, mut act: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// Calls `act` with the control's text on each change of it.
    pub fn on_input(self, act: impl Fn(String) + 'static) -> Self {
        self.on("input", move |event| act(event_target_value(&event)))
    }

    /// The element itself.
    pub fn element(&self) -> &Element {
        &self.0
    }
}
