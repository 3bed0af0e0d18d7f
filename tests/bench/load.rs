//! Many phones sending quotes at once.
//!
//! Every quote is another one: nothing the server remembers of one helps it with the next.
//! They are computed and written out before the clock runs, and one thread sends them all and
//! reads no more of an answer than its status and length, because the load shares the
//! processors with the server it measures.

use crate::requests::Requests;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What one measurement found.
#[derive(Debug, Default)]
pub(crate) struct Load {
    /// Quotes refused; none should be.
    pub(crate) refused: u64,
    millis: Vec<f64>,
    seconds: f64,
}

impl Load {
    /// Decisions carried out.
    pub(crate) fn decisions(&self) -> f64 {
        f64::from(u32::try_from(self.millis.len()).unwrap_or(u32::MAX))
    }

    /// Decisions a second.
    pub(crate) fn per_second(&self) -> f64 {
        self.decisions() / self.seconds
    }

    /// The time within which this share of the answers came.
    pub(crate) fn millis(&self, share: f64) -> f64 {
        let mut sorted = self.millis.clone();
        sorted.sort_by(f64::total_cmp);
        let wanted = self.decisions() * share;
        let after = sorted
            .iter()
            .enumerate()
            .find(|(at, _)| f64::from(u32::try_from(*at).unwrap_or(u32::MAX)) >= wanted - 1.0);
        after.map_or(0.0, |(_, millis)| *millis)
    }
}

/// Sends quotes over `connections` for `time`, each connection waiting for its answers.
pub(crate) fn run(
    address: SocketAddr,
    requests: &Arc<Requests>,
    connections: usize,
    time: Duration,
) -> Load {
    let one_thread =
        tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
    one_thread.block_on(async {
        let next = Arc::new(AtomicUsize::new(0));
        let start = Instant::now();
        let phones: Vec<_> = (0..connections)
            .map(|_| {
                tokio::spawn(one_phone(
                    address,
                    Arc::clone(requests),
                    Arc::clone(&next),
                    start + time,
                ))
            })
            .collect();
        let mut load = Load::default();
        for phone in phones {
            let of_phone = phone.await.expect("a phone");
            load.millis.extend(of_phone.millis);
            load.refused += of_phone.refused;
        }
        load.seconds = start.elapsed().as_secs_f64();
        load
    })
}

async fn one_phone(
    address: SocketAddr,
    requests: Arc<Requests>,
    next: Arc<AtomicUsize>,
    until: Instant,
) -> Load {
    let mut line = Line::open(address).await.expect("the server listens");
    let mut load = Load::default();
    while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
        let before = Instant::now();
        if before >= until {
            break;
        }
        if line.ask(request).await.expect("an answer") == 200 {
            load.millis.push(before.elapsed().as_secs_f64() * 1000.0);
        } else {
            load.refused += 1;
        }
    }
    load
}

/// One connection, and what has arrived on it.
struct Line {
    stream: TcpStream,
    arrived: Vec<u8>,
}

impl Line {
    async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, arrived: Vec::with_capacity(4096) })
    }

    /// Sends one request and reads its whole answer; returns the status.
    async fn ask(&mut self, request: &[u8]) -> io::Result<u16> {
        self.stream.write_all(request).await?;
        self.arrived.clear();
        loop {
            if self.stream.read_buf(&mut self.arrived).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(status) = status_of_whole(&self.arrived) {
                return Ok(status);
            }
        }
    }
}

/// The status of an answer that has arrived to its last byte.
fn status_of_whole(arrived: &[u8]) -> Option<u16> {
    let body = arrived.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(arrived.get(..body)?).ok()?;
    let (_, rest) = head.split_once("content-length: ")?;
    let length: usize = rest.split('\r').next()?.parse().ok()?;
    if arrived.len() < body + length {
        return None;
    }
    head.get(9..12)?.parse().ok()
}
