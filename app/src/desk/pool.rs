//! One risk pool: what it holds, the loans under its cover, its ledger, and what can be booked.

use leptos::prelude::*;
use shared::{
    api::{
        ClaimFromPool, ClaimFromPoolRequest, ContributeToPool, ContributeToPoolRequest,
        CoveredLoan, GetPool, PoolEntry, PoolReceipt, PoolView, ProblemCode, RecoverToPool,
        RecoverToPoolRequest,
    },
    money::Money,
    risk_pool::{Contributor, PoolEvent},
};

use super::{queue::section, record::PLAIN};
use crate::{
    api::{ApiClient, ApiError},
    components::{
        Choice, ChoiceOption, FactRow, TableRow, TextField, Tone, badge, card, choice, facts_grid,
        form, note, read, submit_button, table, text_field,
    },
    dom::{El, View, el, live, nothing, words},
    failure::task_failed,
    format,
    frame::page,
    language::Voice,
    navigation::Navigator,
    remote::Remote,
    routes::{Place, Reference},
    task::Task,
    text::pools,
};

/// The pool of the product `reference`.
pub fn pool_screen(reference: Reference) -> View {
    let (api, navigator) = (ApiClient::expect(), Navigator::expect());
    let place = Place::Pool(reference.clone());
    let asked = Remote::new(move || {
        let (reference, place) = (reference.clone(), place.clone());
        async move {
            let answer = api.get::<GetPool>(&[reference.as_str()]).await;
            match answer.as_ref().err().and_then(ApiError::code) {
                Some(ProblemCode::SignInRequired) => navigator.sign_in_instead(place),
                Some(ProblemCode::NotYourDuty) => navigator.replace(Place::Desk),
                _ => {}
            }
            answer
        }
    });
    asked.screen(move |pool| shown(&pool, asked))
}

fn shown(pool: &PoolView, asked: Remote<PoolView>) -> View {
    let voice = Voice::expect();
    let name = pool.pool.product_name.clone();
    let product_id = pool.pool.product_id.clone();
    let columns = el("div")
        .class("page__columns")
        .with(standing(pool))
        .with(
            el("div")
                .class("stack")
                .with(loans(&pool.loans))
                .with(ledger(pool.ledger.clone(), pool.older)),
        )
        .with(
            el("div").class("stack").with(contribution(product_id.clone(), asked)).with(booking(
                &pool.loans,
                product_id,
                asked,
            )),
        );
    let title = move || {
        let language = voice.language();
        [name.text(language), " · ", voice.say(pools::TITLE)].concat()
    };
    page(title, String::new).set("data-width", "wide").with(columns).into()
}

fn standing(pool: &PoolView) -> View {
    let voice = Voice::expect();
    let broken = pool.pool.broken.then(|| badge(Tone::Bad, pools::BROKEN));
    let figures = [
        (pools::BALANCE, pool.pool.balance),
        (pools::COVERED, pool.pool.covered),
        (pools::ROOM, pool.pool.room),
        (pools::PAID_OUT, pool.paid_out),
        (pools::RETURNED, pool.returned),
    ];
    let contributions: Vec<(Contributor, Money)> =
        pool.contributions.iter().map(|(by, amount)| (*by, *amount)).collect();
    let rows = move || {
        let language = voice.language();
        let row = |(name, amount)| FactRow::new(voice.say(name), format::exact(amount, language));
        let of = |(by, amount): &(Contributor, Money)| {
            let name = [voice.say(pools::of_contributor(*by)), voice.say(pools::CONTRIBUTIONS)];
            FactRow::new(name.join(" "), format::exact(*amount, language))
        };
        figures.into_iter().map(row).chain(contributions.iter().map(of)).collect()
    };
    card(pools::TITLE, broken).with(facts_grid(rows)).into()
}

/// An amount as typed, above zero.
fn amount(typed: RwSignal<String>) -> Option<Money> {
    Money::parse_typed(&typed.get_untracked()).ok().filter(|amount| amount.is_positive())
}

fn contribution(product_id: String, asked: Remote<PoolView>) -> View {
    let (api, voice, task) = (ApiClient::expect(), Voice::expect(), Task::new());
    let (typed, by) = (RwSignal::new(String::new()), RwSignal::new(0));
    let unreadable = RwSignal::new(false);
    let options = move || {
        Contributor::ALL
            .map(|of| ChoiceOption::plain(voice.say(pools::of_contributor(of))))
            .to_vec()
    };
    let who = Choice {
        name: "by",
        legend: pools::BY,
        options: read(options),
        chosen: read(move || by.get()),
        layout: None,
    };
    let pay_in = move || {
        let amount = amount(typed);
        unreadable.set(amount.is_none());
        let Some(amount) = amount else { return };
        let by = Contributor::ALL.get(by.get_untracked()).copied().unwrap_or(Contributor::Bank);
        let (id, request) = (product_id.clone(), ContributeToPoolRequest { by, amount });
        let send = async move { api.send_once::<ContributeToPool>(&[&id], &request).await };
        task.run(send, move |_| asked.again());
    };
    let fields = form(task.busy(), pay_in)
        .with(choice(who, move |position| by.set(position)))
        .with(text_field(amount_field("amount", typed, unreadable), nothing()))
        .with(task_failed(task))
        .with(submit_button(pools::CONTRIBUTE, task.busy()));
    card(pools::CONTRIBUTE, nothing()).with(fields).into()
}

/// Loans under cover.
fn loans(loans: &[CoveredLoan]) -> View {
    if loans.is_empty() {
        return section(pools::LOANS, Some(note(pools::NO_LOANS)));
    }
    let rows = loans.iter().cloned().map(loan).collect::<Vec<_>>();
    section(pools::LOANS, Some(el("ul").class("list").with(rows).into()))
}

fn loan(of: CoveredLoan) -> El {
    let voice = Voice::expect();
    let name = named(&of.loan_id);
    let title = move || [voice.say(pools::LOAN), " ", &name].concat();
    let claimable = of.claimable.then(|| badge(Tone::Warn, pools::CLAIMABLE));
    let figures = move || {
        let language = voice.language();
        let named =
            |name, amount| [voice.say(name), " ", &format::exact(amount, language)].concat();
        let overdue = [voice.say(pools::DAYS_OVERDUE), " ", &of.days_overdue.to_string()].concat();
        let figures = [
            named(pools::OUTSTANDING, of.outstanding),
            named(pools::LOST, still_lost(&of)),
            overdue,
        ];
        figures.join(" · ")
    };
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").words(title))
        .with(el("span").class("list__note").words(figures));
    el("li").class("list__item").with(main).with(claimable)
}

/// The end of a loan's name, which tells it from the others.
fn named(loan_id: &str) -> String {
    loan_id.get(loan_id.len().saturating_sub(8)..).unwrap_or(loan_id).to_owned()
}

fn still_lost(of: &CoveredLoan) -> Money {
    of.lost.checked_sub(of.recovered).unwrap_or(Money::ZERO)
}

/// What can be booked for a loan: its loss, or what came back of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bookable {
    loan_id: String,
    recovers: bool,
    most: Money,
}

fn bookable(loans: &[CoveredLoan]) -> Vec<Bookable> {
    let of_loan = |of: &CoveredLoan| {
        let book = |recovers, most| Bookable { loan_id: of.loan_id.clone(), recovers, most };
        [
            (of.claimable).then(|| book(false, of.outstanding)),
            still_lost(of).is_positive().then(|| book(true, still_lost(of))),
        ]
    };
    loans.iter().flat_map(of_loan).flatten().collect()
}

/// Claiming a loss or booking a recovery; nothing while there is neither.
fn booking(loans: &[CoveredLoan], product_id: String, asked: Remote<PoolView>) -> View {
    let offered = bookable(loans);
    let Some(first) = offered.first().cloned() else { return nothing() };
    let (api, voice, task) = (ApiClient::expect(), Voice::expect(), Task::new());
    let chosen = RwSignal::new(0);
    let typed = RwSignal::new(format::typed(first.most));
    let unreadable = RwSignal::new(false);
    let offered = StoredValue::new(offered);
    let options = move || {
        let option = |of: &Bookable| {
            let what = if of.recovers { pools::RECOVER } else { pools::CLAIM };
            ChoiceOption {
                text: [voice.say(what), " ", &named(&of.loan_id)].concat(),
                note: format::exact(of.most, voice.language()),
            }
        };
        offered.with_value(|offered| offered.iter().map(option).collect())
    };
    let what = Choice {
        name: "booking",
        legend: pools::WHAT,
        options: read(options),
        chosen: read(move || chosen.get()),
        layout: Some("list"),
    };
    let choose = move |position: usize| {
        chosen.set(position);
        let most = offered.with_value(|offered| offered.get(position).map(|of| of.most));
        typed.set(most.map(format::typed).unwrap_or_default());
    };
    let book = move || {
        let of = offered.with_value(|offered| offered.get(chosen.get_untracked()).cloned());
        let amount = amount(typed);
        unreadable.set(amount.is_none());
        if let (Some(of), Some(amount)) = (of, amount) {
            let booked = book_with(api, of, amount, product_id.clone());
            task.run(booked, move |_| asked.again());
        }
    };
    let fields = form(task.busy(), book)
        .with(choice(what, choose))
        .with(text_field(amount_field("booked", typed, unreadable), nothing()))
        .with(task_failed(task))
        .with(submit_button(pools::BOOK, task.busy()));
    card(pools::BOOKING, nothing()).with(fields).into()
}

async fn book_with(
    api: ApiClient,
    of: Bookable,
    amount: Money,
    product_id: String,
) -> Result<PoolReceipt, ApiError> {
    let (id, loan_id) = (product_id.as_str(), of.loan_id);
    if of.recovers {
        let request = RecoverToPoolRequest { loan_id, amount };
        api.send_once::<RecoverToPool>(&[id], &request).await
    } else {
        let request = ClaimFromPoolRequest { loan_id, loss: amount };
        api.send_once::<ClaimFromPool>(&[id], &request).await
    }
}

fn amount_field(id: &'static str, text: RwSignal<String>, unreadable: RwSignal<bool>) -> TextField {
    let voice = Voice::expect();
    TextField {
        id,
        label: pools::AMOUNT,
        hint: None,
        entry: PLAIN,
        text,
        error: Signal::derive(move || {
            unreadable.get().then(|| voice.say(pools::AMOUNT_UNREADABLE).to_owned())
        }),
    }
}

/// What came into the pool, or went out of it with a minus; nothing when no money moved.
fn received(entry: &PoolEntry) -> Option<Money> {
    match entry.event {
        PoolEvent::Contributed { amount, .. } => Some(amount),
        PoolEvent::Claimed { .. } => Money::ZERO.checked_sub(entry.moved),
        PoolEvent::Recovered { .. } => Some(entry.moved),
        _ => None,
    }
}

fn ledger(entries: Vec<PoolEntry>, older: u32) -> View {
    let voice = Voice::expect();
    if entries.is_empty() {
        return section(pools::LEDGER, Some(note(pools::EMPTY_LEDGER)));
    }
    let rows = live(move || {
        let language = voice.language();
        let row = |entry: &PoolEntry| TableRow {
            heading: pools::of_event(&entry.event, language),
            small: [&format::instant(entry.at), " ", entry.officer.as_deref().unwrap_or_default()]
                .concat(),
            cells: vec![
                received(entry).map_or_else(|| "—".to_owned(), |sum| format::exact(sum, language)),
                format::exact(entry.balance, language),
            ],
            warn: false,
        };
        let rows: Vec<TableRow> = entries.iter().map(row).collect();
        let columns = [pools::WHAT, pools::MOVED, pools::LEDGER_BALANCE];
        table("ledger", pools::LEDGER, &columns, &rows, None)
    });
    let more =
        (older > 0).then(|| note(words(move || crate::text::desk::more(older, voice.language()))));
    card(pools::LEDGER, nothing()).with(rows).with(more).into()
}
