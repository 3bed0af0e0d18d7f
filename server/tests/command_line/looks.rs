//! What can be asked of an installation's own records, with no server needed.

use std::path::PathBuf;

use server::keys::Sealer;
use server::store::Store;
use shared::timestamp::Timestamp;

use crate::{answers, asked, said};

/// A data folder with a fresh database, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("puhui-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn with_database(self) -> Self {
        let url = format!("sqlite://{}", self.0.join("puhui.db").display());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let now = Timestamp::from_micros(0).unwrap();
        runtime.block_on(Store::open(&url, now, Sealer::without_keys())).unwrap();
        self
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

#[test]
fn a_day_without_loans_has_a_position_and_books_that_balance() {
    let folder = Folder::new("looked-at").with_database();
    let output = asked(&["position", "--data", folder.text(), "--as-of", "2026-11-21"], "");
    assert!(output.status.success(), "{}", said(&output));
    let answer = &answers(&output)[0];
    assert_eq!((&answer["as_of"], &answer["loans"]), (&"2026-11-21".into(), &0.into()));
    let output = asked(&["books", "--data", folder.text()], "");
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(answers(&output)[0]["balanced"], true);
    let output = asked(&["position", "--data", folder.text(), "--human"], "");
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("已结清") && table.contains("逾期90天以上本金"), "{table}");
}

#[test]
fn a_folder_without_a_database_is_said_to_have_none() {
    let folder = Folder::new("empty");
    for command in ["position", "books"] {
        let output = asked(&[command, "--data", folder.text()], "");
        assert!(!output.status.success());
        assert!(said(&output).contains("database"), "{}", said(&output));
        assert!(!folder.0.join("puhui.db").exists(), "looking makes no database");
    }
    let output = asked(&["position", "--as-of", "yesterday"], "");
    assert!(said(&output).contains("2026-11-21"), "{}", said(&output));
}
