// Questions to outside parties.

use super::acts::{
    AdoptAnswer, Ask, AskedUnder, HeldAnswer, QueryRecord, RecordAnswer, VerifiedAnswer,
};

writes! {
    Compound ask(Ask) -> String;
    Compound record_answer(RecordAnswer) -> ();
    Single adopt_answer(AdoptAnswer) -> ();
}

reads! {
    queries(FindApplication) -> Vec<QueryRecord>;
    verified_answers(FindApplication) -> Vec<VerifiedAnswer>;
    held_answers(BorrowerId) -> Vec<HeldAnswer>;
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
            .bind(&act.query)
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

async fn adopt_answer(conn: &mut Conn, act: &AdoptAnswer) -> Result<(), StoreError> {
    let adopted = statement(sql::queries::ADOPT_ANSWER)
        .bind(&act.borrower)
        .bind(&act.application)
        .bind(&act.from)
        .bind(&act.service)
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    if adopted.rows_affected() == 0 {
        return Err(StoreError::NotAuthorised);
    }
    Ok(())
}

async fn held_answers(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<HeldAnswer>, StoreError> {
    let rows = statement(sql::queries::HELD_ANSWERS).bind(borrower).fetch_all(conn).await?;
    rows.iter().map(held_answer).collect()
}

fn held_answer(row: &Row) -> Result<HeldAnswer, StoreError> {
    let consent: Option<String> = row.try_get(4)?;
    let withdrawn_at: Option<i64> = row.try_get(7)?;
    let asked = match consent {
        Some(consent) => Some(AskedUnder {
            query: row.try_get(8)?,
            consent,
            given_at: from_micros(row.try_get(5)?),
            valid_until: from_micros(row.try_get(6)?),
            withdrawn_at: withdrawn_at.map(from_micros),
        }),
        None => None,
    };
    Ok(HeldAnswer {
        application: row.try_get(0)?,
        service: row.try_get(1)?,
        document: document_at(row, 2)?,
        answered_at: from_micros(row.try_get(3)?),
        asked,
    })
}
