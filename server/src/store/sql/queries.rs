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
        insert into verified_answer (borrower, application, service, document, answered_at, \
        adapter_query) values ($1, $2, $3, $4, $5, $6) on conflict (borrower, application, \
        service) do update set document = excluded.document, answered_at = excluded.answered_at, \
        adapter_query = excluded.adapter_query";
    /// An answer given for another application is used again, while the consent it was given under lives.
    ADOPT_ANSWER = "\
        insert into verified_answer (borrower, application, service, document, answered_at, \
        adapter_query) select v.borrower, $2, v.service, v.document, v.answered_at, \
        v.adapter_query from verified_answer v join adapter_query q on q.borrower = v.borrower \
        and q.adapter_query = v.adapter_query join consent c on c.borrower = q.borrower and \
        c.consent = q.consent where v.borrower = $1 and v.application = $3 and v.service = $4 and \
        c.withdrawn_at is null and c.valid_until >= $5 on conflict (borrower, application, \
        service) do update set document = excluded.document, answered_at = excluded.answered_at, \
        adapter_query = excluded.adapter_query";
    /// What outside parties answered for an application.
    VERIFIED_ANSWERS = "\
        select service, document from verified_answer where borrower = $1 and application = $2 \
        order by service";
    /// Everything outside parties answered about a borrower, newest first, each with the consent it was
    /// given under.
    HELD_ANSWERS = "\
        select v.application, v.service, v.document, v.answered_at, c.consent, c.given_at, \
        c.valid_until, c.withdrawn_at, v.adapter_query from verified_answer v left join \
        adapter_query q on q.borrower = v.borrower and q.adapter_query = v.adapter_query left join \
        consent c on c.borrower = q.borrower and c.consent = q.consent where v.borrower = $1 order \
        by v.answered_at desc, v.application desc, v.service";
}
