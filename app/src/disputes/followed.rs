//! Disputes and what became of them.

use shared::{api::DisputeView, desk::Outcome, language::Language};

use crate::{
    components::{Tone, badge, card},
    dom::{El, View, el, nothing},
    format,
    language::Voice,
    metric_field::said,
    text::disputes,
};

/// Every dispute, newest first; nothing when there is none.
pub fn disputes_card(disputes: Vec<DisputeView>) -> View {
    if disputes.is_empty() {
        return nothing();
    }
    let rows = disputes.into_iter().map(row).collect::<Vec<_>>();
    card(disputes::TITLE, nothing()).with(el("ul").class("list").with(rows)).into()
}

fn row(view: DisputeView) -> El {
    let voice = Voice::expect();
    let (tone, word) = match &view.outcome {
        None => (Tone::Info, disputes::OPEN),
        Some(Outcome::Upheld { .. }) => (Tone::Good, disputes::UPHELD),
        Some(Outcome::Refused { .. }) => (Tone::Warn, disputes::REFUSED),
        Some(_) => (Tone::Info, disputes::ENDED),
    };
    let metric = view.dispute.metric;
    let title = move || metric.label(voice.language()).to_owned();
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").words(title))
        .with(el("span").class("list__note").words(move || told(&view, voice.language())));
    el("li").class("list__item").with(main).with(badge(tone, word))
}

/// What is held and said, and the answer or by when there will be one.
fn told(view: &DisputeView, language: Language) -> String {
    let dispute = &view.dispute;
    let value = |text: &str| said(dispute.metric, text, language);
    let mut parts =
        vec![[disputes::HELD.in_language(language), " ", &value(&dispute.held)].concat()];
    if let Some(says) = &dispute.says {
        parts.push([disputes::YOU_SAY.in_language(language), " ", &value(says)].concat());
    }
    match &view.outcome {
        None => parts.push(disputes::promised(&format::instant(view.promised_by), language)),
        Some(Outcome::Upheld { now, note, .. }) => {
            parts.push([&value(now), language.pick("：", ": "), note].concat());
        }
        Some(Outcome::Refused { reasons, .. }) => {
            parts.extend(reasons.iter().map(|reason| reason.text.text(language).to_owned()));
        }
        Some(_) => {}
    }
    parts.join(language.pick("；", "; "))
}

#[cfg(test)]
mod tests {
    use shared::{
        desk::{Dispute, Officer},
        facts::{Metric, Source},
        timestamp::Timestamp,
    };

    use super::*;

    fn view(outcome: Option<Outcome>) -> DisputeView {
        DisputeView {
            dispute_id: "d".to_owned(),
            application_id: "a".to_owned(),
            dispute: Dispute {
                metric: Metric::TaxArrears,
                held: "12600.00".to_owned(),
                source: Source::Tax,
                as_of: chrono::NaiveDate::MIN,
                says: Some("0.00".to_owned()),
                why: "已缴清".to_owned(),
                at: Timestamp::MIN,
            },
            promised_by: Timestamp::MIN,
            outcome,
        }
    }

    #[test]
    fn an_open_dispute_tells_the_promise_and_an_upheld_one_what_is_held_now() {
        let open = told(&view(None), Language::Zh);
        let day = "1970-\u{2060}01-\u{2060}01";
        assert_eq!(open, format!("银行掌握 1.26万元；您认为 0元；承诺在 {day} 08:00:00 前答复"));
        let by = Officer { number: "8001".to_owned(), name: "王敏".to_owned() };
        let note = "已核对完税证明".to_owned();
        let upheld = Outcome::Upheld { by, now: "0.00".to_owned(), version: Some(2), note };
        assert!(told(&view(Some(upheld)), Language::Zh).ends_with("0元：已核对完税证明"));
    }
}
