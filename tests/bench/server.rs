//! The server under load, as a process of its own.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

/// A server on an empty data folder, without a limit on quotes.
#[derive(Debug)]
pub(crate) struct Shop {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    process: Child,
    folder: PathBuf,
}

impl Shop {
    /// Opens it, under the program and arguments in `under` when there are any.
    #[expect(clippy::zombie_processes, reason = "`close` waits for it")]
    pub(crate) fn open(under: &[String]) -> Self {
        let folder = std::env::temp_dir().join(format!("puhui-bench-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let settings = include_str!("../../server/src/institution.toml")
            .replace("quotes_per_minute = 120", "quotes_per_minute = 0");
        std::fs::write(folder.join("institution.toml"), settings).expect("the settings");
        let shop = env!("CARGO_BIN_EXE_shop").to_owned();
        let words: Vec<String> = under.iter().cloned().chain([shop]).collect();
        let (program, arguments) = words.split_first().expect("a program");
        let mut process = Command::new(program)
            .args(arguments)
            .arg(&folder)
            .arg("0")
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            // A group of its own: a signal to it reaches the server also under strace.
            .process_group(0)
            .spawn()
            .expect("the server starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        loop {
            let line = lines.next().expect("an address").expect("its output");
            let address = line.split("http://").nth(1).and_then(|rest| {
                rest.split(|c: char| c.is_whitespace() || c == '/').next()?.parse().ok()
            });
            if let Some(address) = address {
                // Whatever else it says must find a reader.
                thread::spawn(move || lines.count());
                return Self { address, process, folder };
            }
        }
    }

    /// Asks the server to stop and waits until it has.
    pub(crate) fn close(&mut self) {
        let group = format!("-{}", self.process.id());
        let asked = Command::new("kill").args(["-TERM", "--", &group]).status();
        if asked.is_ok() {
            let _ = self.process.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let _ = self.process.kill();
    }
}
