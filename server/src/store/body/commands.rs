// Commands, and the answers their keys are given.

use super::acts::ForgetAnswer;

writes! {
    Single forget_answer(ForgetAnswer) -> ();
    Single keep_answer(Command) -> ();
}

reads! {
    answered(AnsweredBefore) -> Option<Answer>;
    answers_about(FindApplication) -> Vec<AnsweredBefore>;
}

/// Takes the command's key with its answer, or refuses because it has one.
async fn claim_key(conn: &mut Conn, command: &Command) -> Result<(), StoreError> {
    let claimed = statement(sql::commands::CLAIM_KEY)
        .bind(&command.borrower)
        .bind(&command.key)
        .bind(command.request_hash.as_bytes().as_slice())
        .bind(i64::from(command.answer.status))
        .bind(command.answer.body.as_slice())
        .bind(command.at.as_micros())
        .execute(conn)
        .await?;
    if claimed.rows_affected() == 1 { Ok(()) } else { Err(StoreError::AlreadyAnswered) }
}

/// Takes the key of a command whose answer was made inside the transaction, and tells it.
async fn claim_key_with(conn: &mut Conn, command: Command) -> Result<Answer, StoreError> {
    if command.answer.body.is_empty() {
        return Err(StoreError::Unsealed);
    }
    claim_key(conn, &command).await?;
    Ok(command.answer)
}

async fn keep_answer(conn: &mut Conn, command: &Command) -> Result<(), StoreError> {
    claim_key(conn, command).await
}

async fn answered(conn: &mut Conn, act: &AnsweredBefore) -> Result<Option<Answer>, StoreError> {
    let row =
        statement(sql::commands::ANSWERED).bind(&act.borrower).bind(&act.key).fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    let status: i64 = row.try_get(1)?;
    Ok(Some(Answer {
        request_hash: digest_at(&row, 0)?,
        status: u16::try_from(status).unwrap_or(500),
        body: row.try_get(2)?,
    }))
}

/// Notes that the answer to somebody's command says something about an application of another.
async fn note_answer_about(
    conn: &mut Conn,
    (borrower, application): (&str, &str),
    command: &Command,
) -> Result<(), StoreError> {
    if command.borrower != borrower {
        statement(sql::commands::NOTE_ANSWER_ABOUT)
            .bind(borrower)
            .bind(application)
            .bind(&command.borrower)
            .bind(&command.key)
            .execute(conn)
            .await?;
    }
    Ok(())
}

async fn answers_about(
    conn: &mut Conn,
    act: &FindApplication,
) -> Result<Vec<AnsweredBefore>, StoreError> {
    let rows = statement(sql::commands::ANSWERS_ABOUT)
        .bind(&act.borrower)
        .bind(&act.application)
        .fetch_all(conn)
        .await?;
    let about =
        |row: &Row| Ok(AnsweredBefore { borrower: row.try_get(0)?, key: row.try_get(1)? });
    rows.iter().map(about).collect()
}

async fn forget_answer(conn: &mut Conn, act: &ForgetAnswer) -> Result<(), StoreError> {
    statement(sql::commands::FORGET_ANSWER)
        .bind(&act.borrower)
        .bind(&act.key)
        .bind(act.body.as_slice())
        .execute(conn)
        .await?;
    Ok(())
}
