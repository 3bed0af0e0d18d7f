//! The evidence log: puts events in their places and signs what the log has come to.
//!
//! Events enter the log after their transaction: whoever records one leaves a note in the store (see
//! `store/body/log.rs`), and [`keep_appending`] gives the noted events their places in batches, so no borrower's
//! command waits for the log. [`Notary`] holds the keys; heads are signed when somebody asks, for the same head always has the
//! same signature.

mod handlers;
mod notary;

pub use handlers::{consistency, head};
pub use notary::{Notary, NotaryError};

use std::time::Duration;

use shared::canonical::Digest;
use shared::evidence::head::LogHead;
use shared::evidence::log::{MissingTile, TileId, Tiles};

use crate::installation::Installation;
use crate::store::acts::FindTiles;
use crate::store::{Store, StoreError};

/// How often to look for events nobody has entered yet.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Why the log cannot be read or signed.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The store failed.
    #[error("the log cannot be read")]
    Store(#[from] StoreError),
    /// A part of the tree is missing from the store.
    #[error("the log is damaged")]
    Damaged(#[from] MissingTile),
    /// The head cannot be signed.
    #[error("the log's head cannot be signed")]
    Notary(#[from] NotaryError),
}

/// Enters noted events until the task is dropped.
pub async fn keep_appending(here: Installation) {
    loop {
        if let Err(error) = append(&here.store).await {
            tracing::error!(%error, "events cannot be entered into the log");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Enters every event noted so far.
///
/// # Errors
/// [`StoreError`].
pub async fn append(store: &Store) -> Result<(), StoreError> {
    while store.has_pending_log_entries(()).await? {
        store.append_to_log(()).await?;
    }
    Ok(())
}

/// The log as it stands.
///
/// # Errors
/// [`LogError`].
pub async fn read_head(store: &Store) -> Result<LogHead, LogError> {
    let size = store.log_size(()).await?;
    let tiles = tiles(store, Tiles::edge(size)).await?;
    Ok(LogHead { size, root: tiles.root(size)? })
}

/// The proof that leaf `index` is in the log of `size` leaves.
///
/// # Errors
/// [`LogError`].
pub async fn inclusion(store: &Store, index: u64, size: u64) -> Result<Vec<Digest>, LogError> {
    let tiles = tiles(store, Tiles::needed_for_inclusion(index, size)).await?;
    Ok(tiles.inclusion(index, size)?.unwrap_or_default())
}

async fn tiles(store: &Store, ids: impl IntoIterator<Item = TileId>) -> Result<Tiles, StoreError> {
    store.log_tiles(FindTiles { ids: ids.into_iter().collect() }).await
}
