// Quotes.

use super::acts::{FindQuote, RecordQuote, StoredQuote};

writes! {
    Single record_quote(RecordQuote) -> bool;
}

reads! {
    find_quote(FindQuote) -> Option<StoredQuote>;
}

/// Quotes asked for before signing in belong to this borrower.
const VISITOR: &str = "visitor";

/// Keeps a quote once; `false` when its identifier was there before.
async fn record_quote(conn: &mut Conn, act: &RecordQuote) -> Result<bool, StoreError> {
    let recorded = statement(sql::quotes::RECORD_QUOTE)
        .bind(act.borrower.as_deref().unwrap_or(VISITOR))
        .bind(&act.quote)
        .bind(act.request_hash.as_bytes().as_slice())
        .bind(act.catalogue_hash.as_bytes().as_slice())
        .bind(act.input_hash.as_bytes().as_slice())
        .bind(act.output_hash.as_bytes().as_slice())
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(recorded.rows_affected() == 1)
}

async fn find_quote(conn: &mut Conn, act: &FindQuote) -> Result<Option<StoredQuote>, StoreError> {
    for borrower in [act.borrower.as_deref().unwrap_or(VISITOR), VISITOR] {
        let row = statement(sql::quotes::QUOTE)
            .bind(borrower)
            .bind(&act.quote)
            .fetch_optional(&mut *conn)
            .await?;
        if let Some(row) = row {
            let request_hash = digest_at(&row, 0)?;
            return Ok(Some(StoredQuote { request_hash, document: document_at(&row, 1)? }));
        }
    }
    Ok(None)
}
