//! Wishes for a higher limit.

statements! {
    /// A wish, decided.
    OPEN_INCREASE = "\
        insert into limit_increase (borrower, increase, facility, state, document, asked_at, \
        changed_at) values ($1, $2, $3, $4, $5, $6, $6)";
    /// It is decided again or accepted, in the state it was read in.
    CHANGE_INCREASE = "\
        update limit_increase set state = $3, document = $4, changed_at = $5 where borrower = $1 \
        and increase = $2 and state = $6";
    /// One wish.
    INCREASE = "\
        select increase, facility, state, document, asked_at from limit_increase where borrower = \
        $1 and increase = $2";
    /// The wishes for a facility, newest first.
    INCREASES = "\
        select increase, facility, state, document, asked_at from limit_increase where borrower = \
        $1 and facility = $2 order by increase desc";
}
