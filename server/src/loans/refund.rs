//! Giving money back to whoever paid it.

use shared::api::ProblemCode;
use shared::ledger::released;
use shared::money::Money;

use super::incoming::name_entry;
use crate::adapters::{PaymentOrder, RailState};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::Postponed;
use crate::store::acts::SettleRefund;

/// The job that carries a refund out.
pub const CARRY_BACK: &str = "carry_back";

/// Has the rail give money back, once; what it refuses stays held for a person.
///
/// # Errors
/// [`Postponed`]: the rail gave no usable answer, or something on our side.
pub async fn carry_back(here: &Installation, refund: &str) -> Result<(), Postponed> {
    let stored = here.store.find_refund(refund.to_owned()).await?;
    let stored = stored.ok_or(Failure::of(ProblemCode::NotFound))?;
    if !stored.is_open {
        return Ok(());
    }
    let amount = Money::from_fen(stored.amount_fen);
    let order = PaymentOrder::giving_back(stored.refund.clone(), amount, stored.account);
    let carried_out = here.outside.carry_out(&order).await.map_err(|error| {
        tracing::warn!(service = "payment", reason = error.word(), refund, "no answer");
        Postponed::Outside(error.word())
    })?;
    let (state, entries) = match carried_out.state {
        RailState::Done => {
            let entry = released(carried_out.at.date_in_china(), amount);
            ("done", name_entry(here, &stored.reference, "returned", entry)?)
        }
        RailState::Refused => {
            tracing::error!(refund, "the rail refused to give money back; it stays held");
            ("refused", Vec::new())
        }
    };
    let act = SettleRefund {
        refund: stored.refund,
        state,
        entries,
        moved_at: carried_out.at,
        at: here.now(),
    };
    here.store.settle_refund(act).await?;
    Ok(())
}
