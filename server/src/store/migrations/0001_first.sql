-- Everything an installation keeps. Money is 64-bit fen, time is 64-bit microseconds
-- since 1970, identifiers are UUIDv7 text, documents are JSON text of domain values.
-- The borrower comes first in every key, so the schema can be split by borrower.
-- Three tokens differ by engine: {I64}, {BYTES} and {T}.

-- Who a mobile number belongs to; the number appears here only as a keyed hash.
create table mobile_owner (
    mobile_hash {BYTES} not null,
    borrower text not null,
    primary key (mobile_hash)
){T};

create table borrower (
    borrower text not null,
    mobile text not null,
    created_at {I64} not null,
    primary key (borrower)
){T};

-- Wrong codes since the last success, and how long signing in is refused.
create table sign_in_lock (
    mobile_hash {BYTES} not null,
    wrong_codes {I64} not null check (wrong_codes >= 0),
    locked_until {I64} not null,
    primary key (mobile_hash)
){T};

-- The latest one-time code of a number, as a keyed hash.
create table sign_in_code (
    mobile_hash {BYTES} not null,
    code_hash {BYTES} not null,
    issued_at {I64} not null,
    expires_at {I64} not null,
    used_at {I64},
    primary key (mobile_hash)
){T};

create table session (
    borrower text not null,
    token_hash {BYTES} not null,
    started_at {I64} not null,
    seen_at {I64} not null,
    expires_at {I64} not null,
    primary key (borrower, token_hash)
){T};

-- The answer to each command that took effect, kept for the life of the loan.
create table answered_command (
    borrower text not null,
    idempotency_key text not null,
    request_hash {BYTES} not null,
    status {I64} not null,
    body {BYTES} not null,
    answered_at {I64} not null,
    primary key (borrower, idempotency_key)
){T};

-- Quotes the server recomputed and agreed to; `borrower` is 'visitor' before sign-in.
create table quote (
    borrower text not null,
    quote text not null,
    request_hash {BYTES} not null,
    catalogue_hash {BYTES} not null,
    input_hash {BYTES} not null,
    output_hash {BYTES} not null,
    document text not null,
    recorded_at {I64} not null,
    primary key (borrower, quote)
){T};

create table application (
    borrower text not null,
    application text not null,
    stage text not null,
    version {I64} not null,
    document text not null,
    opened_at {I64} not null,
    changed_at {I64} not null,
    primary key (borrower, application)
){T};

-- One row per purpose a borrower agreed to; withdrawing keeps the row.
create table consent (
    borrower text not null,
    consent text not null,
    application text not null,
    purpose text not null,
    text_hash {BYTES} not null,
    given_at {I64} not null,
    valid_until {I64} not null,
    withdrawn_at {I64},
    primary key (borrower, consent),
    foreign key (borrower, application) references application (borrower, application)
){T};
create index consent_of_application on consent (borrower, application);

-- Every question asked of an outside party, under the consent that allowed it.
create table adapter_query (
    borrower text not null,
    adapter_query text not null,
    application text not null,
    consent text not null,
    service text not null,
    asked_at {I64} not null,
    answered_at {I64},
    outcome text,
    answer_hash {BYTES},
    primary key (borrower, adapter_query),
    foreign key (borrower, consent) references consent (borrower, consent)
){T};

-- What an outside party answered, kept until the application is decided and after.
create table verified_answer (
    borrower text not null,
    application text not null,
    service text not null,
    document text not null,
    answered_at {I64} not null,
    primary key (borrower, application, service),
    foreign key (borrower, application) references application (borrower, application)
){T};

-- Documents as they were shown, by digest: authorisations, cost sheet, agreement, facts.
create table paper (
    borrower text not null,
    application text not null,
    digest {BYTES} not null,
    kind text not null,
    document text not null,
    kept_at {I64} not null,
    primary key (borrower, application, digest),
    foreign key (borrower, application) references application (borrower, application)
){T};

create table decision (
    borrower text not null,
    application text not null,
    version {I64} not null check (version >= 1),
    document text not null,
    decided_at {I64} not null,
    primary key (borrower, application, version),
    foreign key (borrower, application) references application (borrower, application)
){T};

-- One hash chain per application, from consent to drawdown.
create table evidence_event (
    borrower text not null,
    application text not null,
    seq {I64} not null check (seq >= 1),
    previous {BYTES} not null,
    hash {BYTES} not null,
    event text not null,
    primary key (borrower, application, seq),
    foreign key (borrower, application) references application (borrower, application)
){T};

create table facility (
    borrower text not null,
    facility text not null,
    application text not null,
    limit_fen {I64} not null check (limit_fen >= 0),
    drawn_fen {I64} not null,
    document text not null,
    opened_at {I64} not null,
    primary key (borrower, facility),
    unique (borrower, application),
    check (drawn_fen >= 0 and drawn_fen <= limit_fen),
    foreign key (borrower, application) references application (borrower, application)
){T};

create table loan (
    borrower text not null,
    loan text not null,
    facility text not null,
    principal_fen {I64} not null check (principal_fen > 0),
    version {I64} not null,
    document text not null,
    drawn_at {I64} not null,
    primary key (borrower, loan),
    foreign key (borrower, facility) references facility (borrower, facility)
){T};

-- What happened to a loan, never changed; its book is a fold over these.
create table loan_event (
    borrower text not null,
    loan text not null,
    seq {I64} not null check (seq >= 1),
    event text not null,
    recorded_at {I64} not null,
    primary key (borrower, loan, seq),
    foreign key (borrower, loan) references loan (borrower, loan)
){T};

-- Money asked to move through the payment rail, each order at most once.
create table payment_order (
    borrower text not null,
    payment_order text not null,
    loan text not null,
    direction text not null check (direction in ('disburse', 'collect')),
    amount_fen {I64} not null check (amount_fen > 0),
    state text not null check (state in ('asked', 'done', 'refused')),
    idempotency_key text,
    request_hash {BYTES},
    document text not null,
    asked_at {I64} not null,
    settled_at {I64},
    primary key (borrower, payment_order),
    unique (borrower, idempotency_key),
    foreign key (borrower, loan) references loan (borrower, loan)
){T};
create index payment_order_of_loan on payment_order (borrower, loan);

create table repayment_account (
    borrower text not null,
    application text not null,
    document text not null,
    bound_at {I64} not null,
    primary key (borrower, application),
    foreign key (borrower, application) references application (borrower, application)
){T};

-- Work to be done after a command, by whichever server takes the lease.
create table job (
    borrower text not null,
    job text not null,
    kind text not null,
    subject text not null,
    due_at {I64} not null,
    leased_until {I64} not null,
    attempts {I64} not null,
    done_at {I64},
    last_failure text,
    primary key (borrower, job),
    unique (borrower, kind, subject)
){T};
create index job_due on job (done_at, due_at);
