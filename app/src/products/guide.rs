//! The loan guide of a product, as its live rules tell it, and where those rules come from.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::{
    catalogue::{Catalogue, Product},
    guide::{Guide, Section, guide},
    language::Language,
    provenance::{Provenance, provenance},
};

use crate::{
    components::{Tone, badge, card, fold, note},
    dom::{El, View, el, live, nothing, words},
    format,
    language::Voice,
    text::{product as text, question::capitalised},
};

/// The guide; nothing only when the catalogue lists no prime rate, which none in force does.
pub(super) fn guide_card(catalogue: &Catalogue, product: &Product, on: NaiveDate) -> View {
    let voice = Voice::expect();
    let Some(lpr) = catalogue.lpr_on(on) else { return nothing() };
    let guide = StoredValue::new(guide(product, lpr));
    let sources = StoredValue::new(provenance(product));
    let edition = {
        let (version, effective) =
            (catalogue.document().version.clone(), catalogue.document().effective);
        let (digest, of_product) = (catalogue.digest().short(), product.version);
        words(move || {
            let language = voice.language();
            let day = format::date(effective, language);
            text::edition(of_product, &version, &day, &digest, language)
        })
    };
    let sections = live(move || {
        let language = voice.language();
        guide.with_value(|guide: &Guide| {
            guide.sections.iter().map(|part| section(part, language)).collect::<Vec<_>>().into()
        })
    });
    let origins = move || {
        live(move || {
            let language = voice.language();
            sources.with_value(|sources| {
                let items = sources.iter().map(|source| origin(source, language));
                el("ul").class("list").with(items.collect::<Vec<_>>()).into()
            })
        })
    };
    card(text::GUIDE, nothing())
        .with(note(edition))
        .with(el("div").class("guide").with(sections))
        .with(fold(text::SOURCES, origins))
        .into()
}

fn section(section: &Section, language: Language) -> El {
    let lines = section
        .lines
        .iter()
        .map(|line| el("li").class("guide__line").text(&capitalised(line.text(language))));
    el("section")
        .class("guide__part")
        .with(el("h3").class("guide__heading").text(section.heading.text(language)))
        .with(el("ul").with(lines.collect::<Vec<_>>()))
}

/// One source, whether it was verified, and what comes from it.
fn origin(origin: &Provenance, language: Language) -> El {
    let what = origin.what.iter().map(|what| what.text(language));
    let what = what.collect::<Vec<_>>().join(language.pick("；", "; "));
    let mark = if origin.verified {
        badge(Tone::Good, text::VERIFIED)
    } else {
        badge(Tone::Warn, text::UNVERIFIED)
    };
    // The catalogue names its sources in one language only; some are the names of Chinese rules.
    let is_chinese =
        origin.source.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    let lang = if is_chinese { "zh-CN" } else { "en" };
    let source = el("span").class("list__note").set("lang", lang).text(&origin.source);
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").text(&what))
        .with(source);
    el("li").class("list__item").with(main).with(mark)
}
