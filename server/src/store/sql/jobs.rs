//! Work to be done.

statements! {
    /// Work to do; a finished job of the same kind and subject is done again.
    NEW_JOB = "\
        insert into job (borrower, job, kind, subject, due_at, leased_until, attempts, done_at, \
        last_failure) values ($1, $2, $3, $4, $5, 0, 0, null, null) on conflict (borrower, kind, \
        subject) do update set due_at = excluded.due_at, leased_until = 0, attempts = 0, done_at \
        = null, last_failure = null";
    /// The job that has been due longest.
    DUE_JOB = "\
        select borrower, job, kind, subject, attempts from job where done_at is null and due_at \
        <= $1 and leased_until <= $1 order by due_at, job limit 1";
    /// Takes a job nobody holds.
    LEASE_JOB = "\
        update job set leased_until = $3, attempts = attempts + 1 where borrower = $1 and job = \
        $2 and done_at is null and leased_until <= $4";
    /// Nobody holds any job: said when the only worker there is starts.
    VOID_LEASES = "update job set leased_until = 0 where borrower >= $1 and done_at is null";
    /// A job is done.
    FINISH_JOB = "update job set done_at = $3 where borrower = $1 and job = $2";
    /// A job waits for another try.
    POSTPONE_JOB = "\
        update job set due_at = $3, leased_until = 0, last_failure = $4 where borrower = $1 and \
        job = $2 and done_at is null";
}
