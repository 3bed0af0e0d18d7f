//! `puhui verify`: evidence files checked without asking anybody.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use shared::api::ConsistencyView;
use shared::evidence::file::{BrokenLink, Fault, Findings, Link, verify};
use shared::evidence::log::verify_consistency;
use shared::language::Language;

/// The largest file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Checks evidence files that borrowers keep: chain, documents, signatures, time-stamps, log.
#[derive(Clone, Debug, Args)]
pub struct Verify {
    /// The files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The log key you trust, as the agreement or the bank names it; any, when left out.
    #[arg(long)]
    key: Option<String>,
    /// An older file of the same application: what it says must be the beginning of what the newer ones say.
    #[arg(long)]
    earlier: Option<PathBuf>,
    /// The bank's proof that its log only grew since that older file: `/api/v1/log/consistency/{old}/{new}`, saved.
    #[arg(long, requires = "earlier")]
    consistency: Option<PathBuf>,
    /// Only the file's name, a tab and the verdict, for programs.
    #[arg(long)]
    terse: bool,
    /// The language of the sentences: zh or en.
    #[arg(long, default_value = "zh", env = "PUHUI_LANGUAGE")]
    language: Language,
}

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// A file cannot be read.
    #[error("cannot read {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is far too large to be an evidence file.
    #[error("{0} is larger than any evidence file")]
    TooLarge(PathBuf),
    /// The older file does not hold by itself.
    #[error("the older file does not hold: {0}")]
    Earlier(BrokenLink),
    /// The proof of consistency is not one.
    #[error("{0} is not a proof of consistency")]
    Consistency(PathBuf),
    /// The verdict cannot be written.
    #[error("cannot write")]
    Output(#[source] io::Error),
}

/// The older file, and the proof that leads from it.
struct Earlier {
    findings: Findings,
    proof: Option<ConsistencyView>,
}

impl Verify {
    /// Checks every file and says what came out; whether all of them hold.
    ///
    /// # Errors
    /// [`VerifyError`] when a file cannot be read.
    pub fn run(&self) -> Result<bool, VerifyError> {
        let earlier = self.earlier()?;
        let mut out = io::stdout().lock();
        let mut all_hold = true;
        for path in &self.files {
            let checked = verify(&read(path)?)
                .and_then(|findings| self.check_key(findings))
                .and_then(|findings| against(earlier.as_ref(), findings));
            all_hold &= checked.is_ok();
            self.tell(&mut out, path, &checked).map_err(VerifyError::Output)?;
        }
        Ok(all_hold)
    }

    fn earlier(&self) -> Result<Option<Earlier>, VerifyError> {
        let Some(path) = &self.earlier else { return Ok(None) };
        let findings = verify(&read(path)?).map_err(VerifyError::Earlier)?;
        let proof = self.consistency.as_ref().map(|path| {
            let unreadable = |_| VerifyError::Consistency(path.clone());
            serde_json::from_slice(&read(path)?).map_err(unreadable)
        });
        Ok(Some(Earlier { findings, proof: proof.transpose()? }))
    }

    /// The key that is trusted must be one of the log's.
    fn check_key(&self, findings: Findings) -> Result<Findings, BrokenLink> {
        let is_trusted = self.key.as_ref().is_none_or(|key| findings.log_keys.contains(key));
        let foreign = BrokenLink { link: Link::Key(0), fault: Fault::ForeignKey };
        if is_trusted { Ok(findings) } else { Err(foreign) }
    }

    fn tell(
        &self,
        out: &mut impl Write,
        path: &Path,
        checked: &Result<Findings, BrokenLink>,
    ) -> io::Result<()> {
        let verdict = checked.as_ref().map_or_else(ToString::to_string, |_| "ok".to_owned());
        if self.terse {
            return writeln!(out, "{}\t{verdict}", path.display());
        }
        writeln!(out, "{}: {verdict}", path.display())?;
        match checked {
            Ok(findings) => told(out, findings, self.language),
            Err(broken) => writeln!(out, "  {}", broken.say(self.language)),
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, VerifyError> {
    let failed = |source| VerifyError::File { path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(failed)?.len() > FILE_BYTES_MAX {
        return Err(VerifyError::TooLarge(path.to_owned()));
    }
    std::fs::read(path).map_err(failed)
}

/// What the older file says must be the beginning of what this one says.
fn against(earlier: Option<&Earlier>, findings: Findings) -> Result<Findings, BrokenLink> {
    let Some(Earlier { findings: old, proof }) = earlier else { return Ok(findings) };
    for (index, event) in old.events.iter().enumerate() {
        match findings.events.get(index) {
            None => return Err(BrokenLink { link: Link::Event(index), fault: Fault::Truncated }),
            Some(now) if now != event => {
                return Err(BrokenLink { link: Link::Event(index), fault: Fault::Forked });
            }
            Some(_) => {}
        }
    }
    let grew = match proof {
        None => old.log.size < findings.log.size || old.log == findings.log,
        Some(proof) => {
            let (old, now) = (old.log, findings.log);
            verify_consistency((old.size, old.root), (now.size, now.root), &proof.hashes).is_ok()
        }
    };
    if grew { Ok(findings) } else { Err(BrokenLink { link: Link::LogHead, fault: Fault::Forked }) }
}

fn told(out: &mut impl Write, findings: &Findings, language: Language) -> io::Result<()> {
    let mut line =
        |zh: &str, en: &str, value: &str| writeln!(out, "  {}: {value}", language.pick(zh, en));
    line("申请", "application", &findings.application_id)?;
    line("记录", "events", &findings.events.len().to_string())?;
    line("日志条数", "log entries", &findings.log.size.to_string())?;
    line("日志公钥", "log key", &findings.log_key)?;
    for signed in &findings.signatures {
        line("签署人证书", "signer's certificate", &signed.signer)?;
        line(
            "认证机构根证书",
            "root of its authority",
            &format!("{} {}", signed.authority, signed.root),
        )?;
        let stamp =
            signed.timestamp.as_ref().map(|stamp| format!("{} {}", stamp.at, stamp.authority));
        line("时间戳", "time-stamp", &stamp.unwrap_or_else(|| "-".to_owned()))?;
    }
    for digest in &findings.absent {
        line("文件中没有", "not in the file", &digest.to_string())?;
    }
    let (zh, en) = (
        "不能证明：银行当初如实及时记录；时钟准确；日志公钥属于银行（请与合同核对）；机构持牌；签署时设备由谁持有。",
        "Not proved: that the bank recorded truthfully and at once; that clocks were right; that the log key is the bank's (compare with the agreement); that authorities are licensed; who held the device.",
    );
    writeln!(out, "  {}", language.pick(zh, en))
}
