// Sealing again.

use sealing::{NextOwner, Replace, ValuesOf};

writes! {
    Single replace_value(Replace) -> bool;
}

reads! {
    next_owner(NextOwner) -> Option<String>;
    values_of(ValuesOf) -> Vec<String>;
}

async fn next_owner(conn: &mut Conn, act: &NextOwner) -> Result<Option<String>, StoreError> {
    let row = statement(act.column.next_owner).bind(&act.after).fetch_one(conn).await?;
    Ok(row.try_get(0)?)
}

async fn values_of(conn: &mut Conn, act: &ValuesOf) -> Result<Vec<String>, StoreError> {
    let rows = statement(act.column.values).bind(&act.owner).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            if !act.column.is_bytes {
                return Ok(row.try_get(0)?);
            }
            let bytes: Vec<u8> = row.try_get(0)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

async fn replace_value(conn: &mut Conn, act: &Replace) -> Result<bool, StoreError> {
    let query = statement(act.column.replace).bind(&act.owner);
    let query = if act.column.is_bytes {
        query.bind(act.before.as_bytes()).bind(act.after.as_bytes())
    } else {
        query.bind(&act.before).bind(&act.after)
    };
    Ok(query.execute(conn).await?.rows_affected() > 0)
}
