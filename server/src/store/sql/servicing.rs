//! What is asked for after the draw.

statements! {
    /// A proposal.
    OPEN_PROPOSAL = "\
        insert into proposal (borrower, proposal, loan, loan_version, state, document, new_loan, \
        made_at, decided_at) values ($1, $2, $3, $4, 'open', $5, null, $6, null)";
    /// One proposal.
    PROPOSAL = "\
        select proposal, loan, loan_version, state, document, new_loan, made_at from proposal \
        where borrower = $1 and proposal = $2";
    /// The proposals of a loan, newest first.
    PROPOSALS = "\
        select proposal, loan, loan_version, state, document, new_loan, made_at from proposal \
        where borrower = $1 and loan = $2 order by proposal desc";
    /// It is confirmed or taken back, once.
    DECIDE_PROPOSAL = "\
        update proposal set state = $3, new_loan = $4, decided_at = $5 where borrower = $1 and \
        proposal = $2 and state = 'open'";
    /// What is agreed about a loan beside its events.
    AMEND_LOAN = "\
        update loan set document = $3 where borrower = $1 and loan = $2 and version = $4";
}
