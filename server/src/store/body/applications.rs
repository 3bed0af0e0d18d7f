// Applications: their steps, papers, decisions and evidence.

use super::acts::{
    AdvanceApplication, FindFiles, FindPaper, KeptFile, OpenApplication, StoredApplication, With,
};

writes! {
    Compound open_application(OpenApplication) -> ();
    Compound advance_application(AdvanceApplication) -> ();
}

reads! {
    find_application(FindApplication) -> Option<StoredApplication>;
    list_applications(BorrowerId) -> Vec<StoredApplication>;
    decisions(FindApplication) -> Vec<Document>;
    evidence(FindApplication) -> Vec<Document>;
    files(FindFiles) -> Vec<KeptFile>;
    paper(FindPaper) -> Option<Document>;
    papers(FindApplication) -> Vec<Document>;
}

async fn open_application(conn: &mut Conn, act: &OpenApplication) -> Result<(), StoreError> {
    claim_key(conn, &act.command).await?;
    statement(sql::applications::OPEN_APPLICATION)
        .bind(&act.command.borrower)
        .bind(&act.application)
        .bind(&act.stage)
        .bind(act.document.as_str())
        .bind(act.command.at.as_micros())
        .execute(&mut *conn)
        .await?;
    append_evidence(conn, &act.command.borrower, &act.application, act.command.at, &act.evidence)
        .await
}

async fn advance_application(conn: &mut Conn, act: &AdvanceApplication) -> Result<(), StoreError> {
    if let Some(command) = &act.command {
        claim_key(conn, command).await?;
        note_answer_about(conn, (&act.borrower, &act.application), command).await?;
    }
    let advanced = statement(sql::applications::ADVANCE_APPLICATION)
        .bind(&act.borrower)
        .bind(&act.application)
        .bind(&act.stage)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .bind(act.expected_version)
        .execute(&mut *conn)
        .await?;
    if advanced.rows_affected() == 0 {
        return Err(StoreError::Changed);
    }
    for with in &act.with {
        perform_with(conn, act, with).await?;
    }
    append_evidence(conn, &act.borrower, &act.application, act.at, &act.evidence).await?;
    order_jobs(conn, &act.borrower, &act.jobs).await
}

async fn perform_with(
    conn: &mut Conn,
    act: &AdvanceApplication,
    with: &With,
) -> Result<(), StoreError> {
    let at = act.at.as_micros();
    let query = match with {
        With::Consent { consent, purpose, text_hash, valid_until } => statement(sql::applications::GIVE_CONSENT)
            .bind(&act.borrower)
            .bind(consent)
            .bind(&act.application)
            .bind(purpose)
            .bind(text_hash.as_bytes().as_slice())
            .bind(at)
            .bind(valid_until.as_micros()),
        With::Withdrawal { purpose } => statement(sql::applications::WITHDRAW_CONSENT)
            .bind(&act.borrower)
            .bind(&act.application)
            .bind(purpose)
            .bind(at),
        With::Paper { kind, digest, document } => statement(sql::applications::KEEP_PAPER)
            .bind(&act.borrower)
            .bind(&act.application)
            .bind(digest.as_bytes().as_slice())
            .bind(*kind)
            .bind(document.as_str())
            .bind(at),
        With::File { kind, digest, content } => statement(sql::applications::KEEP_FILE)
            .bind(&act.borrower)
            .bind(&act.application)
            .bind(digest.as_bytes().as_slice())
            .bind(kind.word())
            .bind(content.as_slice())
            .bind(at),
        With::Decision { version, document } => statement(sql::applications::RECORD_DECISION)
            .bind(&act.borrower)
            .bind(&act.application)
            .bind(version)
            .bind(document.as_str())
            .bind(at),
        With::Facility { facility, limit_fen, document } => statement(sql::facilities::OPEN_FACILITY)
            .bind(&act.borrower)
            .bind(facility)
            .bind(&act.application)
            .bind(limit_fen)
            .bind(document.as_str())
            .bind(at),
        With::StepUp { step_up } => {
            return use_step_up(conn, &act.borrower, Some(step_up), act.at).await;
        }
        With::JobDone { job } => statement(sql::jobs::FINISH_JOB).bind(&act.borrower).bind(job).bind(at),
        With::Desk(step) => return perform_at_desk(conn, act, step).await,
    };
    query.execute(conn).await?;
    Ok(())
}

/// Appends to the application's evidence chain; each event holds the digest of the one before.
async fn append_evidence(
    conn: &mut Conn,
    borrower: &str,
    application: &str,
    at: Timestamp,
    events: &[EvidenceBody],
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let last = statement(sql::evidence::LAST_EVIDENCE)
        .bind(borrower)
        .bind(application)
        .fetch_optional(&mut *conn)
        .await?;
    let mut head = last.as_ref().map(chain_head).transpose()?;
    for body in events {
        let event = EvidenceEvent::following(head, application, at, body.clone())?;
        statement(sql::evidence::APPEND_EVIDENCE)
            .bind(borrower)
            .bind(application)
            .bind(i64::from(event.sequence))
            .bind(event.previous.as_bytes().as_slice())
            .bind(event.digest.as_bytes().as_slice())
            .bind(Document::of(&event)?.as_str())
            .execute(&mut *conn)
            .await?;
        note_log_entry(conn, borrower, application, event.sequence).await?;
        head = Some(event.head());
    }
    Ok(())
}

fn chain_head(row: &Row) -> Result<ChainHead, StoreError> {
    let sequence: i64 = row.try_get(0)?;
    Ok(ChainHead {
        digest: digest_at(row, 1)?,
        sequence: u32::try_from(sequence).unwrap_or(u32::MAX),
    })
}

fn application_from(row: &Row) -> Result<StoredApplication, StoreError> {
    Ok(StoredApplication {
        application: row.try_get(0)?,
        version: row.try_get(1)?,
        document: document_at(row, 2)?,
    })
}

async fn find_application(
    conn: &mut Conn,
    act: &FindApplication,
) -> Result<Option<StoredApplication>, StoreError> {
    let row = statement(sql::applications::APPLICATION)
        .bind(&act.borrower)
        .bind(&act.application)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(application_from).transpose()
}

async fn list_applications(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<StoredApplication>, StoreError> {
    let rows = statement(sql::applications::APPLICATIONS).bind(borrower).fetch_all(conn).await?;
    rows.iter().map(application_from).collect()
}

async fn paper(conn: &mut Conn, act: &FindPaper) -> Result<Option<Document>, StoreError> {
    let row = statement(sql::applications::PAPER)
        .bind(&act.borrower)
        .bind(&act.application)
        .bind(act.digest.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(|row| document_at(row, 0)).transpose()
}

async fn papers(conn: &mut Conn, act: &FindApplication) -> Result<Vec<Document>, StoreError> {
    documents(conn, sql::applications::PAPERS, &act.borrower, &act.application).await
}

async fn files(conn: &mut Conn, act: &FindFiles) -> Result<Vec<KeptFile>, StoreError> {
    let rows = statement(sql::applications::FILES)
        .bind(&act.borrower)
        .bind(&act.application)
        .bind(act.kind.word())
        .fetch_all(conn)
        .await?;
    let file = |row: &Row| {
        Ok(KeptFile { digest: digest_at(row, 0)?, content: row.try_get(1)? })
    };
    rows.iter().map(file).collect()
}

async fn decisions(conn: &mut Conn, act: &FindApplication) -> Result<Vec<Document>, StoreError> {
    documents(conn, sql::applications::DECISIONS, &act.borrower, &act.application).await
}

async fn evidence(conn: &mut Conn, act: &FindApplication) -> Result<Vec<Document>, StoreError> {
    documents(conn, sql::evidence::EVIDENCE, &act.borrower, &act.application).await
}
