//! The ledger of migrations.

statements! {
    /// Whether a migration has been applied.
    MIGRATION_APPLIED = "select applied_at from migration where version = $1";
    /// A migration has been applied.
    RECORD_MIGRATION = "insert into migration (version, applied_at) values ($1, $2)";
}
