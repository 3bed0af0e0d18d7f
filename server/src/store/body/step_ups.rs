// Fresh verifications.

use super::acts::{BeginStepUp, FindProven, FindStepUp, Proven, StoredStepUp, SucceedStepUp};

writes! {
    Compound begin_step_up(BeginStepUp) -> ();
    Single count_wrong_step_up(FindStepUp) -> ();
    Single succeed_step_up(SucceedStepUp) -> bool;
}

reads! {
    find_step_up(FindStepUp) -> Option<StoredStepUp>;
    find_proven(FindProven) -> Option<Proven>;
}

async fn begin_step_up(conn: &mut Conn, act: &BeginStepUp) -> Result<(), StoreError> {
    statement(sql::step_ups::FORGET_STEP_UPS)
        .bind(&act.borrower)
        .bind(act.forget_before.as_micros())
        .execute(&mut *conn)
        .await?;
    statement(sql::step_ups::START_STEP_UP)
        .bind(&act.borrower)
        .bind(&act.step_up)
        .bind(act.token_hash.as_slice())
        .bind(act.act)
        .bind(act.binds.as_bytes().as_slice())
        .bind(act.document.as_ref().map(|document| document.as_str().to_owned()))
        .bind(act.code_hash.map(|hash| hash.to_vec()))
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    Ok(())
}

async fn find_step_up(
    conn: &mut Conn,
    act: &FindStepUp,
) -> Result<Option<StoredStepUp>, StoreError> {
    let row = statement(sql::step_ups::STEP_UP)
        .bind(&act.borrower)
        .bind(&act.step_up)
        .bind(act.token_hash.as_slice())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let document: Option<String> = row.try_get(1)?;
    let code: Option<Vec<u8>> = row.try_get(2)?;
    let proven_at: Option<i64> = row.try_get(5)?;
    Ok(Some(StoredStepUp {
        binds: digest_at(&row, 0)?,
        document: document.map(Document::stored),
        code_hash: code.map(|_| digest_at(&row, 2)).transpose()?.map(|hash| *hash.as_bytes()),
        issued_at: from_micros(row.try_get(3)?),
        wrong_codes: row.try_get(4)?,
        proven_at: proven_at.map(from_micros),
    }))
}

async fn count_wrong_step_up(conn: &mut Conn, act: &FindStepUp) -> Result<(), StoreError> {
    statement(sql::step_ups::COUNT_WRONG_STEP_UP)
        .bind(&act.borrower)
        .bind(&act.step_up)
        .execute(conn)
        .await?;
    Ok(())
}

async fn succeed_step_up(conn: &mut Conn, act: &SucceedStepUp) -> Result<bool, StoreError> {
    let proven = statement(sql::step_ups::PROVE_STEP_UP)
        .bind(&act.borrower)
        .bind(&act.step_up)
        .bind(act.at.as_micros())
        .bind(act.by)
        .execute(conn)
        .await?;
    Ok(proven.rows_affected() == 1)
}

async fn find_proven(conn: &mut Conn, act: &FindProven) -> Result<Option<Proven>, StoreError> {
    let row = statement(sql::step_ups::PROVEN_STEP_UP)
        .bind(&act.borrower)
        .bind(act.token_hash.as_slice())
        .bind(act.binds.as_bytes().as_slice())
        .bind(act.since.as_micros())
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(Proven { step_up: row.try_get(0)?, by: row.try_get(1)? })).transpose()
}

/// Uses a verification for one act; without one that nothing has used, nothing is recorded.
async fn use_step_up(
    conn: &mut Conn,
    borrower: &str,
    step_up: Option<&str>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let Some(step_up) = step_up else { return Ok(()) };
    let used = statement(sql::step_ups::USE_STEP_UP)
        .bind(borrower)
        .bind(step_up)
        .bind(at.as_micros())
        .execute(conn)
        .await?;
    if used.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotVerified) }
}
