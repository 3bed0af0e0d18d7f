//! Answers to repeated commands.

statements! {
    /// Takes a key for a command, with the answer it will be given.
    CLAIM_KEY = "\
        insert into answered_command (borrower, idempotency_key, request_hash, status, body, \
        answered_at) values ($1, $2, $3, $4, $5, $6) on conflict (borrower, idempotency_key) do \
        nothing";
    /// The answer a key was given.
    ANSWERED = "\
        select request_hash, status, body from answered_command where borrower = $1 and \
        idempotency_key = $2";
}
