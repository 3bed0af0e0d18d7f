//! A score that chooses the limit, factor by factor: what was given for what.

use leptos::prelude::GetValue;
use shared::{
    catalogue::{FactorPoints, LimitScore},
    facts::say_money,
    language::Language,
};

use super::trial::Trial;
use crate::{
    components::note,
    dom::{El, View, el, live, nothing},
    language::Voice,
    text::product as words,
};

/// The score of the product tried; nothing for a product without one.
pub(super) fn score_card(trial: Trial) -> View {
    let voice = Voice::expect();
    live(move || {
        let product = trial.product.get_value();
        let score = product.limits.iter().find_map(|limit| limit.score.as_ref());
        let (Some(score), Some(facts)) = (score, trial.facts()) else { return nothing() };
        let language = voice.language();
        let (total, factors) = (score.total(&facts), score.explain(&facts));
        let title = el("h2").class("card__title").text(score.name.text(language));
        let points = el("strong").class("card__title").text(&words::points(total, language));
        el("section")
            .class("card")
            .with(el("div").class("card__head").with(title).with(points))
            .with(note(standing(score, total, language)))
            .with(
                el("ul")
                    .class("caps")
                    .with(factors.iter().map(|f| factor(f, language)).collect::<Vec<_>>()),
            )
            .into()
    })
}

/// What the points open, and how many more open the next amount.
fn standing(score: &LimitScore, total: i32, language: Language) -> String {
    let open = score.bands.iter().find(|band| total >= band.at_least);
    let next = score.bands.iter().rev().find(|band| total < band.at_least);
    let now = open.map_or_else(
        || words::OPENS_NOTHING.in_language(language).to_owned(),
        |band| words::opens(&say_money(band.amount, language), language),
    );
    let Some(next) = next else { return now };
    let missing = next.at_least.saturating_sub(total);
    now + &words::next_band(missing, &say_money(next.amount, language), language)
}

fn factor(factor: &FactorPoints, language: Language) -> El {
    let unit = factor.metric.unit();
    let observed = factor.observed.as_deref().and_then(|text| unit.parse(text).ok());
    let observed = observed.map_or_else(
        || words::NOT_KNOWN.in_language(language).to_owned(),
        |value| unit.say(value, language),
    );
    let name = [factor.label.text(language), " · ", &observed].concat();
    let row = el("p").class("caps__row").with(el("span").class("caps__name").text(&name)).with(
        el("span").class("caps__value").text(&words::points_of(factor.points, factor.of, language)),
    );
    let bar = el("progress")
        .class("caps__bar")
        .set("max", &factor.of.max(1).to_string())
        .set("value", &factor.points.max(0).to_string())
        .set("aria-hidden", "true");
    el("li")
        .class("caps__item")
        .flag("data-binding", factor.points == factor.of)
        .with(row)
        .with(bar)
}
