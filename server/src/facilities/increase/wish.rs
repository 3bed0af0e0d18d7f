//! What is wanted, what a decision made of it, and what its owner sees.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::api::{LimitIncreaseState, LimitIncreaseView, ProblemCode, SupplementView};
use shared::application::Stage;
use shared::canonical;
use shared::consent::ConsentKind;
use shared::decision::{Answer as Decided, Decision, Reason};
use shared::language::Label;
use shared::legal::amount_in_full;
use shared::money::Money;
use shared::timestamp::Timestamp;

use super::super::Facility;
use super::sources::{sources, tasks};
use crate::applications::Case;
use crate::desk::tasks::NamedTask;
use crate::failure::Failure;
use crate::installation::Installation;

/// A wish for a higher limit and the decision it led to, as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The limit wanted.
    pub wanted: Money,
    /// The limit there was.
    pub limit: Money,
    /// The limit the engine gives.
    pub possible: Money,
    /// Where it stands.
    pub state: LimitIncreaseState,
    /// Last day on which it can be accepted; none while nothing is granted.
    #[serde(with = "shared::date_text::optional")]
    pub valid_until: Option<NaiveDate>,
    /// Why not more.
    pub reasons: Vec<Reason>,
    /// Sources that were asked anew for this wish.
    pub connected: Vec<ConsentKind>,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
}

/// What a decision means for a wish. Figures that are too old or not known go to a person only once
/// every source has been asked anew.
pub(super) fn judged(
    here: &Installation,
    wanted: Money,
    facility: &Facility,
    decision: &Decision,
    connected: Vec<ConsentKind>,
) -> Wish {
    let product = here.catalogue.product(&facility.record.offer.product_id);
    let unasked = product
        .is_some_and(|product| sources(product).iter().any(|kind| !connected.contains(kind)));
    let (possible, valid_until, state) = match &decision.answer {
        Decided::Approve(offer) | Decided::CounterOffer(offer) => {
            let possible = offer.limit.min(wanted).max(facility.limit);
            if possible > facility.limit {
                (possible, Some(offer.valid_until), LimitIncreaseState::Granted)
            } else {
                (possible, None, LimitIncreaseState::NotEnough)
            }
        }
        Decided::Refer if !unasked => (facility.limit, None, LimitIncreaseState::Referred),
        Decided::Refer | Decided::Decline => (facility.limit, None, LimitIncreaseState::NotEnough),
    };
    Wish {
        wanted,
        limit: facility.limit,
        possible,
        state,
        valid_until,
        reasons: decision.reasons.clone(),
        connected,
        accepted_at: None,
    }
}

/// The state as the store keeps it.
pub(super) fn word(state: LimitIncreaseState) -> Result<String, Failure> {
    let word = serde_json::to_value(state).map_err(Failure::internal)?;
    Ok(word.as_str().unwrap_or_default().to_owned())
}

/// A wish as its owner sees it, with the papers handed in for it.
pub(super) fn view(
    here: &Installation,
    id: &str,
    wish: &Wish,
    (case, papers): (&Case, &[NamedTask]),
) -> Result<LimitIncreaseView, Failure> {
    let open = !matches!(wish.state, LimitIncreaseState::Accepted);
    let gap = wish.wanted.checked_sub(wish.possible).unwrap_or(Money::ZERO).max(Money::ZERO);
    let supplement = if wish.state == LimitIncreaseState::Granted {
        let text = supplement(here, wish, case)?;
        Some(SupplementView { digest: canonical::digest(&text)?, text })
    } else {
        None
    };
    Ok(LimitIncreaseView {
        increase_id: id.to_owned(),
        wanted: wish.wanted,
        limit: wish.limit,
        possible: wish.possible,
        gap,
        state: wish.state,
        valid_until: wish.valid_until,
        reasons: wish.reasons.clone(),
        tasks: if open && gap.is_positive() {
            tasks(here, wish, (case, papers))?
        } else {
            Vec::new()
        },
        supplement,
    })
}

/// What accepting a higher limit agrees to.
pub(super) fn supplement(here: &Installation, wish: &Wish, case: &Case) -> Result<Label, Failure> {
    let contract = match &case.application.stage {
        Stage::Signed { contract, .. } => contract.to_string(),
        _ => return Err(Failure::of(ProblemCode::NotFromHere)),
    };
    let (from, to) = (amount_in_full(wish.limit), amount_in_full(wish.possible));
    let lender = here.name();
    Ok(Label::new(
        format!(
            "借款人与{}同意：借款合同（摘要{contract}）项下的授信额度由{}提高到{}，其余条款不变。",
            lender.zh, from.zh, to.zh
        ),
        format!(
            "The borrower and {} agree that the limit under the agreement with digest {contract} \
             is raised from {} to {}; all other terms stay as they are.",
            lender.en, from.en, to.en
        ),
    ))
}
