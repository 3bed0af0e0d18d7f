//! Figures that do not fit each other, their day or their unit.

use shared::{api::DecisionView, cross_check::Finding};

use crate::{
    components::card,
    dom::{View, el, live, nothing},
    language::Voice,
    text::decision,
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
