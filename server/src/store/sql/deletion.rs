//! Deleting what is held about a borrower.

statements! {
    /// An application without anything about anybody, on the version it was read at.
    REDACT_APPLICATION = "\
        update application set stage = $3, version = version + 1, document = $4, changed_at = $5 \
        where borrower = $1 and application = $2 and version = $6";
    /// Consents still standing are withdrawn.
    WITHDRAW_CONSENTS = "\
        update consent set withdrawn_at = $3 where borrower = $1 and application = $2 and \
        withdrawn_at is null";
    /// What outside parties said.
    DELETE_VERIFIED_ANSWERS = "\
        delete from verified_answer where borrower = $1 and application = $2";
    /// What was decided.
    DELETE_DECISIONS = "delete from decision where borrower = $1 and application = $2";
    /// What was shown, but for the texts agreed to, which say nothing about anybody.
    DELETE_PAPERS = "\
        delete from paper where borrower = $1 and application = $2 and kind <> 'consent_text'";
    /// Certificates and agreements as PDF.
    DELETE_FILES = "delete from kept_file where borrower = $1 and application = $2";
    /// What people of the bank did about tasks.
    DELETE_DESK_ACTS = "\
        delete from desk_act where borrower = $1 and task in (select task from desk_task where \
        borrower = $1 and application = $2)";
    /// Tasks, with what the borrower said.
    DELETE_DESK_TASKS = "delete from desk_task where borrower = $1 and application = $2";
    /// Facts and visits written down.
    DELETE_DESK_RECORDS = "delete from desk_record where borrower = $1 and application = $2";
    /// Quotes.
    DELETE_QUOTES = "delete from quote where borrower = $1";
    /// Passkeys.
    DELETE_PASSKEYS = "delete from passkey where borrower = $1";
    /// Credentials may be registered again.
    DELETE_CREDENTIALS = "delete from passkey_owner where borrower = $1";
    /// Challenges to authenticators.
    DELETE_CHALLENGES = "delete from passkey_challenge where borrower = $1";
    /// Verifications.
    DELETE_STEP_UPS = "delete from step_up where borrower = $1";
    /// What a person was asked for.
    DELETE_REQUESTS = "delete from service_request where borrower = $1";
    /// Sessions.
    DELETE_SESSIONS = "delete from session where borrower = $1";
    /// Answers to commands.
    DELETE_ANSWERED = "delete from answered_command where borrower = $1";
    /// Whose number it was.
    DELETE_OWNER = "delete from mobile_owner where borrower = $1";
    /// The borrower and their number.
    DELETE_BORROWER = "delete from borrower where borrower = $1";
    /// What was asked for, what went and what stays.
    RECORD_DELETION = "\
        insert into deletion_request (borrower, deletion_request, document, asked_at) values ($1, \
        $2, $3, $4)";
    /// Deletions asked for, oldest first.
    DELETION_REQUESTS = "\
        select document from deletion_request where borrower = $1 order by asked_at, \
        deletion_request";
    /// Quotes made while signed in, oldest first.
    QUOTES_OF = "select document from quote where borrower = $1 order by recorded_at, quote";
}
