//! Checking an evidence file somebody kept or was given: without a network, without an account.

use leptos::{prelude::*, task::spawn_local};
use shared::evidence::file::{self, BrokenLink, Findings};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, HtmlInputElement};

use super::findings::{events, limits, verdict};
use crate::{
    dom::{View, all, el, live, nothing},
    frame::page,
    language::Voice,
    text::evidence,
};

/// The largest file that is read, in bytes.
const FILE_BYTES_MAX: f64 = 32.0 * 1024.0 * 1024.0;

/// How far a check is.
#[derive(Clone, Debug)]
enum Check {
    /// No file yet.
    Waiting,
    /// The browser could not read the file, or it is far too large to be one.
    Unreadable,
    /// Checked: the file's name and what came out.
    Done(String, Box<Result<Findings, BrokenLink>>),
}

/// The page that checks a file.
pub fn verify_screen() -> View {
    let voice = Voice::expect();
    let check = RwSignal::new_local(Check::Waiting);
    let result = live(move || match &*check.read() {
        Check::Waiting => nothing(),
        Check::Unreadable => {
            el("p").class("notice").set("data-tone", "bad").say(evidence::UNREADABLE_FILE).into()
        }
        Check::Done(name, checked) => {
            let name = el("p").class("section__note").text(name);
            all([name.into(), verdict(checked), events(checked)])
        }
    });
    page(
        move || voice.say(evidence::VERIFY_TITLE).to_owned(),
        move || voice.say(evidence::VERIFY_LEAD).to_owned(),
    )
    .with(chooser(check))
    .with(el("div").class("stack").set("aria-live", "polite").with(result))
    .with(limits())
    .into()
}

/// Where a file is chosen or dropped.
fn chooser(check: RwSignal<Check, LocalStorage>) -> View {
    let input = el("input")
        .class("drop__input")
        .set("id", "evidence-file")
        .set("type", "file")
        .set("accept", ".json,application/json")
        .on("change", move |event| {
            let input =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { return };
            let file = input.files().and_then(|files| files.get(0));
            // Browsers say nothing when the same name is chosen twice, and the file may have changed.
            input.set_value("");
            if let Some(file) = file {
                read(file, check);
            }
        });
    let label =
        el("label").class("drop__label").set("for", "evidence-file").say(evidence::CHOOSE_FILE);
    el("div")
        .class("drop")
        .on("dragover", |event: Event| event.prevent_default())
        .on("drop", move |event: Event| {
            event.prevent_default();
            let dropped =
                event.dyn_into::<DragEvent>().ok().and_then(|event| event.data_transfer());
            let file = dropped.and_then(|dropped| dropped.files()).and_then(|files| files.get(0));
            if let Some(file) = file {
                read(file, check);
            }
        })
        .with(input)
        .with(label)
        .with(el("p").class("drop__note").say(evidence::STAYS_HERE))
        .into()
}

/// Reads and checks a file; it never leaves the device.
fn read(file: File, check: RwSignal<Check, LocalStorage>) {
    if file.size() > FILE_BYTES_MAX {
        check.set(Check::Unreadable);
        return;
    }
    spawn_local(async move {
        let checked = match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => {
                let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
                Check::Done(file.name(), Box::new(file::verify(&bytes)))
            }
            Err(_) => Check::Unreadable,
        };
        // The person may have left the screen meanwhile.
        let _ = check.try_set(checked);
    });
}
