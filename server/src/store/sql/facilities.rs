//! Facilities and their accounts.

statements! {
    /// A new facility with nothing drawn.
    OPEN_FACILITY = "\
        insert into facility (borrower, facility, application, limit_fen, drawn_fen, document, \
        opened_at) values ($1, $2, $3, $4, 0, $5, $6)";
    /// Draws when it fits and nothing freezes it, and only then.
    DRAW = "\
        update facility set drawn_fen = drawn_fen + $3 where borrower = $1 and facility = $2 and \
        drawn_fen + $3 <= limit_fen and not exists (select 1 from facility_freeze z where \
        z.borrower = $1 and z.facility = $2 and z.lifted_at is null)";
    /// Every freeze of a facility, oldest first.
    FREEZES = "\
        select frozen_by, reason, frozen_at, lifted_at from facility_freeze where borrower = $1 \
        and facility = $2 order by freezing";
    /// Freezes a facility.
    FREEZE = "\
        insert into facility_freeze (borrower, facility, freezing, frozen_by, reason, frozen_at, \
        lifted_at) values ($1, $2, $3, $4, $5, $6, null)";
    /// Lifts what one side froze.
    UNFREEZE = "\
        update facility_freeze set lifted_at = $4 where borrower = $1 and facility = $2 and \
        frozen_by = $3 and lifted_at is null";
    /// Raises a limit, from the one it was decided on.
    RAISE_LIMIT = "\
        update facility set limit_fen = $3 where borrower = $1 and facility = $2 and limit_fen = \
        $4 and limit_fen <= $3";
    /// Repaid principal can be drawn again.
    RESTORE = "\
        update facility set drawn_fen = drawn_fen - $3 where borrower = $1 and facility = $2 and \
        drawn_fen >= $3";
    /// One facility.
    FACILITY = "\
        select f.facility, f.application, f.limit_fen, f.drawn_fen, f.document, (select \
        z.frozen_by || ':' || z.reason from facility_freeze z where z.borrower = f.borrower and \
        z.facility = f.facility and z.lifted_at is null order by z.freezing desc limit 1) from \
        facility f where f.borrower = $1 and f.facility = $2";
    /// A borrower's facilities, newest first.
    FACILITIES = "\
        select f.facility, f.application, f.limit_fen, f.drawn_fen, f.document, (select \
        z.frozen_by || ':' || z.reason from facility_freeze z where z.borrower = f.borrower and \
        z.facility = f.facility and z.lifted_at is null order by z.freezing desc limit 1) from \
        facility f where f.borrower = $1 order by f.facility desc";
    /// What is drawn on a facility.
    DRAWN = "select drawn_fen, limit_fen from facility where borrower = $1 and facility = $2";
    /// The account that receives and repays.
    ACCOUNT = "\
        select document from repayment_account where borrower = $1 and application = $2";
    /// The account that receives and repays.
    BIND_ACCOUNT = "\
        insert into repayment_account (borrower, application, document, bound_at) values ($1, \
        $2, $3, $4) on conflict (borrower, application) do update set document = \
        excluded.document, bound_at = excluded.bound_at";
}
