//! Sessions: who is signed in, on what, since when.

statements! {
    /// A session starts.
    START_SESSION = "\
        insert into session (borrower, token_hash, started_at, seen_at, expires_at, device, \
        signed_in_by) values ($1, $2, $3, $3, $4, $5, $6)";
    /// A session that is alive, and the borrower's number.
    SESSION = "\
        select s.expires_at, s.seen_at, b.mobile, s.started_at, s.signed_in_by from session s \
        join borrower b on b.borrower = s.borrower where s.borrower = $1 and s.token_hash = $2 \
        and s.expires_at > $3 and s.seen_at > $4";
    /// A borrower's sessions that are alive, newest first.
    SESSIONS = "\
        select token_hash, started_at, seen_at, device, signed_in_by from session where borrower \
        = $1 and expires_at > $2 and seen_at > $3 order by started_at desc, token_hash";
    /// A session was used.
    SEE_SESSION = "update session set seen_at = $3 where borrower = $1 and token_hash = $2";
    /// A session ends.
    END_SESSION = "delete from session where borrower = $1 and token_hash = $2";
    /// All sessions but one end.
    END_OTHER_SESSIONS = "delete from session where borrower = $1 and token_hash <> $2";
    /// A borrower's sessions that are over are forgotten.
    END_STALE_SESSIONS = "delete from session where borrower = $1 and expires_at <= $2";
}
