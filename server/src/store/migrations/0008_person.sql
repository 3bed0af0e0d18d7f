-- Who signs in and by what: passkeys, devices, fresh verification of what is signed and drawn,
-- the check of a face (never its image), and requests to delete.

-- How and on what a session began; a key of a short list, never the header itself.
alter table session add column device text not null default 'unknown';
alter table session add column signed_in_by text not null default 'code';

-- A passkey belongs to one borrower; its credential appears here only as a keyed hash.
create table passkey_owner (
    credential_hash {BYTES} not null,
    borrower text not null,
    passkey text not null,
    primary key (credential_hash)
){T};

-- The document is what verifies the passkey's signatures, sealed.
create table passkey (
    borrower text not null,
    passkey text not null,
    device text not null,
    document text not null,
    added_at {I64} not null,
    used_at {I64},
    primary key (borrower, passkey)
){T};

-- Challenges given to authenticators, each answered once; `borrower` is 'visitor' before
-- sign-in. The document is the verifier's half, sealed.
create table passkey_challenge (
    borrower text not null,
    challenge text not null,
    ceremony text not null check (ceremony in ('register', 'sign_in')),
    document text not null,
    issued_at {I64} not null,
    used_at {I64},
    primary key (borrower, challenge)
){T};
create index passkey_challenge_age on passkey_challenge (issued_at);

-- A fresh verification of one act: `binds` is the digest of exactly what is verified.
create table step_up (
    borrower text not null,
    step_up text not null,
    token_hash {BYTES} not null,
    act text not null check (act in ('sign', 'draw', 'export', 'delete', 'passkeys')),
    binds {BYTES} not null,
    document text,
    code_hash {BYTES},
    issued_at {I64} not null,
    wrong_codes {I64} not null check (wrong_codes >= 0),
    proven_at {I64},
    proven_by text,
    used_at {I64},
    primary key (borrower, step_up)
){T};
create index step_up_of_act on step_up (borrower, binds);

-- How a face compared: result, band, time. The image is never kept.
create table face_check (
    borrower text not null,
    application text not null,
    face_check text not null,
    result text not null check (result in ('match', 'no_match', 'unclear')),
    band text not null check (band in ('high', 'middle', 'low')),
    simulated {I64} not null,
    checked_at {I64} not null,
    primary key (borrower, application, face_check),
    foreign key (borrower, application) references application (borrower, application)
){T};

-- What a borrower asked to have deleted, what went and what stays until when.
create table deletion_request (
    borrower text not null,
    deletion_request text not null,
    document text not null,
    asked_at {I64} not null,
    primary key (borrower, deletion_request)
){T};
