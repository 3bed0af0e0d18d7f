//! The evidence log. There is one, named `evidence`, and its rows are split by that name.

statements! {
    /// An event waits to be entered.
    NOTE_LOG_ENTRY = "\
        insert into log_pending (borrower, application, seq) values ($1, $2, $3)";
    /// Whether any event waits.
    PENDING_LOG_ENTRY = "select seq from log_pending where borrower >= $1 limit 1";
    /// The events that wait, a batch of them.
    PENDING_LOG_ENTRIES = "\
        select p.borrower, p.application, p.seq, e.hash from log_pending p join evidence_event e \
        on e.borrower = p.borrower and e.application = p.application and e.seq = p.seq where \
        p.borrower >= $1 order by p.borrower, p.application, p.seq limit $2";
    /// An event waits no longer.
    LOG_ENTRY_DONE = "\
        delete from log_pending where borrower = $1 and application = $2 and seq = $3";
    /// An event has its place.
    PLACE_LOG_ENTRY = "\
        insert into log_place (borrower, application, seq, leaf) values ($1, $2, $3, $4)";
    /// Where the events of an application stand.
    LOG_PLACES = "\
        select seq, leaf from log_place where borrower = $1 and application = $2 order by seq";
    /// There is a log.
    OPEN_LOG = "insert into log_head (log, size) values ($1, 0) on conflict (log) do nothing";
    /// Keeps everybody else from appending until the transaction ends.
    HOLD_LOG = "update log_head set size = size where log = $1 returning size";
    /// How many leaves the log has.
    LOG_SIZE = "select size from log_head where log = $1";
    /// The log has grown.
    GROW_LOG = "update log_head set size = $2 where log = $1";
    /// A tile of the tree, new or longer.
    KEEP_TILE = "\
        insert into log_tile (log, level, position, hashes) values ($1, $2, $3, $4) on conflict \
        (log, level, position) do update set hashes = excluded.hashes";
    /// A tile of the tree.
    TILE = "select hashes from log_tile where log = $1 and level = $2 and position = $3";
    /// A key is in force.
    ADD_LOG_KEY = "\
        insert into log_key (log, from_size, verifier, endorsement) values ($1, $2, $3, $4) on \
        conflict (log, from_size) do nothing";
    /// The keys, oldest first.
    LOG_KEYS = "\
        select from_size, verifier, endorsement from log_key where log = $1 order by from_size";
}
