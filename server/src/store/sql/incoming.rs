//! Money that came in by itself, and money given back.

statements! {
    /// Money came in; once per reference.
    TELL_INCOMING = "\
        insert into incoming_payment (borrower, reference, owner, loan, amount_fen, arrived_on, \
        state, document, told_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict \
        (borrower, reference) do nothing";
    /// Money is held no longer.
    CLEAR_HELD = "\
        update incoming_payment set state = $3, document = $4 where borrower = $1 and reference = $2 \
        and state = 'held'";
    /// What was told under a reference.
    INCOMING = "\
        select reference, loan, amount_fen, arrived_on, document, told_at from incoming_payment where \
        borrower = $1 and reference = $2";
    /// What came in for a loan, newest first.
    INCOMING_OF_LOAN = "\
        select reference, loan, amount_fen, arrived_on, document, told_at from incoming_payment where \
        borrower = $1 and owner = $2 and loan = $3 order by told_at desc, reference";
    /// Whose loan it is that a payer names.
    OWNER_OF_LOAN = "select borrower from loan where loan = $1";
    /// Money is to go back.
    ORDER_REFUND = "\
        insert into refund (borrower, refund, reference, amount_fen, account, state, asked_at, \
        settled_at) values ($1, $2, $3, $4, $5, 'asked', $6, null)";
    /// Money on its way back.
    REFUND = "\
        select refund, reference, amount_fen, account, state from refund where borrower = $1 and \
        refund = $2";
    /// It went back, or the rail refused it, once.
    SETTLE_REFUND = "\
        update refund set state = $3, settled_at = $4 where borrower = $1 and refund = $2 and \
        state = 'asked'";
}
