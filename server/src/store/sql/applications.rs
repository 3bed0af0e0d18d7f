//! Applications, their consents, papers and decisions.

statements! {
    /// A new application.
    OPEN_APPLICATION = "\
        insert into application (borrower, application, stage, version, document, opened_at, \
        changed_at) values ($1, $2, $3, 1, $4, $5, $5)";
    /// One step, on the version it was decided on.
    ADVANCE_APPLICATION = "\
        update application set stage = $3, version = version + 1, document = $4, changed_at = $5 \
        where borrower = $1 and application = $2 and version = $6";
    /// One application.
    APPLICATION = "\
        select application, version, document from application where borrower = $1 and \
        application = $2";
    /// A borrower's applications, newest first.
    APPLICATIONS = "\
        select application, version, document from application where borrower = $1 order by \
        application desc";
    /// A consent is given.
    GIVE_CONSENT = "\
        insert into consent (borrower, consent, application, purpose, text_hash, given_at, \
        valid_until, withdrawn_at) values ($1, $2, $3, $4, $5, $6, $7, null)";
    /// A consent is withdrawn.
    WITHDRAW_CONSENT = "\
        update consent set withdrawn_at = $4 where borrower = $1 and application = $2 and \
        purpose = $3 and withdrawn_at is null";
    /// A document as shown, once.
    KEEP_PAPER = "\
        insert into paper (borrower, application, digest, kind, document, kept_at) values ($1, \
        $2, $3, $4, $5, $6) on conflict (borrower, application, digest) do nothing";
    /// A document as shown.
    PAPER = "\
        select document from paper where borrower = $1 and application = $2 and digest = $3";
    /// Every document of an application as shown.
    PAPERS = "\
        select document from paper where borrower = $1 and application = $2 order by digest";
    /// A binary file, once.
    KEEP_FILE = "\
        insert into kept_file (borrower, application, digest, kind, content, kept_at) values ($1, \
        $2, $3, $4, $5, $6) on conflict (borrower, application, digest) do nothing";
    /// Binary files of one kind, oldest first.
    FILES = "\
        select digest, content from kept_file where borrower = $1 and application = $2 and kind = \
        $3 order by kept_at, digest";
    /// A decision beside earlier ones.
    RECORD_DECISION = "\
        insert into decision (borrower, application, version, document, decided_at) values ($1, \
        $2, $3, $4, $5)";
    /// Every decision, oldest first.
    DECISIONS = "\
        select document from decision where borrower = $1 and application = $2 order by version";
}
