//! "My authorisations": all that were given, live and past, and the receipt of each.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{
    AuthorisationState, AuthorisationView, AuthorisationsView, ConsentReceipt, ProblemCode,
};
use shared::application::Identity;
use shared::catalogue::Label;
use shared::consent::{self, Consent, ConsentKind, ConsentText};
use shared::timestamp::Timestamp;

use crate::applications::Case;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::SignedIn;
use crate::store::acts::{FindPaper, StoredConsent, StoredQuery};

/// The form of a receipt; raised when its fields change.
const FORMAT: &str = "puhui-consent-receipt-1";

/// Every authorisation the person signed in has given.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub async fn list(
    State(here): State<Installation>,
    who: SignedIn,
) -> Result<Json<AuthorisationsView>, Failure> {
    Ok(Json(AuthorisationsView { authorisations: views(&here, &who.borrower).await? }))
}

/// Every authorisation of a borrower, newest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub(super) async fn views(
    here: &Installation,
    borrower: &str,
) -> Result<Vec<AuthorisationView>, Failure> {
    let given = Given::of(here, borrower).await?;
    Ok(given.consents.iter().filter_map(|stored| given.view(here, stored)).collect())
}

/// Everything the views are made from.
struct Given {
    consents: Vec<StoredConsent>,
    queries: Vec<StoredQuery>,
    cases: Vec<Case>,
}

impl Given {
    async fn of(here: &Installation, borrower: &str) -> Result<Self, Failure> {
        Ok(Self {
            consents: here.store.consents(borrower.to_owned()).await?,
            queries: here.store.questions_about(borrower.to_owned()).await?,
            cases: Case::all(here, borrower).await?,
        })
    }

    fn case(&self, stored: &StoredConsent) -> Option<&Case> {
        self.cases.iter().find(|case| case.application.id == stored.application)
    }

    /// The consent as the application keeps it, which knows how long a facility needs it.
    fn consent(&self, stored: &StoredConsent) -> Option<&Consent> {
        let mut consents = self.case(stored)?.application.consents.iter();
        consents.find(|consent| {
            consent.kind.key() == stored.purpose && consent.given_at == stored.given_at
        })
    }

    fn view(&self, here: &Installation, stored: &StoredConsent) -> Option<AuthorisationView> {
        let (case, consent) = (self.case(stored)?, self.consent(stored)?);
        let product = here.catalogue.product(&case.application.product_id);
        let product_name = product.map_or_else(
            || Label::same(&case.application.product_id),
            |product| product.name.clone(),
        );
        let asked = self.queries.iter().filter(|query| query.consent == stored.consent).count();
        Some(AuthorisationView {
            authorisation_id: stored.consent.clone(),
            application_id: stored.application.clone(),
            product_name,
            kind: consent.kind,
            state: state(consent, here.now()),
            given_at: consent.given_at,
            valid_until: consent.valid_until,
            facility_until: consent.facility_until,
            withdrawn_at: consent.withdrawn_at,
            times_asked: u32::try_from(asked).unwrap_or(u32::MAX),
            effect_of_withdrawal: effect(here, consent.kind),
        })
    }
}

fn state(consent: &Consent, now: Timestamp) -> AuthorisationState {
    if consent.withdrawn_at.is_some() {
        AuthorisationState::Withdrawn
    } else if consent.is_live(now) {
        AuthorisationState::Live
    } else {
        AuthorisationState::Lapsed
    }
}

fn effect(here: &Installation, kind: ConsentKind) -> Label {
    consent::text::render(kind, here.name()).effect_of_withdrawal
}

/// The receipt of one authorisation, with the text exactly as it was agreed to.
///
/// # Errors
/// [`ProblemCode::NotFound`], for somebody else's as well.
pub async fn receipt(
    State(here): State<Installation>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ConsentReceipt>, Failure> {
    let missing = || Failure::of(ProblemCode::NotFound);
    let given = Given::of(&here, &who.borrower).await?;
    let stored = given.consents.iter().find(|stored| stored.consent == id).ok_or_else(missing)?;
    let authorisation = given.view(&here, stored).ok_or_else(missing)?;
    let find = FindPaper {
        borrower: who.borrower.clone(),
        application: stored.application.clone(),
        digest: stored.text_hash,
    };
    let text: ConsentText =
        here.store.paper(find).await?.ok_or_else(missing)?.read("consent text")?;
    let case = given.case(stored).ok_or_else(missing)?;
    // Emptied when deletion was asked for: the receipt then names nobody.
    let given_by = case.application.identity.as_ref().map(giver);
    let given_by = given_by.unwrap_or_else(|| Label::new("（已删除）", "(deleted)"));
    Ok(Json(ConsentReceipt {
        format: FORMAT.to_owned(),
        authorisation,
        given_by,
        given_to: here.name().clone(),
        text,
        text_digest: stored.text_hash,
        made_out_at: here.now(),
    }))
}

/// Who agreed: the person, for a business together with its name.
fn giver(identity: &Identity) -> Label {
    let name = identity.person_name.masked();
    match &identity.business {
        None => Label::same(name),
        Some(business) => {
            let business = business.name.as_str();
            Label::new(format!("{business}（{name}）"), format!("{business} ({name})"))
        }
    }
}
