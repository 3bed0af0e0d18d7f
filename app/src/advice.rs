//! What would change an answer, found on this phone by the engine that decides, and confirmed by
//! running it again.
//!
//! Advice names what the borrower can change; what only time changes is said beside it; what nobody
//! can change is named and never advised.

use leptos::prelude::*;
use shared::{
    api::ApplicationView,
    counterfactual::{Advice, Change, Counterfactuals, Goal, Waiting, counterfactuals},
    decision::Answer,
    facts::{Lever, Metric, Unit, say_money},
    language::Language,
};

use crate::{
    components::{Tone, card, note, notice},
    dom::{El, View, all, el, live, nothing},
    format,
    language::Voice,
    shelf::Shelf,
    text::{Message, advice, question, quote},
};

/// Advice on a decision that falls short of what was asked for: from the verified facts, and the
/// catalogue as this phone has it.
pub fn advice_on(application: &ApplicationView) -> View {
    let Some(decision) = &application.decision else { return nothing() };
    let falls_short = match &decision.answer {
        Answer::Decline | Answer::CounterOffer(_) => true,
        Answer::Approve(offer) => offer.limit < application.need.amount,
        Answer::Refer => false,
    };
    if !falls_short {
        return nothing();
    }
    let (voice, shelf) = (Voice::expect(), Shelf::expect());
    shelf.open();
    let decided_under = decision.digests.catalogue;
    let (product, facts) = (application.product_id.clone(), decision.facts.clone());
    let wanted = application.need.amount;
    let found = Memo::new(move |_| {
        let catalogue = shelf.catalogue()?;
        let on = shelf.today();
        let found = counterfactuals(
            catalogue.product(&product)?,
            &facts,
            catalogue.lpr_on(on)?,
            wanted,
            on,
        );
        Some((found, catalogue.digest() == decided_under))
    });
    live(move || {
        let found = found.read();
        let Some((found, is_same)) = found.as_ref() else { return nothing() };
        let changed =
            (!is_same).then(|| notice(Tone::Info).with(el("p").say(advice::CATALOGUE_CHANGED)));
        all([changed.into(), advice_card(found, voice.language())])
    })
}

/// Everything found, grouped by what it achieves; nothing when nothing was found.
pub fn advice_card(found: &Counterfactuals, language: Language) -> View {
    if *found == Counterfactuals::default() {
        return nothing();
    }
    let mut content = card(advice::TITLE, nothing()).with(note(advice::NOTE));
    for (goal, heading) in [
        (Goal::Eligibility, quote::MORE_TO_QUALIFY),
        (Goal::Limit, quote::MORE),
        (Goal::Price, advice::CHEAPER),
    ] {
        let of_goal = found.advice.iter().filter(|advice| advice.goal == goal);
        let rows: Vec<El> = of_goal.map(|advice| row(advice, language)).collect();
        content = content.with(group(heading, rows));
    }
    let waiting = found.waiting.iter().map(|waiting| wait(waiting, language)).collect();
    content = content.with(group(advice::WAITING, waiting));
    if !found.fixed.is_empty() {
        let names = found.fixed.iter().map(|metric| metric.label(language));
        let list = names.collect::<Vec<_>>().join(language.pick("、", ", "));
        content = content.with(note(advice::cannot_change(&list, language)));
    }
    content.into()
}

fn group(heading: Message, rows: Vec<El>) -> View {
    if rows.is_empty() {
        return nothing();
    }
    el("div")
        .class("advice")
        .with(el("h3").class("advice__heading").say(heading))
        .with(el("ul").class("list").with(rows))
        .into()
}

/// One piece of advice: what to change, from where, what that takes, and what follows.
fn row(advice: &Advice, language: Language) -> El {
    let mut main = el("span").class("list__main");
    for change in &advice.changes {
        let title = target(change.metric, &change.to, language);
        main = main
            .with(el("span").class("list__title").text(&title))
            .with(el("span").class("list__note").text(&way(change, language)));
    }
    if advice.changes.len() > 1 {
        main = main.with(el("span").class("list__note").say(advice::BOTH_TOGETHER));
    }
    if !advice.reaches {
        main = main.with(el("span").class("list__note").say(advice::AT_MOST));
    }
    let after = match advice.goal {
        Goal::Eligibility | Goal::Limit => say_money(advice.limit, language),
        Goal::Price => format::percent(advice.annual_rate),
    };
    let value = el("span").class("list__value").set("data-tone", "good").text(&after);
    el("li").class("list__item").with(main).with(value)
}

/// Where a metric should come to.
fn target(metric: Metric, to: &str, language: Language) -> String {
    let value = said(metric, to, language);
    let name = question::capitalised(metric.label(language));
    match (metric.unit(), metric.lever()) {
        (Unit::Flag, _) => advice::answered(&name, &value, language),
        (_, Lever::Lower) => advice::down_to(&name, &value, language),
        _ => quote::reach(&name, &value, language),
    }
}

/// From where, and what it costs or takes.
fn way(change: &Change, language: Language) -> String {
    let now = quote::now_at(&said(change.metric, &change.from, language), language);
    [&now, language.pick("；", "; "), change.takes.text(language)].concat()
}

fn wait(waiting: &Waiting, language: Language) -> El {
    let title = target(waiting.metric, &waiting.to, language);
    let now = quote::now_at(&said(waiting.metric, &waiting.from, language), language);
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").text(&title))
        .with(el("span").class("list__note").text(&now));
    el("li").class("list__item").with(main)
}

/// A value as people say it.
fn said(metric: Metric, text: &str, language: Language) -> String {
    let unit = metric.unit();
    unit.parse(text).map_or_else(|_| text.to_owned(), |value| unit.say(value, language))
}
