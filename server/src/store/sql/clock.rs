//! The business date of a demonstration.

statements! {
    /// How far the business date is ahead.
    AHEAD = "select ahead_micros from business_clock where borrower = $1";
    /// Sets it ahead, never back.
    SET_AHEAD = "\
        insert into business_clock (borrower, ahead_micros) values ($1, $2) on conflict \
        (borrower) do update set ahead_micros = excluded.ahead_micros where \
        business_clock.ahead_micros <= excluded.ahead_micros";
    /// Sessions live on: moving the date is not time anybody waited.
    CARRY_SESSIONS = "\
        update session set seen_at = seen_at + $2, expires_at = expires_at + $2 where borrower >= \
        $1";
    /// When the next job is due that nobody has done.
    NEXT_JOB_DUE = "\
        select due_at from job where borrower >= $1 and done_at is null order by due_at limit 1";
}
