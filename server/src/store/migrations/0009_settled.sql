-- Certificates that a loan is settled, as they were signed: the PDF with room for the signature, and
-- what goes into it. Named by the digest of what is certified: the same is certified once.
create table settlement_certificate (
    borrower text not null,
    loan text not null,
    digest {BYTES} not null,
    prepared {BYTES} not null,
    document text not null,
    signed_at {I64} not null,
    primary key (borrower, loan, digest),
    foreign key (borrower, loan) references loan (borrower, loan)
){T};
