//! Evidence chains.

statements! {
    /// The end of an evidence chain.
    LAST_EVIDENCE = "\
        select seq, hash from evidence_event where borrower = $1 and application = $2 order by \
        seq desc limit 1";
    /// One more link.
    APPEND_EVIDENCE = "\
        insert into evidence_event (borrower, application, seq, previous, hash, event) values \
        ($1, $2, $3, $4, $5, $6)";
    /// A chain, oldest first.
    EVIDENCE = "\
        select event from evidence_event where borrower = $1 and application = $2 order by seq";
}
