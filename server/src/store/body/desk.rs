// What waits for people of the bank, what they write down and do.

use super::acts::{DeskStep, FindTask, LoggedQuery, PaperKept, StoredAct, StoredTask, Waiting};

reads! {
    find_task(String) -> Option<StoredTask>;
    open_tasks(i64) -> Waiting;
    tasks_of(FindApplication) -> Vec<StoredTask>;
    list_disputes(BorrowerId) -> Vec<StoredTask>;
    referred_without_task(i64) -> Vec<FindApplication>;
    desk_records(FindApplication) -> Vec<Document>;
    desk_acts(FindTask) -> Vec<StoredAct>;
    query_log(FindApplication) -> Vec<LoggedQuery>;
    owner_of_request(String) -> Option<BorrowerId>;
    papers_kept(FindApplication) -> Vec<PaperKept>;
}

/// What a step of an application does at the desk.
async fn perform_at_desk(
    conn: &mut Conn,
    act: &AdvanceApplication,
    step: &DeskStep,
) -> Result<(), StoreError> {
    let changed = match step {
        DeskStep::Open { task, kind, subject, referred_at, due_at, document } => {
            statement(sql::desk::OPEN_TASK)
                .bind(&act.borrower)
                .bind(task)
                .bind(&act.application)
                .bind(*kind)
                .bind(subject)
                .bind(referred_at.as_micros())
                .bind(due_at.as_micros())
                .bind(document.as_str())
                .execute(conn)
                .await?
        }
        DeskStep::Change { task, due_at, closed_at, document } => {
            statement(sql::desk::CHANGE_TASK)
                .bind(&act.borrower)
                .bind(task)
                .bind(due_at.as_micros())
                .bind(closed_at.map(Timestamp::as_micros))
                .bind(document.as_str())
                .execute(conn)
                .await?
        }
        DeskStep::Record { document } => {
            let last = (sql::desk::LAST_RECORD, act.application.as_str());
            let seq = next_in(conn, &act.borrower, last).await?;
            statement(sql::desk::WRITE_RECORD)
                .bind(&act.borrower)
                .bind(&act.application)
                .bind(seq)
                .bind(document.as_str())
                .bind(act.at.as_micros())
                .execute(conn)
                .await?
        }
        DeskStep::Act { task, officer, act: word } => {
            let seq = next_in(conn, &act.borrower, (sql::desk::LAST_ACT, task)).await?;
            statement(sql::desk::NOTE_ACT)
                .bind(&act.borrower)
                .bind(task)
                .bind(seq)
                .bind(officer)
                .bind(*word)
                .bind(act.at.as_micros())
                .execute(conn)
                .await?
        }
    };
    unless_changed(changed.rows_affected())
}

/// The number after the last one, which a statement tells for something of a borrower.
async fn next_in(
    conn: &mut Conn,
    borrower: &str,
    (last, of): (&'static str, &str),
) -> Result<i64, StoreError> {
    let row = statement(last).bind(borrower).bind(of).fetch_one(conn).await?;
    let last: i64 = row.try_get(0)?;
    Ok(last + 1)
}

fn task_from(row: &Row) -> Result<StoredTask, StoreError> {
    Ok(StoredTask {
        borrower: row.try_get(0)?,
        task: row.try_get(1)?,
        application: row.try_get(2)?,
        document: document_at(row, 3)?,
    })
}

async fn find_task(conn: &mut Conn, task: &String) -> Result<Option<StoredTask>, StoreError> {
    let row = statement(sql::desk::TASK).bind(task).fetch_optional(conn).await?;
    row.as_ref().map(task_from).transpose()
}

async fn open_tasks(conn: &mut Conn, at_most: &i64) -> Result<Waiting, StoreError> {
    let mut transaction = conn.begin_with(BEGIN_READING).await?;
    let rows =
        statement(sql::desk::OPEN_TASKS).bind(*at_most).fetch_all(&mut *transaction).await?;
    let count = statement(sql::desk::COUNT_OPEN_TASKS).fetch_one(&mut *transaction).await?;
    Ok(Waiting {
        tasks: rows.iter().map(task_from).collect::<Result<_, _>>()?,
        all: count.try_get(0)?,
    })
}

async fn tasks_of(
    conn: &mut Conn,
    act: &FindApplication,
) -> Result<Vec<StoredTask>, StoreError> {
    let rows = statement(sql::desk::TASKS_OF_APPLICATION)
        .bind(&act.borrower)
        .bind(&act.application)
        .fetch_all(conn)
        .await?;
    rows.iter().map(task_from).collect()
}

async fn list_disputes(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<StoredTask>, StoreError> {
    let rows = statement(sql::desk::DISPUTES).bind(borrower).fetch_all(conn).await?;
    rows.iter().map(task_from).collect()
}

async fn referred_without_task(
    conn: &mut Conn,
    at_most: &i64,
) -> Result<Vec<FindApplication>, StoreError> {
    let rows =
        statement(sql::desk::REFERRED_WITHOUT_TASK).bind(*at_most).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(FindApplication { borrower: row.try_get(0)?, application: row.try_get(1)? })
        })
        .collect()
}

async fn desk_records(
    conn: &mut Conn,
    act: &FindApplication,
) -> Result<Vec<Document>, StoreError> {
    documents(conn, sql::desk::RECORDS, &act.borrower, &act.application).await
}

async fn desk_acts(conn: &mut Conn, act: &FindTask) -> Result<Vec<StoredAct>, StoreError> {
    let rows =
        statement(sql::desk::ACTS).bind(&act.borrower).bind(&act.task).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(StoredAct {
                officer: row.try_get(0)?,
                act: row.try_get(1)?,
                at: from_micros(row.try_get(2)?),
            })
        })
        .collect()
}

async fn query_log(
    conn: &mut Conn,
    act: &FindApplication,
) -> Result<Vec<LoggedQuery>, StoreError> {
    let rows = statement(sql::desk::QUERY_LOG)
        .bind(&act.borrower)
        .bind(&act.application)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let answered_at: Option<i64> = row.try_get(2)?;
            Ok(LoggedQuery {
                service: row.try_get(0)?,
                asked_at: from_micros(row.try_get(1)?),
                answered_at: answered_at.map(from_micros),
                outcome: row.try_get(3)?,
            })
        })
        .collect()
}

async fn owner_of_request(
    conn: &mut Conn,
    request: &String,
) -> Result<Option<BorrowerId>, StoreError> {
    let row = statement(sql::desk::OWNER_OF_REQUEST).bind(request).fetch_optional(conn).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

async fn papers_kept(
    conn: &mut Conn,
    act: &FindApplication,
) -> Result<Vec<PaperKept>, StoreError> {
    let rows = statement(sql::desk::PAPERS_KEPT)
        .bind(&act.borrower)
        .bind(&act.application)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(PaperKept {
                kind: row.try_get(0)?,
                digest: digest_at(row, 1)?,
                kept_at: from_micros(row.try_get(2)?),
            })
        })
        .collect()
}
