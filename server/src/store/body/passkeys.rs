// Passkeys.

use super::acts::{ChallengeTaken, ForgetPasskey, GiveChallenge, KeepPasskey, SeePasskey, StoredPasskey, TakeChallenge};

writes! {
    Compound give_challenge(GiveChallenge) -> ();
    Compound take_challenge(TakeChallenge) -> ChallengeTaken;
    Compound keep_passkey(KeepPasskey) -> bool;
    Single see_passkey(SeePasskey) -> ();
    Compound forget_passkey(ForgetPasskey) -> bool;
}

reads! {
    passkeys(BorrowerId) -> Vec<StoredPasskey>;
}

async fn give_challenge(conn: &mut Conn, act: &GiveChallenge) -> Result<(), StoreError> {
    statement(sql::passkeys::FORGET_CHALLENGES)
        .bind(&act.borrower)
        .bind(act.forget_before.as_micros())
        .execute(&mut *conn)
        .await?;
    statement(sql::passkeys::GIVE_CHALLENGE)
        .bind(&act.borrower)
        .bind(&act.challenge)
        .bind(act.ceremony.word())
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    Ok(())
}

async fn take_challenge(
    conn: &mut Conn,
    act: &TakeChallenge,
) -> Result<ChallengeTaken, StoreError> {
    let row = statement(sql::passkeys::CHALLENGE)
        .bind(&act.borrower)
        .bind(&act.challenge)
        .bind(act.ceremony.word())
        .fetch_optional(&mut *conn)
        .await?;
    let Some(row) = row else { return Ok(ChallengeTaken::Unknown) };
    let used = statement(sql::passkeys::USE_CHALLENGE)
        .bind(&act.borrower)
        .bind(&act.challenge)
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    if used.rows_affected() == 0 {
        return Ok(ChallengeTaken::Used);
    }
    let issued_at = from_micros(row.try_get(1)?);
    Ok(ChallengeTaken::Fresh { document: document_at(&row, 0)?, issued_at })
}

async fn keep_passkey(conn: &mut Conn, act: &KeepPasskey) -> Result<bool, StoreError> {
    let claimed = statement(sql::passkeys::CLAIM_CREDENTIAL)
        .bind(act.credential_hash.as_slice())
        .bind(&act.borrower)
        .bind(&act.passkey)
        .execute(&mut *conn)
        .await?;
    if claimed.rows_affected() == 0 {
        return Ok(false);
    }
    statement(sql::passkeys::ADD_PASSKEY)
        .bind(&act.borrower)
        .bind(&act.passkey)
        .bind(&act.device)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    order_jobs(conn, &act.borrower, &act.jobs).await?;
    Ok(true)
}

async fn passkeys(
    conn: &mut Conn,
    borrower: &BorrowerId,
) -> Result<Vec<StoredPasskey>, StoreError> {
    let rows = statement(sql::passkeys::PASSKEYS).bind(borrower).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let used_at: Option<i64> = row.try_get(4)?;
            Ok(StoredPasskey {
                passkey: row.try_get(0)?,
                device: row.try_get(1)?,
                document: document_at(row, 2)?,
                added_at: from_micros(row.try_get(3)?),
                used_at: used_at.map(from_micros),
            })
        })
        .collect()
}

async fn see_passkey(conn: &mut Conn, act: &SeePasskey) -> Result<(), StoreError> {
    statement(sql::passkeys::SEE_PASSKEY)
        .bind(&act.borrower)
        .bind(&act.passkey)
        .bind(act.document.as_str())
        .bind(act.at.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn forget_passkey(conn: &mut Conn, act: &ForgetPasskey) -> Result<bool, StoreError> {
    for text in [sql::passkeys::REMOVE_PASSKEY, sql::passkeys::RELEASE_CREDENTIAL] {
        let removed =
            statement(text).bind(&act.borrower).bind(&act.passkey).execute(&mut *conn).await?;
        if removed.rows_affected() == 0 {
            return Ok(false);
        }
    }
    order_jobs(conn, &act.borrower, &act.jobs).await?;
    Ok(true)
}
