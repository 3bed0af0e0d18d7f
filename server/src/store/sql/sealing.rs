//! Sealed columns, owner by owner, for sealing again.

use crate::keys::Column;

/// The statements of one sealed column.
#[derive(Debug, PartialEq, Eq)]
pub struct SealedColumn {
    column: Column,
    /// Whether its values are bytes rather than text.
    pub is_bytes: bool,
    /// The next owner of rows.
    pub next_owner: &'static str,
    /// One owner's values; papers that say nothing about anybody are left out.
    pub values: &'static str,
    /// A value in place of another.
    pub replace: &'static str,
}

impl SealedColumn {
    /// Whether these are the statements of `column`.
    pub fn is(&self, column: Column) -> bool {
        self.column == column
    }
}

/// Declares the statements of each column from one pattern.
macro_rules! sealed_columns {
    ($($table:literal.$column:literal $kind:literal $(where $and:literal)?;)+) => {
        /// The statements of every sealed column.
        pub const SEALED: &[SealedColumn] = &[$(SealedColumn {
            column: Column::new($table, $column),
            is_bytes: matches!($kind.as_bytes(), b"bytes"),
            next_owner: concat!("select min(borrower) from ", $table, " where borrower > $1"),
            values: concat!(
                "select ", $column, " from ", $table, " where borrower = $1", $(" and ", $and)?
            ),
            replace: concat!(
                "update ", $table, " set ", $column, " = $3 where borrower = $1 and ", $column,
                " = $2"
            ),
        }),+];

        /// Every statement of this subject by name.
        pub(super) const STATEMENTS: &[(&str, &str)] = &[$(
            ($table, concat!("select min(borrower) from ", $table, " where borrower > $1")),
            ($table, concat!(
                "select ", $column, " from ", $table, " where borrower = $1", $(" and ", $and)?
            )),
            ($table, concat!(
                "update ", $table, " set ", $column, " = $3 where borrower = $1 and ", $column,
                " = $2"
            ))
        ),+];
    };
}

sealed_columns! {
    "application"."document" "text";
    "answered_command"."body" "bytes";
    "backing"."document" "text";
    "borrower"."mobile" "text";
    "decision"."document" "text";
    "deletion_request"."document" "text";
    "desk_record"."document" "text";
    "desk_task"."document" "text";
    "facility"."document" "text";
    "incoming_payment"."document" "text";
    "kept_file"."content" "bytes";
    "limit_increase"."document" "text";
    "loan"."document" "text";
    "month_statement"."document" "text";
    "month_statement"."answer" "text" where "answer is not null";
    "notice"."document" "text";
    "paper"."document" "text" where "kind not in ('catalogue', 'consent_text', 'cost_sheet')";
    "passkey"."document" "text";
    "passkey_challenge"."document" "text";
    "payment_order"."document" "text";
    "proposal"."document" "text";
    "refund"."account" "text";
    "repayment_account"."document" "text";
    "service_request"."document" "text";
    "settlement_certificate"."prepared" "bytes";
    "settlement_certificate"."document" "text";
    "step_up"."document" "text" where "document is not null";
    "verified_answer"."document" "text";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::at_rest::column;

    #[test]
    fn every_sealed_column_can_be_sealed_again() {
        assert_eq!(SEALED.len(), column::ALL.len());
        for known in column::ALL {
            assert!(SEALED.iter().any(|sealed| sealed.is(*known)), "{known}");
        }
    }
}
