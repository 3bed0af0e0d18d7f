// Signing in.

use super::acts::{CodeIssue, CodeTrial, IssueCode, KeyedHash, TryCode};

writes! {
    Compound issue_code(IssueCode) -> CodeIssue;
    Compound try_code(TryCode) -> CodeTrial;
}

reads! {
    locked_until(KeyedHash) -> Option<Timestamp>;
}

async fn lock_of(conn: &mut Conn, mobile: &KeyedHash) -> Result<(i64, Timestamp), StoreError> {
    let row = statement(sql::sign_in::SIGN_IN_LOCK).bind(mobile.as_slice()).fetch_optional(conn).await?;
    match row {
        Some(row) => Ok((row.try_get(0)?, from_micros(row.try_get(1)?))),
        None => Ok((0, Timestamp::MIN)),
    }
}

async fn locked_until(
    conn: &mut Conn,
    mobile: &KeyedHash,
) -> Result<Option<Timestamp>, StoreError> {
    let (_, until) = lock_of(conn, mobile).await?;
    Ok((until > Timestamp::MIN).then_some(until))
}

async fn set_lock(
    conn: &mut Conn,
    mobile: &KeyedHash,
    wrong_codes: i64,
    until: Timestamp,
) -> Result<(), StoreError> {
    statement(sql::sign_in::SET_SIGN_IN_LOCK)
        .bind(mobile.as_slice())
        .bind(wrong_codes)
        .bind(until.as_micros())
        .execute(conn)
        .await?;
    Ok(())
}

async fn issue_code(conn: &mut Conn, act: &IssueCode) -> Result<CodeIssue, StoreError> {
    let (_, until) = lock_of(conn, &act.mobile_hash).await?;
    if until > act.at {
        return Ok(CodeIssue::Locked { until });
    }
    claim_key(conn, &act.command).await?;
    statement(sql::sign_in::ISSUE_CODE)
        .bind(act.mobile_hash.as_slice())
        .bind(act.code_hash.as_slice())
        .bind(act.at.as_micros())
        .bind(act.expires_at.as_micros())
        .execute(conn)
        .await?;
    Ok(CodeIssue::Issued)
}

async fn try_code(conn: &mut Conn, act: &TryCode) -> Result<CodeTrial, StoreError> {
    let (wrong_codes, until) = lock_of(conn, &act.mobile_hash).await?;
    if until > act.at {
        return Ok(CodeTrial::Locked { until });
    }
    let latest = statement(sql::sign_in::LATEST_CODE)
        .bind(act.mobile_hash.as_slice())
        .fetch_optional(&mut *conn)
        .await?;
    let Some(latest) = latest else { return Ok(CodeTrial::Expired) };
    let expected: Vec<u8> = latest.try_get(0)?;
    let expires_at = from_micros(latest.try_get(1)?);
    let used_at: Option<i64> = latest.try_get(2)?;
    let matches = bool::from(expected.as_slice().ct_eq(act.code_hash.as_slice()));
    if !matches {
        return count_wrong_code(conn, act, wrong_codes).await;
    }
    if used_at.is_some() {
        return signed_in_already(conn, act).await;
    }
    if expires_at <= act.at {
        return Ok(CodeTrial::Expired);
    }
    let used = statement(sql::sign_in::USE_CODE)
        .bind(act.mobile_hash.as_slice())
        .bind(act.at.as_micros())
        .execute(&mut *conn)
        .await?;
    if used.rows_affected() == 0 {
        return Ok(CodeTrial::Used);
    }
    set_lock(conn, &act.mobile_hash, 0, Timestamp::MIN).await?;
    let (borrower, is_new) = owner_of_mobile(conn, act).await?;
    begin_session(conn, &borrower, &act.session, act.at).await?;
    if !is_new {
        order_jobs(conn, &borrower, &act.session.jobs).await?;
    }
    Ok(CodeTrial::SignedIn { borrower })
}

/// The same command again gives its session again; anybody else finds the code used.
async fn signed_in_already(conn: &mut Conn, act: &TryCode) -> Result<CodeTrial, StoreError> {
    let owner = statement(sql::sign_in::OWNER_OF_MOBILE)
        .bind(act.mobile_hash.as_slice())
        .fetch_one(&mut *conn)
        .await?;
    let borrower: BorrowerId = owner.try_get(0)?;
    let same = ResumeSession {
        borrower: borrower.clone(),
        token_hash: act.session.token_hash,
        at: act.at,
        idle_since: Timestamp::MIN,
    };
    match live_session(conn, &same).await? {
        Some(_) => Ok(CodeTrial::SignedIn { borrower }),
        None => Ok(CodeTrial::Used),
    }
}

/// One more wrong code; the last allowed one locks the number and clears the count.
async fn count_wrong_code(
    conn: &mut Conn,
    act: &TryCode,
    wrong_codes: i64,
) -> Result<CodeTrial, StoreError> {
    let wrong_codes = wrong_codes + 1;
    if wrong_codes >= act.wrong_codes_max {
        set_lock(conn, &act.mobile_hash, 0, act.lock_until).await?;
        return Ok(CodeTrial::Locked { until: act.lock_until });
    }
    set_lock(conn, &act.mobile_hash, wrong_codes, Timestamp::MIN).await?;
    let attempts_left = u32::try_from(act.wrong_codes_max - wrong_codes).unwrap_or_default();
    Ok(CodeTrial::Wrong { attempts_left })
}

/// Whose number it is, and whether they are new here.
async fn owner_of_mobile(
    conn: &mut Conn,
    act: &TryCode,
) -> Result<(BorrowerId, bool), StoreError> {
    let claimed = statement(sql::sign_in::CLAIM_MOBILE)
        .bind(act.mobile_hash.as_slice())
        .bind(&act.new_borrower)
        .execute(&mut *conn)
        .await?;
    let is_new = claimed.rows_affected() == 1;
    if is_new {
        statement(sql::sign_in::NEW_BORROWER)
            .bind(&act.new_borrower)
            .bind(&act.mobile)
            .bind(act.at.as_micros())
            .execute(&mut *conn)
            .await?;
    }
    let owner = statement(sql::sign_in::OWNER_OF_MOBILE)
        .bind(act.mobile_hash.as_slice())
        .fetch_one(&mut *conn)
        .await?;
    Ok((owner.try_get(0)?, is_new))
}
