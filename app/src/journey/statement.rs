//! A file of statements, offered beside the authorisation to ask for the record itself.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{ApplicationView, ImportStatement, ImportStatementRequest, RemoveStatement},
    language::Language,
    statement::{ImportedStatement, StatementKind},
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
    text::{Message, statement},
};

/// The longest file read, in bytes: as JSON it must still fit into one request.
const FILE_BYTES_MAX: f64 = 1.5 * 1024.0 * 1024.0;

/// Which files are offered first.
const ACCEPT: &str = ".csv,.txt,text/csv,text/plain";

/// What the card knows while it is on the screen.
#[derive(Clone, Copy)]
struct Import {
    kind: StatementKind,
    application: StoredValue<String>,
    kept: RwSignal<Option<ImportedStatement>>,
    task: Task,
    unusable: RwSignal<Option<Message>>,
}

/// The card for one kind of file.
pub(super) fn statement_card(application: &ApplicationView, kind: StatementKind) -> View {
    let voice = Voice::expect();
    let import = Import {
        kind,
        application: StoredValue::new(application.application_id.clone()),
        kept: RwSignal::new(of_kind(application, kind)),
        task: Task::new(),
        unusable: RwSignal::new(None),
    };
    let choice = FileField {
        id: "statement",
        label: statement::CHOOSE,
        accept: ACCEPT,
        error: Signal::derive(move || {
            import.unusable.get().map(|message| voice.say(message).to_owned())
        }),
        busy: import.task.busy(),
    };
    let api = ApiClient::expect();
    card(statement::title(kind), nothing())
        .with(note(statement::OWN_WORD))
        .with(note(words(move || statement::headings(kind, voice.language()))))
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
            self.unusable.set(Some(statement::TOO_LONG));
            return;
        }
        spawn_local(async move {
            let Some(csv) = file_text::read(file).await else {
                // The person may have left the screen meanwhile.
                let _ = self.unusable.try_set(Some(statement::NOT_TEXT));
                return;
            };
            let Some(id) = self.application.try_get_value() else { return };
            let kind = self.kind.key();
            let request = ImportStatementRequest { csv };
            let send = async move { api.send::<ImportStatement>(&[&id, kind], &request).await };
            self.task.run(send, move |view| self.kept.set(of_kind(&view, self.kind)));
        });
    }

    fn remove(self, api: ApiClient) {
        let (id, kind) = (self.application.get_value(), self.kind.key());
        let send =
            async move { api.send::<RemoveStatement>(&[&id, kind], &shared::api::Empty {}).await };
        self.task.run(send, move |view| self.kept.set(of_kind(&view, self.kind)));
    }
}

fn of_kind(application: &ApplicationView, kind: StatementKind) -> Option<ImportedStatement> {
    application.statements.iter().find(|kept| kept.kind == kind).cloned()
}

/// What the file comes to, and the way to take it back.
fn kept_rows(kept: ImportedStatement, import: Import) -> View {
    let (voice, api) = (Voice::expect(), ApiClient::expect());
    let rows = move || rows(&kept, voice.language(), voice);
    let remove = button(statement::REMOVE, ButtonKind::Quiet, import.task.busy(), move || {
        import.remove(api);
    });
    el("div").with(facts_list(rows)).with(el("p").with(remove)).into()
}

fn rows(kept: &ImportedStatement, language: Language, voice: Voice) -> Vec<FactRow> {
    let days = [format::date(kept.first_day, language), format::date(kept.last_day, language)];
    let mut rows = vec![
        FactRow::new(voice.say(statement::DAYS), days.join(language.pick("至", " to "))),
        FactRow::new(voice.say(statement::LINES), kept.lines.to_string()),
    ];
    rows.extend(kept.figures.iter().map(|(metric, datum)| {
        FactRow::new(metric.label(language), metric.unit().say(datum.value, language))
    }));
    rows
}

/// Each line that could not be read, with what to write instead; anything else that went wrong.
fn bad_lines(task: Task) -> View {
    live(move || match task.failure().get() {
        Some(ApiError::Refused(problem)) if !problem.fields.is_empty() => {
            let lines = problem.fields.iter().map(|field| el("li").text(&field.detail));
            notice(Tone::Bad)
                .with(el("p").class("notice__title").text(&problem.detail))
                .with(el("ul").with(lines.collect::<Vec<_>>()))
                .into()
        }
        Some(_) => task_failed(task),
        None => nothing(),
    })
}
