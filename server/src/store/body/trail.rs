// What was allowed, and what was asked under it.

use super::acts::{StoredConsent, StoredQuery};

reads! {
    consents(BorrowerId) -> Vec<StoredConsent>;
    questions_about(BorrowerId) -> Vec<StoredQuery>;
}

async fn consents(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<StoredConsent>, StoreError> {
    let rows = statement(sql::trail::CONSENTS).bind(borrower).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let withdrawn_at: Option<i64> = row.try_get(6)?;
            Ok(StoredConsent {
                consent: row.try_get(0)?,
                application: row.try_get(1)?,
                purpose: row.try_get(2)?,
                text_hash: digest_at(row, 3)?,
                given_at: from_micros(row.try_get(4)?),
                valid_until: from_micros(row.try_get(5)?),
                withdrawn_at: withdrawn_at.map(from_micros),
            })
        })
        .collect()
}

async fn questions_about(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<StoredQuery>, StoreError> {
    let rows = statement(sql::trail::QUESTIONS_ABOUT).bind(borrower).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let answered_at: Option<i64> = row.try_get(6)?;
            Ok(StoredQuery {
                query: row.try_get(0)?,
                application: row.try_get(1)?,
                consent: row.try_get(2)?,
                purpose: row.try_get(3)?,
                service: row.try_get(4)?,
                asked_at: from_micros(row.try_get(5)?),
                answered_at: answered_at.map(from_micros),
                outcome: row.try_get(7)?,
            })
        })
        .collect()
}
