-- What stands behind draws: papers presented under a facility, and which of them are taken.

-- A paper a borrower presented or a chain company delivered, as a JSON value.
create table backing (
    borrower text not null,
    backing text not null,
    facility text not null,
    version {I64} not null,
    document text not null,
    presented_at {I64} not null,
    primary key (borrower, backing),
    foreign key (borrower, facility) references facility (borrower, facility)
){T};
create index backing_of_facility on backing (borrower, facility);

-- What names each of them; nobody presents the same paper twice under one facility.
create table backing_key (
    borrower text not null,
    facility text not null,
    paper text not null,
    backing text not null,
    primary key (borrower, facility, paper),
    foreign key (borrower, backing) references backing (borrower, backing)
){T};
create index backing_key_of on backing_key (borrower, backing);

-- Papers that stand behind a loan, or without a loan behind a facility as a whole. The paper comes
-- first in this key alone: that no invoice is financed twice holds across all borrowers, so a schema
-- split by borrower keeps this table whole.
create table financed_paper (
    paper text not null,
    borrower text not null,
    facility text not null,
    loan text,
    taken_at {I64} not null,
    primary key (paper),
    foreign key (borrower, facility) references facility (borrower, facility),
    foreign key (borrower, loan) references loan (borrower, loan)
){T};
create index financed_paper_of on financed_paper (borrower, facility);

-- Draws that went to the borrower's own account, so that one split to stay below the threshold of
-- entrusted payment is seen as one. Days are counted from 1970-01-01.
create table own_draw (
    borrower text not null,
    loan text not null,
    purpose text not null,
    drawn_on {I64} not null,
    amount_fen {I64} not null check (amount_fen > 0),
    primary key (borrower, loan),
    foreign key (borrower, loan) references loan (borrower, loan)
){T};
create index own_draw_of_day on own_draw (borrower, drawn_on);
