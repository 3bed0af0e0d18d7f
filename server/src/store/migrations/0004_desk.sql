-- People of the bank: what waits for them, what they write down and do; and the pools they keep.

-- What waits for a person, or has had one. Its document holds matter, promise and outcome;
-- `subject` is 'case' for whatever concerns the application as a whole, else the datum disputed.
create table desk_task (
    borrower text not null,
    task text not null,
    application text not null,
    kind text not null,
    subject text not null,
    referred_at {I64} not null,
    due_at {I64} not null,
    closed_at {I64},
    document text not null,
    primary key (borrower, task),
    foreign key (borrower, application) references application (borrower, application)
){T};
-- One open task for each subject of an application, whatever races.
create unique index desk_task_open_once on desk_task (borrower, application, subject)
    where closed_at is null;
create index desk_task_queue on desk_task (due_at, referred_at, task) where closed_at is null;
create index desk_task_by_name on desk_task (task);

-- Facts and visits written down by people of the bank, never changed.
create table desk_record (
    borrower text not null,
    application text not null,
    seq {I64} not null check (seq >= 1),
    document text not null,
    recorded_at {I64} not null,
    primary key (borrower, application, seq),
    foreign key (borrower, application) references application (borrower, application)
){T};

-- Who of the bank did what about a task, and when.
create table desk_act (
    borrower text not null,
    task text not null,
    seq {I64} not null check (seq >= 1),
    officer text not null,
    act text not null,
    done_at {I64} not null,
    primary key (borrower, task, seq),
    foreign key (borrower, task) references desk_task (borrower, task)
){T};

-- Referred cases of before the desk are looked for at every start.
create index application_referred on application (borrower, application) where stage = 'referred';

-- What a risk-compensation pool holds and stands behind: a fold over its events, kept beside them
-- so that the next one need not fold them all. A pool is named by its product.
create table risk_pool (
    pool text not null,
    seq {I64} not null check (seq >= 0),
    contributed_fen {I64} not null check (contributed_fen >= 0),
    paid_out_fen {I64} not null check (paid_out_fen >= 0),
    returned_fen {I64} not null check (returned_fen >= 0),
    covered_fen {I64} not null check (covered_fen >= 0),
    terms text not null,
    primary key (pool),
    check (contributed_fen - paid_out_fen + returned_fen >= 0),
    check (returned_fen <= paid_out_fen)
){T};

-- What happened to a pool, never changed.
create table pool_event (
    pool text not null,
    seq {I64} not null check (seq >= 1),
    event text not null,
    moved_fen {I64} not null check (moved_fen >= 0),
    balance_fen {I64} not null check (balance_fen >= 0),
    officer text,
    happened_at {I64} not null,
    primary key (pool, seq),
    foreign key (pool) references risk_pool (pool)
){T};

-- The loans under a pool's cover.
create table pool_cover (
    borrower text not null,
    loan text not null,
    pool text not null,
    outstanding_fen {I64} not null check (outstanding_fen >= 0),
    lost_fen {I64} not null check (lost_fen >= 0),
    recovered_fen {I64} not null check (recovered_fen >= 0),
    paid_fen {I64} not null check (paid_fen >= 0),
    primary key (borrower, loan),
    check (recovered_fen <= lost_fen),
    foreign key (borrower, loan) references loan (borrower, loan)
){T};
create index pool_cover_of_pool on pool_cover (pool, loan);
