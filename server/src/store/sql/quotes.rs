//! Quotes that were agreed to.

statements! {
    /// Keeps a quote once.
    RECORD_QUOTE = "\
        insert into quote (borrower, quote, request_hash, catalogue_hash, input_hash, \
        output_hash, document, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict \
        (borrower, quote) do nothing";
    /// One quote.
    QUOTE = "select request_hash, document from quote where borrower = $1 and quote = $2";
}
