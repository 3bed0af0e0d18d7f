// Deletion.

use super::acts::{DeletePersonal, Redaction};

writes! {
    Compound delete_personal(DeletePersonal) -> ();
}

reads! {
    deletion_requests(BorrowerId) -> Vec<Document>;
    quotes_of(BorrowerId) -> Vec<Document>;
}

async fn delete_personal(conn: &mut Conn, act: &DeletePersonal) -> Result<(), StoreError> {
    use_step_up(conn, &act.borrower, act.step_up.as_deref(), act.at).await?;
    for redaction in &act.redactions {
        redact(conn, act, redaction).await?;
    }
    statement(sql::deletion::DELETE_QUOTES).bind(&act.borrower).execute(&mut *conn).await?;
    if act.closes_account {
        for text in [
            sql::deletion::DELETE_PASSKEYS,
            sql::deletion::DELETE_CREDENTIALS,
            sql::deletion::DELETE_CHALLENGES,
            sql::deletion::DELETE_STEP_UPS,
            sql::deletion::DELETE_REQUESTS,
            sql::deletion::DELETE_SESSIONS,
            sql::deletion::DELETE_ANSWERED,
            sql::deletion::DELETE_OWNER,
            sql::deletion::DELETE_BORROWER,
        ] {
            statement(text).bind(&act.borrower).execute(&mut *conn).await?;
        }
    }
    if let Some(explanation) = &act.explanation {
        statement(sql::requests::ASK_PERSON)
            .bind(&act.borrower)
            .bind(&act.request)
            .bind(explanation.kind)
            .bind(None::<&str>)
            .bind(explanation.document.as_str())
            .bind(act.at.as_micros())
            .bind(explanation.promised_by.as_micros())
            .execute(&mut *conn)
            .await?;
    }
    statement(sql::deletion::RECORD_DELETION)
        .bind(&act.borrower)
        .bind(&act.request)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

/// Empties one application and withdraws what it had allowed.
async fn redact(
    conn: &mut Conn,
    act: &DeletePersonal,
    redaction: &Redaction,
) -> Result<(), StoreError> {
    let redacted = statement(sql::deletion::REDACT_APPLICATION)
        .bind(&act.borrower)
        .bind(&redaction.application)
        .bind(&redaction.stage)
        .bind(redaction.document.as_str())
        .bind(act.at.as_micros())
        .bind(redaction.expected_version)
        .execute(&mut *conn)
        .await?;
    if redacted.rows_affected() == 0 {
        return Err(StoreError::Changed);
    }
    statement(sql::deletion::WITHDRAW_CONSENTS)
        .bind(&act.borrower)
        .bind(&redaction.application)
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    for text in [
        sql::deletion::DELETE_VERIFIED_ANSWERS,
        sql::deletion::DELETE_DECISIONS,
        sql::deletion::DELETE_PAPERS,
        sql::deletion::DELETE_FILES,
        sql::deletion::DELETE_DESK_ACTS,
        sql::deletion::DELETE_DESK_TASKS,
        sql::deletion::DELETE_DESK_RECORDS,
    ] {
        statement(text)
            .bind(&act.borrower)
            .bind(&redaction.application)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

async fn of_borrower(
    conn: &mut Conn,
    text: &'static str,
    borrower: &str,
) -> Result<Vec<Document>, StoreError> {
    let rows = statement(text).bind(borrower).fetch_all(conn).await?;
    rows.iter().map(|row| document_at(row, 0)).collect()
}

async fn deletion_requests(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<Document>, StoreError> {
    of_borrower(conn, sql::deletion::DELETION_REQUESTS, borrower).await
}

async fn quotes_of(conn: &mut Conn, borrower: &BorrowerId) -> Result<Vec<Document>, StoreError> {
    of_borrower(conn, sql::deletion::QUOTES_OF, borrower).await
}
