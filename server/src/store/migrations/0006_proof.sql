-- Proof: the installation's evidence log, and binary files kept with an application.
-- The log's own tables are split by the log's name; there is one.

-- Events recorded and not yet entered into the log.
create table log_pending (
    borrower text not null,
    application text not null,
    seq {I64} not null,
    primary key (borrower, application, seq)
){T};

-- Which leaf of the log an event is.
create table log_place (
    borrower text not null,
    application text not null,
    seq {I64} not null,
    leaf {I64} not null check (leaf >= 0),
    primary key (borrower, application, seq)
){T};

create table log_head (
    log text not null,
    size {I64} not null check (size >= 0),
    primary key (log)
){T};

-- The log's tree in tiles of 256 hashes; only the last tile of a level still grows.
create table log_tile (
    log text not null,
    level {I64} not null check (level >= 0),
    position {I64} not null check (position >= 0),
    hashes {BYTES} not null,
    primary key (log, level, position)
){T};

-- Public keys of the log; each is in force from a size on.
create table log_key (
    log text not null,
    from_size {I64} not null check (from_size >= 0),
    verifier text not null,
    endorsement text not null,
    primary key (log, from_size)
){T};

-- Certificates, time-stamp tokens and agreements as PDF, by digest.
create table kept_file (
    borrower text not null,
    application text not null,
    digest {BYTES} not null,
    kind text not null,
    content {BYTES} not null,
    kept_at {I64} not null,
    primary key (borrower, application, digest),
    foreign key (borrower, application) references application (borrower, application)
){T};

-- What was recorded before there was a log is entered first.
insert into log_pending (borrower, application, seq)
select borrower, application, seq from evidence_event;
