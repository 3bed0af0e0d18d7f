//! The answer, why, and what was found to be otherwise than declared.

use shared::{
    api::{
        ApplicationView, DecisionView, Empty, RequestReview, SignatoryView, WithdrawApplication,
    },
    application::StageName,
    decision::{Answer, Offer, Reason},
    facts::{Difference, say_money},
    language::Language,
    money::capitals,
};

use super::{
    Journey,
    decided::{decided_by, facts_card, promise, versions_card},
    findings::findings_card,
    signatory::{ask_registry, is_unsettled, signatory_notice, signatory_row},
    step::Step,
};
use crate::{
    advice::advice_on,
    api::ApiClient,
    components::{ButtonKind, FactRow, TableRow, button, card, facts_list, link_button, table},
    dom::{El, View, all, el, live, nothing},
    failure::task_failed,
    format,
    frame::{notices, screen},
    language::Voice,
    limit_reasons::{score_card, uplift_card},
    navigation::Navigator,
    routes::{Place, Reference},
    task::Task,
    text::{Message, decision, quote, terms},
};

/// The decision screen; for a withdrawn or expired application it says so.
pub(super) fn decision_screen(application: &ApplicationView) -> View {
    let task = Task::new();
    let found = application.decision.clone();
    let offer = found.as_ref().and_then(|found| match &found.answer {
        Answer::Approve(offer) | Answer::CounterOffer(offer) => Some(offer.as_ref().clone()),
        Answer::Refer | Answer::Decline => None,
    });
    let standing = offer.filter(|_| may_go_on(application.stage));
    let mut blocks = screen().with(verdict(application)).with(notices());
    if let Some(offer) = &standing {
        blocks = blocks
            .with(signatory_notice(application))
            .with(offer_card(offer.clone(), application.signatory.clone()));
    }
    if let Some(found) = found {
        blocks = blocks
            .with(decided_by(&found))
            .with(reasons_card(&found))
            .with(findings_card(&found))
            .with(limit_reasons(&found))
            .with(advice_on(application))
            .with(differences_card(found.differences.clone()))
            .with(facts_card(found.facts))
            .with(versions_card(&application.application_id, found.version));
    }
    blocks
        .with(review_request(application, task))
        .with(task_failed(task))
        .with(bar(application, standing.is_some(), task))
        .into()
}

/// Whether the offer can still be accepted.
const fn may_go_on(stage: StageName) -> bool {
    matches!(stage, StageName::Approved | StageName::Disclosed | StageName::Accepted)
}

/// Tone, seal, title and sentence of the verdict.
fn wording(application: &ApplicationView) -> (&'static str, Message, Message, Message) {
    let answer = application.decision.as_ref().map(|found| &found.answer);
    match (application.stage, answer) {
        (StageName::Withdrawn, _) => (
            "declined",
            decision::WITHDRAWN_SEAL,
            decision::WITHDRAWN_TITLE,
            decision::WITHDRAWN_TEXT,
        ),
        (StageName::Expired, _) => {
            ("declined", decision::EXPIRED_SEAL, decision::EXPIRED_TITLE, decision::EXPIRED_TEXT)
        }
        (StageName::Referred, _) | (_, Some(Answer::Refer) | None) => {
            ("referred", decision::REFERRED_SEAL, decision::REFERRED_TITLE, decision::REFERRED_TEXT)
        }
        (_, Some(Answer::Approve(_))) => {
            ("approved", decision::APPROVED_SEAL, decision::APPROVED_TITLE, decision::APPROVED_TEXT)
        }
        (_, Some(Answer::CounterOffer(_))) => {
            ("counter", decision::COUNTER_SEAL, decision::COUNTER_TITLE, decision::COUNTER_TEXT)
        }
        (_, Some(Answer::Decline)) => {
            ("declined", decision::DECLINED_SEAL, decision::DECLINED_TITLE, decision::DECLINED_TEXT)
        }
    }
}

fn verdict(application: &ApplicationView) -> El {
    let (tone, seal, title, text) = wording(application);
    el("header")
        .class("verdict")
        .set("data-tone", tone)
        .with(el("p").class("verdict__seal").say(seal))
        .with(el("h1").class("verdict__title").set("tabindex", "-1").say(title))
        .with(el("p").class("verdict__text").say(text))
        .with(promise(application))
}

fn offer_card(offer: Offer, signatory: Option<SignatoryView>) -> El {
    let voice = Voice::expect();
    let rows = move || {
        let language = voice.language();
        let price =
            quote::price(&format::percent(offer.price.lpr), offer.price.spread_bp, language);
        let methods = offer.methods.iter().map(|method| format::method(*method, language));
        let mut rows = vec![
            FactRow::new(voice.say(terms::LIMIT), say_money(offer.limit, language))
                .with_note(capitals(offer.limit)),
            FactRow::new(voice.say(terms::ANNUAL_RATE), format::percent(offer.price.annual_rate))
                .with_note(price),
            FactRow::new(
                voice.say(decision::FACILITY_TERM),
                format::months(offer.facility_months, language),
            ),
            FactRow::new(
                voice.say(terms::METHOD),
                methods.collect::<Vec<_>>().join(language.pick("、", ", ")),
            ),
            FactRow::new(
                voice.say(decision::VALID_UNTIL),
                format::date(offer.valid_until, language),
            ),
        ];
        rows.extend(signatory.as_ref().and_then(|found| signatory_row(found, voice)));
        rows
    };
    card(decision::OFFER, nothing()).with(facts_list(rows))
}

/// Why, but for what the findings say; nothing when it was approved as asked.
fn reasons_card(found: &DecisionView) -> View {
    let voice = Voice::expect();
    let reasons: Vec<Reason> =
        found.reasons.iter().filter(|reason| !is_finding(found, reason)).cloned().collect();
    if reasons.is_empty() {
        return nothing();
    }
    let lines = live(move || {
        let language = voice.language();
        let line = |reason: &Reason| {
            let title = el("span").class("list__title").text(reason.text.text(language));
            el("li").class("list__item").with(el("span").class("list__main").with(title))
        };
        reasons.iter().map(line).collect::<Vec<_>>().into()
    });
    card(decision::WHY, nothing()).with(el("ul").class("list").with(lines)).into()
}

/// Whether the card of findings says it.
fn is_finding(found: &DecisionView, reason: &Reason) -> bool {
    found.findings.iter().any(|finding| finding.text == reason.text)
}

/// What else decided the limit: an uplift, a score; nothing for products without either.
fn limit_reasons(found: &DecisionView) -> View {
    let uplift = match &found.answer {
        Answer::Approve(offer) | Answer::CounterOffer(offer) => offer.uplift.clone(),
        Answer::Refer | Answer::Decline => None,
    };
    all([uplift_card(uplift), score_card(found.score.clone())])
}

/// Declared against verified; nothing when everything agreed.
fn differences_card(differences: Vec<Difference>) -> View {
    let voice = Voice::expect();
    if differences.is_empty() {
        return nothing();
    }
    let rows = live(move || {
        let language = voice.language();
        let rows: Vec<_> = differences.iter().map(|difference| row(difference, language)).collect();
        let columns = [decision::FACT, decision::DECLARED, decision::VERIFIED];
        table("differences", decision::DIFFERENCES, &columns, &rows, None)
    });
    card(decision::DIFFERENCES, nothing()).with(rows).into()
}

fn row(difference: &Difference, language: Language) -> TableRow {
    let unit = difference.metric.unit();
    let said = |text: &str| {
        unit.parse(text).map_or_else(|_| text.to_owned(), |value| unit.say(value, language))
    };
    TableRow {
        heading: difference.metric.label(language).to_owned(),
        small: terms::of_source(difference.source).in_language(language).to_owned(),
        cells: vec![said(&difference.declared), said(&difference.verified)],
        warn: true,
    }
}

/// Asks for a person to look at the decision, which anybody may (PIPL art. 24).
fn review_request(application: &ApplicationView, task: Task) -> View {
    let may_ask = matches!(
        application.stage,
        StageName::Approved | StageName::Declined | StageName::Disclosed
    );
    if !may_ask {
        return nothing();
    }
    let (api, journey) = (ApiClient::expect(), Journey::expect());
    let id = application.application_id.clone();
    let ask = move || {
        let id = id.clone();
        let send = async move { api.send_once::<RequestReview>(&[&id], &Empty {}).await };
        task.run(send, move |application| journey.arrive(application));
    };
    el("p").with(button(decision::ASK_A_PERSON, ButtonKind::Quiet, task.busy(), ask)).into()
}

fn bar(application: &ApplicationView, may_go_on: bool, task: Task) -> El {
    let bar = el("div").class("bar");
    if !may_go_on {
        let home = link_button(decision::TO_MY_PAGE, ButtonKind::Secondary, &Place::Me.href());
        return bar.with(home);
    }
    let (api, journey) = (ApiClient::expect(), Journey::expect());
    let id = application.application_id.clone();
    let withdraw = move || {
        let id = id.clone();
        let send = async move { api.send_once::<WithdrawApplication>(&[&id], &Empty {}).await };
        task.run(send, move |application| journey.arrive(application));
    };
    let bar = bar.with(button(decision::WITHDRAW, ButtonKind::Secondary, task.busy(), withdraw));
    if is_unsettled(application) {
        return bar.with(ask_registry(application, task));
    }
    let next =
        if application.stage == StageName::Accepted { Step::Contract } else { Step::CostSheet };
    let (navigator, reference) =
        (Navigator::expect(), Reference::parse(&application.application_id));
    let go_on = move || {
        if let Some(reference) = &reference {
            navigator.go(Place::Application(reference.clone(), Some(next)));
        }
    };
    bar.with(button(decision::SEE_COST, ButtonKind::Primary, task.busy(), go_on))
}
