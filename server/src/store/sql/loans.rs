//! Loans, their events and payment orders.

statements! {
    /// A new loan.
    OPEN_LOAN = "\
        insert into loan (borrower, loan, facility, principal_fen, version, document, drawn_at) \
        values ($1, $2, $3, $4, 1, $5, $6)";
    /// One loan.
    LOAN = "\
        select loan, facility, principal_fen, version, document from loan where borrower = $1 \
        and loan = $2";
    /// A borrower's loans, newest first.
    LOANS = "\
        select loan, facility, principal_fen, version, document from loan where borrower = $1 \
        order by loan desc";
    /// Locks a loan as it was read.
    HOLD_LOAN = "\
        update loan set version = version where borrower = $1 and loan = $2 and version = $3";
    /// A loan changes on the version its events were folded on.
    ADVANCE_LOAN = "\
        update loan set version = version + 1, document = $3 where borrower = $1 and loan = $2 \
        and version = $4";
    /// How many events a loan has.
    LAST_LOAN_EVENT = "\
        select cast(coalesce(max(seq), 0) as BIGINT) from loan_event where borrower = $1 and \
        loan = $2";
    /// One more event of a loan.
    APPEND_LOAN_EVENT = "\
        insert into loan_event (borrower, loan, seq, event, recorded_at) values ($1, $2, $3, $4, \
        $5)";
    /// What happened to a loan, oldest first.
    LOAN_EVENTS = "\
        select event from loan_event where borrower = $1 and loan = $2 order by seq";
    /// An order to the payment rail.
    ORDER_PAYMENT = "\
        insert into payment_order (borrower, payment_order, loan, direction, amount_fen, state, \
        idempotency_key, request_hash, document, asked_at, settled_at) values ($1, $2, $3, $4, \
        $5, 'asked', $6, $7, $8, $9, null) on conflict (borrower, idempotency_key) do nothing";
    /// An order is carried out or refused once.
    SETTLE_ORDER = "\
        update payment_order set state = $3, settled_at = $4 where borrower = $1 and \
        payment_order = $2 and state = 'asked'";
    /// One order.
    PAYMENT_ORDER = "\
        select payment_order, loan, direction, amount_fen, state, document, idempotency_key, \
        request_hash, asked_at from payment_order where borrower = $1 and payment_order = $2";
    /// The order a key led to.
    ORDER_OF_KEY = "\
        select payment_order, loan, direction, amount_fen, state, document, idempotency_key, \
        request_hash, asked_at from payment_order where borrower = $1 and idempotency_key = $2";
    /// A loan's orders, oldest first.
    ORDERS_OF_LOAN = "\
        select payment_order, loan, direction, amount_fen, state, document, idempotency_key, \
        request_hash, asked_at from payment_order where borrower = $1 and loan = $2 order by payment_order";
}
