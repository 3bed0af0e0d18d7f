//! What was allowed and what was asked under it, over all applications of a borrower.

statements! {
    /// Every consent a borrower gave, newest first.
    CONSENTS = "\
        select consent, application, purpose, text_hash, given_at, valid_until, withdrawn_at from \
        consent where borrower = $1 order by given_at desc, consent desc";
    /// Every question asked about a borrower, newest first.
    QUESTIONS_ABOUT = "\
        select q.adapter_query, q.application, q.consent, c.purpose, q.service, q.asked_at, \
        q.answered_at, q.outcome from adapter_query q join consent c on c.borrower = q.borrower \
        and c.consent = q.consent where q.borrower = $1 order by q.asked_at desc, \
        q.adapter_query desc";
}
