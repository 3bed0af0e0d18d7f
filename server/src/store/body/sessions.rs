// Sessions.

use super::acts::{EndSession, ListSessions, ListedSession, NewSession, StartSession};

writes! {
    Compound start_session(StartSession) -> ();
    Single see_session(ResumeSession) -> ();
    Single end_session(EndSession) -> bool;
    Single end_other_sessions(EndSession) -> ();
}

reads! {
    live_session(ResumeSession) -> Option<(Session, Timestamp)>;
    list_sessions(ListSessions) -> Vec<ListedSession>;
}

async fn start_session(conn: &mut Conn, act: &StartSession) -> Result<(), StoreError> {
    begin_session(conn, &act.borrower, &act.session, act.at).await?;
    order_jobs(conn, &act.borrower, &act.session.jobs).await
}

async fn begin_session(
    conn: &mut Conn,
    borrower: &str,
    session: &NewSession,
    at: Timestamp,
) -> Result<(), StoreError> {
    statement(sql::sessions::END_STALE_SESSIONS)
        .bind(borrower)
        .bind(at.as_micros())
        .execute(&mut *conn)
        .await?;
    statement(sql::sessions::START_SESSION)
        .bind(borrower)
        .bind(session.token_hash.as_slice())
        .bind(at.as_micros())
        .bind(session.ends_at.as_micros())
        .bind(&session.device)
        .bind(&session.signed_in_by)
        .execute(&mut *conn)
        .await?;
    Ok(())
}

async fn live_session(
    conn: &mut Conn,
    act: &ResumeSession,
) -> Result<Option<(Session, Timestamp)>, StoreError> {
    let row = statement(sql::sessions::SESSION)
        .bind(&act.borrower)
        .bind(act.token_hash.as_slice())
        .bind(act.at.as_micros())
        .bind(act.idle_since.as_micros())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let seen_at = from_micros(row.try_get(1)?);
    let session = Session {
        borrower: act.borrower.clone(),
        ends_at: from_micros(row.try_get(0)?),
        mobile: row.try_get(2)?,
        started_at: from_micros(row.try_get(3)?),
        signed_in_by: row.try_get(4)?,
    };
    Ok(Some((session, seen_at)))
}

async fn list_sessions(
    conn: &mut Conn,
    act: &ListSessions,
) -> Result<Vec<ListedSession>, StoreError> {
    let rows = statement(sql::sessions::SESSIONS)
        .bind(&act.borrower)
        .bind(act.at.as_micros())
        .bind(act.idle_since.as_micros())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(ListedSession {
                token_hash: *digest_at(row, 0)?.as_bytes(),
                started_at: from_micros(row.try_get(1)?),
                seen_at: from_micros(row.try_get(2)?),
                device: row.try_get(3)?,
                signed_in_by: row.try_get(4)?,
            })
        })
        .collect()
}

async fn see_session(conn: &mut Conn, act: &ResumeSession) -> Result<(), StoreError> {
    statement(sql::sessions::SEE_SESSION)
        .bind(&act.borrower)
        .bind(act.token_hash.as_slice())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn end_session(conn: &mut Conn, act: &EndSession) -> Result<bool, StoreError> {
    let ended = statement(sql::sessions::END_SESSION)
        .bind(&act.borrower)
        .bind(act.token_hash.as_slice())
        .execute(conn)
        .await?;
    Ok(ended.rows_affected() > 0)
}

async fn end_other_sessions(conn: &mut Conn, act: &EndSession) -> Result<(), StoreError> {
    statement(sql::sessions::END_OTHER_SESSIONS)
        .bind(&act.borrower)
        .bind(act.token_hash.as_slice())
        .execute(conn)
        .await?;
    Ok(())
}
