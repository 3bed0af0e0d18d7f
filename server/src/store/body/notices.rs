// Text messages about loans.

use super::acts::{KeepNotice, NoticeEvidence, StoredNotice};

writes! {
    Compound keep_notice(KeepNotice) -> ();
}

reads! {
    notices(FindLoan) -> Vec<StoredNotice>;
    mobile_of(BorrowerId) -> Option<String>;
}

/// Keeps a paper that an event of the evidence chain names.
async fn keep_paper(
    conn: &mut Conn,
    borrower: &str,
    application: &str,
    kind: &str,
    (digest, document): (&Digest, &Document),
    at: Timestamp,
) -> Result<(), StoreError> {
    statement(sql::applications::KEEP_PAPER)
        .bind(borrower)
        .bind(application)
        .bind(digest.as_bytes().as_slice())
        .bind(kind)
        .bind(document.as_str())
        .bind(at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn keep_notice(conn: &mut Conn, act: &KeepNotice) -> Result<(), StoreError> {
    let kept = statement(sql::notices::KEEP_NOTICE)
        .bind(&act.borrower)
        .bind(&act.loan)
        .bind(act.kind)
        .bind(&act.occasion)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    let Some(NoticeEvidence { application, event, paper }) = &act.evidence else { return Ok(()) };
    if kept.rows_affected() == 0 {
        return Ok(());
    }
    let paper = (&paper.0, &paper.1);
    keep_paper(conn, &act.borrower, application, "notice", paper, act.at).await?;
    append_evidence(conn, &act.borrower, application, act.at, std::slice::from_ref(event)).await
}

async fn notices(conn: &mut Conn, act: &FindLoan) -> Result<Vec<StoredNotice>, StoreError> {
    let rows = statement(sql::notices::NOTICES)
        .bind(&act.borrower)
        .bind(&act.loan)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(StoredNotice {
                kind: row.try_get(0)?,
                occasion: row.try_get(1)?,
                document: document_at(row, 2)?,
                sent_at: from_micros(row.try_get(3)?),
            })
        })
        .collect()
}

async fn mobile_of(conn: &mut Conn, borrower: &BorrowerId) -> Result<Option<String>, StoreError> {
    let row = statement(sql::notices::MOBILE_OF).bind(borrower).fetch_optional(conn).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}
