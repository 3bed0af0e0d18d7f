//! What the store keeps about people is sealed on its way in and opened on its way out.
//!
//! Every act says what of it is personal ([`AtRest`], by `at_rest!`); one that says nothing does not
//! compile. Sealing happens at the store's boundary, before an act reaches the engine, so
//! no caller and no statement can forget it. Quotes hold nobody's name or number and stay
//! plain, as do evidence events, which hold digests.

use std::sync::Arc;

use chrono::NaiveDate;
use shared::canonical::Digest;
use shared::timestamp::Timestamp;

use super::acts::{Answer, AnswerOnDrawn, BorrowerId, Command, KeyedHash};
use super::{Document, StoreError};
use crate::keys::{Column, SealError, Sealer, is_sealed};

/// The columns whose values are sealed. [`column::ALL`] is what is sealed again after a rotation.
pub mod column {
    use super::Column;

    macro_rules! columns {
        ($($(#[$doc:meta])* $name:ident = $table:literal . $column:literal;)+) => {
            $($(#[$doc])* pub const $name: Column = Column::new($table, $column);)+
            /// Every one.
            pub const ALL: &[Column] = &[$($name),+];
        };
    }

    columns! {
        /// Who applies, their text as typed, what they declared.
        APPLICATION = "application"."document";
        /// Answers to commands show what was typed.
        ANSWERED_COMMAND = "answered_command"."body";
        /// Papers that stand behind draws, with who is on them.
        BACKING = "backing"."document";
        /// The borrower's number.
        MOBILE = "borrower"."mobile";
        /// What was decided on which facts.
        DECISION = "decision"."document";
        /// What people of the bank wrote down about an application.
        DESK_RECORD = "desk_record"."document";
        /// What waits for them, with what the borrower says.
        DESK_TASK = "desk_task"."document";
        /// What was asked to be deleted.
        DELETION_REQUEST = "deletion_request"."document";
        /// What the rail told of money that came in.
        INCOMING_PAYMENT = "incoming_payment"."document";
        /// A wish for a higher limit, with the facts it was decided on.
        LIMIT_INCREASE = "limit_increase"."document";
        /// A month as it was stated.
        MONTH_STATEMENT = "month_statement"."document";
        /// What the borrower said to it.
        MONTH_STATEMENT_ANSWER = "month_statement"."answer";
        /// Text messages.
        NOTICE = "notice"."document";
        /// A request after the draw as it was previewed.
        PROPOSAL = "proposal"."document";
        /// The account money goes back to.
        REFUND_ACCOUNT = "refund"."account";
        /// What a person is asked for, in the borrower's words.
        SERVICE_REQUEST = "service_request"."document";
        /// The terms signed.
        FACILITY = "facility"."document";
        /// The loan with its account.
        LOAN = "loan"."document";
        /// Certificates and agreements as PDF, which name the signer.
        KEPT_FILE = "kept_file"."content";
        /// Documents as shown: identities, agreements.
        PAPER = "paper"."document";
        /// What verifies a passkey's signatures.
        PASSKEY = "passkey"."document";
        /// The verifier's half of a challenge.
        PASSKEY_CHALLENGE = "passkey_challenge"."document";
        /// Whom money goes to.
        PAYMENT_ORDER = "payment_order"."document";
        /// The account that receives and repays.
        REPAYMENT_ACCOUNT = "repayment_account"."document";
        /// The verifier's half of a verification.
        STEP_UP = "step_up"."document";
        /// What outside parties said.
        VERIFIED_ANSWER = "verified_answer"."document";
    }
}

/// Kinds of paper that hold nothing about anybody and stay plain: they are long and the same for
/// everybody.
const PUBLIC_PAPERS: [&str; 3] = ["catalogue", "consent_text", "cost_sheet"];

/// An act that knows what of it is about a person.
pub trait AtRest: Sized {
    /// Whose rows it touches; what is sealed is bound to this.
    fn whose(&self) -> &str;

    /// The act as it goes to the engine: everything personal sealed.
    ///
    /// # Errors
    /// [`StoreError::Sealing`].
    fn sealed(self, sealer: &Arc<Sealer>) -> Result<Self, StoreError>;
}

/// A part of an act that knows its own columns.
pub trait Personal: Sized {
    /// The part with everything personal sealed.
    ///
    /// # Errors
    /// [`StoreError::Sealing`].
    fn sealed(self, to: &Inward<'_>) -> Result<Self, StoreError>;
}

/// A value that stands in a column by itself.
pub trait Text: Sized {
    /// The value as it stands in `column`.
    ///
    /// # Errors
    /// [`StoreError::Sealing`].
    fn sealed_in(self, to: &Inward<'_>, column: Column) -> Result<Self, StoreError>;
}

/// An answer of the store that holds something sealed.
pub trait Sealed: Sized {
    /// The answer with everything opened.
    ///
    /// # Errors
    /// [`StoreError::Sealing`].
    fn opened(self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError>;
}

/// Seals for one owner.
#[derive(Clone, Copy, Debug)]
pub struct Inward<'a> {
    /// What seals.
    pub sealer: &'a Arc<Sealer>,
    /// Whose it is.
    pub whose: &'a str,
}

impl Inward<'_> {
    /// Bytes as they stand in `column`.
    ///
    /// # Errors
    /// [`StoreError::Sealing`].
    pub fn bytes(&self, column: Column, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(self.sealer.seal(column, self.whose, plain)?.into_bytes())
    }

    /// Seals what is only known inside the transaction, right there. Without randomness for it
    /// nothing comes out, which the transaction refuses to record.
    pub fn in_transaction(&self, column: Column) -> impl Fn(&[u8]) -> Vec<u8> + use<> {
        let (sealer, whose) = (Arc::clone(self.sealer), self.whose.to_owned());
        move |plain| sealer.seal(column, &whose, plain).map(String::into_bytes).unwrap_or_default()
    }
}

/// Opens for one owner.
#[derive(Clone, Copy, Debug)]
pub struct Outward<'a> {
    /// What opens.
    pub sealer: &'a Sealer,
    /// Whose it is.
    pub whose: &'a str,
}

impl Outward<'_> {
    /// The bytes that stand in `column` as `sealed`.
    ///
    /// # Errors
    /// [`StoreError::Sealing`].
    pub fn bytes(&self, column: Column, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let text = std::str::from_utf8(sealed).map_err(|_| SealError::Damaged(column))?;
        Ok(self.sealer.open(column, self.whose, text)?)
    }

    fn text(&self, column: Column, text: &str) -> Result<String, StoreError> {
        let plain = self.sealer.open(column, self.whose, text)?;
        Ok(String::from_utf8(plain).map_err(|_| SealError::Damaged(column))?)
    }
}

/// Says whose an act is and what of it is sealed in which column:
/// `OpenApplication of command.borrower { document in APPLICATION, command }`. Parts without a
/// column know themselves; an act with nothing in braces holds nothing to seal. What belongs to no
/// borrower is `of the RAIL`, or `of nobody` when there is nothing to seal in it.
macro_rules! at_rest {
    () => {};
    ($act:ident of nobody {} $($rest:tt)*) => {
        impl $crate::store::at_rest::AtRest for $act {
            fn whose(&self) -> &str {
                ""
            }

            fn sealed(
                self,
                _: &::std::sync::Arc<$crate::keys::Sealer>,
            ) -> Result<Self, $crate::store::StoreError> {
                Ok(self)
            }
        }
        at_rest! { $($rest)* }
    };
    ($act:ident of $($whose:ident).+ {} $($rest:tt)*) => {
        impl $crate::store::at_rest::AtRest for $act {
            fn whose(&self) -> &str {
                &self.$($whose).+
            }

            fn sealed(
                self,
                _: &::std::sync::Arc<$crate::keys::Sealer>,
            ) -> Result<Self, $crate::store::StoreError> {
                Ok(self)
            }
        }
        at_rest! { $($rest)* }
    };
    (
        $act:ident of the $whose:ident { $($field:ident $(in $column:ident)?),+ $(,)? }
        $($rest:tt)*
    ) => {
        impl $crate::store::at_rest::AtRest for $act {
            fn whose(&self) -> &str {
                $whose
            }

            fn sealed(
                mut self,
                sealer: &::std::sync::Arc<$crate::keys::Sealer>,
            ) -> Result<Self, $crate::store::StoreError> {
                let to = $crate::store::at_rest::Inward { sealer, whose: $whose };
                $(self.$field = at_rest!(@sealed to, self.$field $(, $column)?)?;)+
                Ok(self)
            }
        }
        at_rest! { $($rest)* }
    };
    (
        $act:ident of $($whose:ident).+ { $($field:ident $(in $column:ident)?),+ $(,)? }
        $($rest:tt)*
    ) => {
        impl $crate::store::at_rest::AtRest for $act {
            fn whose(&self) -> &str {
                &self.$($whose).+
            }

            fn sealed(
                mut self,
                sealer: &::std::sync::Arc<$crate::keys::Sealer>,
            ) -> Result<Self, $crate::store::StoreError> {
                let whose = self.$($whose).+.clone();
                let to = $crate::store::at_rest::Inward { sealer, whose: &whose };
                $(self.$field = at_rest!(@sealed to, self.$field $(, $column)?)?;)+
                Ok(self)
            }
        }
        at_rest! { $($rest)* }
    };
    (@sealed $to:ident, $value:expr, $column:ident) => {
        $crate::store::at_rest::Text::sealed_in(
            $value,
            &$to,
            $crate::store::at_rest::column::$column,
        )
    };
    (@sealed $to:ident, $value:expr) => {
        $crate::store::at_rest::Personal::sealed($value, &$to)
    };
}
pub(super) use at_rest;

/// The same for answers: `StoredFacility { document }` opens the document in the column the act
/// names; parts with a column of their own say so.
macro_rules! opened {
    ($($answer:ident { $($field:ident $(in $column:ident)?),+ })+) => {
        $(impl $crate::store::at_rest::Sealed for $answer {
            fn opened(
                mut self,
                from: &$crate::store::at_rest::Outward<'_>,
                column: $crate::keys::Column,
            ) -> Result<Self, $crate::store::StoreError> {
                $(self.$field = $crate::store::at_rest::Sealed::opened(
                    self.$field,
                    from,
                    opened!(@column column $(, $column)?),
                )?;)+
                Ok(self)
            }
        })+
    };
    (@column $named:ident) => { $named };
    (@column $named:ident, $column:ident) => { $crate::store::at_rest::column::$column };
}
pub(super) use opened;

impl AtRest for BorrowerId {
    fn whose(&self) -> &str {
        self
    }

    fn sealed(self, _: &Arc<Sealer>) -> Result<Self, StoreError> {
        Ok(self)
    }
}

impl Personal for (Digest, Document) {
    /// A paper under its digest.
    fn sealed(self, to: &Inward<'_>) -> Result<Self, StoreError> {
        Ok((self.0, self.1.sealed_in(to, column::PAPER)?))
    }
}

/// A question that names nobody holds nothing to seal.
macro_rules! names_nobody {
    ($($act:ty)+) => {
        $(impl AtRest for $act {
            fn whose(&self) -> &'static str {
                ""
            }

            fn sealed(self, _: &Arc<Sealer>) -> Result<Self, StoreError> {
                Ok(self)
            }
        })+
    };
}

names_nobody! { () i64 NaiveDate Timestamp KeyedHash }

impl Text for String {
    fn sealed_in(self, to: &Inward<'_>, column: Column) -> Result<Self, StoreError> {
        Ok(to.sealer.seal(column, to.whose, self.as_bytes())?)
    }
}

impl Text for Vec<u8> {
    fn sealed_in(self, to: &Inward<'_>, column: Column) -> Result<Self, StoreError> {
        to.bytes(column, &self)
    }
}

impl Text for Document {
    fn sealed_in(self, to: &Inward<'_>, column: Column) -> Result<Self, StoreError> {
        Ok(Self::stored(to.sealer.seal(column, to.whose, self.as_str().as_bytes())?))
    }
}

impl<T: Text> Text for Option<T> {
    fn sealed_in(self, to: &Inward<'_>, column: Column) -> Result<Self, StoreError> {
        self.map(|value| value.sealed_in(to, column)).transpose()
    }
}

impl<T: Personal> Personal for Option<T> {
    fn sealed(self, to: &Inward<'_>) -> Result<Self, StoreError> {
        self.map(|part| part.sealed(to)).transpose()
    }
}

impl<T: Personal> Personal for Vec<T> {
    fn sealed(self, to: &Inward<'_>) -> Result<Self, StoreError> {
        self.into_iter().map(|part| part.sealed(to)).collect()
    }
}

impl<T: Personal, U: Personal> Personal for (T, U) {
    fn sealed(self, to: &Inward<'_>) -> Result<Self, StoreError> {
        Ok((self.0.sealed(to)?, self.1.sealed(to)?))
    }
}

impl Personal for Command {
    /// Bound to the scope of its key, where the answer is looked for.
    fn sealed(mut self, to: &Inward<'_>) -> Result<Self, StoreError> {
        let to = Inward { whose: &self.borrower, ..*to };
        self.answer.body = to.bytes(column::ANSWERED_COMMAND, &self.answer.body)?;
        Ok(self)
    }
}

impl Personal for AnswerOnDrawn {
    fn sealed(self, to: &Inward<'_>) -> Result<Self, StoreError> {
        let seal = to.in_transaction(column::ANSWERED_COMMAND);
        Ok(Self(Arc::new(move |drawn_fen| seal(&(self.0)(drawn_fen)))))
    }
}

impl Sealed for String {
    fn opened(self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        from.text(column, &self)
    }
}

impl Sealed for Document {
    fn opened(self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        if column == column::PAPER && !is_sealed(self.as_str()) {
            return Ok(self);
        }
        Ok(Self::stored(from.text(column, self.as_str())?))
    }
}

impl Sealed for Answer {
    fn opened(mut self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        self.body = from.bytes(column, &self.body)?;
        Ok(self)
    }
}

impl<T: Sealed> Sealed for Option<T> {
    fn opened(self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        self.map(|value| value.opened(from, column)).transpose()
    }
}

impl<T: Sealed> Sealed for Vec<T> {
    fn opened(self, from: &Outward<'_>, column: Column) -> Result<Self, StoreError> {
        self.into_iter().map(|value| value.opened(from, column)).collect()
    }
}

/// Whether a paper of this kind says nothing about anybody.
pub(super) fn is_public_paper(kind: &str) -> bool {
    PUBLIC_PAPERS.contains(&kind)
}
