//! What the bank holds about the person signed in, with sources and dates (PIPL art. 45).

use axum::Json;
use axum::extract::State;
use shared::api::{HeldDatum, HeldFinding, HeldGroup, HeldUnder, HowItCame, IdentityView, Profile};
use shared::application::Application;
use shared::catalogue::Label;
use shared::consent::ConsentKind;
use shared::desk::Record;
use shared::facts::{Datum, Facts, Metric, Source};
use shared::identifier::ResidentId;

use crate::adapters::FactsAnswer;
use crate::applications::view::identity_view;
use crate::applications::{Case, deciding};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::HeldAnswer;

/// Everything held about the person signed in.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn get(
    State(here): State<Installation>,
    who: SignedIn,
) -> Result<Json<Profile>, Failure> {
    let cases = Case::all(&here, &who.borrower).await?;
    let mut recorded = Vec::new();
    for case in &cases {
        let records = deciding::records(&here, case).await?;
        recorded.extend(written_down(&case.application, &records)?);
    }
    let applications: Vec<Application> = cases.into_iter().map(|case| case.application).collect();
    let answers = here.store.held_answers(who.borrower.clone()).await?;
    let mut groups = fetched(&applications, &answers)?;
    for application in &applications {
        groups.extend(own_word(application));
        groups.extend(derived(application));
    }
    groups.extend(recorded);
    // Newest first within each source: what was put in first stays first.
    groups.sort_by_key(|group| group.source);
    Ok(Json(Profile {
        people: people(&applications),
        groups: once(groups),
        findings: applications.iter().flat_map(|one| findings(&here, one)).collect(),
    }))
}

/// Who applications were made for, each once.
fn people(applications: &[Application]) -> Vec<IdentityView> {
    let mut people: Vec<IdentityView> = Vec::new();
    for identity in applications.iter().filter_map(|one| one.identity.as_ref()) {
        let view = identity_view(identity);
        if !people.contains(&view) {
            people.push(view);
        }
    }
    people
}

/// Answers of outside parties, each question once, newest first.
fn fetched(
    applications: &[Application],
    answers: &[HeldAnswer],
) -> Result<Vec<HeldGroup>, Failure> {
    let mut groups = Vec::new();
    let mut questions = Vec::new();
    for held in answers {
        let question = held.asked.as_ref().map(|asked| &asked.query);
        let kind = ConsentKind::ALL.into_iter().find(|kind| kind.key() == held.service);
        let Some(kind) = kind.filter(|_| question.is_none_or(|one| !questions.contains(&one)))
        else {
            continue;
        };
        questions.extend(question);
        let answer: FactsAnswer = held.document.read("verified answer")?;
        let application = applications.iter().find(|one| one.id == held.application);
        let declared = application.map(Application::own_word);
        let segment = application.map(Application::segment).unwrap_or_default();
        let mut facts = Facts::new(segment);
        answer.record(kind.source(), &mut facts).map_err(Failure::internal)?;
        let under = held.asked.as_ref().map(|asked| HeldUnder {
            given_at: asked.given_at,
            valid_until: asked.valid_until,
            withdrawn_at: asked.withdrawn_at,
        });
        groups.push(HeldGroup {
            source: kind.source(),
            subject: masked(&answer.identity),
            application_id: held.application.clone(),
            came: HowItCame::Fetched {
                at: held.answered_at,
                kind,
                under,
                simulated: answer.simulator,
            },
            data: data(&facts, |metric| declared.as_ref().and_then(|said| said.datum(metric))),
        });
    }
    Ok(groups)
}

/// What the person said: typed answers and imported files.
fn own_word(application: &Application) -> Vec<HeldGroup> {
    let declared = HeldGroup {
        source: Source::Declared,
        subject: subject(application),
        application_id: application.id.clone(),
        came: HowItCame::Declared { at: application.created_at },
        data: data(&application.declared, |_| None),
    };
    let files = application.imports.iter().map(|file| HeldGroup {
        source: Source::Imported,
        came: HowItCame::Imported { at: file.imported_at, lines: file.lines },
        data: data(&file.figures, |_| None),
        ..declared.clone()
    });
    let groups: Vec<HeldGroup> = files.collect();
    std::iter::once(declared).chain(groups).collect()
}

/// The age a decision rested on, which follows from the resident ID.
fn derived(application: &Application) -> Option<HeldGroup> {
    let (decision, identity) = application.decision.as_ref().zip(application.identity.as_ref())?;
    let mut own = Facts::new(application.segment());
    for (metric, datum) in decision.facts.iter().filter(|(_, one)| one.source == Source::Identity) {
        // A value that was one before is one now.
        let _ = own.set(metric, datum.value, datum.source, datum.as_of);
    }
    Some(HeldGroup {
        source: Source::Identity,
        subject: identity.resident_id.masked(),
        application_id: application.id.clone(),
        came: HowItCame::Derived {},
        data: data(&own, |_| None),
    })
}

/// What people of the bank wrote down about an application, newest first: a group for each record and
/// each source it names.
fn written_down(application: &Application, records: &[Record]) -> Result<Vec<HeldGroup>, Failure> {
    let said = application.own_word();
    let mut groups = Vec::new();
    for record in records.iter().rev() {
        let mut facts = Facts::new(application.segment());
        record.apply(&mut facts).map_err(Failure::internal)?;
        for source in [Source::FieldVisit, Source::Papers] {
            let of_source = |held: &(Metric, Datum)| held.1.source == source;
            let data = facts.iter().filter(of_source).map(|one| held(one, said.datum(one.0)));
            groups.push(HeldGroup {
                source,
                subject: subject(application),
                application_id: application.id.clone(),
                came: HowItCame::Recorded { at: record.at, by: record.by.clone() },
                data: data.collect(),
            });
        }
    }
    Ok(groups)
}

fn data(facts: &Facts, said: impl Fn(Metric) -> Option<Datum>) -> Vec<HeldDatum> {
    facts.iter().map(|one| held(one, said(one.0))).collect()
}

/// A datum beside what the person said, where that differs.
fn held((metric, datum): (Metric, Datum), said: Option<Datum>) -> HeldDatum {
    let text = |value| metric.unit().text(value);
    let other = said.filter(|said| said.value != datum.value);
    HeldDatum {
        metric,
        value: text(datum.value),
        as_of: datum.as_of,
        declared: other.map(|said| text(said.value)),
    }
}

/// Groups with anything in them. The same again, as when a second application carries answers over, is
/// not shown twice; what was fetched is.
fn once(groups: Vec<HeldGroup>) -> Vec<HeldGroup> {
    let mut kept: Vec<HeldGroup> = Vec::new();
    for group in groups {
        let is_fetched = matches!(group.came, HowItCame::Fetched { .. });
        let says_again = |one: &HeldGroup| {
            (one.source, &one.subject) == (group.source, &group.subject)
                && values(&one.data).eq(values(&group.data))
        };
        if !group.data.is_empty() && (is_fetched || !kept.iter().any(says_again)) {
            kept.push(group);
        }
    }
    kept
}

fn values(data: &[HeldDatum]) -> impl Iterator<Item = (Metric, &str)> {
    data.iter().map(|held| (held.metric, held.value.as_str()))
}

fn findings(here: &Installation, application: &Application) -> Vec<HeldFinding> {
    let product = here.catalogue.product(&application.product_id);
    let name = product.map_or_else(|| Label::same(&application.product_id), |it| it.name.clone());
    let found = application.decision.iter().flat_map(|decision| &decision.findings);
    let held = |finding: &shared::cross_check::Finding| HeldFinding {
        application_id: application.id.clone(),
        product_name: name.clone(),
        finding: finding.clone(),
    };
    found.map(held).collect()
}

/// Whom an application is about: the business, or the person where there is none.
fn subject(application: &Application) -> String {
    application.identity.as_ref().map_or_else(String::new, |identity| {
        let business = identity.business.as_ref().map(|business| business.uscc.as_str().to_owned());
        business.unwrap_or_else(|| identity.resident_id.masked())
    })
}

/// The identity an answer is about, as it may be shown: a resident ID is masked.
fn masked(identity: &str) -> String {
    let person = identity.parse::<ResidentId>();
    person.map_or_else(|_| identity.to_owned(), |person| person.masked())
}
