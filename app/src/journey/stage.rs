//! Where an application stands and which screens may be opened: plain facts, no screens.
//!
//! The server's answer is the only truth about the stage; nothing is remembered beside it.

use shared::{
    api::{ApplicationView, FaceCheckState, NextStep},
    application::StageName,
    consent::ConsentKind,
};

use super::step::Step;

/// Where the person should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// At a screen of the application.
    At(Step),
    /// Past it: at the facility it opened.
    Opened(String),
}

/// The screen an application waits at.
pub fn standing(application: &ApplicationView) -> Standing {
    Standing::At(match application.next_step {
        NextStep::GiveIdentity => Step::Identity,
        NextStep::GiveConsent => next_consent(application).map_or(Step::Review, Step::Consent),
        NextStep::Submit => Step::Review,
        NextStep::WaitForDecision => Step::Progress,
        NextStep::WaitForReview | NextStep::SettleSignatory | NextStep::Nothing => Step::Decision,
        NextStep::ReadCostSheet if application.stage == StageName::Approved => Step::Decision,
        NextStep::ReadCostSheet => Step::CostSheet,
        NextStep::VerifyFace => face_step(application),
        NextStep::Sign => Step::Contract,
        NextStep::Draw => match &application.facility_id {
            Some(facility) => return Standing::Opened(facility.clone()),
            None => Step::Contract,
        },
    })
}

/// Where the signer is seen: the consent first, as long as a photo can be compared.
fn face_step(application: &ApplicationView) -> Step {
    let face = application.face.as_ref();
    let is_open = face.is_some_and(|face| face.state == FaceCheckState::Open);
    if is_open && !is_given(application, ConsentKind::FaceCheck) {
        Step::Consent(ConsentKind::FaceCheck)
    } else {
        Step::Face
    }
}

/// The first authorisation still to be given.
fn next_consent(application: &ApplicationView) -> Option<ConsentKind> {
    application.consents_needed.iter().copied().find(|kind| !is_given(application, *kind))
}

/// Whether an authorisation stands.
pub fn is_given(application: &ApplicationView, kind: ConsentKind) -> bool {
    application.consents.iter().any(|consent| consent.kind == kind)
}

/// Whether `step` makes sense now: what the draft may still change, or what has already happened.
pub fn may_open(application: &ApplicationView, step: Step) -> bool {
    if standing(application) == Standing::At(step) {
        return true;
    }
    let stage = application.stage;
    let somebody_else_signs = application.next_step == NextStep::SettleSignatory;
    match step {
        Step::Identity => stage == StageName::Draft,
        Step::Consent(ConsentKind::FaceCheck) | Step::Face => {
            application.next_step == NextStep::VerifyFace
        }
        Step::Consent(kind) => stage == StageName::Draft && is_given(application, kind),
        Step::Review => false,
        Step::Progress => stage == StageName::Submitted,
        Step::Decision => application.decision.is_some(),
        Step::CostSheet if somebody_else_signs => false,
        Step::CostSheet => matches!(stage, StageName::Approved | StageName::Disclosed),
        Step::Contract => stage == StageName::Accepted && application.next_step == NextStep::Sign,
    }
}

/// How far along the form is: position and count, for the bar of steps. Only while it is filled in.
pub fn progress(application: &ApplicationView, step: Step) -> Option<(usize, usize)> {
    let consents = application.consents_needed.len();
    let position = match step {
        Step::Identity => 0,
        Step::Consent(kind) => {
            1 + application.consents_needed.iter().position(|other| *other == kind)?
        }
        Step::Review => 1 + consents,
        Step::Progress | Step::Decision | Step::CostSheet | Step::Face | Step::Contract => {
            return None;
        }
    };
    Some((position, 2 + consents))
}

/// The screen that follows while the form is filled in.
pub fn after(application: &ApplicationView, step: Step) -> Option<Step> {
    let mut consents = application.consents_needed.iter().copied().map(Step::Consent);
    match step {
        Step::Identity => consents.next().or(Some(Step::Review)),
        Step::Consent(_) => {
            consents.find(|consent| *consent == step)?;
            consents.next().or(Some(Step::Review))
        }
        Step::Review => Some(Step::Progress),
        Step::Progress | Step::Decision | Step::CostSheet | Step::Face | Step::Contract => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use shared::{
        api::{ConsentGiven, FaceCheckView},
        facts::{Facts, Segment},
        language::Label,
        money::Money,
        quote::Need,
        timestamp::Timestamp,
    };

    use super::*;

    fn application(stage: StageName, next_step: NextStep) -> ApplicationView {
        ApplicationView {
            application_id: "a1".to_owned(),
            product_id: "cloud-tax".to_owned(),
            product_name: Label { zh: "云税贷".to_owned(), en: "Cloud tax loan".to_owned() },
            segment: Segment::MicroEnterprise,
            need: Need { amount: Money::from_fen(30_000_000), term_months: 12, method: None },
            declared: Facts::new(Segment::MicroEnterprise),
            typed: BTreeMap::new(),
            imports: Vec::new(),
            identity: None,
            consents_needed: vec![ConsentKind::TaxQuery, ConsentKind::CreditReport],
            consents: Vec::new(),
            stage,
            next_step,
            waiting: None,
            decision: None,
            signatory: None,
            face: None,
            facility_id: None,
            created_at: Timestamp::MIN,
        }
    }

    fn given(kind: ConsentKind) -> ConsentGiven {
        ConsentGiven { kind, given_at: Timestamp::MIN, valid_until: Timestamp::MAX }
    }

    #[test]
    fn authorisations_are_asked_for_one_by_one_in_the_order_of_the_product() {
        let mut application = application(StageName::Draft, NextStep::GiveConsent);
        let at = |step| Standing::At(step);
        assert_eq!(standing(&application), at(Step::Consent(ConsentKind::TaxQuery)));
        application.consents.push(given(ConsentKind::TaxQuery));
        assert_eq!(standing(&application), at(Step::Consent(ConsentKind::CreditReport)));
        application.consents.push(given(ConsentKind::CreditReport));
        application.next_step = NextStep::Submit;
        assert_eq!(standing(&application), at(Step::Review));
    }

    #[test]
    fn a_draft_may_be_gone_back_over_but_not_ahead_of() {
        let mut application = application(StageName::Draft, NextStep::GiveConsent);
        application.consents.push(given(ConsentKind::TaxQuery));
        assert!(may_open(&application, Step::Identity));
        assert!(may_open(&application, Step::Consent(ConsentKind::TaxQuery)));
        assert!(may_open(&application, Step::Consent(ConsentKind::CreditReport)));
        assert!(!may_open(&application, Step::Review));
        assert!(!may_open(&application, Step::Contract));
    }

    #[test]
    fn what_was_handed_in_is_not_edited() {
        let application = application(StageName::Submitted, NextStep::WaitForDecision);
        assert_eq!(standing(&application), Standing::At(Step::Progress));
        assert!(!may_open(&application, Step::Identity));
    }

    #[test]
    fn an_offer_is_first_shown_then_costed_then_signed_then_drawn() {
        let stands = |stage, next| standing(&application(stage, next));
        let read = NextStep::ReadCostSheet;
        assert_eq!(stands(StageName::Approved, read), Standing::At(Step::Decision));
        assert_eq!(stands(StageName::Disclosed, read), Standing::At(Step::CostSheet));
        assert_eq!(stands(StageName::Accepted, NextStep::Sign), Standing::At(Step::Contract));
        let mut signed = application(StageName::Signed, NextStep::Draw);
        signed.facility_id = Some("f1".to_owned());
        assert_eq!(standing(&signed), Standing::Opened("f1".to_owned()));
    }

    #[test]
    fn where_somebody_else_signs_there_is_the_decision_and_nothing_after_it() {
        let application = application(StageName::Accepted, NextStep::SettleSignatory);
        assert_eq!(standing(&application), Standing::At(Step::Decision));
        assert!(!may_open(&application, Step::CostSheet));
        assert!(!may_open(&application, Step::Contract));
    }

    #[test]
    fn a_signer_who_has_to_be_seen_first_reads_the_consent_and_only_then_is_photographed() {
        let mut application = application(StageName::Accepted, NextStep::VerifyFace);
        let open = FaceCheckState::Open;
        let face = FaceCheckView { state: open, tries_left: 3, last: None, simulated: true };
        application.face = Some(face.clone());
        let consent = Step::Consent(ConsentKind::FaceCheck);
        assert_eq!(standing(&application), Standing::At(consent));
        assert!(!may_open(&application, Step::Contract));
        application.consents.push(given(ConsentKind::FaceCheck));
        assert_eq!(standing(&application), Standing::At(Step::Face));
        application.consents.clear();
        let state = FaceCheckState::NotVerified;
        application.face = Some(FaceCheckView { state, tries_left: 0, ..face });
        assert_eq!(standing(&application), Standing::At(Step::Face));
    }

    #[test]
    fn the_bar_counts_identity_authorisations_and_review() {
        let application = application(StageName::Draft, NextStep::GiveIdentity);
        assert_eq!(progress(&application, Step::Identity), Some((0, 4)));
        assert_eq!(progress(&application, Step::Consent(ConsentKind::CreditReport)), Some((2, 4)));
        assert_eq!(progress(&application, Step::Review), Some((3, 4)));
        assert_eq!(progress(&application, Step::Decision), None);
        let first = Step::Consent(ConsentKind::TaxQuery);
        assert_eq!(after(&application, Step::Identity), Some(first));
        assert_eq!(
            after(&application, Step::Consent(ConsentKind::CreditReport)),
            Some(Step::Review)
        );
    }
}
