// The business date of a demonstration.

use super::acts::MoveClock;

writes! {
    Compound move_clock(MoveClock) -> ();
}

reads! {
    clock_ahead(()) -> i64;
    next_job_due(()) -> Option<Timestamp>;
}

async fn clock_ahead(conn: &mut Conn, (): &()) -> Result<i64, StoreError> {
    let row = statement(sql::clock::AHEAD).bind(INSTALLATION).fetch_optional(conn).await?;
    row.map_or(Ok(0), |row| Ok(row.try_get(0)?))
}

async fn move_clock(conn: &mut Conn, act: &MoveClock) -> Result<(), StoreError> {
    let moved = statement(sql::clock::SET_AHEAD)
        .bind(INSTALLATION)
        .bind(act.ahead_micros)
        .execute(&mut *conn)
        .await?;
    unless_changed(moved.rows_affected())?;
    statement(sql::clock::CARRY_SESSIONS).bind("").bind(act.by_micros).execute(conn).await?;
    Ok(())
}

async fn next_job_due(conn: &mut Conn, (): &()) -> Result<Option<Timestamp>, StoreError> {
    let row = statement(sql::clock::NEXT_JOB_DUE).bind("").fetch_optional(conn).await?;
    row.map(|row| Ok(from_micros(row.try_get(0)?))).transpose()
}
