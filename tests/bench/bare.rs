//! What the disk and SQLite by itself can do.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::time::{Duration, Instant};

/// How often a second 4 KiB can be overwritten and made durable.
pub(crate) fn syncs_per_second(time: Duration) -> f64 {
    let path = scratch("probe");
    let mut file = File::create(&path).expect("a file");
    let page = [0x5a; 4096];
    file.write_all(&page).expect("a page");
    let start = Instant::now();
    let mut count = 0.0;
    while start.elapsed() < time {
        file.seek(SeekFrom::Start(0)).expect("the start");
        file.write_all(&page).expect("a page");
        file.sync_data().expect("a durable page");
        count += 1.0;
    }
    let rate = count / start.elapsed().as_secs_f64();
    let _ = std::fs::remove_file(path);
    rate
}

/// How often a second SQLite commits one row like a kept quote, durably.
pub(crate) fn commits_per_second(document: &str, time: Duration) -> f64 {
    let path = scratch("bare.db");
    let connection = rusqlite::Connection::open(&path).expect("a database");
    let settings = "pragma journal_mode = wal; pragma synchronous = full; \
        create table quote (borrower text not null, quote text not null, \
        request_hash blob not null, catalogue_hash blob not null, input_hash blob not null, \
        output_hash blob not null, document text not null, recorded_at integer not null, \
        primary key (borrower, quote)) strict";
    connection.execute_batch(settings).expect("a table");
    let text = "insert into quote values ('visitor', ?1, ?2, ?2, ?2, ?2, ?3, ?4)";
    let mut insert = connection.prepare(text).expect("a statement");
    let start = Instant::now();
    let mut count = 0_i32;
    while start.elapsed() < time {
        let name = format!("0198f3c2-aa10-7000-8000-{count:012}");
        insert.execute((name, [7_u8; 32], document, count)).expect("a durable row");
        count += 1;
    }
    let rate = f64::from(count) / start.elapsed().as_secs_f64();
    drop(insert);
    drop(connection);
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
    rate
}

fn scratch(name: &str) -> std::path::PathBuf {
    std::env::temp_dir().join(format!("puhui-bench-{}-{name}", std::process::id()))
}
