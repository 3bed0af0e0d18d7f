//! The bank's books, and what they are held against.

statements! {
    /// An entry.
    ENTER = "\
        insert into ledger_entry (borrower, entry, subject, act, on_day, recorded_at) values ($1, \
        $2, $3, $4, $5, $6)";
    /// One of its postings.
    POST = "\
        insert into ledger_posting (borrower, entry, account, amount_fen) values ($1, $2, $3, $4)";
    /// What the accounts of one loan hold.
    POSITION_OF = "\
        select p.account, cast(sum(p.amount_fen) as BIGINT) from ledger_posting p join \
        ledger_entry e on e.borrower = p.borrower and e.entry = p.entry where e.borrower = $1 and \
        e.subject = $2 group by p.account order by p.account";
    /// What all accounts hold.
    TRIAL_BALANCE = "\
        select account, cast(sum(amount_fen) as BIGINT) from ledger_posting where borrower >= $1 \
        group by account order by account";
    /// Entries whose postings do not add up to zero.
    UNBALANCED = "\
        select borrower, entry from ledger_posting where borrower >= $1 group by borrower, entry \
        having sum(amount_fen) <> 0 order by borrower, entry limit 100";
    /// Orders the rail settled within a span of time.
    ORDERS_SETTLED = "\
        select payment_order, direction, amount_fen, state from payment_order where settled_at >= \
        $1 and settled_at < $2 order by payment_order";
    /// Money that came in by itself on a day.
    INCOMING_OF_DAY = "\
        select reference, amount_fen from incoming_payment where borrower = $1 and arrived_on = \
        $2 order by reference";
    /// Money given back within a span of time.
    REFUNDS_SETTLED = "\
        select refund, amount_fen, state from refund where settled_at >= $1 and settled_at < $2 \
        order by refund";
    /// What reconciling a day found; done again, the later finding counts.
    KEEP_RECONCILIATION = "\
        insert into reconciliation (borrower, day, differences, document, made_at) values ($1, \
        $2, $3, $4, $5) on conflict (borrower, day) do update set differences = \
        excluded.differences, document = excluded.document, made_at = excluded.made_at";
    /// What reconciling a day found.
    RECONCILIATION = "\
        select differences, document from reconciliation where borrower = $1 and day = $2";
    /// The last day that was closed.
    LAST_CLOSED = "\
        select day from reconciliation where borrower = $1 order by day desc limit 1";
    /// Loans after one, in the order of the key, to walk through all of them.
    LOANS_AFTER = "\
        select borrower, loan from loan where (borrower, loan) > ($1, $2) order by borrower, loan \
        limit $3";
    /// Everything that happened to the loans of a stretch of that walk, in its order.
    EVENTS_BETWEEN = "\
        select borrower, loan, event from loan_event where (borrower, loan) > ($1, $2) and \
        (borrower, loan) <= ($3, $4) order by borrower, loan, seq";
}
