//! Requests to people.

statements! {
    /// A request.
    ASK_PERSON = "\
        insert into service_request (borrower, request, kind, loan, state, document, asked_at, \
        promised_by, closed_at) values ($1, $2, $3, $4, 'open', $5, $6, $7, null)";
    /// It is answered or taken back, once.
    CLOSE_REQUEST = "\
        update service_request set state = $3, document = $4, closed_at = $5 where borrower = $1 \
        and request = $2 and state = 'open'";
    /// One request.
    REQUEST = "\
        select borrower, request, kind, loan, state, document, asked_at, promised_by from \
        service_request where borrower = $1 and request = $2";
    /// A borrower's requests, newest first.
    REQUESTS = "\
        select borrower, request, kind, loan, state, document, asked_at, promised_by from \
        service_request where borrower = $1 order by request desc";
    /// Everybody's open requests, the earliest promised first.
    OPEN_REQUESTS = "\
        select borrower, request, kind, loan, state, document, asked_at, promised_by from \
        service_request where state = 'open' order by promised_by, request limit $1";
}
