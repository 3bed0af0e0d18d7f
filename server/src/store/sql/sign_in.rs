//! Signing in: numbers and codes.

statements! {
    /// Whose number it is.
    OWNER_OF_MOBILE = "select borrower from mobile_owner where mobile_hash = $1";
    /// A new number belongs to a new borrower.
    CLAIM_MOBILE = "\
        insert into mobile_owner (mobile_hash, borrower) values ($1, $2) on conflict \
        (mobile_hash) do nothing";
    /// A new borrower.
    NEW_BORROWER = "insert into borrower (borrower, mobile, created_at) values ($1, $2, $3)";
    /// Wrong codes so far, and the lock.
    SIGN_IN_LOCK = "select wrong_codes, locked_until from sign_in_lock where mobile_hash = $1";
    /// Counts a wrong code, or clears the count.
    SET_SIGN_IN_LOCK = "\
        insert into sign_in_lock (mobile_hash, wrong_codes, locked_until) values ($1, $2, $3) on \
        conflict (mobile_hash) do update set wrong_codes = excluded.wrong_codes, locked_until = \
        excluded.locked_until";
    /// A new code replaces the one before.
    ISSUE_CODE = "\
        insert into sign_in_code (mobile_hash, code_hash, issued_at, expires_at, used_at) values \
        ($1, $2, $3, $4, null) on conflict (mobile_hash) do update set code_hash = \
        excluded.code_hash, issued_at = excluded.issued_at, expires_at = excluded.expires_at, \
        used_at = null";
    /// The latest code of a number.
    LATEST_CODE = "\
        select code_hash, expires_at, used_at from sign_in_code where mobile_hash = $1";
    /// A code signs in once.
    USE_CODE = "\
        update sign_in_code set used_at = $2 where mobile_hash = $1 and used_at is null";
}
