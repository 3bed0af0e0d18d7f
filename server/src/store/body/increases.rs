// Wishes for a higher limit.

use super::acts::{ChangeIncrease, FindIncrease, ListIncreases, OpenIncrease, RaiseLimit, StoredIncrease};

writes! {
    Compound open_increase(OpenIncrease) -> ();
    Compound change_increase(ChangeIncrease) -> ();
}

reads! {
    find_increase(FindIncrease) -> Option<StoredIncrease>;
    list_increases(ListIncreases) -> Vec<StoredIncrease>;
}

async fn open_increase(conn: &mut Conn, act: &OpenIncrease) -> Result<(), StoreError> {
    claim_key(conn, &act.command).await?;
    statement(sql::increases::OPEN_INCREASE)
        .bind(&act.command.borrower)
        .bind(&act.increase)
        .bind(&act.facility)
        .bind(&act.state)
        .bind(act.document.as_str())
        .bind(act.command.at.as_micros())
        .execute(&mut *conn)
        .await?;
    advance_application(conn, &act.step).await
}

async fn change_increase(conn: &mut Conn, act: &ChangeIncrease) -> Result<(), StoreError> {
    let Command { borrower, at, .. } = &act.command;
    claim_key(conn, &act.command).await?;
    let changed = (&act.increase, &act.from_state, &act.state, &act.document);
    decide_increase(conn, borrower, changed, *at).await?;
    if let Some(raise) = &act.raise {
        raise_limit(conn, borrower, raise).await?;
    }
    match &act.step {
        Some(step) => advance_application(conn, step).await,
        None => Ok(()),
    }
}

/// Decides a wish again, in the state it was read in.
async fn decide_increase(
    conn: &mut Conn,
    borrower: &str,
    (increase, from_state, state, document): (&String, &String, &String, &Document),
    at: Timestamp,
) -> Result<(), StoreError> {
    let changed = statement(sql::increases::CHANGE_INCREASE)
        .bind(borrower)
        .bind(increase)
        .bind(state)
        .bind(document.as_str())
        .bind(at.as_micros())
        .bind(from_state)
        .execute(conn)
        .await?;
    unless_changed(changed.rows_affected())
}

async fn raise_limit(conn: &mut Conn, borrower: &str, raise: &RaiseLimit) -> Result<(), StoreError> {
    let raised = statement(sql::facilities::RAISE_LIMIT)
        .bind(borrower)
        .bind(&raise.facility)
        .bind(raise.limit_fen)
        .bind(raise.from_fen)
        .execute(conn)
        .await?;
    unless_changed(raised.rows_affected())
}

fn increase_from(row: &Row) -> Result<StoredIncrease, StoreError> {
    Ok(StoredIncrease {
        increase: row.try_get(0)?,
        facility: row.try_get(1)?,
        state: row.try_get(2)?,
        document: document_at(row, 3)?,
        asked_at: from_micros(row.try_get(4)?),
    })
}

async fn find_increase(
    conn: &mut Conn,
    act: &FindIncrease,
) -> Result<Option<StoredIncrease>, StoreError> {
    let row = statement(sql::increases::INCREASE)
        .bind(&act.borrower)
        .bind(&act.increase)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(increase_from).transpose()
}

async fn list_increases(
    conn: &mut Conn,
    act: &ListIncreases,
) -> Result<Vec<StoredIncrease>, StoreError> {
    let rows = statement(sql::increases::INCREASES)
        .bind(&act.borrower)
        .bind(&act.facility)
        .fetch_all(conn)
        .await?;
    rows.iter().map(increase_from).collect()
}
