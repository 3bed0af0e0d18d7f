//! Answers to repeated commands.

statements! {
    /// Takes a key for a command, with the answer it will be given.
    CLAIM_KEY = "\
        insert into answered_command (borrower, idempotency_key, request_hash, status, body, \
        answered_at) values ($1, $2, $3, $4, $5, $6) on conflict (borrower, idempotency_key) do \
        nothing";
    /// The answer says something about somebody else's application than whose command it was.
    NOTE_ANSWER_ABOUT = "\
        insert into answered_about (borrower, application, scope, idempotency_key) values ($1, $2, \
        $3, $4)";
    /// Answers to commands of others that say something about an application.
    ANSWERS_ABOUT = "\
        select scope, idempotency_key from answered_about where borrower = $1 and application = $2";
    /// An answer says nothing any more; its key stays taken.
    FORGET_ANSWER = "\
        update answered_command set body = $3 where borrower = $1 and idempotency_key = $2";
    /// The answer a key was given.
    ANSWERED = "\
        select request_hash, status, body from answered_command where borrower = $1 and \
        idempotency_key = $2";
}
