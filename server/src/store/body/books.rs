// The bank's books.

use chrono::NaiveDate;
use shared::ledger::Account;

use super::acts::{AccountBalance, FindMovements, FindPosition, KeepReconciliation, NewEntry, StoredMovement, WalkLoans, WalkedLoan};

writes! {
    Single keep_reconciliation(KeepReconciliation) -> ();
}

reads! {
    position_of(FindPosition) -> Vec<AccountBalance>;
    trial_balance(()) -> Vec<AccountBalance>;
    unbalanced_entries(()) -> Vec<(BorrowerId, String)>;
    movements(FindMovements) -> Vec<StoredMovement>;
    reconciliation(NaiveDate) -> Option<Document>;
    last_closed_day(()) -> Option<NaiveDate>;
    walk_loans(WalkLoans) -> Vec<WalkedLoan>;
}

/// Whose key the bank's own records are under.
const INSTALLATION: &str = "installation";

/// Writes entries into the books, in the transaction of the act they belong to.
async fn enter_all(
    conn: &mut Conn,
    borrower: &str,
    entries: &[NewEntry],
    at: Timestamp,
) -> Result<(), StoreError> {
    for entry in entries {
        enter(conn, borrower, entry, at).await?;
    }
    Ok(())
}

async fn enter(
    conn: &mut Conn,
    borrower: &str,
    entry: &NewEntry,
    at: Timestamp,
) -> Result<(), StoreError> {
    // Held once more where it is written: an entry is only ever balanced.
    let sum = entry.postings.postings().map(|(_, amount)| i128::from(amount.fen())).sum::<i128>();
    if sum != 0 {
        return Err(StoreError::Unbalanced);
    }
    statement(sql::books::ENTER)
        .bind(borrower)
        .bind(&entry.entry)
        .bind(&entry.subject)
        .bind(entry.act)
        .bind(shared::date_text::format(entry.postings.on()))
        .bind(at.as_micros())
        .execute(&mut *conn)
        .await?;
    for (account, amount) in entry.postings.postings() {
        statement(sql::books::POST)
            .bind(borrower)
            .bind(&entry.entry)
            .bind(account.key())
            .bind(amount.fen())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

fn balance_from(row: &Row) -> Result<AccountBalance, StoreError> {
    let key: String = row.try_get(0)?;
    let account = Account::from_key(&key).ok_or_else(|| inconsistent("account", &key))?;
    Ok(AccountBalance { account, amount_fen: row.try_get(1)? })
}

async fn position_of(
    conn: &mut Conn,
    act: &FindPosition,
) -> Result<Vec<AccountBalance>, StoreError> {
    let rows = statement(sql::books::POSITION_OF)
        .bind(&act.borrower)
        .bind(&act.loan)
        .fetch_all(conn)
        .await?;
    rows.iter().map(balance_from).collect()
}

async fn trial_balance(conn: &mut Conn, (): &()) -> Result<Vec<AccountBalance>, StoreError> {
    let rows = statement(sql::books::TRIAL_BALANCE).bind("").fetch_all(conn).await?;
    rows.iter().map(balance_from).collect()
}

async fn unbalanced_entries(
    conn: &mut Conn,
    (): &(),
) -> Result<Vec<(BorrowerId, String)>, StoreError> {
    let rows = statement(sql::books::UNBALANCED).bind("").fetch_all(conn).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

async fn movements(
    conn: &mut Conn,
    act: &FindMovements,
) -> Result<Vec<StoredMovement>, StoreError> {
    let (from, until) = (act.from.as_micros(), act.until.as_micros());
    let orders = statement(sql::books::ORDERS_SETTLED)
        .bind(from)
        .bind(until)
        .fetch_all(&mut *conn)
        .await?;
    let incoming = statement(sql::books::INCOMING_OF_DAY)
        .bind(RAIL)
        .bind(shared::date_text::format(act.day))
        .fetch_all(&mut *conn)
        .await?;
    let refunds = statement(sql::books::REFUNDS_SETTLED)
        .bind(from)
        .bind(until)
        .fetch_all(&mut *conn)
        .await?;
    let mut found = Vec::with_capacity(orders.len() + incoming.len() + refunds.len());
    for row in &orders {
        found.push(StoredMovement {
            order: row.try_get(0)?,
            direction: row.try_get(1)?,
            amount_fen: row.try_get(2)?,
            state: row.try_get(3)?,
        });
    }
    for row in &incoming {
        found.push(StoredMovement {
            order: row.try_get(0)?,
            direction: "receive".to_owned(),
            amount_fen: row.try_get(1)?,
            state: "done".to_owned(),
        });
    }
    for row in &refunds {
        found.push(StoredMovement {
            order: row.try_get(0)?,
            direction: "return".to_owned(),
            amount_fen: row.try_get(1)?,
            state: row.try_get(2)?,
        });
    }
    Ok(found)
}

async fn keep_reconciliation(conn: &mut Conn, act: &KeepReconciliation) -> Result<(), StoreError> {
    statement(sql::books::KEEP_RECONCILIATION)
        .bind(INSTALLATION)
        .bind(shared::date_text::format(act.day))
        .bind(act.differences)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn reconciliation(
    conn: &mut Conn,
    day: &NaiveDate,
) -> Result<Option<Document>, StoreError> {
    let row = statement(sql::books::RECONCILIATION)
        .bind(INSTALLATION)
        .bind(shared::date_text::format(*day))
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(|row| document_at(row, 1)).transpose()
}

async fn last_closed_day(conn: &mut Conn, (): &()) -> Result<Option<NaiveDate>, StoreError> {
    let row = statement(sql::books::LAST_CLOSED).bind(INSTALLATION).fetch_optional(conn).await?;
    let day: Option<String> = row.map(|row| row.try_get(0)).transpose()?;
    Ok(day.as_deref().and_then(shared::date_text::parse))
}

/// One stretch of the walk: memory depends on its length, not on how many loans there are.
async fn walk_loans(conn: &mut Conn, act: &WalkLoans) -> Result<Vec<WalkedLoan>, StoreError> {
    let (borrower, loan) = &act.after;
    let names = statement(sql::books::LOANS_AFTER)
        .bind(borrower)
        .bind(loan)
        .bind(act.most)
        .fetch_all(&mut *conn)
        .await?;
    let mut walked = Vec::with_capacity(names.len());
    for row in &names {
        let (borrower, loan) = (row.try_get(0)?, row.try_get(1)?);
        walked.push(WalkedLoan { borrower, loan, events: Vec::new() });
    }
    let Some(last) = walked.last().cloned() else { return Ok(walked) };
    let events = statement(sql::books::EVENTS_BETWEEN)
        .bind(borrower)
        .bind(loan)
        .bind(&last.borrower)
        .bind(&last.loan)
        .fetch_all(&mut *conn)
        .await?;
    let mut at = 0;
    for row in &events {
        let (borrower, loan): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        // Both lists are in the order of the key, so each loan is found by going on.
        while walked.get(at).is_some_and(|own| (&own.borrower, &own.loan) < (&borrower, &loan)) {
            at += 1;
        }
        if let Some(own) = walked.get_mut(at).filter(|own| own.loan == loan) {
            own.events.push(document_at(row, 2)?);
        }
    }
    Ok(walked)
}
