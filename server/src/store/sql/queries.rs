//! Questions to outside parties.

statements! {
    /// A query is allowed only under a live consent of the same application.
    ASK = "\
        insert into adapter_query (borrower, adapter_query, application, consent, service, \
        asked_at, answered_at, outcome, answer_hash) select c.borrower, $2, c.application, \
        c.consent, $5, cast($6 as BIGINT), null, null, null from consent c where c.borrower = $1 \
        and c.application = $3 and c.purpose = $4 and c.withdrawn_at is null and c.valid_until \
        >= $6 order by c.consent desc limit 1 returning consent";
    /// Questions asked for an application, oldest first.
    QUERIES = "\
        select service, outcome from adapter_query where borrower = $1 and application = $2 \
        order by adapter_query";
    /// How a query went.
    CLOSE_QUERY = "\
        update adapter_query set answered_at = $3, outcome = $4, answer_hash = $5 where borrower \
        = $1 and adapter_query = $2";
    /// The latest answer of each service.
    KEEP_ANSWER = "\
        insert into verified_answer (borrower, application, service, document, answered_at) \
        values ($1, $2, $3, $4, $5) on conflict (borrower, application, service) do update set \
        document = excluded.document, answered_at = excluded.answered_at";
    /// What outside parties answered.
    VERIFIED_ANSWERS = "\
        select service, document from verified_answer where borrower = $1 and application = $2 \
        order by service";
}
