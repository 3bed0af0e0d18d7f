// Facilities, and the account that money goes to.

use super::acts::{BindAccount, FindFacility, Freeze, FrozenBy, StoredFacility, StoredFreeze, Unfreeze};

writes! {
    Single bind_account(BindAccount) -> ();
    Compound freeze(Freeze) -> ();
    Compound unfreeze(Unfreeze) -> bool;
}

reads! {
    list_facilities(BorrowerId) -> Vec<StoredFacility>;
    find_facility(FindFacility) -> Option<StoredFacility>;
    account(FindApplication) -> Option<Document>;
    freezes(FindFacility) -> Vec<StoredFreeze>;
}

fn facility_from(row: &Row) -> Result<StoredFacility, StoreError> {
    Ok(StoredFacility {
        facility: row.try_get(0)?,
        application: row.try_get(1)?,
        limit_fen: row.try_get(2)?,
        drawn_fen: row.try_get(3)?,
        document: document_at(row, 4)?,
        frozen: frozen(row.try_get(5)?),
    })
}

/// Who froze it and why, from `borrower:lost the phone`.
fn frozen(text: Option<String>) -> Option<(FrozenBy, String)> {
    let text = text?;
    let (by, reason) = text.split_once(':').unwrap_or(("", &text));
    Some((FrozenBy::from_word(by), reason.to_owned()))
}

async fn freeze(conn: &mut Conn, act: &Freeze) -> Result<(), StoreError> {
    if let Some(command) = &act.command {
        claim_key(conn, command).await?;
    }
    let facility = FindFacility { borrower: act.borrower.clone(), facility: act.facility.clone() };
    let earlier = freezes(conn, &facility).await?;
    if earlier.iter().any(|freeze| freeze.by == act.by && freeze.lifted_at.is_none()) {
        return Ok(());
    }
    statement(sql::facilities::FREEZE)
        .bind(&act.borrower)
        .bind(&act.facility)
        .bind(&act.freeze)
        .bind(act.by.word())
        .bind(&act.reason)
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    append_evidence(conn, &act.borrower, &act.application, act.at, &[EvidenceBody::Frozen {}]).await
}

async fn unfreeze(conn: &mut Conn, act: &Unfreeze) -> Result<bool, StoreError> {
    let lifted = statement(sql::facilities::UNFREEZE)
        .bind(&act.borrower)
        .bind(&act.facility)
        .bind(act.by.word())
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    if lifted.rows_affected() == 0 {
        return Ok(false);
    }
    let evidence = [EvidenceBody::Unfrozen {}];
    append_evidence(conn, &act.borrower, &act.application, act.at, &evidence).await?;
    Ok(true)
}

async fn freezes(conn: &mut Conn, act: &FindFacility) -> Result<Vec<StoredFreeze>, StoreError> {
    let rows = statement(sql::facilities::FREEZES)
        .bind(&act.borrower)
        .bind(&act.facility)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let by: String = row.try_get(0)?;
            let lifted_at: Option<i64> = row.try_get(3)?;
            Ok(StoredFreeze {
                by: FrozenBy::from_word(&by),
                reason: row.try_get(1)?,
                frozen_at: from_micros(row.try_get(2)?),
                lifted_at: lifted_at.map(from_micros),
            })
        })
        .collect()
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
