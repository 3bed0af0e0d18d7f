// Papers that stand behind draws, and the register of those that are taken.

use super::acts::{AdvanceBacking, FindBacking, HeldPaper, KeepDelivery, NewBacking, OwnDrawAct, OwnDrawsAfter, PresentBacking, StoredBacking, StoredOwnDraw, TakeBackBacking, TakePaper};

writes! {
    Compound present_backing(PresentBacking) -> ();
    Compound keep_delivery(KeepDelivery) -> ();
    Compound advance_backing(AdvanceBacking) -> ();
    Compound take_back_backing(TakeBackBacking) -> ();
}

reads! {
    find_backing(FindBacking) -> Option<StoredBacking>;
    list_backings(FindFacility) -> Vec<StoredBacking>;
    held_papers(FindFacility) -> Vec<HeldPaper>;
    own_draws(OwnDrawsAfter) -> Vec<StoredOwnDraw>;
}

async fn present_backing(conn: &mut Conn, act: &PresentBacking) -> Result<(), StoreError> {
    claim_key(conn, &act.command).await?;
    keep_backing(conn, &act.command, &act.facility, &act.backing).await?;
    for key in &act.backing.keys {
        if let Some(holder) = holder_of(conn, key).await? {
            return Err(StoreError::PaperFinanced(Box::new(holder)));
        }
    }
    order_jobs(conn, &act.command.borrower, &act.jobs).await
}

async fn keep_backing(
    conn: &mut Conn,
    command: &Command,
    facility: &str,
    new: &NewBacking,
) -> Result<(), StoreError> {
    statement(sql::backing::PRESENT)
        .bind(&command.borrower)
        .bind(&new.backing)
        .bind(facility)
        .bind(new.document.as_str())
        .bind(command.at.as_micros())
        .execute(&mut *conn)
        .await?;
    for key in &new.keys {
        let named = statement(sql::backing::NAME_BACKING)
            .bind(&command.borrower)
            .bind(facility)
            .bind(key)
            .bind(&new.backing)
            .execute(&mut *conn)
            .await?;
        if named.rows_affected() == 0 {
            return Err(StoreError::PaperPresented);
        }
    }
    Ok(())
}

async fn keep_delivery(conn: &mut Conn, act: &KeepDelivery) -> Result<(), StoreError> {
    claim_key(conn, &act.command).await?;
    for (backing, version) in &act.gone {
        remove_backing(conn, &act.command.borrower, backing, *version).await?;
    }
    for new in &act.come {
        match keep_backing(conn, &act.command, &act.facility, new).await {
            // Another delivery was kept meanwhile: read again what is there.
            Err(StoreError::PaperPresented) => return Err(StoreError::Changed),
            kept => kept?,
        }
    }
    Ok(())
}

/// Removes a paper that stands behind nothing; what holds it keeps it.
async fn remove_backing(
    conn: &mut Conn,
    borrower: &str,
    backing: &str,
    version: i64,
) -> Result<(), StoreError> {
    // Locks the paper first, so that no draw takes it while it goes.
    hold_backing(conn, borrower, backing, version).await?;
    let in_use =
        statement(sql::backing::IN_USE).bind(borrower).bind(backing).fetch_optional(&mut *conn).await?;
    if in_use.is_some() {
        return Err(StoreError::Changed);
    }
    statement(sql::backing::UNNAME_BACKING).bind(borrower).bind(backing).execute(&mut *conn).await?;
    statement(sql::backing::TAKE_BACK).bind(borrower).bind(backing).bind(version).execute(conn).await?;
    Ok(())
}

async fn hold_backing(
    conn: &mut Conn,
    borrower: &str,
    backing: &str,
    version: i64,
) -> Result<(), StoreError> {
    let held = statement(sql::backing::HOLD_BACKING)
        .bind(borrower)
        .bind(backing)
        .bind(version)
        .execute(conn)
        .await?;
    unless_changed(held.rows_affected())
}

async fn advance_backing(conn: &mut Conn, act: &AdvanceBacking) -> Result<(), StoreError> {
    if let Some(command) = &act.command {
        claim_key(conn, command).await?;
    }
    let advanced = statement(sql::backing::ADVANCE_BACKING)
        .bind(&act.borrower)
        .bind(&act.backing)
        .bind(act.document.as_str())
        .bind(act.expected_version)
        .execute(&mut *conn)
        .await?;
    unless_changed(advanced.rows_affected())?;
    order_jobs(conn, &act.borrower, &act.jobs).await
}

async fn take_back_backing(conn: &mut Conn, act: &TakeBackBacking) -> Result<(), StoreError> {
    remove_backing(conn, &act.borrower, &act.backing, act.expected_version).await
}

/// Takes papers for a loan of a facility: all of them, or none when one is taken.
async fn take_papers(
    conn: &mut Conn,
    borrower: &str,
    facility: &str,
    loan: &str,
    papers: &[TakePaper],
    at: Timestamp,
) -> Result<(), StoreError> {
    for paper in papers {
        hold_backing(conn, borrower, &paper.backing, paper.expected_version).await?;
    }
    // Everybody takes in the same order, so that no two wait for each other.
    let mut names: Vec<(&str, bool)> = papers
        .iter()
        .flat_map(|paper| paper.keys.iter().map(|key| (key.as_str(), paper.for_facility)))
        .collect();
    names.sort_unstable();
    for (name, for_facility) in names {
        let taken = statement(sql::backing::TAKE)
            .bind(name)
            .bind(borrower)
            .bind(facility)
            .bind((!for_facility).then_some(loan))
            .bind(at.as_micros())
            .execute(&mut *conn)
            .await?;
        if taken.rows_affected() == 1 {
            continue;
        }
        // Given back between the two statements: decide again.
        let holder = holder_of(conn, name).await?.ok_or(StoreError::Changed)?;
        let is_own = holder.borrower == borrower && holder.facility == facility;
        if !(for_facility && is_own) {
            return Err(StoreError::PaperFinanced(Box::new(holder)));
        }
    }
    Ok(())
}

/// Gives back what a loan of a borrower's facility lets go of.
async fn let_go(
    conn: &mut Conn,
    (borrower, facility, loan): (&str, &str, &str),
    release: Release,
) -> Result<(), StoreError> {
    if release != Release::Nothing {
        statement(sql::backing::GIVE_BACK)
            .bind(borrower)
            .bind(facility)
            .bind(loan)
            .execute(&mut *conn)
            .await?;
    }
    if release == Release::Everything {
        statement(sql::backing::FORGET_OWN_DRAW).bind(borrower).bind(loan).execute(conn).await?;
    }
    Ok(())
}

/// Notes a draw to the own account, while what others came to still lets it stay there.
async fn note_own_draw(
    conn: &mut Conn,
    borrower: &str,
    loan: &str,
    amount_fen: i64,
    own: &OwnDrawAct,
) -> Result<(), StoreError> {
    let others = statement(sql::backing::OWN_DRAWN)
        .bind(borrower)
        .bind(&own.purpose)
        .bind(own.window_opens)
        .fetch_one(&mut *conn)
        .await?;
    let others: i64 = others.try_get(0)?;
    if others > own.others_at_most_fen {
        return Err(StoreError::Changed);
    }
    statement(sql::backing::OWN_DRAW)
        .bind(borrower)
        .bind(loan)
        .bind(&own.purpose)
        .bind(own.day)
        .bind(amount_fen)
        .execute(conn)
        .await?;
    Ok(())
}

fn backing_from(row: &Row) -> Result<StoredBacking, StoreError> {
    Ok(StoredBacking {
        backing: row.try_get(0)?,
        facility: row.try_get(1)?,
        version: row.try_get(2)?,
        document: document_at(row, 3)?,
    })
}

fn held_from(row: &Row) -> Result<HeldPaper, StoreError> {
    Ok(HeldPaper {
        paper: row.try_get(0)?,
        borrower: row.try_get(1)?,
        facility: row.try_get(2)?,
        loan: row.try_get(3)?,
        taken_at: from_micros(row.try_get(4)?),
    })
}

async fn holder_of(conn: &mut Conn, name: &str) -> Result<Option<HeldPaper>, StoreError> {
    let row = statement(sql::backing::HOLDER).bind(name).fetch_optional(conn).await?;
    row.as_ref().map(held_from).transpose()
}

async fn find_backing(
    conn: &mut Conn,
    act: &FindBacking,
) -> Result<Option<StoredBacking>, StoreError> {
    let row = statement(sql::backing::BACKING)
        .bind(&act.borrower)
        .bind(&act.backing)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(backing_from).transpose()
}

async fn list_backings(
    conn: &mut Conn,
    act: &FindFacility,
) -> Result<Vec<StoredBacking>, StoreError> {
    let rows = statement(sql::backing::BACKINGS)
        .bind(&act.borrower)
        .bind(&act.facility)
        .fetch_all(conn)
        .await?;
    rows.iter().map(backing_from).collect()
}

async fn held_papers(conn: &mut Conn, act: &FindFacility) -> Result<Vec<HeldPaper>, StoreError> {
    let rows = statement(sql::backing::HELD_OF_FACILITY)
        .bind(&act.borrower)
        .bind(&act.facility)
        .fetch_all(conn)
        .await?;
    rows.iter().map(held_from).collect()
}

async fn own_draws(
    conn: &mut Conn,
    act: &OwnDrawsAfter,
) -> Result<Vec<StoredOwnDraw>, StoreError> {
    let rows = statement(sql::backing::OWN_DRAWS)
        .bind(&act.borrower)
        .bind(act.day)
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(StoredOwnDraw {
                day: row.try_get(0)?,
                amount_fen: row.try_get(1)?,
                purpose: row.try_get(2)?,
            })
        })
        .collect()
}
