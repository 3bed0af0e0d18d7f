//! A file of statements, offered beside the authorisation to ask for the record itself.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{ApplicationView, ImportFile, ImportFileRequest, RemoveFile},
    imported::{FileKind, ImportedFile},
    language::Language,
};
use web_sys::File;

use crate::{
    api::{ApiClient, ApiError},
    components::{
        ButtonKind, FactRow, FileField, Tone, button, card, facts_list, file_field, note, notice,
    },
    dom::{View, el, live, nothing, words},
    failure::task_failed,
    file_text, format,
    language::Voice,
    task::Task,
    text::{Message, import},
};

/// The longest file read, in bytes: as JSON it must still fit into one request.
const FILE_BYTES_MAX: f64 = 1.5 * 1024.0 * 1024.0;

/// Which files are offered first.
const ACCEPT: &str = ".csv,.txt,text/csv,text/plain";

/// What the card knows while it is on the screen.
#[derive(Clone, Copy)]
struct Import {
    kind: FileKind,
    application: StoredValue<String>,
    kept: RwSignal<Option<ImportedFile>>,
    task: Task,
    unusable: RwSignal<Option<Message>>,
}

/// The card for one kind of file.
pub(super) fn import_card(application: &ApplicationView, kind: FileKind) -> View {
    let voice = Voice::expect();
    let import = Import {
        kind,
        application: StoredValue::new(application.application_id.clone()),
        kept: RwSignal::new(of_kind(application, kind)),
        task: Task::new(),
        unusable: RwSignal::new(None),
    };
    let choice = FileField {
        id: "import",
        label: import::CHOOSE,
        accept: ACCEPT,
        capture: "",
        error: Signal::derive(move || {
            import.unusable.get().map(|message| voice.say(message).to_owned())
        }),
        busy: import.task.busy(),
    };
    let api = ApiClient::expect();
    card(import::title(kind), nothing())
        .with(note(import::OWN_WORD))
        .with(note(words(move || import::headings(kind, voice.language()))))
        .with(live(move || import.kept.get().map(|kept| kept_rows(kept, import)).into()))
        .with(file_field(choice, move |file| import.choose(api, file)))
        .with(bad_lines(import.task))
        .into()
}

impl Import {
    fn choose(self, api: ApiClient, file: File) {
        self.unusable.set(None);
        self.task.clear();
        if file.size() > FILE_BYTES_MAX {
            self.unusable.set(Some(import::TOO_LONG));
            return;
        }
        spawn_local(async move {
            let Some(csv) = file_text::read(file).await else {
                // The person may have left the screen meanwhile.
                let _ = self.unusable.try_set(Some(import::NOT_TEXT));
                return;
            };
            let Some(id) = self.application.try_get_value() else { return };
            let kind = self.kind.key();
            let request = ImportFileRequest { csv };
            let send = async move { api.send::<ImportFile>(&[&id, kind], &request).await };
            self.task.run(send, move |view| self.kept.set(of_kind(&view, self.kind)));
        });
    }

    fn remove(self, api: ApiClient) {
        let (id, kind) = (self.application.get_value(), self.kind.key());
        let send =
            async move { api.send::<RemoveFile>(&[&id, kind], &shared::api::Empty {}).await };
        self.task.run(send, move |view| self.kept.set(of_kind(&view, self.kind)));
    }
}

fn of_kind(application: &ApplicationView, kind: FileKind) -> Option<ImportedFile> {
    application.imports.iter().find(|kept| kept.kind == kind).cloned()
}

/// What the file comes to, and the way to take it back.
fn kept_rows(kept: ImportedFile, import: Import) -> View {
    let (voice, api) = (Voice::expect(), ApiClient::expect());
    let rows = move || rows(&kept, voice.language(), voice);
    let remove = button(import::REMOVE, ButtonKind::Quiet, import.task.busy(), move || {
        import.remove(api);
    });
    el("div").with(facts_list(rows)).with(el("p").with(remove)).into()
}

fn rows(kept: &ImportedFile, language: Language, voice: Voice) -> Vec<FactRow> {
    let days = [format::date(kept.first_day, language), format::date(kept.last_day, language)];
    let mut rows = vec![
        FactRow::new(voice.say(import::DAYS), days.join(language.pick("至", " to "))),
        FactRow::new(voice.say(import::LINES), kept.lines.to_string()),
    ];
    rows.extend(kept.figures.iter().map(|(metric, datum)| {
        FactRow::new(metric.label(language), metric.unit().say(datum.value, language))
    }));
    rows
}

/// Each line that could not be read, with what to write instead; anything else that went wrong.
fn bad_lines(task: Task) -> View {
    let voice = Voice::expect();
    live(move || match task.failure().get() {
        Some(ApiError::Refused(problem)) if !problem.fields.is_empty() => {
            let language = voice.language();
            let lines = problem.fields.iter().map(|field| el("li").text(field.said(language)));
            notice(Tone::Bad)
                .with(el("p").class("notice__title").text(problem.said(language)))
                .with(el("ul").with(lines.collect::<Vec<_>>()))
                .into()
        }
        Some(_) => task_failed(task),
        None => nothing(),
    })
}
