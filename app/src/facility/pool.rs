//! What the risk pool behind a facility covers, for products that have one.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{GetPoolCover, LoanCovered, PoolCoverView},
    catalogue::OnUncovered,
    facts::say_money,
};

use crate::{
    api::ApiClient,
    components::{FactRow, card, facts_list, note},
    dom::{View, live, nothing},
    language::Voice,
    text::pools,
};

/// The pool's cover; nothing for products without a pool, or while it cannot be read.
pub(super) fn pool_card(facility_id: String) -> View {
    let api = ApiClient::expect();
    let found: RwSignal<Option<PoolCoverView>> = RwSignal::new(None);
    spawn_local(async move {
        if let Ok(cover) = api.get::<GetPoolCover>(&[&facility_id]).await {
            let _ = found.try_set(Some(cover));
        }
    });
    live(move || found.get().map_or_else(nothing, |cover| untrack(|| shown(cover))))
}

fn shown(cover: PoolCoverView) -> View {
    let voice = Voice::expect();
    let beyond = match cover.terms.uncovered {
        OnUncovered::Lend => pools::COVER_LEND,
        OnUncovered::Refuse => pools::COVER_REFUSE,
    };
    let share = cover.terms.coverage_percent;
    let rows = move || {
        let language = voice.language();
        let room = FactRow::new(voice.say(pools::COVER_ROOM), say_money(cover.room, language))
            .with_note(pools::shares(share, language));
        let loan = |of: &LoanCovered| {
            let end = of.loan_id.get(of.loan_id.len().saturating_sub(8)..).unwrap_or(&of.loan_id);
            let said = if of.covered { pools::IS_COVERED } else { pools::NOT_COVERED };
            FactRow::new([voice.say(pools::LOAN), " ", end].concat(), voice.say(said))
        };
        [room].into_iter().chain(cover.loans.iter().map(loan)).collect()
    };
    card(pools::COVER_TITLE, nothing()).with(facts_list(rows)).with(note(beyond)).into()
}
