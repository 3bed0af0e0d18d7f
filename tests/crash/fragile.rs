//! A server that is killed at every command, and started again on the same data folder.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tests::line::{Asked, Connection, Line, OverTcp, Reply};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{Interval, interval, timeout};

/// When the server is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The answer has arrived; the client asks once more.
    AfterTheAnswer,
    /// The request is on its way; nobody knows how far it came.
    InsideTheCommand,
}

/// A server process on a data folder of its own.
#[derive(Debug)]
pub(crate) struct Fragile {
    /// When it is killed; never, while this is none.
    pub(crate) moment: Option<Moment>,
    /// How often it was killed.
    pub(crate) kills: u32,
    /// How many answers it gave again after a kill, word for word.
    pub(crate) repeated: u32,
    folder: PathBuf,
    process: Child,
    address: SocketAddr,
}

impl Fragile {
    /// Opens a shop without a reading time, so that the walk need not wait.
    pub(crate) async fn open() -> Self {
        Self::open_with(|settings| settings).await
    }

    /// The same with settings of its own.
    pub(crate) async fn open_with(change: impl FnOnce(String) -> String) -> Self {
        let name = format!("puhui-crash-{}-{:?}", std::process::id(), std::thread::current().id());
        let folder = std::env::temp_dir().join(name.replace(['(', ')'], ""));
        std::fs::create_dir_all(&folder).expect("a folder for the data");
        let settings = include_str!("../../server/src/institution.toml")
            .replace("reading_seconds = 10", "reading_seconds = 0");
        let settings = change(settings);
        std::fs::write(folder.join("institution.toml"), settings).expect("the settings");
        let (process, address) = start(&folder).await;
        Self { moment: None, kills: 0, repeated: 0, folder, process, address }
    }

    /// Kills the server as a power cut would, and starts it again.
    pub(crate) async fn restart(&mut self) {
        self.process.kill().await.expect("the process can be killed");
        self.kills += 1;
        (self.process, self.address) = start(&self.folder).await;
    }

    /// Where it listens until it is killed.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its database.
    pub(crate) fn database(&self) -> String {
        format!("sqlite://{}", self.folder.join("puhui.db").display())
    }

    async fn send_plainly(&self, asked: Asked) -> Reply {
        OverTcp(self.address).send(asked).await
    }

    async fn killed_after(&mut self, asked: Asked) -> Reply {
        let first = self.send_plainly(asked.clone()).await;
        self.restart().await;
        let again = self.send_plainly(asked).await;
        if again.header("idempotency-hit").is_some() {
            assert_eq!((first.status, &first.body), (again.status, &again.body));
            self.repeated += 1;
        }
        first
    }

    async fn killed_inside(&mut self, asked: Asked) -> Reply {
        let mut connection = Connection::open(self.address).await.expect("somebody listens");
        connection.write(&asked.on_the_wire()).await.expect("the request is sent");
        // A little later at every command, so that kills fall before, into and after the commit.
        let after = Duration::from_micros(u64::from(self.kills * 397 % 8000));
        let _ = timeout(after, connection.read()).await;
        self.restart().await;
        self.send_plainly(asked).await
    }
}

impl Line for Fragile {
    async fn send(&mut self, asked: Asked) -> Reply {
        let is_reading = asked.method == "GET";
        match self.moment.filter(|_| !is_reading) {
            None => self.send_plainly(asked).await,
            Some(Moment::AfterTheAnswer) => self.killed_after(asked).await,
            Some(Moment::InsideTheCommand) => self.killed_inside(asked).await,
        }
    }
}

impl Drop for Fragile {
    fn drop(&mut self) {
        // The process may be gone already; the folder is of no use without it.
        let _ = self.process.start_kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Starts the server and reads where it listens from the line it prints.
async fn start(folder: &PathBuf) -> (Child, SocketAddr) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_shop"))
        .arg(folder)
        .arg("0")
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the server starts");
    let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
    loop {
        let line = lines.next_line().await.expect("its output").expect("it says where it listens");
        let address = line.split("http://").nth(1).and_then(|rest| {
            rest.split(|c: char| c.is_whitespace() || c == '/').next()?.parse().ok()
        });
        if let Some(address) = address {
            // Whatever else it says must find a reader.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (process, address);
        }
    }
}

/// A limited number of looks.
#[derive(Debug)]
pub(crate) struct Tries {
    left: u32,
    tick: Interval,
}

impl Tries {
    /// Enough for whatever the server does by itself.
    pub(crate) fn of_a_minute() -> Self {
        Self { left: 1200, tick: interval(Duration::from_millis(50)) }
    }

    /// The time for another look.
    pub(crate) async fn next(&mut self) {
        self.left = self.left.checked_sub(1).expect("it takes too long");
        self.tick.tick().await;
    }
}
