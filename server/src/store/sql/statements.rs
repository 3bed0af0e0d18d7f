//! Monthly statements.

statements! {
    /// A month's statement, once.
    KEEP_STATEMENT = "\
        insert into month_statement (borrower, facility, month, digest, document, made_at, \
        answer, answered_at) values ($1, $2, $3, $4, $5, $6, null, null) on conflict (borrower, \
        facility, month) do nothing";
    /// One statement.
    STATEMENT = "\
        select month, digest, document, answer from month_statement where borrower = $1 and \
        facility = $2 and month = $3";
    /// A facility's statements, newest first.
    STATEMENTS_OF = "\
        select month, digest, document, answer from month_statement where borrower = $1 and \
        facility = $2 order by month desc";
    /// The borrower says something to it; said again, the later counts.
    ANSWER_STATEMENT = "\
        update month_statement set answer = $4, answered_at = $5 where borrower = $1 and facility \
        = $2 and month = $3 and digest = $6";
}
