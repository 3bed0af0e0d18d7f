// Monthly statements.

use super::acts::{AnswerStatement, FindStatement, KeepStatement, StoredStatement};

writes! {
    Single keep_statement(KeepStatement) -> ();
    Compound answer_statement(AnswerStatement) -> ();
}

reads! {
    find_statement(FindStatement) -> Option<StoredStatement>;
    list_statements(FindFacility) -> Vec<StoredStatement>;
}

async fn keep_statement(conn: &mut Conn, act: &KeepStatement) -> Result<(), StoreError> {
    statement(sql::statements::KEEP_STATEMENT)
        .bind(&act.borrower)
        .bind(&act.facility)
        .bind(&act.month)
        .bind(act.digest.as_bytes().as_slice())
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn answer_statement(conn: &mut Conn, act: &AnswerStatement) -> Result<(), StoreError> {
    let Command { borrower, at, .. } = &act.command;
    claim_key(conn, &act.command).await?;
    let answered = statement(sql::statements::ANSWER_STATEMENT)
        .bind(borrower)
        .bind(&act.facility)
        .bind(&act.month)
        .bind(act.answer.as_str())
        .bind(at.as_micros())
        .bind(act.digest.as_bytes().as_slice())
        .execute(&mut *conn)
        .await?;
    unless_changed(answered.rows_affected())?;
    let paper = (&act.digest, &act.document);
    keep_paper(conn, borrower, &act.application, "statement", paper, *at).await?;
    let evidence = std::slice::from_ref(&act.evidence);
    append_evidence(conn, borrower, &act.application, *at, evidence).await
}

fn statement_from(row: &Row) -> Result<StoredStatement, StoreError> {
    let answer: Option<String> = row.try_get(3)?;
    Ok(StoredStatement {
        month: row.try_get(0)?,
        digest: digest_at(row, 1)?,
        document: document_at(row, 2)?,
        answer: answer.map(Document::stored),
    })
}

async fn find_statement(
    conn: &mut Conn,
    act: &FindStatement,
) -> Result<Option<StoredStatement>, StoreError> {
    let row = statement(sql::statements::STATEMENT)
        .bind(&act.borrower)
        .bind(&act.facility)
        .bind(&act.month)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(statement_from).transpose()
}

async fn list_statements(
    conn: &mut Conn,
    act: &FindFacility,
) -> Result<Vec<StoredStatement>, StoreError> {
    let rows = statement(sql::statements::STATEMENTS_OF)
        .bind(&act.borrower)
        .bind(&act.facility)
        .fetch_all(conn)
        .await?;
    rows.iter().map(statement_from).collect()
}
