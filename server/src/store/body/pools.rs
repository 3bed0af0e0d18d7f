// Risk-compensation pools.

use shared::catalogue::{OnUncovered, RiskPoolTerms};
use shared::money::Money;
use shared::risk_pool::{Cover, OfLoan, PoolEvent, Standing};

use super::acts::{CoverDraw, FindCoverOwner, FindCovers, FindPool, OwnedCover, PoolAct, PoolMoved, StoredPool, StoredPoolEvent};

writes! {
    Compound pool_act(PoolAct) -> Answer;
}

reads! {
    find_pool(String) -> Option<StoredPool>;
    pool_events(FindPool) -> Vec<StoredPoolEvent>;
    covered_loans(FindPool) -> Vec<OwnedCover>;
    owner_of_cover(FindCoverOwner) -> Option<BorrowerId>;
    covers_of_borrower(FindCovers) -> Vec<String>;
}

/// Who lets an event happen, and when.
struct By<'a> {
    officer: Option<&'a str>,
    at: Timestamp,
}

async fn pool_act(conn: &mut Conn, act: &PoolAct) -> Result<Answer, StoreError> {
    let by = By { officer: Some(&act.officer), at: act.command.at };
    hold_pool(conn, &act.pool, &act.terms, &by).await?;
    let moved = happen(conn, (&act.pool, &act.borrower), &act.event, &by).await?;
    let mut command = act.command.clone();
    command.answer.body = (act.answer.0)(&moved);
    claim_key_with(conn, command).await
}

/// Locks a pool, which begins or goes on with these terms.
async fn hold_pool(
    conn: &mut Conn,
    pool: &str,
    terms: &RiskPoolTerms,
    by: &By<'_>,
) -> Result<(), StoreError> {
    let document = Document::of(terms)?;
    statement(sql::pools::OPEN_POOL)
        .bind(pool)
        .bind(document.as_str())
        .execute(&mut *conn)
        .await?;
    let held = held_pool(conn, pool).await?;
    if held.seq == 0 || held.terms != document {
        let set = PoolEvent::TermsSet { terms: terms.clone() };
        happen(conn, (pool, ""), &set, by).await?;
    }
    Ok(())
}

async fn held_pool(conn: &mut Conn, pool: &str) -> Result<StoredPool, StoreError> {
    let row = statement(sql::pools::HOLD_POOL).bind(pool).fetch_one(conn).await?;
    pool_from(&row)
}

/// Lets one event happen to a pool that is held.
async fn happen(
    conn: &mut Conn,
    (pool, borrower): (&str, &str),
    event: &PoolEvent,
    by: &By<'_>,
) -> Result<PoolMoved, StoreError> {
    let held = held_pool(conn, pool).await?;
    let terms: RiskPoolTerms = held.terms.read("pool's terms")?;
    let of_loan = match event.loan() {
        Some(loan) => of_loan(conn, pool, borrower, loan).await?,
        None => OfLoan::default(),
    };
    let step = held.standing.after(event, &terms, of_loan)?;
    let terms = match event {
        PoolEvent::TermsSet { terms } => Document::of(terms)?,
        _ => held.terms,
    };
    let (seq, standing) = (held.seq + 1, step.standing);
    statement(sql::pools::ADVANCE_POOL)
        .bind(pool)
        .bind(seq)
        .bind(standing.contributed.fen())
        .bind(standing.paid_out.fen())
        .bind(standing.returned.fen())
        .bind(standing.covered.fen())
        .bind(terms.as_str())
        .execute(&mut *conn)
        .await?;
    statement(sql::pools::APPEND_POOL_EVENT)
        .bind(pool)
        .bind(seq)
        .bind(Document::of(event)?.as_str())
        .bind(step.moved.fen())
        .bind(standing.balance().fen())
        .bind(by.officer.map(str::to_owned))
        .bind(by.at.as_micros())
        .execute(&mut *conn)
        .await?;
    if let Some(loan) = event.loan() {
        set_cover(conn, (pool, borrower, loan), &step.cover).await?;
    }
    book_pool(conn, (pool, seq), event, (step.moved, by.at)).await?;
    Ok(PoolMoved { moved: step.moved, standing })
}

/// Posts the money an event of a pool moved into the bank's books.
async fn book_pool(
    conn: &mut Conn,
    (pool, seq): (&str, i64),
    event: &PoolEvent,
    (moved, at): (Money, Timestamp),
) -> Result<(), StoreError> {
    let postings = shared::ledger::pool(at.date_in_china(), event, moved);
    let Some(postings) = postings.map_err(|_| StoreError::Unbalanced)? else { return Ok(()) };
    let entry = NewEntry {
        entry: format!("pool {pool} {seq}"),
        subject: pool.to_owned(),
        act: "pool",
        postings,
    };
    enter(conn, INSTALLATION, &entry, at).await
}

async fn of_loan(
    conn: &mut Conn,
    pool: &str,
    borrower: &str,
    loan: &str,
) -> Result<OfLoan, StoreError> {
    let cover = find_cover(conn, borrower, loan).await?;
    let paid = statement(sql::pools::PAID_FOR_BORROWER)
        .bind(borrower)
        .bind(pool)
        .fetch_one(conn)
        .await?;
    Ok(OfLoan {
        cover: cover.map(|(_, cover)| cover),
        paid_for_borrower: Money::from_fen(paid.try_get(0)?),
    })
}

/// The pool that covers a loan, and the loan's cover.
async fn find_cover(
    conn: &mut Conn,
    borrower: &str,
    loan: &str,
) -> Result<Option<(String, Cover)>, StoreError> {
    let row =
        statement(sql::pools::COVER).bind(borrower).bind(loan).fetch_optional(conn).await?;
    row.as_ref().map(|row| Ok((row.try_get(0)?, cover_at(row, 1)?))).transpose()
}

async fn set_cover(
    conn: &mut Conn,
    (pool, borrower, loan): (&str, &str, &str),
    cover: &Cover,
) -> Result<(), StoreError> {
    statement(sql::pools::SET_COVER)
        .bind(borrower)
        .bind(loan)
        .bind(pool)
        .bind(cover.outstanding.fen())
        .bind(cover.lost.fen())
        .bind(cover.recovered.fen())
        .bind(cover.paid.fen())
        .execute(conn)
        .await?;
    Ok(())
}

/// Has a loan just drawn covered. Without room it goes uncovered, or not at all, as the terms say.
async fn cover_draw(
    conn: &mut Conn,
    cover: &CoverDraw,
    (borrower, loan): (&str, &str),
    principal: Money,
    at: Timestamp,
) -> Result<(), StoreError> {
    let by = By { officer: None, at };
    hold_pool(conn, &cover.pool, &cover.terms, &by).await?;
    let covered = PoolEvent::Covered {
        loan: loan.to_owned(),
        borrower: borrower.to_owned(),
        principal,
    };
    match happen(conn, (&cover.pool, borrower), &covered, &by).await {
        Err(StoreError::Pool(_)) if cover.terms.uncovered == OnUncovered::Lend => Ok(()),
        Err(StoreError::Pool(_)) => Err(StoreError::NotCovered),
        outcome => outcome.map(|_| ()),
    }
}

/// Principal came in on a loan: its pool, if it has one, stands behind less, or gets its share of
/// what had been claimed as lost.
async fn principal_came_in(
    conn: &mut Conn,
    (borrower, loan): (&str, &str),
    principal: Money,
    at: Timestamp,
) -> Result<(), StoreError> {
    let Some((pool, cover)) = find_cover(conn, borrower, loan).await? else { return Ok(()) };
    for event in PoolEvent::of_principal(loan, &cover, principal) {
        happen(conn, (&pool, borrower), &event, &By { officer: None, at }).await?;
    }
    Ok(())
}

/// A loan was renewed: what its pool stood behind goes over to the new one, as far as the pool still
/// covers new loans.
async fn pass_cover_on(
    conn: &mut Conn,
    (borrower, old): (&str, &str),
    (new, principal): (&str, Money),
    at: Timestamp,
) -> Result<(), StoreError> {
    let Some((pool, cover)) = find_cover(conn, borrower, old).await? else { return Ok(()) };
    let by = By { officer: None, at };
    for event in PoolEvent::of_principal(old, &cover, cover.outstanding) {
        happen(conn, (&pool, borrower), &event, &by).await?;
    }
    let (loan, borrower_id) = (new.to_owned(), borrower.to_owned());
    let covered = PoolEvent::Covered { loan, borrower: borrower_id, principal };
    match happen(conn, (&pool, borrower), &covered, &by).await {
        Err(StoreError::Pool(_)) => Ok(()),
        outcome => outcome.map(|_| ()),
    }
}

fn pool_from(row: &Row) -> Result<StoredPool, StoreError> {
    let money = |column: usize| -> Result<Money, StoreError> {
        Ok(Money::from_fen(row.try_get(column)?))
    };
    let standing = Standing {
        contributed: money(1)?,
        paid_out: money(2)?,
        returned: money(3)?,
        covered: money(4)?,
    };
    Ok(StoredPool { seq: row.try_get(0)?, standing, terms: document_at(row, 5)? })
}

/// A loan's cover, from four columns.
fn cover_at(row: &Row, first: usize) -> Result<Cover, StoreError> {
    let money = |column: usize| -> Result<Money, StoreError> {
        Ok(Money::from_fen(row.try_get(first + column)?))
    };
    Ok(Cover { outstanding: money(0)?, lost: money(1)?, recovered: money(2)?, paid: money(3)? })
}

async fn find_pool(conn: &mut Conn, pool: &String) -> Result<Option<StoredPool>, StoreError> {
    let row = statement(sql::pools::POOL).bind(pool).fetch_optional(conn).await?;
    row.as_ref().map(pool_from).transpose()
}

async fn pool_events(
    conn: &mut Conn,
    act: &FindPool,
) -> Result<Vec<StoredPoolEvent>, StoreError> {
    let rows = statement(sql::pools::POOL_EVENTS)
        .bind(&act.pool)
        .bind(act.at_most)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(StoredPoolEvent {
                seq: row.try_get(0)?,
                event: document_at(row, 1)?,
                moved: Money::from_fen(row.try_get(2)?),
                balance: Money::from_fen(row.try_get(3)?),
                officer: row.try_get(4)?,
                at: from_micros(row.try_get(5)?),
            })
        })
        .collect()
}

async fn covered_loans(conn: &mut Conn, act: &FindPool) -> Result<Vec<OwnedCover>, StoreError> {
    let rows = statement(sql::pools::COVERED_LOANS)
        .bind(&act.pool)
        .bind(act.at_most)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(OwnedCover {
                borrower: row.try_get(0)?,
                loan: row.try_get(1)?,
                cover: cover_at(row, 2)?,
            })
        })
        .collect()
}

async fn owner_of_cover(
    conn: &mut Conn,
    act: &FindCoverOwner,
) -> Result<Option<BorrowerId>, StoreError> {
    let row = statement(sql::pools::OWNER_OF_COVER)
        .bind(&act.pool)
        .bind(&act.loan)
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

async fn covers_of_borrower(
    conn: &mut Conn,
    act: &FindCovers,
) -> Result<Vec<String>, StoreError> {
    let rows = statement(sql::pools::COVERS_OF_BORROWER)
        .bind(&act.borrower)
        .bind(&act.pool)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
