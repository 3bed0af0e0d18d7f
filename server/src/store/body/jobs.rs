// Jobs.

use super::acts::{FinishJob, NewJob, OrderWork, PostponeJob};

writes! {
    Compound take_job(LeaseJob) -> Option<Job>;
    Single finish_job(FinishJob) -> ();
    Single postpone_job(PostponeJob) -> ();
    Compound order_work(OrderWork) -> ();
}

reads! {
    due_job(LeaseJob) -> Option<Job>;
}

/// Orders the work that follows an act.
async fn order_jobs(conn: &mut Conn, borrower: &str, jobs: &[NewJob]) -> Result<(), StoreError> {
    for job in jobs {
        statement(sql::jobs::NEW_JOB)
            .bind(borrower)
            .bind(&job.job)
            .bind(&job.kind)
            .bind(&job.subject)
            .bind(job.due_at.as_micros())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

async fn order_work(conn: &mut Conn, act: &OrderWork) -> Result<(), StoreError> {
    order_jobs(conn, &act.borrower, &act.jobs).await
}

async fn due_job(conn: &mut Conn, act: &LeaseJob) -> Result<Option<Job>, StoreError> {
    let row = statement(sql::jobs::DUE_JOB).bind(act.at.as_micros()).fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Job {
        borrower: row.try_get(0)?,
        job: row.try_get(1)?,
        kind: row.try_get(2)?,
        subject: row.try_get(3)?,
        attempts: row.try_get(4)?,
    }))
}

/// Takes the job that has been due longest, unless another server was faster.
async fn take_job(conn: &mut Conn, act: &LeaseJob) -> Result<Option<Job>, StoreError> {
    let Some(job) = due_job(conn, act).await? else { return Ok(None) };
    let leased = statement(sql::jobs::LEASE_JOB)
        .bind(&job.borrower)
        .bind(&job.job)
        .bind(act.leased_until.as_micros())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok((leased.rows_affected() == 1).then_some(job))
}

async fn finish_job(conn: &mut Conn, act: &FinishJob) -> Result<(), StoreError> {
    statement(sql::jobs::FINISH_JOB)
        .bind(&act.borrower)
        .bind(&act.job)
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn postpone_job(conn: &mut Conn, act: &PostponeJob) -> Result<(), StoreError> {
    statement(sql::jobs::POSTPONE_JOB)
        .bind(&act.borrower)
        .bind(&act.job)
        .bind(act.due_at.as_micros())
        .bind(&act.failure)
        .execute(conn)
        .await?;
    Ok(())
}
