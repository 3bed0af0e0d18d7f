// Loans and the payments that move their money.

use super::acts::{AnswerOnDrawn, Direction, Draw, FindLoan, FindOrder, FindOrderOfKey, NewOrder, OrderRepayment, OrderRepayments, OrderState, Release, SettleOrder, StoredLoan, StoredOrder};

writes! {
    Compound draw(Draw) -> Answer;
    Compound order_repayment(OrderRepayment) -> ();
    Compound order_repayments(OrderRepayments) -> ();
    Compound settle_order(SettleOrder) -> ();
}

reads! {
    list_loans(BorrowerId) -> Vec<StoredLoan>;
    find_loan(FindLoan) -> Option<StoredLoan>;
    find_order(FindOrder) -> Option<StoredOrder>;
    order_of_key(FindOrderOfKey) -> Option<StoredOrder>;
}

async fn draw(conn: &mut Conn, act: &Draw) -> Result<Answer, StoreError> {
    let borrower = &act.command.borrower;
    let at = act.command.at;
    statement(sql::backing::HOLD_BORROWER).bind(borrower).execute(&mut *conn).await?;
    let drawn = statement(sql::facilities::DRAW)
        .bind(borrower)
        .bind(&act.facility)
        .bind(act.amount_fen)
        .execute(&mut *conn)
        .await?;
    if drawn.rows_affected() == 0 {
        // The limit may be gone because this very command took it.
        let before = AnsweredBefore { borrower: borrower.clone(), key: act.command.key.clone() };
        if answered(conn, &before).await?.is_some() {
            return Err(StoreError::AlreadyAnswered);
        }
        let facility = FindFacility { borrower: borrower.clone(), facility: act.facility.clone() };
        let facility = find_facility(conn, &facility).await?;
        let is_frozen = facility.is_some_and(|facility| facility.frozen.is_some());
        return Err(if is_frozen { StoreError::Frozen } else { StoreError::LimitExceeded });
    }
    let answer = claim_key_on_drawn(conn, &act.command, &act.answer, &act.facility).await?;
    use_step_up(conn, borrower, act.step_up.as_deref(), at).await?;
    statement(sql::loans::OPEN_LOAN)
        .bind(borrower)
        .bind(&act.loan)
        .bind(&act.facility)
        .bind(act.amount_fen)
        .bind(act.document.as_str())
        .bind(at.as_micros())
        .execute(&mut *conn)
        .await?;
    take_papers(conn, borrower, &act.facility, &act.loan, &act.papers, at).await?;
    if let Some(own) = &act.own {
        note_own_draw(conn, borrower, &act.loan, act.amount_fen, own).await?;
    }
    if let Some(cover) = &act.cover {
        let principal = Money::from_fen(act.amount_fen);
        cover_draw(conn, cover, (borrower, &act.loan), principal, at).await?;
    }
    order_payment(conn, borrower, &act.loan, &act.order, None, at).await?;
    if let Some((digest, document)) = &act.undertaking {
        let shown = (digest, document);
        keep_paper(conn, borrower, &act.application, "undertaking", shown, at).await?;
    }
    append_evidence(conn, borrower, &act.application, at, &act.evidence).await?;
    order_jobs(conn, borrower, &act.jobs).await?;
    Ok(answer)
}

/// Takes the command's key with an answer that tells what is drawn now.
async fn claim_key_on_drawn(
    conn: &mut Conn,
    command: &Command,
    answer: &AnswerOnDrawn,
    facility: &str,
) -> Result<Answer, StoreError> {
    let row =
        statement(sql::facilities::DRAWN).bind(&command.borrower).bind(facility).fetch_one(&mut *conn).await?;
    let mut command = command.clone();
    command.answer.body = (answer.0)(row.try_get(0)?);
    claim_key_with(conn, command).await
}

async fn append_loan_events(
    conn: &mut Conn,
    borrower: &str,
    loan: &str,
    events: &[Document],
    at: Timestamp,
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let last =
        statement(sql::loans::LAST_LOAN_EVENT).bind(borrower).bind(loan).fetch_one(&mut *conn).await?;
    let mut seq: i64 = last.try_get(0)?;
    for event in events {
        seq += 1;
        statement(sql::loans::APPEND_LOAN_EVENT)
            .bind(borrower)
            .bind(loan)
            .bind(seq)
            .bind(event.as_str())
            .bind(at.as_micros())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

async fn order_payment(
    conn: &mut Conn,
    borrower: &str,
    loan: &str,
    order: &NewOrder,
    key: Option<(&str, Digest)>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let ordered = statement(sql::loans::ORDER_PAYMENT)
        .bind(borrower)
        .bind(&order.order)
        .bind(loan)
        .bind(order.direction.word())
        .bind(order.amount_fen)
        .bind(key.map(|(key, _)| key.to_owned()))
        .bind(key.map(|(_, hash)| hash.as_bytes().to_vec()))
        .bind(order.document.as_str())
        .bind(at.as_micros())
        .execute(conn)
        .await?;
    if ordered.rows_affected() == 1 { Ok(()) } else { Err(StoreError::AlreadyAnswered) }
}

async fn order_repayment(conn: &mut Conn, act: &OrderRepayment) -> Result<(), StoreError> {
    let borrower = &act.borrower;
    // Locks the loan, so that two repayments cannot both be checked against the same balance.
    let held = statement(sql::loans::HOLD_LOAN)
        .bind(borrower)
        .bind(&act.loan)
        .bind(act.expected_version)
        .execute(&mut *conn)
        .await?;
    unless_changed(held.rows_affected())?;
    let orders =
        statement(sql::loans::ORDERS_OF_LOAN).bind(borrower).bind(&act.loan).fetch_all(&mut *conn).await?;
    for row in &orders {
        if order_from(row)?.state == OrderState::Asked {
            return Err(StoreError::Changed);
        }
    }
    let key = (act.key.as_str(), act.request_hash);
    order_payment(conn, borrower, &act.loan, &act.order, Some(key), act.at).await?;
    order_jobs(conn, borrower, &act.jobs).await
}

async fn order_repayments(conn: &mut Conn, act: &OrderRepayments) -> Result<(), StoreError> {
    for order in &act.0 {
        order_repayment(conn, order).await?;
    }
    Ok(())
}

/// Settles an order once; a second settlement changes nothing.
async fn settle_order(conn: &mut Conn, act: &SettleOrder) -> Result<(), StoreError> {
    let settled = statement(sql::loans::SETTLE_ORDER)
        .bind(&act.borrower)
        .bind(&act.order)
        .bind(act.state.word())
        .bind(act.moved_at.as_micros())
        .execute(&mut *conn)
        .await?;
    if settled.rows_affected() == 0 {
        return Ok(());
    }
    let of_loan = (act.borrower.as_str(), act.facility.as_str(), act.loan.as_str());
    let seen = (&act.document, act.expected_version);
    advance_loan(conn, (&act.borrower, &act.loan), seen, &act.events, act.at).await?;
    principal_came_back(conn, of_loan, act.release, act.restored_fen, act.at).await?;
    if let Some((command, answer)) = &act.answer {
        claim_key_on_drawn(conn, command, answer, &act.facility).await?;
    }
    enter_all(conn, &act.borrower, &act.entries, act.at).await?;
    order_jobs(conn, &act.borrower, &act.jobs).await?;
    append_evidence(conn, &act.borrower, &act.application, act.at, &act.evidence).await
}

/// Takes a loan from the version its caller has seen to the next one, and
/// notes what happened to it.
async fn advance_loan(
    conn: &mut Conn,
    (borrower, loan): (&str, &str),
    (document, expected_version): (&Document, i64),
    events: &[Document],
    at: Timestamp,
) -> Result<(), StoreError> {
    let advanced = statement(sql::loans::ADVANCE_LOAN)
        .bind(borrower)
        .bind(loan)
        .bind(document.as_str())
        .bind(expected_version)
        .execute(&mut *conn)
        .await?;
    unless_changed(advanced.rows_affected())?;
    append_loan_events(conn, borrower, loan, events, at).await
}

/// Principal that was paid back: the limit has it again, papers are let go, the pool's cover falls.
async fn principal_came_back(
    conn: &mut Conn,
    of_loan: (&str, &str, &str),
    release: Release,
    restored_fen: i64,
    at: Timestamp,
) -> Result<(), StoreError> {
    let (borrower, facility, loan) = of_loan;
    let restored = statement(sql::facilities::RESTORE)
        .bind(borrower)
        .bind(facility)
        .bind(restored_fen)
        .execute(&mut *conn)
        .await?;
    unless_changed(restored.rows_affected())?;
    let_go(conn, of_loan, release).await?;
    principal_came_in(conn, (borrower, loan), Money::from_fen(restored_fen), at).await
}

fn order_from(row: &Row) -> Result<StoredOrder, StoreError> {
    let direction: String = row.try_get(2)?;
    let state: String = row.try_get(4)?;
    Ok(StoredOrder {
        order: row.try_get(0)?,
        loan: row.try_get(1)?,
        direction: if direction == Direction::Collect.word() {
            Direction::Collect
        } else {
            Direction::Disburse
        },
        amount_fen: row.try_get(3)?,
        state: OrderState::from_word(&state),
        document: document_at(row, 5)?,
        asked_by: asked_by(row)?,
        asked_at: from_micros(row.try_get(8)?),
    })
}

/// The command that asked for an order, if one did.
fn asked_by(row: &Row) -> Result<Option<(String, Digest)>, StoreError> {
    let key: Option<String> = row.try_get(6)?;
    key.map(|key| Ok((key, digest_at(row, 7)?))).transpose()
}

async fn order_of_key(
    conn: &mut Conn,
    act: &FindOrderOfKey,
) -> Result<Option<StoredOrder>, StoreError> {
    let row = statement(sql::loans::ORDER_OF_KEY)
        .bind(&act.borrower)
        .bind(&act.key)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(order_from).transpose()
}

async fn find_order(conn: &mut Conn, act: &FindOrder) -> Result<Option<StoredOrder>, StoreError> {
    let row = statement(sql::loans::PAYMENT_ORDER)
        .bind(&act.borrower)
        .bind(&act.order)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(order_from).transpose()
}

async fn loan_from(conn: &mut Conn, borrower: &str, row: &Row) -> Result<StoredLoan, StoreError> {
    let loan: String = row.try_get(0)?;
    let events = documents(conn, sql::loans::LOAN_EVENTS, borrower, &loan).await?;
    let orders =
        statement(sql::loans::ORDERS_OF_LOAN).bind(borrower).bind(&loan).fetch_all(&mut *conn).await?;
    Ok(StoredLoan {
        loan,
        facility: row.try_get(1)?,
        principal_fen: row.try_get(2)?,
        version: row.try_get(3)?,
        document: document_at(row, 4)?,
        events,
        orders: orders.iter().map(order_from).collect::<Result<_, _>>()?,
    })
}

/// A loan and its events are read as of one moment.
async fn find_loan(conn: &mut Conn, act: &FindLoan) -> Result<Option<StoredLoan>, StoreError> {
    let mut transaction = conn.begin_with(BEGIN_READING).await?;
    let row = statement(sql::loans::LOAN)
        .bind(&act.borrower)
        .bind(&act.loan)
        .fetch_optional(&mut *transaction)
        .await?;
    match row {
        Some(row) => loan_from(&mut transaction, &act.borrower, &row).await.map(Some),
        None => Ok(None),
    }
}

async fn list_loans(conn: &mut Conn, borrower: &BorrowerId) -> Result<Vec<StoredLoan>, StoreError> {
    let mut transaction = conn.begin_with(BEGIN_READING).await?;
    let rows = statement(sql::loans::LOANS).bind(borrower).fetch_all(&mut *transaction).await?;
    let mut loans = Vec::with_capacity(rows.len());
    for row in &rows {
        loans.push(loan_from(&mut transaction, borrower, row).await?);
    }
    Ok(loans)
}
