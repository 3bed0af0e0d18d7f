// Certificates that a loan is settled.

use super::acts::{FindCertificate, KeepCertificate, StampCertificate, StoredCertificate};

writes! {
    Compound keep_certificate(KeepCertificate) -> ();
    Single stamp_certificate(StampCertificate) -> ();
}

reads! {
    find_certificate(FindCertificate) -> Option<StoredCertificate>;
}

async fn keep_certificate(conn: &mut Conn, act: &KeepCertificate) -> Result<(), StoreError> {
    let KeepCertificate { borrower, application, at, .. } = act;
    let kept = statement(sql::settled::KEEP_CERTIFICATE)
        .bind(borrower)
        .bind(&act.loan)
        .bind(act.digest.as_bytes().as_slice())
        .bind(act.prepared.as_slice())
        .bind(act.document.as_str())
        .bind(at.as_micros())
        .execute(&mut *conn)
        .await?;
    if kept.rows_affected() == 0 {
        // Whoever was first recorded it, and ordered what follows.
        return Ok(());
    }
    let paper = (&act.digest, &act.certificate);
    keep_paper(conn, borrower, application, "settlement_certificate", paper, *at).await?;
    append_evidence(conn, borrower, application, *at, std::slice::from_ref(&act.evidence)).await?;
    order_jobs(conn, borrower, &act.jobs).await
}

async fn stamp_certificate(conn: &mut Conn, act: &StampCertificate) -> Result<(), StoreError> {
    statement(sql::settled::STAMP_CERTIFICATE)
        .bind(&act.borrower)
        .bind(&act.loan)
        .bind(act.digest.as_bytes().as_slice())
        .bind(act.document.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

async fn find_certificate(
    conn: &mut Conn,
    act: &FindCertificate,
) -> Result<Option<StoredCertificate>, StoreError> {
    let row = statement(sql::settled::CERTIFICATE)
        .bind(&act.borrower)
        .bind(&act.loan)
        .bind(act.digest.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    let stored = |row: &Row| {
        Ok(StoredCertificate { prepared: row.try_get(0)?, document: document_at(row, 1)? })
    };
    row.as_ref().map(stored).transpose()
}
