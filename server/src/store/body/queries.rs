// Questions to outside parties.

use super::acts::{Ask, QueryRecord, RecordAnswer, VerifiedAnswer};

writes! {
    Compound ask(Ask) -> String;
    Compound record_answer(RecordAnswer) -> ();
}

reads! {
    queries(FindApplication) -> Vec<QueryRecord>;
    verified_answers(FindApplication) -> Vec<VerifiedAnswer>;
}

/// Writes the question down and returns the consent it is asked under.
async fn ask(conn: &mut Conn, act: &Ask) -> Result<String, StoreError> {
    let asked = statement(sql::queries::ASK)
        .bind(&act.borrower)
        .bind(&act.query)
        .bind(&act.application)
        .bind(&act.purpose)
        .bind(&act.service)
        .bind(act.at.as_micros())
        .fetch_optional(conn)
        .await?;
    let consent = asked.ok_or(StoreError::NotAuthorised)?;
    Ok(consent.try_get(0)?)
}

async fn record_answer(conn: &mut Conn, act: &RecordAnswer) -> Result<(), StoreError> {
    statement(sql::queries::CLOSE_QUERY)
        .bind(&act.borrower)
        .bind(&act.query)
        .bind(act.at.as_micros())
        .bind(&act.outcome)
        .bind(act.answer_hash.map(|hash| hash.as_bytes().to_vec()))
        .execute(&mut *conn)
        .await?;
    if let Some(document) = &act.document {
        statement(sql::queries::KEEP_ANSWER)
            .bind(&act.borrower)
            .bind(&act.application)
            .bind(&act.service)
            .bind(document.as_str())
            .bind(act.at.as_micros())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// How the latest question to each party went.
async fn queries(conn: &mut Conn, act: &FindApplication) -> Result<Vec<QueryRecord>, StoreError> {
    let rows =
        statement(sql::queries::QUERIES).bind(&act.borrower).bind(&act.application).fetch_all(conn).await?;
    let mut latest: Vec<QueryRecord> = Vec::new();
    for row in &rows {
        let record = QueryRecord { service: row.try_get(0)?, outcome: row.try_get(1)? };
        latest.retain(|earlier| earlier.service != record.service);
        latest.push(record);
    }
    Ok(latest)
}

async fn verified_answers(
    conn: &mut Conn,
    act: &FindApplication,
) -> Result<Vec<VerifiedAnswer>, StoreError> {
    let rows = statement(sql::queries::VERIFIED_ANSWERS)
        .bind(&act.borrower)
        .bind(&act.application)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| Ok(VerifiedAnswer { service: row.try_get(0)?, document: document_at(row, 1)? }))
        .collect()
}
