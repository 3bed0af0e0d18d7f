//! The schema's history: plain SQL, append-only, applied at start.

/// One step of the schema's history.
pub(super) struct Migration {
    /// Its place in the order, from 1.
    pub(super) version: i64,
    /// The statements, separated by `;`, with the engine's tokens unreplaced.
    pub(super) text: &'static str,
}

/// Where the applied steps are written down.
pub(super) const LEDGER: &str = "create table if not exists migration (
    version {I64} not null, applied_at {I64} not null, primary key (version)
){T}";

/// Every step, in order. Steps are only ever added.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, text: include_str!("migrations/0001_first.sql") },
    Migration { version: 2, text: include_str!("migrations/0002_held_answers.sql") },
    Migration { version: 4, text: include_str!("migrations/0004_desk.sql") },
    Migration { version: 5, text: include_str!("migrations/0005_backing.sql") },
    Migration { version: 6, text: include_str!("migrations/0006_proof.sql") },
    Migration { version: 7, text: include_str!("migrations/0007_servicing.sql") },
    Migration { version: 8, text: include_str!("migrations/0008_person.sql") },
    Migration { version: 11, text: include_str!("migrations/0011_answers_about.sql") },
];

/// The step since which what is kept about people is sealed; whatever was kept before is sealed
/// when it is applied.
pub(super) const SEALED_SINCE: i64 = 8;

/// The statements of a migration with the engine's words in place of the tokens.
pub(super) fn statements(text: &str, tokens: &[(&str, &str)]) -> Vec<String> {
    let without_comments: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let worded =
        tokens.iter().fold(without_comments, |text, (token, word)| text.replace(token, word));
    worded.split(';').map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What keys may start with. Rows are split by borrower, or before there is one by mobile number
    /// or passkey.
    /// Three things cross borrowers: no `paper` may be financed twice, whoever presents it; a `pool`
    /// stands behind many borrowers' loans and belongs to none of them; so does the `log`.
    const FIRST: [&str; 6] = ["borrower", "mobile_hash", "credential_hash", "paper", "pool", "log"];

    #[test]
    fn every_primary_and_unique_key_starts_with_what_the_rows_are_split_by() {
        let (mut keys, mut across) = (0, 0);
        for migration in MIGRATIONS {
            for line in migration.text.lines().map(str::trim) {
                let key = line.strip_prefix("primary key (").or(line.strip_prefix("unique ("));
                if let Some(columns) = key {
                    keys += 1;
                    let first = columns.split([',', ')']).next().unwrap_or_default();
                    assert!(FIRST.contains(&first), "{line}");
                    across += usize::from(first == "paper");
                }
            }
        }
        assert!(keys > 15);
        assert_eq!(across, 1, "the register of financed papers, and nothing else");
    }

    #[test]
    fn no_token_is_left_after_the_engine_gives_its_words() {
        for migration in MIGRATIONS {
            for statement in statements(migration.text, &super::super::lite::TOKENS) {
                assert!(!statement.contains('{'), "{statement}");
            }
        }
    }
}
