//! The log, for anybody who wants to watch it grow.

use axum::Json;
use axum::extract::{Path, State};
use shared::api::{ConsistencyView, LogHeadView, ProblemCode};
use shared::evidence::log::Tiles;

use super::{append, read_head, tiles};
use crate::failure::Failure;
use crate::installation::Installation;

/// The signed head and the keys, old and new.
///
/// # Errors
/// [`Failure`] when the log cannot be read or signed.
pub async fn head(State(here): State<Installation>) -> Result<Json<LogHeadView>, Failure> {
    append(&here.store).await?;
    let head = read_head(&here.store).await?;
    let keys = here.store.log_keys(()).await?;
    let head = here.notary.sign_log_head(&keys, head)?;
    Ok(Json(LogHeadView { head, keys }))
}

/// The proof that the log of `old` leaves is the beginning of the log of `new` leaves.
///
/// # Errors
/// [`ProblemCode::NotFound`] unless `0 < old ≤ new ≤` the log's size.
pub async fn consistency(
    State(here): State<Installation>,
    Path((old, new)): Path<(String, String)>,
) -> Result<Json<ConsistencyView>, Failure> {
    let nothing = || Failure::of(ProblemCode::NotFound);
    let size = |text: String| text.parse::<u64>().map_err(|_| nothing());
    let (old, new) = (size(old)?, size(new)?);
    if old == 0 || old > new || new > here.store.log_size(()).await? {
        return Err(nothing());
    }
    let tiles = tiles(&here.store, Tiles::needed_for_consistency(old, new)).await?;
    let hashes = tiles.consistency(old, new).map_err(Failure::internal)?;
    Ok(Json(ConsistencyView { hashes: hashes.ok_or_else(nothing)? }))
}
