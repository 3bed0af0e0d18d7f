//! A facility's months: what happened in each, its digest, and whether it agrees with the borrower's
//! own books (电子对账).

mod month;

use leptos::prelude::*;
use shared::{
    api::{GetStatement, GetStatements, StatedMonth, StatementAnswer, StatementView},
    statement::Month,
};

use self::month::month_card;
use crate::{
    api::{ApiClient, ApiError},
    components::{ButtonKind, Tone, badge, button, card, note},
    dom::{El, View, el, live, nothing},
    facility::outcome::show,
    failure::failed,
    frame::page,
    language::Voice,
    remote::{Fetched, Remote},
    routes::Reference,
    text::statements,
};

/// Where the chosen month is shown.
const SHOWN: &str = "statement";

/// The state of the screen; cheap to copy.
#[derive(Clone, Copy)]
struct Statements {
    facility: StoredValue<String>,
    months: RwSignal<Vec<StatedMonth>>,
    chosen: RwSignal<Option<Remote<StatementView>>>,
    api: ApiClient,
}

/// The statements of the facility `reference`.
pub fn statements_screen(reference: Reference) -> View {
    let api = ApiClient::expect();
    let facility = reference.as_str().to_owned();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move { api.get::<GetStatements>(&[reference.as_str()]).await }
    });
    asked.screen(move |answer| {
        let screen = Statements {
            facility: StoredValue::new(facility.clone()),
            months: RwSignal::new(answer.months),
            chosen: RwSignal::new(None),
            api,
        };
        months(screen)
    })
}

impl Statements {
    /// Opens the statement of a month.
    fn open(self, month: Month) {
        let (api, facility) = (self.api, self.facility.get_value());
        let asked = Remote::new(move || {
            let facility = facility.clone();
            async move { Self::statement(api, &facility, month).await }
        });
        self.chosen.set(Some(asked));
        show(SHOWN);
    }

    async fn statement(
        api: ApiClient,
        facility: &str,
        month: Month,
    ) -> Result<StatementView, ApiError> {
        api.get::<GetStatement>(&[facility, &month.to_string()]).await
    }

    /// Keeps what was answered to a month, in the list as well.
    fn answered(self, view: &StatementView) {
        self.months.update(|months| {
            let month = view.statement.month;
            if let Some(stated) = months.iter_mut().find(|stated| stated.month == month) {
                stated.answer.clone_from(&view.answer);
            }
        });
    }
}

fn months(screen: Statements) -> View {
    let voice = Voice::expect();
    let list = live(move || {
        let months = screen.months.get();
        if months.is_empty() {
            return note(statements::NONE);
        }
        let rows = untrack(|| months.iter().map(|month| row(screen, month)).collect::<Vec<_>>());
        el("ul").class("list").with(rows).into()
    });
    let shown = live(move || match screen.chosen.get() {
        None => nothing(),
        Some(asked) => untrack(|| statement(screen, asked)),
    });
    let shown = el("div").class("stack").set("id", SHOWN).set("tabindex", "-1").with(shown);
    page(
        move || voice.say(statements::TITLE).to_owned(),
        move || voice.say(statements::LEAD).to_owned(),
    )
    .with(card(statements::MONTHS, nothing()).with(list))
    .with(shown)
    .into()
}

fn row(screen: Statements, stated: &StatedMonth) -> El {
    let month = stated.month;
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").text(&month.to_string()))
        .with(el("span").class("list__note").set("translate", "no").text(&stated.digest.short()));
    let open = move || screen.open(month);
    let look = button(statements::LOOK, ButtonKind::Quiet, Signal::stored(false), open);
    el("li").class("list__item").with(main).with(answer_badge(stated.answer.as_ref())).with(look)
}

/// Whether a month was answered, in a word.
fn answer_badge(answer: Option<&StatementAnswer>) -> View {
    match answer {
        None => badge(Tone::Info, statements::OPEN),
        Some(answer) if answer.agrees => badge(Tone::Good, statements::AGREED),
        Some(_) => badge(Tone::Warn, statements::DISAGREED),
    }
}

fn statement(screen: Statements, asked: Remote<StatementView>) -> View {
    live(move || match asked.fetched() {
        Fetched::Waiting => crate::components::skeleton(),
        Fetched::Failed(error) => failed(error, move || asked.again()),
        Fetched::Here(view) => untrack(|| month_card(screen, asked, &view)),
    })
}
