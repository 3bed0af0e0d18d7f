//! How often the disk is asked to sync for one decision: a figure no hardware changes.

use crate::load;
use crate::requests::Requests;
use crate::server::Shop;
use std::sync::Arc;
use std::time::Duration;

/// Counted by `strace`; nothing without it.
pub(crate) fn per_decision(
    requests: &Arc<Requests>,
    connections: usize,
    time: Duration,
) -> Option<f64> {
    let tried = std::process::Command::new("strace").arg("--version").output();
    tried.ok().filter(|output| output.status.success())?;
    let table = std::env::temp_dir().join(format!("puhui-bench-{}-syncs", std::process::id()));
    let watched = ["strace", "-f", "-c", "--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-o"];
    let mut under: Vec<String> = watched.iter().map(|&word| word.to_owned()).collect();
    under.push(table.to_string_lossy().into_owned());
    let mut shop = Shop::open(&under);
    let load = load::run(shop.address, requests, connections, time);
    shop.close();
    let counted = std::fs::read_to_string(&table).ok()?;
    let _ = std::fs::remove_file(table);
    let calls = counted.lines().filter(|line| line.trim_end().ends_with("sync"));
    let syncs: u32 =
        calls.filter_map(|line| line.split_whitespace().nth(3)?.parse::<u32>().ok()).sum();
    Some(f64::from(syncs) / load.decisions()).filter(|syncs| *syncs > 0.0)
}
