//! Figures that do not fit each other, their day or their unit.

use shared::{
    api::{ApplicationView, DecisionView},
    cross_check::{Finding, questions},
};

use crate::{
    components::{ButtonKind, Tone, card, link_button, notice},
    dom::{View, el, live, nothing},
    language::Voice,
    routes::Place,
    text::{decision, review},
};

/// What does not fit, and what that means; nothing when everything does.
pub(super) fn findings_card(found: &DecisionView) -> View {
    let voice = Voice::expect();
    if found.findings.is_empty() {
        return nothing();
    }
    let findings = found.findings.clone();
    let lines = live(move || {
        let language = voice.language();
        let line = |finding: &Finding| {
            let means =
                if finding.refers { decision::FINDING_REFERS } else { decision::FINDING_NOTED };
            let words = el("span")
                .class("list__main")
                .with(el("span").class("list__title").text(finding.text.text(language)))
                .with(el("span").class("list__note").text(voice.say(means)));
            el("li").class("list__item").with(words)
        };
        findings.iter().map(line).collect::<Vec<_>>().into()
    });
    card(decision::FINDINGS, nothing()).with(el("ul").class("list").with(lines)).into()
}

/// Answers of the person's own that cannot all be true, asked about before anything is handed in;
/// nothing when they can.
pub(super) fn questions_notice(application: &ApplicationView) -> View {
    let voice = Voice::expect();
    let found = questions(&application.declared);
    if found.is_empty() {
        return nothing();
    }
    let lines = live(move || {
        let line = |finding: &Finding| el("p").text(finding.text.text(voice.language()));
        found.iter().map(line).collect::<Vec<_>>().into()
    });
    notice(Tone::Warn)
        .with(el("p").class("notice__title").say(review::CHECK_FIGURES))
        .with(lines)
        .with(link_button(review::CORRECT, ButtonKind::Quiet, &Place::Quote.href()))
        .into()
}
