//! Risk-compensation pools: what they hold, what happened to them, what they cover.

statements! {
    /// A pool that holds nothing, unless there is one.
    OPEN_POOL = "\
        insert into risk_pool (pool, seq, contributed_fen, paid_out_fen, returned_fen, \
        covered_fen, terms) values ($1, 0, 0, 0, 0, 0, $2) on conflict (pool) do nothing";
    /// Locks a pool and tells what it holds.
    HOLD_POOL = "\
        update risk_pool set seq = seq where pool = $1 returning seq, contributed_fen, \
        paid_out_fen, returned_fen, covered_fen, terms";
    /// What a pool holds.
    POOL = "\
        select seq, contributed_fen, paid_out_fen, returned_fen, covered_fen, terms from \
        risk_pool where pool = $1";
    /// What a pool holds after an event.
    ADVANCE_POOL = "\
        update risk_pool set seq = $2, contributed_fen = $3, paid_out_fen = $4, returned_fen = \
        $5, covered_fen = $6, terms = $7 where pool = $1";
    /// One more event of a pool.
    APPEND_POOL_EVENT = "\
        insert into pool_event (pool, seq, event, moved_fen, balance_fen, officer, happened_at) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// What happened to a pool, newest first.
    POOL_EVENTS = "\
        select seq, event, moved_fen, balance_fen, officer, happened_at from pool_event where \
        pool = $1 order by seq desc limit $2";
    /// A loan's cover.
    COVER = "\
        select pool, outstanding_fen, lost_fen, recovered_fen, paid_fen from pool_cover where \
        borrower = $1 and loan = $2";
    /// Whose covered loan it is.
    OWNER_OF_COVER = "select borrower from pool_cover where pool = $1 and loan = $2";
    /// What a pool paid for a borrower and has not got back.
    PAID_FOR_BORROWER = "\
        select cast(coalesce(sum(paid_fen), 0) as BIGINT) from pool_cover where borrower = $1 and \
        pool = $2";
    /// A loan's cover after an event.
    SET_COVER = "\
        insert into pool_cover (borrower, loan, pool, outstanding_fen, lost_fen, recovered_fen, \
        paid_fen) values ($1, $2, $3, $4, $5, $6, $7) on conflict (borrower, loan) do update set \
        outstanding_fen = excluded.outstanding_fen, lost_fen = excluded.lost_fen, recovered_fen \
        = excluded.recovered_fen, paid_fen = excluded.paid_fen";
    /// Loans with something under cover or lost.
    COVERED_LOANS = "\
        select borrower, loan, outstanding_fen, lost_fen, recovered_fen, paid_fen from pool_cover \
        where pool = $1 and (outstanding_fen > 0 or recovered_fen < lost_fen) order by loan limit \
        $2";
    /// The loans of a borrower that a pool covers or has covered.
    COVERS_OF_BORROWER = "select loan from pool_cover where borrower = $1 and pool = $2";
}
