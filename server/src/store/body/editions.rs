// Editions of the catalogue.

use super::acts::KeepEdition;

writes! {
    Compound keep_edition(KeepEdition) -> ();
}

reads! {
    edition_at(Timestamp) -> Option<(Digest, Document)>;
}

/// Keeps an edition unless it is the one in force already.
async fn keep_edition(conn: &mut Conn, act: &KeepEdition) -> Result<(), StoreError> {
    let in_force = edition_at(conn, &act.at).await?;
    if in_force.is_some_and(|(digest, _)| digest == act.digest) {
        return Ok(());
    }
    statement(sql::editions::KEEP_EDITION)
        .bind(INSTALLATION)
        .bind(act.at.as_micros())
        .bind(act.digest.as_bytes().as_slice())
        .bind(act.document.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

async fn edition_at(
    conn: &mut Conn,
    at: &Timestamp,
) -> Result<Option<(Digest, Document)>, StoreError> {
    let row = statement(sql::editions::EDITION_AT)
        .bind(INSTALLATION)
        .bind(at.as_micros())
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok((digest_at(&row, 0)?, document_at(&row, 1)?))).transpose()
}
