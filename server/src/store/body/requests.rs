// Requests to people.

use super::acts::{AskPerson, CloseRequest, FindRequest, StoredRequest};

writes! {
    Compound ask_person(AskPerson) -> ();
    Single close_request(CloseRequest) -> ();
}

reads! {
    find_request(FindRequest) -> Option<StoredRequest>;
    list_requests(BorrowerId) -> Vec<StoredRequest>;
    open_requests(i64) -> Vec<StoredRequest>;
}

async fn ask_person(conn: &mut Conn, act: &AskPerson) -> Result<(), StoreError> {
    claim_key(conn, &act.command).await?;
    statement(sql::requests::ASK_PERSON)
        .bind(&act.command.borrower)
        .bind(&act.request)
        .bind(act.kind)
        .bind(act.loan.as_deref())
        .bind(act.document.as_str())
        .bind(act.command.at.as_micros())
        .bind(act.promised_by.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn close_request(conn: &mut Conn, act: &CloseRequest) -> Result<(), StoreError> {
    let closed = statement(sql::requests::CLOSE_REQUEST)
        .bind(&act.borrower)
        .bind(&act.request)
        .bind(act.state)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    unless_changed(closed.rows_affected())
}

fn request_from(row: &Row) -> Result<StoredRequest, StoreError> {
    Ok(StoredRequest {
        borrower: row.try_get(0)?,
        request: row.try_get(1)?,
        kind: row.try_get(2)?,
        loan: row.try_get(3)?,
        state: row.try_get(4)?,
        document: document_at(row, 5)?,
        asked_at: from_micros(row.try_get(6)?),
        promised_by: from_micros(row.try_get(7)?),
    })
}

async fn find_request(
    conn: &mut Conn,
    act: &FindRequest,
) -> Result<Option<StoredRequest>, StoreError> {
    let row = statement(sql::requests::REQUEST)
        .bind(&act.borrower)
        .bind(&act.request)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(request_from).transpose()
}

async fn list_requests(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<StoredRequest>, StoreError> {
    let rows = statement(sql::requests::REQUESTS).bind(borrower).fetch_all(conn).await?;
    rows.iter().map(request_from).collect()
}

async fn open_requests(conn: &mut Conn, most: &i64) -> Result<Vec<StoredRequest>, StoreError> {
    let rows = statement(sql::requests::OPEN_REQUESTS).bind(*most).fetch_all(conn).await?;
    rows.iter().map(request_from).collect()
}
