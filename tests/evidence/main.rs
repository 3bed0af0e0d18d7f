//! Evidence files, signed agreements and certificates in the hands of others: a verifier in another language, `pdfsig`, `openssl`.
//!
//! They are Debian packages, installed by `cargo verify`: `python3-cryptography`, `poppler-utils`, `openssl`, `qpdf`.

mod corpus;
mod forger;
mod kept;
mod malformed;
mod pdf;
mod program;
mod settled;
mod verdicts;
