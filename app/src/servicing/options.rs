//! The list of what can be asked for, and choosing how much of it.

use leptos::prelude::*;
use shared::{
    api::{FacilityStatus, FacilityView, ProposalState, ProposalView},
    decision::Reason,
    language::Language,
    schedule::RepaymentMethod,
    servicing::ServicingAction,
};

use super::{
    At, Servicing,
    wish::{self, Kind},
};
use crate::{
    components::{
        ButtonKind, Entry, OneOf, TextField, button, card, form, note, one_of, submit_button,
        text_field,
    },
    dom::{El, View, el, live, nothing},
    failure::task_failed,
    format,
    frame::page,
    language::Voice,
    navigation,
    part::FacilityPart,
    routes::{Place, Reference},
    text::{Message, servicing, terms},
};

const ACCOUNT: &str = "account";

/// Everything that can be asked for, and what stands against the rest.
pub(super) fn offered(screen: Servicing) -> View {
    let voice = Voice::expect();
    let offered = screen.offered.get_untracked();
    let waiting = offered
        .servicing
        .proposals
        .iter()
        .filter(|proposal| proposal.state == ProposalState::Open)
        .cloned()
        .map(|proposal| waiting(screen, proposal))
        .collect::<Vec<_>>();
    let mut rows: Vec<El> = offered
        .servicing
        .options
        .iter()
        .map(|option| row(screen, Kind::of(&option.action), option.against.as_ref()))
        .collect();
    if offered.loan.payoff.is_positive() {
        rows.push(row(screen, Kind::ChangeAccount, None));
    }
    let list = el("ul").class("list").with(rows);
    page(
        move || voice.say(servicing::TITLE).to_owned(),
        move || voice.say(servicing::LEAD).to_owned(),
    )
    .with(waiting)
    .with(card(servicing::OPTIONS, nothing()).with(list))
    .with(limit_way(&offered.facility))
    .with(task_failed(screen.task))
    .into()
}

/// A proposal made before and neither confirmed nor taken back.
fn waiting(screen: Servicing, proposal: ProposalView) -> View {
    let title = Kind::of(&proposal.action).title();
    let look = move || screen.go(At::Looking(Box::new(proposal.clone())));
    card(servicing::WAITING, nothing())
        .with(el("p").say(title))
        .with(button(servicing::LOOK_AGAIN, ButtonKind::Secondary, Signal::stored(false), look))
        .into()
}

fn row(screen: Servicing, kind: Kind, against: Option<&Reason>) -> El {
    let voice = Voice::expect();
    let against = against.map(|reason| reason.text.clone());
    let is_open = against.is_none();
    let why = move || match &against {
        Some(text) => format::said(text, voice.language()),
        None => voice.say(kind.meaning()).to_owned(),
    };
    let words = el("span")
        .class("list__main")
        .with(el("span").class("list__title").say(kind.title()))
        .with(el("span").class("list__note").words(why));
    let ask = is_open.then(|| {
        let choose = move || match kind {
            Kind::Discount => screen.propose(ServicingAction::DiscountRate),
            kind => screen.go(At::Choosing(kind)),
        };
        let label = named(kind);
        button(label, ButtonKind::Secondary, screen.task.busy(), choose)
    });
    el("li").class("list__item").with(words).with(ask)
}

/// What the button beside a kind says: its own name, so that buttons can be told apart.
const fn named(kind: Kind) -> Message {
    match kind {
        Kind::Defer => servicing::ASK_DEFER,
        Kind::Extend => servicing::ASK_EXTEND,
        Kind::Renew => servicing::ASK_RENEW,
        Kind::ChangeMethod => servicing::ASK_METHOD,
        Kind::Discount => servicing::ASK_DISCOUNT,
        Kind::ChangeAccount => servicing::ASK_ACCOUNT,
    }
}

/// The way to a higher limit; none for a facility that has expired.
fn limit_way(facility: &FacilityView) -> Option<View> {
    let reference = Reference::parse(&facility.facility_id)?;
    if facility.status == FacilityStatus::Expired {
        return None;
    }
    let href = Place::FacilityPart(reference, FacilityPart::Limit).href();
    let link = el("a").class("list__item").set("href", &href).with(
        el("span")
            .class("list__main")
            .with(el("span").class("list__title").say(servicing::LIMIT_WAY))
            .with(el("span").class("list__note").say(servicing::LIMIT_WAY_NOTE)),
    );
    let list = el("ul").class("list").with(el("li").with(link));
    Some(el("section").class("card").with(list).into())
}

/// Choosing how much; the next screen shows what it changes.
pub(super) fn choosing(screen: Servicing, kind: Kind) -> View {
    let voice = Voice::expect();
    let look = move || {
        screen.tried.set(true);
        match screen.draft.read_untracked().action(kind) {
            Ok(action) => screen.propose(action),
            Err(_) if kind == Kind::ChangeAccount => navigation::focus(ACCOUNT),
            Err(_) => {}
        }
    };
    let problem = move || {
        let missing = screen.draft.read().action(kind).err().filter(|_| screen.tried.get());
        missing
            .filter(|_| kind != Kind::ChangeAccount)
            .map(|why| el("p").class("field__error").set("role", "alert").say(why))
    };
    let fields = form(screen.task.busy(), look)
        .with(el("section").class("card").with(how_much(screen, kind)))
        .with(live(move || problem().into()))
        .with(note(servicing::NOTHING_YET))
        .with(task_failed(screen.task))
        .with(submit_button(servicing::LOOK, screen.task.busy()));
    let back = move || screen.go(At::List);
    page(move || voice.say(kind.title()).to_owned(), move || voice.say(kind.meaning()).to_owned())
        .with(fields)
        .with(button(servicing::BACK, ButtonKind::Quiet, Signal::stored(false), back))
        .into()
}

fn how_much(screen: Servicing, kind: Kind) -> View {
    let offered = screen.offered.get_untracked();
    let rules = offered.servicing.rules.as_ref();
    let offer = &offered.facility.offer;
    match kind {
        Kind::Defer => counted(
            screen,
            servicing::HOW_MANY,
            wish::deferrals(rules),
            (|draft| draft.instalments, |draft, count| draft.instalments = count),
            servicing::instalments,
        ),
        Kind::Extend => counted(
            screen,
            servicing::HOW_LONGER,
            wish::extensions(rules),
            (|draft| draft.months, |draft, count| draft.months = count),
            format::months,
        ),
        Kind::Renew => el("div")
            .class("stack")
            .with(counted(
                screen,
                servicing::NEW_TERM,
                wish::renewal_terms(rules, offer),
                (|draft| draft.term_months, |draft, count| draft.term_months = count),
                format::months,
            ))
            .with(method(
                screen,
                offer.methods.clone(),
                (|draft| Some(draft.renewed_method), |draft, method| draft.renewed_method = method),
            ))
            .into(),
        Kind::ChangeMethod => method(
            screen,
            wish::other_methods(rules, &offered.loan),
            (|draft| draft.method, |draft, method| draft.method = Some(method)),
        ),
        Kind::ChangeAccount => account(screen),
        Kind::Discount => nothing(),
    }
}

/// How a part of the draft is read and written.
type Lens<T, U> = (fn(&wish::Draft) -> T, fn(&mut wish::Draft, U));

fn counted(
    screen: Servicing,
    legend: Message,
    counts: Vec<u16>,
    lens: Lens<u16, u16>,
    say: fn(u16, Language) -> String,
) -> View {
    let layout = (counts.len() > 4).then_some("wrap");
    let asked = OneOf { name: "count", legend, values: counts, say, layout };
    chosen_in(screen, asked, move |draft| Some(lens.0(draft)), lens.1)
}

fn method(
    screen: Servicing,
    methods: Vec<RepaymentMethod>,
    (get, set): Lens<Option<RepaymentMethod>, RepaymentMethod>,
) -> View {
    let asked = OneOf {
        name: "method",
        legend: terms::METHOD,
        values: methods,
        say: |method, language| format::method(method, language).to_owned(),
        layout: Some("wrap"),
    };
    chosen_in(screen, asked, get, set)
}

fn chosen_in<T: Copy + PartialEq>(
    screen: Servicing,
    asked: OneOf<T>,
    get: impl Fn(&wish::Draft) -> Option<T> + 'static,
    set: fn(&mut wish::Draft, T),
) -> View {
    one_of(
        asked,
        move || get(&screen.draft.read()),
        move |value| {
            screen.task.clear();
            screen.draft.update(|draft| set(draft, value));
        },
    )
}

fn account(screen: Servicing) -> View {
    let voice = Voice::expect();
    let text = RwSignal::new(screen.draft.read_untracked().account.clone());
    Effect::new(move || {
        let typed = text.get();
        screen.draft.update(|draft| draft.account = typed);
    });
    let missing = Signal::derive(move || {
        let wrong = screen.draft.read().action(Kind::ChangeAccount).err();
        wrong.filter(|_| screen.tried.get()).map(|why| voice.say(why).to_owned())
    });
    let field = TextField {
        id: ACCOUNT,
        label: servicing::NEW_ACCOUNT,
        hint: Some(servicing::NEW_ACCOUNT_HINT),
        entry: Entry { keyboard: "numeric", autocomplete: "off", look: "id", capitals: false },
        text,
        error: missing,
    };
    text_field(field, nothing())
}
