-- After the money: freezes, what is asked for and confirmed, money from outside, the books,
-- statements, notices, requests to people, and the business date of a demonstration.
-- What belongs to nobody's account has a name in the borrower's place: 'rail' for what the payment
-- rail tells before it is known whose it is, 'installation' for what the bank keeps for itself.

-- Why and since when a facility cannot be drawn on; lifting keeps the row.
create table facility_freeze (
    borrower text not null,
    facility text not null,
    freezing text not null,
    frozen_by text not null check (frozen_by in ('borrower', 'bank')),
    reason text not null,
    frozen_at {I64} not null,
    lifted_at {I64},
    primary key (borrower, facility, freezing),
    foreign key (borrower, facility) references facility (borrower, facility)
){T};

-- A request after the draw as it was previewed, open until it is confirmed or taken back.
create table proposal (
    borrower text not null,
    proposal text not null,
    loan text not null,
    loan_version {I64} not null,
    state text not null check (state in ('open', 'confirmed', 'cancelled')),
    document text not null,
    new_loan text,
    made_at {I64} not null,
    decided_at {I64},
    primary key (borrower, proposal),
    foreign key (borrower, loan) references loan (borrower, loan)
){T};
create index proposal_of_loan on proposal (borrower, loan);

-- Money that came in by itself, once per reference of the rail, and what became of it.
create table incoming_payment (
    borrower text not null,
    reference text not null,
    owner text,
    loan text,
    amount_fen {I64} not null check (amount_fen > 0),
    arrived_on text not null,
    state text not null check (state in ('applied', 'held', 'returned')),
    document text not null,
    told_at {I64} not null,
    primary key (borrower, reference)
){T};
create index incoming_payment_of_owner on incoming_payment (owner, loan);
create index incoming_payment_told on incoming_payment (told_at);

-- Money on its way back to whoever paid it, at most once per order.
create table refund (
    borrower text not null,
    refund text not null,
    reference text not null,
    amount_fen {I64} not null check (amount_fen > 0),
    account text not null,
    state text not null check (state in ('asked', 'done', 'refused')),
    asked_at {I64} not null,
    settled_at {I64},
    primary key (borrower, refund)
){T};
create index refund_settled on refund (settled_at);
create index payment_order_settled on payment_order (settled_at);

-- The bank's books. Postings of an entry add up to zero; debits are positive.
create table ledger_entry (
    borrower text not null,
    entry text not null,
    subject text not null,
    act text not null,
    on_day text not null,
    recorded_at {I64} not null,
    primary key (borrower, entry)
){T};
create index ledger_entry_of_subject on ledger_entry (borrower, subject);

create table ledger_posting (
    borrower text not null,
    entry text not null,
    account text not null,
    amount_fen {I64} not null check (amount_fen <> 0),
    primary key (borrower, entry, account),
    foreign key (borrower, entry) references ledger_entry (borrower, entry)
){T};

-- A month's statement as it was made, and what the borrower said to it.
create table month_statement (
    borrower text not null,
    facility text not null,
    month text not null,
    digest {BYTES} not null,
    document text not null,
    made_at {I64} not null,
    answer text,
    answered_at {I64},
    primary key (borrower, facility, month),
    foreign key (borrower, facility) references facility (borrower, facility)
){T};

-- A text message about a loan, once per occasion.
create table notice (
    borrower text not null,
    loan text not null,
    kind text not null,
    occasion text not null,
    document text not null,
    sent_at {I64} not null,
    primary key (borrower, loan, kind, occasion),
    foreign key (borrower, loan) references loan (borrower, loan)
){T};

-- What a person is asked for, with the time it is promised by.
create table service_request (
    borrower text not null,
    request text not null,
    kind text not null,
    loan text,
    state text not null check (state in ('open', 'answered', 'withdrawn')),
    document text not null,
    asked_at {I64} not null,
    promised_by {I64} not null,
    closed_at {I64},
    primary key (borrower, request)
){T};
create index service_request_open on service_request (state, promised_by);

-- A wish for a higher limit and the decision it led to.
create table limit_increase (
    borrower text not null,
    increase text not null,
    facility text not null,
    state text not null,
    document text not null,
    asked_at {I64} not null,
    changed_at {I64} not null,
    primary key (borrower, increase),
    foreign key (borrower, facility) references facility (borrower, facility)
){T};
create index limit_increase_of_facility on limit_increase (borrower, facility);

-- Every edition of the catalogue that was ever in force here.
create table catalogue_edition (
    borrower text not null,
    in_force_from {I64} not null,
    digest {BYTES} not null,
    document text not null,
    primary key (borrower, in_force_from)
){T};

-- How far a demonstration's business date is ahead of the real one.
create table business_clock (
    borrower text not null,
    ahead_micros {I64} not null check (ahead_micros >= 0),
    primary key (borrower)
){T};

-- What reconciling a day with the payment rail's file found.
create table reconciliation (
    borrower text not null,
    day text not null,
    differences {I64} not null,
    document text not null,
    made_at {I64} not null,
    primary key (borrower, day)
){T};
