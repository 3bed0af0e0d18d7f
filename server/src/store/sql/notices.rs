//! Text messages about loans.

statements! {
    /// A message was sent; once per occasion.
    KEEP_NOTICE = "\
        insert into notice (borrower, loan, kind, occasion, document, sent_at) values ($1, $2, \
        $3, $4, $5, $6) on conflict (borrower, loan, kind, occasion) do nothing";
    /// The messages about a loan, newest first.
    NOTICES = "\
        select kind, occasion, document, sent_at from notice where borrower = $1 and loan = $2 \
        order by sent_at desc, kind";
    /// A borrower's mobile number.
    MOBILE_OF = "select mobile from borrower where borrower = $1";
}
