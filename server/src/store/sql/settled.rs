//! Certificates that a loan is settled.

statements! {
    /// A certificate as it was signed, once.
    KEEP_CERTIFICATE = "\
        insert into settlement_certificate (borrower, loan, digest, prepared, document, signed_at) \
        values ($1, $2, $3, $4, $5, $6) on conflict (borrower, loan, digest) do nothing";
    /// One certificate.
    CERTIFICATE = "\
        select prepared, document from settlement_certificate where borrower = $1 and loan = $2 \
        and digest = $3";
    /// Its signature was time-stamped.
    STAMP_CERTIFICATE = "\
        update settlement_certificate set document = $4 where borrower = $1 and loan = $2 and \
        digest = $3";
}
