//! Facilities and their accounts.

statements! {
    /// A new facility with nothing drawn.
    OPEN_FACILITY = "\
        insert into facility (borrower, facility, application, limit_fen, drawn_fen, document, \
        opened_at) values ($1, $2, $3, $4, 0, $5, $6)";
    /// Draws when it fits, and only then.
    DRAW = "\
        update facility set drawn_fen = drawn_fen + $3 where borrower = $1 and facility = $2 and \
        drawn_fen + $3 <= limit_fen";
    /// Repaid principal can be drawn again.
    RESTORE = "\
        update facility set drawn_fen = drawn_fen - $3 where borrower = $1 and facility = $2 and \
        drawn_fen >= $3";
    /// One facility.
    FACILITY = "\
        select facility, application, limit_fen, drawn_fen, document from facility where \
        borrower = $1 and facility = $2";
    /// A borrower's facilities, newest first.
    FACILITIES = "\
        select facility, application, limit_fen, drawn_fen, document from facility where \
        borrower = $1 order by facility desc";
    /// What is drawn on a facility.
    DRAWN = "select drawn_fen, limit_fen from facility where borrower = $1 and facility = $2";
    /// The account that receives and repays.
    ACCOUNT = "\
        select document from repayment_account where borrower = $1 and application = $2";
    /// The account that receives and repays.
    BIND_ACCOUNT = "\
        insert into repayment_account (borrower, application, document, bound_at) values ($1, \
        $2, $3, $4) on conflict (borrower, application) do update set document = \
        excluded.document, bound_at = excluded.bound_at";
}
