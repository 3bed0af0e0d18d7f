//! What the bank knows about the signed-in person: every datum with its source, its day and the
//! authorisation it was fetched under (PIPL art. 45).

mod datum;
mod group;

use shared::{
    api::{GetProfile, HeldFinding, HeldGroup, IdentityView, Profile},
    facts::Source,
};

use self::group::{group_block, standing_badge};
use crate::{
    api::ApiClient,
    components::{ButtonKind, fold, link_button},
    disputes::Chosen,
    dom::{El, View, el, live, nothing},
    frame::{empty, notices, page, screen},
    language::Voice,
    remote::Remote,
    routes::Place,
    text::{frame, profile, title},
};

/// The profile.
pub fn profile_screen() -> View {
    let api = ApiClient::expect();
    Remote::new(move || async move { api.get::<GetProfile>(&[]).await }).screen(profile_of)
}

fn profile_of(held: Profile) -> View {
    if held.people.is_empty() && held.groups.is_empty() {
        return nothing_yet();
    }
    let voice = Voice::expect();
    let chosen = Chosen::new(None);
    let cards = Source::ALL.iter().filter_map(|source| source_card(*source, &held.groups, chosen));
    page(move || voice.say(title::PROFILE).to_owned(), move || voice.say(profile::LEAD).to_owned())
        .with(findings_card(held.findings))
        .with(people_card(&held.people))
        .with(cards.collect::<Vec<_>>())
        .into()
}

fn nothing_yet() -> View {
    let quote = link_button(frame::TO_QUOTE, ButtonKind::Primary, &Place::Quote.href());
    let empty = empty(profile::EMPTY_TITLE, profile::EMPTY_TEXT, vec![quote]);
    screen().with(notices()).with(empty).into()
}

/// What does not fit, each with the application it was found on; nothing when everything does.
fn findings_card(findings: Vec<HeldFinding>) -> View {
    let voice = Voice::expect();
    if findings.is_empty() {
        return nothing();
    }
    let lines = live(move || {
        let language = voice.language();
        let line = |held: &HeldFinding| {
            let words = el("span")
                .class("list__main")
                .with(el("span").class("list__title").text(held.finding.text.text(language)))
                .with(el("span").class("list__note").text(held.product_name.text(language)));
            el("li").class("list__item").with(words)
        };
        findings.iter().map(line).collect::<Vec<_>>().into()
    });
    titled(el("h2").class("card__title").say(profile::FINDINGS), nothing())
        .with(el("ul").class("list").with(lines))
        .into()
}

/// Who the person said they are, masked.
fn people_card(people: &[IdentityView]) -> View {
    if people.is_empty() {
        return nothing();
    }
    let line = |name: &str, number: &str| {
        let words = el("span")
            .class("list__main")
            .with(el("span").class("list__title").text(name))
            .with(el("span").class("list__note").text(number));
        el("li").class("list__item").with(words)
    };
    let mut lines = Vec::new();
    for person in people {
        let business = person.business_name.as_deref().zip(person.uscc.as_deref());
        lines.extend(business.map(|(name, code)| line(name, code)));
        lines.push(line(&person.person_name, &person.resident_id));
    }
    titled(el("h2").class("card__title").say(profile::PEOPLE), nothing())
        .with(el("ul").class("list").with(lines))
        .into()
}

/// Everything one source says: the newest about each subject, and what was received earlier folded.
/// What decisions go by, the newest of all, can be disputed unless it is the person's own word or
/// follows from it.
fn source_card(source: Source, groups: &[HeldGroup], chosen: Chosen) -> Option<View> {
    let voice = Voice::expect();
    let own: Vec<&HeldGroup> = groups.iter().filter(|group| group.source == source).collect();
    let first = own.first()?;
    let is_newest = |at: &usize| {
        let subject = own.get(*at).map(|group| &group.subject);
        own.iter().position(|group| Some(&group.subject) == subject) == Some(*at)
    };
    let (newest, earlier): (Vec<usize>, Vec<usize>) = (0..own.len()).partition(is_newest);
    let picked = |positions: Vec<usize>| -> Vec<HeldGroup> {
        positions.iter().filter_map(|at| own.get(*at)).map(|group| (*group).clone()).collect()
    };
    let mut disputes = (!source.is_own_word() && source != Source::Identity).then_some(chosen);
    let title =
        el("h2").class("card__title").words(move || heading(source.label(voice.language())));
    let mut card = titled(title, standing_badge(&first.came));
    for group in picked(newest) {
        card = card.with(group_block(group, disputes.take()));
    }
    let earlier = picked(earlier);
    if !earlier.is_empty() {
        card = card.with(fold(profile::EARLIER, move || {
            earlier.iter().cloned().map(|group| group_block(group, None)).collect::<Vec<_>>().into()
        }));
    }
    Some(card.into())
}

/// A name as a heading begins it: `Tax bureau`.
fn heading(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        let mut heading = first.to_ascii_uppercase().to_string();
        heading.push_str(letters.as_str());
        heading
    })
}

fn titled(title: El, beside: View) -> El {
    let head = el("div").class("card__head").with(title).with(beside);
    el("section").class("card").with(head)
}
