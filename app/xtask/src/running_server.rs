//! The server we started: when it answers, and how it is stopped.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream, ToSocketAddrs},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::{command::line, interruption::Interruption};

/// Answers 200 once the server can do its work.
const HEALTH: &str = "/api/v1/health";
/// How long the server may take from its start to its first answer.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long a server may take to finish what it is doing when told to stop.
const GRACE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(50);

/// A server process; stopped when dropped.
#[derive(Debug)]
pub(crate) struct RunningServer {
    child: Child,
    addresses: Receiver<String>,
}

impl RunningServer {
    /// Starts `command` and shows what it prints.
    ///
    /// It gets a process group of its own: Ctrl-C reaches us alone, and we stop it in order.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {}", line(command)))?;
        let (found, addresses) = channel();
        if let Some(stdout) = child.stdout.take() {
            thread::spawn(move || {
                for printed in BufReader::new(stdout).lines().map_while(Result::ok) {
                    println!("{printed}");
                    for address in addresses_in(&printed) {
                        // Nobody listens any more once the shop is open.
                        let _ = found.send(address);
                    }
                }
            });
        }
        Ok(Self { child, addresses })
    }

    /// Waits until the server answers, and returns the address it printed and answers at.
    ///
    /// # Errors
    /// When it stops, has not answered within a minute, or somebody is tired of waiting.
    pub(crate) fn wait_until_open(&mut self, interruption: &Interruption) -> Result<String> {
        let deadline = Instant::now() + PATIENCE;
        let mut printed = Vec::new();
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server stopped before it opened ({status})");
            }
            if interruption.has_come() {
                bail!("interrupted");
            }
            printed.extend(self.addresses.try_iter());
            if let Some(open) = printed.iter().find(|address| is_healthy(address)) {
                return Ok(open.clone());
            }
            thread::sleep(POLL);
        }
        bail!("the server has not answered {HEALTH} for {} s", PATIENCE.as_secs())
    }

    /// Stays with the server until it stops or is to be stopped.
    ///
    /// # Errors
    /// When the server stops by itself.
    pub(crate) fn serve_until(mut self, interruption: &Interruption) -> Result<()> {
        while !interruption.has_come() {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server stopped by itself ({status})");
            }
            thread::sleep(POLL);
        }
        Ok(())
    }

    /// Asks the server to stop and waits for it, at most ten seconds.
    fn stop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(POLL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Addresses such as `http://127.0.0.1:8380` in a printed line.
fn addresses_in(printed: &str) -> Vec<String> {
    printed
        .match_indices("http://")
        .filter_map(|(start, _)| printed.get(start..))
        .filter_map(|rest| {
            rest.split(|c: char| c.is_whitespace() || "\"'),;\u{1b}".contains(c)).next()
        })
        .map(|address| address.trim_end_matches(['/', '.']).to_owned())
        .collect()
}

fn is_healthy(address: &str) -> bool {
    let host = address.trim_start_matches("http://");
    let host = host.split('/').next().unwrap_or(host);
    let Some(socket) = host.to_socket_addrs().ok().and_then(|mut found| found.next()) else {
        return false;
    };
    status_line(socket, host).is_some_and(|line| line.split(' ').nth(1) == Some("200"))
}

fn status_line(socket: SocketAddr, host: &str) -> Option<String> {
    let mut stream = TcpStream::connect_timeout(&socket, Duration::from_secs(1)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    write!(stream, "GET {HEALTH} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").ok()?;
    let mut first_line = String::new();
    BufReader::new(stream.take(512)).read_line(&mut first_line).ok()?;
    Some(first_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_wherever_they_stand_in_a_line() {
        assert_eq!(
            addresses_in("open at http://127.0.0.1:8380/ (simulators: http://127.0.0.1:8381)"),
            ["http://127.0.0.1:8380", "http://127.0.0.1:8381"]
        );
        assert!(addresses_in("starting").is_empty());
    }
}
