//! Signatures that any PDF reader and any court's expert can check.

pub mod cms;
pub mod pdf;
pub mod query;
