// Money that came in by itself, and money given back.

use super::acts::{AppliedPayment, ClearHeld, FindIncoming, NewRefund, RAIL, SettleRefund, StoredIncoming, StoredRefund, TellIncoming};

writes! {
    Compound tell_incoming(TellIncoming) -> bool;
    Compound clear_held(ClearHeld) -> ();
    Compound settle_refund(SettleRefund) -> ();
}

reads! {
    find_incoming(String) -> Option<StoredIncoming>;
    list_incoming(FindIncoming) -> Vec<StoredIncoming>;
    owner_of_loan(String) -> Option<BorrowerId>;
    find_refund(String) -> Option<StoredRefund>;
}

async fn tell_incoming(conn: &mut Conn, act: &TellIncoming) -> Result<bool, StoreError> {
    let told = statement(sql::incoming::TELL_INCOMING)
        .bind(RAIL)
        .bind(&act.reference)
        .bind(act.owner.as_deref())
        .bind(act.loan.as_deref())
        .bind(act.amount_fen)
        .bind(shared::date_text::format(act.arrived_on))
        .bind(act.state)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    if told.rows_affected() == 0 {
        return Ok(false);
    }
    if let Some(applied) = &act.applied {
        apply_payment(conn, applied, act.at).await?;
    }
    enter_all(conn, RAIL, &act.entries, act.at).await?;
    if let Some(refund) = &act.refund {
        order_refund(conn, &act.reference, refund, act.at).await?;
    }
    order_jobs(conn, RAIL, act.look_again.as_slice()).await?;
    Ok(true)
}

/// Clears held money once; a second look changes nothing.
async fn clear_held(conn: &mut Conn, act: &ClearHeld) -> Result<(), StoreError> {
    let cleared = statement(sql::incoming::CLEAR_HELD)
        .bind(RAIL)
        .bind(&act.reference)
        .bind(act.state)
        .bind(act.document.as_str())
        .execute(&mut *conn)
        .await?;
    if cleared.rows_affected() == 0 {
        return Ok(());
    }
    if let Some(applied) = &act.applied {
        apply_payment(conn, applied, act.at).await?;
    }
    enter_all(conn, RAIL, &act.entries, act.at).await?;
    match &act.refund {
        Some(refund) => order_refund(conn, &act.reference, refund, act.at).await,
        None => Ok(()),
    }
}

async fn apply_payment(
    conn: &mut Conn,
    act: &AppliedPayment,
    at: Timestamp,
) -> Result<(), StoreError> {
    let of_loan = (act.borrower.as_str(), act.facility.as_str(), act.loan.as_str());
    let seen = (&act.document, act.expected_version);
    let events = std::slice::from_ref(&act.event);
    advance_loan(conn, (&act.borrower, &act.loan), seen, events, at).await?;
    principal_came_back(conn, of_loan, act.release, act.restored_fen, at).await?;
    enter_all(conn, &act.borrower, &act.entries, at).await?;
    append_evidence(conn, &act.borrower, &act.application, at, &act.evidence).await
}

async fn order_refund(
    conn: &mut Conn,
    reference: &str,
    refund: &NewRefund,
    at: Timestamp,
) -> Result<(), StoreError> {
    statement(sql::incoming::ORDER_REFUND)
        .bind(RAIL)
        .bind(&refund.refund)
        .bind(reference)
        .bind(refund.amount_fen)
        .bind(&refund.account)
        .bind(at.as_micros())
        .execute(&mut *conn)
        .await?;
    order_jobs(conn, RAIL, std::slice::from_ref(&refund.job)).await
}

/// Settles a refund once; a second settlement changes nothing.
async fn settle_refund(conn: &mut Conn, act: &SettleRefund) -> Result<(), StoreError> {
    let settled = statement(sql::incoming::SETTLE_REFUND)
        .bind(RAIL)
        .bind(&act.refund)
        .bind(act.state)
        .bind(act.moved_at.as_micros())
        .execute(&mut *conn)
        .await?;
    if settled.rows_affected() == 0 {
        return Ok(());
    }
    enter_all(conn, RAIL, &act.entries, act.at).await
}

fn incoming_from(row: &Row) -> Result<StoredIncoming, StoreError> {
    let day: String = row.try_get(3)?;
    let arrived_on =
        shared::date_text::parse(&day).ok_or_else(|| inconsistent("day of arrival", &day))?;
    Ok(StoredIncoming {
        reference: row.try_get(0)?,
        loan: row.try_get(1)?,
        amount_fen: row.try_get(2)?,
        arrived_on,
        document: document_at(row, 4)?,
        told_at: from_micros(row.try_get(5)?),
    })
}

async fn find_incoming(
    conn: &mut Conn,
    reference: &String,
) -> Result<Option<StoredIncoming>, StoreError> {
    let row =
        statement(sql::incoming::INCOMING).bind(RAIL).bind(reference).fetch_optional(conn).await?;
    row.as_ref().map(incoming_from).transpose()
}

async fn list_incoming(
    conn: &mut Conn,
    act: &FindIncoming,
) -> Result<Vec<StoredIncoming>, StoreError> {
    let rows = statement(sql::incoming::INCOMING_OF_LOAN)
        .bind(RAIL)
        .bind(&act.owner)
        .bind(&act.loan)
        .fetch_all(conn)
        .await?;
    rows.iter().map(incoming_from).collect()
}

async fn owner_of_loan(conn: &mut Conn, loan: &String) -> Result<Option<BorrowerId>, StoreError> {
    let row = statement(sql::incoming::OWNER_OF_LOAN).bind(loan).fetch_optional(conn).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

async fn find_refund(
    conn: &mut Conn,
    refund: &String,
) -> Result<Option<StoredRefund>, StoreError> {
    let row = statement(sql::incoming::REFUND).bind(RAIL).bind(refund).fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    let state: String = row.try_get(4)?;
    Ok(Some(StoredRefund {
        refund: row.try_get(0)?,
        reference: row.try_get(1)?,
        amount_fen: row.try_get(2)?,
        account: row.try_get(3)?,
        is_open: state == "asked",
    }))
}
