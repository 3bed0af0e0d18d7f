//! The evidence log.

use std::collections::BTreeSet;

use shared::evidence::LogKey;
use shared::evidence::log::{TileId, Tiles};

use super::FindApplication;

/// Puts a key in force from a size of the log on.
#[derive(Clone, Debug)]
pub struct AddLogKey {
    /// The key; it must be the first, or in force from the log's next size.
    pub key: LogKey,
}

/// Finds tiles of the tree.
#[derive(Clone, Debug)]
pub struct FindTiles {
    /// Which.
    pub ids: BTreeSet<TileId>,
}

/// Where an event stands in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogPlace {
    /// The event's place in its application's chain, from 1.
    pub sequence: u32,
    /// Its leaf, from 0.
    pub leaf: u64,
}

acts! {
    /// Puts a key in force; refused with [`StoreError::Changed`](crate::store::StoreError::Changed) when the log has another size by now.
    add_log_key(AddLogKey) -> ();
    /// The log's keys, oldest first.
    log_keys(()) -> Vec<LogKey>;
    /// Whether events wait to be entered.
    has_pending_log_entries(()) -> bool;
    /// Enters the events that have waited, a batch of them.
    append_to_log(()) -> ();
    /// How many leaves the log has.
    log_size(()) -> u64;
    /// Tiles of the tree; those that are not there are left out.
    log_tiles(FindTiles) -> Tiles;
    /// Where the events of an application stand, in the order of the chain.
    log_places(FindApplication) -> Vec<LogPlace>;
}
