//! The facility as it stood on a past day: limit and loans, the decision it rested on, and the catalogue in force.

use leptos::prelude::*;
use shared::{
    api::{
        DecisionView, FacilityStatus, FacilityView, GetDecision, GetFacility, GetProducts,
        PublishedCatalogue,
    },
    decision::Answer,
};

use super::loans::loan_row;
use crate::{
    along::Along,
    api::ApiClient,
    components::{FactRow, card, facts_list, fold, note},
    day_question::DayQuestion,
    dom::{View, el, nothing},
    format,
    language::Voice,
    text::{desk, facility, facility_ways, mine, standing, terms},
};

/// Everything that stood on a day.
struct Past {
    facility: FacilityView,
    decision: Option<DecisionView>,
    catalogue: Option<PublishedCatalogue>,
}

/// The card, folded until somebody asks.
pub(super) fn past_card(latest: RwSignal<FacilityView>) -> View {
    card(standing::PAST_CARD, nothing())
        .with(fold(facility_ways::PAST_FOLD, move || past(latest)))
        .into()
}

fn past(latest: RwSignal<FacilityView>) -> View {
    let api = ApiClient::expect();
    let (id, application, today) = latest.with_untracked(|facility| {
        (facility.facility_id.clone(), facility.application_id.clone(), facility.today)
    });
    // The server knows when it began, and says so.
    let question = DayQuestion::new(
        today,
        (chrono::NaiveDate::MIN, standing::BEFORE_IT_BEGAN),
        Some((today, standing::NOT_YET)),
    );
    let seen = Along::of(question.question(), move |day| {
        let (id, application) = (id.clone(), application.clone());
        async move {
            let facility = api.get_as_of::<GetFacility>(&[&id], day).await?;
            let decision = api.get_as_of::<GetDecision>(&[&application], day).await.ok();
            // An installation has no catalogue of days before its first.
            let catalogue = api.get_as_of::<GetProducts>(&[], day).await.ok();
            Ok(Past { facility, decision, catalogue })
        }
    });
    el("div")
        .class("stack")
        .with(question.field("past-day", standing::PAST_DAY))
        .with(seen.part(shown))
        .into()
}

fn shown(past: &Past) -> View {
    let product = past.facility.offer.product_id.clone();
    el("div")
        .class("stack")
        .with(figures(&past.facility))
        .with(past.decision.as_ref().map(decided))
        .with(past.catalogue.as_ref().map(|published| in_force(published, &product)))
        .into()
}

fn figures(seen: &FacilityView) -> View {
    let voice = Voice::expect();
    let (limit, available, status) = (seen.limit, seen.available, seen.status);
    let rows = move || {
        let amount = |money| format::exact(money, voice.language());
        let state = match status {
            FacilityStatus::Active => facility_ways::ACTIVE,
            FacilityStatus::Frozen => facility_ways::FROZEN,
            FacilityStatus::Expired => facility_ways::EXPIRED,
        };
        vec![
            FactRow::new(voice.say(standing::STATE), voice.say(state)),
            FactRow::new(voice.say(terms::LIMIT), amount(limit)),
            FactRow::new(voice.say(terms::AVAILABLE), amount(available)),
        ]
    };
    let loans = seen.loans.iter().cloned().map(loan_row).collect::<Vec<_>>();
    let loans = if loans.is_empty() {
        note(facility::NO_LOANS)
    } else {
        el("ul").class("list").with(loans).into()
    };
    el("div").class("stack").with(facts_list(rows)).with(loans).into()
}

/// The decision that stood on the day, why, and what it was made on.
fn decided(decision: &DecisionView) -> View {
    let voice = Voice::expect();
    let (answer, version) = (decision.answer.clone(), decision.version);
    let reasons = decision.reasons.clone();
    let rows = move || {
        let language = voice.language();
        let said: Vec<&str> = reasons.iter().map(|reason| reason.text.text(language)).collect();
        let why = said.join(language.pick("；", "; "));
        let word = match &answer {
            Answer::Approve(_) | Answer::CounterOffer(_) => mine::APPROVED,
            Answer::Refer => mine::REFERRED,
            Answer::Decline => mine::DECLINED,
        };
        let mut rows =
            vec![FactRow::new(desk::version(version, language), voice.say(word)).with_note(why)];
        if let Answer::Approve(offer) | Answer::CounterOffer(offer) = &answer {
            rows.extend([
                FactRow::new(voice.say(terms::LIMIT), format::exact(offer.limit, language)),
                FactRow::new(
                    voice.say(terms::ANNUAL_RATE),
                    format::percent(offer.price.annual_rate),
                ),
            ]);
        }
        rows
    };
    part(facility_ways::DECISION_THEN, facts_list(rows), &decision.digests.output.to_string())
}

/// The catalogue in force on the day, and the product in it.
fn in_force(published: &PublishedCatalogue, product: &str) -> View {
    let voice = Voice::expect();
    let catalogue = &published.catalogue;
    let (edition, effective) = (catalogue.version.clone(), catalogue.effective);
    let products = catalogue.products.len().to_string();
    let own = catalogue.products.iter().find(|one| one.id == product);
    let own = own.map(|own| (own.name.clone(), own.version, own.facility.maximum));
    let rows = move || {
        let language = voice.language();
        let mut rows = vec![
            FactRow::new(voice.say(facility_ways::EDITION), edition.clone())
                .with_note(format::day(effective)),
            FactRow::new(voice.say(facility_ways::PRODUCTS), products.clone()),
        ];
        rows.push(match &own {
            Some((name, version, maximum)) => {
                FactRow::new(name.text(language), desk::version(*version, language)).with_note(
                    [voice.say(facility_ways::MAXIMUM), " ", &format::exact(*maximum, language)]
                        .concat(),
                )
            }
            None => FactRow::new(voice.say(facility_ways::NOT_IN_IT), ""),
        });
        rows
    };
    part(facility_ways::CATALOGUE_THEN, facts_list(rows), &published.digest.to_string())
}

/// A heading, what stands under it, and its digest.
fn part(heading: crate::text::Message, rows: View, digest: &str) -> View {
    el("div")
        .class("stack")
        .set("data-gap", "small")
        .with(el("h3").say(heading))
        .with(rows)
        .with(el("p").class("timeline__hash").say(facility_ways::DIGEST).text(" ").text(digest))
        .into()
}
