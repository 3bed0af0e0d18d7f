//! Evidence files on the command line, and the keys behind them.
//!
//! The files were kept by a borrower of an earlier version (`tests/evidence/kept/`): before signing,
//! afterwards, and the bank's proof that its log only grew in between. Later versions verify them too.

use std::path::{Path, PathBuf};

use server::keys::{KeyFile, KeyRing, Opener};
use server::randomness::Randomness;
use shared::canonical;
use shared::evidence::EvidenceBundle;
use shared::timestamp::Timestamp;

use crate::{asked, said};

fn kept(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/evidence/kept");
    folder.join(name).to_str().unwrap().to_owned()
}

/// A folder of the test's own, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("puhui-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// The later file with something changed.
    fn changed(&self, change: impl FnOnce(&mut EvidenceBundle)) -> String {
        let text = std::fs::read(kept("later.json")).unwrap();
        let mut bundle: EvidenceBundle = serde_json::from_slice(&text).unwrap();
        change(&mut bundle);
        let path = self.0.join("changed.json");
        std::fs::write(&path, canonical::bytes(&bundle).unwrap()).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn text(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Whether all files hold, and what was said about them.
fn verified(arguments: &[&str]) -> (bool, String) {
    let output = asked(&[&["verify"], arguments].concat(), "");
    assert!(output.stderr.is_empty(), "{}", said(&output));
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_file_that_was_kept_holds_and_what_it_does_not_prove_is_said() {
    let (holds, told) = verified(&[&kept("later.json")]);
    assert!(holds, "{told}");
    for said in [": ok", "日志公钥", "签署人证书", "演示", "时间戳", "不能证明"] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let (_, told) = verified(&[&kept("later.json"), "--language", "en"]);
    assert!(told.contains("Not proved: that the bank recorded truthfully"), "{told}");
}

#[test]
fn the_first_broken_link_of_a_changed_file_is_named() {
    let folder = Folder::new("verified");
    let changed = folder.changed(|bundle| {
        let event = &mut bundle.events[2];
        event.at = event.at.plus_seconds(1);
    });
    let (holds, told) = verified(&[&kept("earlier.json"), &changed, "--terse"]);
    assert!(!holds, "one of two is broken");
    let verdicts: Vec<&str> = told.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    assert_eq!(verdicts, ["ok", "event 3 altered"]);
    let (_, told) = verified(&[&changed]);
    assert!(told.contains('3'), "{told}");
}

#[test]
fn a_file_is_held_to_the_key_somebody_trusts() {
    let (later, earlier) = (kept("later.json"), kept("earlier.json"));
    let (_, told) = verified(&[&later]);
    let key = told.lines().find_map(|line| line.trim().strip_prefix("日志公钥: ")).unwrap();
    assert!(verified(&[&later, "--key", key]).0);
    let (holds, told) = verified(&[&earlier, "--key", key, "--terse"]);
    assert!(!holds, "the key was made afterwards");
    assert!(told.contains("key 1 foreign_key"), "{told}");
}

#[test]
fn a_later_file_must_continue_what_an_earlier_one_says() {
    let (later, earlier, proof) =
        (kept("later.json"), kept("earlier.json"), kept("consistency.json"));
    let terse = |arguments: &[&str]| {
        let (holds, told) = verified(&[arguments, &["--terse"]].concat());
        (holds, told.trim_end().split('\t').nth(1).unwrap().to_owned())
    };
    assert_eq!(terse(&[&later, "--earlier", &earlier]), (true, "ok".to_owned()));
    let proved = terse(&[&later, "--earlier", &earlier, "--consistency", &proof]);
    assert_eq!(proved, (true, "ok".to_owned()));
    let (holds, told) = terse(&[&earlier, "--earlier", &later]);
    assert!(!holds && told.ends_with("truncated"), "{told}");
    let folder = Folder::new("forked");
    let wrong = folder.0.join("proof.json");
    std::fs::write(&wrong, r#"{"hashes":[]}"#).unwrap();
    let forked = terse(&[&later, "--earlier", &earlier, "--consistency", wrong.to_str().unwrap()]);
    assert_eq!(forked, (false, "log_head forked".to_owned()));
}

#[test]
fn what_cannot_be_read_is_neither_sound_nor_broken() {
    let output = asked(&["verify", "/nowhere/evidence.json"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("/nowhere/evidence.json"), "{}", said(&output));
}

#[test]
fn the_log_s_key_is_made_on_first_use_for_its_owner_alone_and_replaced_once_until_it_signs() {
    let folder = Folder::new("keys");
    let ring = KeyRing::make(&Randomness::System, Timestamp::MIN).unwrap();
    let file = KeyFile::in_folder(&folder.0);
    file.write(&ring, &Opener::Nothing, &Randomness::System).unwrap();
    let listed = |arguments: &[&str]| {
        let output = asked(&[&["keys"], arguments, &["--data", folder.text()]].concat(), "");
        let lines = String::from_utf8(output.stdout.clone()).unwrap();
        (output, lines.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let (output, first) = listed(&["list"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(first.len(), 1);
    assert!(first[0].starts_with("0\tpuhui-"), "{first:?}");
    let (output, second) = listed(&["rotate", "log"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!((second.len(), &second[0]), (2, &first[0]), "the old key stays");
    let (output, _) = listed(&["rotate", "log"]);
    assert!(!output.status.success());
    assert!(said(&output).contains("nothing to hand over"), "{}", said(&output));
    let keys = std::fs::read_dir(folder.0.join("keys")).unwrap();
    let files: Vec<_> = keys.map(|entry| entry.unwrap()).collect();
    assert_eq!(files.len(), 2);
    #[cfg(unix)]
    for file in files {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
