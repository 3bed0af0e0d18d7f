// What is asked for after the draw.

use super::acts::{AmendLoan, CancelProposal, ConfirmProposal, FindProposal, OpenProposal, RenewedLoan, StoredProposal};

writes! {
    Compound open_proposal(OpenProposal) -> ();
    Compound confirm_proposal(ConfirmProposal) -> ();
    Single cancel_proposal(CancelProposal) -> ();
    Compound amend_loan(AmendLoan) -> ();
}

reads! {
    find_proposal(FindProposal) -> Option<StoredProposal>;
    list_proposals(FindLoan) -> Vec<StoredProposal>;
}

async fn open_proposal(conn: &mut Conn, act: &OpenProposal) -> Result<(), StoreError> {
    claim_key(conn, &act.command).await?;
    statement(sql::servicing::OPEN_PROPOSAL)
        .bind(&act.command.borrower)
        .bind(&act.proposal)
        .bind(&act.loan)
        .bind(act.loan_version)
        .bind(act.document.as_str())
        .bind(act.command.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn confirm_proposal(conn: &mut Conn, act: &ConfirmProposal) -> Result<(), StoreError> {
    let Command { borrower, at, .. } = &act.command;
    claim_key(conn, &act.command).await?;
    let decided = statement(sql::servicing::DECIDE_PROPOSAL)
        .bind(borrower)
        .bind(&act.proposal)
        .bind("confirmed")
        .bind(act.new_loan.as_ref().map(|new| new.loan.clone()))
        .bind(at.as_micros())
        .execute(&mut *conn)
        .await?;
    unless_changed(decided.rows_affected())?;
    let seen = (&act.document, act.expected_version);
    advance_loan(conn, (borrower, &act.loan), seen, &act.events, *at).await?;
    if let Some(new) = &act.new_loan {
        open_renewed(conn, borrower, new, *at).await?;
        statement(sql::backing::PASS_ON)
            .bind(borrower)
            .bind(&act.loan)
            .bind(&new.loan)
            .execute(&mut *conn)
            .await?;
        let renewed = (new.loan.as_str(), Money::from_fen(new.principal_fen));
        pass_cover_on(conn, (borrower, &act.loan), renewed, *at).await?;
    }
    enter_all(conn, borrower, &act.entries, *at).await?;
    let paper = (&act.paper.0, &act.paper.1);
    keep_paper(conn, borrower, &act.application, "servicing", paper, *at).await?;
    let evidence = std::slice::from_ref(&act.evidence);
    append_evidence(conn, borrower, &act.application, *at, evidence).await?;
    order_jobs(conn, borrower, &act.jobs).await
}

/// The new loan takes the place of the other, so what is drawn on the facility stays as it is.
async fn open_renewed(
    conn: &mut Conn,
    borrower: &str,
    new: &RenewedLoan,
    at: Timestamp,
) -> Result<(), StoreError> {
    statement(sql::loans::OPEN_LOAN)
        .bind(borrower)
        .bind(&new.loan)
        .bind(&new.facility)
        .bind(new.principal_fen)
        .bind(new.document.as_str())
        .bind(at.as_micros())
        .execute(&mut *conn)
        .await?;
    append_loan_events(conn, borrower, &new.loan, &new.events, at).await
}

async fn cancel_proposal(conn: &mut Conn, act: &CancelProposal) -> Result<(), StoreError> {
    statement(sql::servicing::DECIDE_PROPOSAL)
        .bind(&act.borrower)
        .bind(&act.proposal)
        .bind("cancelled")
        .bind(None::<String>)
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn amend_loan(conn: &mut Conn, act: &AmendLoan) -> Result<(), StoreError> {
    let amended = statement(sql::servicing::AMEND_LOAN)
        .bind(&act.borrower)
        .bind(&act.loan)
        .bind(act.document.as_str())
        .bind(act.expected_version)
        .execute(&mut *conn)
        .await?;
    unless_changed(amended.rows_affected())?;
    order_jobs(conn, &act.borrower, &act.jobs).await
}

fn proposal_from(row: &Row) -> Result<StoredProposal, StoreError> {
    Ok(StoredProposal {
        proposal: row.try_get(0)?,
        loan: row.try_get(1)?,
        loan_version: row.try_get(2)?,
        state: row.try_get(3)?,
        document: document_at(row, 4)?,
        new_loan: row.try_get(5)?,
        made_at: from_micros(row.try_get(6)?),
    })
}

async fn find_proposal(
    conn: &mut Conn,
    act: &FindProposal,
) -> Result<Option<StoredProposal>, StoreError> {
    let row = statement(sql::servicing::PROPOSAL)
        .bind(&act.borrower)
        .bind(&act.proposal)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(proposal_from).transpose()
}

async fn list_proposals(
    conn: &mut Conn,
    act: &FindLoan,
) -> Result<Vec<StoredProposal>, StoreError> {
    let rows = statement(sql::servicing::PROPOSALS)
        .bind(&act.borrower)
        .bind(&act.loan)
        .fetch_all(conn)
        .await?;
    rows.iter().map(proposal_from).collect()
}
