// Facilities, and the account that money goes to.

use super::acts::{BindAccount, FindFacility, StoredFacility};

writes! {
    Single bind_account(BindAccount) -> ();
}

reads! {
    list_facilities(BorrowerId) -> Vec<StoredFacility>;
    find_facility(FindFacility) -> Option<StoredFacility>;
    account(FindApplication) -> Option<Document>;
}

fn facility_from(row: &Row) -> Result<StoredFacility, StoreError> {
    Ok(StoredFacility {
        facility: row.try_get(0)?,
        application: row.try_get(1)?,
        limit_fen: row.try_get(2)?,
        drawn_fen: row.try_get(3)?,
        document: document_at(row, 4)?,
    })
}

async fn find_facility(
    conn: &mut Conn,
    act: &FindFacility,
) -> Result<Option<StoredFacility>, StoreError> {
    let row = statement(sql::facilities::FACILITY)
        .bind(&act.borrower)
        .bind(&act.facility)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(facility_from).transpose()
}

async fn list_facilities(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<StoredFacility>, StoreError> {
    let rows = statement(sql::facilities::FACILITIES).bind(borrower).fetch_all(conn).await?;
    rows.iter().map(facility_from).collect()
}

async fn bind_account(conn: &mut Conn, act: &BindAccount) -> Result<(), StoreError> {
    statement(sql::facilities::BIND_ACCOUNT)
        .bind(&act.borrower)
        .bind(&act.application)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn account(conn: &mut Conn, act: &FindApplication) -> Result<Option<Document>, StoreError> {
    let found = documents(conn, sql::facilities::ACCOUNT, &act.borrower, &act.application).await?;
    Ok(found.into_iter().next())
}
