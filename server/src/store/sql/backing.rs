//! Papers that stand behind draws, and the register of those that are taken.

statements! {
    /// A paper is presented or delivered.
    PRESENT = "\
        insert into backing (borrower, backing, facility, version, document, presented_at) \
        values ($1, $2, $3, 1, $4, $5)";
    /// What names it, unless it was presented before under the same facility.
    NAME_BACKING = "\
        insert into backing_key (borrower, facility, paper, backing) values ($1, $2, $3, $4) on \
        conflict (borrower, facility, paper) do nothing";
    /// Its confirmation moves on, on the version it was decided on.
    ADVANCE_BACKING = "\
        update backing set version = version + 1, document = $3 where borrower = $1 and backing \
        = $2 and version = $4";
    /// Locks a paper as it was read.
    HOLD_BACKING = "\
        update backing set version = version where borrower = $1 and backing = $2 and version = \
        $3";
    /// One paper.
    BACKING = "\
        select backing, facility, version, document from backing where borrower = $1 and backing \
        = $2";
    /// The papers of a facility, newest first.
    BACKINGS = "\
        select backing, facility, version, document from backing where borrower = $1 and \
        facility = $2 order by backing desc";
    /// What names a paper goes with it.
    UNNAME_BACKING = "delete from backing_key where borrower = $1 and backing = $2";
    /// A paper is taken back, on the version it was read at.
    TAKE_BACK = "delete from backing where borrower = $1 and backing = $2 and version = $3";
    /// Whether any of a paper's names is taken by its own facility.
    IN_USE = "\
        select f.paper from backing_key k join financed_paper f on f.paper = k.paper and \
        f.borrower = k.borrower and f.facility = k.facility where k.borrower = $1 and k.backing \
        = $2 limit 1";
    /// Which of the names presented under a facility are taken, and by whom.
    HELD_OF_FACILITY = "\
        select f.paper, f.borrower, f.facility, f.loan, f.taken_at from backing_key k join \
        financed_paper f on f.paper = k.paper where k.borrower = $1 and k.facility = $2";
    /// Who has taken a name.
    HOLDER = "\
        select paper, borrower, facility, loan, taken_at from financed_paper where paper = $1";
    /// Takes a name, unless it is taken.
    TAKE = "\
        insert into financed_paper (paper, borrower, facility, loan, taken_at) values ($1, $2, \
        $3, $4, $5) on conflict (paper) do nothing";
    /// Gives back what stands behind a loan; what secures the facility, once nothing is drawn on it.
    GIVE_BACK = "\
        delete from financed_paper where borrower = $1 and facility = $2 and (loan = $3 or (loan \
        is null and exists (select 1 from facility f where f.borrower = $1 and f.facility = $2 \
        and f.drawn_fen = 0)))";
    /// What stands behind a loan stands behind the one that takes its place.
    PASS_ON = "update financed_paper set loan = $3 where borrower = $1 and loan = $2";
    /// One draw of a borrower at a time.
    HOLD_BORROWER = "update borrower set mobile = mobile where borrower = $1";
    /// A draw went to the borrower's own account.
    OWN_DRAW = "\
        insert into own_draw (borrower, loan, purpose, drawn_on, amount_fen) values ($1, $2, $3, \
        $4, $5)";
    /// What went to the own account for one purpose after a day.
    OWN_DRAWN = "\
        select cast(coalesce(sum(amount_fen), 0) as BIGINT) from own_draw where borrower = $1 \
        and purpose = $2 and drawn_on > $3";
    /// Draws to the own account after a day, oldest first.
    OWN_DRAWS = "\
        select drawn_on, amount_fen, purpose from own_draw where borrower = $1 and drawn_on > $2 \
        order by loan";
    /// A draw that was never paid out does not count.
    FORGET_OWN_DRAW = "delete from own_draw where borrower = $1 and loan = $2";
}
