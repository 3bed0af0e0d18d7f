//! Tasks for people of the bank, what they wrote down and did.

statements! {
    /// A new task; nothing when one about the same subject is open.
    OPEN_TASK = "\
        insert into desk_task (borrower, task, application, kind, subject, referred_at, due_at, \
        closed_at, document) values ($1, $2, $3, $4, $5, $6, $7, null, $8) on conflict do nothing";
    /// An open task is kept open on another promise, or closed.
    CHANGE_TASK = "\
        update desk_task set due_at = $3, closed_at = $4, document = $5 where borrower = $1 and \
        task = $2 and closed_at is null";
    /// One task, whosever it is.
    TASK = "\
        select borrower, task, application, document from desk_task where task = $1";
    /// Open tasks in the order they are served.
    OPEN_TASKS = "\
        select borrower, task, application, document from desk_task where closed_at is null \
        order by due_at, referred_at, task limit $1";
    /// How many tasks are open.
    COUNT_OPEN_TASKS = "select count(*) from desk_task where closed_at is null";
    /// Every task about an application, oldest first.
    TASKS_OF_APPLICATION = "\
        select borrower, task, application, document from desk_task where borrower = $1 and \
        application = $2 order by task";
    /// A borrower's disputes, newest first.
    DISPUTES = "\
        select borrower, task, application, document from desk_task where borrower = $1 and \
        kind = 'dispute' order by task desc";
    /// Referred applications that nothing waits for.
    REFERRED_WITHOUT_TASK = "\
        select a.borrower, a.application from application a where a.stage = 'referred' and not \
        exists (select 1 from desk_task t where t.borrower = a.borrower and t.application = \
        a.application and t.subject = 'case' and t.closed_at is null) limit $1";
    /// How many records an application has.
    LAST_RECORD = "\
        select cast(coalesce(max(seq), 0) as BIGINT) from desk_record where borrower = $1 and \
        application = $2";
    /// One more record.
    WRITE_RECORD = "\
        insert into desk_record (borrower, application, seq, document, recorded_at) values ($1, \
        $2, $3, $4, $5)";
    /// What was written down about an application, oldest first.
    RECORDS = "\
        select document from desk_record where borrower = $1 and application = $2 order by seq";
    /// How many acts a task has.
    LAST_ACT = "\
        select cast(coalesce(max(seq), 0) as BIGINT) from desk_act where borrower = $1 and task \
        = $2";
    /// One more act.
    NOTE_ACT = "\
        insert into desk_act (borrower, task, seq, officer, act, done_at) values ($1, $2, $3, \
        $4, $5, $6)";
    /// What was done about a task, oldest first.
    ACTS = "\
        select officer, act, done_at from desk_act where borrower = $1 and task = $2 order by seq";
    /// Every question to an outside party about an application, oldest first.
    QUERY_LOG = "\
        select service, asked_at, answered_at, outcome from adapter_query where borrower = $1 and \
        application = $2 order by adapter_query";
    /// Whose complaint or question it is.
    OWNER_OF_REQUEST = "select borrower from service_request where request = $1";
    /// Every document kept about an application, without its text.
    PAPERS_KEPT = "\
        select kind, digest, kept_at from paper where borrower = $1 and application = $2 order \
        by kept_at, kind";
}
