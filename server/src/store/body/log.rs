// The evidence log: events noted by whoever records them, entered in batches.

use super::acts::{AddLogKey, FindTiles, LogPlace};
use shared::evidence::LogKey;
use shared::evidence::log::{TileId, Tiles, leaf_hash};

/// The one log there is.
const LOG: &str = "evidence";

/// Events entered in one transaction at most.
const LOG_BATCH: i64 = 512;

writes! {
    Compound add_log_key(AddLogKey) -> ();
    Compound append_to_log(()) -> ();
}

reads! {
    log_keys(()) -> Vec<LogKey>;
    has_pending_log_entries(()) -> bool;
    log_size(()) -> u64;
    log_tiles(FindTiles) -> Tiles;
    log_places(FindApplication) -> Vec<LogPlace>;
}

/// A number of the log, which never reaches half of what 64 bits can count.
fn log_number(row: &Row, column: usize) -> Result<u64, StoreError> {
    let number: i64 = row.try_get(column)?;
    Ok(u64::try_from(number).unwrap_or_default())
}

fn stored_number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Notes an event so that it will be entered; part of the transaction that records it.
async fn note_log_entry(
    conn: &mut Conn,
    borrower: &str,
    application: &str,
    sequence: u32,
) -> Result<(), StoreError> {
    statement(sql::log::NOTE_LOG_ENTRY)
        .bind(borrower)
        .bind(application)
        .bind(i64::from(sequence))
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes the log for this transaction and returns its size.
async fn hold_log(conn: &mut Conn) -> Result<u64, StoreError> {
    statement(sql::log::OPEN_LOG).bind(LOG).execute(&mut *conn).await?;
    let row = statement(sql::log::HOLD_LOG).bind(LOG).fetch_one(conn).await?;
    log_number(&row, 0)
}

async fn add_log_key(conn: &mut Conn, act: &AddLogKey) -> Result<(), StoreError> {
    let next = hold_log(conn).await?.saturating_add(1);
    if act.key.from_size > 0 && act.key.from_size != next {
        return Err(StoreError::Changed);
    }
    let added = statement(sql::log::ADD_LOG_KEY)
        .bind(LOG)
        .bind(stored_number(act.key.from_size))
        .bind(&act.key.verifier)
        .bind(&act.key.endorsement)
        .execute(conn)
        .await?;
    if added.rows_affected() == 0 { Err(StoreError::Changed) } else { Ok(()) }
}

async fn append_to_log(conn: &mut Conn, (): &()) -> Result<(), StoreError> {
    let size = hold_log(conn).await?;
    let rows = statement(sql::log::PENDING_LOG_ENTRIES)
        .bind("")
        .bind(LOG_BATCH)
        .fetch_all(&mut *conn)
        .await?;
    let mut tiles = read_tiles(conn, &Tiles::edge(size)).await?;
    let mut leaves = Vec::with_capacity(rows.len());
    let mut leaf = size;
    for row in &rows {
        place_on_log(conn, row, leaf).await?;
        leaves.push(leaf_hash(digest_at(row, 3)?.as_bytes()));
        leaf = leaf.saturating_add(1);
    }
    for id in tiles.append(size, &leaves) {
        let hashes = tiles.bytes(id).unwrap_or_default();
        statement(sql::log::KEEP_TILE)
            .bind(LOG)
            .bind(i64::from(id.level))
            .bind(stored_number(id.index))
            .bind(hashes.as_slice())
            .execute(&mut *conn)
            .await?;
    }
    statement(sql::log::GROW_LOG).bind(LOG).bind(stored_number(leaf)).execute(conn).await?;
    Ok(())
}

/// Gives a noted event its place.
async fn place_on_log(conn: &mut Conn, noted: &Row, leaf: u64) -> Result<(), StoreError> {
    let (borrower, application): (String, String) = (noted.try_get(0)?, noted.try_get(1)?);
    let sequence: i64 = noted.try_get(2)?;
    statement(sql::log::PLACE_LOG_ENTRY)
        .bind(&borrower)
        .bind(&application)
        .bind(sequence)
        .bind(stored_number(leaf))
        .execute(&mut *conn)
        .await?;
    statement(sql::log::LOG_ENTRY_DONE)
        .bind(&borrower)
        .bind(&application)
        .bind(sequence)
        .execute(conn)
        .await?;
    Ok(())
}

async fn read_tiles<'a>(
    conn: &mut Conn,
    ids: impl IntoIterator<Item = &'a TileId>,
) -> Result<Tiles, StoreError> {
    let mut tiles = Tiles::new();
    for id in ids {
        let row = statement(sql::log::TILE)
            .bind(LOG)
            .bind(i64::from(id.level))
            .bind(stored_number(id.index))
            .fetch_optional(&mut *conn)
            .await?;
        if let Some(row) = row {
            let hashes: Vec<u8> = row.try_get(0)?;
            tiles.insert(*id, &hashes);
        }
    }
    Ok(tiles)
}

async fn log_tiles(conn: &mut Conn, act: &FindTiles) -> Result<Tiles, StoreError> {
    read_tiles(conn, &act.ids).await
}

async fn log_size(conn: &mut Conn, (): &()) -> Result<u64, StoreError> {
    let row = statement(sql::log::LOG_SIZE).bind(LOG).fetch_optional(conn).await?;
    row.as_ref().map_or(Ok(0), |row| log_number(row, 0))
}

async fn has_pending_log_entries(conn: &mut Conn, (): &()) -> Result<bool, StoreError> {
    let row = statement(sql::log::PENDING_LOG_ENTRY).bind("").fetch_optional(conn).await?;
    Ok(row.is_some())
}

async fn log_keys(conn: &mut Conn, (): &()) -> Result<Vec<LogKey>, StoreError> {
    let rows = statement(sql::log::LOG_KEYS).bind(LOG).fetch_all(conn).await?;
    let key = |row: &Row| {
        Ok(LogKey {
            from_size: log_number(row, 0)?,
            verifier: row.try_get(1)?,
            endorsement: row.try_get(2)?,
        })
    };
    rows.iter().map(key).collect()
}

async fn log_places(conn: &mut Conn, act: &FindApplication) -> Result<Vec<LogPlace>, StoreError> {
    let rows = statement(sql::log::LOG_PLACES)
        .bind(&act.borrower)
        .bind(&act.application)
        .fetch_all(conn)
        .await?;
    let place = |row: &Row| {
        let sequence: i64 = row.try_get(0)?;
        let sequence = u32::try_from(sequence).unwrap_or(u32::MAX);
        Ok(LogPlace { sequence, leaf: log_number(row, 1)? })
    };
    rows.iter().map(place).collect()
}
