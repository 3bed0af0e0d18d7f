//! Every SQL statement, each a constant, the same for both engines; one file for each subject.
//!
//! Placeholders are `$1`…; the borrower is bound first wherever a row has one. A test
//! prepares each statement on every engine, so a misspelt column cannot ship.

/// Declares statements: what each is for, its name and its text, in one place.
macro_rules! statements {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = $text;)+

        /// Every statement of this subject by name.
        pub(super) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}
pub mod applications;
pub mod backing;
pub mod books;
pub mod clock;
pub mod commands;
pub mod deletion;
pub mod desk;
pub mod editions;
pub mod evidence;
pub mod facilities;
pub mod incoming;
pub mod increases;
pub mod jobs;
pub mod loans;
pub mod log;
pub mod migrations;
pub mod notices;
pub mod passkeys;
pub mod pools;
pub mod queries;
pub mod quotes;
pub mod requests;
pub mod sealing;
pub mod servicing;
pub mod sessions;
pub mod settled;
pub mod sign_in;
pub mod statements;
pub mod step_ups;
pub mod trail;

/// Every statement by name, subject by subject, for the catalogue test.
pub const CATALOGUE: &[&[(&str, &str)]] = &[
    applications::STATEMENTS,
    backing::STATEMENTS,
    books::STATEMENTS,
    clock::STATEMENTS,
    commands::STATEMENTS,
    deletion::STATEMENTS,
    desk::STATEMENTS,
    editions::STATEMENTS,
    evidence::STATEMENTS,
    facilities::STATEMENTS,
    incoming::STATEMENTS,
    increases::STATEMENTS,
    jobs::STATEMENTS,
    loans::STATEMENTS,
    log::STATEMENTS,
    migrations::STATEMENTS,
    pools::STATEMENTS,
    notices::STATEMENTS,
    passkeys::STATEMENTS,
    queries::STATEMENTS,
    quotes::STATEMENTS,
    requests::STATEMENTS,
    sealing::STATEMENTS,
    servicing::STATEMENTS,
    sessions::STATEMENTS,
    settled::STATEMENTS,
    sign_in::STATEMENTS,
    statements::STATEMENTS,
    step_ups::STATEMENTS,
    trail::STATEMENTS,
];
