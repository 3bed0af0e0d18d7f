//! One paper: what it is, where it stands, and what can be done about it.

use shared::{
    api::PaperView,
    backing::Standing,
    catalogue::Paper,
    date_text,
    facts::say_money,
    language::{Language, Say},
};

use super::model::PapersModel;
use crate::{
    components::{ButtonKind, Tone, badge, button},
    dom::{El, View, el},
    language::Voice,
    text::{Message, papers},
};

/// A row of the list.
pub(super) fn paper_row(model: PapersModel, kind: Paper, paper: &PaperView) -> View {
    let voice = Voice::expect();
    let (amount, standing, shown) = (paper.amount, paper.standing.clone(), paper.clone());
    let title = move || {
        let language = voice.language();
        [papers::of_kind(kind).in_language(language), " ", &say_money(amount, language), " "]
            .concat()
    };
    let (tone, word) = mark(&paper.standing);
    let title = el("span").class("list__title").words(title).with(badge(tone, word));
    let words = el("span")
        .class("list__main")
        .with(title)
        .with(el("span").class("list__note").words(move || details(&shown, voice.language())))
        .with(el("span").class("list__note").words(move || standing.say(voice.language())));
    el("li")
        .class("list__item")
        .set("data-standing", paper.standing.code())
        .with(words)
        .with(actions(model, paper))
        .into()
}

/// Numbers, other side, what was prepaid, when it is due.
fn details(paper: &PaperView, language: Language) -> String {
    let number = paper.numbers.first().map_or("", String::as_str);
    let mut parts = vec![match paper.numbers.len() {
        0 | 1 => number.to_owned(),
        several => papers::and_others(number, several, language),
    }];
    parts.extend(paper.other_side.clone());
    parts.extend(paper.prepaid.map(|paid| papers::prepaid(&say_money(paid, language), language)));
    parts.extend(paper.due.map(|due| papers::due(&date_text::format(due), language)));
    parts.join(" · ")
}

const fn mark(standing: &Standing) -> (Tone, Message) {
    match standing {
        Standing::ToBeAsked | Standing::Awaited { .. } => (Tone::Info, papers::AWAITED),
        Standing::Lends { .. } => (Tone::Good, papers::CONFIRMED),
        Standing::Financed { .. } => (Tone::Info, papers::FINANCED),
        Standing::Lapsed { .. } => (Tone::Warn, papers::LAPSED),
        Standing::OutOfDate { .. } => (Tone::Warn, papers::OUT_OF_DATE),
        Standing::Disputed { .. }
        | Standing::Due { .. }
        | Standing::PrepaidTooLittle { .. }
        | Standing::FinancedElsewhere { .. } => (Tone::Bad, papers::UNUSABLE),
    }
}

/// Asking again, taking back; nothing for a paper that stands behind a loan.
fn actions(model: PapersModel, paper: &PaperView) -> Option<El> {
    let (again, back) = match paper.standing {
        Standing::Lapsed { .. } => (true, true),
        Standing::Financed { .. } | Standing::OutOfDate { .. } => (false, false),
        _ => (false, paper.payee.is_none()),
    };
    let (ask, take) = (paper.paper_id.clone(), paper.paper_id.clone());
    let busy = model.task.busy();
    let again = again.then(|| {
        let ask = move || model.ask_again(ask.clone());
        button(papers::ASK_AGAIN, ButtonKind::Secondary, busy, ask)
    });
    let back = back.then(|| {
        let take = move || model.take_back(take.clone());
        button(papers::TAKE_BACK, ButtonKind::Quiet, busy, take)
    });
    (again.is_some() || back.is_some()).then(|| el("div").class("cluster").with(again).with(back))
}
