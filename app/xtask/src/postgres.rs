//! A PostgreSQL server that lives as long as one test run.

use std::{
    env, fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio, id},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};

use crate::{
    command::{is_root, run},
    file,
    requirement::postgres_folder,
};

/// The user PostgreSQL runs as when we are root, whom it refuses.
const UNPRIVILEGED: &str = "postgres";
const PATIENCE: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(50);

/// A running server with an empty database; gone when dropped.
#[derive(Debug)]
pub(crate) struct ThrowAwayPostgres {
    server: Child,
    folder: PathBuf,
    port: u16,
}

impl ThrowAwayPostgres {
    /// Starts a new server on a free port of this machine's loopback.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub(crate) fn start() -> Result<Self> {
        let programs = postgres_folder().context("PostgreSQL is not installed")?;
        // The unprivileged user must be able to reach it, which a home folder often forbids.
        let folder = env::temp_dir().join(format!("puhui-postgres-{}", id()));
        file::empty_folder(&folder)?;
        if is_root() {
            run(Command::new("chown").arg(UNPRIVILEGED).arg(&folder))?;
        }
        let cluster = folder.join("cluster");
        run(unprivileged(&programs.join("initdb"))
            .arg("--pgdata")
            .arg(&cluster)
            .args(["--username=puhui", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"])
            .args(["--no-sync", "--no-instructions"])
            .current_dir(&folder)
            .stdout(Stdio::null()))?;
        let port = free_port()?;
        let server = serve(&programs, &folder, &cluster, port)?;
        let mut postgres = Self { server, folder, port };
        postgres.wait_until_open()?;
        postgres.create_database(&programs)?;
        Ok(postgres)
    }

    /// Where a client finds the empty database.
    pub(crate) fn url(&self) -> String {
        format!("postgres://puhui@127.0.0.1:{}/puhui", self.port)
    }

    fn wait_until_open(&mut self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.server.try_wait()? {
                let log = self.folder.join("log");
                let log = fs::read_to_string(log).unwrap_or_default();
                bail!("PostgreSQL stopped at once ({status}): {log}");
            }
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            thread::sleep(POLL);
        }
        bail!("PostgreSQL has not answered for {} s", PATIENCE.as_secs())
    }

    /// It accepts connections a moment before it accepts commands, so one may have to ask again.
    fn create_database(&self, programs: &Path) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let created = Command::new(programs.join("createdb"))
                .args(["--host=127.0.0.1", "--username=puhui", "--maintenance-db=postgres"])
                .arg(format!("--port={}", self.port))
                .arg("puhui")
                .output()?;
            if created.status.success() {
                return Ok(());
            }
            let reason = String::from_utf8_lossy(&created.stderr);
            ensure!(Instant::now() < deadline, "cannot create the test database: {reason}");
            thread::sleep(POLL);
        }
    }
}

impl Drop for ThrowAwayPostgres {
    fn drop(&mut self) {
        // Nothing in it is worth keeping: the fastest shutdown there is.
        let _ = kill_process(Pid::from_child(&self.server), Signal::QUIT);
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn serve(programs: &Path, folder: &Path, cluster: &Path, port: u16) -> Result<Child> {
    let log = fs::File::create(folder.join("log")).context("cannot write PostgreSQL's log")?;
    unprivileged(&programs.join("postgres"))
        .arg("-D")
        .arg(cluster)
        .args(["-c", "listen_addresses=127.0.0.1", "-c", &format!("port={port}")])
        .args(["-c", &format!("unix_socket_directories={}", folder.display())])
        // With its syncs left on, although nobody will miss this data: the store refuses a server that
        // could lose what it acknowledged.
        .args(["-c", "max_connections=200"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .context("cannot start PostgreSQL")
}

/// `program` as somebody PostgreSQL accepts, ended by the kernel should we be killed.
fn unprivileged(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if is_root() {
        command.arg(format!("--reuid={UNPRIVILEGED}"));
        command.arg(format!("--regid={UNPRIVILEGED}"));
        command.arg("--init-groups");
    }
    command.args(["--pdeathsig", "QUIT"]).arg(program);
    command
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no free port")?;
    Ok(listener.local_addr()?.port())
}
