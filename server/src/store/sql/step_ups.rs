//! Fresh verifications of single acts.

statements! {
    /// A verification begins.
    START_STEP_UP = "\
        insert into step_up (borrower, step_up, token_hash, act, binds, document, code_hash, \
        issued_at, wrong_codes, proven_at, proven_by, used_at) values ($1, $2, $3, $4, $5, $6, \
        $7, $8, 0, null, null, null)";
    /// A verification of this session.
    STEP_UP = "\
        select binds, document, code_hash, issued_at, wrong_codes, proven_at from step_up where \
        borrower = $1 and step_up = $2 and token_hash = $3";
    /// A verification succeeds once.
    PROVE_STEP_UP = "\
        update step_up set proven_at = $3, proven_by = $4 where borrower = $1 and step_up = $2 \
        and proven_at is null";
    /// A wrong code was tried.
    COUNT_WRONG_STEP_UP = "\
        update step_up set wrong_codes = wrong_codes + 1 where borrower = $1 and step_up = $2";
    /// A verification of this act by this session that nothing has used.
    PROVEN_STEP_UP = "\
        select step_up, proven_by from step_up where borrower = $1 and token_hash = $2 and binds \
        = $3 and proven_at >= $4 and used_at is null order by proven_at desc limit 1";
    /// A verification is used for one act.
    USE_STEP_UP = "\
        update step_up set used_at = $3 where borrower = $1 and step_up = $2 and proven_at is \
        not null and used_at is null";
    /// Verifications long over are forgotten.
    FORGET_STEP_UPS = "delete from step_up where borrower = $1 and issued_at < $2";
}
